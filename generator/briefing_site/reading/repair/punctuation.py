"""Repairs of punctuation: colons, hyphens, brackets and quotation marks."""

import re
from collections.abc import Iterator

from briefing_site.languages.phrase import marked
from briefing_site.reading.repair.fix import Certainty, Fix, SuspectLine, rewrite
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
_VALUE_IN_BRACES = re.compile(
    r"""(?<=: )[^\s'"\[{](?:[^{}]*?[^\s{}])??(?=, [\w-]+: |\})"""
)
_CLOSING = {"[": "]", "{": "}"}
_FIELD = re.compile(r"(?P<key>[\w-]+)\s*[:=：]*\s*(?P<value>.*)")
"""A field with any sign, or none, in place of the colon."""


def hyphen_before_entry(suspect: SuspectLine) -> Iterator[Fix]:
    """An entry of a list must start with a hyphen and a space.

    Before:

        timeline:
          –date: 2024-05-14
            title: The bridge reopens

    After:

        timeline:
          - date: 2024-05-14
            title: The bridge reopens
    """
    indentation, hyphens, content = split(suspect.text)
    entry = content[1:].lstrip(BLANK)
    is_bullet = content[:1] in set(_BULLETS) and content[1:2] == " "
    is_field = content[:1] in {"-", *_BULLETS} and split(entry).key in suspect.keys
    if (is_bullet or is_field) and not entry.startswith("- "):
        yield rewrite(suspect, f"{indentation}{hyphens}- {entry}")


def colon_after_field(suspect: SuspectLine) -> Iterator[Fix]:
    """A colon and a space must be after the field.

    Before:

        title: A bridge
        date = 2024-05-14

    After:

        title: A bridge
        date: 2024-05-14
    """
    indentation, hyphens, content = split(suspect.text.rstrip())
    field = _FIELD.fullmatch(content)
    if field is None or field["key"] not in suspect.keys:
        return
    new = f"{indentation}{hyphens}{field['key']}: {field['value']}".rstrip()
    if new != suspect.text.rstrip():
        yield rewrite(suspect, new)


def stray_signs(suspect: SuspectLine) -> Iterator[Fix]:
    """A line with only a bracket, or one that marks code in Markdown, does not belong in the file.

    Before:

        ```yaml
        date: 2024-05-14

    After:


        date: 2024-05-14
    """
    content = suspect.text.strip()
    is_bracket = content and not content.strip("]},")
    if is_bracket or suspect.text.startswith("```"):
        yield rewrite(suspect, "", help_=marked("delete this line"))


def unquoted_value_in_braces(suspect: SuspectLine) -> Iterator[Fix]:
    """Between braces, a value that contains any of [ ] { } , : must be in quotation marks.

    Before:

        sources:
          paper: {title: A bridge: again, published: 2024}

    After:

        sources:
          paper: {title: 'A bridge: again', published: 2024}
    """
    text = suspect.text
    if "{" not in text or len(text) > LONGEST_LINE:
        return
    for value in _VALUE_IN_BRACES.finditer(text):
        new = text[: value.start()] + quoted(value[0]) + text[value.end() :]
        yield rewrite(suspect, new, column=value.start())


def unclosed_bracket(suspect: SuspectLine) -> Iterator[Fix]:
    """The closing bracket is missing, or a comma follows it.

    Before:

        topics: [trade, water
        date: 2024-05-14

    After:

        topics: [trade, water]
        date: 2024-05-14
    """
    text = suspect.text.rstrip()
    head, value = head_and_value(text.rstrip(" ,"))
    closing = _CLOSING.get(value[:1])
    if closing is None:
        return
    if value.count(value[0]) > value.count(closing):
        value += closing
    if head + value != text:
        yield rewrite(suspect, head + value, column=len(head))


def unclosed_quotation_mark(suspect: SuspectLine) -> Iterator[Fix]:
    """The closing quotation mark is missing.

    Before:

        title: "Two towns reopen a bridge
        date: 2024-05-14

    After:

        title: "Two towns reopen a bridge"
        date: 2024-05-14
    """
    for cause, head, value in _quotations(suspect):
        mark = value[0]
        if value == mark or not value.endswith(mark):
            yield rewrite(cause, head + value + mark, column=len(head))


