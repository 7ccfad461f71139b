"""Which versions of a brief readers saw, under all its names."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import groupby
from operator import attrgetter
from pathlib import PurePosixPath
from typing import NamedTuple

from briefing_site.history.content import BriefVersion
from briefing_site.history.entry import Data
from briefing_site.history.git import FileVersion

Load = Callable[[str], BriefVersion | None]
"""Returns a version by its blob; `None` if it can't be read."""
FilesByName = Mapping[str, Sequence[FileVersion]]
"""The versions of each file, the oldest first, by the name of the file without its ending."""


class SeenVersion(NamedTuple):
    """A version of a brief or a profile that readers could see, and what it says."""

    day: str
    path: str
    claimed_day: str | None
    """As that of a `FileVersion`."""
    data: Data


def by_name(versions: Iterable[FileVersion]) -> FilesByName:
    files: defaultdict[str, list[FileVersion]] = defaultdict(list)
    for version in versions:
        files[PurePosixPath(version.path).stem].append(version)
    return files


def seen(versions: Iterable[FileVersion], load: Load) -> list[SeenVersion]:
    """What readers saw, after each commit: git can't say which were pushed together.

    They never saw drafts, nor versions that can't be read, because these stop a build; and a brief that was
    deleted and comes back is the same to them. What the check refuses may be in an older format: it counts
    if nothing of its day passes.
    """
    all_seen: list[SeenVersion] = []
    for _, versions_of_day in groupby(versions, key=attrgetter("day")):
        valid: list[SeenVersion] = []
        invalid: list[SeenVersion] = []
        for version in versions_of_day:
            content = load(version.blob) if version.blob else None
            if content and content.is_published:
                row = SeenVersion(
                    version.day, version.path, version.claimed_day, content.data
                )
                if content.is_valid:
                    valid.append(row)
                else:
                    invalid.append(row)
        all_seen += valid or invalid
    return all_seen


def former_names(
    slug: str, files: FilesByName, load: Load
) -> tuple[list[str], list[str]]:
    """The names of a brief, its present one first, and those of briefs that were merged into it.

    These were published beside it. Of either, only its present name is in use.
    """
    names = [slug]
    merged: list[str] = []
    queue = [slug]
    for name in queue:
        for former in _formerly(files[name], load):
            is_gone = former in files and not files[former][-1].blob
            if is_gone and former not in queue:
                queue.append(former)
                if name in names and not _were_beside(former, names, files, load):
                    names.append(former)
                else:
                    merged.append(former)
            elif former in names[1:] and name in merged:
                names.remove(former)  # the merged brief had that name
                merged.append(former)
    return names, merged


def _formerly(versions: Sequence[FileVersion], load: Load) -> list[str]:
    """The former names in the last published version."""
    for version in reversed(versions):
        content = load(version.blob) if version.blob else None
        if content and content.is_published:
            names = content.data.get("formerly")
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
    days: dict[str, bool] = {}
    for version in versions:
        content = load(version.blob) if version.blob else None
        days[version.day] = content is not None and content.is_published
    return days
