"""Markup that prose does not have, such as tables, so that readers see it as it is written.

Each function in `RULES` looks for one kind in a text; its docstring has an example.
"""

import re
from collections.abc import Callable, Iterator
from itertools import islice

from briefing_site.checks.passage import Change, Finding, Passage, shown
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
    r"^[^|\n]*\|[^\n]*\n(?=.*-)(?=.*\|)[ \t>|:-]+$(?:\n[^|\n]*\|[^\n]*)*"
    r"|^[^\n]*\|[ \t]*:?-{3,}:?[ \t]*\|[^\n]*$",
    re.MULTILINE,
)
"""Rows, of which the second has only lines and bars, or a table on one line."""
_LINE_OF_SIGNS = re.compile(r"^ {0,3}([-=_*])\1{2,}[ \t]*$", re.MULTILINE)
_INDENTED_LINES = re.compile(
    r"(?:\A|(?<=\n\n))(?:(?: {4}|\t)[ \t]*\S[^\n]*(?:\n|\Z)){2,}(?=[ \t]*(?:\n|\Z))"
)
_STARS = {
    "**": re.compile(r"(?<![\\*])(?:(?<=\S)\*\*(?!\*)|\*\*(?=[^\s*]))"),
    "*": re.compile(r"(?<![\w\\*])\*(?=\w)|(?<=\w)\*(?![\w*])"),
}
_STRUCK = re.compile(
    r"(?P<space> ?)(?<![\\~])(?P<words>~~(?=\S)[^~\n]{1,500}(?<=\S)~~)(?!~)"
)
_BOX = re.compile(r"^[ \t>]*(?:[-*+]|\d+[.)]) +(?P<box>\[[ xX]\]) (?=\S)", re.MULTILINE)
_MOST_STARS = 5
"""How many are looked at in a text."""


def table(passage: Passage) -> Iterator[Finding]:
    """There are no tables in prose.

    Before:

        | Year | Lorries |
        | ---- | ------- |
        | 2024 | 40 |

    After:

        - In 2024: 40 lorries
    """
    for match in _TABLE.finditer(passage.text):
        yield Finding(TABLE, *match.span(), {})


def line_of_signs(passage: Passage) -> Iterator[Finding]:
    """There are no lines between paragraphs, and headings are not underlined.

    Before:

        One.

        ---

        Two.

    After:

        One.



        Two.
    """
    for match in _LINE_OF_SIGNS.finditer(passage.text):
        start, end = match.span()
        change = None
        if passage.text[:start].endswith("\n\n"):
            change = Change(start, end, "")
        yield Finding(LINE, start, end, {"text": match[0].strip()}, change)


def indented_lines(passage: Passage) -> Iterator[Finding]:
    r"""Indented lines are one text.

    Before:

        He says:

            First line
            Second line

    After:

        He says:

        First line \
        Second line
    """
    for match in _INDENTED_LINES.finditer(passage.text):
        line = match[0].partition("\n")[0]
        end = match.start() + len(line)
        yield Finding(INDENTED, end - len(line.lstrip()), end, {})


def struck_words(passage: Passage) -> Iterator[Finding]:
    """Words can't be struck through.

    Before:

        He cuts a ~~red~~ green ribbon.

    After:

        He cuts a green ribbon.
    """
    for match in _STRUCK.finditer(passage.text):
        start, end = match.span("words")
        change = None
        if match["words"] != passage.text.strip():
            change = Change(match.start(), end, "")
        yield Finding(STRUCK, start, end, {"text": match["words"]}, change)


def box(passage: Passage) -> Iterator[Finding]:
    """Lists have no boxes to tick.

    Before:

        - this
        - [ ] that

    After:

        - this
        - that
    """
    for match in _BOX.finditer(passage.text):
        start, end = match.span("box")
        change = None
        if match["box"] == "[ ]":
            change = Change(start, match.end(), "")
        yield Finding(BOX, start, end, {"text": match["box"]}, change)


def lone_stars(passage: Passage) -> Iterator[Finding]:
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
            if shown(without).count(stars) == number - 1:
                yield Finding(STARS, *match.span(), {"text": stars})
                return


RULES: tuple[Callable[[Passage], Iterator[Finding]], ...] = (
    table,
    line_of_signs,
    indented_lines,
    struck_words,
    box,
    lone_stars,
)
