"""Repairs of indentation and of the hyphens of lists: lines that are too far to the left or to the right."""

import re
import sys
from collections.abc import Iterator

from briefing_site.format.traversal import Keys
from briefing_site.languages.phrase import marked
from briefing_site.reading.repair.fix import Certainty, Fix, Place, rewrite
from briefing_site.reading.repair.line import (
    BLANK,
    Line,
    head_and_value,
    indentation_of_key,
    last_before,
    last_of_block,
    line_range,
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
    lines = _moved(place.lines, first, above[-1], -width)
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


def field_out_of_line(place: Place) -> Iterator[Fix]:
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
    line = split(place.text)
    if line.hyphens or line.indentation.strip(" ") or line.key not in place.keys.inner:
        return
    if _is_top_field(place):
        return
    first = _first_field(place)
    for column in _columns_of_fields(first):
        shift = column - line.width
        if shift:
            last = _last_field(first, column)
            yield _moving(first, last, shift, shift)


def id_at_the_margin(place: Place) -> Iterator[Fix]:
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
    line = split(place.text)
    if line.width or line.hyphens or not _is_id(line, place.keys):
        return
    for number in place.upwards:
        above = split(place.lines[number])
        if above.content and not above.width:
            if above.key in place.keys.ids and not above.value:
                last = last_of_block(place.lines, place.number, 0)
                yield _moving(place, last, 2, 2)
            return


def entry_out_of_line(place: Place) -> Iterator[Fix]:
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
    line = split(place.text)
    if not line.hyphens or line.indentation.strip(" "):
        return
    last = last_of_block(place.lines, place.number, line.width)
    for column in _columns_of_entries(place):
        shift = column - line.width
        if not shift:
            continue
        shift_below = shift
        if last > place.number:
            below = split(place.lines[place.number + 1])
            shift_below = shift + line.column - below.width
        yield _moving(place, last, shift, shift_below)


def first_field_without_hyphen(place: Place) -> Iterator[Fix]:
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
    line = split(place.text)
    if place.above is None or line.hyphens or line.key not in place.keys.inner:
        return
    above = split(place.lines[place.above])
    is_list = above.key in place.keys.top - place.keys.ids and not above.value
    if above.width or not is_list or _is_top_field(place):
        return
    shift = 4 - line.width
    last = _last_field(place, 4)
    lines = _moved(place.lines, place.number, last, shift)
    lines[place.number] = f"  - {line.content}"
    help_ = marked(
        "write 2 spaces and a hyphen before it, as in '  - {field}: ...'",
        field=line.key,
    )
    if last > place.number:
        help_ = marked(
            "{how}, and {add}", how=help_, add=_adding(place.number + 1, last, shift)
        )
    yield Fix(lines, place.number, 0, help_, Certainty.IF_VALID)


def hyphen_on_each_field(place: Place) -> Iterator[Fix]:
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
    if place.above is None:
        return
    first = split(place.lines[place.above])
    lines = list(place.lines)
    keys = {first.key}
    last = place.number
    for number in range(place.number, len(lines)):
        line = split(lines[number])
        is_another = line.key in place.keys.inner and line.key not in keys
        if not is_another or (line.width, line.hyphens) != (first.width, "- "):
            break
        keys.add(line.key)
        lines[number] = " " * line.column + line.content
        last = number
    if first.hyphens != "- " or len(keys) == 1:
        return
    help_ = marked(
        "write a space in place of the hyphen in {lines}",
        lines=line_range(place.number + 1, last + 1),
    )
    yield Fix(lines, place.number, 0, help_, Certainty.IF_VALID)


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


def _is_id(line: Line, keys: Keys) -> bool:
    """Whether a line has only the id of an entry, such as `paper:` below `sources:`."""
    return re.fullmatch(r"[\w-]+: *", line.content) is not None and line.key not in keys


def _is_top_field(place: Place) -> bool:
    """Whether a field at the margin belongs to the whole brief, and not to an entry above."""
    line = split(place.text)
    if line.width or line.key not in place.keys.top:
        return False
    if line.key not in place.keys.inner:
        return True
    if line.key in place.keys.ids and line.value:
        return (
            False  # such as the sources of an event, which are not those of the brief
        )
    above = place.lines[: place.number]
    return not any(text.startswith(f"{line.key}:") for text in above)


def _columns_of_fields(place: Place) -> list[int]:
    """Where the fields of the entries around a line begin, the nearest column first."""
    columns = []
    width = sys.maxsize
    for number in place.upwards:
        line = split(place.lines[number])
        if not line.content or line.content.startswith("#") or line.width >= width:
            continue
        width = line.width
        if line.hyphens and line.key:
            columns.append(line.column)
        elif line.width and _is_id(line, place.keys):
            columns.append(line.width + 2)
        elif not line.hyphens and not line.width:
            break
    own_width = split(place.text).width
    return sorted(columns, key=lambda column: abs(column - own_width))


def _columns_of_entries(place: Place) -> list[int]:
    """Where the hyphens of the lists around a line stand, the nearest column first."""
    columns = []
    width = sys.maxsize
    for number in place.upwards:
        line = split(place.lines[number])
        if not line.content or line.content.startswith("#") or line.width >= width:
            continue
        width = line.width
        if number == place.above and line.content.rstrip().endswith(":"):
            columns.append(line.column + 2)
        if line.hyphens:
            columns.append(line.width)
        elif not line.width:
            break
    own_width = split(place.text).width
    return sorted(columns, key=lambda column: abs(column - own_width))


def _first_field(place: Place) -> Place:
    """The first of the fields that stand below one another and are out of line together."""
    width = split(place.text).width
    first = place
    for number in place.upwards:
        line = split(place.lines[number])
        if not line.content or line.width > width:
            continue
        above = place._replace(number=number)
        is_field = not line.hyphens and line.key in place.keys.inner
        if line.width < width or not is_field or _is_top_field(above):
            break
        first = above
    return first


def _last_field(place: Place, column: int) -> int:
    """The last line of the fields that begin at a place, and are moved to a column together."""
    width = split(place.text).width
    last = place.number
    for number in range(place.number + 1, len(place.lines)):
        line = split(place.lines[number])
        if not line.content:
            continue
        is_entry = line.hyphens and line.key and line.column == column
        is_id = line.width + 2 == column and _is_id(line, place.keys)
        is_field = not line.hyphens and line.key in place.keys.inner
        is_aligned = is_field and line.width == column > width
        if is_entry or is_id or is_aligned or line.width < width:
            break
        if line.width == width and (
            not is_field or _is_top_field(place._replace(number=number))
        ):
            break
        last = number
    return last


def _last_of_text(lines: list[str], number: int, width: int) -> int:
    """The last line of a text before a field that is indented at most `width` spaces."""
    return last_before(rf" {{0,{width}}}(?:- +)?[\w-]+:(?: |$)", lines, number)


def _moved(lines: list[str], first: int, last: int, shift: int) -> list[str]:
    """The lines after some were moved to the right, or to the left as far as they have spaces."""
    moved = list(lines)
    for number in range(first, last + 1):
        text = lines[number].lstrip(" ")
        width = len(lines[number]) - len(text)
        if text:
            moved[number] = " " * max(0, width + shift) + text
    return moved


def _indented(lines: list[str], first: int, last: int, width: int) -> list[str]:
    """The lines after some were indented with as many spaces each."""
    indented = list(lines)
    for number in range(first, last + 1):
        if lines[number].strip():
            indented[number] = " " * width + lines[number].lstrip()
    return indented


def _moving(place: Place, last: int, shift: int, shift_below: int) -> Fix:
    """The fix that moves a line, and the lines below it up to the last."""
    lines = _moved(place.lines, place.number, place.number, shift)
    lines = _moved(lines, place.number + 1, last, shift_below)
    help_ = marked(
        "begin the line with {spaces}", spaces=spaces(split(place.text).width + shift)
    )
    if last > place.number and shift_below > 0:
        add = _adding(place.number + 1, last, shift_below)
        help_ = marked("{how}, and {add}", how=help_, add=add)
    elif last > place.number and shift_below < 0:
        help_ = marked("{how}, and move the lines that belong to it as far", how=help_)
    return Fix(lines, place.number, 0, help_, Certainty.IF_VALID)


def _adding(first: int, last: int, number: int) -> str:
    """The help for adding spaces to lines, whose numbers are counted from 0."""
    return marked(
        "add {spaces} at the beginning of {lines}",
        spaces=spaces(number),
        lines=line_range(first + 1, last + 1),
    )
