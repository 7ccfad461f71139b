"""Repairs of entries and fields that are not aligned with one another, or of their hyphens."""

import re
import sys
from collections.abc import Iterator

from briefing_site.format.traversal import Keys
from briefing_site.languages.phrase import marked
from briefing_site.reading.repair.fix import Certainty, Fix, SuspectLine
from briefing_site.reading.repair.line import (
    Line,
    last_of_block,
    line_range,
    moved,
    spaces,
    split,
)


def field_out_of_line(suspect: SuspectLine) -> Iterator[Fix]:
    """The field is not aligned with the entry that it belongs to.

    Before:

        sources:
          paper:
            title: A bridge
          published: 2024

    After:

        sources:
          paper:
            title: A bridge
            published: 2024
    """
    line = split(suspect.text)
    if (
        line.hyphens
        or line.indentation.strip(" ")
        or line.key not in suspect.keys.inner
    ):
        return
    if _is_top_field(suspect):
        return
    first = _first_field(suspect)
    for column in _columns_of_fields(first):
        shift = column - line.width
        if shift:
            last = _last_field(first, column)
            yield _moving(first, last, shift, shift)


def id_at_the_margin(suspect: SuspectLine) -> Iterator[Fix]:
    """The id must be indented below its list.

    Before:

        sources:
        paper:
          title: A bridge

    After:

        sources:
          paper:
            title: A bridge
    """
    line = split(suspect.text)
    if line.width or line.hyphens or not _is_id(line, suspect.keys):
        return
    for number in suspect.upwards:
        above = split(suspect.lines[number])
        if above.content and not above.width:
            if above.key in suspect.keys.ids and not above.value:
                last = last_of_block(suspect.lines, suspect.number, 0)
                yield _moving(suspect, last, 2, 2)
            return


def entry_out_of_line(suspect: SuspectLine) -> Iterator[Fix]:
    """The entry is not aligned with its list.

    Before:

        timeline:
          - date: 2024-05-14
            title: The bridge reopens
        - date: 2024-05-15
          title: The first lorry crosses it

    After:

        timeline:
          - date: 2024-05-14
            title: The bridge reopens
          - date: 2024-05-15
            title: The first lorry crosses it
    """
    line = split(suspect.text)
    if not line.hyphens or line.indentation.strip(" "):
        return
    last = last_of_block(suspect.lines, suspect.number, line.width)
    for column in _columns_of_entries(suspect):
        shift = column - line.width
        if not shift:
            continue
        shift_below = shift
        if last > suspect.number:
            below = split(suspect.lines[suspect.number + 1])
            shift_below = shift + line.column - below.width
        yield _moving(suspect, last, shift, shift_below)


def first_field_without_hyphen(suspect: SuspectLine) -> Iterator[Fix]:
    """The first field of an entry must have a hyphen before it.

    Before:

        timeline:
          date: 2024-05-14
          title: The bridge reopens

    After:

        timeline:
          - date: 2024-05-14
            title: The bridge reopens
    """
    line = split(suspect.text)
    if suspect.above is None or line.hyphens or line.key not in suspect.keys.inner:
        return
    above = split(suspect.lines[suspect.above])
    is_list = above.key in suspect.keys.top - suspect.keys.ids and not above.value
    if above.width or not is_list or _is_top_field(suspect):
        return
    shift = 4 - line.width
    last = _last_field(suspect, 4)
    lines = moved(suspect.lines, suspect.number, last, shift)
    lines[suspect.number] = f"  - {line.content}"
    help_ = marked(
        "write 2 spaces and a hyphen before it, as in '  - {field}: ...'",
        field=line.key,
    )
    if last > suspect.number:
        help_ = marked(
            "{how}, and {add}", how=help_, add=_adding(suspect.number + 1, last, shift)
        )
    yield Fix(lines, suspect.number, 0, help_, Certainty.IF_VALID)


def hyphen_on_each_field(suspect: SuspectLine) -> Iterator[Fix]:
    """Only the first field of an entry has a hyphen.

    Before:

        timeline:
          - date: 2024-05-14
          - title: The bridge reopens

    After:

        timeline:
          - date: 2024-05-14
            title: The bridge reopens
    """
    if suspect.above is None:
        return
    first = split(suspect.lines[suspect.above])
    lines = list(suspect.lines)
    keys = {first.key}
    last = suspect.number
    for number in range(suspect.number, len(lines)):
        line = split(lines[number])
        is_another = line.key in suspect.keys.inner and line.key not in keys
        if not is_another or (line.width, line.hyphens) != (first.width, "- "):
            break
        keys.add(line.key)
        lines[number] = " " * line.column + line.content
        last = number
    if first.hyphens != "- " or len(keys) == 1:
        return
    help_ = marked(
        "write a space in place of the hyphen in {lines}",
        lines=line_range(suspect.number + 1, last + 1),
    )
    yield Fix(lines, suspect.number, 0, help_, Certainty.IF_VALID)


