"""The history of each brief and of each profile of an actor, from the versions of their files in git."""

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from operator import attrgetter
from pathlib import Path, PurePosixPath
from typing import Any, Protocol, TypeVar

from pydantic import TypeAdapter

from briefing_site.format import BRIEF, EdtfDate, Profile, dates
from briefing_site.history import claims, content, entry, forecasts, git
from briefing_site.history import versions as file_versions
from briefing_site.history.changes import Change, compare
from briefing_site.history.claims import FirstDays
from briefing_site.history.entry import Data
from briefing_site.history.forecasts import RecordedForecast, Terms
from briefing_site.history.git import BlobReader, Checkout, FileVersion
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
    briefs: list[FileVersion] = []
    profiles: list[FileVersion] = []
    briefs_and_profiles: list[FileVersion] = []
    records: list[FileVersion] = []
    for commit in commits:
        for version in commit.versions:
            if version.path in skipped:
                continue
            if version.path == claims.PATH:
                records.append(version)
                continue
            briefs_and_profiles.append(version)
            if is_profile(version.path):
                profiles.append(version)
            else:
                briefs.append(version)
    oldest = commits[0].day if commits and checkout.is_shallow else ""
    with git.reader(root) as blobs:
        load = _Loader(blobs, store, program).load
        return Histories(
            briefs=histories(briefs, load, oldest=oldest),
            claims=claims.first_days(records, load, oldest=oldest),
            profiles=profile_revisions(profiles, load),
            identities=identity_revisions(briefs_and_profiles, load),
            until=dates.parse(commits[-1].day) if commits else None,
        )


def histories(
    versions: Sequence[FileVersion], load: Load, *, oldest: str = ""
) -> dict[str, History]:
    """The history of each brief, also of deleted ones, by slug.

    `oldest` is the first day of a shallow clone, which stands for everything before it, or else empty.
    """
    files = file_versions.by_name(versions)
    by_slug: dict[str, History] = {}
    for slug in sorted(files):
        names = file_versions.all_names(slug, files, load)
        paths = {files[name][0].path for name in names}
        of_brief = [version for version in versions if version.path in paths]
        seen = file_versions.seen(of_brief, load)
        if seen:
            with stage(marked("reading the history of"), files[slug][0].path):
                history = _history(seen, oldest)
            by_slug[slug] = replace(history, former_slugs=tuple(names[1:]))
    return by_slug


def _history(seen: Sequence[SeenVersion], oldest: str) -> History:
    """The history of a brief whose versions readers saw."""
    known_since = dates.parse(seen[0].day)
    return History(
        published=None if known_since.text == oldest else known_since,
        known_since=known_since,
        revisions=_revisions(seen, _compare_briefs),
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


def profile_revisions(
    versions: Sequence[FileVersion], load: Load
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
                revisions = _revisions(seen, _compare_profiles)
            if revisions:
                by_id[id_] = revisions
    return by_id


def identity_revisions(
    versions: Sequence[FileVersion], load: Load
) -> dict[str, tuple[Revision, ...]]:
    """How the name and the kind of each actor changed, by id, the newest first.

    They are those of its profile, or else of the first brief that has them. The versions are those of all
    profiles and briefs, the oldest first.
    """
    definitions: defaultdict[str, dict[str, Data]] = defaultdict(dict)
    """The names and kinds by id, and by the path of the file that has them."""
    defined: dict[str, dict[str, Data]] = {}
    """The same by the path of the file, and by id."""
    seen: defaultdict[str, list[SeenVersion]] = defaultdict(list)
    for day, versions_of_day in groupby(versions, key=attrgetter("day")):
        ids: set[str] = set()
        for version in versions_of_day:
            data = load(version)
            if data is None and version.blob:  # it stops a build, so no reader saw it
                continue
            former = defined.get(version.path, {})
            current = _identities(version.path, data or {})
            for id_ in former:
                del definitions[id_][version.path]
            for id_, identity in current.items():
                definitions[id_][version.path] = identity
            defined[version.path] = current
            ids |= former.keys() | current.keys()
        for id_ in ids:
            identity = _first_identity(definitions[id_])
            if identity:
                seen[id_].append(SeenVersion(day, identity))
    by_id: dict[str, tuple[Revision, ...]] = {}
    for id_, of_actor in sorted(seen.items()):
        revisions = _revisions(of_actor, _compare_profiles)
        if revisions:
            by_id[id_] = revisions
    return by_id


def _identities(path: str, data: Data) -> dict[str, Data]:
    """The names and the kinds in a file of a profile or a brief, by the ids of actors."""
    if is_profile(path):
        return {PurePosixPath(path).stem: _identity(data)}
    identities: dict[str, Data] = {}
    actors = data.get(ACTORS)
    if not isinstance(actors, list):
        return identities
    for actor in actors:
        if isinstance(actor, dict):
            identities[entry.one_line(actor.get("id"))] = _identity(actor)
    return identities


def _identity(data: Data) -> Data:
    return {key: entry.one_line(data.get(key)) for key in ("name", "kind")}


def _first_identity(by_path: Mapping[str, Data]) -> Data:
    """The first name and the first kind: those of the profile, then those of briefs by path."""
    identity: dict[str, str] = {}
    paths = sorted(by_path, key=lambda path: (not is_profile(path), path))
    for path in paths:
        for key, text in by_path[path].items():
            if text:
                identity.setdefault(key, text)
    return identity


def _revisions(
    seen: Sequence[SeenVersion], compare_data: Callable[[Data, Data], Change | None]
) -> tuple[Revision, ...]:
    """What each day changed for readers, the newest day first. The first version is no revision."""
    revisions: list[Revision] = []
    data = seen[0].data if seen else {}
    for day, versions_of_day in groupby(seen, key=attrgetter("day")):
        last = list(versions_of_day)[-1]
        change = compare_data(data, last.data)
        if change:
            revisions.append(Revision(dates.parse(day), change))
        data = last.data
    revisions.reverse()
    return tuple(revisions)


def _compare_briefs(old: Data, new: Data) -> Change | None:
    """What changed between two versions of a brief.

    Only the fields that differ are made into entries, as that would take most of the time.
    """
    return compare(
        "brief",
        entry.from_brief("", _differing(old, new)),
        entry.from_brief("", _differing(new, old)),
    )


def _differing(data: Data, other: Data) -> Data:
    """The fields of the data that have another value in the other data, or are missing there."""
    return {key: value for key, value in data.items() if other.get(key) != value}


def _compare_profiles(old: Data, new: Data) -> Change | None:
    return compare(
        "actor", entry.from_record(Profile, old), entry.from_record(Profile, new)
    )
