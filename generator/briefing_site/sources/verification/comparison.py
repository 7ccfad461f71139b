"""Checks whether a quote is word for word in a text.

An ellipsis in a quote (`…`, `...`, also in square brackets) is a gap, which divides the quote into passages.
All passages have to be in the text, in the same order. What `normal_form` removes makes no difference, nor
does the case of the first letter of a passage or punctuation at its end.

A passage may not begin or end inside a word or a number of the text:

- A word is letters and digits, also with an apostrophe or a hyphen between them, and a word that a hyphen
  divides at the end of a line.
- A number is digits with their separators, sign, currency, percent sign and a word such as million, in the
  languages of `LARGE_NUMBER`, or words such as twenty five. A range, a fraction and a time are one number.

Words that are in the text can still mean something else there. `doubts` finds such cases.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from operator import attrgetter

from briefing_site.sources.verification import doubts, number_words
from briefing_site.sources.verification.doubts import WITHIN_LINES, Stretch
from briefing_site.sources.verification.nearest import Nearest, nearest
from briefing_site.sources.verification.normal_form import (
    DASHES,
    QUOTATION,
    UNSPACED,
    NormalForm,
    has_footnote_marks,
    normal_form,
)
from briefing_site.sources.verification.number_words import LARGE_NUMBER

MOST_OCCURRENCES = 200
"""The most occurrences of a passage that are compared, to find those of all passages closest together."""
MOST_CANDIDATES = 20_000
"""The most places in the text that are looked at to find these occurrences."""

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

_LARGE_BEHIND_DIGITS = (
    r"(?:[bmt]n|mln|mlrd|mld|mio|mrd|bio|cents?|mil|mila|mille|bin|yüz|k|ming|tys"
    r"|тыс|тис|млн|млрд|трлн|мың|миң)\b"
)
"""Large numbers whose words mean something else, or nothing, where no digits stand before them."""

_WORD_BEFORE = re.compile(
    rf"{_LETTER}(?:{_JOINT}|{_LINE_END})?\Z"
    rf"|(?<!{_LETTER}){_LETTER}\.\Z"  # abbreviations
)
_WORD_AFTER = re.compile(rf"{_JOINT}?{_LETTER}|{_LINE_END}{_LETTER}|[\u0300-\u036f]")
_NUMBER_BEFORE = re.compile(
    r"\d[.,:/'’–−-]\Z|(?:\A|[\s(])[.,]\Z"
    rf"|(?<!\w)[-‐‑–−]\Z|[−±]{_SPACE}?\Z|[+~≈<>≤≥$€£¥₽₹№#]\Z"
)
_LARGE = rf"(?:per{_SPACE}?cent\b|{LARGE_NUMBER}|{_LARGE_BEHIND_DIGITS})"
_NUMBER_AFTER = re.compile(
    rf"[.,:/'’–−-]\d|[\[(]\d|{WITHIN_LINES}(?:[%‰°]|[×x^]{_SPACE}?\d|\(?{_LARGE})",
    re.IGNORECASE,
)
_DIGIT_BEFORE = re.compile(rf"\d{WITHIN_LINES}\Z")
_LARGE_AFTER = re.compile(_LARGE, re.IGNORECASE)
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
    """All passages of the quote are in the text."""

    doubt: str = ""
    """Why the words could mean something else in the text, for readers; empty if nothing suggests that."""
    passage: str = ""
    """The sentences of the text around the quote, on one line; empty without a doubt."""


@dataclass(frozen=True)
class NotFound:
    """A passage of the quote is not in the text, or only before the passages that precede it in the quote."""

    passage: str
    """The first such passage."""
    nearest: Nearest | None = None
    """The most similar stretch of the text; `None` if nothing is similar."""
    misplaced: bool = False
    """Whether the passage is in the text, but in another order."""


def compare(quote: str, text: str) -> Found | NotFound:
    """Search a text, whose paragraphs empty lines separate, for a quote. It takes linear time.

    Marks of footnotes in the text count only if the quote has some, too: nothing is left out of a quote.
    """
    whole = normal_form(text, keeps_footnotes=has_footnote_marks(quote))
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
    """The result for a quote whose first occurrence is doubtful.

    If the text has the quote somewhere else without a doubt, that one counts. Otherwise the doubt is about
    the occurrence whose passages are closest together.
    """
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
    """The parts of a quote between its gaps, without those that have no words."""
    passages = []
    for part in _GAP.split(quote):
        words = _without_marks(part)
        form = normal_form(words, keeps_footnotes=True)
        if form.text:
            is_asked = bool(_ASKED.search(part))
            passages.append(_Passage(words, form, is_asked))
    return passages


def _without_marks(part: str) -> str:
    """A part of a quote without the marks around it; if it begins with a number, the sign of that stays."""
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
    """Where the passage is in the text after `start`, in order, after a look at no more than `most` places.

    The first letter may be a capital or not, so the others are searched for.
    """
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
    """For each occurrence of the last passage, the nearest occurrences of the others before it, in order."""
    stretches: dict[str, list[Stretch]] = {}
    for passage in set(passages):
        occurrences = _occurrences(passage, whole, 0, MOST_CANDIDATES)
        stretches[passage] = list(islice(occurrences, MOST_OCCURRENCES))
    for last in stretches[passages[-1]]:
        chain = [last]
        for passage in reversed(passages[:-1]):
            # the last occurrence of this passage that ends before the next passage begins
            earlier = stretches[passage]
            number = bisect_right(earlier, chain[0].start, key=attrgetter("end"))
            if not number:
                break
            chain.insert(0, earlier[number - 1])
        else:
            yield chain


def _begins_inside(text: str, place: int) -> bool:
    """Whether a stretch that begins at the place would begin inside a word or a number."""
    preceding = text[max(0, place - _REACH) : place]
    first = text[place : place + 1]
    if number_words.begins_inside(preceding, text[place : place + _REACH]):
        return True
    if first.isdigit():
        if preceding[-1:].isdigit() or _NUMBER_BEFORE.search(preceding):
            return True
        if _THREE_DIGITS.match(text, place) and _THOUSANDS_BEFORE.search(preceding):
            return True
    if _LARGE_AFTER.match(text, place) and _DIGIT_BEFORE.search(preceding):
        return True
    if not first.isalnum() or not _WORD_BEFORE.search(preceding):
        return False
    return _is_spaced(text, place)


def _ends_inside(text: str, place: int) -> bool:
    """Whether a stretch that ends at the place would end inside a word or a number."""
    preceding = text[max(0, place - _REACH) : place]
    last = preceding[-1:]
    if number_words.ends_inside(preceding, text[place : place + _REACH]):
        return True
    if last.isdigit():
        if text[place : place + 1].isdigit() or _NUMBER_AFTER.match(text, place):
            return True
        if _THOUSANDS_AFTER.match(text, place) and _GROUP.search(preceding):
            return True
    if not last.isalnum() or not _WORD_AFTER.match(text, place):
        return False
    return _is_spaced(text, place)


def _has_sign(text: str, place: int) -> bool:
    """Whether the number at the place has a sign right before it, and not a hyphen or a dash with spaces."""
    sign = text[max(0, place - 1) : place]
    preceding = text[max(0, place - 2) : max(0, place - 1)]
    if not _SIGN.match(sign):
        return False
    return not preceding.isalnum() and not _DASH.match(preceding)


def _is_spaced(text: str, place: int) -> bool:
    """Whether the script around the place separates words by spaces."""
    around = text[max(0, place - 1) : place + 1]
    return not any(UNSPACED.match(character) for character in around)
