"""What changed between two trees of files: working trees or commits."""

from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath
from typing import Any

from generator.format.profile import Profile
from generator.format.topics import TopicEntry
from generator.history import entry, permalinks
from generator.history.comparison import compare_all
from generator.history.entry import Data, Entries
from generator.history.records import Changes
from generator.reading.folder import VERIFICATION, Collection, ParsedFile, RawFile

Tree = Mapping[RawFile, Data | None]
"""Files with their content; `None` for one that is not compared."""


def tree(files: Iterable[RawFile], known: Tree | None = None) -> Tree:
    """Read the files without validating them; those that are the same in `known` are not read again."""
    known = known or {}
    return {file: known[file] if file in known else _read(file) for file in files if _kind(file)}


def checked(files: Iterable[RawFile], collection: Collection) -> Tree:
    """The files, with the content of those without errors; `collection` is the result of reading them."""
    parsed: list[ParsedFile[Any]] = [*collection.briefs, *collection.profiles]
    parsed += [each for each in (collection.topics, collection.verification) if each]
    valid: dict[str, Any] = {
        each.document.path: each.document.data() for each in parsed if each.record is not None
    }
    return {
        file: _read(file) if _kind(file) == "version" else valid.get(file.path)
        for file in files
        if _kind(file)
    }


def _read(file: RawFile) -> Data | None:
    return entry.read_version(file) if _kind(file) == "version" else entry.read(file)


def compare(old: Tree, new: Tree) -> Changes:
    """All changes and broken permalinks. Files that can't be read on both sides are left out."""
    unreadable, unreadable_before = _unreadable(new), _unreadable(old)
    left_out = unreadable | unreadable_before
    before, after = (
        entries({file: data for file, data in one.items() if file not in other and file.path not in left_out})
        for one, other in ((old, new), (new, old))
    )
    changes = {
        kind: tuple(
            sorted(
                compare_all(kind, before[kind], after[kind], alike=kind not in {"record", "version"}),
                key=lambda each: each.entry.id,
            )
        )
        for kind in after
    }
    kept = {file: data for file, data in old.items() if file.path in unreadable}
    return Changes(
        changes["brief"],
        changes["actor"],
        changes["topic"],
        changes["record"],
        tuple(permalinks.broken(entries(old), entries(new), entries(kept), changes)),
        tuple(sorted(unreadable)),
        tuple(sorted(unreadable_before - unreadable)),
        changes["version"],
    )


def _unreadable(files: Tree) -> frozenset[str]:
    return frozenset(file.path for file, data in files.items() if data is None)


def entries(files: Tree) -> Entries:
    """What is in the files, by what it is called."""
    found: Entries = {"brief": [], "actor": [], "topic": [], "record": [], "version": []}
    for file, data in files.items():
        kind, id_ = _kind(file), PurePosixPath(file.path).stem
        match kind:
            case _ if data is None:
                made = []
            case "brief":
                made = [entry.of_brief(id_, data)]
            case "actor":
                made = [entry.of_record(Profile, data, id_)]
            case "record":
                made = list(entry.of_verifications(data))
            case "version":
                made = [entry.of_version(file, data)]
            case _:
                topics = [(topic, each) for topic, each in sorted(data.items()) if isinstance(each, dict)]
                made = [entry.of_record(TopicEntry, each, topic) for topic, each in topics]
        found[kind] += made
    return found


def _kind(file: RawFile) -> str:
    """What is in a file, by its place; empty for a file that is not compared."""
    match PurePosixPath(file.path).parts:
        case (_, "versions", _, name) if name.endswith(".json"):
            return "version"
        case (_, "topics.yml"):
            return "topic"
        case (_, name) if name == VERIFICATION:
            return "record"
        case (_, name) if name.endswith(".yml"):
            return "brief"
        case (_, "actors", name) if name.endswith(".yml"):
            return "actor"
    return ""
