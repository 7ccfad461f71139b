"""Characters that no text of the site may contain, and those that nobody sees."""

import re
import unicodedata
from collections.abc import Iterator
from itertools import groupby

from briefing_site.format import limits

_NONCHARACTERS = "\ufdd0-\ufdef" + "".join(
    chr(plane * 0x10000 + 0xFFFE) + chr(plane * 0x10000 + 0xFFFF) for plane in range(17)
)
"""Code points that will never be characters: https://www.unicode.org/faq/private_use.html#nonchar1."""

BAD = re.compile(
    # control characters, line breaks that editors do not show as such, and bidirectional overrides
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff"
    f"{_NONCHARACTERS}]"
)
"""Characters that are invisible, not allowed in XML, or line breaks for some programs."""

_BLANK = frozenset("\u115f\u1160\u2800\u3164\uffa0")
"""Letters and symbols, according to Unicode, that are blank."""


_THAI = "\u0e00-\u109f\u1780-\u1aaf"
_UNSEEN = re.compile(
    "[\u00ad\u2060]"  # where a word may be divided, and where a line may not
    f"|(?<![{_THAI}])\u200b(?![{_THAI}])"  # divides words in Thai, Lao, Khmer and Burmese
    "|(?<![^\x00-\u02ff])[\u200c\u200d](?![^\x00-\u02ff])"  # a letter in Persian and Hindi; joins emoji
)
"""Characters of word processors and web pages that nobody sees, where no script has a use for them."""
_BETWEEN_WORDS = re.compile(r"(?<=[^\W\d_])\u00a0(?=[^\W\d_])")

_WORD = re.compile(r"\w+")
_RUN = re.compile(rf"[^\x00-\u02ff\u2000-\u206f]{{{limits.MARKS + 1},}}")
"""Text that may have more marks than the limit; most texts have none."""


def heaps(text: str) -> Iterator[tuple[int, int]]:
    """Where there are too many combining marks on one letter: from the first of them to behind the last."""
    for run in _RUN.finditer(text):
        start = run.start()
        for is_mark, group in groupby(run[0], _is_combining_mark):
            end = start + len(list(group))
            if is_mark and end - start > limits.MARKS:
                yield start, end
            start = end


def _is_combining_mark(character: str) -> bool:
    return unicodedata.category(character).startswith("M")


def without_heaps(text: str) -> str:
    """The text with no more marks on a letter than the limit."""
    shortened = ""
    position = 0
    for start, end in heaps(text):
        shortened += text[position : start + limits.MARKS]
        position = end
    return shortened + text[position:]


def cleaned(text: str) -> str:
    """The text as it was meant: without characters that nobody sees, and with spaces between words."""
    if text.isascii():
        return text
    seen = _UNSEEN.sub("", text)
    return _BETWEEN_WORDS.sub(" ", seen)


def is_dropped(character: str) -> bool:
    """Whether `cleaned` leaves out the character, at least in some places."""
    return character in "\u00ad\u2060\u200b\u200c\u200d"


def words(text: str) -> frozenset[str]:
    """All words of a text, in any script that has spaces between them."""
    return frozenset(_WORD.findall(text))


def shown(text: str) -> str:
    """The text with bad characters replaced by U+FFFD, the replacement character."""
    return BAD.sub("\N{REPLACEMENT CHARACTER}", text.replace("\r", " "))


def is_blank(text: str) -> bool:
    """Whether nothing of the text can be seen: it has only spaces, marks without a letter, and such."""
    if re.search("[!-~]", text):  # in nearly every text, and quick to find
        return False
    for character in text:
        is_letter_or_sign = unicodedata.category(character)[0] not in "ZCM"
        if is_letter_or_sign and character not in _BLANK:
            return False
    return True
