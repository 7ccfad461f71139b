"""Checks whether a quote is word for word in a text.

An ellipsis in a quote (`…`, `...`, also in square brackets) is a gap, which divides the quote into passages.
All passages have to be in the text, in the same order. What `normal_form` removes makes no difference, nor
does the case of the first letter of a passage or punctuation at its end.

A passage may not begin or end inside a word, a number or a unit of the text (`boundaries`).

Words that are in the text can still mean something else there. `doubts` finds such cases.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from operator import attrgetter

from briefing_site.sources.verification import boundaries, doubts
from briefing_site.sources.verification.doubts import Stretch
from briefing_site.sources.verification.nearest import Nearest, nearest
from briefing_site.sources.verification.normal_form import (
    DASHES,
    QUOTATION,
    NormalForm,
    has_footnote_marks,
    normal_form,
)

MOST_OCCURRENCES = 200
"""The most occurrences of a passage that are compared, to find those of all passages closest together."""
MOST_CANDIDATES = 20_000
"""The most places in the text that are looked at to find these occurrences."""

_GAP = re.compile(r"\[\s*(?:…|\.\s?\.\s?\.)\s*\]|…+|\.(?:\s?\.){2,}")
_ASKED = re.compile(rf"[?؟？][\s{QUOTATION}]*\Z")
_MARKS = " \n" + QUOTATION + DASHES
_CLOSING = _MARKS + ".,;:!?…。，、；：！？．،؛؟۔"


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
    is_number = boundaries.is_digit(bare[:1])
    if is_number and boundaries.has_sign(passage, start) and passage[start - 1] != "+":
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
    if boundaries.ends_inside(text, whole.origin(stretch.end - 1) + 1):
        return False
    if is_signed:
        return boundaries.has_sign(text, whole.origin(stretch.start + 1))
    return not boundaries.begins_inside(text, whole.origin(stretch.start))


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
