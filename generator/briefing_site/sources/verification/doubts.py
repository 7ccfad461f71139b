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
from itertools import islice, pairwise
from pathlib import Path
from typing import NamedTuple

import yaml

from briefing_site.languages.phrase import marked
from briefing_site.sources.verification.nearest import WORD
from briefing_site.sources.verification.normal_form import QUOTATION, NormalForm

MOST_LEFT_OUT = 50
"""Words that a gap may leave out without a doubt: about two sentences."""
MOST_IN_ALL = 100
"""Words that all gaps of a quote may leave out without a doubt."""
REACH = 300
"""Characters of a sentence that are looked at on either side of a quote."""
LONGEST_PASSAGE = 2 * REACH
"""Characters of a passage that is kept for readers; of a longer one, the beginning and the end."""

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

_SPACE = re.compile(r"\s")
_SAME = str.maketrans(
    dict.fromkeys(QUOTATION, "'")
    | dict.fromkeys("‐‑", "-")
    | {
        "İ": "i",
        "ı": "i",
        "ё": "е",
    }  # the small form of the first would be two characters
    | {"أ": "ا", "إ": "ا", "آ": "ا", "ي": "ی", "ى": "ی", "ك": "ک"}
)
"""Letters and marks for which texts have one or the other."""


class Turns(NamedTuple):
    before: re.Pattern[str]
    """What turns the words behind it; the group that it matches is the kind."""
    behind: re.Pattern[str]
    """The same of the words before it."""
    clause_end: re.Pattern[str]
    """Ends a clause, which a negation does not reach beyond."""
    abbreviation: re.Pattern[str]
    """At the end of what is before a full stop that ends no sentence."""


@cache
def turns_of_meaning() -> Turns:
    """What `turns.yml` says; most commands compare no quote, and start sooner without these patterns."""
    text = Path(__file__).with_name("turns.yml").read_text(encoding="utf-8")
    words = yaml.load(text, Loader=yaml.CBaseLoader)  # noqa: S506 -- makes texts and mappings only
    unspaced = words["unspaced"]

    def spaced(kind: str) -> str:
        found = " | ".join(
            each[kind] for each in words["languages"].values() if kind in each
        )
        return rf"(?:{found})\b"

    def compiled(pattern: str, flags: int = 0) -> re.Pattern[str]:
        return re.compile(pattern.replace(" | ", "|").translate(_SAME), flags)

    def turning(*kinds: str) -> re.Pattern[str]:
        return compiled(
            "|".join(
                rf"(?P<{kind}>\b{spaced(kind)}|{unspaced[kind]})" for kind in kinds
            )
        )

    return Turns(
        turning("denial", "condition", "negation", "before"),
        turning("denial", "condition", "negation", "behind"),
        compiled(rf"[,،，](?!\s*{spaced('conjunction')})|\s-\s|[–—;；：]|:(?!\d)"),
        compiled(rf"(?<!\w)(?:[^\W\d_]|{words['abbreviations']})\Z", re.IGNORECASE),
    )


def plain(text: str) -> str:
    """The text in which turns are looked for, with every character at its place."""
    return _SPACE.sub(" ", text).translate(_SAME).lower()


class Stretch(NamedTuple):
    start: int
    end: int


class _Sentence(NamedTuple):
    start: int
    end: int
    is_question: bool


def doubt(whole: NormalForm, found: Sequence[Stretch], asked: Sequence[bool]) -> str:
    """The first doubt about a quote, for people; `asked` is which passages end with a question mark."""
    return _of_gaps(whole, found, asked) or _of_sentence(
        whole, found, is_asked=asked[-1]
    )


def around(whole: NormalForm, found: Sequence[Stretch]) -> str:
    """The sentences of the text that the quote is from, on one line."""
    start, end, _ = _sentence(whole.original, *_original(whole, found))
    passage, half = (
        " ".join(whole.original[start:end].split()),
        LONGEST_PASSAGE // 2 - 3,
    )
    return (
        passage
        if len(passage) <= LONGEST_PASSAGE
        else f"{passage[:half]} [...] {passage[-half:]}"
    )


