"""Sources that a brief or a profile refers to, and does not list."""

from collections.abc import Iterator
from typing import Any

from generator.checks.names import citations, references, sources, unreadable_lists, with_corrections
from generator.diagnostics import Code, Diagnostic, Message
from generator.format import fields
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
    "'{text}' is not listed under 'sources'",
    "add it under 'sources'",
)


def check_file(file: ParsedFile[Any]) -> Iterator[Diagnostic]:
    document = file.document
    if not isinstance(document.node(BRIEF.sources), Mapping | None):
        return
    if file.model is Brief and BRIEF.sources in unreadable_lists(document):
        return
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
