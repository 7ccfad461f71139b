"""Sources that a brief or a profile refers to and does not list, and those that it lists for nothing."""

from collections.abc import Iterator
from typing import Any

from generator.checks.names import citations, references, sources, unreadable_lists, with_corrections
from generator.diagnostics import Code, Diagnostic, Message, Severity
from generator.format import fields, identifiers
from generator.format.brief import Brief
from generator.format.places import BRIEF
from generator.reading import suggestions
from generator.reading.folder import ParsedFile
from generator.reading.yaml.node import Mapping

UNKNOWN_SOURCE = Message(
    Code("unknown-source", "A source is not listed under `sources`."),
    "'{text}' is not listed under 'sources'",
    "add it under 'sources'",
)
UNKNOWN_CITATION = Message(
    Code("unknown-citation", "Prose cites a source that is not listed under `sources`."),
    UNKNOWN_SOURCE.text,
    UNKNOWN_SOURCE.help,
)
UNUSED_SOURCE = Message(
    Code("unused-source", "Nothing refers to a source.", Severity.WARNING),
    "nothing in this file refers to the source '{name}'",
    "add it to the 'sources' of an entry, cite it in prose as [@{name}], or delete it",
)


def check_file(file: ParsedFile[Any]) -> Iterator[Diagnostic]:
    is_readable = isinstance(file.document.node(BRIEF.sources), Mapping | None)
    if is_readable and (file.model is not Brief or BRIEF.sources not in unreadable_lists(file.document)):
        yield from _unknown(file)
    prose = references(file.document, file.model, fields.PROSE)
    if all(location in file.prose or not scalar.text.strip() for location, scalar in prose):
        yield from _unused(file)  # a text that is too long is not parsed, so its citations are unknown


def _unknown(file: ParsedFile[Any]) -> Iterator[Diagnostic]:
    document = file.document
    own = with_corrections(sources(document))
    for location, scalar in references(document, file.model, fields.SOURCE):
        if scalar.text not in own:
            help_ = suggestions.for_unknown(scalar.text, own - {str(location[1])})
            yield document.report_message(UNKNOWN_SOURCE, scalar.span, help_, text=scalar.text)
    for scalar, citation in citations(file):
        if citation.source not in own:
            span = document.span(scalar, citation.start, citation.end)
            help_ = suggestions.for_unknown_citation(citation.source, own)
            yield document.report_message(UNKNOWN_CITATION, span, help_, text=citation.source)


def _unused(file: ParsedFile[Any]) -> Iterator[Diagnostic]:
    used = {citation.source for _, citation in citations(file)}
    used |= {scalar.text for _, scalar in references(file.document, file.model, fields.SOURCE)}
    for name, key in sources(file.document).items():
        if not {name, identifiers.suggestion(name)} & used:
            yield file.document.report_message(UNUSED_SOURCE, key.span, name=name)
