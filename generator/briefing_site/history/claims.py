"""What records of verification claim of quotes, and since when git has had each claim."""

from collections.abc import Callable, Mapping, Sequence

from briefing_site.format import EdtfDate, dates
from briefing_site.history import content
from briefing_site.history.entry import Data, one_line
from briefing_site.history.git import Commit, FileVersion
from briefing_site.reading import RawFile
from briefing_site.reading.brief_files import VERIFICATION

PATH = f"briefs/{VERIFICATION}"

Claim = tuple[str, str, str, str]
"""What a record of verification says: the fingerprint of the quote, the state, the day, and `from`."""
FirstDays = Mapping[Claim, EdtfDate | None]
"""The day since which git has each claim; `None` if that is not known."""


def from_record(record: Data) -> Claim:
    """The claim of a record in any version of the format."""
    return (
        one_line(record.get("quote")),
        one_line(record.get("state")),
        one_line(record.get("date")),
        one_line(record.get("from")),
    )


def read(text: bytes) -> list[Claim] | None:
    """What a version of `verification.yml` claims, without repetition; `None` if it can't be read."""
    data = content.read(RawFile(PATH, text))
    if data is None:
        return None
    claims: set[Claim] = set()
    for quotes in data.values():
        if isinstance(quotes, dict):
            records = [record for record in quotes.values() if isinstance(record, dict)]
            claims.update(map(from_record, records))
    return sorted(claims)


def first_days(
    commits: Sequence[Commit],
    load: Callable[[str], list[Claim] | None],
    *,
    is_shallow: bool,
) -> dict[Claim, EdtfDate | None]:
    """Since when git has had each claim of the committed records, without a break.

    It is `None` for what was there in the first commit of a shallow clone, which may be older. `load` reads
    the claims of a version by its blob; it returns `None` if they can't be read.
    """
    days: dict[Claim, EdtfDate | None] = {}
    versions: list[FileVersion] = []
    for commit in commits:
        versions += [version for version in commit.versions if version.path == PATH]
    oldest = commits[0].day if commits and is_shallow else ""
    unbroken: set[Claim] | None = None
    for version in reversed(versions):
        claims = load(version.blob) if version.blob else []
        if claims is None:  # it stops a build, so no reader saw it
            continue
        if unbroken is None:
            unbroken = set(claims)
        unbroken &= set(claims)
        if not unbroken:
            break
        day = None if version.day == oldest else dates.parse(version.day)
        for claim in unbroken:
            days[claim] = day
    return days
