"""Fixes for syntax errors that newcomers make.

What libyaml reports is a consequence, often a line below the error itself. So all known errors that the
lines there may contain are fixed on trial; the fix is the first one after which libyaml reads on.
"""

import re
import sys
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import islice, takewhile

import yaml

from briefing_site.format.traversal import Keys
from briefing_site.languages.phrase import counted, marked
from briefing_site.reading.repair import libyaml
from briefing_site.reading.repair.line import (
    BLANK,
    LONGEST_HELP,
    head_and_value,
    last_of_block,
    last_until,
    line_range,
    quoted,
    spaces,
    split,
)

LONGEST_TEXT = 64 * 1024
"""Characters of a text that is fixed; for a longer one the trials would take too long."""
MAX_TRIALS = 60
"""How many fixes are tried for one error."""
MAX_DISTANCE = 50
"""How many lines above an error its cause is looked for."""
LONGEST_LINE = 2_000
"""Characters of a line in which values in braces are looked for."""

_FLOW = re.compile(r"""'[^']*'|"[^"]*"|.""")
_IN_BRACES = re.compile(r"""(?<=: )[^\s'"\[{](?:[^{}]*?[^\s{}])??(?=, [\w-]+: |\})""")
_CLOSING = {"[": "]", "{": "}"}


@dataclass(frozen=True)
class Fix:
    """The text of a file with one syntax error fixed, and what to report about the error."""

    text: str
    line: int
    column: int
    """Position of the error, both counted from 0."""
    message: str
    """What is wrong; empty if the message for libyaml's error is good enough."""
    help: str
    is_certain: bool = True
    """Whether nothing else can be meant."""
    is_layout: bool = False
    """Whether it only moves lines; then nothing else is meant if the file has no other error."""

    @cached_property
    def first_error_line(self) -> int:
        """The first line of the fixed text that can't be read, counted from 0."""
        return libyaml.first_error_line(self.text)


Proposer = Callable[[list[str], int, Keys], Iterator[Fix]]
"""Proposes fixes for errors of one kind, given the lines of a file, the number of a line that may hold the
error, and the keys of the format. A proposal may be wrong: the parser decides whether it helps."""


def replace_line(
    lines: list[str],
    line: int,
    new: str,
    message: str,
    help_: str = "",
    *,
    column: int | None = None,
    is_certain: bool = True,
    is_layout: bool = False,
) -> Fix:
    """The fix that replaces a line; unless `help_` is given, the help is to write the new line."""
    text = "\n".join([*lines[:line], new, *lines[line + 1 :]])
    written = (
        new.strip() if len(new) <= LONGEST_HELP else f"{new.strip()[:LONGEST_HELP]}…"
    )
    start = len(split(lines[line]).indentation) if column is None else column
    return Fix(
        text,
        line,
        start,
        message,
        help_ or marked("write: {line}", line=written),
        is_certain,
        is_layout,
    )


def respaced(lines: list[str], line: int, keys: Keys) -> Iterator[Fix]:
    """All lines that are indented with tabs or special spaces, with as many spaces as make a whole."""
    others = [
        number for number in range(len(lines)) if _is_respaced(lines[number], keys)
    ]
    if line not in others:
        return
    has_tabs = any("\t" in split(lines[number]).indentation for number in others)
    message = (
        marked("the indentation has a tab")
        if has_tabs
        else marked("the indentation has special spaces, such as those of a web page")
    )
    fixes = []
    for width, more in (
        ((2, 0), (0, 0), (2, 2), (4, 0), (4, 2), (8, 0)) if has_tabs else ((1, 0),)
    ):
        moved, entry = list(lines), ""
        for number in others:
            space, hyphens, rest = split(lines[number])
            entry = space if hyphens else entry
            behind = " " * more if space == entry and not hyphens else ""
            moved[number] = " " * len(space.expandtabs(width)) + behind + hyphens + rest
        column = len(split(moved[line]).indentation)
        if (
            not column
            and split(lines[line]).rest.partition(":")[0] in keys.inner - keys.top
        ):
            continue
        if len(others) == 1:
            help_ = marked(
                "delete everything before the first word and type {spaces}",
                spaces=spaces(column),
            )
        elif has_tabs:
            help_ = marked(
                "write {spaces} in place of each tab at the beginning of a line",
                spaces=spaces(width),
            )
        else:
            help_ = marked(
                "replace the special spaces in the whole file with ordinary ones"
            )
        help_ = (
            marked("{how}, and 2 more before the fields of an entry", how=help_)
            if more
            else help_
        )
        fixes.append(
            Fix(
                "\n".join(moved),
                line,
                0,
                message,
                help_,
                is_certain=not has_tabs,
                is_layout=True,
            )
        )
    yield from sorted(fixes, key=lambda fix: -fix.first_error_line)


