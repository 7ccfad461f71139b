"""Prose that is read otherwise than it looks: markup that readers see as it is, and lines that YAML joins.

Each function in `RULES` looks for one mistake in a text; its docstring has an example.
"""

import re
from collections.abc import Callable, Collection, Iterator
from itertools import islice
from textwrap import dedent
from typing import Any, NamedTuple

from briefing_site.checks.names import references, sources
from briefing_site.diagnostics import (
    MAX_DIAGNOSTICS,
    Code,
    Diagnostic,
    Edit,
    Message,
    Severity,
    Span,
)
from briefing_site.format import fields, identifiers, locators
from briefing_site.format.fields.text import QUOTED
from briefing_site.format.prose import BareText, PlainText
from briefing_site.format.prose_markdown import CITATION
from briefing_site.format.prose_parser import parse
from briefing_site.reading import ParsedFile, Scalar

LITERAL_CITATION = Message(
    Code(
        "literal-citation",
        "A text names a source, but not as a citation that is read.",
        Severity.WARNING,
    ),
    "readers see '{text}' as it is written, because that is no citation",
    "write {citation}; where no source is meant, write \\{text}",
)
UNCLEAR_CITATION = Message(
    LITERAL_CITATION.code,
    LITERAL_CITATION.text,
    "write [@{source}] or [@{source}, p. 4], and all other words outside the brackets",
)
NUMBER = Message(
    LITERAL_CITATION.code,
    LITERAL_CITATION.text,
    "write [@...] with the id of the source, such as [@{source}]: the page numbers sources itself; where no "
    "source is meant, write \\{text}",
)
LINKED_CITATION = Message(
    LITERAL_CITATION.code,
    "readers see the address after '{text}' as it is written",
    "delete it, as the citation leads to the source; for a link, write [words]({address})",
)
NO_PROSE = Message(
    LITERAL_CITATION.code,
    "readers see '{text}' as it is written, because no citations are read in '{field}'",
    "delete it, and cite the source where the details are, such as in 'background'",
)
TABLE = Message(
    Code(
        "literal-markup",
        "Prose has markup that is not read, such as a table.",
        Severity.WARNING,
    ),
    "there are no tables in prose: readers see the rows as one text",
    "write each row as an entry of a list, after '- '; numbers to compare belong in 'figures'",
)
LINE = Message(
    TABLE.code,
    "readers see '{text}' as it is written",
    "delete the line; a heading begins with '# '",
)
INDENTED = Message(
    TABLE.code,
    "readers see the indented lines as one text",
    "delete the spaces; if each is to stay a line of its own, end all but the last with a backslash (\\)",
)
STARS = Message(
    TABLE.code,
    "readers see '{text}' as it is written, because it has no counterpart, or a space beside it",
    "delete it, or write '{text}' right before and right after the words; for the sign itself, "
    "write \\{text}",
)
STRUCK = Message(
    TABLE.code,
    "readers see '{text}' as it is written, because no words are struck through",
    "delete these words; what was wrong in a published brief belongs in 'corrections'",
)
BOX = Message(
    TABLE.code,
    "readers see '{text}' as it is written, because lists have no boxes to tick",
    "delete it, and say in words what is done",
)
FOLDED = Message(
    Code(
        "joined-lines",
        "Lines that look like a list, or like paragraphs, are one text for YAML.",
        Severity.WARNING,
    ),
    "YAML joins the lines of this text, so that its paragraphs or lists are one",
    "write '{meant}' in place of '{mark}', so that the lines stay",
)
JOINED_ENTRIES = Message(
    FOLDED.code,
    FOLDED.text,
    "write this '-', and those that follow, right below the '-' of the entry above",
)
ON_THE_LINE = Message(
    FOLDED.code,
    FOLDED.text,
    "write '|' after the colon or the hyphen, and the whole text on the lines below it, each line indented",
)