def _is_id(line: Line, keys: Keys) -> bool:
    """Whether a line has only the id of an entry, such as `paper:` below `sources:`."""
    return re.fullmatch(r"[\w-]+: *", line.content) is not None and line.key not in keys


def _is_top_field(suspect: SuspectLine) -> bool:
    """Whether a field at the margin belongs to the whole brief, and not to an entry above."""
    line = split(suspect.text)
    if line.width or line.key not in suspect.keys.top:
        return False
    if line.key not in suspect.keys.inner:
        return True
    if line.key in suspect.keys.ids and line.value:
        return (
            False  # such as the sources of an event, which are not those of the brief
        )
    above = suspect.lines[: suspect.number]
    return not any(text.startswith(f"{line.key}:") for text in above)


def _lines_around(suspect: SuspectLine) -> Iterator[tuple[int, Line]]:
    """The lines above of which each is indented less than the one below, up to a field of the whole brief."""
    width = sys.maxsize
    for number in suspect.upwards:
        line = split(suspect.lines[number])
        if not line.content or line.content.startswith("#") or line.width >= width:
            continue
        width = line.width
        yield number, line
        if not line.hyphens and not line.width:
            return


def _columns_of_fields(suspect: SuspectLine) -> list[int]:
    """Where the fields of the entries around a line begin, the nearest column first."""
    columns = []
    for _, line in _lines_around(suspect):
        if line.hyphens and line.key:
            columns.append(line.column)
        elif line.width and _is_id(line, suspect.keys):
            columns.append(line.width + 2)
    return _nearest_first(columns, suspect)


def _columns_of_entries(suspect: SuspectLine) -> list[int]:
    """Where the hyphens of the lists around a line stand, the nearest column first."""
    columns = []
    for number, line in _lines_around(suspect):
        if number == suspect.above and line.content.rstrip().endswith(":"):
            columns.append(line.column + 2)
        if line.hyphens:
            columns.append(line.width)
    return _nearest_first(columns, suspect)


def _nearest_first(columns: list[int], suspect: SuspectLine) -> list[int]:
    width = split(suspect.text).width
    return sorted(columns, key=lambda column: abs(column - width))


def _first_field(suspect: SuspectLine) -> SuspectLine:
    """The first of the fields that stand below one another and are out of line together."""
    width = split(suspect.text).width
    first = suspect
    for number in suspect.upwards:
        line = split(suspect.lines[number])
        if not line.content or line.width > width:
            continue
        above = suspect._replace(number=number)
        is_field = not line.hyphens and line.key in suspect.keys.inner
        if line.width < width or not is_field or _is_top_field(above):
            break
        first = above
    return first


def _last_field(suspect: SuspectLine, column: int) -> int:
    """The last line of the fields that begin at a place, and are moved to a column together."""
    width = split(suspect.text).width
    last = suspect.number
    for number in range(suspect.number + 1, len(suspect.lines)):
        line = split(suspect.lines[number])
        if not line.content:
            continue
        is_entry = line.hyphens and line.key and line.column == column
        is_id = line.width + 2 == column and _is_id(line, suspect.keys)
        is_field = not line.hyphens and line.key in suspect.keys.inner
        is_aligned = is_field and line.width == column > width
        if is_entry or is_id or is_aligned or line.width < width:
            break
        if line.width == width and (
            not is_field or _is_top_field(suspect._replace(number=number))
        ):
            break
        last = number
    return last


def _moving(suspect: SuspectLine, last: int, shift: int, shift_below: int) -> Fix:
    """The fix that moves a line, and the lines below it up to the last."""
    lines = moved(suspect.lines, suspect.number, suspect.number, shift)
    lines = moved(lines, suspect.number + 1, last, shift_below)
    help_ = marked(
        "begin the line with {spaces}", spaces=spaces(split(suspect.text).width + shift)
    )
    if last > suspect.number and shift_below > 0:
        add = _adding(suspect.number + 1, last, shift_below)
        help_ = marked("{how}, and {add}", how=help_, add=add)
    elif last > suspect.number and shift_below < 0:
        help_ = marked("{how}, and move the lines that belong to it as far", how=help_)
    return Fix(lines, suspect.number, 0, help_, Certainty.IF_VALID)


def _adding(first: int, last: int, number: int) -> str:
    """The help for adding spaces to lines, whose numbers are counted from 0."""
    return marked(
        "add {spaces} at the beginning of {lines}",
        spaces=spaces(number),
        lines=line_range(first + 1, last + 1),
    )
