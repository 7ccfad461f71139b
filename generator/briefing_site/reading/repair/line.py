"""The parts of a line of YAML."""

import re
from typing import NamedTuple

from briefing_site.languages.phrase import counted, marked

LONGEST_HELP = 200
"""Characters of a line that is repeated in a help text."""

BLANK = " \t\u00a0\u2002\u2003\u2009\u3000"
"""Characters that look like a space: tabs, and the special spaces of web pages and word processors."""
_LINE = re.compile(rf"(?P<indentation>[{BLANK}]*)(?P<hyphens>(?:- +)*)(?P<content>.*)")
_COMMENT = re.compile(r"(?:^|\s)#.*|#\s.*")
"""What may be a comment, also in a text whose quotation mark is not closed, and without a space before."""
_FIELD = re.compile(r"(?P<key>[\w-]+:(?: +|$))(?P<value>.*)")
_NEEDS_QUOTATION_MARKS = re.compile(r"[\[\]{},]|: | #|^[^\w./]|:$|^null$")


class Line(NamedTuple):
    indentation: str
    hyphens: str
    """Those that start entries of lists, with the spaces after them."""
    content: str
    """What is behind them, such as `title: A bridge`."""

    @property
    def width(self) -> int:
        """How many characters precede the first hyphen or word."""
        return len(self.indentation)

    @property
    def column(self) -> int:
        """How many characters precede the first word."""
        return len(self.indentation) + len(self.hyphens)

    @property
    def key(self) -> str:
        """The word before the colon; empty if the line has no colon."""
        key, colon, _ = self.content.partition(":")
        return key if colon else ""

    @property
    def value(self) -> str:
        """What follows the colon, without spaces around it."""
        return self.content.partition(":")[2].strip()


def split(text: str) -> Line:
    match = _LINE.match(text)
    return Line(**match.groupdict()) if match else Line("", "", text)


def head_and_value(text: str) -> tuple[str, str]:
    """What precedes the value in the line, and the value; the value is empty if the line has none."""
    indentation, hyphens, content = split(text)
    field = _FIELD.fullmatch(content)
    if field:
        return indentation + hyphens + field["key"], field["value"]
    if hyphens:
        return indentation + hyphens, content
    return text, ""


def indentation_of_key(head: str) -> int:
    """How many spaces and hyphens precede the key in what `head_and_value` returns first."""
    return len(head) - len(head.lstrip(" -"))


def quoted(text: str) -> str:
    """The text in single quotation marks, as YAML writes it."""
    return "'" + text.replace("'", "''") + "'"


def in_place(text: str) -> str:
    """The text as YAML writes it in lines, braces and brackets: in quotation marks if it has to be."""
    return quoted(text) if _NEEDS_QUOTATION_MARKS.search(text) else text


def with_quoted_value(line: str) -> str:
    """The line with its value in quotation marks; empty if the value is a list, a mapping or too long."""
    head, value = head_and_value(line.rstrip())
    if not value or value.startswith(("[", "{")) or len(line) > LONGEST_HELP:
        return ""
    return (head + quoted(value)).strip()


def keeps_comment(before: str, after: str) -> bool:
    """Whether a line ends with the same comment, if it may have one, so that none becomes a text."""
    comment = _COMMENT.search(before)
    if comment is None:
        return True
    has_space = comment.start() == 0 or comment[0][0].isspace()
    return has_space and after.endswith(comment[0])


def spaces(number: int) -> str:
    if number == 0:
        return marked("no spaces")
    return counted("{count} space", "{count} spaces", number)


def line_range(first: int, last: int) -> str:
    if first > last:
        return marked("nothing")
    if first == last:
        return marked("line {line}", line=first)
    return marked("lines {first} to {last}", first=first, last=last)


def last_of_block(lines: list[str], number: int, width: int) -> int:
    """The last of the lines below a line that are indented more than `width` spaces."""
    last = number
    for below in range(number + 1, len(lines)):
        text = lines[below].lstrip(" ")
        if not text:
            continue
        if len(lines[below]) - len(text) <= width:
            break
        last = below
    return last


def moved(lines: list[str], first: int, last: int, shift: int) -> list[str]:
    """The lines after some were moved to the right, or to the left as far as they have spaces."""
    result = list(lines)
    for number in range(first, last + 1):
        text = lines[number].lstrip(" ")
        width = len(lines[number]) - len(text)
        if text:
            result[number] = " " * max(0, width + shift) + text
    return result
