"""Rules about sources: unknown and unused ones, copies of themselves, and names divided by a comma."""

import re
from collections.abc import Collection, Iterator
from typing import Any

from briefing_site.checks.names import (
    citations,
    intended_id,
    references,
    sources,
    unreadable_lists,
    with_corrections,
)
from briefing_site.diagnostics import Code, Diagnostic, Message, Severity
from briefing_site.format import BRIEF, Brief, fields, identifiers, locators
from briefing_site.format.places import SOURCE
from briefing_site.format.prose import Citation
from briefing_site.languages.phrase import both, marked
from briefing_site.reading import Document, ParsedFile, Scalar, suggestions
from briefing_site.reading.ids import chain
from briefing_site.reading.repair.line import quoted
from briefing_site.reading.yaml.node import Mapping, Sequence

UNKNOWN_SOURCE = Message(
    Code("unknown-source", "A source is not listed under `sources`."),
    "'{text}' is not listed under 'sources'",
    "add it under 'sources'",
)
UNKNOWN_CITATION = Message(
    Code(
        "unknown-citation", "Prose cites a source that is not listed under `sources`."
    ),
    UNKNOWN_SOURCE.text,
    UNKNOWN_SOURCE.help,
)
UNUSED_SOURCE = Message(
    Code("unused-source", "Nothing refers to a source.", Severity.WARNING),
    "nothing in this file refers to the source '{name}'",
    "add it to the 'sources' of an entry, cite it in prose as [@{name}], or delete it",
    in_form="Nothing in this brief refers to this source. Cite it, or remove it",
)
CIRCULAR_COPY = Message(
    Code("self-reference", "A brief, an event or an actor refers to itself."),
    "the source '{name}' is, by 'copy_of', a copy of itself",
    "delete 'copy_of' at the source that came first",
)
DIVIDED_NAME = Message(
    Code(
        "divided-name",
        "A list of authors may be a single name with a comma, such as `[Smith, John]`.",
        Severity.WARNING,
    ),
    "this list has {number} authors, for the comma divides them: {names}",
    "if it is right, write each on a line: - {first}; if it is one name, write: {key}: [{joined}]",
)


_Change = tuple[int, int, str]
"""A text to write in place of the characters of a value from one up to another."""


def check_file(file: ParsedFile[Any]) -> Iterator[Diagnostic]:
    """Report references to unknown sources, and sources that are unused or copies of themselves."""
    if _has_readable_sources(file):
        names = list(_names_and_ids(file.document))
        yield from _unknown_sources(file, names)
        yield from _unknown_citations(file, names)
    # a text that is too long is not parsed, so its citations are unknown
    if _is_prose_parsed(file):
        yield from _unused(file)
    yield from _circular_copies(file.document)


def check_brief(file: ParsedFile[Brief]) -> Iterator[Diagnostic]:
    """Report lists of authors such as `[Smith, John]`, which YAML reads as two names."""
    document = file.document
    for _, authors in document.find((*BRIEF.sources.each, *SOURCE.authors)):
        if not isinstance(authors, Sequence) or not _is_in_brackets(document, authors):
            continue
        names = []
        for author in authors.items:
            if isinstance(author, Scalar) and not author.style:
                names.append(author.text)
        is_one_name = len(names) == 2 and not any(" " in name for name in names)
        if is_one_name and len(authors.items) == 2:
            yield document.report(
                DIVIDED_NAME,
                authors,
                number=len(names),
                names=both([f"'{name}'" for name in names]),
                key=SOURCE.authors[-1],
                joined=quoted(", ".join(names)),
                first=names[0],
            )


def _is_in_brackets(document: Document, node: Sequence) -> bool:
    line, column = node.span.start
    return document.readable_lines[line - 1].startswith("[", column - 1)


def _has_readable_sources(file: ParsedFile[Any]) -> bool:
    """Whether all sources of the file are known; otherwise any reference may be correct."""
    if file.model is Brief:
        return BRIEF.sources not in unreadable_lists(file.document)
    return isinstance(file.document.node(BRIEF.sources), Mapping | None)