_ID = identifiers.PATTERN
_PLACE = r"[^()\[\]\n;@]{1,60}"
_IN_ROUND_BRACKETS = re.compile(
    rf"(?<![\w\\/@])\(@(?P<id>{_ID})(?:[,;:]?\s+(?P<place>{_PLACE}))?\)"
)
_WITH_SEMICOLON = re.compile(rf"(?<!\\)\[@(?P<id>{_ID})\s*;\s*(?P<place>{_PLACE})\]")
_WITHOUT_AT = re.compile(
    rf"(?<!\\)@?\[[@^]?(?P<id>{_ID})\](?!\(|\[[A-Za-z]|:\s*<?https?:)"
)
_AMONG_WORDS = re.compile(
    rf"(?<!\\)\[[^\[\]\n@]+@(?P<id>{_ID})\b(?!-)[^\[\]\n]*\](?!\()"
)
_WITHOUT_BRACKETS = re.compile(
    rf"(?<![\w\\/@.=&-])@(?P<id>{_ID})(?![\w-]|[.:/@]\w)(?:\s*\[(?P<place>{_PLACE})\])?"
)
_WITH_ADDRESS = re.compile(
    rf"(?P<citation>\[@(?P<id>{_ID})[^\[\]\n]*\])\((?P<address>https?://[^()\s]+)\)"
)
_NUMBER = re.compile(r"(?<![\\\]])\[(?P<name>\^[\w-]+|\d{1,3})\](?![(:])")
_READ = re.compile(rf"{CITATION.pattern}|https?://[^\s()]+")
"""Citations and addresses, which have nothing to report."""
_QUOTATION = re.compile(QUOTED + r"|^[ \t]*>.*$", re.MULTILINE)
_TABLE = re.compile(
    r"^[^|\n]*\|[^\n]*\n(?=.*-)(?=.*\|)[ \t>|:-]+$(?:\n[^|\n]*\|[^\n]*)*"
    r"|^[^\n]*\|[ \t]*:?-{3,}:?[ \t]*\|[^\n]*$",
    re.MULTILINE,
)
"""Rows, of which the second has only lines and bars, or a table on one line."""
_LINE_OF_SIGNS = re.compile(r"^ {0,3}([-=_*])\1{2,}[ \t]*$", re.MULTILINE)
_INDENTED_LINES = re.compile(
    r"(?:\A|(?<=\n\n))(?:(?: {4}|\t)[ \t]*\S[^\n]*(?:\n|\Z)){2,}(?=[ \t]*(?:\n|\Z))"
)
_STARS = {
    "**": re.compile(r"(?<![\\*])(?:(?<=\S)\*\*(?!\*)|\*\*(?=[^\s*]))"),
    "*": re.compile(r"(?<![\w\\*])\*(?=\w)|(?<=\w)\*(?![\w*])"),
}
_STRUCK = re.compile(
    r"(?P<space> ?)(?<![\\~])(?P<words>~~(?=\S)[^~\n]{1,500}(?<=\S)~~)(?!~)"
)
_BOX = re.compile(r"^[ \t>]*(?:[-*+]|\d+[.)]) +(?P<box>\[[ xX]\]) (?=\S)", re.MULTILINE)
_MAY_BE_MISREAD = re.compile(r"[@|\[*]|~~|^ {0,3}[-=_]{3}|^(?: {4}|\t)", re.MULTILINE)
_FEW = 9
"""Numbers in brackets up to this, and to the number of sources, stand for sources and not for paragraphs."""
_MOST_STARS = 5
"""How many are looked at in a text."""
_MARKER = "\ue000"
_BLOCK_MARK = r"(?:^|\n)[ \t]*(?:[-+*>•·]|\d{1,9}[.)]|#{1,6})[ \t].*"
_LOOKS_LIKE_BLOCKS = re.compile(
    rf"(?:{_BLOCK_MARK}){{2}}"
    rf"|\n[ \t]*\n[ \t]*[^\s#]|\n[ \t]*(?:```|~~~)|(?:^|\n)[ \t]*#{{1,6}}[ \t].*\n"
)
_NEXT_ENTRY = re.compile(r"(?<=\n) *(?P<hyphen>-) +\S")


class Passage(NamedTuple):
    """A text of a file."""

    text: str
    unread: str
    """The same with spaces in place of citations, addresses, and what was found before."""
    sources: Collection[str]
    """The ids of the sources of the file."""
    quotations: list[range]
    """The characters of quotations, whose words are not the author's."""

    def is_quoted(self, index: int) -> bool:
        return any(index in quotation for quotation in self.quotations)


class Change(NamedTuple):
    """A text to write in place of the characters from `start` up to `end`."""

    start: int
    end: int
    new: str


