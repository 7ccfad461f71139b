"""The history of every brief, from its versions in git."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import groupby
from operator import attrgetter
from pathlib import Path, PurePosixPath

from generator.format import dates, limits
from generator.history import entry, excerpts, git
from generator.history.changes import History, Revision, compare
from generator.history.entry import Entry
from generator.history.excerpts import Sections
from generator.history.git import Checkout, FileVersion, Read
from generator.reading.folder import RawFile
from generator.reading.yaml import composer

FILES = (":(glob)briefs/*.yml", ":(exclude)briefs/topics.yml", ":(exclude)briefs/verification.yml")


def read(root: Path, checkout: Checkout | None) -> dict[str, History]:
    """The history of each published brief, by slug; empty without git."""
    if checkout is None:
        return {}
    versions = git.versions(root, *FILES)
    with git.reader(root) as contents:
        return histories(versions, contents, is_shallow=checkout.is_shallow)


def histories(versions: Sequence[FileVersion], read: Read, *, is_shallow: bool) -> dict[str, History]:
    """The history of each brief. In a shallow clone the first day stands for everything before it."""
    files: defaultdict[str, list[FileVersion]] = defaultdict(list)
    for version in versions:
        files[PurePosixPath(version.path).stem].append(version)
    tracks = {slug: _track(files[slug], read) for slug in sorted(files)}
    found = {}
    for slug, (life, _) in tracks.items():
        if life is not None:
            published, revisions = _joined(life, tracks, read, {slug})
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


def _track(versions: Sequence[FileVersion], read: Read) -> _Track:
    """Compare the version at the end of each day with the one that readers saw before.

    Readers never saw drafts, nor versions that can't be read, because these stop a build.
    """
    life: _Life | None = None
    past: _Life | None = None
    seen: Sections = ()
    ends = [[*of_a_day][-1] for _, of_a_day in groupby(versions, key=attrgetter("day"))]
    contents = iter(read([each.blob for each in ends if each.blob]))
    for version in ends:
        if not version.blob:
            past, life = life or past, None
            continue
        now = _sections(next(contents))
        head = _part(excerpts.only(now, "status", "formerly"))
        if not now or head is None or head.fields["status"] == "draft":
            continue
        if life is not None:
            before, after = _both(seen, now)
            if after is None:
                continue
            if before is None:
                life = None
            else:
                life.revisions += _revision(version.day, before, after)
                life.last = version
        life = life or _Life(version, version)
        life.former, seen = head.former, now
    return life, past


def _joined(
    life: _Life, tracks: Mapping[str, _Track], read: Read, seen: set[str]
) -> tuple[str, list[Revision]]:
    """When a brief was published, and its revisions, including those under its former names."""
    for former in life.former:
        past = tracks[former][1] if former in tracks and former not in seen else None
        if past is not None:
            published, revisions = _joined(past, tracks, read, seen | {former})
            before, after = _both(*map(_sections, read([past.last.blob, life.first.blob])))
            renamed = _revision(life.first.day, before, after) if before and after else []
            return published, [*revisions, *renamed, *life.revisions]
    return life.first.day, life.revisions


def _revision(day: str, before: Entry, after: Entry) -> list[Revision]:
    change = compare("brief", before, after)
    return [Revision(dates.parse(day), change)] if change else []


def _sections(content: bytes) -> Sections:
    """The sections of a version; none if it is empty or too large."""
    text = content.decode("utf-8-sig", "replace") if len(content) <= limits.FILE.size else ""
    return excerpts.sections(text.replace("\r\n", "\n").replace("\r", "\n"))


def _both(old: Sections, new: Sections) -> tuple[Entry | None, Entry | None]:
    """What differs in two versions; `None` for one that can't be read."""
    before, after = map(_part, excerpts.differing(old, new))
    return (before, after) if before and after else (_whole(old), _whole(new))


@lru_cache(maxsize=16)  # most parts are empty
def _part(text: str) -> Entry | None:
    """A part of a brief; `None` if it can't be read on its own."""
    document, errors = composer.compose("", text.encode())
    data = document.data() or {}
    return entry.of_brief("", data) if isinstance(data, dict) and not errors else None


def _whole(cut: Sections) -> Entry | None:
    data = entry.read(RawFile("", "\n".join(cut).encode()))
    return None if data is None else entry.of_brief("", data)
