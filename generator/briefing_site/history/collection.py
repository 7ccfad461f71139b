"""What changed between two trees of files: working trees or commits."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from types import MappingProxyType
from typing import Any, NamedTuple

from briefing_site.diagnostics import Diagnostic
from briefing_site.format import Brief, Profile, Record
from briefing_site.format.gazetteer import GazetteerEntry
from briefing_site.format.glossary import GlossaryEntry
from briefing_site.format.topics import TopicEntry
from briefing_site.history import content, entry, permalinks, renames
from briefing_site.history.changes import Change, compare_lists
from briefing_site.history.entry import Data, Entry, Key, Rename
from briefing_site.history.identities import Actors
from briefing_site.history.matching import Clue
from briefing_site.history.permalinks import BrokenPermalink, EntriesByKind
from briefing_site.history.renames import Ids
from briefing_site.reading import Collection, ParsedFile, RawFile
from briefing_site.reading.brief_files import VERIFICATION

_LISTED: Mapping[str, type[Record]] = {
    "topic": TopicEntry,
    "term": GlossaryEntry,
    "place": GazetteerEntry,
}
"""What is in the files that list all of a kind."""
KINDS = ("brief", "actor", *_LISTED, "verification record", "version")


_MODELS: Mapping[str, type[Record]] = {"brief": Brief, "actor": Profile}


class FileEntries(NamedTuple):
    """What a file contains."""

    kind: str
    """One of `KINDS`."""
    entries: Sequence[Entry] | None
    """`None` for a file that is not compared, because it can't be read."""
    data: Data = MappingProxyType({})
    """The content of a file of a brief, a profile or topics."""


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
            entries[file] = _read(kind, file, read)
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
    changed = _differing(new, old, left_out)
    ids = _renamed_ids(old, new)
    old_entries = entries_by_kind(
        _carried_over(_differing(old, new, left_out), changed, ids)
    )
    new_entries = entries_by_kind(changed)
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
    for of_file in files.values():
        by_kind[of_file.kind] += of_file.entries or ()
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


def _renamed_ids(old: Tree, new: Tree) -> Ids:
    """What has another id than before and is the same, or calls its former id so."""
    before = entries_by_kind(old)
    after = entries_by_kind(new)
    renamed = [
        *_renamed_actors(old, new),
        *_renamed_entries("brief", "", before["brief"], after["brief"]),
        *_renamed_entries("topic", "", before["topic"], after["topic"]),
    ]
    ids: dict[Key, str] = dict(renamed)
    current = {brief.id: brief for brief in after["brief"]}
    for brief in before["brief"]:
        new_id = ids.get(("brief", brief.id, ""), brief.id)
        if new_id in current:
            for name, entries in current[new_id].entries.items():
                ids.update(
                    _renamed_entries("entry", brief.id, brief.entries[name], entries)
                )
    return ids


def _renamed_actors(old: Tree, new: Tree) -> Iterator[Rename]:
    before = Actors()
    after = Actors()
    ids: set[str] = set()
    for actors, files in ((before, old), (after, new)):
        for file, of_file in files.items():
            if of_file.kind in {"brief", "actor"}:
                ids |= actors.add(file.path, of_file.data)
    identities = {id_: before.identity(id_) for id_ in ids}
    for old_id, new_id in after.renamed(ids, identities).items():
        yield Rename(("actor", old_id, ""), new_id)


def _renamed_entries(
    kind: str, brief: str, old: Sequence[Entry], new: Sequence[Entry]
) -> Iterator[Rename]:
    """The new entries that name the id of a single old one, which is gone, as their former id."""
    old_ids = {former.id for former in old}
    new_ids = {current.id for current in new}
    for current in new:
        gone = old_ids.intersection(current.former_ids) - new_ids
        if current.id not in old_ids and len(gone) == 1:
            (former_id,) = gone
            yield Rename((kind, former_id, brief), current.id)


def _carried_over(old: Tree, new: Tree, ids: Ids) -> Tree:
    """The old files with the ids of the new ones in their references."""
    by_path = {file.path: of_file for file, of_file in new.items()}
    carried: dict[RawFile, FileEntries] = {}
    for file, of_file in old.items():
        path = PurePosixPath(file.path)
        new_id = ids.get((of_file.kind, path.stem, ""), path.stem)
        after = by_path.get(str(path.with_stem(new_id)))
        carried[file] = of_file
        if of_file.kind == "verification record":
            records = [_renamed_record(record, ids) for record in of_file.entries or ()]
            carried[file] = of_file._replace(entries=records)
        elif after and of_file.kind in _MODELS:
            model = _MODELS[of_file.kind]
            data, renamed = renames.carried_over(model, of_file.data, after.data, ids)
            sources = [rename for rename in renamed if rename.key[0] == "source"]
            (before,) = _entries(of_file.kind, file, data)
            carried[file] = of_file._replace(
                entries=[replace(before, renamed=tuple(sources))]
            )
    return carried


def _renamed_record(record: Entry, ids: Ids) -> Entry:
    """The record of a quote with the present ids of its brief and of the quote."""
    brief, _, quote = record.id.partition("#")
    new_brief = ids.get(("brief", brief, ""), brief)
    new_quote = ids.get(("entry", quote, brief), quote)
    return replace(record, id=f"{new_brief}#{new_quote}")


def _read(
    kind: str, file: RawFile, read: Callable[[RawFile], Data | None]
) -> FileEntries:
    if kind == "version":
        return FileEntries(kind, [entry.from_version(file)])
    data = read(file)
    if data is None:
        return FileEntries(kind, None)
    return FileEntries(kind, _entries(kind, file, data), data)


def _entries(kind: str, file: RawFile, data: Data) -> list[Entry]:
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