def _is_prose_parsed(file: ParsedFile[Any]) -> bool:
    """Whether all citations in the file are known."""
    for location, scalar in references(file, fields.PROSE):
        if scalar.text.strip() and location not in file.prose:
            return False
    return True


def _unknown_sources(
    file: ParsedFile[Any], names: list[tuple[str, str]]
) -> Iterator[Diagnostic]:
    document = file.document
    listed = with_corrections(sources(document))
    for location, scalar in references(file, fields.SOURCE):
        if scalar.text in listed:
            continue
        id_ = intended_id(scalar.text, names)
        if id_:
            help_ = marked("write '{field}'", field=id_)
        else:
            others = listed - {str(location[1])}  # a source is no copy of itself
            help_ = suggestions.for_unknown(scalar.text, others)
        edits = document.replacement(scalar, id_)
        yield document.report(UNKNOWN_SOURCE, scalar, help_, edits, text=scalar.text)


def _unknown_citations(
    file: ParsedFile[Any], names: list[tuple[str, str]]
) -> Iterator[Diagnostic]:
    document = file.document
    listed = with_corrections(sources(document))
    for scalar, citation in citations(file):
        if citation.source in listed:
            continue
        help_, changes = _correction(scalar.text, citation, listed, names)
        yield document.report(
            UNKNOWN_CITATION,
            document.span(scalar, citation.start, citation.end),
            help_,
            document.changed(scalar, changes),
            text=citation.source,
        )


def _names_and_ids(document: Document) -> Iterator[tuple[str, str]]:
    """Pairs of what people may write for a source, such as its id, title or address, and its id."""
    for id_ in sources(document):
        yield id_, id_
        for field in (SOURCE.title, SOURCE.description, SOURCE.publisher, SOURCE.url):
            name = document.value((*BRIEF.sources, id_, *field))
            if name:
                yield name, id_


def _correction(
    text: str,
    citation: Citation,
    listed: Collection[str],
    names: list[tuple[str, str]],
) -> tuple[str, list[_Change]]:
    """The help for a citation of an unknown source, and the change that it describes.

    There is no change if the author may have meant something else.
    """
    start = citation.start
    end = citation.end
    # a link whose text is a name such as @gazette looks like a citation
    link = re.match(r"\]\(https?:[^()\s]*\)", text[end:])
    if link:
        written = f"[\\@{citation.source}{link[0]}"
        help_ = marked("write {value}", value=written)
        return help_, [(start - 1, start, "\\@")]
    written = _with_locator(citation.source, listed)
    if not written:
        written = intended_id(citation.source, names)
    if not written:
        return suggestions.for_unknown_citation(citation.source, listed), []
    help_ = marked("write {value}", value=f"[@{written}]")
    return help_, [(start, end, written)]


def _with_locator(text: str, listed: Collection[str]) -> str:
    """A citation such as `report (p. 4)` with a comma before the page; empty for any other text."""
    parts = re.fullmatch(r"(\S+?):? \(?([^()]+)\)?", " ".join(text.split()))
    if parts is None or parts[1] not in listed or not locators.parse(parts[2]):
        return ""
    return f"{parts[1]}, {parts[2]}"


def _unused(file: ParsedFile[Any]) -> Iterator[Diagnostic]:
    """Report sources to which nothing refers, neither by their ids nor by the corrections of invalid ids."""
    used = {scalar.text for _, scalar in references(file, fields.SOURCE)}
    for _, citation in citations(file):
        used.add(citation.source)
    for id_, key in sources(file.document).items():
        if id_ not in used and identifiers.suggestion(id_) not in used:
            yield file.document.report(UNUSED_SOURCE, key, name=id_)


def _circular_copies(document: Document) -> Iterator[Diagnostic]:
    """Report a source that is a copy of itself, directly or by way of others."""
    originals: dict[str, Scalar] = {}
    for location, scalar in document.scalars((*BRIEF.sources.each, *SOURCE.copy_of)):
        originals[str(location[-2])] = scalar
    copies = {id_: scalar.text for id_, scalar in originals.items()}
    for id_, scalar in originals.items():
        last = chain(id_, copies)[-1]
        if copies.get(last) == id_:
            yield document.report(CIRCULAR_COPY, scalar, name=id_)
