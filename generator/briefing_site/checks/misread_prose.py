"""Prose that is read otherwise than it looks: markup that readers see as it is, and lines that YAML joins."""

import re
from collections.abc import Collection, Iterator
from itertools import accumulate, islice, takewhile
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
from briefing_site.format.prose import CITATION, BareText, PlainText, parse
from briefing_site.reading import Document, ParsedFile, Scalar, codes

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
    "readers see '{text}' as it is written, because it has no counterpart",
    "delete it, or write another '{text}' at the other end of the words; for the sign itself, write \\{text}",
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
SPACED_STARS = Message(
    TABLE.code,
    "readers see '{text}' as it is written, because of the spaces",
    "write {value}",
)
FOLDED = Message(
    codes.JOINED_ENTRY.code,
    "YAML joins the lines of this text, so that its paragraphs or lists are one",
    "write '{meant}' in place of '{mark}', so that the lines stay",
)
ON_THE_LINE = Message(
    FOLDED.code,
    FOLDED.text,
    "write '|' after the colon or the hyphen, and the whole text on the lines below it, each line indented",
)

_ID = identifiers.PATTERN
_PLACE = r"[^()\[\]\n;@]{1,60}"
_CITATION = re.compile(
    rf"(?<![\w\\/@])\(@(?P<id>{_ID})(?:[,;:]?\s+(?P<place>{_PLACE}))?\)"  # (@source, p. 4)
    rf"|(?<!\\)\[@(?P<id_2>{_ID})\s*;\s*(?P<place_2>{_PLACE})\]"  # [@source; p. 4]
    rf"|(?<!\\)@?\[[@^]?(?P<id_3>{_ID})\](?!\(|\[[A-Za-z]|:\s*<?https?:)"  # [source], [^source]
    rf"|(?<!\\)\[[^\[\]\n@]+@(?P<id_4>{_ID})\b(?!-)[^\[\]\n]*\](?!\()"  # [see @source]
    rf"|(?<![\w\\/@.=&-])@(?P<id_5>{_ID})(?![\w-]|[.:/@]\w)(?:\s*\[(?P<place_5>{_PLACE})\])?"
)
_READ = re.compile(rf"{CITATION.pattern}|https?://[^\s()]+")
_NUMBER = re.compile(r"(?<![\\\]])\[(?:\^[\w-]+|\d{1,3})\](?![(:])")
_DELIMITERS = re.compile(r"\|[ \t]*:?-{3,}:?[ \t]*\|")
_DELIMITER_ROW = re.compile(r"(?=.*-)(?=.*\|)[ \t>|:-]+")
_CELL = re.compile(r"(?<!\\)\|")
_LINE = re.compile(r" {0,3}([-=_*])\1{2,}[ \t]*")
_STARS = {
    "**": re.compile(r"(?<![\\*])(?:(?<=\S)\*\*(?!\*)|\*\*(?=[^\s*]))"),
    "*": re.compile(r"(?<![\w\\*])\*(?=\w)|(?<=\w)\*(?![\w*])"),
}
_STRUCK = re.compile(r"(?<![\\~])~~(?=\S)[^~\n]{1,500}(?<=\S)~~(?!~)")
_BOX = re.compile(r"^[ \t>]*(?:[-*+]|\d+[.)]) +(\[[ xX]\])(?= \S)", re.MULTILINE)
_TWO = r"(?<![\\*])\*\*(?!\*)"
_SPACED_STARS = re.compile(
    rf"(?:(?<!\S)(?=\*\*[ \t])|(?=\*\*\S[^*\n]*[ \t]\*)){_TWO}([^*\n]+){_TWO}"
)
_PERHAPS = re.compile(r"[@|\[*]|~~|^ {0,3}[-=_]{3}|^(?: {4}|\t)", re.MULTILINE)
_QUOTED = re.compile(QUOTED + r"|^[ \t]*>.*$", re.MULTILINE)
_FEW = 9
"""Numbers in brackets up to this, and to the number of sources, stand for sources and not for paragraphs."""
_MARK = "\ue000"
_MOST_STARS = 5
"""How many are looked at in a text."""
_BLOCK_MARK = r"(?:^|\n)[ \t]*(?:[-+*>•·]|\d{1,9}[.)]|#{1,6})[ \t].*"
_LOOKS_LIKE_BLOCKS = re.compile(
    rf"\n[ \t]*\n[ \t]*[^\s#]|(?:{_BLOCK_MARK}){{2}}|\n[ \t]*(?:```|~~~)|(?:^|\n)[ \t]*#{{1,6}}[ \t].*\n"
)
_LIST_ENTRY = re.compile(r"\n *- +\S")
"""What `JOINED_LIST` is about."""

