"""Repairs of indentation: tabs, special spaces, and fields too far to the right."""

import re
from collections.abc import Iterator

from briefing_site.languages.phrase import marked
from briefing_site.reading.repair.fix import Certainty, Fix, SuspectLine, rewrite
from briefing_site.reading.repair.line import (
    BLANK,
    head_and_value,
    indentation_of_key,
    line_range,
    moved,
    spaces,
    split,
)

_TAB_WIDTHS = (2, 4, 8, 0)
"""How many spaces a tab may stand for, the most usual first; none for a tab that does not belong there."""
_FIELD = re.compile(r"[\w-]+:(?: |$)")
_SPECIAL_BLANKS = tuple(BLANK.strip(" "))


def special_blank(suspect: SuspectLine) -> Iterator[Fix]:
    """The indentation has tabs, or special spaces such as those of a web page.

    Before:

        sources:
        ⇥paper:
        ⇥⇥title: A bridge

    After:

        sources:
          paper:
            title: A bridge
    """
    numbers = _indented_specially(suspect)
    if suspect.number not in numbers:
        return
    fixes: list[Fix] = []
    for width in _TAB_WIDTHS:
        lines = list(suspect.lines)
        for number in numbers:
            line = split(lines[number])
            column = len(line.indentation.expandtabs(width))
            lines[number] = " " * column + line.hyphens + line.content
        line = split(lines[suspect.number])
        if line.width == 0 and line.key in suspect.keys.inner - suspect.keys.top:
            continue
        help_ = marked(
            "write {spaces} in place of each tab at the beginning of a line, "
            "and an ordinary space in place of each special one",
            spaces=spaces(width),
        )
        fixes.append(Fix(lines, suspect.number, 0, help_, Certainty.IF_VALID))
    yield max(fixes, key=lambda fix: fix.first_error_line)


def _indented_specially(suspect: SuspectLine) -> list[int]:
    """The lines that are indented with tabs or special spaces, and are not part of a text."""
    numbers = []
    for number, text in enumerate(suspect.lines):
        line = split(text)
        is_special = any(blank in line.indentation for blank in _SPECIAL_BLANKS)
        is_structure = line.hyphens or line.key in suspect.keys
        if is_special and (is_structure or not text.startswith(" ")):
            numbers.append(number)
    return numbers


def first_fields_indented(suspect: SuspectLine) -> Iterator[Fix]:
    """The first fields of the file must not be indented.

    Before:

          title: Two towns reopen a bridge
          date: 2024-05-14
        topics: [trade]

    After:

        title: Two towns reopen a bridge
        date: 2024-05-14
        topics: [trade]
    """
    above = [
        number
        for number in range(suspect.number)
        if suspect.lines[number].strip(" ")
        and not suspect.lines[number].startswith("#")
    ]
    first = above[0] if above else suspect.number
    width = split(suspect.lines[first]).width
    is_indented = [suspect.lines[number].startswith(" " * width) for number in above]
    if width == 0 or not all(is_indented) or suspect.text.startswith(" "):
        return
    help_ = marked(
        "delete {spaces} at the beginning of {lines}",
        spaces=spaces(width),
        lines=line_range(first + 1, above[-1] + 1),
    )
    lines = moved(suspect.lines, first, above[-1], -width)
    yield Fix(lines, first, 0, help_)


def top_field_indented(suspect: SuspectLine) -> Iterator[Fix]:
    """The field belongs to the whole brief, and must not be indented.

    Before:

        date: 2024-05-14
          topics: [trade]

    After:

        date: 2024-05-14
        topics: [trade]
    """
    line = split(suspect.text)
    if (
        line.width
        and not line.hyphens
        and line.key in suspect.keys.top - suspect.keys.inner
    ):
        yield rewrite(
            suspect,
            line.content,
            help_=marked("begin the line with {spaces}", spaces=spaces(0)),
            certainty=Certainty.IF_VALID,
        )


def text_not_indented(suspect: SuspectLine) -> Iterator[Fix]:
    """The text below a field that ends with | or > must be indented.

    Before:

        background: |
        It was closed for ten years.
        topics: [trade]

    After:

        background: |
          It was closed for ten years.
        topics: [trade]
    """
    if suspect.above is None:
        return
    head, value = head_and_value(suspect.lines[suspect.above].rstrip())
    if not re.fullmatch("[|>][+-]?", value):
        return
    width = indentation_of_key(head)
    column = width + 2
    lines = list(suspect.lines)
    first = suspect.number
    while first + 1 < len(lines) and lines[first].startswith(" " * (width + 1)):
        first += 1
    last = first
    for number in range(first, len(lines)):
        line = split(lines[number])
        if line.width <= width and _FIELD.match(line.content):
            break
        if line.content:
            lines[number] = " " * column + lines[number].lstrip()
            last = number
    help_ = marked(
        "begin {lines} with {spaces}",
        lines=line_range(first + 1, last + 1),
        spaces=spaces(column),
    )
    yield Fix(lines, first, 0, help_, Certainty.IF_VALID)
