"""How two long texts differ, in an excerpt of each."""

from collections.abc import Sequence

MAX_WHOLE = 200
"""Characters up to which a text is shown in full."""
CONTEXT = 8
"""Words that are shown on either side of a change in a longer one."""
CONTEXT_SIZE = 80
"""The most characters of these words."""


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


def _common(old: Sequence[str], new: Sequence[str]) -> int:
    """How many words are the same at the beginning."""
    number = 0
    for old_word, new_word in zip(old, new, strict=False):
        if old_word != new_word:
            break
        number += 1
    return number
