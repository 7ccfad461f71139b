"""Normalises texts for comparison, and maps positions back to the original.

Two texts have the same normal form if they differ only in

- white space: its kind and length, and whether there is any next to dashes, quotation marks and Chinese or
  Japanese characters,
- the kind of quotation marks, apostrophes, dashes and hyphens,
- ligatures instead of letters, and raised or lowered digits behind a letter instead of ordinary ones,
- marks of footnotes: `[1]`, `¹`, `*`, `†` and `‡` behind a word or a sentence, unless they are kept,
- invisible characters, and the composition of letters with accents (Unicode NFC).
"""

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache

_INVISIBLE = re.compile(
    "[\u00ad\u034f\u180e\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]+"
)
"""Soft hyphens, zero-width spaces and joiners, and marks of direction: none is part of a word."""
_LIGATURES = str.maketrans(
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
)
QUOTATION = "\"'`´ʹʺʻʼʽ‘’‚‛“”„‟‹›«»′″‴‵‶「」『』〝〞〟＂＇｢｣"
DASHES = "-‐‑‒–—―−⸺⸻﹘﹣－"
_TYPOGRAPHY = re.compile(rf"[\s{QUOTATION}{re.escape(DASHES)}]+")
_PLAIN = str.maketrans(dict.fromkeys(QUOTATION, "'") | dict.fromkeys(DASHES, "-"))
_REPEATED = re.compile(r"(['-])\1+")
# `[1]` behind anything but a number, as 2[000] has no footnote; the others behind a sentence, or a word of
# three letters, which km² is not; both behind a year
_FOOTNOTE = re.compile(
    r"(?:(?<=[^\s\d])|(?<=\b[12]\d{3}))(?:\[[1-9]\d{0,2}\])+"
    r"|(?:(?<=[^\W\d_]{3})|(?<=\b[12]\d{3})|(?<=[^\W\d_][.,;:!?”’\"')»])|(?<=[.,;:!?][”’\"')»]))"
    r"(?:[¹²³⁰⁴-⁹]{1,3}|[*†‡]{1,3}(?!\w))"
)
_DIGITS_OF_UNIT = re.compile("(?<=[^\\W\\d_])[⁰¹²³⁴-⁹₀-₉]+")
_DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉", "01234567890123456789")
UNSPACED = re.compile(
    r"[\u2e80-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]"
)
"""Characters next to which a space means nothing, as Chinese and Japanese are written without spaces."""


@dataclass(frozen=True)
class NormalForm:
    """A text in normal form, with the positions of its parts in the original text."""

    original: str
    """The text without footnote marks, invisible characters, ligatures and raised digits, for readers."""
    text: str
    """The normal form, to compare."""
    starts: tuple[int, ...]
    """The starts of stretches of `text`, each of which is a copy of `original`, or stands for other marks."""
    origins: tuple[int, ...]
    """The starts of the same stretches in `original`."""

    def origin(self, position: int) -> int:
        """The position in `original` of a character of `text`."""
        index = bisect_right(self.starts, position) - 1
        return self.origins[index] + position - self.starts[index]

    def excerpt(self, start: int, end: int) -> str:
        """The part of `original` for a stretch of `text`, on one line."""
        first = self.origin(start)
        last = self.origin(end - 1)
        return " ".join(self.original[first : last + 1].split())


def has_footnote_marks(text: str) -> bool:
    return _FOOTNOTE.search(_visible(text)) is not None


def normal_form(text: str, *, keeps_footnotes: bool = False) -> NormalForm:
    """Normalise a text, in linear time; its marks of footnotes may stay."""
    original = _visible(text)
    if not keeps_footnotes:
        original = _FOOTNOTE.sub("", original)
    original = _DIGITS_OF_UNIT.sub(_plain_digits, original)
    pieces: list[str] = []
    starts: list[int] = []
    origins: list[int] = []
    length = 0

    def append(piece: str, origin: int) -> None:
        nonlocal length
        pieces.append(piece)
        starts.append(length)
        origins.append(origin)
        length += len(piece)

    position = 0
    for run in _TYPOGRAPHY.finditer(original):
        if run.start() > position:
            append(original[position : run.start()], position)
        sign = _sign(run.group())
        if sign == " " and _is_beside_unspaced(original, run):
            sign = ""
        if sign:
            append(sign, run.start())
        position = run.end()
    append(original[position:], position)
    return NormalForm(original, "".join(pieces), tuple(starts), tuple(origins))


def _visible(text: str) -> str:
    """The text without invisible characters and ligatures."""
    composed = unicodedata.normalize("NFC", text)
    return _INVISIBLE.sub("", composed).translate(_LIGATURES)


def _plain_digits(digits: re.Match[str]) -> str:
    return digits.group().translate(_DIGITS)


def _is_beside_unspaced(text: str, run: re.Match[str]) -> bool:
    """Whether a Chinese or Japanese character is next to the run."""
    last = max(0, run.start() - 1)
    return bool(UNSPACED.match(text, last) or UNSPACED.match(text, run.end()))


@lru_cache(maxsize=1024)
def _sign(run: str) -> str:
    """The normal form of a run of spaces and marks: its dashes and quotation marks, or else one space."""
    marks = "".join(run.split()).translate(_PLAIN)
    return _REPEATED.sub(r"\1", marks) or " "
