"""Repairs of punctuation: colons, hyphens, brackets and quotation marks."""

import re
from collections.abc import Iterator

from briefing_site.languages.phrase import marked
from briefing_site.reading.repair.fix import Certainty, Fix, Place, rewrite
from briefing_site.reading.repair.line import (
    BLANK,
    head_and_value,
    indentation_of_key,
    last_of_block,
    quoted,
    split,
)

LONGEST_LINE = 2_000
"""Characters of a line in which values in braces are looked for."""

_BULLETS = "–—•·*"
_CLOSING = {"[": "]", "{": "}"}
_IN_BRACKETS = re.compile(r"""'[^']*'|"[^"]*"|.""")
"""Texts in quotation marks, and all other characters."""
_VALUE_IN_BRACES = re.compile(
    r"""(?<=: )[^\s'"\[{](?:[^{}]*?[^\s{}])??(?=, [\w-]+: |\})"""
)


def bullet_for_hyphen(place: Place) -> Iterator[Fix]:
    """An entry of a list must start with a hyphen.

    Before:

        timeline:
          – date: 2024-05-14
            title: The bridge reopens

    After:

        timeline:
          - date: 2024-05-14
            title: The bridge reopens
    """
    indentation, hyphens, content = split(place.text)
    text = content[1:].lstrip()
    is_bullet = content[:1] in set(_BULLETS) and content[1:2] == " "
    if is_bullet and not text.startswith("- "):
        yield rewrite(place, f"{indentation}{hyphens}- {text}")


def full_width_colon(place: Place) -> Iterator[Fix]:
    """The colon after the field is not an ordinary one.

    Before:

        title: A bridge
        date：2024-05-14

    After:

        title: A bridge
        date: 2024-05-14
    """
    indentation, hyphens, content = split(place.text)
    key, colon, value = content.partition("：")
    if colon and key in place.keys:
        yield rewrite(place, f"{indentation}{hyphens}{key}: {value.strip()}")


def code_fence(place: Place) -> Iterator[Fix]:
    """A line that marks code in Markdown does not belong in the file.

    Before:

        ```yaml
        date: 2024-05-14

    After:


        date: 2024-05-14
    """
    if place.text.startswith("```"):
        yield rewrite(place, "", help_=marked("delete this line"))


def stray_bracket(place: Place) -> Iterator[Fix]:
    """A bracket closes what was never opened.

    Before:

        topics: [trade]
        ]
        date: 2024-05-14

    After:

        topics: [trade]

        date: 2024-05-14
    """
    content = place.text.strip()
    if content and not content.strip("]},"):
        yield rewrite(place, "", help_=marked("delete this line"))


def missing_space_after_colon(place: Place) -> Iterator[Fix]:
    """An ordinary space is missing after the colon.

    Before:

        title: A bridge
        date:2024-05-14

    After:

        title: A bridge
        date: 2024-05-14
    """
    indentation, hyphens, content = split(place.text)
    key, _, value = content.partition(":")
    if key in place.keys and value[:1] not in {"", " "}:
        yield rewrite(place, f"{indentation}{hyphens}{key}: {value.strip()}")


def missing_colon(place: Place) -> Iterator[Fix]:
    """A colon is missing after the field.

    Before:

        title: A bridge
        date = 2024-05-14

    After:

        title: A bridge
        date: 2024-05-14
    """
    indentation, hyphens, content = split(place.text)
    key, _, value = content.replace("=", " ", 1).partition(" ")
    if key in place.keys:
        new = f"{indentation}{hyphens}{key}: {value.strip()}"
        yield rewrite(place, new.rstrip())


def missing_space_after_hyphen(place: Place) -> Iterator[Fix]:
    """An ordinary space is missing after the hyphen.

    Before:

        timeline:
          -date: 2024-05-14
            title: The bridge reopens

    After:

        timeline:
          - date: 2024-05-14
            title: The bridge reopens
    """
    indentation, hyphens, content = split(place.text)
    entry = content[1:].lstrip(BLANK)
    if content.startswith("-") and split(entry).key in place.keys:
        yield rewrite(place, f"{indentation}{hyphens}- {entry}")


def unquoted_value_in_braces(place: Place) -> Iterator[Fix]:
    """Between braces, a value that contains any of [ ] { } , : must be in quotation marks.

    Before:

        sources:
          paper: {title: A bridge: again, published: 2024}

    After:

        sources:
          paper: {title: 'A bridge: again', published: 2024}
    """
    text = place.text
    if "{" not in text or len(text) > LONGEST_LINE:
        return
    for value in _VALUE_IN_BRACES.finditer(text):
        new = text[: value.start()] + quoted(value[0]) + text[value.end() :]
        yield rewrite(place, new, column=value.start())


