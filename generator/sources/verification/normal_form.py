"""Texts as they are compared: without what typography alone decides, and with the way back to the original.

Alike are: white space of any kind and length, also none beside dashes, quotation marks and the signs
of Chinese and Japanese; quotation marks and apostrophes of any kind; dashes and hyphens of any kind.
"""

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache

INVISIBLE = "\u00ad\u180e\u200b\u2060\ufeff"
"""Soft hyphens and spaces of no width: they tell a browser where a line may break."""
QUOTATION = "\"'`´ʹʺʻʼʽ‘’‚‛“”„‟‹›«»′″‴‵‶「」『』〝〞〟＂＇｢｣"
DASHES = "-‐‑‒–—―−⸺⸻﹘﹣－"
_TYPOGRAPHY = re.compile(rf"[\s{INVISIBLE}{QUOTATION}{re.escape(DASHES)}]+")
_PLAIN = str.maketrans(dict.fromkeys(QUOTATION, "'") | dict.fromkeys(DASHES, "-"))
_REPEATED = re.compile(r"(['-])\1+")
UNSPACED = re.compile(
    r"[\u2e80-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]"
)
"""Signs between which a space means nothing: Chinese and Japanese are written without."""


@dataclass(frozen=True)
class NormalForm:
    """A text in its normal form."""

    original: str
    """The text that places refer to: composed (Unicode NFC), otherwise as it was."""
    text: str
    starts: tuple[int, ...]
    """Where in `text` each stretch begins that was copied whole, or stands for typography."""
    origins: tuple[int, ...]
    """Where in `original` the same stretches begin."""

    def origin(self, place: int) -> int:
        """The place in the original of a place in the normal form."""
        index = bisect_right(self.starts, place) - 1
        return self.origins[index] + place - self.starts[index] if index >= 0 else 0

    def excerpt(self, start: int, end: int) -> str:
        """The original of a stretch of the normal form, on one line."""
        if start >= end:
            return ""
        words = self.original[self.origin(start) : self.origin(end - 1) + 1]
        return " ".join(words.translate(dict.fromkeys(map(ord, INVISIBLE))).split())


def normal_form(text: str) -> NormalForm:
    """Takes time in proportion to the length of the text."""
    original = unicodedata.normalize("NFC", text)
    pieces: list[str] = []
    starts: list[int] = []
    origins: list[int] = []
    length = at = 0
    for match in _TYPOGRAPHY.finditer(original):
        sign = _sign(match.group())
        if sign == " " and _needs_no_space(original, match.start(), match.end()):
            sign = ""
        for piece, origin in ((original[at : match.start()], at), (sign, match.start())):
            if piece:
                pieces.append(piece)
                starts.append(length)
                origins.append(origin)
                length += len(piece)
        at = match.end()
    pieces.append(original[at:])
    starts.append(length)
    origins.append(at)
    return NormalForm(original, "".join(pieces), tuple(starts), tuple(origins))


@lru_cache(maxsize=1024)
def _sign(run: str) -> str:
    """What a run of typography is for the comparison: its dashes and quotation marks, or else one space."""
    visible = run.translate(dict.fromkeys(map(ord, INVISIBLE)))
    marks = "".join(visible.split()).translate(_PLAIN)
    return _REPEATED.sub(r"\1", marks) if marks else visible[:1] and " "


def _needs_no_space(text: str, start: int, end: int) -> bool:
    return bool(UNSPACED.match(text, max(0, start - 1)) or UNSPACED.match(text, end))
