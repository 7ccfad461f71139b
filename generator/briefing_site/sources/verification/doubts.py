"""Why words that are in a text could mean something else there.

A doubt about a quote is that a gap leaves out a turn of meaning (`turns.yml`), more than `MOST_LEFT_OUT`
words, or the end of a paragraph, because the next one may be somebody else's; that a passage beside a gap is
a single word; or that the rest of its sentence turns its meaning, or makes it a question.

In that rest, a condition or a denial counts wherever it is; a negation in the clause in which the quote
begins or ends; a contrast or a hedge right beside it. A sentence goes on behind what may be an abbreviation.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import chain, pairwise
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from briefing_site.languages.phrase import marked
from briefing_site.sources.verification import number_words
from briefing_site.sources.verification.nearest import WORD
from briefing_site.sources.verification.normal_form import QUOTATION, NormalForm
from briefing_site.sources.verification.number_words import LARGE_NUMBER

MOST_LEFT_OUT = 50
"""Words that a gap may leave out without a doubt: about two sentences."""
MOST_IN_ALL = 100
"""Words that all gaps of a quote may leave out without a doubt."""
REACH = 300
"""The most characters on either side of a quote in which the limits of its sentence are looked for."""
LONGEST_PASSAGE = 2 * REACH
"""The most characters of a passage that is kept for readers; of a longer one, its beginning and end are."""

_PARAGRAPH = re.compile(r"\n\s*\n")
_CLOSING = rf"[{QUOTATION})\]]*"
_ENDS = re.compile(
    rf"\n\s*\n|[!?؟۔。！？｡]+{_CLOSING}|(?P<stop>[.…]+){_CLOSING}(?=\s|\Z)"
)
_FOLLOWING = re.compile(r"[\W_]*(\w)")
_LONGEST_ABBREVIATION = 10
_QUESTION = re.compile("[?؟？]")
_PARENTHESIS = re.compile(r"\w \w+,")
"""A negation that goes on behind a comma: `we do not, of course, want it`, but `no, we want it`."""

WITHIN_LINES = r"[^\S\n]*(?:\n[^\S\n]*)?"
"""A pattern for what may stand between two words of a paragraph: spaces and a line break, or nothing."""
_FOLLOWING_WORD = re.compile(rf"{WITHIN_LINES}([^\W\d_]\w{{0,30}})")
_LARGER = re.compile(
    rf"[^\W\u4e00-\u9fff]{LARGE_NUMBER}|[\d〇零一二三四五六七八九十百千万萬两兩几幾数數][百千万萬亿億兆]",
    re.IGNORECASE,
)
"""The last character of a passage, and a word that makes a number larger."""
_MONTHS = (
    "jan|feb|mar|mär|apr|may|mai|jun|jul|aug|sep|oct|okt|nov|dec|dez"
    "|янв|фев|мар|апр|ма[йя]|июн|июл|авг|сен|окт|ноя|дек"
)
_YEAR = re.compile(
    rf"(?:\A|[(\n]|\b(?:in|since|during|until|till|before|after|year|im|jahr|seit|en|depuis|desde|hasta|année|año|em|в|с"
    rf"|до|(?:{_MONTHS})\w{{0,7}}\.?(?:\s\d{{1,2}})?,?|\d{{1,2}}\.?)\s)[12]\d{{3}}\Z",
    re.IGNORECASE,
)
"""What is a year, and no number of what follows: behind a word for time, or at the beginning."""
_LONGEST_YEAR = 24
"""Characters of a year, with what is before it."""
_NO_UNIT = re.compile(
    "a|an|and|are|as|at|be|but|by|for|from|had|has|have|he|if|in|is|it|of|on|or|she|so|that|the|then|they|to|was|we"
    "|were|when|which|who|will|with|an|als|am|auf|aus|bei|das|der|die|für|im|in|ist|mit|oder|und|von|war|zu|zum|zur"
    "|à|au|aux|d|dans|de|des|du|en|est|et|la|le|les|ou|par|pour|qui|sur|в|во|до|за|и|из|или|к|на|о|от|по|с|со|у"
)
"""Words that can follow a number, such as that of an article or a day, and are nothing that is counted."""

_SPACE = re.compile(r"\s")
_SAME = str.maketrans(
    {
        **dict.fromkeys(QUOTATION, "'"),
        **dict.fromkeys("‐‑", "-"),
        "İ": "i",  # whose small form would be two characters
        "ı": "i",
        "ё": "е",
        "أ": "ا",
        "إ": "ا",
        "آ": "ا",
        "ي": "ی",
        "ى": "ی",
        "ك": "ک",
    }
)
"""Letters and marks for which texts have one or the other."""


class Turns(NamedTuple):
    """Patterns for turns: words that change the meaning of the words near them, such as `not` and `if`."""

    leading: re.Pattern[str]
    """A turn that changes the words behind it; the name of the matching group is its kind."""
    trailing: re.Pattern[str]
    """A turn that changes the words before it; the name of the matching group is its kind."""
    clause_end: re.Pattern[str]
    """What ends a clause. A negation does not change the words of another clause."""
    abbreviation: re.Pattern[str]
    """An abbreviation at the end of a text, behind which a full stop ends no sentence."""


@cache
def turns_of_meaning() -> Turns:
    """The patterns in `turns.yml`. Most commands do not need them, so they are loaded at their first use."""
    text = Path(__file__).with_name("turns.yml").read_text(encoding="utf-8")
    words = yaml.load(text, Loader=yaml.CBaseLoader)  # noqa: S506 -- makes texts and mappings only
    conjunction = _of_all_languages(words, "conjunction")
    clause_end = rf"[,،，](?!\s*{conjunction})|\s-\s|[–—;；：]|:(?!\d)"
    abbreviation = rf"(?<!\w)(?:[^\W\d_]|{words['abbreviations']})\Z"
    return Turns(
        leading=_turning(words, "before"),
        trailing=_turning(words, "behind"),
        clause_end=_compiled(clause_end),
        abbreviation=_compiled(abbreviation, re.IGNORECASE),
    )


def _turning(words: Any, side: str) -> re.Pattern[str]:  # noqa: ANN401 -- as `turns.yml` has them
    """The pattern of all turns that can be on one side of a quote, `before` or `behind` it."""
    kinds = []
    for kind in ("denial", "condition", "negation", side):
        spaced = _of_all_languages(words, kind)
        unspaced = words["unspaced"][kind]
        kinds.append(rf"(?P<{kind}>\b{spaced}|{unspaced})")
    return _compiled("|".join(kinds))


def _of_all_languages(words: Any, kind: str) -> str:  # noqa: ANN401 -- as `turns.yml` has them
    languages = words["languages"].values()
    patterns = [language[kind] for language in languages if kind in language]
    return rf"(?:{' | '.join(patterns)})\b"


def _compiled(pattern: str, flags: int = 0) -> re.Pattern[str]:
    return re.compile(pattern.replace(" | ", "|").translate(_SAME), flags)


def plain(text: str) -> str:
    """The text in the form in which turns are looked for: each character stays at its position."""
    return _SPACE.sub(" ", text).translate(_SAME).lower()


class Stretch(NamedTuple):
    """A part of a text in normal form, from `start` up to `end`."""

    start: int
    end: int


class _Sentence(NamedTuple):
    start: int
    end: int
    is_question: bool


def doubt(
    text: NormalForm, stretches: Sequence[Stretch], is_asked: Sequence[bool]
) -> str:
    """The first doubt whether a quote means in the text what it seems to mean; empty if there is none.

    `stretches` says where the passages of the quote are in the text, and `is_asked` which of the passages end
    with a question mark in the quote.
    """
    return (
        _of_gaps(text, stretches, is_asked)
        or _of_numbers(text, stretches)
        or _of_sentence(text, stretches, is_asked=is_asked[-1])
    )


def around(text: NormalForm, stretches: Sequence[Stretch]) -> str:
    """The sentences around a quote whose passages are at the stretches, on one line."""
    start, end = _in_original(text, stretches)
    sentence = _sentence(text.original, start, end)
    passage = " ".join(text.original[sentence.start : sentence.end].split())
    if len(passage) <= LONGEST_PASSAGE:
        return passage
    half = LONGEST_PASSAGE // 2 - 3
    return f"{passage[:half]} [...] {passage[-half:]}"


def _of_gaps(
    text: NormalForm, stretches: Sequence[Stretch], is_asked: Sequence[bool]
) -> str:
    """The first doubt about what the gaps of a quote leave out."""
    left_out = 0
    for number, (passage, following) in enumerate(pairwise(stretches)):
        start = text.origin(passage.end - 1) + 1
        gap = text.original[start : text.origin(following.start)]
        words = _number_of_words(gap)
        left_out += words
        if words > MOST_LEFT_OUT:
            return marked(
                "it leaves out more than {number} words in one place",
                number=MOST_LEFT_OUT,
            )
        if left_out > MOST_IN_ALL:
            return marked("it leaves out more than {number} words", number=MOST_IN_ALL)
        reason = _of_gap(gap, is_asked=is_asked[number])
        if reason:
            return reason
        for stretch in (passage, following):
            beside = text.text[stretch.start : stretch.end]
            if words and _number_of_words(beside) < 2:
                alone = text.excerpt(stretch.start, stretch.end)
                return marked("'{words}' stands alone beside a gap", words=alone)
    return ""


def _of_gap(gap: str, *, is_asked: bool) -> str:
    """The first doubt about the words that a gap leaves out; empty if there is none.

    `is_asked` is whether the quote has a question mark before the gap.
    """
    if _PARAGRAPH.search(gap):
        return marked("its parts are from more than one paragraph")
    text = plain(gap)
    turns = turns_of_meaning()
    for turn in chain(turns.trailing.finditer(text), turns.leading.finditer(text)):
        if _counts(turn, text, len(text), 0):
            omitted = gap[turn.start() : turn.end()]
            return marked("it leaves out '{words}'", words=omitted)
    if _QUESTION.search(gap) and not is_asked:
        return marked("it leaves out a question mark")
    return ""


def _of_numbers(text: NormalForm, stretches: Sequence[Stretch]) -> str:
    """The first doubt about a passage that begins or ends with a number, of which the text may say more."""
    for stretch in stretches:
        start = text.origin(stretch.start)
        end = text.origin(stretch.end - 1) + 1
        before = text.original[max(0, start - _LONGEST_YEAR) : start]
        first = number_words.range_before(
            before, text.original[start : start + _LONGEST_YEAR]
        )
        if first:
            return marked("its number may begin with '{words}'", words=first)
        behind = text.original[end : end + _LONGEST_YEAR]
        second = number_words.range_behind(
            text.original[max(0, end - _LONGEST_YEAR) : end], behind
        )
        if second:
            return marked("its number may go on with '{words}'", words=second)
        following = _FOLLOWING_WORD.match(text.original, end)
        if following is None:
            continue
        word = following[1]
        preceding = text.original[max(0, end - _LONGEST_YEAR) : end]
        is_counted = preceding[-1:].isdigit() and not _YEAR.search(preceding)
        if is_counted and _NO_UNIT.fullmatch(word):
            is_counted = False
        if is_counted or _LARGER.match(preceding[-1:] + word):
            return marked("its number may go on with '{words}'", words=word)
    return ""


def _of_sentence(
    text: NormalForm, stretches: Sequence[Stretch], *, is_asked: bool
) -> str:
    """The first doubt about the sentences that a quote begins and ends in."""
    start, end = _in_original(text, stretches)
    sentence = _sentence(text.original, start, end)
    if sentence.is_question and not is_asked:
        return marked("it is part of a question")
    if is_asked and not sentence.is_question:
        return marked("it is not a question in the source")
    words = text.original[sentence.start : sentence.end]
    turn = _turn(words, start - sentence.start, end - sentence.start)
    if turn:
        return marked("its sentence also has '{words}'", words=turn)
    return ""


def _turn(sentence: str, start: int, end: int) -> str:
    """The first turn in a sentence that changes the meaning of its part from `start` to `end`, a quote."""
    text = plain(sentence)
    turns = turns_of_meaning()
    clause_start, clause_end = _clause(text, start, end)
    leading = turns.leading.finditer(text, 0, start)
    trailing = turns.trailing.finditer(text, end)
    for turn in chain(leading, trailing):
        if not _counts(turn, text, start, end):
            continue
        is_near = clause_start <= turn.start() <= clause_end
        # matched from the last letter of the word before the turn
        goes_on = _PARENTHESIS.match(text, turn.start() - 2)
        if is_near or goes_on or turn.lastgroup != "negation":
            return sentence[turn.start() : turn.end()]
    return ""


def _clause(text: str, start: int, end: int) -> tuple[int, int]:
    """The start and the end of the clauses that a quote begins and ends in."""
    clause_start = 0
    clause_end = len(text)
    for clause_break in turns_of_meaning().clause_end.finditer(text):
        if clause_break.start() < start:
            clause_start = clause_break.start()
        elif clause_break.start() >= end:
            clause_end = clause_break.start()
            break
    return clause_start, clause_end


def _counts(turn: re.Match[str], text: str, start: int, end: int) -> bool:
    """Whether a turn is where it changes the words from `start` to `end`.

    Turns of the kinds `before` and `behind` have to be right there; all others may be anywhere.
    """
    match turn.lastgroup:
        case "before":
            return not text[turn.end() : start].strip(" '")
        case "behind":
            return not text[end : turn.start()].strip(" ,،，–—-")
    return True


def _sentence(text: str, start: int, end: int) -> _Sentence:
    """The sentences that a quote begins and ends in, as far as they are within reach."""
    first = max(0, start - REACH)
    last = min(len(text), end + REACH)
    sentence_start = first
    for mark in _ends(text, first, start):
        sentence_start = mark.end()
    for mark in _ends(text, end, last):
        is_question = bool(_QUESTION.search(mark.group()))
        return _Sentence(sentence_start, mark.end(), is_question)
    return _Sentence(sentence_start, last, is_question=False)


def _ends(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """The marks that end a sentence."""
    for mark in _ENDS.finditer(text, start, end):
        if mark["stop"] is None or not _goes_on(text, mark):
            yield mark


def _goes_on(text: str, stop: re.Match[str]) -> bool:
    """Whether a sentence goes on behind a full stop."""
    behind = text[stop.end() : stop.end() + _LONGEST_ABBREVIATION]
    following = _FOLLOWING.match(behind)
    if following and following[1].islower():
        return True
    preceding = text[max(0, stop.start() - _LONGEST_ABBREVIATION) : stop.start()]
    return bool(turns_of_meaning().abbreviation.search(preceding))


def _in_original(text: NormalForm, stretches: Sequence[Stretch]) -> tuple[int, int]:
    """The start and the end of a quote in the original text."""
    return text.origin(stretches[0].start), text.origin(stretches[-1].end - 1) + 1


def _number_of_words(text: str) -> int:
    """How many words there are; of a long text, those after the first that are too many are not counted."""
    number = 0
    for word in WORD.finditer(text):
        if word.group()[0].isalnum():
            number += 1
        if number > MOST_LEFT_OUT:
            break
    return number