def unclosed_bracket(place: Place) -> Iterator[Fix]:
    """The closing bracket is missing, or a comma follows it.

    Before:

        topics: [trade, water
        date: 2024-05-14

    After:

        topics: [trade, water]
        date: 2024-05-14
    """
    text = place.text.rstrip()
    head, value = head_and_value(text.rstrip(" ,"))
    if value[:1] not in _CLOSING:
        return
    closed = ""
    missing: list[str] = []
    for part in _IN_BRACKETS.findall(value):
        if part in _CLOSING:
            missing.append(_CLOSING[part])
        while part in missing and part != missing[-1]:
            closed += missing.pop()
        if missing and part == missing[-1]:
            missing.pop()
        closed += part
    if closed.endswith(":"):
        closed += " "
    closed += "".join(reversed(missing))
    if head + closed != text:
        yield rewrite(place, head + closed, column=len(head))


def unclosed_quotation_mark(place: Place) -> Iterator[Fix]:
    """The closing quotation mark is missing.

    Before:

        title: "Two towns reopen a bridge
        date: 2024-05-14

    After:

        title: "Two towns reopen a bridge"
        date: 2024-05-14
    """
    for cause, head, value in _quotations(place):
        mark = value[0]
        if value == mark or not value.endswith(mark):
            yield rewrite(cause, head + value + mark, column=len(head))


def text_around_quotation(place: Place) -> Iterator[Fix]:
    """The value starts with a quotation and goes on after it, so all of it must be in quotation marks.

    Before:

        title: "Two towns" reopen a bridge

    After:

        title: '"Two towns" reopen a bridge'
    """
    for cause, head, value in _quotations(place):
        mark = value[0]
        if not value.endswith(mark) or _are_two_quotations(value, mark):
            yield rewrite(cause, head + quoted(value), column=len(head))


def mark_inside_quotation(place: Place) -> Iterator[Fix]:
    """The text in quotation marks contains such a mark itself, or a backslash.

    Before:

        title: 'Maria's bridge'

    After:

        title: 'Maria''s bridge'
    """
    for cause, head, value in _quotations(place):
        mark = value[0]
        if len(value) == 1 or not value.endswith(mark):
            continue
        if _are_two_quotations(value, mark):
            continue
        escaped_mark = "''" if mark == "'" else '\\"'
        text = value[1:-1].replace(escaped_mark, mark)
        yield rewrite(cause, head + quoted(text), column=len(head))


def _quotations(place: Place) -> Iterator[tuple[Place, str, str]]:
    """The line and those above whose value begins with a quotation mark: what precedes it, and the value."""
    for number in (place.number, *place.upwards):
        head, value = head_and_value(place.lines[number].rstrip())
        if value.startswith(("'", '"')):
            yield place._replace(number=number), head, value


def _are_two_quotations(value: str, mark: str) -> bool:
    """Whether the first and the last mark belong to two quotations, as in `"Yes" he said, "of course"`."""
    first = rf"{mark}[^{mark}]*[^\s{mark}]{mark}"
    last = rf"{mark}\S[^{mark}]*{mark}"
    return bool(re.fullmatch(rf"{first}[\s,.;:!?–—].*\s{last}", value))


def unquoted_value(place: Place) -> Iterator[Fix]:
    """A value that contains a colon and a space, or starts with a sign, must be in quotation marks.

    Before:

        title: Reopened: the bridge

    After:

        title: 'Reopened: the bridge'
    """
    head, value = head_and_value(place.text.rstrip())
    if not value or value.startswith("{"):
        return
    if (
        last_of_block(place.lines, place.number, indentation_of_key(head))
        > place.number
    ):
        return
    is_list = re.match(r"\[(?:[^\]]*,|.*\]$)", value)
    words_with_colon = re.findall(r"\s([\w-]+):(?:\s|$)", value)
    certainty = Certainty.CERTAIN
    if is_list or not place.keys.isdisjoint(words_with_colon):
        # it may be a list with another mistake, or a line break may be missing
        certainty = Certainty.GUESS
    column = len(head) + max(0, value.find(": "))
    yield rewrite(place, head + quoted(value), column=column, certainty=certainty)


def unquoted_text(place: Place) -> Iterator[Fix]:
    """A text on several lines that contains a colon and a space must begin below its field.

    Before:

        summary: After ten years
          of waiting: a bridge

    After:

        summary: 'After ten years
          of waiting: a bridge'
    """
    for number in (place.number, *place.upwards):
        head, value = head_and_value(place.lines[number])
        last = last_of_block(place.lines, number, indentation_of_key(head))
        if not value or last == number or last < place.number:
            continue
        text = "\n".join([value, *place.lines[number + 1 : last + 1]])
        written = (head + quoted(text)).split("\n")
        lines = [*place.lines[:number], *written, *place.lines[last + 1 :]]
        help_ = marked(
            "write '{key} >-', then the whole text on the lines below it, indented",
            key=head.strip(),
        )
        column = place.text.find(": ")
        yield Fix(lines, place.number, max(column, 0), help_, Certainty.GUESS)
        return
