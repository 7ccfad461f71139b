"""The history of a brief as sentences: corrections one by one, everything else counted by kind."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass

from generator.format import dates
from generator.library.history import Action, Change, Revision
from generator.library.library import LinkedBrief
from generator.publishing import wording

MOST_NAMED = 5
"""Entries of a kind that are named; the rest are counted."""

PARTS = {
    "title": ("title", "title"),
    "summary": ("summary", "summary"),
    "date": ("date of the brief", "date of the brief"),
    "background": ("background", "background"),
    "status": ("status", "status"),
    "corrections": ("correction", "corrections"),
    "key_judgements": ("key judgement", "key judgements"),
    "timeline": ("event", "events"),
    "quotes": ("quote", "quotes"),
    "actors": ("actor", "actors"),
    "relations": ("relation", "relations"),
    "open_questions": ("open question", "open questions"),
    "sources": ("source", "sources"),
}
"""The names of the parts of a brief, singular and plural."""
SINGLE = frozenset({"title", "summary", "date", "background", "status"})


@dataclass(frozen=True)
class Item:
    """A changed entry by name, with its current anchor on the page; empty if it has none."""

    name: str
    anchor: str


@dataclass(frozen=True)
class Sentence:
    """A change by a correction, or all changes of one kind."""

    words: str
    """Such as `2 events added`."""
    items: tuple[Item, ...]
    more: int
    """The number of entries that are not named."""
    before: tuple[str, ...]
    """The former values, in words, if they were replaced."""
    is_correction: bool


def sentences(revision: Revision, brief: LinkedBrief) -> list[Sentence]:
    """The changes in a revision, corrections first."""
    anchors = {event.id for event in brief.events} | {quote.id for quote in brief.quotes}
    corrections = [[each] for each in revision.changes if each.is_correction]
    others: dict[tuple[str, Action], list[Change]] = {}
    for each in revision.changes:
        if not each.is_correction:
            others.setdefault((each.part, each.action), []).append(each)
    names = {member.id: member.name for member in brief.cast}
    return [_sentence(changes, anchors, names) for changes in (*corrections, *others.values())]


def _sentence(changes: Sequence[Change], anchors: set[str], names: Mapping[str, str]) -> Sentence:
    first = changes[0]
    named = [each for each in changes if each.name and each.part not in SINGLE]
    items = tuple(Item(each.name, _anchor(each, anchors)) for each in named[:MOST_NAMED])
    more = len(named) - len(items)
    before = tuple(was for field, value in first.before if (was := _former(field, value, names)))
    return Sentence(_words(first, len(changes)), items, more, before, first.is_correction)


def _former(field: str, value: str, names: Mapping[str, str]) -> str:
    """The former value of a field, as readers saw it; old files may contain anything."""
    match field:
        case "date":
            with suppress(ValueError):
                return wording.date(dates.parse(value))
        case "speaker":
            return names.get(value, value)
        case "confidence":
            return f"{value} confidence" if value else ""
        case "status":
            return value or "confirmed"
    return f"“{value}”" if value else ""


def _words(change: Change, number: int) -> str:
    one, many = PARTS[change.part]
    if change.part == "corrections" and change.action == "added":
        return "Correction"
    if change.is_correction:
        return f"{one.capitalize()} {_verb(change.action, 'corrected')}"
    if change.part == "status":
        return "Archived: no longer maintained"
    if change.part in SINGLE:
        return f"{one.capitalize()} {_verb(change.action, 'changed')}"
    return f"{number} {one if number == 1 else many} {_verb(change.action, 'changed')}"


def _verb(action: Action, changed: str) -> str:
    return changed if action == "changed" else action


def _anchor(change: Change, anchors: set[str]) -> str:
    is_here = change.part in {"timeline", "quotes"} and change.id in anchors and change.action != "removed"
    return change.id if is_here else ""
