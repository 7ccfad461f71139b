"""A mend for a mistake of syntax, and what a line of YAML is made of."""

import re
from dataclasses import dataclass

import yaml

LONGEST_HELP = 200
"""Characters of a line that is written out in a help."""

BLANK = " \t\u00a0\u2002\u2003\u2009\u3000"
"""What looks like a space: tabs, and the spaces of web pages and word processors."""
_LINE = re.compile(rf"(?P<space>[{BLANK}]*)(?P<dashes>(?:- +)*)(?P<rest>.*)")
_ENTRY = re.compile(r"(?P<key>[\w-]+:(?: +|$))(?P<value>.*)")
NO_ERROR = 1_000_000_000


@dataclass(frozen=True)
class Fix:
    """A text that can be read further, and what to tell of the mistake."""

    text: str
    line: int
    column: int
    """Where the mistake is, both counted from 0."""
    message: str
    """What is wrong; empty where it is just what libyaml complains of."""
    help: str


def place(error: yaml.MarkedYAMLError) -> int:
    """The line that the error is about, counted from 0."""
    opened = any(words in (error.problem or "") for words in ("end of stream", "expected ':'"))
    mark = error.context_mark if opened and error.context_mark else error.problem_mark
    return mark.line if mark else 0


def quoted_line(line: str) -> str:
    """The line with quotation marks around its value; empty where a list or several texts stand in it."""
    head, value = head_and_value(line.rstrip())
    return (
        ""
        if value.startswith(("[", "{")) or not value or len(line) > LONGEST_HELP
        else (head + quoted(value)).strip()
    )


def reach(mend: Fix) -> int:
    """The line up to which the mended text can be read."""
    try:
        for _ in yaml.parse(mend.text, Loader=yaml.CSafeLoader):
            pass
    except yaml.MarkedYAMLError as error:
        return place(error)
    return NO_ERROR


def replaced(
    lines: list[str], line: int, new: str, message: str, help_: str = "", *, column: int | None = None
) -> Fix:
    """The mend that puts `new` in the place of a line; where nothing else is said the help is to write it."""
    text = "\n".join([*lines[:line], new, *lines[line + 1 :]])
    written = new.strip() if len(new) <= LONGEST_HELP else f"{new.strip()[:LONGEST_HELP]}…"
    start = len(parts(lines[line])[0]) if column is None else column
    return Fix(text, line, start, message, help_ or f"write: {written}")


def parts(text: str) -> tuple[str, str, str]:
    """White space, hyphens of entries, and the rest."""
    match = _LINE.match(text)
    return (match["space"], match["dashes"], match["rest"]) if match else ("", "", text)


def head_and_value(text: str) -> tuple[str, str]:
    """What stands before the value of a line, and the value; empty where the line has none."""
    space, dashes, rest = parts(text)
    entry = _ENTRY.fullmatch(rest)
    if entry:
        return space + dashes + entry["key"], entry["value"]
    return (space + dashes, rest) if dashes else (text, "")


def quoted(text: str) -> str:
    """The text in quotation marks that YAML takes away again."""
    return "'" + text.replace("'", "''") + "'"


def spaces(number: int) -> str:
    """The number of spaces, in words."""
    return {0: "no space", 1: "1 space"}.get(number, f"{number} spaces")