def _of_gaps(whole: NormalForm, found: Sequence[Stretch], asked: Sequence[bool]) -> str:
    total = 0
    for (one, next_), is_asked in zip(pairwise(found), asked, strict=False):
        gap = whole.original[whole.origin(one.end - 1) + 1 : whole.origin(next_.start)]
        number = _words(gap)
        total += number
        if number > MOST_LEFT_OUT:
            return marked(
                "it leaves out more than {number} words in one place",
                number=MOST_LEFT_OUT,
            )
        if total > MOST_IN_ALL:
            return marked("it leaves out more than {number} words", number=MOST_IN_ALL)
        if _PARAGRAPH.search(gap):
            return marked("its parts are from more than one paragraph")
        text, words = plain(gap), turns_of_meaning()
        for turn in (*words.behind.finditer(text), *words.before.finditer(text)):
            if _counts(turn, text, len(text), 0):
                return marked("it leaves out '{words}'", words=gap[slice(*turn.span())])
        if _QUESTION.search(gap) and not is_asked:
            return marked("it leaves out a question mark")
        for stretch in (one, next_):
            if number and _words(whole.text[slice(*stretch)]) < 2:
                return marked(
                    "'{words}' stands alone beside a gap", words=whole.excerpt(*stretch)
                )
    return ""


def _of_sentence(whole: NormalForm, found: Sequence[Stretch], *, is_asked: bool) -> str:
    text, (start, end) = whole.original, _original(whole, found)
    sentence = _sentence(text, start, end)
    if sentence.is_question and not is_asked:
        return marked("it is part of a question")
    if is_asked and not sentence.is_question:
        return marked("it is not a question in the source")
    turn = _turn(
        text[sentence.start : sentence.end],
        start - sentence.start,
        end - sentence.start,
    )
    return marked("its sentence also has '{words}'", words=turn) if turn else ""


def _turn(sentence: str, start: int, end: int) -> str:
    """The first turn of meaning before `start` or after `end`."""
    text, words = plain(sentence), turns_of_meaning()
    breaks = [each.start() for each in words.clause_end.finditer(text)]
    clause = (
        max((each for each in breaks if each < start), default=0),
        min((each for each in breaks if each >= end), default=len(text)),
    )
    for turn in (
        *words.before.finditer(text, 0, start),
        *words.behind.finditer(text, end),
    ):
        is_near = clause[0] <= turn.start() <= clause[1] or _PARENTHESIS.match(
            text, turn.start() - 2
        )
        if _counts(turn, text, start, end) and (
            is_near or turn.lastgroup != "negation"
        ):
            return sentence[slice(*turn.span())]
    return ""


def _counts(turn: re.Match[str], text: str, start: int, end: int) -> bool:
    """Whether it is right before `start` or behind `end`, if it is of a kind that has to be there."""
    match turn.lastgroup:
        case "before":
            return not text[turn.end() : start].strip(" '")
        case "behind":
            return not text[end : turn.start()].strip(" ,،，–—-")
    return True


def _sentence(text: str, start: int, end: int) -> _Sentence:
    low, high = max(0, start - REACH), min(len(text), end + REACH)
    begin = max((each.end() for each in _ends(text, low, start)), default=low)
    last = next(_ends(text, end, high), None)
    return _Sentence(
        begin, last.end() if last else high, bool(last and _QUESTION.search(last[0]))
    )


def _ends(text: str, low: int, high: int) -> Iterator[re.Match[str]]:
    for end in _ENDS.finditer(text, low, high):
        following = _FOLLOWING.match(
            text[end.end() : end.end() + _LONGEST_ABBREVIATION]
        )
        before = text[max(0, end.start() - _LONGEST_ABBREVIATION) : end.start()]
        goes_on = (
            following and following[1].islower()
        ) or turns_of_meaning().abbreviation.search(before)
        if end["stop"] is None or not goes_on:
            yield end


def _original(whole: NormalForm, found: Sequence[Stretch]) -> tuple[int, int]:
    return whole.origin(found[0].start), whole.origin(found[-1].end - 1) + 1


def _words(text: str) -> int:
    """How many words there are; of a long text, those after the first that are too many are not counted."""
    words = (word for word in WORD.finditer(text) if word[0][0].isalnum())
    return len(list(islice(words, MOST_LEFT_OUT + 1)))