def _is_respaced(text: str, keys: Keys) -> bool:
    """Whether a line that is no part of a text is indented with other characters than spaces."""
    space, hyphens, rest = split(text)
    is_structure = bool(hyphens) or rest.partition(":")[0] in keys
    return bool(space.strip(" ")) and (is_structure or not text.startswith(" "))


def special_spaces(text: str, keys: Keys) -> Fix | None:
    """The fix for lines that begin with special spaces, which YAML takes for a part of their keys."""
    lines, special = text.split("\n"), tuple(BLANK.strip(" \t"))
    begun = (
        n
        for n, each in enumerate(lines)
        if each.startswith(special) and _is_respaced(each, keys)
    )
    first = next(begun, None)
    return None if first is None else next(respaced(lines, first, keys), None)


def indented(text: str, keys: Keys) -> Fix | None:
    """The fix that moves fields as far to the right as others of their entry, with what stands below."""
    lines = text.split("\n")
    moved, seen, list_, own = (
        list(lines),
        set[str](),
        "",
        0,
    )  # where the ids of a mapping stand
    columns: list[int] = []  # of the fields of the entries that a line is in
    left, shift = sys.maxsize, 0  # of the field that was moved last
    begun = frozenset[str]()  # the fields of an entry of which each has had a hyphen
    for number, line in enumerate(lines):
        space, hyphens, rest = split(line)
        key, colon, value = rest.partition(":")
        width = len(space)
        column = min((each for each in columns if each > width), default=0)
        is_field = bool(colon) and not hyphens and key in keys.inner
        is_id = (
            list_ in keys.ids and re.fullmatch(r" *[\w-]+: *", line) and key not in keys
        )
        is_new = key not in seen and not (key in keys.ids and value.strip())
        is_top = not width and key in keys.top and (is_new or key not in keys.inner)
        if rest and width > left and not (is_field and width in columns) and not is_id:
            moved[number] = " " * (width + shift) + line.lstrip(" ")
        elif is_field and column and width not in columns and not is_top:
            left, shift = width, column - width
            moved[number] = " " * shift + line
        elif is_field and list_ and not columns and not is_top:
            left, shift, columns = width, 4, [4]
            moved[number] = "  - " + line
        elif rest:
            left = sys.maxsize
            if not width and key in keys.top:
                seen.add(key)
                list_, columns, own = "" if value.strip() else key, [], 0
            elif is_id:
                own = own or width or 2
                left, shift, columns = width, own - width, [own + 2]
                moved[number] = " " * own + rest
            elif list_ and hyphens:
                column = width + len(hyphens)
                is_divided = (
                    column in columns and key in keys.inner and key not in begun
                )
                begun = begun | {key} if is_divided and begun else keys.inner & {key}
                columns = [*(each for each in columns if each <= width), column]
                if len(begun) > 1:
                    moved[number] = " " * column + rest
            elif is_field:
                begun = frozenset()
    return _moved(lines, moved)


