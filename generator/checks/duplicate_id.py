"""Ids that two entries of a brief have."""

from collections.abc import Iterator
from itertools import count

from generator.diagnostics import Code, Diagnostic, Message
from generator.format.brief import Brief
from generator.format.places import BRIEF
from generator.languages.phrase import marked
from generator.reading.folder import ParsedFile
from generator.reading.ids import IdentifiedEntry

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


def check_brief(file: ParsedFile[Brief]) -> Iterator[Diagnostic]:
    entries = file.anchored
    ids = {entry.id for entry in entries}
    for entry, first in _repeated(entries):
        free = next(id_ for number in count(2) if (id_ := f"{entry.id}-{number}") not in ids)
        ids.add(free)
        yield file.document.report_message(
            DUPLICATE_ID if entry.is_given else DUPLICATE_DERIVED_ID,
            entry.origin.span,
            marked("give one of the two another id, such as '{id}'", id=free)
            if entry.is_given
            else marked("add an id, such as 'id: {id}'", id=free),
            id=entry.id,
            other=marked("the entry on line {line}", line=first.origin.line),
        )
    for actor, first in _repeated([entry for entry in file.entries if entry.list in BRIEF.actors]):
        place = marked("on line {line}", line=first.origin.line)
        yield file.document.report_message(ACTOR_LISTED_TWICE, actor.origin.span, id=actor.id, place=place)


def _repeated(entries: list[IdentifiedEntry]) -> Iterator[tuple[IdentifiedEntry, IdentifiedEntry]]:
    """Each entry with the id of another one, and the first that has it."""
    first: dict[str, IdentifiedEntry] = {}
    for entry in entries:
        if first.setdefault(entry.id, entry) is not entry:
            yield entry, first[entry.id]
