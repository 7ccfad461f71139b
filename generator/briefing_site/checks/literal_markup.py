"""Markup that prose does not support, such as tables: readers would see it as it is written.

Each function in `RULES` looks for some of it in a text; its docstring has an example.
"""

import re
from collections.abc import Callable, Iterator
from itertools import islice

from briefing_site.checks.passage import LiteralText, Passage, shown
from briefing_site.diagnostics import Code, Message, Severity

TABLE = Message(
    Code(
        "literal-markup",
        "Prose has markup that is not read, such as a table.",
        Severity.WARNING,
    ),
    "there are no tables in prose: readers see the rows as one text",
    "write each row as an entry of a list, after '- '; numbers to compare belong in 'figures'",
)
LINE = Message(
    TABLE.code,
    "readers see '{text}' as it is written",
    "delete the line; a heading begins with '# '",
)
INDENTED = Message(
    TABLE.code,
    "readers see the indented lines as one text",
    "delete the spaces; if each is to stay a line of its own, end all but the last with a backslash (\\)",
)
STARS = Message(
    TABLE.code,
    "readers see '{text}' as it is written, because it has no counterpart, or a space beside it",
    "delete it, or write '{text}' right before and right after the words; for the sign itself, "
    "write \\{text}",
)
STRUCK = Message(
    TABLE.code,
    "readers see '{text}' as it is written, because no words are struck through",
    "delete these words; what was wrong in a published brief belongs in 'corrections'",
)
BOX = Message(
    TABLE.code,
    "readers see '{text}' as it is written, because lists have no boxes to tick",
    "delete it, and say in words what is done",
)

_TABLE = re.compile(
    r"(?P<text>^[^|\n]*\|[^\n]*\n(?=.*-)(?=.*\|)[ \t>|:-]+$(?:\n[^|\n]*\|[^\n]*)*"
    r"|^[^\n]*\|[ \t]*:?-{3,}:?[ \t]*\|[^\n]*$)",
    re.MULTILINE,
)
"""Rows, of which the second has only dashes and bars, or a table that YAML has folded into one line."""
_LINE = re.compile(r"^ {0,3}(?P<text>([-=_*])\2{2,})[ \t]*$", re.MULTILINE)
_INDENTED = re.compile(
    r"(?:\A|(?<=\n\n))(?: {4}|\t)[ \t]*(?P<text>\S[^\n]*)\n"
    r"(?:(?: {4}|\t)[ \t]*\S[^\n]*(?:\n|\Z))+(?=[ \t]*(?:\n|\Z))"
)
_STRUCK = re.compile(r"(?<![\\~])(?P<text>~~(?=\S)[^~\n]{1,500}(?<=\S)~~)(?!~)")
_BOX = re.compile(
    r"^[ \t>]*(?:[-*+]|\d+[.)]) +(?P<text>\[[ xX]\]) (?=\S)", re.MULTILINE
)
_MARKUP = (
    (_TABLE, TABLE),
    (_LINE, LINE),
    (_INDENTED, INDENTED),
    (_STRUCK, STRUCK),
    (_BOX, BOX),
)
"""What to report of the group `text` of each match."""
_STARS = {
    "**": re.compile(r"(?<![\\*])(?:(?<=\S)\*\*(?!\*)|\*\*(?=[^\s*]))"),
    "*": re.compile(r"(?<![\w\\*])\*(?=\w)|(?<=\w)\*(?![\w*])"),
}
_MOST_STARS = 5
"""How many of each kind are looked at in a text, as each means to parse it once more."""


def unread_markup(passage: Passage) -> Iterator[LiteralText]:
    """There are no tables in prose, no lines, no code, no words struck through and no boxes to tick.

    Before:

        | Year | Lorries |
        | ---- | ------- |
        | 2024 | 40 |

    After:

        - In 2024: 40 lorries
    """
    for pattern, message in _MARKUP:
        for match in pattern.finditer(passage.text):
            values = {"text": match["text"]}
            yield LiteralText(message, *match.span("text"), values)


def lone_stars(passage: Passage) -> Iterator[LiteralText]:
    """Stars must be right before and right after the words.

    Before:

        He cuts a **red ribbon.

    After:

        He cuts a **red** ribbon.
    """
    text = passage.text
    if "*" not in text:
        return
    visible = shown(text)
    for stars, pattern in _STARS.items():
        number = visible.count(stars)
        if number == 0:
            continue
        for match in islice(pattern.finditer(text), _MOST_STARS):
            without = text[: match.start()] + text[match.end() :]
            # without one of a pair, readers would see the other one
            if shown(without).count(stars) == number - 1:
                yield LiteralText(STARS, *match.span(), {"text": stars})
                return


RULES: tuple[Callable[[Passage], Iterator[LiteralText]], ...] = (
    unread_markup,
    lone_stars,
)
