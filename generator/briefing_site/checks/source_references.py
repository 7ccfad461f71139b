"""Sources that are referred to and not listed, listed for nothing, copies of themselves, or badly written."""

import re
from collections.abc import Collection, Iterable, Iterator
from typing import Any

from briefing_site.checks.names import (
    citations,
    meant,
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


def check_file(file: ParsedFile[Any]) -> Iterator[Diagnostic]:
    is_readable = isinstance(file.document.node(BRIEF.sources), Mapping | None)
    if is_readable and (
        file.model is not Brief or BRIEF.sources not in unreadable_lists(file.document)
    ):
        yield from _unknown(file)
    prose = references(file, fields.PROSE)
    if all(
        location in file.prose or not scalar.text.strip() for location, scalar in prose
    ):
        yield from _unused(
            file
        )  # a text that is too long is not parsed, so its citations are unknown
    yield from _circular_copies(file.document)


def _unknown(file: ParsedFile[Any]) -> Iterator[Diagnostic]:
    document = file.document
    own = with_corrections(sources(document))
    names = [*_names(document)]
    for location, scalar in references(file, fields.SOURCE):
        if scalar.text not in own:
            id_ = meant(_bare(scalar.text), names)
            near = suggestions.for_unknown(scalar.text, own - {str(location[1])})
            help_ = marked("write '{field}'", field=id_) if id_ else near
            edits = document.replacement(scalar, id_)
            yield document.report(
                UNKNOWN_SOURCE, scalar, help_, edits, text=scalar.text
            )
    for scalar, citation in citations(file):
        if citation.source not in own:
            span = document.span(scalar, citation.start, citation.end)
            help_, change = _meant_citation(scalar.text, citation, own, names)
            edits = document.changed(scalar, [change] if change else [])
            yield document.report(
                UNKNOWN_CITATION, span, help_, edits, text=citation.source
            )


def _names(document: Document) -> Iterator[tuple[str, str]]:
    """What people call each source, with its id."""
    for id_ in sources(document):
        yield id_, id_
        for field in (SOURCE.title, SOURCE.description, SOURCE.publisher, SOURCE.url):
            if value := document.value((*BRIEF.sources, id_, *field)):
                yield _bare(value), id_


def _bare(text: str) -> str:
    """A text, or an address without what may differ between two of the same page."""
    return re.sub(
        r"^https?://(?:www\.)?|(?<=\w)/$", "", text.strip(), flags=re.IGNORECASE
    )


def _meant_citation(
    text: str,
    citation: Citation,
    own: Collection[str],
    names: Iterable[tuple[str, str]],
) -> tuple[str, tuple[int, int, str] | None]:
    """What to write in place of a citation of no source, and the change if nothing else can be meant."""
    start, end = citation.start, citation.end
    if link := re.match(r"\]\(https?:[^()\s]*\)", text[end:]):
        written = f"[\\@{citation.source}{link[0]}"
        return marked("write {value}", value=written), (start - 1, start, "\\@")
    located = re.fullmatch(
        r"(\S+?):? \(?([^()]+)\)?", " ".join(citation.source.split())
    )
    if located and located[1] in own and locators.parse(located[2]):
        written = f"{located[1]}, {located[2]}"
    else:
        written = meant(_bare(citation.source), names)
    if written:
        return marked("write {value}", value=f"[@{written}]"), (start, end, written)
    return suggestions.for_unknown_citation(citation.source, own), None


def _unused(file: ParsedFile[Any]) -> Iterator[Diagnostic]:
    used = {citation.source for _, citation in citations(file)}
    used |= {scalar.text for _, scalar in references(file, fields.SOURCE)}
    for name, key in sources(file.document).items():
        if not {name, identifiers.suggestion(name)} & used:
            yield file.document.report(UNUSED_SOURCE, key, name=name)


def _circular_copies(document: Document) -> Iterator[Diagnostic]:
    """Report a source that is a copy of itself, directly or by way of others."""
    found = document.scalars((*BRIEF.sources.each, *SOURCE.copy_of))
    scalars = {str(location[-2]): scalar for location, scalar in found}
    copies = {name: scalar.text for name, scalar in scalars.items()}
    for name, scalar in scalars.items():
        if copies.get(chain(name, copies)[-1]) == name:
            yield document.report(CIRCULAR_COPY, scalar, name=name)


def check_brief(file: ParsedFile[Brief]) -> Iterator[Diagnostic]:
    for _, node in file.document.find((*BRIEF.sources.each, *SOURCE.authors)):
        items = node.items if isinstance(node, Sequence) else ()
        names = [
            item.text for item in items if isinstance(item, Scalar) and not item.style
        ]
        line, column = node.span.start
        is_in_brackets = file.document.readable_lines[line - 1].startswith(
            "[", column - 1
        )
        if (
            len(names) == len(items) == 2
            and is_in_brackets
            and not any(" " in name for name in names)
        ):
            yield file.document.report(
                DIVIDED_NAME,
                node,
                number=len(names),
                names=both([f"'{name}'" for name in names]),
                key=SOURCE.authors[-1],
                joined=quoted(", ".join(names)),
                first=names[0],
            )
