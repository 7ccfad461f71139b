"""How two texts differ: in an excerpt, and whether only typing errors were corrected."""

import re
from collections.abc import Sequence

MAX_WHOLE = 200
"""Characters up to which a text is shown in full."""
CONTEXT = 8
"""Words that are shown on either side of a change in a longer one."""
CONTEXT_SIZE = 80
"""The most characters of these words."""
SHORT_WORD = 4
"""Letters up to which a word with another letter is another word."""
_WORD = re.compile(r"[\w-]+")


def excerpts(old: str, new: str) -> tuple[str, str]:
    """Both texts; if they are long, only what differs and some words around it."""
    if not old or not new or max(len(old), len(new)) <= MAX_WHOLE:
        return old, new
    old_words = old.split(" ")
    new_words = new.split(" ")
    start = _common(old_words, new_words)
    end = _common(old_words[start:][::-1], new_words[start:][::-1])
    return (
        _excerpt(old_words, start, len(old_words) - end),
        _excerpt(new_words, start, len(new_words) - end),
    )


def _excerpt(words: Sequence[str], start: int, end: int) -> str:
    first = max(0, start - CONTEXT)
    last = end + CONTEXT
    left = " ".join(words[first:start])
    right = " ".join(words[end:last])
    parts = [left[-CONTEXT_SIZE:], *words[start:end], right[:CONTEXT_SIZE]]
    if first > 0 or len(left) > CONTEXT_SIZE:
        parts.insert(0, "…")
    if last < len(words) or len(right) > CONTEXT_SIZE:
        parts.append("…")
    return " ".join(filter(None, parts))


def is_typing_error(old: str, new: str) -> bool:
    """Whether texts differ only in case, punctuation, and single letters within words.

    Not in numbers, nor in the first letter, as `moral` and `amoral` do.
    """
    old_words = _WORD.findall(old.casefold())
    new_words = _WORD.findall(new.casefold())
    if len(old_words) != len(new_words):
        return False
    return all(map(_is_respelled, old_words, new_words))


def _is_respelled(old: str, new: str) -> bool:
    """Whether words differ in a letter of an alphabet with two cases, but not in the first one."""
    if old == new:
        return True
    if min(len(old), len(new)) <= SHORT_WORD or not all(map(str.islower, old + new)):
        return False
    start = _common(old, new)
    end = _common(old[start:][::-1], new[start:][::-1])
    old_part = old[start : len(old) - end]
    new_part = new[start : len(new) - end]
    is_swapped = len(old_part) == 2 and old_part == new_part[::-1]
    is_letter = len(old_part) <= 1 and len(new_part) <= 1
    return start > 0 and (is_swapped or is_letter)


def _common(old: Sequence[str], new: Sequence[str]) -> int:
    """How many words, or letters, are the same at the beginning."""
    number = 0
    for old_part, new_part in zip(old, new, strict=False):
        if old_part != new_part:
            break
        number += 1
    return number
