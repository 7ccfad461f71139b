"""Checks whether a quote is word for word in a text.

Ignored are white space, the type of quotation marks, apostrophes and dashes, the case of the first letter
of a passage, and punctuation at its end. An ellipsis (`…`, `...`, also in square brackets) is a gap: the
passages around it have to be in the text in this order. Nothing else is ignored.
"""

import re
from dataclasses import dataclass

from generator.sources.verification.nearest import Nearest, nearest
from generator.sources.verification.normal_form import (
    DASHES,
    INVISIBLE,
    QUOTATION,
    UNSPACED,
    NormalForm,
    normal_form,
)

_GAP = re.compile(r"\[\s*(?:…|\.\s?\.\s?\.)\s*\]|…+|\.(?:\s?\.){2,}")
_MARKS = " " + INVISIBLE + QUOTATION + DASHES
_CLOSING = _MARKS + ".,;:!?…。，、；：！？．"
# between two letters; before a letter that follows a letter with an apostrophe or hyphen; and in a number
# next to the separator for thousands or decimals
_IN_WORD = r"['’ʼ‘`´‐‑-]"
_BEGAN_BEFORE = re.compile(rf"(?:(?<=[^\W_])|(?<=[^\W_]{_IN_WORD}))(?=[^\W_])|(?<=\d[.,])(?=\d)")
_GOES_ON = re.compile(rf"(?<=[^\W_]){_IN_WORD}?[^\W_]|[\u0300-\u036f]|(?<=\d)[.,]\d")


@dataclass(frozen=True)
class NotFound:
    """A passage of the quote is not in the text, or not after the passages that precede it."""

    passage: str
    nearest: Nearest | None = None
    """The most similar stretch of the text; `None` if nothing is similar."""
    misplaced: bool = False
    """Whether the passage is in the text, but before those that precede it in the quote."""


def compare(quote: str, text: str) -> NotFound | None:
    """Search the text for the quote, in linear time; `None` if it is there."""
    whole = normal_form(text)
    passages = [
        passage for part in _GAP.split(quote) if (passage := part.strip().rstrip(_CLOSING).lstrip(_MARKS))
    ]
    if not passages:
        return NotFound(quote)
    at = 0
    for passage in passages:
        form = normal_form(passage)
        end = _end_of(form.text, whole, at)
        if end is None:
            if _end_of(form.text, whole, 0) is not None:
                return NotFound(passage, misplaced=True)
            return NotFound(passage, nearest(form, whole))
        at = end
    return None


def _end_of(passage: str, whole: NormalForm, start: int) -> int | None:
    """The end of the first occurrence of the passage after `start`, or `None`."""
    first, rest = passage[0], passage[1:]
    spellings = {first, first.lower(), first.upper()}
    at = whole.text.find(rest, start + 1)
    while at != -1:
        end = at + len(rest)
        if whole.text[at - 1] in spellings and _is_whole(whole, at - 1, end):
            return end
        at = whole.text.find(rest, at + 1)
    return None


def _is_whole(whole: NormalForm, start: int, end: int) -> bool:
    """Whether the stretch begins and ends at word boundaries."""
    text, first, after = whole.original, whole.origin(start), whole.origin(end)
    cuts_first = _BEGAN_BEFORE.match(text, first) and _is_spaced(text, first)
    cuts_last = _GOES_ON.match(text, after) and _is_spaced(text, after)
    return not cuts_first and not cuts_last


def _is_spaced(text: str, place: int) -> bool:
    """Whether the script around the position separates words by spaces."""
    return not any(UNSPACED.match(sign) for sign in text[max(0, place - 1) : place + 1])
