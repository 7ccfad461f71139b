"""Sources that a brief or a profile refers to, and does not list."""

from collections.abc import Iterator
from typing import Any

from generator.checks.names import Names, citations, references, sources, unreadable_lists, with_corrections
from generator.diagnostics import Code, Diagnostic, Message
from generator.format import fields
from generator.format.brief import Brief
from generator.format.places import BRIEF, PROFILE
from generator.format.profile import Profile
from generator.format.record import Record
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


def check_brief(file: ParsedFile[Brief]) -> Iterator[Diagnostic]:
    if BRIEF.sources not in unreadable_lists(file.document):
        yield from _check(file, Brief)


def check(names: Names) -> Iterator[Diagnostic]:
    for profile in names.collection.profiles:
        if isinstance(profile.document.node(PROFILE.sources), Mapping | None):
            yield from _check(profile, Profile)


def _check(file: ParsedFile[Any], model: type[Record]) -> Iterator[Diagnostic]:
    document = file.document
    own = with_corrections(sources(document))
    for location, scalar in references(document, model, fields.SOURCE):
        if scalar.text not in own:
            help_ = suggestions.for_unknown(scalar.text, own - {str(location[1])})
            yield document.report_message(UNKNOWN_SOURCE, scalar.span, help_, text=scalar.text)
    for scalar, citation in citations(file):
        if citation.source not in own:
            span = document.span(scalar, citation.start, citation.end)
            help_ = suggestions.for_unknown_citation(citation.source, own)
            yield document.report_message(UNKNOWN_CITATION, span, help_, text=citation.source)
