"""How wide text is in a diagram, and how it is divided into lines.

The reader's browser chooses the font, so widths are estimates that few fonts exceed: letters are as wide as
in DejaVu Sans and Verdana, the widest of the common system fonts.
"""

import re
import unicodedata
from functools import cache, lru_cache
from itertools import pairwise

_NARROW = frozenset(" .,:;!'|()[]/-ijlfrtI’‘“”·")
_WIDE = frozenset("mwMW@%&—…–œæŒÆ")
_IDEOGRAPH = "[\u2e80-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\uff01-\uff60\U00020000-\U0003ffff]"
_CLOSING = (
    "[\u3001\u3002\uff01\uff09\uff0c\uff0e\uff1a\uff1b\uff1f\u300d\u300f\u3011\u300b]"
)
_MARKS = frozenset({"Mn", "Mc", "Me", "Cf"})
_PIECE = re.compile(rf"\s*(?:{_IDEOGRAPH}{_CLOSING}*|(?:(?!{_IDEOGRAPH})[^\s-])*-*)")
"""What is not divided: a word, up to a hyphen; an East Asian character and the sign after it."""


def width(text: str, size: float) -> float:
    """The width of a line in pixels, at a font size in pixels."""
    return size * sum(map(_ems, unicodedata.normalize("NFKC", text)))


@lru_cache(
    4_000
)  # each label of a relation is in the diagrams of a brief and of two actors
def lines(text: str, size: float, most: float) -> list[str]:
    """Divide text into as few lines of at most so many pixels as possible, of about the same width."""
    pieces = [
        part
        for piece in _PIECE.findall(text)
        if piece.strip()
        for part in _parts(piece, size, most)
    ]
    filled = _filled(pieces, size, most)
    low, high = most / 2, most
    while high - low > size:
        middle = (low + high) / 2
        narrower = _filled(pieces, size, middle)
        if len(narrower) > len(filled) or any(
            width(line, size) > middle for line in narrower
        ):
            low = middle
        else:
            filled, high = narrower, middle
    return filled


def _filled(pieces: list[str], size: float, most: float) -> list[str]:
    made = [""]
    for piece in pieces:
        if made[-1] and width(made[-1] + piece, size) > most:
            made.append("")
        made[-1] += piece if made[-1] else piece.lstrip()
    return made


def _parts(piece: str, size: float, most: float) -> list[str]:
    """The piece, or parts of it if it is wider than a line. Marks stay with their letters."""
    if width(piece, size) <= most:
        return [piece]
    starts = [0]
    for index, character in enumerate(piece):
        if (
            width(piece[starts[-1] : index + 1], size) > most
            and unicodedata.category(character) not in _MARKS
            and index > starts[-1]
        ):
            starts.append(index)
    return [piece[start:end] for start, end in pairwise([*starts, len(piece)])]


@cache
def _ems(character: str) -> float:
    category = unicodedata.category(character)
    if category in {"Mn", "Me", "Cf"}:
        return 0
    if character in _NARROW:
        return 0.42
    if character in _WIDE:
        return 1
    if character < "\u0250":
        return 0.78 if category == "Lu" else 0.64
    if character < "\u0590":  # Greek and Cyrillic
        return 0.95 if category == "Lu" else 0.8
    if character < "\u0900":  # Hebrew and Arabic
        return 0.75
    if category == "So":  # emoji
        return 1.4
    return 1.1
