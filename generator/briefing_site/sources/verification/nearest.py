"""Finds the stretch of a long text that is most similar to a passage, and their differences."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import Match, SequenceMatcher
from itertools import islice

from briefing_site.sources.verification.normal_form import UNSPACED, NormalForm

WORD = re.compile(rf"{UNSPACED.pattern}|(?:(?!{UNSPACED.pattern})[^\W_])+|\S")
MOST_WORDS = 500
"""The most words of a passage that are compared, because comparing two stretches can take quadratic time."""
MOST_PAIRS = 30_000
"""The most pairs of a word in the passage and an equal word in the text for which the two are compared.

An ordinary passage of 500 words has a few thousand.
"""
LEAST_ALIKE = 0.35
"""The share of the words of the passage that has to match; below it, only the language is the same."""


@dataclass(frozen=True)
class Nearest:
    """The stretch of a text that is most similar to a passage."""

    words: str
    differences: tuple[tuple[str, str], ...]
    """Words of the passage, and what the text has in their place; either may be empty."""


def nearest(passage: NormalForm, text: NormalForm) -> Nearest | None:
    """The stretch of the text most similar to the passage, or `None` if nothing is similar enough.

    Takes linear time, as only one stretch is compared word by word.
    """
    passage_words = list(islice(WORD.finditer(passage.text), MOST_WORDS))
    passage_keys = _keys(passage_words)
    words = list(WORD.finditer(text.text))
    window = _richest_window(passage_keys, _keys(words))
    words = words[window]
    keys = _keys(words)
    if _pairs(passage_keys, keys) > MOST_PAIRS:
        return None
    blocks = _matching_blocks(passage_keys, keys)
    matching = sum(block.size for block in blocks)
    if matching < LEAST_ALIKE * len(passage_keys):
        return None
    # before the first match and after the last one, the stretch is as long as the passage
    start = blocks[0].b - blocks[0].a
    end = blocks[-1].b + len(passage_keys) - blocks[-1].a
    words = words[max(0, start) : end]
    differences = _differences(passage, passage_words, text, words)
    return Nearest(_excerpt(text, words), tuple(differences))


def _keys(words: Iterable[re.Match[str]]) -> list[str]:
    """The words as they are compared, without a difference between capitals and small letters."""
    return [word.group().casefold() for word in words]


def _pairs(passage: Iterable[str], text: Iterable[str]) -> int:
    """How many pairs of equal words there are, one in each text."""
    frequency = Counter(text)
    return sum(frequency[key] for key in passage)


def _richest_window(passage: Sequence[str], text: Sequence[str]) -> slice:
    """The part of the text with the most words of the passage; rare words weigh more.

    Parts overlap, so that one of them has all of a stretch as long as the passage.
    """
    frequency = Counter(text)
    step = len(passage) * 5 // 4 + 4
    richest = slice(0, 2 * step)
    best_score = 0.0
    for start in range(0, len(text), step):
        window = slice(start, start + 2 * step)
        common = set(passage).intersection(text[window])
        score = sum(1 / frequency[key] for key in common)
        if score > best_score:
            best_score = score
            richest = window
    return richest


def _matching_blocks(passage: Sequence[str], text: Sequence[str]) -> list[Match]:
    """The stretches that are equal in both, in order, without chance matches at the ends."""
    matcher = SequenceMatcher(None, passage, text, autojunk=False)
    blocks = [block for block in matcher.get_matching_blocks() if block.size]
    while len(blocks) > 1 and _is_far(blocks[0], blocks[1], blocks[0].size):
        blocks.pop(0)
    while len(blocks) > 1 and _is_far(blocks[-2], blocks[-1], blocks[-1].size):
        blocks.pop()
    return blocks


def _is_far(one: Match, other: Match, size: int) -> bool:
    """Whether two matches are much further apart in the text than in the passage.

    `size` is the length of the match at the end, which may be there by chance.
    """
    in_passage = other.a - one.a - one.size
    in_text = other.b - one.b - one.size
    return in_text > in_passage + 2 * size + 1


def _differences(
    passage: NormalForm,
    passage_words: Sequence[re.Match[str]],
    text: NormalForm,
    text_words: Sequence[re.Match[str]],
) -> Iterator[tuple[str, str]]:
    words = [word.group() for word in passage_words]
    others = [word.group() for word in text_words]
    if others and _differ_only_in_first_case(words[0], others[0]):
        words[0] = others[0]
    matcher = SequenceMatcher(None, words, others, autojunk=False)
    for tag, start, end, text_start, text_end in matcher.get_opcodes():
        if tag != "equal":
            in_passage = _excerpt(passage, passage_words[start:end])
            in_text = _excerpt(text, text_words[text_start:text_end])
            yield in_passage, in_text


def _differ_only_in_first_case(word: str, other: str) -> bool:
    """Whether two words are the same but for the case of the first letter, which is ignored."""
    return word.casefold() == other.casefold() and word[1:] == other[1:]


def _excerpt(form: NormalForm, words: Sequence[re.Match[str]]) -> str:
    if not words:
        return ""
    return form.excerpt(words[0].start(), words[-1].end())
