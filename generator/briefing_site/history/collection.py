"""What changed between two trees of files: working trees or commits."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from types import MappingProxyType
from typing import Any, NamedTuple

from briefing_site.diagnostics import Diagnostic
from briefing_site.format import Profile, Record
from briefing_site.format.gazetteer import GazetteerEntry
from briefing_site.format.glossary import GlossaryEntry
from briefing_site.format.topics import TopicEntry
from briefing_site.history import content, entry, permalinks
from briefing_site.history.changes import Change, compare_lists
from briefing_site.history.entry import Data, Entry
from briefing_site.history.matching import Clue
from briefing_site.history.permalinks import BrokenPermalink, EntriesByKind
from briefing_site.reading import Collection, ParsedFile, RawFile
from briefing_site.reading.brief_files import VERIFICATION

_LISTED: Mapping[str, type[Record]] = {
    "topic": TopicEntry,
    "term": GlossaryEntry,
    "place": GazetteerEntry,
}
"""What is in the files that list all of a kind."""
KINDS = ("brief", "actor", *_LISTED, "verification record", "version")


class FileEntries(NamedTuple):
    """What a file contains."""

    kind: str
    """One of `KINDS`."""
    entries: Sequence[Entry] | None
    """`None` for a file that is not compared, because it can't be read."""


Tree = Mapping[RawFile, FileEntries]
EMPTY: Tree = MappingProxyType({})


@dataclass(frozen=True)
class Changes:
    by_kind: Mapping[str, Sequence[Change]]
    """By each of `KINDS`, sorted by id."""
    broken: tuple[BrokenPermalink, ...]
    unreadable: tuple[str, ...]
    """Files that contain errors now and are not compared."""
    unreadable_before: tuple[str, ...]
    """Files that could not be read in the old version."""
    names: Mapping[str, str]
    """Of actors, by id."""
    errors: tuple[Diagnostic, ...] = ()
    """Because of which files will be missing in a preview."""

    @property
    def all(self) -> list[Change]:
        changes: list[Change] = []
        for of_kind in self.by_kind.values():
            changes += of_kind
        return changes


def tree(
    files: Iterable[RawFile],
    similar: Tree = EMPTY,
    read: Callable[[RawFile], Data | None] = content.read,
) -> Tree:
    """Read the files without validating them; those that `similar` has, too, are not read again."""
    entries: dict[RawFile, FileEntries] = {}
    for file in files:
        kind = _kind(file)
        if file in similar:
            entries[file] = similar[file]
        elif kind:
            entries[file] = FileEntries(kind, _entries(kind, file, read))
    return entries


def checked(files: Iterable[RawFile], collection: Collection) -> Tree:
    """The files, with the entries of those without errors; `collection` is the result of reading them."""
    valid: dict[str, Any] = {}
    parsed: list[ParsedFile[Any]] = [*collection.files]
    for file in parsed:
        if file.record is not None:
            valid[file.document.path] = file.document.data()
    return tree(files, read=lambda file: valid.get(file.path))


def compare(old: Tree, new: Tree) -> Changes:
    """All changes and broken permalinks. Files that can't be read on both sides are left out."""
    unreadable = _unreadable(new)
    unreadable_before = _unreadable(old)
    left_out = unreadable | unreadable_before
    old_entries = entries_by_kind(_differing(old, new, left_out))
    new_entries = entries_by_kind(_differing(new, old, left_out))
    by_kind: dict[str, Sequence[Change]] = {}
    for kind in KINDS:
        clue: Clue = "name"
        if kind in {"verification record", "version"}:
            clue = "id"
        changes = compare_lists(kind, old_entries[kind], new_entries[kind], clue)
        by_kind[kind] = sorted(changes, key=lambda change: change.entry.id)
    # the addresses of a file that contains errors now count as kept
    erroneous = {
        file: of_file for file, of_file in old.items() if file.path in unreadable
    }
    all_before = entries_by_kind(old)
    all_after = entries_by_kind(new)
    broken = permalinks.broken(
        all_before, [entries_by_kind(erroneous), all_after], by_kind
    )
    return Changes(
        by_kind,
        tuple(broken),
        tuple(sorted(unreadable)),
        tuple(sorted(unreadable_before - unreadable)),
        {**_actor_names(all_before), **_actor_names(all_after)},
    )


def _unreadable(files: Tree) -> frozenset[str]:
    return frozenset(
        file.path for file, of_file in files.items() if of_file.entries is None
    )


def _differing(files: Tree, others: Tree, left_out: frozenset[str]) -> Tree:
    return {
        file: of_file
        for file, of_file in files.items()
        if file not in others and file.path not in left_out
    }


def entries_by_kind(files: Tree) -> EntriesByKind:
    by_kind: dict[str, list[Entry]] = {kind: [] for kind in KINDS}
    for kind, entries in files.values():
        by_kind[kind] += entries or ()
    return by_kind


def _actor_names(entries: EntriesByKind) -> dict[str, str]:
    names: dict[str, str] = {}
    actors: list[Entry] = []
    for brief in entries["brief"]:
        actors += brief.entries["actor"]
    for actor in (*actors, *entries["actor"]):
        if actor.fields.get("name"):
            names[actor.id] = actor.fields["name"]
    return names


def _entries(
    kind: str, file: RawFile, read: Callable[[RawFile], Data | None]
) -> list[Entry] | None:
    if kind == "version":
        return [entry.from_version(file)]
    data = read(file)
    if data is None:
        return None
    id_ = PurePosixPath(file.path).stem
    if kind == "brief":
        return [entry.from_brief(id_, data)]
    if kind == "actor":
        return [entry.from_record(Profile, data, id_)]
    if kind == "verification record":
        return list(entry.from_verifications(data))
    return [
        entry.from_record(_LISTED[kind], value, key)
        for key, value in sorted(data.items())
        if isinstance(value, dict)
    ]


def _kind(file: RawFile) -> str:
    """What is in a file, by its place; empty for a file that is not compared."""
    match PurePosixPath(file.path).parts:
        case (_, "versions", _, name) if name.endswith(".json"):
            return "version"
        case (_, "topics.yml"):
            return "topic"
        case (_, "glossary.yml"):
            return "term"
        case (_, "places.yml"):
            return "place"
        case (_, name) if name == VERIFICATION:
            return "verification record"
        case (_, name) if name.endswith(".yml"):
            return "brief"
        case (_, "actors", name) if name.endswith(".yml"):
            return "actor"
    return ""