def _moved(lines: list[str], moved: list[str]) -> Fix | None:
    """The fix that moves lines to the right or left, reported at the first; `None` if there are none."""
    shifts = {
        number: len(now) - len(line)
        for number, (line, now) in enumerate(zip(lines, moved, strict=True))
        if now != line
    }
    if not shifts:
        return None
    first = min(shifts)
    is_within = takewhile(
        lambda each: each in shifts or not lines[each].strip(), range(first, len(lines))
    )
    run = [each for each in is_within if each in shifts]
    shift, was, head = shifts[first], split(lines[first]), split(moved[first])
    field = head.rest.partition(":")[0]
    message = marked("the line is not aligned with the lines that it belongs to")
    if was.hyphens and not head.hyphens:
        message = marked(
            "'{field}' begins an entry, but is a field of the entry above", field=field
        )
        help_ = marked(
            "only the first field of an entry has a hyphen: write a space in place of that in {lines}",
            lines=line_range(first + 1, run[-1] + 1),
        )
    elif head.hyphens and not was.hyphens:
        help_ = marked(
            "write 2 spaces and a hyphen before it, as in '  - {field}: ...'",
            field=field,
        )
    else:
        help_ = marked(
            "begin the line with {spaces}", spaces=spaces(len(head.indentation))
        )
    if len(run) > 1 and shift > 0 and {shifts[each] for each in run} == {shift}:
        lines_ = line_range(first + 2, run[-1] + 1)
        add = marked(
            "add {spaces} at the beginning of {lines}",
            spaces=spaces(shift),
            lines=lines_,
        )
        help_ = marked("{how}, and {add}", how=help_, add=add)
    elif len(run) > 1 and shift:
        help_ = marked("{how}, and move the lines that belong to it as far", how=help_)
    if run[-1] < max(shifts):
        help_ = marked("{how}; the entries below have the same mistake", how=help_)
    return Fix(
        "\n".join(moved), first, 0, message, help_, is_certain=False, is_layout=True
    )


def lookalikes(lines: list[str], line: int, keys: Keys) -> Iterator[Fix]:
    """Characters that look like spaces, hyphens and colons."""
    indentation, hyphens, rest = split(lines[line])
    if (
        rest[:1] in set("–—•·*")
        and rest[1:2] == " "
        and not rest[1:].lstrip().startswith("- ")
    ):
        message = marked(
            "a list entry must start with a hyphen, not with '{character}'",
            character=rest[0],
        )
        yield replace_line(
            lines, line, f"{indentation}{hyphens}- {rest[1:].lstrip()}", message
        )
    key, colon, value = rest.partition("：")
    if colon and key in keys:
        message = marked("'{character}' is not an ordinary colon", character=colon)
        yield replace_line(
            lines, line, f"{indentation}{hyphens}{key}: {value.strip()}", message
        )


def stray_lines(lines: list[str], line: int, _keys: Keys) -> Iterator[Fix]:
    """The marks that a chat or a Markdown page puts around a file, and brackets that close nothing."""
    message, brackets = "", lines[line].strip()
    if lines[line].startswith("```"):
        message = marked(
            "'```' marks a code block in Markdown and does not belong in the file"
        )
    elif brackets and not brackets.strip("]},"):
        message = marked("'{brackets}' closes what was never opened", brackets=brackets)
    if message:
        yield replace_line(lines, line, "", message, marked("delete this line"))


def missing_punctuation(lines: list[str], line: int, keys: Keys) -> Iterator[Fix]:
    """A missing colon, and missing spaces after colons and hyphens."""
    indentation, hyphens, rest = split(lines[line])
    before = indentation + hyphens
    key, colon, value = rest.partition(":")
    if colon and key in keys and value[:1] not in {"", " "}:
        yield replace_line(
            lines,
            line,
            f"{before}{key}: {value.strip()}",
            _no_space(value, marked("colon")),
        )
    word, _, value = rest.replace("=", " ", 1).partition(" ")
    if word in keys:
        message = marked("a colon is missing after '{word}'", word=word)
        yield replace_line(
            lines, line, f"{before}{word}: {value.strip()}".rstrip(), message
        )
    entry = rest[1:].lstrip(BLANK)
    if rest.startswith("-") and entry.partition(":")[0] in keys:
        yield replace_line(
            lines, line, f"{before}- {entry}", _no_space(rest[1:], marked("hyphen"))
        )


def _no_space(found: str, mark: str) -> str:
    """A message that a space is missing, or that there is a character that only looks like one."""
    if found[0] not in BLANK:
        return marked("a space is missing after the {mark}", mark=mark)
    name = unicodedata.name(found[0], "tab").lower()
    return marked(
        "the character after the {mark} is not an ordinary space: {name}",
        mark=mark,
        name=f"{name} (U+{ord(found[0]):04X})",
    )