Change = tuple[int, int, str]
"""A text to write in place of the characters from one up to another."""


class Literal(NamedTuple):
    """What is shown as it is written, from a character up to another, and what to write in place of parts."""

    message: Message
    start: int
    end: int
    values: dict[str, str]
    changes: tuple[Change, ...] = ()


class _Shown(BareText):
    """The text without code and links."""

    def code(self, text: str) -> str:  # noqa: ARG002
        return ""

    def link(self, content: str, address: str) -> str:  # noqa: ARG002
        return ""


def check_file(file: ParsedFile[Any]) -> Iterator[Diagnostic]:
    yield from _literal(file)
    yield from _folded(file)


def _literal(file: ParsedFile[Any]) -> Iterator[Diagnostic]:
    document, known = file.document, sources(file.document)
    for location in file.prose:
        scalar = document.scalar(location)
        for found in _found(scalar.text, known) if _PERHAPS.search(scalar.text) else ():
            edits = document.changed(scalar, found.changes)
            span = document.span(scalar, found.start, found.end)
            yield document.report(found.message, span, "", edits, **found.values)
    for location, scalar in references(file, fields.LINE, fields.WORDS):
        for cited in re.finditer(rf"\[@({_ID})[^\[\]]*\]", scalar.text):
            if cited[1] in known:
                span = document.span(scalar, *cited.span())
                field = next(
                    step for step in reversed(location) if isinstance(step, str)
                )
                yield document.report(NO_PROSE, span, text=cited[0], field=field)


def _found(text: str, known: Collection[str]) -> Iterator[Literal]:
    for kind in (_citations(text, known), _blocks(text), _struck(text)):
        found = [*islice(kind, MAX_DIAGNOSTICS + 1)]
        shown = _shown(
            text,
            *(
                (each.start, each.end, f"{_MARK}{at}{_MARK}")
                for at, each in enumerate(found)
            ),
        )
        yield from (
            each for at, each in enumerate(found) if f"{_MARK}{at}{_MARK}" in shown
        )
    yield from _stars(text)


def _shown(text: str, *changes: Change) -> str:
    """The text as readers see it, after changes."""
    for start, end, new in sorted(changes, reverse=True):
        text = text[:start] + new + text[end:]
    return _Shown(lambda _: "").blocks(parse(text).blocks)


