"""Checks that statements have sources, disputed events a note, and that every source is used."""

from collections.abc import Iterator
from itertools import combinations
from typing import Any

from generator.checks import references
from generator.checks.references import OWN_BRIEF
from generator.diagnostics import Code, Diagnostic, Message, Severity
from generator.format import fields, identifiers, traversal
from generator.format.brief import Brief
from generator.format.places import BRIEF, EVENT, PROFILE, SOURCE, Place
from generator.format.profile import Profile
from generator.format.record import Record
from generator.format.traversal import Location
from generator.languages.phrase import marked
from generator.reading import misspelling, suggestions
from generator.reading.folder import Collection, ParsedFile
from generator.reading.yaml.document import Document
from generator.reading.yaml.node import Mapping, Scalar, to_data

WITHOUT_SOURCE = Message(
    Code(
        "statement-without-source",
        "A relation or an affiliation has no source, and no event with a source has both actors.",
        Severity.WARNING,
    ),
    "nothing documents the {noun}: it has no source, and no event with a source has both actors",
    "add 'sources: [<id>]', with ids of entries under 'sources'",
)
CIRCULAR_COPY = Message(
    OWN_BRIEF.code,
    "the source '{name}' is, by 'copy_of', a copy of itself",
    "delete 'copy_of' at the source that came first",
)
UNUSED_SOURCE = Message(
    Code("unused-source", "Nothing refers to a source.", Severity.WARNING),
    "nothing in this file refers to the source '{name}'",
    "add it to the 'sources' of an entry, cite it in prose as [@{name}], or delete it",
)
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
    """Report events without a source, disputed events without a note, and unused sources."""
    events = list(file.document.find(BRIEF.timeline.each))
    for (location, event), (_, following) in zip(events, [*events[1:], ((), None)], strict=False):
        if isinstance(event, Mapping) and not isinstance(following, Scalar):  # that may be of its list
            yield from _check_event(file.document, location, event)
    yield from _unsourced_relations(file)
    yield from _circles(file.document)
    yield from _unused_sources(file, Brief)


def check(collection: Collection) -> Iterator[Diagnostic]:
    """Report the same in profiles, and affiliations without a source."""
    for profile in collection.profiles:
        yield from _circles(profile.document)
        yield from _unused_sources(profile, Profile)
    records = [file.record for file in collection.briefs]
    if None not in records:  # a brief that can't be read may document anything
        pairs = frozenset(pair for brief in records if brief for pair in documented(brief))
        for profile in collection.profiles:
            yield from _unsourced_affiliations(profile, pairs)


Pair = frozenset[str]
"""The ids of two actors."""


def documented(brief: Brief) -> Iterator[Pair]:
    """The actors who have to do with each other by an event or a relation that has a source."""
    for event in brief.timeline:
        if event.sources:
            yield from map(frozenset, combinations(event.actors, 2))
    for relation in brief.relations:
        if relation.sources:
            yield frozenset((relation.from_, relation.to))


def _unsourced_relations(file: ParsedFile[Brief]) -> Iterator[Diagnostic]:
    brief = file.record
    if brief is None or not brief.relations:
        return
    pairs = frozenset(documented(brief))
    for number, relation in enumerate(brief.relations):
        if not relation.sources and frozenset((relation.from_, relation.to)) not in pairs:
            yield _without_source(file, (*BRIEF.relations, number), marked("relation"))


def _unsourced_affiliations(file: ParsedFile[Profile], pairs: frozenset[Pair]) -> Iterator[Diagnostic]:
    for number, affiliation in enumerate(file.record.affiliations if file.record else ()):
        if not affiliation.sources and frozenset((file.id, affiliation.to)) not in pairs:
            yield _without_source(file, (*PROFILE.affiliations, number), marked("affiliation"))


def _without_source(file: ParsedFile[Any], location: Location, noun: str) -> Diagnostic:
    help_ = suggestions.for_missing_reference(file.document, location, "sources: [{}]")
    return file.document.report_message(WITHOUT_SOURCE, file.document.nearest(location), help_, noun=noun)


def _circles(document: Document) -> Iterator[Diagnostic]:
    """Report a source that is a copy of itself, directly or by way of others."""
    copies = {
        str(location[-2]): scalar
        for location, scalar in document.scalars((*BRIEF.sources.each, *SOURCE.copy_of))
    }
    for name, scalar in copies.items():
        followed, now = {name}, scalar.text
        while now in copies and now not in followed:
            followed.add(now)
            now = copies[now].text
        if now == name:
            yield document.report_message(CIRCULAR_COPY, scalar.span, name=name)


def _check_event(document: Document, location: Location, event: Mapping) -> Iterator[Diagnostic]:
    if _is_missing(document, location, EVENT.sources):
        help_ = suggestions.for_missing_reference(document, location, "sources: [{}]")
        yield document.report_message(EVENT_WITHOUT_SOURCE, event.span, help_)
    at_status = (*location, *EVENT.status)
    status = document.node(at_status)
    disputed = isinstance(status, Scalar) and status.text == "disputed"
    if disputed and _is_missing(document, location, EVENT.note):
        yield document.report_message(DISPUTED_WITHOUT_NOTE, document.nearest(at_status))


def _is_missing(document: Document, location: Location, field: Place) -> bool:
    """Whether a field is missing, and not just its key misspelled."""
    misspelled = misspelling.misspelled_keys(document, Brief, location)
    return _is_blank(document, (*location, *field)) and not misspelled.intersection(field)


def _is_blank(document: Document, location: Location) -> bool:
    node = document.node(location)
    return node is None or to_data(node) in (None, {}, [])


def _unused_sources(file: ParsedFile[Any], model: type[Record]) -> Iterator[Diagnostic]:
    used = {citation.source for _, citation in references.citations(file)}
    for pattern in traversal.patterns(model, fields.SOURCE):
        used |= {scalar.text for _, scalar in file.document.scalars(pattern)}
    for name, key in references.sources(file.document).items():
        if (
            name not in used
            and identifiers.suggestion(name) not in used
            and not _has_unread_prose(file, model)
        ):
            yield file.document.report_message(UNUSED_SOURCE, key.span, name=name)


def _has_unread_prose(file: ParsedFile[Any], model: type[Record]) -> bool:
    """Whether a text is too long to be parsed, so its citations are unknown."""
    return any(
        location not in file.prose and scalar.text.strip()
        for pattern in traversal.patterns(model, fields.PROSE)
        for location, scalar in file.document.scalars(pattern)
    )