class Finding(NamedTuple):
    """Characters that readers see as they are written, from `start` up to `end`."""

    message: Message
    start: int
    end: int
    values: dict[str, str]
    """For the message."""
    change: Change | None = None
    """What the help says, done; `None` if that takes a person."""


def citation_in_round_brackets(passage: Passage) -> Iterator[Finding]:
    """A citation must be in square brackets.

    Before:

        He cuts a ribbon (@paper, p. 4).

    After:

        He cuts a ribbon [@paper, p. 4].
    """
    for match in _IN_ROUND_BRACKETS.finditer(passage.unread):
        yield from _citation(passage, match, match["place"] or "")


def citation_with_semicolon(passage: Passage) -> Iterator[Finding]:
    """A comma must be before the page in a citation.

    Before:

        He cuts a ribbon [@paper; p. 4].

    After:

        He cuts a ribbon [@paper, p. 4].
    """
    for match in _WITH_SEMICOLON.finditer(passage.unread):
        yield from _citation(passage, match, match["place"])


def citation_without_at(passage: Passage) -> Iterator[Finding]:
    """A citation must begin with an at sign.

    Before:

        He cuts a ribbon [paper].

    After:

        He cuts a ribbon [@paper].
    """
    for match in _WITHOUT_AT.finditer(passage.unread):
        is_link = f"[{match['id']}]: " in passage.text
        if not is_link and not passage.is_quoted(match.start()):
            yield from _citation(passage, match, "")


def citation_among_words(passage: Passage) -> Iterator[Finding]:
    """A citation can't have other words in its brackets.

    Before:

        He cuts it [see @paper].

    After:

        He cuts it, see [@paper].
    """
    for match in _AMONG_WORDS.finditer(passage.unread):
        if match["id"] in passage.sources:
            values = {"text": match[0], "source": match["id"]}
            yield Finding(UNCLEAR_CITATION, *match.span(), values)


def citation_without_brackets(passage: Passage) -> Iterator[Finding]:
    """A citation must be in brackets, together with the page.

    Before:

        He cuts it, as @paper [p. 4] writes.

    After:

        He cuts it, as [@paper, p. 4] writes.
    """
    for match in _WITHOUT_BRACKETS.finditer(passage.unread):
        place = match["place"] or ""
        if place and locators.parse(place.strip()) is None:
            without_place = _WITHOUT_BRACKETS.match(
                passage.unread, match.start(), match.end("id")
            )
            if without_place:
                yield from _citation(passage, without_place, "")
        else:
            yield from _citation(passage, match, place)


def _citation(passage: Passage, match: re.Match[str], place: str) -> Iterator[Finding]:
    """What is written for a citation of a source of the file, if there is such a source."""
    id_ = match["id"]
    place = place.strip()
    start, end = match.span()
    if id_ not in passage.sources:
        return
    if place and locators.parse(place) is None:
        values = {"text": match[0], "source": id_}
        yield Finding(UNCLEAR_CITATION, start, end, values)
        return
    citation = f"[@{id_}, {place}]" if place else f"[@{id_}]"
    values = {"text": match[0], "citation": citation}
    change = Change(start, end, citation)
    yield Finding(LITERAL_CITATION, start, end, values, change)


def citation_with_address(passage: Passage) -> Iterator[Finding]:
    """A citation leads to its source, and can't have an address.

    Before:

        He cuts a ribbon [@paper](https://example.org/paper).

    After:

        He cuts a ribbon [@paper].
    """
    for match in _WITH_ADDRESS.finditer(passage.text):
        if match["id"] in passage.sources:
            values = {"text": match["citation"], "address": match["address"]}
            yield Finding(LINKED_CITATION, *match.span("address"), values)


def numbered_citation(passage: Passage) -> Iterator[Finding]:
    """A citation has the id of the source, not a number.

    Before:

        He cuts a ribbon [1].

    After:

        He cuts a ribbon [@paper].
    """
    for match in _NUMBER.finditer(passage.unread):
        name = match["name"].removeprefix("^")
        highest = max(len(passage.sources), _FEW)
        is_too_high = name.isdecimal() and int(name) > highest
        is_source = name in passage.sources
        if is_too_high or is_source or passage.is_quoted(match.start()):
            continue
        for source in passage.sources:
            values = {"text": match[0], "source": source}
            yield Finding(NUMBER, *match.span(), values)
            return  # one stands for all


