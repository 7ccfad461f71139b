"""The words of a text, as in the index; `theme/assets/search/words.js` splits queries in the same way."""

import re
import unicodedata

_LETTERS = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
)
"""Letters that Unicode doesn't take apart into one of the alphabet and an accent."""
_MARKS = re.compile("['’‘`´ʹʻʼʽʾʿ]")
_POSSESSIVE = re.compile(r"(?<=\w)['’]s(?!\w)")
_INITIALS = re.compile(r"(?<!\w)(?:[^\W\d_]\.){2,}")
_IDEOGRAPHS = "\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
"""Scripts without spaces between words: Chinese characters and Japanese kana."""
_WORD = re.compile(rf"[{_IDEOGRAPHS}]+|[^\W_{_IDEOGRAPHS}]+")
_IDEOGRAPH = re.compile(f"[{_IDEOGRAPHS}]")
_ASCII_WORD = re.compile(r"[a-z0-9]+")


def words(text: str) -> list[str]:
    """The words, in lower case and without accents: “Oʻzbekiston’s” is `ozbekiston`, and “U.S.” is `us`.

    Of a text without spaces, each pair of neighbouring characters is a word, so that any part of it is found.
    """
    plain = folded(text)
    if plain.isascii():
        return _ASCII_WORD.findall(plain)
    found = []
    for word in _WORD.findall(plain):
        if len(word) > 1 and _IDEOGRAPH.match(word):
            found += [word[place : place + 2] for place in range(len(word) - 1)]
        else:
            found.append(word)
    return found


def folded(text: str) -> str:
    """The text in lower case, without accents, apostrophes and the dots of initials."""
    if not text.isascii():
        apart = unicodedata.normalize("NFKD", text)
        text = "".join(each for each in apart if unicodedata.category(each)[0] != "M")
    lower = text.lower().translate(_LETTERS) if not text.isascii() else text.lower()
    whole = _INITIALS.sub(lambda found: found[0].replace(".", ""), lower)
    return _MARKS.sub("", _POSSESSIVE.sub("", whole))