def brackets(lines: list[str], line: int, _keys: Keys) -> Iterator[Fix]:
    text = lines[line].rstrip()
    head, value = head_and_value(text.rstrip(" ,"))
    if value[:1] not in _CLOSING:
        return
    closed, added, expected = "", "", list[str]()
    for part in [*_FLOW.findall(value), ""]:
        if part in _CLOSING:
            expected.append(_CLOSING[part])
        while expected and part != expected[-1] and (part in expected or not part):
            added += expected[-1]
            closed += expected.pop()
        if expected and part == expected[-1]:
            expected.pop()
        closed += part
    if head + closed != text:
        message = (
            marked("the closing '{bracket}' is missing", bracket=added[0])
            if added
            else marked("a comma can't follow the last bracket")
        )
        yield replace_line(lines, line, head + closed, message, column=len(head))


def in_braces(lines: list[str], line: int, _keys: Keys) -> Iterator[Fix]:
    """A value in `{key: value}` that requires quotation marks."""
    text = (
        lines[line] if len(lines[line]) <= LONGEST_LINE and "{" in lines[line] else ""
    )
    for value in _IN_BRACES.finditer(text):
        new = text[: value.start()] + quoted(value[0]) + text[value.end() :]
        message = marked(
            "inside {...}, a value that contains any of [ ] { } , : must be in quotation marks"
        )
        yield replace_line(lines, line, new, message, column=value.start())


def quotation_marks(lines: list[str], line: int, _keys: Keys) -> Iterator[Fix]:
    """Quotation marks that are not closed, and those inside a text in the same marks."""
    for number in range(line, max(-1, line - MAX_DISTANCE), -1):
        head, value = head_and_value(lines[number].rstrip())
        mark = value[:1]
        if not mark or mark not in "'\"":
            continue
        if _are_two_quotations(value, mark):
            message = marked("the value continues after the closing quotation mark")
            yield replace_line(
                lines, number, head + quoted(value), message, column=len(head)
            )
        elif len(value) > 1 and value.endswith(mark):
            inner = (
                value[1:-1].replace("''", "'")
                if mark == "'"
                else value[1:-1].replace('\\"', '"')
            )
            message = (
                marked(
                    "the text inside {mark}...{mark} contains {mark} itself", mark=mark
                )
                if mark in inner
                else marked(
                    'inside "...", a backslash starts an escape sequence, and this one is invalid'
                )
            )
            yield replace_line(
                lines, number, head + quoted(inner), message, column=len(head)
            )
        else:
            message = marked("the closing quotation mark is missing")
            yield replace_line(
                lines, number, head + value + mark, message, column=len(head)
            )
            message = marked(
                "the value starts with a quotation mark but does not end with it"
            )
            yield replace_line(
                lines, number, head + quoted(value), message, column=len(head)
            )


def _are_two_quotations(value: str, mark: str) -> bool:
    """Whether the first and the last mark belong to two quotations, as in `"Yes" he said, "of course"`."""
    words = rf"{mark}[^{mark}]*[^\s{mark}]{mark}"
    return (
        re.fullmatch(rf"{words}[\s,.;:!?–—].*\s{mark}\S[^{mark}]*{mark}", value)
        is not None
    )


def unquoted(lines: list[str], line: int, keys: Keys) -> Iterator[Fix]:
    """A value on one line that requires quotation marks, or a line break if it contains another field."""
    head, value = head_and_value(lines[line].rstrip())
    indentation = len(head) - len(head.lstrip(" -"))
    if not value or value[0] == "{" or last_of_block(lines, line, indentation) != line:
        return
    message = (
        marked(
            "a value that starts with '{character}' must be in quotation marks",
            character=value[0],
        )
        if value[0] in "[*&!@`%-|>?,"
        else ""
    )
    is_list = re.match(r"\[[^\]]*,", value)
    is_certain = not is_list and keys.isdisjoint(
        re.findall(r"\s([\w-]+):(?:\s|$)", value)
    )
    yield replace_line(
        lines,
        line,
        head + quoted(value),
        message,
        column=len(head),
        is_certain=is_certain,
    )


