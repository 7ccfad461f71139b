"""Excerpts from two versions of a brief: what is the same in both is cut out before they are read.

Reading a brief takes milliseconds, and git may have thousands of versions. Only the text is compared here,
by sections of the file and by entries of its lists. A text in which these can't be seen stays whole, and
what an excerpt means is decided by reading it as YAML.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple, TypeVar

Sections = Sequence[str]
"""A text, cut before each key at the left margin; the line breaks between the parts are dropped."""

_SECTION = re.compile(r"\n(?=[^\s#\-\]}])")
_KEY = r"""(?:[\w.-]+|"[^"\n]*"|'[^'\n]*')[ \t]*:(?=\s)"""
_LIST = re.compile(rf"({_KEY})[ \t]*(?:#.*)?\n(?:[ \t]*(?:#.*)?\n)*?( *)(?:(-)(?=\s)|{_KEY})")
"""A key without a value on its line, and below it the first entry of a list or a mapping."""

_Part = TypeVar("_Part")


class _Piece(NamedTuple):
    """An entry of a list, or a whole section that is not a list."""

    key: str
    """The key of the list with its colon; empty for a section."""
    text: str


def sections(text: str) -> Sections:
    """Cut a text into sections."""
    return _SECTION.split(text) if text else ()


def differing(old: Sections, new: Sections) -> tuple[str, str]:
    """What is only in the old text, and what is only in the new one."""
    before, after = _apart(old, new)
    gone, come = _apart([*_pieces(before)], [*_pieces(after)])
    return _joined(gone), _joined(come)


def only(cut: Sections, *keys: str) -> str:
    """The sections with these keys."""
    wanted = re.compile(rf"""(["']?)(?:{"|".join(keys)})\1[ \t]*:""")
    return "\n".join(section for section in cut if wanted.match(section))


def _apart(old: Sequence[_Part], new: Sequence[_Part]) -> tuple[list[_Part], list[_Part]]:
    gone, come = Counter(old) - Counter(new), Counter(new) - Counter(old)
    return [each for each in old if each in gone], [each for each in new if each in come]


def _pieces(cut: Sections) -> Iterator[_Piece]:
    for section in cut:
        found = _LIST.match(section)
        if found:
            key, margin, hyphen = found.groups()
            start = rf"\n(?={margin}{'-' if hyphen else '[^ #-]'})"
            yield from (_Piece(key, entry) for entry in re.split(start, section[len(key) :])[1:])
        else:
            yield _Piece("", section)


def _joined(pieces: Sequence[_Piece]) -> str:
    """The pieces as a text, with its key before the entries of each list."""
    lists = groupby(pieces, key=lambda piece: piece.key)
    return "\n".join(
        "\n".join([*filter(None, [key]), *(each.text for each in of_it)]) for key, of_it in lists
    )
