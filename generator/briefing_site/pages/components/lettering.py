"""How wide text is in a diagram, and how it is divided into lines.

The reader's browser chooses the font, so widths are estimates that few fonts exceed: letters are as wide as
in DejaVu Sans and Verdana, the widest of the common system fonts.
"""

import re
import unicodedata
from functools import cache

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
    ems = 0.0
    for character in unicodedata.normalize("NFKC", text):
        ems += _ems(character)
    return size * ems


def lines(text: str, size: float, most: float) -> list[str]:
    """Divide text into as few lines of at most so many pixels as possible.

    The lines are about as wide as one another.
    """
    pieces = []
    for piece in _PIECE.findall(text):
        if piece.strip():
            pieces += _parts(piece, size, most)
    best = _filled(pieces, size, most)
    too_narrow = most / 2
    enough = most
    while enough - too_narrow > size:
        middle = (too_narrow + enough) / 2
        narrower = _filled(pieces, size, middle)
        widest = max(width(line, size) for line in narrower)
        if len(narrower) > len(best) or widest > middle:
            too_narrow = middle
        else:
            best = narrower
            enough = middle
    return best


def _filled(pieces: list[str], size: float, most: float) -> list[str]:
    """Lines of as many pieces as fit; one that is too wide is alone in its line."""
    filled = []
    line = ""
    for piece in pieces:
        if line and width(line + piece, size) > most:
            filled.append(line)
            line = ""
        line += piece if line else piece.lstrip()
    filled.append(line)
    return filled


def _parts(piece: str, size: float, most: float) -> list[str]:
    """The piece, or parts of it if it is wider than a line. Marks stay with their letters."""
    if width(piece, size) <= most:
        return [piece]
    parts = []
    part = ""
    for character in piece:
        is_mark = unicodedata.category(character) in _MARKS
        if part and not is_mark and width(part + character, size) > most:
            parts.append(part)
            part = ""
        part += character
    parts.append(part)
    return parts


@cache
def _ems(character: str) -> float:
    """The width of a character, in font sizes."""
    category = unicodedata.category(character)
    if category in {"Mn", "Me", "Cf"}:
        return 0
    if character in _NARROW:
        return 0.42
    if character in _WIDE:
        return 1
    if character < "\u0250":  # Latin
        return 0.78 if category == "Lu" else 0.64
    if character < "\u0590":  # Greek and Cyrillic
        return 0.95 if category == "Lu" else 0.8
    if character < "\u0900":  # Hebrew and Arabic
        return 0.75
    if category == "So":  # emoji
        return 1.4
    return 1.1