def unquoted_block(lines: list[str], line: int, _keys: Keys) -> Iterator[Fix]:
    """A value on several lines that requires quotation marks."""
    for number in range(line, max(-1, line - MAX_DISTANCE), -1):
        head, value = head_and_value(lines[number])
        last = last_of_block(lines, number, len(head) - len(head.lstrip(" -")))
        if value and last > number and last >= line:
            inner = "\n".join([value, *lines[number + 1 : last + 1]])
            text = "\n".join(
                [*lines[:number], head + quoted(inner), *lines[last + 1 :]]
            )
            help_ = marked(
                "write '{key} >-', then the whole text on the lines below it, indented",
                key=head.strip(),
            )
            yield Fix(text, line, 0, "", help_, is_certain=False)
            return


def indented_first_lines(lines: list[str], line: int, _keys: Keys) -> Iterator[Fix]:
    """Spaces before the first keys of the file, up to a line that has none."""
    written = (
        number
        for number in range(line)
        if lines[number].strip(" ") and lines[number][0] != "#"
    )
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
            marked(
                "delete {spaces} at the beginning of line {line}",
                spaces=width,
                line=first + 1,
            )
            if len(above) == 1
            else marked(
                "delete {spaces} at the beginning of lines {first} to {last}",
                spaces=width,
                first=first + 1,
                last=above[-1] + 1,
            )
        )
        yield Fix(text, first, 0, message, help_)


def continuation(lines: list[str], line: int, _keys: Keys) -> Iterator[Fix]:
    """A line that continues the text above it, but is not indented more than its key."""
    _, hyphens, rest = split(lines[line])
    if hyphens or not rest or re.match(r"[\w-]+:(?: |$)", rest):
        return
    for number in range(line - 1, max(-1, line - MAX_DISTANCE), -1):
        head, value = head_and_value(lines[number])
        if value:
            column = len(head) - len(head.lstrip(" -")) + 2
            message = marked(
                "the line is neither 'key: value' nor indented as part of the text above it"
            )
            help_ = marked(
                "begin the line with {spaces}, or delete it if it is not part of the text",
                spaces=spaces(column),
            )
            new = " " * column + rest
            yield replace_line(
                lines, line, new, message, help_, column=0, is_certain=False
            )
            return


def block_of_text(lines: list[str], line: int, _keys: Keys) -> Iterator[Fix]:
    """Lines of a text below `key: |` that are not indented."""
    for number in range(line - 1, max(-1, line - MAX_DISTANCE), -1):
        head, value = head_and_value(lines[number].rstrip())
        column = len(head) - len(head.lstrip(" -"))
        if re.fullmatch("[|>][+-]?", value):
            while lines[line].startswith(" " * (column + 1)) and line + 1 < len(lines):
                line += 1
            last = _last_of_text(lines, line, column)
            space = " " * (column + 2)
            moved = [
                space + text.lstrip() if text.strip() else text
                for text in lines[line : last + 1]
            ]
            text = "\n".join([*lines[:line], *moved, *lines[last + 1 :]])
            message = marked(
                "the text below '{key}' must be indented", key=head.strip()
            )
            where = line_range(line + 1, last + 1)
            help_ = marked(
                "begin {lines} with {spaces}", lines=where, spaces=spaces(column + 2)
            )
            yield Fix(text, line, 0, message, help_, is_certain=False, is_layout=True)
            return
        if lines[number].strip() and not lines[number].startswith(" " * (column + 1)):
            return


def _last_of_text(lines: list[str], line: int, column: int) -> int:
    """The last line from here on that is not yet `key: value`, as far as it is not indented more."""
    return last_until(rf" {{0,{column}}}(?:- +)?[\w-]+:(?: |$)", lines, line)


def list_in_text(lines: list[str], line: int, keys: Keys) -> Iterator[Fix]:
    """A list below `key: text` that belongs to the text."""
    _, hyphens, _ = split(lines[line])
    above = next(
        (number for number in range(line - 1, -1, -1) if lines[number].strip()), -1
    )
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
        "write '{key} |', then the whole text on the lines below it, each line indented",
        key=head.strip(),
    )
    yield Fix(text, above, len(head), message, help_, is_certain=False)


