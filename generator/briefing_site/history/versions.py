"""Which versions of a brief readers saw, under all its names."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import PurePosixPath
from typing import NamedTuple, TypeGuard

from briefing_site.history.entry import Data
from briefing_site.history.git import FileVersion

Load = Callable[[FileVersion], Data | None]
"""Returns what a version contains; `None` if the file was deleted or can't be read."""
FilesByName = Mapping[str, Sequence[FileVersion]]
"""The versions of each file, the oldest first, by the name of the file without its ending."""


class SeenVersion(NamedTuple):
    """A version of a brief or a profile that readers could see, and what it says."""

    day: str
    data: Data


def by_name(versions: Iterable[FileVersion]) -> FilesByName:
    files: defaultdict[str, list[FileVersion]] = defaultdict(list)
    for version in versions:
        files[PurePosixPath(version.path).stem].append(version)
    return files


def seen(versions: Iterable[FileVersion], load: Load) -> list[SeenVersion]:
    """What readers saw, after each commit: git can't say which were pushed together.

    They never saw drafts, nor versions that can't be read, because these stop a build; and a brief that was
    deleted and comes back is the same to them.
    """
    seen_versions: list[SeenVersion] = []
    for version in versions:
        data = load(version)
        if _is_published(data):
            seen_versions.append(SeenVersion(version.day, data))
    return seen_versions


def _is_published(data: Data | None) -> TypeGuard[Data]:
    if not data:
        return False
    return data.get("status") != "draft"


def all_names(slug: str, files: FilesByName, load: Load) -> list[str]:
    """The names that a brief has had, its present one first.

    A former name counts if no file has it now, and if no file had it while the brief had another name: that
    was another brief, which was merged into this one.
    """
    names = [slug]
    for name in names:
        for former in _formerly(files[name], load):
            is_gone = former in files and not files[former][-1].blob
            if not is_gone or former in names:
                continue
            if not _were_beside(former, names, files, load):
                names.append(former)
    return names


def _formerly(versions: Sequence[FileVersion], load: Load) -> list[str]:
    """The former names in the last published version."""
    for version in reversed(versions):
        data = load(version)
        if _is_published(data):
            names = data.get("formerly")
            if not isinstance(names, list):
                return []
            return [name for name in names if isinstance(name, str)]
    return []


def _were_beside(
    name: str, others: Iterable[str], files: FilesByName, load: Load
) -> bool:
    """Whether a file was published at the end of a day at which one of the others was, too."""
    days = _days(files[name], load)
    for other in others:
        days_of_other = _days(files[other], load)
        is_published = False
        is_other_published = False
        for day in sorted({*days, *days_of_other}):
            is_published = days.get(day, is_published)
            is_other_published = days_of_other.get(day, is_other_published)
            if is_published and is_other_published:
                return True
    return False


def _days(versions: Iterable[FileVersion], load: Load) -> dict[str, bool]:
    """Whether a file was published at the end of each day that changed it."""
    return {version.day: _is_published(load(version)) for version in versions}
