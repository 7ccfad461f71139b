"""Lines with too much or too little indentation."""

import re
import sys
from collections.abc import Iterator
from dataclasses import replace

from generator.languages.phrase import counted, marked
from generator.reading.repair.fix import MAX_DISTANCE, Fix, replace_line
from generator.reading.repair.line import head_and_value, last_of_block, spaces, split


def indented_first_lines(lines: list[str], line: int, _keys: frozenset[str]) -> Iterator[Fix]:
    """Spaces before the first keys of the file, up to a line that has none."""
    written = (number for number in range(line) if lines[number].strip(" ") and lines[number][0] != "#")
    first = next(written, line)
    indentation = split(lines[first]).indentation
    above = [number for number in range(first, line) if lines[number].strip()]
    if indentation.strip(" ") or not indentation or lines[line].startswith(" "):
        return
    if all(lines[number].startswith(indentation) for number in above):
        moved = [text.removeprefix(indentation) for text in lines[first:line]]
        text = "\n".join([*lines[:first], *moved, *lines[line:]])
        message = marked("the top-level fields of a file must not be indented")
        width = counted("the space", "the {count} spaces", len(indentation))
        help_ = (
            marked("delete {spaces} at the beginning of line {line}", spaces=width, line=first + 1)
            if len(above) == 1
            else marked(
                "delete {spaces} at the beginning of lines {first} to {last}",
                spaces=width,
                first=first + 1,
                last=above[-1] + 1,
            )
        )
        yield Fix(text, first, 0, message, help_)


def continuation(lines: list[str], line: int, _keys: frozenset[str]) -> Iterator[Fix]:
    """A line that continues the text above it, but is not indented more than its key."""
    _, hyphens, rest = split(lines[line])
    if hyphens or not rest or re.match(r"[\w-]+:(?: |$)", rest):
        return
    for number in range(line - 1, max(-1, line - MAX_DISTANCE), -1):
        head, value = head_and_value(lines[number])
        if value:
            column = len(head) - len(head.lstrip(" -")) + 2
            message = marked("the line is neither 'key: value' nor indented as part of the text above it")
            help_ = marked(
                "begin the line with {spaces}, or delete it if it is not part of the text",
                spaces=spaces(column),
            )
            new = " " * column + rest
            yield replace_line(lines, line, new, message, help_, column=0, is_certain=False)
            return


def block_of_text(lines: list[str], line: int, _keys: frozenset[str]) -> Iterator[Fix]:
    """Lines of a text below `key: |` that are not indented."""
    for number in range(line - 1, max(-1, line - MAX_DISTANCE), -1):
        head, value = head_and_value(lines[number].rstrip())
        column = len(head) - len(head.lstrip(" -"))
        if re.fullmatch("[|>][+-]?", value):
            while lines[line].startswith(" " * (column + 1)) and line + 1 < len(lines):
                line += 1
            last = _last_of_text(lines, line, column)
            space = " " * (column + 2)
            moved = [space + text.lstrip() if text.strip() else text for text in lines[line : last + 1]]
            text = "\n".join([*lines[:line], *moved, *lines[last + 1 :]])
            message = marked("the text below '{key}' must be indented", key=head.strip())
            width = spaces(column + 2)
            help_ = (
                marked("begin this line with {spaces}", spaces=width)
                if last == line
                else marked(
                    "begin each of the lines {first} to {last} with {spaces}",
                    first=line + 1,
                    last=last + 1,
                    spaces=width,
                )
            )
            yield Fix(text, line, 0, message, help_, is_certain=False)
            return
        if lines[number].strip() and not lines[number].startswith(" " * (column + 1)):
            return


def _last_of_text(lines: list[str], line: int, column: int) -> int:
    """The last line from here on that is not yet `key: value`, as far as it is not indented more."""
    last = line
    for number in range(line + 1, len(lines)):
        text = lines[number]
        if re.match(rf" {{0,{column}}}(?:- +)?[\w-]+:(?: |$)", text):
            break
        last = number if text.strip() else last
    return last


