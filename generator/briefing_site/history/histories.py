"""The history of every brief, and of the profiles of actors, from their versions in git.

Each version is read as the check reads it, and whole.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import groupby
from operator import attrgetter
from pathlib import Path, PurePosixPath
from typing import Protocol, TypeVar

from pydantic import TypeAdapter

from briefing_site.format import BRIEF, Brief, EdtfDate, Profile, Record, dates
from briefing_site.format.places import FORECAST
from briefing_site.history import entry, git
from briefing_site.history.changes import (
    Change,
    Histories,
    History,
    RecordedForecast,
    Revision,
    compare,
)
from briefing_site.history.entry import BriefVersion, Claim, Data, Terms
from briefing_site.history.git import Checkout, Commit, FileVersion
from briefing_site.reading import Collection, RawFile
from briefing_site.reading.folder import VERIFICATION, is_profile

FILES = (
    ":(glob)briefs/*.yml",
    ":(exclude)briefs/topics.yml",
    ":(exclude)briefs/glossary.yml",
    ":(glob)briefs/actors/*.yml",
)
RECORDS = f"briefs/{VERIFICATION}"

Load = Callable[[str], BriefVersion | None]
"""Returns a version by its blob; `None` if it can't be read."""
_PERCENT = re.compile("[1-9][0-9]?")
_Seen = tuple[FileVersion, Data]
"""A version of a brief that readers could see, and what it says."""
(FORECASTS,), (PROBABILITY,), (OUTCOME,) = (
    BRIEF.forecasts,
    FORECAST.probability,
    FORECAST.outcome,
)
(ACTORS,) = BRIEF.actors
Value = TypeVar("Value")
_BRIEF: TypeAdapter[tuple[BriefVersion | None]] = TypeAdapter(
    tuple[BriefVersion | None]
)
_CLAIMS: TypeAdapter[tuple[list[Claim] | None]] = TypeAdapter(tuple[list[Claim] | None])


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
) -> Histories:
    """The history of each published brief; nothing without git.

    The `collection` is what was read of the `files`, which need not be read again. What is read is kept in
    the `store` for the `program`, which is a digest of it.
    """
    if checkout is None:
        return Histories()
    commits = git.main_line(root, *FILES)
    every = [
        each for commit in commits for each in commit.versions if each.path != RECORDS
    ]
    versions, of_profiles = (
        [each for each in every if is_profile(each.path) is of] for of in (False, True)
    )
    records = (
        {file.document.path: file.record for file in collection.briefs}
        if collection
        else {}
    )
    current = {
        git.blob(file.content): record
        for file in files
        if (record := records.get(file.path))
    }
    with git.reader(root) as contents:

        def load(blob: str, model: type[Record] = Brief) -> BriefVersion | None:
            key = f"versions/{program}/{model.__name__}/{blob}"
            return _kept(
                store, key, _BRIEF, lambda: entry.read_version(contents(blob), model)
            )

        def load_claims(blob: str) -> list[Claim] | None:
            return _kept(
                store,
                f"claims/{program}/{blob}",
                _CLAIMS,
                lambda: entry.read_claims(contents(blob)),
            )

        briefs = histories(versions, load, current, is_shallow=checkout.is_shallow)
        claims = recorded(commits, load_claims, is_shallow=checkout.is_shallow)
        profiles = profile_revisions(of_profiles, partial(load, model=Profile))
    return Histories(
        briefs, claims, profiles, dates.parse(commits[-1].day) if commits else None
    )


def recorded(
    commits: Sequence[Commit],
    load: Callable[[str], list[Claim] | None],
    *,
    is_shallow: bool,
) -> dict[Claim, EdtfDate | None]:
    """Since when git has had each claim of the committed records, without a break.

    It is `None` for what was there in the first commit of a shallow clone, which may be older. `load` reads
    the claims of a version by its blob; it returns `None` if they can't be read.
    """
    found: dict[Claim, EdtfDate | None] = {}
    left: set[Claim] | None = None
    oldest = commits[0].day if commits and is_shallow else ""
    versions = [
        each for commit in commits for each in commit.versions if each.path == RECORDS
    ]
    for version in reversed(versions):
        claims = load(version.blob) if version.blob else []
        if claims is None:  # it stops a build, so no reader saw it
            continue
        left = {*claims} if left is None else left & {*claims}
        found |= dict.fromkeys(
            left, None if version.day == oldest else dates.parse(version.day)
        )
        if not left:
            break
    return found