def table(passage: Passage) -> Iterator[Finding]:
    """There are no tables in prose.

    Before:

        | Year | Lorries |
        | ---- | ------- |
        | 2024 | 40 |

    After:

        - In 2024: 40 lorries
    """
    for match in _TABLE.finditer(passage.text):
        yield Finding(TABLE, *match.span(), {})


def line_of_signs(passage: Passage) -> Iterator[Finding]:
    """There are no lines between paragraphs, and headings are not underlined.

    Before:

        One.

        ---

        Two.

    After:

        One.



        Two.
    """
    for match in _LINE_OF_SIGNS.finditer(passage.text):
        start, end = match.span()
        change = None
        if passage.text[:start].endswith("\n\n"):
            change = Change(start, end, "")
        yield Finding(LINE, start, end, {"text": match[0].strip()}, change)


def indented_lines(passage: Passage) -> Iterator[Finding]:
    r"""Indented lines are one text.

    Before:

        He says:

            First line
            Second line

    After:

        He says:

        First line \
        Second line
    """
    for match in _INDENTED_LINES.finditer(passage.text):
        line = match[0].partition("\n")[0]
        end = match.start() + len(line)
        yield Finding(INDENTED, end - len(line.lstrip()), end, {})


def struck_words(passage: Passage) -> Iterator[Finding]:
    """Words can't be struck through.

    Before:

        He cuts a ~~red~~ green ribbon.

    After:

        He cuts a green ribbon.
    """
    for match in _STRUCK.finditer(passage.text):
        start, end = match.span("words")
        change = None
        if match["words"] != passage.text.strip():
            change = Change(match.start(), end, "")
        yield Finding(STRUCK, start, end, {"text": match["words"]}, change)


def box(passage: Passage) -> Iterator[Finding]:
    """Lists have no boxes to tick.

    Before:

        - this
        - [ ] that

    After:

        - this
        - that
    """
    for match in _BOX.finditer(passage.text):
        start, end = match.span("box")
        change = None
        if match["box"] == "[ ]":
            change = Change(start, match.end(), "")
        yield Finding(BOX, start, end, {"text": match["box"]}, change)


def lone_stars(passage: Passage) -> Iterator[Finding]:
    """Stars must be right before and right after the words.

    Before:

        He cuts a **red ribbon.

    After:

        He cuts a **red** ribbon.
    """
    text = passage.text
    if "*" not in text:
        return
    shown = _shown(text)
    for stars, pattern in _STARS.items():
        number = shown.count(stars)
        if number == 0:
            continue
        for match in islice(pattern.finditer(text), _MOST_STARS):
            without = text[: match.start()] + text[match.end() :]
            if _shown(without).count(stars) == number - 1:
                yield Finding(STARS, *match.span(), {"text": stars})
                return


RULES: tuple[Callable[[Passage], Iterator[Finding]], ...] = (
    citation_with_address,
    citation_in_round_brackets,
    citation_with_semicolon,
    citation_without_at,
    citation_among_words,
    citation_without_brackets,
    numbered_citation,
    table,
    line_of_signs,
    indented_lines,
    struck_words,
    box,
    lone_stars,
)
"""In the order in which they are tried; none finds what one before has found."""


class _ShownText(BareText):
    """The text without code and links."""

    def code(self, text: str) -> str:  # noqa: ARG002
        return ""

    def link(self, content: str, address: str) -> str:  # noqa: ARG002
        return ""


def _shown(text: str) -> str:
    """The text as readers see it."""
    return _ShownText(lambda _: "").blocks(parse(text).blocks)


def _findings(text: str, source_ids: Collection[str]) -> list[Finding]:
    """What readers see as it is written, in the order of the text."""
    unread = _READ.sub(lambda match: " " * len(match[0]), text)
    quotations = [range(*match.span()) for match in _QUOTATION.finditer(text)]
    findings: list[Finding] = []
    for rule in RULES:
        passage = Passage(text, unread, source_ids, quotations)
        for finding in islice(rule(passage), MAX_DIAGNOSTICS + 1):
            blank = " " * (finding.end - finding.start)
            unread = unread[: finding.start] + blank + unread[finding.end :]
            findings.append(finding)
    findings.sort(key=lambda finding: finding.start)
    return _visible(text, findings)


