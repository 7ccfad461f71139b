"""Repairs of indentation: tabs, special spaces, and fields and texts too far to the left or right."""

import re
from collections.abc import Iterator

from briefing_site.languages.phrase import marked
from briefing_site.reading.repair.fix import Certainty, Fix, Place, rewrite
from briefing_site.reading.repair.line import (
    BLANK,
    head_and_value,
    indentation_of_key,
    last_before,
    line_range,
    moved,
    spaces,
    split,
)

_TAB_WIDTHS = (2, 4, 8, 0)
"""How many spaces a tab may stand for, the most usual first; none for a tab that does not belong there."""
_SPECIAL_SPACES = tuple(BLANK.strip(" \t"))


def tab(place: Place) -> Iterator[Fix]:
    """The indentation has a tab.

    Before:

        sources:
        ⇥paper:
        ⇥⇥title: A bridge

    After:

        sources:
          paper:
            title: A bridge
    """
    numbers = _indented_with("\t", place)
    if place.number not in numbers:
        return
    fixes: list[Fix] = []
    for width in _TAB_WIDTHS:
        lines = list(place.lines)
        for number in numbers:
            line = split(lines[number])
            column = len(line.indentation.expandtabs(width))
            lines[number] = " " * column + line.hyphens + line.content
        line = split(lines[place.number])
        if line.width == 0 and line.key in place.keys.inner - place.keys.top:
            continue
        if len(numbers) == 1:
            help_ = marked(
                "delete everything before the first word and type {spaces}",
                spaces=spaces(line.width),
            )
        else:
            help_ = marked(
                "write {spaces} in place of each tab at the beginning of a line",
                spaces=spaces(width),
            )
        fixes.append(Fix(lines, place.number, 0, help_, Certainty.IF_VALID))
    yield max(fixes, key=lambda fix: fix.first_error_line)


def special_space(place: Place) -> Iterator[Fix]:
    """The indentation has special spaces, such as those of a web page.

    Before:

        sources:
          paper:
        ␣␣␣␣title: A bridge

    After:

        sources:
          paper:
            title: A bridge
    """
    numbers = _indented_with(_SPECIAL_SPACES, place)
    if place.number not in numbers:
        return
    lines = list(place.lines)
    for number in numbers:
        line = split(lines[number])
        lines[number] = " " * line.width + line.hyphens + line.content
    help_ = marked("replace the special spaces in the whole file with ordinary ones")
    if len(numbers) == 1:
        help_ = marked(
            "delete everything before the first word and type {spaces}",
            spaces=spaces(split(place.text).width),
        )
    yield Fix(lines, place.number, 0, help_)


def _indented_with(characters: str | tuple[str, ...], place: Place) -> list[int]:
    """The lines that are indented with such characters, and are not part of a text."""
    numbers = []
    for number, text in enumerate(place.lines):
        line = split(text)
        is_indented_so = any(character in line.indentation for character in characters)
        is_structure = line.hyphens or line.key in place.keys
        if is_indented_so and (is_structure or not text.startswith(" ")):
            numbers.append(number)
    return numbers


def first_fields_indented(place: Place) -> Iterator[Fix]:
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
        for number in range(place.number)
        if place.lines[number].strip(" ") and not place.lines[number].startswith("#")
    ]
    first = above[0] if above else place.number
    width = split(place.lines[first]).width
    is_indented = [place.lines[number].startswith(" " * width) for number in above]
    if width == 0 or not all(is_indented) or place.text.startswith(" "):
        return
    help_ = marked(
        "delete {spaces} at the beginning of {lines}",
        spaces=spaces(width),
        lines=line_range(first + 1, above[-1] + 1),
    )
    lines = moved(place.lines, first, above[-1], -width)
    yield Fix(lines, first, 0, help_)


def top_field_indented(place: Place) -> Iterator[Fix]:
    """The field belongs to the whole brief, and must not be indented.

    Before:

        date: 2024-05-14
          topics: [trade]

    After:

        date: 2024-05-14
        topics: [trade]
    """
    line = split(place.text)
    if (
        line.width
        and not line.hyphens
        and line.key in place.keys.top - place.keys.inner
    ):
        yield rewrite(
            place,
            line.content,
            help_=marked("begin the line with {spaces}", spaces=spaces(0)),
            certainty=Certainty.IF_VALID,
        )


def text_not_indented(place: Place) -> Iterator[Fix]:
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
    if place.above is None:
        return
    head, value = head_and_value(place.lines[place.above].rstrip())
    if not re.fullmatch("[|>][+-]?", value):
        return
    width = indentation_of_key(head)
    text_indentation = " " * (width + 1)
    first = place.number
    while first + 1 < len(place.lines) and place.lines[first].startswith(
        text_indentation
    ):
        first += 1
    last = _last_of_text(place.lines, first, width)
    column = width + 2
    help_ = marked(
        "begin {lines} with {spaces}",
        lines=line_range(first + 1, last + 1),
        spaces=spaces(column),
    )
    lines = _indented(place.lines, first, last, column)
    yield Fix(lines, first, 0, help_, Certainty.IF_VALID)


def list_below_text(place: Place) -> Iterator[Fix]:
    """A list follows the text of a field.

    Before:

        background: Reasons
        - one
        - two

    After:

        background: Reasons
          - one
          - two
    """
    if not split(place.text).hyphens or place.above is None:
        return
    above = split(place.lines[place.above])
    if above.key not in place.keys or above.value[:1] in {"", *"|>[{'\""}:
        return
    last = _last_of_text(place.lines, place.number, above.column)
    lines = _indented(place.lines, place.number, last, above.column + 2)
    help_ = marked(
        "write '{key} |', then the whole text on the lines below it, each line indented",
        key=f"{above.hyphens}{above.key}:",
    )
    column = above.column + len(above.key) + 2
    yield Fix(lines, place.above, column, help_, Certainty.GUESS)


def text_continued(place: Place) -> Iterator[Fix]:
    """The line is neither 'key: value' nor indented as part of the text above it.

    Before:

        summary: After ten years
        two towns share a bridge again.

    After:

        summary: After ten years
          two towns share a bridge again.
    """
    line = split(place.text)
    if line.hyphens or not line.content or re.match(r"[\w-]+:(?: |$)", line.content):
        return
    for number in place.upwards:
        head, value = head_and_value(place.lines[number])
        if value:
            width = indentation_of_key(head) + 2
            help_ = marked(
                "begin the line with {spaces}, or delete it if it is not part of the text",
                spaces=spaces(width),
            )
            yield rewrite(
                place,
                " " * width + line.content,
                help_=help_,
                column=0,
                certainty=Certainty.GUESS,
            )
            return


def _last_of_text(lines: list[str], number: int, width: int) -> int:
    """The last line of a text before a field that is indented at most `width` spaces."""
    return last_before(rf" {{0,{width}}}(?:- +)?[\w-]+:(?: |$)", lines, number)


def _indented(lines: list[str], first: int, last: int, width: int) -> list[str]:
    """The lines after some were indented with as many spaces each."""
    indented = list(lines)
    for number in range(first, last + 1):
        if lines[number].strip():
            indented[number] = " " * width + lines[number].lstrip()
    return indented
