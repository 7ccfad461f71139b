"""How much prose there is in a text, and how deeply it is nested, before a tree is made of it."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from markdown_it.token import Token

from generator.format import limits
from generator.languages.phrase import marked

BLOCKS, EMPHASIS = marked("lists and quotations"), marked("pieces of emphasis")

_BRACKETS = re.compile(r"\\.|[\[\]]|\n[ \t]*\n", re.DOTALL)
_NESTED = frozenset({"blockquote", "bullet_list", "ordered_list"})
_EMPHASIZED = frozenset({"em", "strong"})
_PARTS = frozenset(
    {
        *("paragraph_open", "heading_open", "blockquote_open", "html_block"),
        *("bullet_list_open", "ordered_list_open", "list_item_open"),
        *("citation", "link_open", "em_open", "strong_open", "code_inline"),
        *("hardbreak", "html_inline", "image"),
    }
)
"""The types of tokens that count, see `Prose.parts`."""


def open_bracket(text: str) -> int | None:
    """The position of the first square bracket that is one too many; `None` if there is none."""
    open_ = 0
    for found in _BRACKETS.finditer(text):
        match found[0]:
            case "[":
                open_ += 1
            case "]":
                open_ = max(0, open_ - 1)
            case other if other[0] == "\n":
                open_ = 0  # a paragraph ends
        if open_ > limits.OPEN_BRACKETS:
            return found.start()
    return None


def parts(tokens: Sequence[Token]) -> int:
    """How many parts the text has, see `Prose.parts`."""
    return sum(each.type in _PARTS for token in tokens for each in (token, *(token.children or ())))


class Excess(NamedTuple):
    """What is nested too deeply, its line, counted from 0, and how it is written."""

    parts: str
    line: int
    written: str


def too_deep(tokens: Sequence[Token]) -> Excess | None:
    """The first part of the text that is nested too deeply; `None` if there is none."""
    for token in _deep(tokens, _NESTED):
        return Excess(BLOCKS, (token.map or (0, 1))[0], token.markup)
    for token in tokens:
        for each in _deep(token.children or (), _EMPHASIZED):
            return Excess(EMPHASIS, (token.map or (0, 1))[0], each.markup)
    return None


def _deep(tokens: Sequence[Token], names: frozenset[str]) -> Iterator[Token]:
    depth = 0
    for token in tokens:
        if token.type.removesuffix("_open").removesuffix("_close") in names:
            depth += token.nesting
            if depth > limits.PROSE_DEPTH:
                yield token