def _visible(text: str, findings: list[Finding]) -> list[Finding]:
    """The findings that readers see, which those in code and in addresses are not."""
    marked_text = ""
    end = 0
    for index, finding in enumerate(findings):
        marked_text += text[end : finding.start] + f"{_MARKER}{index}{_MARKER}"
        end = max(end, finding.end)
    shown = _shown(marked_text + text[end:])
    return [
        finding
        for index, finding in enumerate(findings)
        if f"{_MARKER}{index}{_MARKER}" in shown
    ]


def check_file(file: ParsedFile[Any]) -> Iterator[Diagnostic]:
    source_ids = sources(file.document)
    yield from _check_prose(file, source_ids)
    yield from _check_plain_texts(file, source_ids)
    yield from _check_joined_lines(file)


def _check_prose(
    file: ParsedFile[Any], source_ids: Collection[str]
) -> Iterator[Diagnostic]:
    document = file.document
    for location in file.prose:
        scalar = document.scalar(location)
        if not _MAY_BE_MISREAD.search(scalar.text):
            continue
        for finding in _findings(scalar.text, source_ids):
            changes = [finding.change] if finding.change else []
            yield document.report(
                finding.message,
                document.span(scalar, finding.start, finding.end),
                edits=document.changed(scalar, changes),
                **finding.values,
            )


def _check_plain_texts(
    file: ParsedFile[Any], source_ids: Collection[str]
) -> Iterator[Diagnostic]:
    """Report citations in fields that are not prose."""
    document = file.document
    for location, scalar in references(file, fields.LINE, fields.WORDS):
        for citation in re.finditer(rf"\[@({_ID})[^\[\]]*\]", scalar.text):
            if citation[1] in source_ids:
                keys = [step for step in location if isinstance(step, str)]
                span = document.span(scalar, *citation.span())
                yield document.report(NO_PROSE, span, text=citation[0], field=keys[-1])


def _check_joined_lines(file: ParsedFile[Any]) -> Iterator[Diagnostic]:
    """Report texts of which YAML joins lines that look like paragraphs or a list."""
    document = file.document
    if document.repaired is not None:
        return  # the repair may have joined them
    for location, prose in file.prose.items():
        scalar = document.scalar(location)
        written = document.readable[scalar.start : scalar.end].rstrip()
        if _keeps_lines(scalar, written) or not _looks_like_blocks(scalar, written):
            continue
        if _plain(_unfolded(scalar, written)) == _plain(prose.source):
            continue
        if scalar.style == ">":
            mark = written.partition("\n")[0].partition(" ")[0]
            meant = mark.replace(">", "|")
            edit = Edit(Span.at(scalar.line, scalar.column), "|")
            yield document.report(FOLDED, scalar, "", (edit,), mark=mark, meant=meant)
            continue
        next_entry = _NEXT_ENTRY.search(written)
        if isinstance(location[-1], int) and next_entry:
            hyphen = scalar.start + next_entry.start("hyphen")
            span = document.range(hyphen, hyphen + 1)
            yield document.report(JOINED_ENTRIES, span)
        else:
            yield document.report(ON_THE_LINE, scalar)


def _looks_like_blocks(scalar: Scalar, written: str) -> bool:
    if not scalar.style and _NEXT_ENTRY.search(written):
        return True
    return _LOOKS_LIKE_BLOCKS.search(written) is not None


def _keeps_lines(scalar: Scalar, written: str) -> bool:
    """Whether a text keeps its lines, or its author knows how YAML joins them."""
    if scalar.style == "|" or "\n\n" in scalar.text:
        return True
    return scalar.style == '"' and "\\" in written


def _unfolded(scalar: Scalar, written: str) -> str:
    """The text with the lines that it has in the file."""
    first, _, others = written.partition("\n")
    if scalar.style == ">":
        return dedent(others)
    text = f"{first}\n{dedent(others)}"
    if scalar.style:
        text = text[1:-1]
    if scalar.style == "'":
        text = text.replace("''", "'")
    return text


def _plain(text: str) -> str:
    return PlainText(lambda citation: f"[{citation.source}]").blocks(parse(text).blocks)
