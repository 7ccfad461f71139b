"""Checks whether a quote is word for word in a text.

Ignored are what `normal_form` says, the case of the first letter of a passage, and punctuation at its end. An
ellipsis (`…`, `...`, also in square brackets) is a gap: the passages around it have to be in the text in this
order. Nothing else is ignored, and no passage begins or ends inside a word or a number.

Belong together: letters and digits, also around an apostrophe or a hyphen, and where a hyphen divides a word
at the end of a line; the digits of a number with its separators, its sign, its currency, its percent sign and
a word such as million; the numbers of a range, a fraction or a time.

Words that are there can still mean something else there: `doubts` says when.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from operator import attrgetter

from briefing_site.sources.verification import doubts
from briefing_site.sources.verification.doubts import Stretch
from briefing_site.sources.verification.nearest import Nearest, nearest
from briefing_site.sources.verification.normal_form import (
    DASHES,
    QUOTATION,
    UNSPACED,
    NormalForm,
    normal_form,
)

MOST_OCCURRENCES = 200
"""Of a passage that are looked at to find those that are closest together."""
MOST_CANDIDATES = 20_000
"""Places that are looked at for these occurrences."""

_GAP = re.compile(r"\[\s*(?:…|\.\s?\.\s?\.)\s*\]|…+|\.(?:\s?\.){2,}")
_ASKED = re.compile(rf"[?؟？][\s{QUOTATION}]*\Z")
_MARKS = " \n" + QUOTATION + DASHES
_CLOSING = _MARKS + ".,;:!?…。，、；：！？．،؛؟۔"
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


@dataclass(frozen=True)
class Found:
    doubt: str = ""
    """Why its words could mean something else in the text, for people; empty if nothing suggests that."""
    passage: str = ""
    """If there is a doubt: the sentences of the text that it is from, on one line."""


@dataclass(frozen=True)
class NotFound:
    """A passage of the quote is not in the text, or not after the passages that precede it."""

    passage: str
    nearest: Nearest | None = None
    """The most similar stretch of the text; `None` if nothing is similar."""
    misplaced: bool = False
    """Whether the passage is in the text, but before those that precede it in the quote."""


def compare(quote: str, text: str) -> Found | NotFound:
    """Search the text for the quote, in linear time. Empty lines separate the paragraphs of the text."""
    whole = normal_form(text)
    parts = [
        (passage, part) for part in _GAP.split(quote) if (passage := _passage(part))
    ]
    if not parts:
        return NotFound(quote)
    asked = [bool(_ASKED.search(part)) for _, part in parts]
    forms = [normal_form(passage) for passage, _ in parts]
    found: list[Stretch] = []
    for (passage, _), form in zip(parts, forms, strict=True):
        stretch = next(
            _occurrences(form.text, whole, found[-1].end if found else 0), None
        )
        if stretch is None:
            if next(_occurrences(form.text, whole, 0), None):
                return NotFound(passage, misplaced=True)
            return NotFound(passage, nearest(form, whole))
        found.append(stretch)
    if not doubts.doubt(whole, found, asked):
        return Found()
    chains = list(_chains([form.text for form in forms], whole)) or [found]
    if not all(doubts.doubt(whole, chain, asked) for chain in chains):
        return Found()
    closest = min(chains, key=lambda chain: chain[-1].end - chain[0].start)
    return Found(doubts.doubt(whole, closest, asked), doubts.around(whole, closest))


def _passage(part: str) -> str:
    """The passage without marks around it, but with the sign of a number."""
    passage = part.strip().rstrip(_CLOSING)
    bare = passage.lstrip(_MARKS)
    at = len(passage) - len(bare)
    return (
        f"-{bare}"
        if bare[:1].isdigit() and _has_sign(passage, at) and passage[at - 1] != "+"
        else bare
    )


def _occurrences(
    passage: str, whole: NormalForm, start: int, most: int | None = None
) -> Iterator[Stretch]:
    """Where the passage is in the text after `start`, in order; only `most` places are looked at."""
    first, rest = passage[0], passage[1:]
    spellings = {first, first.lower(), first.upper()}
    at = whole.text.find(rest, start + 1)
    while at != -1 and most != 0:
        most = most and most - 1
        end = at + len(rest)
        if whole.text[at - 1] in spellings and _is_whole(
            whole, at - 1, end, is_signed=first == "-"
        ):
            yield Stretch(at - 1, end)
        at = whole.text.find(rest, at + 1)


def _is_whole(whole: NormalForm, start: int, end: int, *, is_signed: bool) -> bool:
    text = whole.original
    if _ends_inside(text, whole.origin(end - 1) + 1):
        return False
    if is_signed:
        return _has_sign(text, whole.origin(start + 1))
    return not _begins_inside(text, whole.origin(start))


def _chains(passages: Sequence[str], whole: NormalForm) -> Iterator[list[Stretch]]:
    """The occurrences of all passages in order, as close together as there are, by that of the last."""
    known = {
        passage: list(
            islice(_occurrences(passage, whole, 0, MOST_CANDIDATES), MOST_OCCURRENCES)
        )
        for passage in set(passages)
    }
    for last in known[passages[-1]]:
        chain = [last]
        for passage in reversed(passages[:-1]):
            place = bisect_right(known[passage], chain[0].start, key=attrgetter("end"))
            if not place:
                break
            chain.insert(0, known[passage][place - 1])
        else:
            yield chain


def _begins_inside(text: str, place: int) -> bool:
    before, first = text[max(0, place - _REACH) : place], text[place : place + 1]
    if first.isdigit() and (
        _NUMBER_BEFORE.search(before)
        or before[-1:].isdigit()
        or (_THREE_DIGITS.match(text, place) and _THOUSANDS_BEFORE.search(before))
    ):
        return True
    return (
        first.isalnum()
        and bool(_WORD_BEFORE.search(before))
        and _is_spaced(text, place)
    )


def _ends_inside(text: str, place: int) -> bool:
    """Whether the place is inside a word or a number, seen from the characters before it."""
    before = text[max(0, place - _REACH) : place]
    last = before[-1:]
    if last.isdigit() and (
        _NUMBER_AFTER.match(text, place)
        or text[place : place + 1].isdigit()
        or (_THOUSANDS_AFTER.match(text, place) and _GROUP.search(before))
    ):
        return True
    return (
        last.isalnum()
        and bool(_WORD_AFTER.match(text, place))
        and _is_spaced(text, place)
    )


def _has_sign(text: str, place: int) -> bool:
    """Whether there is a sign, not a hyphen or a spaced dash, right before the number at the place."""
    sign, before = (
        text[max(0, place - 1) : place],
        text[max(0, place - 2) : max(0, place - 1)],
    )
    return bool(_SIGN.match(sign)) and not (before.isalnum() or _DASH.match(before))


def _is_spaced(text: str, place: int) -> bool:
    """Whether the script around the place separates words by spaces."""
    return not any(UNSPACED.match(sign) for sign in text[max(0, place - 1) : place + 1])
