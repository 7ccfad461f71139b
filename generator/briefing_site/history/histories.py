"""The history of every brief, and of the profiles of actors, from their versions in git.

Each version is read as the check reads it, and whole.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from typing import Protocol, TypeVar

from pydantic import TypeAdapter

from briefing_site.format import BRIEF, Brief, EdtfDate, Profile, Record, dates
from briefing_site.history import claims, content, entry, forecasts, git
from briefing_site.history import versions as file_versions
from briefing_site.history.changes import Change, compare
from briefing_site.history.claims import Claim, FirstDays
from briefing_site.history.content import BriefVersion
from briefing_site.history.entry import Data
from briefing_site.history.forecasts import RecordedForecast, Terms
from briefing_site.history.git import BlobReader, Checkout, FileVersion
from briefing_site.history.versions import Load, SeenVersion
from briefing_site.reading.brief_files import is_profile

FILES = (
    ":(glob)briefs/*.yml",
    ":(exclude)briefs/topics.yml",
    ":(exclude)briefs/glossary.yml",
    ":(glob)briefs/actors/*.yml",
)
(ACTORS,) = BRIEF.actors


@dataclass(frozen=True)
class Revision:
    date: EdtfDate
    change: Change
    """From what was there before, or was published first, to what was there at its end."""


@dataclass(frozen=True)
class History:
    """When a brief was published, and its revisions since then, the newest first."""

    published: EdtfDate | None
    """The day of its first version that is not a draft; `None` if that is older than what is known."""
    known_since: EdtfDate
    revisions: tuple[Revision, ...]
    claimed_days: Mapping[str, EdtfDate | None] = field(default_factory=dict)
    """The days here of which a commit claims another one, and that; `None` if it claims none."""
    forecasts: Mapping[Terms, RecordedForecast] = field(default_factory=dict)
    """All that were ever there, by their terms."""
    names: Mapping[str, str] = field(default_factory=dict)
    """Of the actors of its former versions, by id; empty if none of these has it."""
    profiles: Mapping[str, tuple[Revision, ...]] = field(default_factory=dict)
    """How the profiles of its actors changed, by id, the newest first."""


@dataclass(frozen=True)
class Histories:
    """What git knows; nothing without it."""

    briefs: Mapping[str, History] = field(default_factory=dict)
    """By slug, those that are or were published."""
    claims: FirstDays = field(default_factory=dict)
    profiles: Mapping[str, tuple[Revision, ...]] = field(default_factory=dict)
    """How the profiles of actors changed, by id, the newest first."""
    until: EdtfDate | None = None
    """The day of the commit that is checked out."""


Value = TypeVar("Value")


class VersionStore(Protocol):
    """Keeps what versions contain, for the next run; it may lose any of it."""

    def get(self, key: str, shape: TypeAdapter[Value], /) -> Value | None: ...
    def put(self, key: str, value: object, /) -> None: ...


# tuples of one, as a version that can't be read is `None` in the store, too
_VERSION: TypeAdapter[tuple[BriefVersion | None]] = TypeAdapter(
    tuple[BriefVersion | None]
)
_CLAIMS: TypeAdapter[tuple[list[Claim] | None]] = TypeAdapter(tuple[list[Claim] | None])


class _Loader:
    """Reads what versions contain: from the store, or else from git."""

    def __init__(
        self, blobs: BlobReader, store: VersionStore | None, program: str
    ) -> None:
        self._blobs = blobs
        self._store = store
        self._program = program

    def brief(self, blob: str) -> BriefVersion | None:
        return self._version(blob, Brief)

    def profile(self, blob: str) -> BriefVersion | None:
        return self._version(blob, Profile)

    def _version(self, blob: str, model: type[Record]) -> BriefVersion | None:
        def read() -> BriefVersion | None:
            return content.read_version(self._blobs.read(blob), model)

        return self._load(f"{model.__name__}/{blob}", _VERSION, read)

    def claims(self, blob: str) -> list[Claim] | None:
        def read() -> list[Claim] | None:
            return claims.read(self._blobs.read(blob))

        return self._load(f"claims/{blob}", _CLAIMS, read)

    def _load(
        self,
        name: str,
        shape: TypeAdapter[tuple[Value | None]],
        read: Callable[[], Value | None],
    ) -> Value | None:
        if self._store is None:
            return read()
        key = f"versions/{self._program}/{name}"
        stored = self._store.get(key, shape)
        if stored is not None:
            return stored[0]
        value = read()
        self._store.put(key, [value])
        return value


def read(
    root: Path,
    checkout: Checkout | None,
    *,
    store: VersionStore | None = None,
    program: str = "",
) -> Histories:
    """The history of each published brief; nothing without git.

    What is read is kept in the `store` for the `program`, which is a digest of it.
    """
    if checkout is None:
        return Histories()
    commits = git.main_line(root, *FILES)
    briefs: list[FileVersion] = []
    profiles: list[FileVersion] = []
    for commit in commits:
        for version in commit.versions:
            if is_profile(version.path):
                profiles.append(version)
            elif version.path != claims.PATH:
                briefs.append(version)
    with git.reader(root) as blobs:
        loader = _Loader(blobs, store, program)
        return Histories(
            briefs=histories(briefs, loader.brief, is_shallow=checkout.is_shallow),
            claims=claims.first_days(
                commits, loader.claims, is_shallow=checkout.is_shallow
            ),
            profiles=profile_revisions(profiles, loader.profile),
            until=dates.parse(commits[-1].day) if commits else None,
        )


def histories(
    versions: Sequence[FileVersion], load: Load, *, is_shallow: bool
) -> dict[str, History]:
    """The history of each brief, also of those that are gone.

    In a shallow clone, the first day stands for everything before it.
    """
    files = file_versions.by_name(versions)
    oldest = versions[0].day if versions and is_shallow else ""
    by_slug: dict[str, History] = {}
    for slug in sorted(files):
        names, merged_names = file_versions.former_names(slug, files, load)
        paths = {files[name][0].path for name in names}
        of_brief = [version for version in versions if version.path in paths]
        seen = file_versions.seen(of_brief, load)
        merged: list[SeenVersion] = []
        for name in merged_names:
            merged += file_versions.seen(files[name], load)
        if seen:
            by_slug[slug] = _history(seen, merged, oldest)
    return by_slug


def _history(
    seen: Sequence[SeenVersion], merged: Sequence[SeenVersion], oldest: str
) -> History:
    """When a brief was published, and how it changed since.

    Of briefs that were `merged` into it, forecasts keep their records. `oldest` is a day that stands for
    everything before it; empty if there is none.
    """
    known_since = dates.parse(seen[0].day)
    claimed_days: dict[str, EdtfDate | None] = {}
    for version in seen:
        if version.claimed_day is not None:
            day = dates.parse(version.claimed_day) if version.claimed_day else None
            claimed_days[version.day] = day
    return History(
        published=None if known_since.text == oldest else known_since,
        known_since=known_since,
        revisions=_revisions(seen, _compare_briefs),
        claimed_days=claimed_days,
        forecasts=forecasts.record(seen, merged, oldest),
        names=_actor_names(seen[:-1]),
    )


def _actor_names(versions: Sequence[SeenVersion]) -> dict[str, str]:
    names: dict[str, str] = {}
    for version in versions:
        for actor in version.data.get(ACTORS) or ():
            if isinstance(actor, dict):
                names[str(actor.get("id", ""))] = str(actor.get("name", ""))
    return names


def profile_revisions(
    versions: Sequence[FileVersion], load: Load
) -> dict[str, tuple[Revision, ...]]:
    """How each profile changed that did."""
    by_id: dict[str, tuple[Revision, ...]] = {}
    for id_, of_file in sorted(file_versions.by_name(versions).items()):
        if len(of_file) > 1:
            seen = file_versions.seen(of_file, load)
            revisions = _revisions(seen, _compare_profiles)
            if revisions:
                by_id[id_] = revisions
    return by_id


def _revisions(
    seen: Sequence[SeenVersion], compare_data: Callable[[Data, Data], Change | None]
) -> tuple[Revision, ...]:
    """How each day changed what readers had seen before, the newest first."""
    revisions: list[Revision] = []
    data = seen[0].data if seen else {}
    for day, versions_of_day in groupby(seen, key=attrgetter("day")):
        *_, last = versions_of_day
        change = compare_data(data, last.data)
        if change:
            revisions.append(Revision(dates.parse(day), change))
        data = last.data
    revisions.reverse()
    return tuple(revisions)


def _compare_briefs(old: Data, new: Data) -> Change | None:
    """What changed; to make entries of what did not would take most of the time."""
    return compare(
        "brief",
        entry.from_brief("", _differing(old, new)),
        entry.from_brief("", _differing(new, old)),
    )


def _differing(data: Data, other: Data) -> Data:
    return {key: value for key, value in data.items() if other.get(key) != value}


def _compare_profiles(old: Data, new: Data) -> Change | None:
    return compare(
        "actor", entry.from_record(Profile, old), entry.from_record(Profile, new)
    )
