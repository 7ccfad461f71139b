"""The mend for a mistake of syntax: slips that newcomers make are undone until the text can be read.

What libyaml complains of is a consequence, often a line below the slip. So each slip that the lines there
may hold is undone on trial; the mend is the first after which that complaint is gone.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import islice

import yaml

from generator.fixes.fix import (
    BLANK,
    NO_ERROR,
    Fix,
    head_and_value,
    parts,
    place,
    quoted,
    reach,
    replaced,
    spaces,
)

LARGEST = 64 * 1024
"""Characters of a text that is mended; in a larger one the trials would take too long."""
MOST_TRIALS = 60
"""How many slips are tried for one complaint."""
LONGEST_LINE = 2_000
"""Characters of a line in which values in braces are looked for."""
FURTHEST = 50
"""How many lines above a complaint its cause is looked for."""

_FLOW = re.compile(r"""'[^']*'|"[^"]*"|.""")
_IN_BRACES = re.compile(r"""(?<=: )[^\s'"\[{](?:[^{}]*?[^\s{}])??(?=, [\w-]+: |\})""")
_CLOSING = {"[": "]", "{": "}"}


def find(text: str, error: yaml.MarkedYAMLError, keys: frozenset[str]) -> Fix | None:
    """The mend, or `None` where no known slip explains the error. `keys` are those of the format."""
    if len(text) > LARGEST:
        return None
    lines = text.split("\n")
    at = min(place(error), len(lines) - 1)
    before = next((number for number in range(at - 1, -1, -1) if lines[number].strip()), at)
    trials = (
        mend for slip in _SLIPS for line in dict.fromkeys((at, before)) for mend in slip(lines, line, keys)
    )
    return next((mend for mend in islice(trials, MOST_TRIALS) if reach(mend) > at), None)


def _characters(lines: list[str], line: int, keys: frozenset[str]) -> Iterator[Fix]:
    """Characters that only look like spaces, hyphens and colons."""
    space, dashes, rest = parts(lines[line])
    if space.strip(" "):
        what = "a tab" if "\t" in space else "spaces that are not those of the space bar"
        for column in _columns(lines, line, dashed=bool(dashes)):
            yield replaced(
                lines,
                line,
                " " * column + dashes + rest,
                f"the line is indented with {what}",
                f"delete what stands before the first word, and type {spaces(column)} instead",
                column=0,
            )
    if rest[:1] in set("–—•·*") and rest[1:2] == " ":
        message = f"'{rest[0]}' begins no entry of a list; a hyphen does"
        yield replaced(lines, line, f"{space}{dashes}- {rest[1:].lstrip()}", message)
    key, colon, value = rest.partition("：")
    if colon and key in keys:
        yield replaced(
            lines, line, f"{space}{dashes}{key}: {value.strip()}", f"'{colon}' is no colon of YAML"
        )


def _fences(lines: list[str], line: int, _keys: frozenset[str]) -> Iterator[Fix]:
    """The marks that a chat or a page of Markdown puts around a file."""
    if lines[line].startswith("```"):
        message = "'```' begins or ends a block of code in Markdown, and is no part of the file"
        yield replaced(lines, line, "", message, "delete this line")


def _missing_marks(lines: list[str], line: int, keys: frozenset[str]) -> Iterator[Fix]:
    """A missing colon, and missing spaces behind colons and hyphens."""
    space, dashes, rest = parts(lines[line])
    before = space + dashes
    key, colon, value = rest.partition(":")
    if colon and key in keys and value[:1] not in {"", " "}:
        yield replaced(lines, line, f"{before}{key}: {value.strip()}", _no_space(value, "colon"))
    word, _, value = rest.replace("=", " ", 1).partition(" ")
    if word in keys:
        message = f"there is no colon behind '{word}'"
        yield replaced(lines, line, f"{before}{word}: {value.strip()}".rstrip(), message)
    entry = rest[1:].lstrip(BLANK)
    if rest.startswith("-") and entry.partition(":")[0] in keys:
        yield replaced(lines, line, f"{before}- {entry}", _no_space(rest[1:], "hyphen"))


def _no_space(found: str, mark: str) -> str:
    """That a space is missing, or else what is there and only looks like one."""
    if found[0] not in BLANK:
        return f"there is no space behind the {mark}"
    name = unicodedata.name(found[0], "tab").lower()
    return f"behind the {mark} stands what only looks like a space: {name} (U+{ord(found[0]):04X})"


