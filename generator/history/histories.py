"""The history of every brief, from its versions in git.

Each version is read as the check reads it, and whole.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from operator import attrgetter
from pathlib import Path, PurePosixPath
from typing import Protocol, TypeVar

from pydantic import TypeAdapter

from generator.format import dates
from generator.format.brief import Brief
from generator.history import entry, git
from generator.history.changes import History, Revision, compare
from generator.history.entry import Data
from generator.history.git import Checkout, FileVersion
from generator.reading.folder import Collection, RawFile

FILES = (":(glob)briefs/*.yml", ":(exclude)briefs/topics.yml", ":(exclude)briefs/verification.yml")

Load = Callable[[str], Data | None]
"""Returns what a version contains, by its blob; `None` if it can't be read."""
Value = TypeVar("Value")
_DATA: TypeAdapter[tuple[Data | None]] = TypeAdapter(tuple[Data | None])


class VersionStore(Protocol):
    """Keeps what versions contain, for the next run; it may lose any of it."""

    def get(self, key: str, shape: TypeAdapter[Value], /) -> Value | None: ...
    def put(self, key: str, value: object, /) -> None: ...


def read(
    root: Path,
    checkout: Checkout | None,
    collection: Collection | None = None,
    files: Iterable[RawFile] = (),
    *,
    store: VersionStore | None = None,
    program: str = "",
) -> dict[str, History]:
    """The history of each published brief, by slug; empty without git.

    The `collection` is what was read of the `files`, which need not be read again. What is read is kept in
    the `store` for the `program`, which is a digest of it.
    """
    if checkout is None:
        return {}
    versions = git.versions(root, *FILES)
    records = {file.document.path: file.record for file in collection.briefs} if collection else {}
    current = {git.blob(file.content): record for file in files if (record := records.get(file.path))}
    with git.reader(root) as contents:

        def load(blob: str) -> Data | None:
            key = f"versions/{program}/{blob}"
            kept = store.get(key, _DATA) if store else None
            if kept is not None:
                return kept[0]
            data = entry.read(RawFile("", contents(blob)))
            if store:
                store.put(key, [data])
            return data

        return histories(versions, load, current, is_shallow=checkout.is_shallow)


def histories(
    versions: Sequence[FileVersion], load: Load, current: Mapping[str, Brief], *, is_shallow: bool
) -> dict[str, History]:
    """The history of each brief. In a shallow clone the first day stands for everything before it.

    `current` are the records of files that were read, by blob.
    """
    files: defaultdict[str, list[FileVersion]] = defaultdict(list)
    for version in versions:
        files[PurePosixPath(version.path).stem].append(version)
    tracks = {slug: _track(files[slug], load, current) for slug in sorted(files)}
    found = {}
    for slug, (life, _) in tracks.items():
        if life is not None:
            published, revisions = _joined(life, tracks, load, {slug})
            is_older = is_shallow and published == versions[0].day
            day = dates.parse(published)
            found[slug] = History(None if is_older else day, day, tuple(reversed(revisions)))
    return found


@dataclass
class _Life:
    """A brief since it was published: its first and last versions, and the revisions between them."""

    first: FileVersion
    last: FileVersion
    former: tuple[str, ...] = ()
    """Its former names, according to its last version."""
    revisions: list[Revision] = field(default_factory=list)


_Track = tuple[_Life | None, _Life | None]
"""A file as a brief now, and before it was deleted or renamed."""


def _track(versions: Sequence[FileVersion], load: Load, current: Mapping[str, Brief]) -> _Track:
    """Compare the version at the end of each day with the one that readers saw before.

    Readers never saw drafts, nor versions that can't be read, because these stop a build.
    """
    life: _Life | None = None
    past: _Life | None = None
    ends = [[*of_a_day][-1] for _, of_a_day in groupby(versions, key=attrgetter("day"))]
    if len(ends) == 1 and (brief := current.get(ends[0].blob)):  # of most briefs, there is nothing to read
        return None if brief.status == "draft" else _Life(ends[0], ends[0], brief.formerly), None
    seen: Data = {}
    for version in ends:
        if not version.blob:
            past, life = life or past, None
            continue
        now = load(version.blob)
        head = (
            entry.from_brief("", {key: now[key] for key in ("status", "formerly") if key in now})
            if now
            else None
        )
        if not now or head is None or head.fields["status"] == "draft":
            continue
        if life is None:
            life = _Life(version, version)
        else:
            life.revisions += _revision(version.day, seen, now)
            life.last = version
        life.former, seen = head.former, now
    return life, past


def _joined(
    life: _Life, tracks: Mapping[str, _Track], load: Load, seen: set[str]
) -> tuple[str, list[Revision]]:
    """When a brief was published, and its revisions, including those under its former names."""
    for former in life.former:
        past = tracks[former][1] if former in tracks and former not in seen else None
        if past is not None:
            published, revisions = _joined(past, tracks, load, seen | {former})
            renamed = _revision(life.first.day, *(load(each.blob) or {} for each in (past.last, life.first)))
            return published, [*revisions, *renamed, *life.revisions]
    return life.first.day, life.revisions


def _revision(day: str, before: Data, after: Data) -> list[Revision]:
    """What changed; only what differs is made into entries, which takes most of the time."""
    old, new = (
        entry.from_brief("", {key: value for key, value in one.items() if other.get(key) != value})
        for one, other in ((before, after), (after, before))
    )
    change = compare("brief", old, new)
    return [Revision(dates.parse(day), change)] if change else []
