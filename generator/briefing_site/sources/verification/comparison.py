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
class _Passage:
    """A part of a quote between two gaps."""

    words: str
    form: NormalForm
    is_asked: bool
    """Whether it ends with a question mark."""


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
    passages = _passages(quote)
    if not passages:
        return NotFound(quote)
    stretches: list[Stretch] = []
    start = 0
    for passage in passages:
        stretch = _first(passage.form.text, whole, start)
        if stretch is None:
            if _first(passage.form.text, whole, 0):
                return NotFound(passage.words, misplaced=True)
            return NotFound(passage.words, nearest(passage.form, whole))
        stretches.append(stretch)
        start = stretch.end
    is_asked = [passage.is_asked for passage in passages]
    if not doubts.doubt(whole, stretches, is_asked):
        return Found()
    return _without_doubt_elsewhere(whole, passages, stretches)


def _without_doubt_elsewhere(
    whole: NormalForm, passages: Sequence[_Passage], stretches: list[Stretch]
) -> Found:
    """The result for a quote with a doubt about its first occurrence: the text may have a better one."""
    is_asked = [passage.is_asked for passage in passages]
    chains = list(_chains([passage.form.text for passage in passages], whole))
    if not chains:
        chains = [stretches]
    for chain in chains:
        if not doubts.doubt(whole, chain, is_asked):
            return Found()
    closest = min(chains, key=lambda chain: chain[-1].end - chain[0].start)
    doubt = doubts.doubt(whole, closest, is_asked)
    return Found(doubt, doubts.around(whole, closest))


def _passages(quote: str) -> list[_Passage]:
    """The parts of a quote between its gaps, but for those without words."""
    passages = []
    for part in _GAP.split(quote):
        words = _without_marks(part)
        form = normal_form(words)
        if form.text:
            is_asked = bool(_ASKED.search(part))
            passages.append(_Passage(words, form, is_asked))
    return passages


def _without_marks(part: str) -> str:
    """The part without marks around it, but with the sign of a number."""
    passage = part.strip().rstrip(_CLOSING)
    bare = passage.lstrip(_MARKS)
    start = len(passage) - len(bare)
    is_number = bare[:1].isdigit()
    if is_number and _has_sign(passage, start) and passage[start - 1] != "+":
        return f"-{bare}"
    return bare


def _first(passage: str, whole: NormalForm, start: int) -> Stretch | None:
    """The first occurrence of the passage in the text after `start`."""
    for stretch in _occurrences(passage, whole, start):
        return stretch
    return None


def _occurrences(
    passage: str, whole: NormalForm, start: int, most: int | None = None
) -> Iterator[Stretch]:
    """Where the passage is in the text after `start`, in order; only `most` places are looked at."""
    first = passage[0]
    others = passage[1:]
    spellings = {first, first.lower(), first.upper()}
    places = 0
    place = whole.text.find(others, start + 1)
    while place != -1 and places != most:
        places += 1
        stretch = Stretch(place - 1, place + len(others))
        if whole.text[stretch.start] in spellings and _is_whole(
            whole, stretch, is_signed=first == "-"
        ):
            yield stretch
        place = whole.text.find(others, place + 1)


def _is_whole(whole: NormalForm, stretch: Stretch, *, is_signed: bool) -> bool:
    """Whether the stretch neither begins nor ends inside a word or a number."""
    text = whole.original
    if _ends_inside(text, whole.origin(stretch.end - 1) + 1):
        return False
    if is_signed:
        return _has_sign(text, whole.origin(stretch.start + 1))
    return not _begins_inside(text, whole.origin(stretch.start))


def _chains(passages: Sequence[str], whole: NormalForm) -> Iterator[list[Stretch]]:
    """The occurrences of all passages in order, as close together as there are, by that of the last."""
    stretches: dict[str, list[Stretch]] = {}
    for passage in set(passages):
        occurrences = _occurrences(passage, whole, 0, MOST_CANDIDATES)
        stretches[passage] = list(islice(occurrences, MOST_OCCURRENCES))
    for last in stretches[passages[-1]]:
        chain = [last]
        for passage in reversed(passages[:-1]):
            earlier = stretches[passage]
            number = bisect_right(earlier, chain[0].start, key=attrgetter("end"))
            if not number:
                break
            chain.insert(0, earlier[number - 1])
        else:
            yield chain


def _begins_inside(text: str, place: int) -> bool:
    """Whether the place is inside a word or a number, seen from the character behind it."""
    preceding = text[max(0, place - _REACH) : place]
    first = text[place : place + 1]
    if first.isdigit():
        if preceding[-1:].isdigit() or _NUMBER_BEFORE.search(preceding):
            return True
        if _THREE_DIGITS.match(text, place) and _THOUSANDS_BEFORE.search(preceding):
            return True
    if not first.isalnum() or not _WORD_BEFORE.search(preceding):
        return False
    return _is_spaced(text, place)


def _ends_inside(text: str, place: int) -> bool:
    """Whether the place is inside a word or a number, seen from the characters before it."""
    preceding = text[max(0, place - _REACH) : place]
    last = preceding[-1:]
    if last.isdigit():
        if text[place : place + 1].isdigit() or _NUMBER_AFTER.match(text, place):
            return True
        if _THOUSANDS_AFTER.match(text, place) and _GROUP.search(preceding):
            return True
    if not last.isalnum() or not _WORD_AFTER.match(text, place):
        return False
    return _is_spaced(text, place)


def _has_sign(text: str, place: int) -> bool:
    """Whether there is a sign, not a hyphen or a spaced dash, right before the number at the place."""
    sign = text[max(0, place - 1) : place]
    preceding = text[max(0, place - 2) : max(0, place - 1)]
    if not _SIGN.match(sign):
        return False
    return not preceding.isalnum() and not _DASH.match(preceding)


def _is_spaced(text: str, place: int) -> bool:
    """Whether the script around the place separates words by spaces."""
    around = text[max(0, place - 1) : place + 1]
    return not any(UNSPACED.match(character) for character in around)
