"""Checks that events have sources, disputed events a note, and that every source is used."""

from collections.abc import Iterator

from generator.checking import references
from generator.diagnostics import Diagnostic, Message
from generator.documents.document import Document
from generator.documents.node import Mapping, Scalar, to_data
from generator.fixes import misspelling, suggestions
from generator.format import identifiers, traversal
from generator.format.brief import Brief
from generator.format.kinds import PROSE, SOURCE
from generator.format.places import BRIEF, EVENT, Place
from generator.format.traversal import Location
from generator.reading.folder import ParsedFile


def check_brief(file: ParsedFile[Brief]) -> Iterator[Diagnostic]:
    """Report events without a source, disputed events without a note, and unused sources."""
    for location, event in file.document.find(BRIEF.timeline.each):
        if isinstance(event, Mapping):
            yield from _check_event(file.document, location, event)
    yield from _unused_sources(file)


def _check_event(document: Document, location: Location, event: Mapping) -> Iterator[Diagnostic]:
    if _is_missing(document, location, EVENT.sources):
        help_ = suggestions.for_missing_reference(document, "sources: [{}]")
        yield document.report_message(Message.EVENT_WITHOUT_SOURCE, event.span, help_)
    at_status = (*location, *EVENT.status)
    status = document.node(at_status)
    disputed = isinstance(status, Scalar) and status.text == "disputed"
    if disputed and _is_missing(document, location, EVENT.note):
        yield document.report_message(Message.DISPUTED_WITHOUT_NOTE, document.nearest(at_status))


def _is_missing(document: Document, location: Location, field: Place) -> bool:
    """Whether a field is missing, and not just its key misspelled."""
    misspelled = misspelling.misspelled_keys(document, Brief, location)
    return _is_blank(document, (*location, *field)) and not misspelled.intersection(field)


def _is_blank(document: Document, location: Location) -> bool:
    node = document.node(location)
    return node is None or to_data(node) in (None, {}, [])


def _unused_sources(file: ParsedFile[Brief]) -> Iterator[Diagnostic]:
    used = {citation.source for _, citation in references.citations(file)}
    for pattern in traversal.patterns(Brief, SOURCE):
        used |= {scalar.text for _, scalar in file.document.scalars(pattern)}
    for name, key in references.sources(file.document).items():
        if name not in used and identifiers.suggestion(name) not in used and not _has_unread_prose(file):
            yield file.document.report_message(Message.UNUSED_SOURCE, key.span, name=name)


def _has_unread_prose(file: ParsedFile[Brief]) -> bool:
    """Whether a text is too long to be parsed, so its citations are unknown."""
    return any(
        location not in file.prose and scalar.text.strip()
        for pattern in traversal.patterns(Brief, PROSE)
        for location, scalar in file.document.scalars(pattern)
    )
