"""The history of every brief, from its versions in git.

Each version is read as the check reads it, and whole.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import groupby
from operator import attrgetter
from pathlib import Path, PurePosixPath
from typing import Protocol, TypeVar

from pydantic import TypeAdapter

from generator.format import dates
from generator.format.brief import Brief
from generator.history import entry, git
from generator.history.changes import History, Revision, compare
from generator.history.entry import BriefVersion, Data
from generator.history.git import Checkout, FileVersion
from generator.reading.folder import Collection, RawFile

FILES = (":(glob)briefs/*.yml", ":(exclude)briefs/topics.yml", ":(exclude)briefs/verification.yml")

Load = Callable[[str], BriefVersion | None]
"""Returns a version by its blob; `None` if it can't be read."""
Value = TypeVar("Value")
_STORED: TypeAdapter[tuple[BriefVersion | None]] = TypeAdapter(tuple[BriefVersion | None])


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

        def load(blob: str) -> BriefVersion | None:
            key = f"versions/{program}/{blob}"
            kept = store.get(key, _STORED) if store else None
            if kept is not None:
                return kept[0]
            version = entry.read_brief(contents(blob))
            if store:
                store.put(key, [version])
            return version

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
    found = {}
    for slug, own in sorted(files.items()):
        if not own[-1].blob:
            continue
        brief = current.get(own[-1].blob) if len(own) == 1 else None
        if brief is not None and not brief.formerly:  # of most briefs, there is nothing to read
            published = own[0].day if brief.status != "draft" else None
            revisions: list[Revision] = []
        else:
            names = _names(slug, files, load)
            paths = {files[name][0].path for name in names}
            published, revisions = _revisions((each for each in versions if each.path in paths), load)
        if published is not None:
            is_older = is_shallow and published == versions[0].day
            day = dates.parse(published)
            found[slug] = History(None if is_older else day, day, tuple(reversed(revisions)))
    return found


def _names(slug: str, files: Mapping[str, Sequence[FileVersion]], load: Load) -> list[str]:
    """The name of a brief, then its former names, none of which is in use again."""
    names = [slug]
    for name in names:
        seen = (load(each.blob) for each in reversed(files[name]) if each.blob)
        last = next((each.data for each in seen if each and each.is_published), None)
        former = last.get("formerly") if last else None
        names += [
            each
            for each in (former if isinstance(former, list) else ())
            if isinstance(each, str) and each in files and each not in names and not files[each][-1].blob
        ]
    return names


def _revisions(versions: Iterable[FileVersion], load: Load) -> tuple[str | None, list[Revision]]:
    """When a brief was published, and how each day changed what readers had seen before.

    Readers never saw drafts, nor versions that can't be read, because these stop a build; and a brief that
    was deleted and comes back is the same to them. Of several versions of a day, the last that passes the
    check counts.
    """
    published: str | None = None
    before: Data = {}
    revisions: list[Revision] = []
    for day, of_day in groupby(versions, key=attrgetter("day")):
        read = [found for each in of_day if each.blob and (found := load(each.blob)) and found.is_published]
        if not read:
            continue
        now = ([each for each in read if each.is_valid] or read)[-1].data
        if published is None:
            published = day
        else:
            revisions += _revision(day, before, now)
        before = now
    return published, revisions


def _revision(day: str, before: Data, after: Data) -> list[Revision]:
    """What changed; only what differs is made into entries, which takes most of the time."""
    old, new = (
        entry.from_brief("", {key: value for key, value in one.items() if other.get(key) != value})
        for one, other in ((before, after), (after, before))
    )
    change = compare("brief", old, new)
    return [Revision(dates.parse(day), change)] if change else []
