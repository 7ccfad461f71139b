"""The YAML parser: the events of a text, and where it is not valid.

libyaml parses, through PyYAML; in browsers, which have no libyaml, PyYAML's own parser does. The two word
errors differently, so only the position of an error is used.
"""

import sys
from collections.abc import Iterator

import yaml

LOADER = yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader


def events(text: str) -> Iterator[yaml.Event]:
    """The events of a YAML text.

    Raises `yaml.MarkedYAMLError` for an error of syntax, `UnicodeDecodeError` for a tag that is not UTF-8.
    """
    return yaml.parse(text, Loader=LOADER)


def error_position(error: yaml.MarkedYAMLError) -> tuple[int, int]:
    """The line and the column of an error, both counted from 0.

    A scanner gives up behind the text that it can't read, such as one whose quotation mark is not closed,
    so its errors are where that text begins.
    """
    mark = error.problem_mark or error.context_mark
    if isinstance(error, yaml.scanner.ScannerError) and error.context_mark:
        mark = error.context_mark
    if mark is None:
        return 0, 0
    return mark.line, mark.column


def error_lines(error: yaml.MarkedYAMLError, last: int) -> list[int]:
    """The lines that may have the mistake, counted from 0, the most likely first.

    `last` is the last line of the text, as an error at its end is behind that.
    """
    line, _ = error_position(error)
    lines = [min(line, last)]
    if error.problem_mark and error.problem_mark.line != line:
        lines.append(min(error.problem_mark.line, last))
    return lines


def first_error_line(text: str) -> int:
    """The first line that can't be read, counted from 0; `sys.maxsize` if the text is valid YAML."""
    try:
        for _ in events(text):
            pass
    except yaml.MarkedYAMLError as error:
        line, _ = error_position(error)
        return line
    except UnicodeDecodeError:
        return sys.maxsize  # a tag that is not UTF-8, which no fix helps
    return sys.maxsize
