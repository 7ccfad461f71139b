"""Checks that a brief tells each event once, and that not too many briefs tell the same one."""

from collections.abc import Iterator
from typing import NamedTuple

from generator.diagnostics import Code, Diagnostic, Message
from generator.format import limits
from generator.format.places import BRIEF, EVENT
from generator.reading import codes
from generator.reading.folder import Collection
from generator.reading.yaml.document import Document
from generator.reading.yaml.node import Scalar

TOLD_TWICE = Message(
    Code("told-twice", "Two events of a brief are the same event."),
    "the event on line {line} is already the same as '{text}'",
    "merge the two events of this brief into one, or correct 'same_as'",
)
TOLD_TOO_OFTEN = Message(
    codes.TOO_LARGE, "more than {limit} briefs tell the event '{text}'", "delete 'same_as' here"
)


class Telling(NamedTuple):
    """An event of a brief, and the other that it is the same as; `None` if it names none."""

    slug: str
    key: str
    """Brief and event, as other briefs refer to it."""
    document: Document
    line: int
    same_as: Scalar | None
    same: str
    """The current name of that event; empty if there is none."""


def check(collection: Collection) -> Iterator[Diagnostic]:
    """Report events that another one of the same brief tells, and events that too many briefs tell."""
    tellings = {telling.key: telling for telling in _tellings(collection)}
    groups: dict[str, list[Telling]] = {}
    for key, telling in tellings.items():
        groups.setdefault(_first(key, tellings), []).append(telling)
    for group in groups.values():
        told: dict[str, Telling] = {}
        for telling in sorted(group, key=lambda each: each.same_as is not None):
            before = told.setdefault(telling.slug, telling)
            if telling.same_as is None:
                continue
            if before is not telling:
                yield telling.document.report_message(
                    TOLD_TWICE, telling.same_as.span, text=telling.same_as.text, line=before.line
                )
            elif len(told) > limits.TELLINGS:
                yield telling.document.report_message(
                    TOLD_TOO_OFTEN,
                    telling.same_as.span,
                    text=telling.same_as.text,
                    limit=limits.TELLINGS,
                )


def _tellings(collection: Collection) -> Iterator[Telling]:
    renamed = collection.renames
    for file in collection.briefs:
        for entry in file.entries:
            if entry.list in BRIEF.timeline:
                scalar = file.document.node((*entry.location, *EVENT.same_as))
                same_as = scalar if isinstance(scalar, Scalar) and not scalar.is_empty else None
                same, key = renamed.event(same_as.text) if same_as else "", f"{file.id}#{entry.id}"
                yield Telling(file.id, key, file.document, entry.origin.line, same_as, same)


def _first(key: str, tellings: dict[str, Telling]) -> str:
    """Where `same_as` leads in the end; where it leads in a circle, the first key of that by the alphabet."""
    seen = [key]
    while (same := tellings[key].same) in tellings:
        key = same
        if key in seen:
            return min(seen[seen.index(key) :])
        seen.append(key)
    return key
