"""The parts of a line of YAML."""

import re
from itertools import takewhile
from typing import NamedTuple

from briefing_site.languages.phrase import counted, marked

LONGEST_HELP = 200
"""Characters of a line that is repeated in a help text."""

BLANK = " \t\u00a0\u2002\u2003\u2009\u3000"
"""Characters that look like a space: tabs, and the special spaces of web pages and word processors."""
_LINE = re.compile(rf"(?P<indentation>[{BLANK}]*)(?P<hyphens>(?:- +)*)(?P<rest>.*)")
_COMMENT = re.compile(r"(?:^|\s)#.*|#\s.*")
"""What may be a comment, also in a text whose quotation mark is not closed, and without a space before."""
_ENTRY = re.compile(r"(?P<key>[\w-]+:(?: +|$))(?P<value>.*)")


class Line(NamedTuple):
    indentation: str
    hyphens: str
    """Those that start entries of lists, with the spaces after them."""
    rest: str


def split(text: str) -> Line:
    match = _LINE.match(text)
    return Line(**match.groupdict()) if match else Line("", "", text)


def head_and_value(text: str) -> tuple[str, str]:
    """What precedes the value in the line, and the value; the value is empty if the line has none."""
    indentation, hyphens, rest = split(text)
    entry = _ENTRY.fullmatch(rest)
    if entry:
        return indentation + hyphens + entry["key"], entry["value"]
    return (indentation + hyphens, rest) if hyphens else (text, "")


def quoted(text: str) -> str:
    """The text in single quotation marks, as YAML writes it."""
    return "'" + text.replace("'", "''") + "'"


def in_place(text: str) -> str:
    """The text as YAML writes it in lines, braces and brackets: in quotation marks if it has to be."""
    needs_marks = re.search(r"[\[\]{},]|: | #|^[^\w./]|:$|^null$", text)
    return quoted(text) if needs_marks else text


def with_quoted_value(line: str) -> str:
    """The line with its value in quotation marks; empty if the value is a list, a mapping or too long."""
    head, value = head_and_value(line.rstrip())
    return (
        ""
        if value.startswith(("[", "{")) or not value or len(line) > LONGEST_HELP
        else (head + quoted(value)).strip()
    )


def keeps_comment(before: str, after: str) -> bool:
    """Whether a line ends with the same comment, if it may have one, so that none becomes a text."""
    comment = _COMMENT.search(before)
    if comment is None:
        return True
    has_space = comment.start() == 0 or comment[0][0].isspace()
    return has_space and after.endswith(comment[0])


def spaces(number: int) -> str:
    return (
        counted("{count} space", "{count} spaces", number)
        if number
        else marked("no spaces")
    )


def line_range(first: int, last: int) -> str:
    if first > last:
        return marked("nothing")
    if first == last:
        return marked("line {line}", line=first)
    return marked("lines {first} to {last}", first=first, last=last)


def last_of_block(lines: list[str], line: int, indentation: int) -> int:
    """The last of the lines below `line` that are indented more than the given number of spaces."""
    return last_until(rf" {{0,{indentation}}}(?! )", lines, line)


def last_until(pattern: str, lines: list[str], line: int) -> int:
    """The last line that is not empty, from `line` on up to one that begins so."""
    within = takewhile(
        lambda text: not (text.strip(" ") and re.match(pattern, text)),
        lines[line + 1 :],
    )
    return max(
        (number for number, text in enumerate(within, line + 1) if text.strip(" ")),
        default=line,
    )