def _brackets(lines: list[str], line: int, _keys: frozenset[str]) -> Iterator[Fix]:
    """Brackets that are not closed."""
    head, value = head_and_value(lines[line].rstrip(" ,"))
    if value[:1] in _CLOSING:
        closed, missing = "", list[str]()
        for part in _FLOW.findall(value):
            if part in _CLOSING:
                missing.append(_CLOSING[part])
            while part in missing and part != missing[-1]:
                closed += missing.pop()
            if missing and part == missing[-1]:
                missing.pop()
            closed += part
        closed += "".join(reversed(missing))
        message = "a list in [...] or a mapping in {...} is not closed"
        yield replaced(lines, line, head + closed, message, column=len(head))


def _in_braces(lines: list[str], line: int, _keys: frozenset[str]) -> Iterator[Fix]:
    """A value in `{key: value}` that needs quotation marks around it."""
    text = lines[line] if len(lines[line]) <= LONGEST_LINE and "{" in lines[line] else ""
    for value in _IN_BRACES.finditer(text):
        new = text[: value.start()] + quoted(value[0]) + text[value.end() :]
        message = "a value in {...} that holds one of [ ] { } , : needs quotation marks around it"
        yield replaced(lines, line, new, message, column=value.start())


def _quotation_marks(lines: list[str], line: int, _keys: frozenset[str]) -> Iterator[Fix]:
    """Quotation marks that are not closed, and those inside a text in the same marks."""
    for number in range(line, max(-1, line - FURTHEST), -1):
        head, value = head_and_value(lines[number].rstrip())
        mark = value[:1]
        if not mark or mark not in "'\"":
            continue
        if _is_apart(value, mark):
            message = "a text that begins with a quotation mark goes on behind the closing one"
            yield replaced(lines, number, head + quoted(value), message, column=len(head))
        elif len(value) > 1 and value.endswith(mark):
            inner = value[1:-1].replace("''", "'") if mark == "'" else value[1:-1].replace('\\"', '"')
            message = (
                f"a text in {mark}...{mark} holds such a mark itself"
                if mark in inner
                else 'a backslash inside "..." begins an escape, and this is none'
            )
            yield replaced(lines, number, head + quoted(inner), message, column=len(head))
        else:
            message = "a text that begins with a quotation mark is never closed"
            yield replaced(lines, number, head + value + mark, message, column=len(head))
            message = "a text that begins with a quotation mark does not end with it"
            yield replaced(lines, number, head + quoted(value), message, column=len(head))


def _is_apart(value: str, mark: str) -> bool:
    """Whether the first and the last mark belong to two quotations, as in `"Yes" he said, "of course"`."""
    words = rf"{mark}[^{mark}]*[^\s{mark}]{mark}"
    return re.fullmatch(rf"{words}[\s,.;:!?–—].*\s{mark}\S[^{mark}]*{mark}", value) is not None


def _first_lines(lines: list[str], line: int, _keys: frozenset[str]) -> Iterator[Fix]:
    """Spaces before the first keys of the file, up to a line that has none."""
    written = (number for number in range(line) if lines[number].strip(" ") and lines[number][0] != "#")
    first = next(written, line)
    space = parts(lines[first])[0]
    above = [number for number in range(first, line) if lines[number].strip()]
    if space.strip(" ") or not space or lines[line].startswith(" "):
        return
    if all(lines[number].startswith(space) for number in above):
        moved = [each.removeprefix(space) for each in lines[first:line]]
        text = "\n".join([*lines[:first], *moved, *lines[line:]])
        where = f"line {first + 1}" if len(above) == 1 else f"lines {first + 1} to {above[-1] + 1}"
        what = "the space" if len(space) == 1 else f"the {len(space)} spaces"
        message = "the first keys of a file begin without spaces before them"
        yield Fix(text, first, 0, message, f"delete {what} at the beginning of {where}")


def _strays(lines: list[str], line: int, _keys: frozenset[str]) -> Iterator[Fix]:
    """A line of a text that goes on from the line above it, but does not stand deeper than its key."""
    _, dashes, rest = parts(lines[line])
    if dashes or not rest or re.match(r"[\w-]+:(?: |$)", rest):
        return
    for number in range(line - 1, max(-1, line - FURTHEST), -1):
        head, value = head_and_value(lines[number])
        if value:
            column = len(head) - len(head.lstrip(" -")) + 2
            message = (
                "the line is no 'key: value', and not indented as one that goes on with the text above it"
            )
            help_ = f"begin the line with {spaces(column)}, or delete it if it is no part of the text"
            yield replaced(lines, line, " " * column + rest, message, help_, column=0)
            return


