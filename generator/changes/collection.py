"""What changed between two versions of all files."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from generator.changes import brief, entries, permalinks
from generator.changes.entries import Entry
from generator.changes.matching import pairs
from generator.changes.records import BriefChange, Changes, EntryChange
from generator.format import brief as format_
from generator.reading.folder import Collection


@dataclass(frozen=True)
class _Version:
    """A brief, ready to be matched with its other version."""

    id: str
    record: format_.Brief

    @property
    def former(self) -> tuple[str, ...]:
        return self.record.formerly

    @property
    def content(self) -> str:
        return entries.text(self.record)


def compare(old: Collection, new: Collection) -> Changes:
    """All that changed, and the permalinks that broke. What can't be read on both sides is left out."""
    unreadable, unreadable_before = frozenset(_unreadable(new)), frozenset(_unreadable(old))
    left_out = unreadable | unreadable_before
    changes = Changes(
        briefs=tuple(sorted(_briefs(old, new, left_out), key=lambda change: change.slug)),
        profiles=_entries("actor", _profiles(old, left_out), _profiles(new, left_out)),
        topics=_entries("topic", _topics(old, left_out), _topics(new, left_out)),
        unreadable=tuple(sorted(unreadable)),
        unreadable_before=tuple(sorted(unreadable_before - unreadable)),
    )
    return replace(changes, broken=tuple(permalinks.broken(old, new, changes)))


def _unreadable(collection: Collection) -> Iterator[str]:
    for brief_ in collection.briefs:
        if brief_.record is None:
            yield brief_.document.path
    for profile in collection.profiles:
        if profile.record is None:
            yield profile.document.path
    if collection.topics is not None and collection.topics.record is None:
        yield collection.topics.document.path


def _briefs(old: Collection, new: Collection, left_out: frozenset[str]) -> Iterator[BriefChange]:
    for before, after in pairs(_versions(old, left_out), _versions(new, left_out)):
        last = after or before
        if last is not None:
            old_id = before.id if before and before.id != last.id else ""
            change = brief.compare(
                before.record if before else None, after.record if after else None, last.id, old_id
            )
            if change is not None:
                yield change


def _versions(collection: Collection, left_out: frozenset[str]) -> list[_Version]:
    return [
        _Version(file.id, file.record)
        for file in collection.briefs
        if file.record is not None and file.document.path not in left_out
    ]


def _profiles(collection: Collection, left_out: frozenset[str]) -> tuple[Entry, ...]:
    return tuple(
        Entry(file.id, file.record.formerly, file.record.name, entries.fields(file.record))
        for file in collection.profiles
        if file.record is not None and file.document.path not in left_out
    )


def _topics(collection: Collection, left_out: frozenset[str]) -> tuple[Entry, ...]:
    file = collection.topics
    if file is None or file.record is None or file.document.path in left_out:
        return ()
    return tuple(
        Entry(topic, entry.formerly, entry.title, entries.fields(entry))
        for topic, entry in sorted(file.record.root.items())
    )


def _entries(kind: str, old: tuple[Entry, ...], new: tuple[Entry, ...]) -> tuple[EntryChange, ...]:
    return tuple(sorted(entries.entry_changes(kind, old, new), key=lambda change: change.id))