def text_around_quotation(suspect: SuspectLine) -> Iterator[Fix]:
    """The value starts with a quotation and goes on after it, so all of it must be in quotation marks.

    Before:

        title: "Two towns" reopen a bridge

    After:

        title: '"Two towns" reopen a bridge'
    """
    for cause, head, value in _quotations(suspect):
        mark = value[0]
        if not value.endswith(mark) or _are_two_quotations(value, mark):
            yield rewrite(cause, head + quoted(value), column=len(head))


def mark_inside_quotation(suspect: SuspectLine) -> Iterator[Fix]:
    """The text in quotation marks contains such a mark itself, or a backslash.

    Before:

        title: 'Maria's bridge'

    After:

        title: 'Maria''s bridge'
    """
    for cause, head, value in _quotations(suspect):
        mark = value[0]
        if len(value) == 1 or not value.endswith(mark):
            continue
        if _are_two_quotations(value, mark):
            continue
        escaped_mark = "''" if mark == "'" else '\\"'
        text = value[1:-1].replace(escaped_mark, mark)
        yield rewrite(cause, head + quoted(text), column=len(head))


def _quotations(suspect: SuspectLine) -> Iterator[tuple[SuspectLine, str, str]]:
    """The line and those above whose value begins with a quotation mark: what precedes it, and the value."""
    for number in (suspect.number, *suspect.upwards):
        head, value = head_and_value(suspect.lines[number].rstrip())
        if value.startswith(("'", '"')):
            yield suspect._replace(number=number), head, value


def _are_two_quotations(value: str, mark: str) -> bool:
    """Whether the first and the last mark belong to two quotations, as in `"Yes" he said, "of course"`."""
    first = rf"{mark}[^{mark}]*[^\s{mark}]{mark}"
    last = rf"{mark}\S[^{mark}]*{mark}"
    return bool(re.fullmatch(rf"{first}[\s,.;:!?–—].*\s{last}", value))


def unquoted_value(suspect: SuspectLine) -> Iterator[Fix]:
    """A value that contains a colon and a space, or starts with a sign, must be in quotation marks.

    Before:

        title: Reopened: the bridge

    After:

        title: 'Reopened: the bridge'
    """
    head, value = head_and_value(suspect.text.rstrip())
    if not value or value.startswith("{"):
        return
    if (
        last_of_block(suspect.lines, suspect.number, indentation_of_key(head))
        > suspect.number
    ):
        return
    is_list = re.match(r"\[(?:[^\]]*,|.*\]$)", value)
    words_with_colon = re.findall(r"\s([\w-]+):(?:\s|$)", value)
    certainty = Certainty.CERTAIN
    if is_list or not suspect.keys.isdisjoint(words_with_colon):
        # it may be a list with another mistake, or a line break may be missing
        certainty = Certainty.GUESS
    column = len(head) + max(0, value.find(": "))
    yield rewrite(suspect, head + quoted(value), column=column, certainty=certainty)


def unquoted_text(suspect: SuspectLine) -> Iterator[Fix]:
    """A text on several lines that contains a colon and a space must begin below its field.

    Before:

        summary: After ten years
          of waiting: a bridge

    After:

        summary: 'After ten years
          of waiting: a bridge'
    """
    for number in (suspect.number, *suspect.upwards):
        head, value = head_and_value(suspect.lines[number])
        last = last_of_block(suspect.lines, number, indentation_of_key(head))
        if not value or last == number or last < suspect.number:
            continue
        text = "\n".join([value, *suspect.lines[number + 1 : last + 1]])
        written = (head + quoted(text)).split("\n")
        lines = [*suspect.lines[:number], *written, *suspect.lines[last + 1 :]]
        help_ = marked(
            "write '{key} >-', then the whole text on the lines below it, indented",
            key=head.strip(),
        )
        column = suspect.text.find(": ")
        yield Fix(lines, suspect.number, max(column, 0), help_, Certainty.GUESS)
        return
