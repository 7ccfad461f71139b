"""The history of each brief and of each profile of an actor, from the versions of their files in git."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from typing import Any, Protocol, TypeVar

from pydantic import TypeAdapter

from briefing_site.format import BRIEF, Brief, EdtfDate, Profile, Record, dates
from briefing_site.history import claims, content, forecasts, git, identities, renames
from briefing_site.history import versions as file_versions
from briefing_site.history.changes import Change, compare_data
from briefing_site.history.claims import FirstDays
from briefing_site.history.entry import Data
from briefing_site.history.forecasts import RecordedForecast, Terms
from briefing_site.history.git import BlobReader, Checkout, FileVersion
from briefing_site.history.renames import RenamedActor
from briefing_site.history.versions import Load, SeenVersion
from briefing_site.languages.phrase import marked
from briefing_site.reading.brief_files import is_profile
from briefing_site.site.failure import stage

FILES = (
    ":(glob)briefs/*.yml",
    ":(exclude)briefs/topics.yml",
    ":(exclude)briefs/glossary.yml",
    ":(exclude)briefs/places.yml",
    ":(glob)briefs/actors/*.yml",
)
(ACTORS,) = BRIEF.actors


@dataclass(frozen=True)
class Revision:
    """What changed in a brief or a profile on a day."""

    date: EdtfDate
    change: Change
    """The difference between what readers saw before that day, or saw first, and what they saw at its end."""


@dataclass(frozen=True)
class History:
    """When a brief was published, and its revisions since then, the newest first."""

    published: EdtfDate | None
    """The day of its first version that is not a draft; `None` if that is before the history that git has."""
    known_since: EdtfDate
    """The day of the first version in the history that git has."""
    revisions: tuple[Revision, ...]
    forecasts: Mapping[Terms, RecordedForecast] = field(default_factory=dict)
    """All forecasts that a version of the brief had, by their terms."""
    former_slugs: tuple[str, ...] = ()
    """The former names of the brief, under which it has its own history, too."""
    names: Mapping[str, str] = field(default_factory=dict)
    """The name of each actor in the last former version that lists it, by id; empty if that gives no name."""
    profiles: Mapping[str, tuple[Revision, ...]] = field(default_factory=dict)
    """How the profiles of its actors changed, by id, the newest first."""


@dataclass(frozen=True)
class Histories:
    """All that git says of the files; everything is empty without git."""

    briefs: Mapping[str, History] = field(default_factory=dict)
    """The histories of all briefs that are or were published, by slug."""
    claims: FirstDays = field(default_factory=dict)
    """Since when `verification.yml` has had each claim about a quote."""
    profiles: Mapping[str, tuple[Revision, ...]] = field(default_factory=dict)
    """How the profiles of actors changed, by id, the newest first."""
    identities: Mapping[str, tuple[Revision, ...]] = field(default_factory=dict)
    """How the names and kinds changed that the site has for actors, by id, the newest first."""
    renamed_actors: tuple[RenamedActor, ...] = ()
    """The actors that got another id and stayed the same, the oldest first."""
    until: EdtfDate | None = None
    """The day of the commit that is checked out."""


Value = TypeVar("Value")


class VersionStore(Protocol):
    """Keeps the content of versions for the next run. It may lose values at any time."""

    def get(self, key: str, shape: TypeAdapter[Value], /) -> Value | None: ...
    def put(self, key: str, value: object, /) -> None: ...


# a version that can't be read is `(None,)`; a store returns `None` for a version that it does not have
_VERSION: TypeAdapter[tuple[Data | None]] = TypeAdapter(tuple[dict[str, Any] | None])


class _Loader:
    """Reads what versions contain: from the store, or else from git."""

    def __init__(
        self, blobs: BlobReader, store: VersionStore | None, program: str
    ) -> None:
        self._blobs = blobs
        self._store = store
        self._program = program

    def load(self, version: FileVersion) -> Data | None:
        with stage(marked("reading the history of"), version.path):
            return self._load(version)

    def _load(self, version: FileVersion) -> Data | None:
        if not version.blob or self._store is None:
            return content.read_version(self._blobs, version)
        key = f"versions/{self._program}/{version.blob}"
        stored = self._store.get(key, _VERSION)
        if stored is not None:
            return stored[0]
        data = content.read_version(self._blobs, version)
        self._store.put(key, [data])
        return data


def read(
    root: Path,
    checkout: Checkout | None,
    *,
    store: VersionStore | None = None,
    program: str = "",
    skipped: Collection[str] = (),
) -> Histories:
    """The history of all files but those that are `skipped`, by path; empty without a checkout.

    The `store` keeps the content of each version under a key with `program`, a digest of the program, because
    another program may read it differently. In a shallow clone, the first day stands for everything before
    it.
    """
    if checkout is None:
        return Histories()
    commits = git.main_line(root, *FILES)
    versions: list[FileVersion] = []
    records: list[FileVersion] = []
    for commit in commits:
        for version in commit.versions:
            if version.path in skipped:
                continue
            if version.path == claims.PATH:
                records.append(version)
            else:
                versions.append(version)
    oldest = commits[0].day if commits and checkout.is_shallow else ""
    with git.reader(root) as blobs:
        load = _Loader(blobs, store, program).load
        return replace(
            of_versions(versions, load, oldest=oldest),
            claims=claims.first_days(records, load, oldest=oldest),
            until=dates.parse(commits[-1].day) if commits else None,
        )


def of_versions(
    versions: Sequence[FileVersion], load: Load, *, oldest: str = ""
) -> Histories:
    """The histories of all briefs and profiles, given their versions, the oldest first.

    `oldest` is the first day of a shallow clone, which stands for everything before it, or else empty.
    """
    briefs = [version for version in versions if not is_profile(version.path)]
    profiles = [version for version in versions if is_profile(version.path)]
    known = identities.read(versions, load)
    revisions: dict[str, tuple[Revision, ...]] = {}
    for id_, seen in sorted(known.seen.items()):
        with stage(marked("reading the history of"), known.paths[id_]):
            of_actor = _revisions(seen, Profile)
        if of_actor:
            revisions[id_] = of_actor
    return Histories(
        briefs=_of_briefs(briefs, load, oldest, known.renamed),
        profiles=_of_profiles(profiles, load, known.renamed),
        identities=revisions,
        renamed_actors=known.renamed,
    )


def _of_briefs(
    versions: Sequence[FileVersion],
    load: Load,
    oldest: str,
    renamed: Sequence[RenamedActor],
) -> dict[str, History]:
    """The history of each brief, also of deleted ones, by slug."""
    files = file_versions.by_name(versions)
    by_slug: dict[str, History] = {}
    for slug in sorted(files):
        names = file_versions.all_names(slug, files, load)
        paths = {files[name][0].path for name in names}
        of_brief = [version for version in versions if version.path in paths]
        seen = file_versions.seen(of_brief, load)
        if seen:
            with stage(marked("reading the history of"), files[slug][0].path):
                history = _history(seen, oldest, renamed)
            by_slug[slug] = replace(history, former_slugs=tuple(names[1:]))
    return by_slug


def _history(
    seen: Sequence[SeenVersion], oldest: str, renamed: Sequence[RenamedActor]
) -> History:
    """The history of a brief whose versions readers saw."""
    known_since = dates.parse(seen[0].day)
    return History(
        published=None if known_since.text == oldest else known_since,
        known_since=known_since,
        revisions=_revisions(seen, Brief, renamed),
        forecasts=forecasts.record(seen, oldest),
        names=_actor_names(seen[:-1]),
    )


def _actor_names(versions: Sequence[SeenVersion]) -> dict[str, str]:
    names: dict[str, str] = {}
    for version in versions:
        for actor in version.data.get(ACTORS) or ():
            if isinstance(actor, dict):
                names[str(actor.get("id", ""))] = str(actor.get("name", ""))
    return names


def _of_profiles(
    versions: Sequence[FileVersion], load: Load, renamed: Sequence[RenamedActor]
) -> dict[str, tuple[Revision, ...]]:
    """The revisions of each profile that was ever changed, by id, the newest first.

    Those under its former ids are among them.
    """
    by_id: dict[str, tuple[Revision, ...]] = {}
    files = file_versions.by_name(versions)
    is_any_gone = any(not of_file[-1].blob for of_file in files.values())
    for id_, of_file in sorted(files.items()):
        of_actor = of_file
        names = [id_]
        if is_any_gone:
            names = file_versions.all_names(id_, files, load)
        if len(names) > 1:
            paths = {files[name][0].path for name in names}
            of_actor = [version for version in versions if version.path in paths]
        if len(of_actor) > 1:
            seen = file_versions.seen(of_actor, load)
            with stage(marked("reading the history of"), files[id_][0].path):
                revisions = _revisions(seen, Profile, renamed)
            if revisions:
                by_id[id_] = revisions
    return by_id


def _revisions(
    seen: Sequence[SeenVersion],
    model: type[Record],
    renamed: Sequence[RenamedActor] = (),
) -> tuple[Revision, ...]:
    """What each day changed for readers, the newest day first. The first version is no revision."""
    revisions: list[Revision] = []
    former = seen[0] if seen else SeenVersion("", {})
    for day, versions_of_day in groupby(seen, key=attrgetter("day")):
        last = list(versions_of_day)[-1]
        ids = renames.between(renamed, former.day, day)
        change = compare_data(model, former.data, last.data, ids)
        if change:
            revisions.append(Revision(dates.parse(day), change))
        former = last
    revisions.reverse()
    return tuple(revisions)