def _citations(text: str, known: Collection[str]) -> Iterator[Literal]:
    for link in re.finditer(rf"(\[@{_ID}[^\[\]\n]*\])\((https?://[^()\s]+)\)", text):
        if link[1][2:].partition(",")[0].rstrip("]") in known:
            yield Literal(
                LINKED_CITATION,
                link.start(2),
                link.end(2),
                {"text": link[1], "address": link[2]},
            )
    rest = _READ.sub(lambda read: " " * len(read[0]), text)
    if "@" not in rest and "[" not in rest:
        return
    quoted = [range(*each.span()) for each in _QUOTED.finditer(text)]
    for found in _CITATION.finditer(rest):
        parts = {
            key.partition("_")[0]: part
            for key, part in found.groupdict().items()
            if part
        }
        id_, place, written = parts["id"], parts.get("place", "").strip(), found[0]
        is_label = found["id_3"] and (
            f"[{id_}]: " in text or any(found.start() in each for each in quoted)
        )
        if id_ not in known or is_label:
            continue
        if found["id_5"] and place and locators.parse(place) is None:
            written, place = f"@{id_}", ""
        start, end = found.start(), found.start() + len(written)
        if found["id_4"] or (place and locators.parse(place) is None):
            yield Literal(
                UNCLEAR_CITATION, start, end, {"text": written, "source": id_}
            )
        else:
            meant = f"[@{id_}, {place}]" if place else f"[@{id_}]"
            values = {"text": written, "citation": meant}
            yield Literal(LITERAL_CITATION, start, end, values, ((start, end, meant),))
    for number in _NUMBER.finditer(rest):
        name = number[0].strip("[^]")
        is_high = name.isdecimal() and int(name) > max(len(known), _FEW)
        if (
            known
            and name not in known
            and not is_high
            and not any(number.start() in each for each in quoted)
        ):
            yield Literal(
                NUMBER, *number.span(), {"text": number[0], "source": next(iter(known))}
            )
            break  # one stands for all


def _blocks(text: str) -> Iterator[Literal]:
    lines = text.split("\n")
    starts = [0, *accumulate(len(line) + 1 for line in lines)]
    end = 0  # of the lines that have been looked at
    for number, line in enumerate(lines):
        if number < end:
            continue
        start, behind = starts[number], starts[number] + len(line)
        begins = number == 0 or not lines[number - 1].strip()
        if "|" in line and _DELIMITER_ROW.fullmatch(
            "".join(lines[number + 1 : number + 2])
        ):
            rows = [*takewhile(lambda each: "|" in each, lines[number:])]
            end = number + len(rows)
            yield Literal(
                TABLE, start, starts[end] - 1, {}, tuple(_as_list(rows, start))
            )
        elif _DELIMITERS.search(line):
            yield Literal(TABLE, start, behind, {})
        elif _LINE.fullmatch(line):
            changes = ((start, behind, ""),) if begins and number else ()
            yield Literal(LINE, start, behind, {"text": line.strip()}, changes)
        elif begins and _is_indented(line):
            end = number + len([*takewhile(_is_indented, lines[number:])])
            if end > number + 1 and not "".join(lines[end : end + 1]).strip():
                yield Literal(INDENTED, behind - len(line.lstrip()), behind, {})


def _is_indented(line: str) -> bool:
    return line.startswith(("    ", "\t")) and bool(line.strip())


def _as_list(lines: list[str], at: int) -> Iterator[Change]:
    """The changes that make an entry of a list of each row of a table, with the names of its columns."""
    names: list[str] = []
    counts = [len(_CELL.split(line.strip(" >").strip("|"))) for line in lines]
    if counts[0] != counts[1] or min(counts) < counts[0]:
        return
    for number, line in enumerate(lines):
        head = line[: len(line) - len(line.lstrip(" >"))]
        cells = [
            cell.strip() for cell in _CELL.split(line[len(head) :].strip().strip("|"))
        ]
        row = zip([*names, *[""] * len(cells)], cells, strict=False)
        written = "; ".join(
            f"{name}: {cell}" if name else cell for name, cell in row if cell
        )
        is_head = number == 1 or (number == 0 and len(lines) > 2)
        names = names if number else cells
        yield at, at + len(line), "" if is_head else f"{head}- {written}"
        at += len(line) + 1


def _struck(text: str) -> Iterator[Literal]:
    for words in _STRUCK.finditer(text):
        start, end = words.span()
        behind = end + (text[end : end + 1] == " ")
        before = start - (behind == end and text[:start].endswith(" "))
        is_all = not (text[:before] + text[behind:]).strip()
        yield Literal(
            STRUCK,
            start,
            end,
            {"text": words[0]},
            () if is_all else ((before, behind, ""),),
        )
    for box in _BOX.finditer(text):
        start, end = box.span(1)
        yield Literal(
            BOX,
            start,
            end,
            {"text": box[1]},
            ((start, end + 1, ""),) if box[1] == "[ ]" else (),
        )


