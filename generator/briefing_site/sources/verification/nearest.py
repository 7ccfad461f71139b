"""Finds the stretch of a long text that is most similar to a passage, and their differences."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from briefing_site.sources.verification.normal_form import UNSPACED, NormalForm

_Match = re.Match[str]
WORD = re.compile(rf"{UNSPACED.pattern}|(?:(?!{UNSPACED.pattern})[^\W_])+|\S")
MOST_WORDS = 500
"""Of a passage; comparing two stretches can take quadratic time."""
MOST_PAIRS = 30_000
"""Pairs of equal words, one in each text; an ordinary passage of 500 words has a few thousand."""
LEAST_ALIKE = 0.35
"""The share of the words of the passage that has to match; below it, only the language is the same."""


@dataclass(frozen=True)
class Nearest:
    words: str
    differences: tuple[tuple[str, str], ...]
    """Words of the passage, and their counterpart in the text; either may be empty."""


def nearest(passage: NormalForm, whole: NormalForm) -> Nearest | None:
    """The stretch of the text most similar to the passage, or `None` if nothing is similar enough.

    Takes linear time, as only one stretch is compared word by word.
    """
    passage_words = list(WORD.finditer(passage.text))[:MOST_WORDS]
    words = list(WORD.finditer(whole.text))
    keys, text_keys = _keys(passage_words), _keys(words)
    window = _richest(keys, text_keys)
    near, near_keys = words[window], text_keys[window]
    frequency = Counter(near_keys)
    if sum(frequency[key] for key in keys) > MOST_PAIRS:
        return None
    blocks = _matching(keys, near_keys)
    if sum(size for _, _, size in blocks) < LEAST_ALIKE * len(keys):
        return None
    # what precedes the first match and follows the last is as long as in the passage
    first, last = blocks[0], blocks[-1]
    start = max(0, first[1] - first[0])
    end = last[1] + len(keys) - last[0]
    near = near[start:end]
    return Nearest(
        _excerpt(whole, near), tuple(_differences(passage, passage_words, whole, near))
    )


def _keys(words: Sequence[_Match]) -> list[str]:
    return [word.group().casefold() for word in words]


def _richest(passage: Sequence[str], text: Sequence[str]) -> slice:
    """The window of the text with the most words of the passage; rare words weigh more."""
    left = Counter(passage)
    hits = [(place, key) for place, key in enumerate(text) if key in left]
    frequency = Counter(key for _, key in hits)
    width = len(passage) * 5 // 4 + 4
    score = best = 0.0
    best_start = first = 0
    for place, key in hits:
        left[key] -= 1
        score += 1 / frequency[key] if left[key] >= 0 else 0
        while hits[first][0] <= place - width:
            gone = hits[first][1]
            score -= 1 / frequency[gone] if left[gone] >= 0 else 0
            left[gone] += 1
            first += 1
        if score > best:
            best, best_start = score, hits[first][0]
    return slice(max(0, best_start - width // 2), best_start + 2 * width)


def _matching(
    passage: Sequence[str], near: Sequence[str]
) -> list[tuple[int, int, int]]:
    """The matching stretches, in order, without chance matches at the ends."""
    matcher = SequenceMatcher(None, passage, near, autojunk=False)
    blocks: list[tuple[int, int, int]] = [
        block for block in matcher.get_matching_blocks() if block.size
    ]
    while len(blocks) > 1 and _stands_apart(blocks[0], blocks[1], blocks[0][2]):
        blocks = blocks[1:]
    while len(blocks) > 1 and _stands_apart(blocks[-2], blocks[-1], blocks[-1][2]):
        blocks = blocks[:-1]
    return blocks


def _stands_apart(
    one: tuple[int, int, int], other: tuple[int, int, int], size: int
) -> bool:
    """Whether the text between two matches is much longer than that of the passage."""
    in_passage = other[0] - one[0] - one[2]
    in_text = other[1] - one[1] - one[2]
    return in_text > in_passage + 2 * size + 1


def _differences(
    passage: NormalForm,
    passage_words: Sequence[_Match],
    whole: NormalForm,
    near: Sequence[_Match],
) -> Iterator[tuple[str, str]]:
    words, text = (
        [word.group() for word in passage_words],
        [word.group() for word in near],
    )
    if (
        text
        and words[0].casefold() == text[0].casefold()
        and words[0][1:] == text[0][1:]
    ):
        words[0] = text[0]  # the case of the first letter is ignored
    matcher = SequenceMatcher(None, words, text, autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag != "equal":
            yield _excerpt(passage, passage_words[a:b]), _excerpt(whole, near[c:d])


def _excerpt(form: NormalForm, words: Sequence[_Match]) -> str:
    return form.excerpt(words[0].start(), words[-1].end()) if words else ""
