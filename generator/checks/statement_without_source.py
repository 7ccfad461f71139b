"""Relations and affiliations that neither a source of their own nor an event of both actors documents."""

from collections.abc import Iterator
from itertools import combinations
from typing import Any

from generator.checks.names import Names
from generator.diagnostics import Code, Diagnostic, Message, Severity
from generator.format.brief import Brief
from generator.format.places import BRIEF, PROFILE
from generator.format.traversal import Location
from generator.languages.phrase import marked
from generator.reading import suggestions
from generator.reading.folder import ParsedFile

STATEMENT_WITHOUT_SOURCE = Message(
    Code(
        "statement-without-source",
        "A relation or an affiliation has no source, and no event with a source has both actors.",
        Severity.WARNING,
    ),
    "nothing documents the {noun}: it has no source, and no event with a source has both actors",
    "add 'sources: [<id>]', with ids of entries under 'sources'",
)


def documented(brief: Brief) -> Iterator[frozenset[str]]:
    """The pairs of actors who have to do with each other by an event or a relation that has a source."""
    for event in brief.timeline:
        if event.sources:
            yield from map(frozenset, combinations(event.actors, 2))
    for relation in brief.relations:
        if relation.sources:
            yield frozenset((relation.from_, relation.to))


def check_brief(file: ParsedFile[Brief]) -> Iterator[Diagnostic]:
    if file.record is None or not file.record.relations:
        return
    pairs = frozenset(documented(file.record))
    for number, relation in enumerate(file.record.relations):
        if not relation.sources and frozenset((relation.from_, relation.to)) not in pairs:
            yield _without_source(file, (*BRIEF.relations, number), marked("relation"))


def check(names: Names) -> Iterator[Diagnostic]:
    records = [file.record for file in names.collection.briefs]
    if None in records:
        return  # a brief that can't be read may document anything
    pairs = frozenset(pair for brief in records if brief for pair in documented(brief))
    for profile in names.collection.profiles:
        for number, affiliation in enumerate(profile.record.affiliations if profile.record else ()):
            if not affiliation.sources and frozenset((profile.id, affiliation.to)) not in pairs:
                yield _without_source(profile, (*PROFILE.affiliations, number), marked("affiliation"))


def _without_source(file: ParsedFile[Any], location: Location, noun: str) -> Diagnostic:
    span = file.document.nearest(location)
    help_ = suggestions.for_missing_reference(file.document, location, "sources: [{}]")
    return file.document.report_message(STATEMENT_WITHOUT_SOURCE, span, help_, noun=noun)