def _indentation(lines: list[str], line: int, keys: frozenset[str]) -> Iterator[Fix]:
    """A line, or it and those that belong to it, too far to the left or to the right."""
    space, dashes, rest = parts(lines[line])
    key = rest.partition(":")[0]
    if not (dashes or key in keys or re.fullmatch(r"[\w-]+: *", rest)):
        return
    message = "the line is not indented as those that it belongs to"
    for column in _columns(lines, line, dashed=bool(dashes)):
        if column != len(space):
            help_ = f"begin the line with {spaces(column)}"
            moved = replaced(lines, line, " " * column + dashes + rest, message, help_)
            yield max(moved, _with_those_below(moved, lines, column - len(space)), key=reach)


def _with_those_below(mend: Fix, lines: list[str], shift: int) -> Fix:
    """The mend that moves what stands below and deeper along."""
    line = mend.line
    last = _last_line(lines, line, len(parts(lines[line])[0]))
    below = [" " * shift + each if shift > 0 else each[-shift:] for each in lines[line + 1 : last + 1]]
    text = "\n".join([*mend.text.split("\n")[: line + 1], *below, *lines[last + 1 :]])
    return replace(mend, text=text, help=f"{mend.help}, and move those that belong to it along")


def _unquoted(lines: list[str], line: int, _keys: frozenset[str]) -> Iterator[Fix]:
    """A value on one line that needs quotation marks around it."""
    head, value = head_and_value(lines[line].rstrip())
    indentation = len(head) - len(head.lstrip(" -"))
    if not value or value[0] == "{" or _last_line(lines, line, indentation) != line:
        return
    message = f"a value can't begin with '{value[0]}'" if value[0] in "[*&!@`%-|>?," else ""
    yield replaced(lines, line, head + quoted(value), message, column=len(head))


def _unquoted_lines(lines: list[str], line: int, _keys: frozenset[str]) -> Iterator[Fix]:
    """A value on several lines that needs them."""
    for number in range(line, max(-1, line - FURTHEST), -1):
        head, value = head_and_value(lines[number])
        last = _last_line(lines, number, len(head) - len(head.lstrip(" -")))
        if value and last > number and last >= line:
            inner = "\n".join([value, *lines[number + 1 : last + 1]])
            text = "\n".join([*lines[:number], head + quoted(inner), *lines[last + 1 :]])
            help_ = f"write '{head.strip()} >-', and the whole text on the lines below it, indented"
            yield Fix(text, line, 0, "", help_)
            return


_SLIPS: tuple[Callable[[list[str], int, frozenset[str]], Iterator[Fix]], ...] = (
    _characters,
    _fences,
    _missing_marks,
    _in_braces,
    _brackets,
    _quotation_marks,
    _first_lines,
    _strays,
    _indentation,
    _unquoted,
    _unquoted_lines,
)


def _last_line(lines: list[str], line: int, indentation: int) -> int:
    """The last of the lines that belong to one: those below it that stand deeper than the indentation."""
    last = line
    for number in range(line + 1, len(lines)):
        stripped = lines[number].lstrip(" ")
        if stripped and len(lines[number]) - len(stripped) <= indentation:
            break
        last = number if stripped else last
    return last


def _columns(lines: list[str], line: int, *, dashed: bool) -> list[int]:
    """The columns that the line may belong to, counted from 0, the nearest first."""
    found: set[int] = set()
    outermost = NO_ERROR
    previous = True
    for number in range(line - 1, max(-1, line - FURTHEST), -1):
        space, dashes, rest = parts(lines[number])
        if not rest or rest.startswith("#") or space.strip(" ") or len(space) > outermost:
            continue
        key = len(space) + len(dashes)
        if previous and rest.rstrip().endswith(":"):
            found.add(key + 2)
        if not dashed:
            found.add(key)
        elif dashes:
            found.add(len(space))
        outermost, previous = len(space), False
    if not dashed:
        found.add(0)
    width = len(parts(lines[line])[0].replace("\t", "  "))
    return sorted(found, key=lambda column: (abs(column - width), -column))