def _stars(text: str) -> Iterator[Literal]:
    """Stars without a counterpart, and those that have none because of spaces."""
    shown = _shown(text) if "*" in text else ""
    for stars, pattern in _STARS.items():
        number = shown.count(stars)
        for found in (
            [*_SPACED_STARS.finditer(text)][:_MOST_STARS]
            if stars == "**" and number
            else ()
        ):
            start, end, words = *found.span(), found[1]
            before = (
                " "
                if words[:1].isspace() and start and not text[start - 1].isspace()
                else ""
            )
            behind = (
                " " if words[-1:].isspace() and not text[end:][:1].isspace() else ""
            )
            meant = f"{before}**{words.strip()}**{behind}"
            if _shown(text, (start, end, meant)).count("**") == number - 2:
                values = {"text": found[0], "value": meant.strip()}
                yield Literal(SPACED_STARS, start, end, values, ((start, end, meant),))
                return
        ends = (
            [found.span() for found in pattern.finditer(text)][:_MOST_STARS]
            if number
            else []
        )
        single = [
            each
            for each in ends
            if _shown(text, (*each, "")).count(stars) == number - 1
        ]
        for start, end in single[:1]:
            is_first = (
                len(single) == 1
                and re.match(r"\w", text[end:])
                and not re.search(r"\w$", text[:start])
            )
            yield Literal(
                STARS,
                start,
                end,
                {"text": stars},
                ((start, end, ""),) if is_first else (),
            )
            return


def _folded(file: ParsedFile[Any]) -> Iterator[Diagnostic]:
    document = file.document
    for location, prose in file.prose.items():
        scalar = document.scalar(location)
        written = document.readable[scalar.start : scalar.end]
        is_reported = not scalar.style and _LIST_ENTRY.search(written)
        # whoever, or whatever, begins a paragraph behind two empty lines knows how lines are joined
        is_kept = (
            "\n\n" in scalar.text
            or scalar.style == "|"
            or (scalar.style == '"' and "\\" in written)
        )
        if is_reported or is_kept or not _LOOKS_LIKE_BLOCKS.search(written.rstrip()):
            continue
        text = _unfolded(written, scalar)
        if _plain(text) == _plain(prose.source):
            continue
        if scalar.style == ">":
            edits = (
                (Edit(Span.at(scalar.line, scalar.column), "|"),)
                if document.repaired is None
                else ()
            )
            mark = written.partition("\n")[0].partition(" ")[0]
            yield document.report(
                FOLDED, scalar, "", edits, mark=mark, meant=mark.replace(">", "|")
            )
        else:
            yield document.report(
                ON_THE_LINE, scalar, "", _as_block(document, scalar, text)
            )


def _unfolded(written: str, scalar: Scalar) -> str:
    """The text with the lines that it has in the file."""
    first, _, others = written.rstrip().partition("\n")
    if scalar.style == ">":
        return dedent(others)
    text = f"{first}\n{dedent(others)}"
    inner = text[1:-1] if scalar.style else text
    return inner.replace("''", "'") if scalar.style == "'" else inner


def _plain(text: str) -> str:
    return PlainText(lambda citation: f"[{citation.source}]").blocks(parse(text).blocks)


def _as_block(document: Document, scalar: Scalar, text: str) -> tuple[Edit, ...]:
    """The edit that writes the text below its key; nothing where that is not possible."""
    span = document.whole(scalar)
    continued = document.lines[scalar.line : span.end.line]
    space = min(len(line) - len(line.lstrip(" ")) for line in continued if line.strip())
    is_last = not document.lines[span.end.line - 1][span.end.column - 1 :].strip()
    if (
        document.repaired is not None
        or not (space and is_last)
        or document.is_in_brackets(scalar)
    ):
        return ()
    lines = (f"{' ' * space}{line}".rstrip() for line in text.strip().split("\n"))
    return (Edit(span, "\n".join(["|-", *lines])),)
