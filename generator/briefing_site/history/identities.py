"""How the name and the kind that the site has for each actor changed, and which actors got another id."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from pathlib import PurePosixPath

from briefing_site.format import BRIEF
from briefing_site.history.entry import Data, one_line
from briefing_site.history.git import FileVersion
from briefing_site.history.renames import RenamedActor, former_ids
from briefing_site.history.versions import Load, SeenVersion
from briefing_site.languages.phrase import marked
from briefing_site.reading.brief_files import is_profile
from briefing_site.site.failure import stage

(ACTORS,) = BRIEF.actors


@dataclass(frozen=True)
class Identities:
    """The names and kinds of all actors since the first version."""

    seen: Mapping[str, Sequence[SeenVersion]]
    """Those at the end of each day that may have changed them, by the present ids of actors."""
    paths: Mapping[str, str]
    """The last file that said something of each actor."""
    renamed: tuple[RenamedActor, ...]
    """The oldest first."""


class Actors:
    """The names and kinds of actors in files: that of the profile, or else of the first brief with any."""

    def __init__(self) -> None:
        self._files: defaultdict[str, dict[str, Data]] = defaultdict(dict)
        """The names and kinds by id, and by the path of the file that has them."""
        self._ids: dict[str, Sequence[str]] = {}
        """The ids in each file."""
        self.former_ids: dict[str, Sequence[str]] = {}
        """The former ids in each profile, by id."""

    def add(self, path: str, data: Data) -> set[str]:
        """Take what a file says now in place of what it said; returns the ids that this may change."""
        former = self._ids.get(path, ())
        for id_ in former:
            del self._files[id_][path]
        current = _identities(path, data)
        for id_, identity in current.items():
            self._files[id_][path] = identity
            if is_profile(path):
                self.former_ids[id_] = former_ids(data)
        self._ids[path] = tuple(current)
        return {*former, *current}

    def identity(self, id_: str) -> Data:
        """The name and the kind of an actor; empty if no file has any."""
        identity: dict[str, str] = {}
        by_path = self._files[id_]
        for path in sorted(by_path, key=lambda path: (not is_profile(path), path)):
            for key, text in by_path[path].items():
                if text:
                    identity.setdefault(key, text)
        return identity

    def renamed(self, ids: set[str], before: Mapping[str, Data]) -> dict[str, str]:
        """The actors of these ids that only have another id than before, by the former one.

        The profile has to name the former id, which nothing has now, and nothing had the new one.
        """
        new_ids: dict[str, str] = {}
        for id_ in sorted(ids):
            identity = self.identity(id_)
            if not identity or before.get(id_):
                continue
            gone = []
            for former in self.former_ids.get(id_, ()):
                if before.get(former) and not self._files[former]:
                    gone.append(former)
            if len(gone) == 1 and before[gone[0]] == identity:
                new_ids[gone[0]] = id_
        return new_ids


def read(versions: Sequence[FileVersion], load: Load) -> Identities:
    """The names and kinds in the versions of all profiles and briefs, the oldest first."""
    actors = Actors()
    latest: dict[str, Data] = {}
    seen: defaultdict[str, list[SeenVersion]] = defaultdict(list)
    paths: dict[str, str] = {}
    renamed: list[RenamedActor] = []
    for day, versions_of_day in groupby(versions, key=attrgetter("day")):
        ids: set[str] = set()
        for version in versions_of_day:
            data = load(version)
            if data is None and version.blob:  # it stops a build, so no reader saw it
                continue
            with stage(marked("reading the history of"), version.path):
                ids_of_file = actors.add(version.path, data or {})
            paths.update(dict.fromkeys(ids_of_file, version.path))
            ids |= ids_of_file
        for old_id, new_id in actors.renamed(ids, latest).items():
            renamed.append(RenamedActor(day, old_id, new_id))
            seen[new_id] = seen.pop(old_id)
        for id_ in ids:
            latest[id_] = actors.identity(id_)
            if latest[id_]:
                seen[id_].append(SeenVersion(day, latest[id_]))
    return Identities(seen, paths, tuple(renamed))


def _identities(path: str, data: Data) -> dict[str, Data]:
    """The names and the kinds in a file of a profile or a brief, by the ids of actors."""
    if is_profile(path):
        return {PurePosixPath(path).stem: _identity(data)} if data else {}
    identities: dict[str, Data] = {}
    actors = data.get(ACTORS)
    if not isinstance(actors, list):
        return identities
    for actor in actors:
        if isinstance(actor, dict):
            identities[one_line(actor.get("id"))] = _identity(actor)
    return identities


def _identity(data: Data) -> Data:
    return {key: one_line(data.get(key)) for key in ("name", "kind")}