def _kept(
    store: VersionStore | None,
    key: str,
    shape: TypeAdapter[tuple[Value | None]],
    make: Callable[[], Value | None],
) -> Value | None:
    kept = store.get(key, shape) if store else None
    if kept is not None:
        return kept[0]
    made = make()
    if store:
        store.put(key, [made])
    return made


def histories(
    versions: Sequence[FileVersion],
    load: Load,
    current: Mapping[str, Brief],
    *,
    is_shallow: bool,
) -> dict[str, History]:
    """The history of each brief, also of those that are gone.

    In a shallow clone, the first day stands for everything before it.
    `current` are the records of files that were read, by blob.
    """
    files: defaultdict[str, list[FileVersion]] = defaultdict(list)
    for version in versions:
        files[PurePosixPath(version.path).stem].append(version)
    found = {}
    for slug, own in sorted(files.items()):
        brief = current.get(own[-1].blob) if len(own) == 1 else None
        if (
            brief is not None and not brief.formerly
        ):  # of most briefs, there is nothing to read
            forecasts = [*map(entry.written, brief.forecasts)]
            seen: list[_Seen] = (
                [(own[0], {FORECASTS: forecasts})] if brief.status != "draft" else []
            )
            merged: list[_Seen] = []
        else:
            names, others = _names(slug, files, load)
            paths = {files[name][0].path for name in names}
            seen = list(_seen((each for each in versions if each.path in paths), load))
            merged = [each for name in others for each in _seen(files[name], load)]
        if seen:
            oldest = versions[0].day if is_shallow else ""
            found[slug] = _history(seen, merged, oldest)
    return found


def _names(
    slug: str, files: Mapping[str, Sequence[FileVersion]], load: Load
) -> tuple[list[str], list[str]]:
    """The name of a brief and its former names, and those of briefs that were merged into it.

    These were published beside it. None of either is in use again.
    """
    names, line = [slug], [slug]
    for name in names:
        seen = (load(each.blob) for each in reversed(files[name]) if each.blob)
        last = next((each.data for each in seen if each and each.is_published), None)
        former = last.get("formerly") if last else None
        for each in former if isinstance(former, list) else ():
            if (
                isinstance(each, str)
                and each in files
                and each not in names
                and not files[each][-1].blob
            ):
                names.append(each)
                beside = (_is_beside(files[each], files[other], load) for other in line)
                if name in line and not any(beside):
                    line.append(each)
            elif each in line[1:] and name not in line:  # the other one had that name
                line.remove(each)
    return line, [each for each in names if each not in line]


def _is_beside(
    one: Iterable[FileVersion], other: Iterable[FileVersion], load: Load
) -> bool:
    """Whether both files were published at the end of a day."""
    published = {
        (side, each.day): bool((found := load(each.blob)) and found.is_published)
        if each.blob
        else False
        for side, versions in enumerate((one, other))
        for each in versions
    }
    now = [False, False]
    for day in sorted({day for _, day in published}):
        now = [published.get((side, day), was) for side, was in enumerate(now)]
        if all(now):
            return True
    return False


def _seen(versions: Iterable[FileVersion], load: Load) -> Iterator[_Seen]:
    """What readers saw, after each commit: git can't say which were pushed together.

    They never saw drafts, nor versions that can't be read, because these stop a build; and a brief that was
    deleted and comes back is the same to them. What the check refuses may be in an older format: it counts
    if nothing of its day passes.
    """
    for _, of_day in groupby(versions, key=attrgetter("day")):
        loaded = [(each, load(each.blob)) for each in of_day if each.blob]
        read = [(each, found) for each, found in loaded if found and found.is_published]
        valid = [(each, found) for each, found in read if found.is_valid]
        yield from ((each, found.data) for each, found in valid or read)