def misaligned_hyphen(lines: list[str], line: int, _keys: Keys) -> Iterator[Fix]:
    """The first line of an entry, if the fields below it are aligned with one another but not with it."""
    space, hyphens, rest = split(lines[line])
    head, is_entry, first = split(lines[line - 1])
    following = split(lines[min(line + 1, len(lines) - 1)])
    column = len(space) - len(is_entry)
    others = {
        split(text).indentation
        for text in lines
        if text != lines[line - 1] and split(text).hyphens
    }
    is_aligned = (
        rest
        and not hyphens
        and not following.hyphens
        and following.indentation == space
    )
    if (
        is_aligned
        and is_entry
        and column >= 0
        and " " * column in others
        and head not in others
    ):
        message = marked("the line is not aligned with the lines that belong to it")
        help_ = marked("begin the line with {spaces}", spaces=spaces(column))
        new = " " * column + is_entry + first
        yield replace_line(
            lines, line - 1, new, message, help_, is_certain=False, is_layout=True
        )


def misaligned(lines: list[str], line: int, keys: Keys) -> Iterator[Fix]:
    """A key or an entry that is not aligned with the others, alone or with all lines that belong to it."""
    space, hyphens, rest = split(lines[line])
    key = rest.partition(":")[0]
    if not (hyphens or key in keys or re.fullmatch(r"[\w-]+: *", rest)):
        return
    message = marked("the line is not aligned with the lines that it belongs to")
    for column in columns(lines, line, keys):
        if column != len(space):
            help_ = marked("begin the line with {spaces}", spaces=spaces(column))
            new = " " * column + hyphens + rest
            moved = replace_line(
                lines, line, new, message, help_, is_certain=False, is_layout=True
            )
            with_block = _with_block(moved, lines, column - len(space))
            yield max(moved, with_block, key=lambda fix: fix.first_error_line)


def _with_block(fix: Fix, lines: list[str], shift: int) -> Fix:
    """The fix, which moves a line, applied to the more indented lines below it as well."""
    last = last_of_block(lines, fix.line, len(split(lines[fix.line]).indentation))
    block = [
        " " * shift + text if shift > 0 else text[-shift:]
        for text in lines[fix.line + 1 : last + 1]
    ]
    text = "\n".join(
        [*fix.text.split("\n")[: fix.line + 1], *block, *lines[last + 1 :]]
    )
    return replace(
        fix,
        text=text,
        help=marked("{how}, and move the lines that belong to it as far", how=fix.help),
    )


def columns(lines: list[str], line: int, keys: Keys) -> list[int]:
    """The indentations, in spaces, that the line may be meant to have; the most likely first."""
    found = set[int]()
    own, is_entry, rest = split(lines[line])
    outermost = sys.maxsize
    previous = True
    for number in range(line - 1, max(-1, line - MAX_DISTANCE), -1):
        space, hyphens, above = split(lines[number])
        if (
            not above
            or above.startswith("#")
            or space.strip(" ")
            or len(space) > outermost
        ):
            continue
        key = len(space) + len(hyphens)
        if previous and above.rstrip().endswith(":"):
            found.add(key + 2)
        if not is_entry:
            found.add(key)
        elif hyphens:
            found.add(len(space))
        outermost, previous = len(space), False
    key_ = rest.partition(":")[0]
    if not is_entry:
        found.add(0)
        if key_ in keys.top ^ keys.inner:
            found = {column for column in found if (column == 0) == (key_ in keys.top)}
    width = len(own)
    return sorted(found, key=lambda column: (abs(column - width), -column))


PROPOSERS: tuple[Proposer, ...] = (
    respaced,
    lookalikes,
    stray_lines,
    missing_punctuation,
    in_braces,
    brackets,
    quotation_marks,
    indented_first_lines,
    block_of_text,
    list_in_text,
    continuation,
    misaligned_hyphen,
    misaligned,
    unquoted,
    unquoted_block,
)
"""In the order in which their fixes are tried."""


def find(text: str, error: yaml.MarkedYAMLError, keys: Keys) -> Fix | None:
    """The fix for an error, or `None` if no known one helps. `keys` are those of the format."""
    if len(text) > LONGEST_TEXT:
        return None
    lines = text.split("\n")
    at = min(libyaml.position(error)[0], len(lines) - 1)
    before = next(
        (number for number in range(at - 1, -1, -1) if lines[number].strip()), at
    )
    trials = (
        fix
        for propose in PROPOSERS
        for line in dict.fromkeys((at, before))
        for fix in propose(lines, line, keys)
    )
    return next(
        (fix for fix in islice(trials, MAX_TRIALS) if fix.first_error_line > at), None
    )
