"""Where words and numbers begin and end: a quote may not cut one.

Belong together: letters and digits, also around an apostrophe or a hyphen, and where a hyphen divides a word
at the end of a line; the digits of a number with its separators, its sign, its currency, its percent sign and
a word such as million; the numbers of a range, a fraction or a time.
"""

import re

from generator.sources.verification.normal_form import DASHES, UNSPACED

_REACH = 40
"""Characters around a place that are looked at; longer numbers are not written."""

_LETTER = r"[^\W_]"
_JOINT = r"['’ʼ‘`´‐‑-]"
_LINE_END = r"[‐-][^\S\n]*\n\s*"
_SPACE = r"[^\S\n]"

_WORD_BEFORE = re.compile(
    rf"{_LETTER}(?:{_JOINT}|{_LINE_END})?\Z"
    rf"|(?<!{_LETTER}){_LETTER}\.\Z"  # abbreviations
)
_WORD_AFTER = re.compile(rf"{_JOINT}?{_LETTER}|{_LINE_END}{_LETTER}|[\u0300-\u036f]")
_NUMBER_BEFORE = re.compile(
    r"\d[.,:/'’–−-]\Z|(?:\A|[\s(])[.,]\Z"
    rf"|(?<!\w)[-‐‑–−]\Z|[−±]{_SPACE}?\Z|[+~≈<>≤≥$€£¥₽₹№#]\Z"
)
_NUMBER_AFTER = re.compile(
    rf"[.,:/'’–−-]\d|{_SPACE}?[%‰°]|{_SPACE}(?:hundred|thousand|million|billion|trillion|per{_SPACE}?cent)\b"
)
_THOUSANDS_BEFORE = re.compile(rf"(?<![\d.,])\d{{1,3}}(?:{_SPACE}\d{{3}})*{_SPACE}\Z")
_THOUSANDS_AFTER = re.compile(rf"{_SPACE}\d{{3}}(?!\d)")
_THREE_DIGITS = re.compile(r"\d{3}(?!\d)")
_GROUP = re.compile(r"(?<!\d)\d{1,3}\Z")
_SIGN = re.compile("[-‐‑–−]")
_DASH = re.compile(f"[{re.escape(DASHES)}]")


def begins_inside(text: str, place: int) -> bool:
    """Whether the place is inside a word or a number."""
    before, first = text[max(0, place - _REACH) : place], text[place : place + 1]
    if first.isdigit() and (
        _NUMBER_BEFORE.search(before)
        or before[-1:].isdigit()
        or (_THREE_DIGITS.match(text, place) and _THOUSANDS_BEFORE.search(before))
    ):
        return True
    return first.isalnum() and bool(_WORD_BEFORE.search(before)) and _is_spaced(text, place)


def ends_inside(text: str, place: int) -> bool:
    """Whether the place is inside a word or a number, seen from the characters before it."""
    before = text[max(0, place - _REACH) : place]
    last = before[-1:]
    if last.isdigit() and (
        _NUMBER_AFTER.match(text, place)
        or text[place : place + 1].isdigit()
        or (_THOUSANDS_AFTER.match(text, place) and _GROUP.search(before))
    ):
        return True
    return last.isalnum() and bool(_WORD_AFTER.match(text, place)) and _is_spaced(text, place)


def has_sign(text: str, place: int) -> bool:
    """Whether there is a sign, not a hyphen or a spaced dash, right before the number at the place."""
    sign, before = text[max(0, place - 1) : place], text[max(0, place - 2) : max(0, place - 1)]
    return bool(_SIGN.match(sign)) and not (before.isalnum() or _DASH.match(before))


def _is_spaced(text: str, place: int) -> bool:
    """Whether the script around the place separates words by spaces."""
    return not any(UNSPACED.match(sign) for sign in text[max(0, place - 1) : place + 1])