def profile_revisions(
    versions: Sequence[FileVersion], load: Load
) -> dict[str, tuple[Revision, ...]]:
    files: defaultdict[str, list[FileVersion]] = defaultdict(list)
    for version in versions:
        files[PurePosixPath(version.path).stem].append(version)

    def change(before: Data, after: Data) -> Change | None:
        return compare(
            "actor", *(entry.from_record(Profile, each) for each in (before, after))
        )

    return {
        id_: tuple(found)
        for id_, own in sorted(files.items())
        if len(own) > 1 and (found := _revisions([*_seen(own, load)], change))
    }


def _revisions(
    seen: Sequence[_Seen], change: Callable[[Data, Data], Change | None]
) -> tuple[Revision, ...]:
    """How each day changed what readers had seen before, the newest first."""
    revisions = []
    before = seen[0][1] if seen else {}
    for day, of_day in groupby(seen, key=lambda each: each[0].day):
        *_, (_, after) = of_day
        if found := change(before, after):
            revisions.append(Revision(dates.parse(day), found))
        before = after
    return tuple(reversed(revisions))


def _history(seen: Sequence[_Seen], merged: Sequence[_Seen], oldest: str) -> History:
    """When a brief was published, and how it changed since.

    Of briefs that were `merged` into it, forecasts keep their records. `oldest` is a day that stands for
    everything before it; empty if there is none.
    """
    published = dates.parse(seen[0][0].day)
    cast = [
        each
        for _, data in seen[:-1]
        for each in data.get(ACTORS) or ()
        if isinstance(each, dict)
    ]
    return History(
        None if published.text == oldest else published,
        published,
        _revisions(seen, _change),
        {
            version.day: dates.parse(version.dated) if version.dated else None
            for version, _ in seen
            if version.dated is not None
        },
        _forecasts(seen, merged, oldest),
        {str(each.get("id", "")): str(each.get("name", "")) for each in cast},
    )


def _forecasts(
    seen: Sequence[_Seen], merged: Sequence[_Seen], oldest: str
) -> dict[Terms, RecordedForecast]:
    """What git has of each forecast, without a break: one that was left out and comes back begins anew."""
    courses: dict[Terms, list[tuple[EdtfDate, int]]] = {}
    outcomes: defaultdict[Terms, dict[str, str]] = defaultdict(dict)
    shown: defaultdict[str, set[Terms]] = defaultdict(set)
    left_out: defaultdict[str, set[Terms]] = defaultdict(set)
    own = [("", *each) for each in seen]  # a renamed brief is one
    for brief, version, data in sorted(
        [*((each[0].path, *each) for each in merged), *own],
        key=lambda each: each[1].day,
    ):
        listed = data.get(FORECASTS)
        forecasts = (
            [each for each in listed if isinstance(each, dict)]
            if isinstance(listed, list)
            else []
        )
        now = entry.terms(forecasts)
        left_out[brief] |= shown[brief] - {*now}
        for back in left_out[brief] & {*now}:
            left_out[brief].remove(back)
            courses.pop(back, None)
            outcomes.pop(back, None)
        shown[brief] = {*now}
        for terms, each in zip(now, forecasts, strict=True):
            course = courses.setdefault(terms, [])
            said = str(each.get(PROBABILITY, "")).strip()
            if _PERCENT.fullmatch(said) and [int(said)] != [
                percent for _, percent in course[-1:]
            ]:
                course.append((dates.parse(version.day), int(said)))
            outcomes[terms][version.day] = str(each.get(OUTCOME, "")).strip()
    return {
        terms: RecordedForecast(
            None if course[0][0].text == oldest else course[0][0],
            tuple(course),
            "" in outcomes[terms].values(),
        )
        for terms, course in courses.items()
        if course
    }


def _change(before: Data, after: Data) -> Change | None:
    """What changed; only what differs is made into entries, which takes most of the time."""
    old, new = (
        entry.from_brief(
            "", {key: value for key, value in one.items() if other.get(key) != value}
        )
        for one, other in ((before, after), (after, before))
    )
    return compare("brief", old, new)
