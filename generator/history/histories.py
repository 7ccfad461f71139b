"""The history of every brief, from the changes that git tells of."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from generator.format import dates
from generator.history import repository
from generator.history.comparison import compare
from generator.history.repository import Checkout, FileChange
from generator.history.version import Sections, plain, sections
from generator.library.history import History, Revision

FILES = (":(glob)briefs/*.yml", ":(exclude)briefs/topics.yml", ":(exclude)briefs/verification.yml")


def read(root: Path, checkout: Checkout | None) -> dict[str, History]:
    """The history of each published brief, by slug; empty where git knows nothing."""
    if checkout is None:
        return {}
    return histories(repository.file_changes(root, checkout.prefix, *FILES), is_shallow=checkout.is_shallow)


def histories(changes: Iterable[FileChange], *, is_shallow: bool) -> dict[str, History]:
    """What became of each brief. In a shallow clone the first day holds all that is older."""
    tracks: dict[str, _Track] = {}
    first_day = ""
    for change in changes:
        first_day = first_day or change.day
        slug = PurePosixPath(change.path).stem
        track = tracks.setdefault(slug, _Track())
        if change.day != track.day:
            track.end_day()
            track.day = change.day
        track.apply(change)
    for track in tracks.values():
        track.end_day()
    found = {}
    for slug, track in sorted(tracks.items()):
        if track.life:
            published, revisions = _joined(track.life, tracks, {slug})
            is_older = is_shallow and published == first_day
            day = dates.parse(published)
            found[slug] = History(None if is_older else day, day, tuple(reversed(revisions)))
    return found


def _joined(life: "_Life", tracks: Mapping[str, "_Track"], seen: set[str]) -> tuple[str, list[Revision]]:
    """When a brief was published and what changed since, also under the names that it had before."""
    for former in plain(life.last.get("formerly", ())).split(", "):
        past = tracks[former].past if former in tracks and former not in seen else None
        if past:
            published, revisions = _joined(past, tracks, seen | {former})
            return published, [*revisions, *_revision(life.published, past.last, life.first), *life.revisions]
    return life.published, life.revisions


def _revision(day: str, old: Sections, new: Sections) -> list[Revision]:
    changes = compare(old, new)
    return [Revision(dates.parse(day), changes)] if changes else []


@dataclass
class _Life:
    """A brief from the day that it was published: its first and its last version, and what lies between."""

    published: str
    first: Sections
    last: Sections
    revisions: list[Revision] = field(default_factory=list)


@dataclass
class _Track:
    """One file on its way through time: its lines now, and what it was as a brief."""

    day: str = ""
    lines: list[str] = field(default_factory=list)
    life: _Life | None = None
    past: _Life | None = None
    """What it was before it was deleted or renamed."""

    def apply(self, change: FileChange) -> None:
        for hunk in reversed(change.hunks):
            self.lines[hunk.start : hunk.start + hunk.removed] = hunk.added
        if change.is_deleted:
            self.lines = []

    def end_day(self) -> None:
        """Compare what readers see at the end of a day with what they saw before."""
        now = sections(self.lines)
        if not now:
            self.past, self.life = self.life or self.past, None
        elif plain(now.get("status", ())) == "draft":
            return
        elif self.life is None:
            self.life = _Life(self.day, now, now)
        else:
            self.life.revisions += _revision(self.day, self.life.last, now)
            self.life.last = now
