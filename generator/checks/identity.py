"""Checks that no id is used twice in a brief."""

from collections.abc import Container, Iterable, Iterator
from itertools import count

from generator.diagnostics import Code, Diagnostic, Message
from generator.format.brief import Brief
from generator.format.places import BRIEF
from generator.languages.phrase import marked
from generator.reading.folder import ParsedFile
from generator.reading.ids import IdentifiedEntry
from generator.reading.yaml.document import Document

DUPLICATE_ID = Message(
    Code("duplicate-id", "Two entries of a brief have the same id."),
    "the id '{id}' is already used by {other}",
    "give one of the two another 'id'",
)
DUPLICATE_DERIVED_ID = Message(
    DUPLICATE_ID.code,
    "the id '{id}', made from this text, is already used by {other}",
    "add an 'id' to this entry",
)
ACTOR_LISTED_TWICE = Message(
    DUPLICATE_ID.code,
    "the actor '{id}' is already listed {place}",
    "merge the two entries into one, with a role that covers both",
)

ANCHORED = frozenset({*BRIEF.timeline, *BRIEF.quotes})
"""The lists whose entries have permalinks on the page."""


def anchored(file: ParsedFile[Brief]) -> list[IdentifiedEntry]:
    """The events and the quotes of a brief."""
    return [entry for entry in file.entries if entry.list in ANCHORED]


def check_brief(file: ParsedFile[Brief]) -> Iterator[Diagnostic]:
    """Report events and quotes with the same permalink, and actors that are listed twice."""
    yield from _permalinks(file.document, anchored(file))
    yield from _cast(file.document, [entry for entry in file.entries if entry.list in BRIEF.actors])


def _permalinks(document: Document, entries: Iterable[IdentifiedEntry]) -> Iterator[Diagnostic]:
    taken: dict[str, IdentifiedEntry] = {}
    entries = list(entries)
    ids = {entry.id for entry in entries}
    for entry in entries:
        first = taken.setdefault(entry.id, entry)
        if first is not entry:
            free = _free(entry.id, ids)
            ids.add(free)
            yield document.report_message(
                DUPLICATE_ID if entry.is_given else DUPLICATE_DERIVED_ID,
                entry.origin.span,
                marked("give one of the two another id, such as '{id}'", id=free)
                if entry.is_given
                else marked("add an id, such as 'id: {id}'", id=free),
                id=entry.id,
                other=marked("the entry on line {line}", line=first.origin.line),
            )


def _free(id_: str, taken: Container[str]) -> str:
    return next(f"{id_}-{number}" for number in count(2) if f"{id_}-{number}" not in taken)


def _cast(document: Document, actors: Iterable[IdentifiedEntry]) -> Iterator[Diagnostic]:
    taken: dict[str, IdentifiedEntry] = {}
    for actor in actors:
        first = taken.setdefault(actor.id, actor)
        if first is not actor:
            yield document.report_message(
                ACTOR_LISTED_TWICE,
                actor.origin.span,
                id=actor.id,
                place=marked("on line {line}", line=first.origin.line),
            )
