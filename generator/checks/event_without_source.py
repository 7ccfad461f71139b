"""Events without a source, and disputed events without a note."""

from collections.abc import Iterator

from generator.diagnostics import Code, Diagnostic, Message, Severity
from generator.format.brief import Brief
from generator.format.places import BRIEF, EVENT, Place
from generator.format.traversal import Location
from generator.reading import misspelling, suggestions
from generator.reading.folder import ParsedFile
from generator.reading.yaml.document import Document
from generator.reading.yaml.node import Mapping, Scalar, to_data

EVENT_WITHOUT_SOURCE = Message(
    Code("event-without-source", "An event has no source.", Severity.WARNING),
    "the event has no source",
    "add 'sources: [<id>]', with ids of entries under 'sources'",
)
DISPUTED_WITHOUT_NOTE = Message(
    Code("disputed-without-note", "A disputed event has no note that explains the dispute.", in_editor=True),
    "the event is disputed, but has no note that explains the dispute",
    "add 'note: ...' with what each side says",
)


def check_brief(file: ParsedFile[Brief]) -> Iterator[Diagnostic]:
    document = file.document
    events = list(document.find(BRIEF.timeline.each))
    for (location, event), (_, following) in zip(events, [*events[1:], ((), None)], strict=False):
        if not isinstance(event, Mapping) or isinstance(following, Scalar):  # that may be of its list
            continue
        if _is_missing(document, location, EVENT.sources):
            help_ = suggestions.for_missing_reference(document, location, "sources: [{}]")
            yield document.report_message(EVENT_WITHOUT_SOURCE, event.span, help_)
        status = document.node((*location, *EVENT.status))
        is_disputed = isinstance(status, Scalar) and status.text == "disputed"
        if status and is_disputed and _is_missing(document, location, EVENT.note):
            yield document.report_message(DISPUTED_WITHOUT_NOTE, status.span)


def _is_missing(document: Document, location: Location, field: Place) -> bool:
    """Whether a field is missing, and not just its key misspelled."""
    node = document.node((*location, *field))
    misspelled = misspelling.misspelled_keys(document, Brief, location)
    return (node is None or to_data(node) in (None, {}, [])) and not misspelled.intersection(field)