def list_in_text(lines: list[str], line: int, keys: frozenset[str]) -> Iterator[Fix]:
    """A list below `key: text` that belongs to the text."""
    _, hyphens, _ = split(lines[line])
    above = next((number for number in range(line - 1, -1, -1) if lines[number].strip()), -1)
    if not hyphens or above < 0:
        return
    head, value = head_and_value(lines[above].rstrip())
    column = len(head) - len(head.lstrip(" -"))
    if not value or value[0] in "|>[{'\"" or head.strip(" -:") not in keys:
        return
    last = _last_of_text(lines, line, column)
    moved = [" " * (column + 2) + text.lstrip() for text in lines[line : last + 1]]
    text = "\n".join([*lines[:line], *moved, *lines[last + 1 :]])
    message = marked("a list follows the text of '{field}'", field=head.strip(" -:"))
    help_ = marked(
        "write '{key} |', then the whole text on the lines below it, each line indented", key=head.strip()
    )
    yield Fix(text, above, len(head), message, help_, is_certain=False)


def misaligned_hyphen(lines: list[str], line: int, _keys: frozenset[str]) -> Iterator[Fix]:
    """The first line of an entry, if the fields below it are aligned with one another but not with it."""
    space, hyphens, rest = split(lines[line])
    head, is_entry, first = split(lines[line - 1])
    following = split(lines[min(line + 1, len(lines) - 1)])
    column = len(space) - len(is_entry)
    others = {split(text).indentation for text in lines if text != lines[line - 1] and split(text).hyphens}
    is_aligned = rest and not hyphens and not following.hyphens and following.indentation == space
    if is_aligned and is_entry and column >= 0 and " " * column in others and head not in others:
        message = marked("the line is not aligned with the lines that belong to it")
        help_ = marked("begin the line with {spaces}", spaces=spaces(column))
        yield replace_line(lines, line - 1, " " * column + is_entry + first, message, help_, is_certain=False)


def misaligned(lines: list[str], line: int, keys: frozenset[str]) -> Iterator[Fix]:
    """A key or an entry that is not aligned with the others, alone or with all lines that belong to it."""
    space, hyphens, rest = split(lines[line])
    key = rest.partition(":")[0]
    if not (hyphens or key in keys or re.fullmatch(r"[\w-]+: *", rest)):
        return
    message = marked("the line is not aligned with the lines that it belongs to")
    for column in columns(lines, line, is_entry=bool(hyphens)):
        if column != len(space):
            help_ = marked("begin the line with {spaces}", spaces=spaces(column))
            moved = replace_line(lines, line, " " * column + hyphens + rest, message, help_, is_certain=False)
            with_block = _with_block(moved, lines, column - len(space))
            yield max(moved, with_block, key=lambda fix: fix.first_error_line)


def _with_block(fix: Fix, lines: list[str], shift: int) -> Fix:
    """The fix, which moves a line, applied to the more indented lines below it as well."""
    last = last_of_block(lines, fix.line, len(split(lines[fix.line]).indentation))
    block = [" " * shift + text if shift > 0 else text[-shift:] for text in lines[fix.line + 1 : last + 1]]
    text = "\n".join([*fix.text.split("\n")[: fix.line + 1], *block, *lines[last + 1 :]])
    return replace(
        fix, text=text, help=marked("{how}, and move the lines that belong to it as far", how=fix.help)
    )


def columns(
    lines: list[str],
    line: int,
    *,
    is_entry: bool,
    keys: frozenset[str] = frozenset(),
    is_known: bool | None = None,
) -> list[int]:
    """The indentations, in spaces, that the line may be meant to have; the most likely first.

    If it is known whether the line has a key of the format, those come first at which such keys stand.
    """
    found: dict[int, bool] = {}
    outermost = sys.maxsize
    previous = True
    for number in range(line - 1, max(-1, line - MAX_DISTANCE), -1):
        space, hyphens, rest = split(lines[number])
        if not rest or rest.startswith("#") or space.strip(" ") or len(space) > outermost:
            continue
        key = len(space) + len(hyphens)
        stands_here = rest.partition(":")[0] in keys
        if previous and rest.rstrip().endswith(":"):
            found.setdefault(key + 2, not stands_here)
        if not is_entry:
            found.setdefault(key, stands_here)
        elif hyphens:
            found.setdefault(len(space), False)
        outermost, previous = len(space), False
    if not is_entry:
        found.setdefault(0, True)
    width = len(split(lines[line]).indentation.replace("\t", "  "))
    return sorted(
        found,
        key=lambda column: (is_known is not None and found[column] != is_known, abs(column - width), -column),
    )
