"""Splits texts into the words that the index has.

`theme/assets/search/words.js` splits queries in the same way.
"""

import re
import unicodedata

_LETTERS = str.maketrans(
    {
        "ß": "ss",
        "æ": "ae",
        "œ": "oe",
        "ł": "l",
        "ø": "o",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "ı": "i",
        # Arabic and Persian write these in two ways
        "ي": "ی",
        "ى": "ی",
        "ك": "ک",
        "ة": "ه",
        # what joins or divides letters
        "ـ": "",
        "\u200c": "",
        "\u200d": "",
    }
)
"""Letters that Unicode doesn't take apart into one of the alphabet and an accent, and variants."""
_FIRST_MARK = "\u0300"
_APOSTROPHES = re.compile("['’‘`´ʹʻʼʽʾʿ]")
_POSSESSIVE = re.compile(r"(?<=\w)['’]s(?!\w)")
_INITIALS = re.compile(r"(?<!\w)(?:[^\W\d_]\.){2,}")
_IDEOGRAPHS = "\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
"""Scripts without spaces between words: Chinese characters and Japanese kana."""
_WORD = re.compile(rf"[{_IDEOGRAPHS}]+|[^\W_{_IDEOGRAPHS}]+")
_IDEOGRAPH = re.compile(f"[{_IDEOGRAPHS}]")


def words(text: str) -> list[str]:
    """The words, in lower case and without accents.

    “Oʻzbekiston’s” is `ozbekiston`, and “U.S.” is `us`. Of a text without spaces, each
    pair of neighbouring characters is a word, so that any part of it is found.
    """
    found = []
    for word in _WORD.findall(folded(text)):
        if len(word) > 1 and _IDEOGRAPH.match(word):
            for start in range(len(word) - 1):
                found.append(word[start : start + 2])
        else:
            found.append(word)
    return found


def folded(text: str) -> str:
    """The text in lower case, without accents, apostrophes and the dots of initials."""
    if text.isascii():
        text = text.lower()
    else:
        text = _without_accents(text).lower().translate(_LETTERS)
    text = _INITIALS.sub(_without_dots, text)
    text = _POSSESSIVE.sub("", text)
    return _APOSTROPHES.sub("", text)


def _without_accents(text: str) -> str:
    letters = []
    for character in unicodedata.normalize("NFKD", text):
        if character < _FIRST_MARK or unicodedata.category(character)[0] != "M":
            letters.append(character)
    return "".join(letters)


def _without_dots(match: re.Match[str]) -> str:
    return match[0].replace(".", "")
