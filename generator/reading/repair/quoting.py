"""Brackets that are not closed, and values with missing or misplaced quotation marks."""

import re
from collections.abc import Iterator

from generator.languages.phrase import marked
from generator.reading.repair.fix import MAX_DISTANCE, Fix, replace_line
from generator.reading.repair.line import head_and_value, last_of_block, quoted

LONGEST_LINE = 2_000
"""Characters of a line in which values in braces are looked for."""

_FLOW = re.compile(r"""'[^']*'|"[^"]*"|.""")
_IN_BRACES = re.compile(r"""(?<=: )[^\s'"\[{](?:[^{}]*?[^\s{}])??(?=, [\w-]+: |\})""")
_CLOSING = {"[": "]", "{": "}"}


def brackets(lines: list[str], line: int, _keys: frozenset[str]) -> Iterator[Fix]:
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


def in_braces(lines: list[str], line: int, _keys: frozenset[str]) -> Iterator[Fix]:
    """A value in `{key: value}` that requires quotation marks."""
    text = lines[line] if len(lines[line]) <= LONGEST_LINE and "{" in lines[line] else ""
    for value in _IN_BRACES.finditer(text):
        new = text[: value.start()] + quoted(value[0]) + text[value.end() :]
        message = marked("inside {...}, a value that contains any of [ ] { } , : must be in quotation marks")
        yield replace_line(lines, line, new, message, column=value.start())


def quotation_marks(lines: list[str], line: int, _keys: frozenset[str]) -> Iterator[Fix]:
    """Quotation marks that are not closed, and those inside a text in the same marks."""
    for number in range(line, max(-1, line - MAX_DISTANCE), -1):
        head, value = head_and_value(lines[number].rstrip())
        mark = value[:1]
        if not mark or mark not in "'\"":
            continue
        if _are_two_quotations(value, mark):
            message = marked("the value continues after the closing quotation mark")
            yield replace_line(lines, number, head + quoted(value), message, column=len(head))
        elif len(value) > 1 and value.endswith(mark):
            inner = value[1:-1].replace("''", "'") if mark == "'" else value[1:-1].replace('\\"', '"')
            message = (
                marked("the text inside {mark}...{mark} contains {mark} itself", mark=mark)
                if mark in inner
                else marked('inside "...", a backslash starts an escape sequence, and this one is invalid')
            )
            yield replace_line(lines, number, head + quoted(inner), message, column=len(head))
        else:
            message = marked("the closing quotation mark is missing")
            yield replace_line(lines, number, head + value + mark, message, column=len(head))
            message = marked("the value starts with a quotation mark but does not end with it")
            yield replace_line(lines, number, head + quoted(value), message, column=len(head))


def _are_two_quotations(value: str, mark: str) -> bool:
    """Whether the first and the last mark belong to two quotations, as in `"Yes" he said, "of course"`."""
    words = rf"{mark}[^{mark}]*[^\s{mark}]{mark}"
    return re.fullmatch(rf"{words}[\s,.;:!?–—].*\s{mark}\S[^{mark}]*{mark}", value) is not None


def unquoted(lines: list[str], line: int, _keys: frozenset[str]) -> Iterator[Fix]:
    """A value on one line that requires quotation marks."""
    head, value = head_and_value(lines[line].rstrip())
    indentation = len(head) - len(head.lstrip(" -"))
    if not value or value[0] == "{" or last_of_block(lines, line, indentation) != line:
        return
    message = (
        marked("a value that starts with '{character}' must be in quotation marks", character=value[0])
        if value[0] in "[*&!@`%-|>?,"
        else ""
    )
    yield replace_line(lines, line, head + quoted(value), message, column=len(head))


def unquoted_block(lines: list[str], line: int, _keys: frozenset[str]) -> Iterator[Fix]:
    """A value on several lines that requires quotation marks."""
    for number in range(line, max(-1, line - MAX_DISTANCE), -1):
        head, value = head_and_value(lines[number])
        last = last_of_block(lines, number, len(head) - len(head.lstrip(" -")))
        if value and last > number and last >= line:
            inner = "\n".join([value, *lines[number + 1 : last + 1]])
            text = "\n".join([*lines[:number], head + quoted(inner), *lines[last + 1 :]])
            help_ = marked(
                "write '{key} >-', then the whole text on the lines below it, indented", key=head.strip()
            )
            yield Fix(text, line, 0, "", help_, is_certain=False)
            return
