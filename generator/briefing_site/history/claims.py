"""What records of verification claim of quotes, and since when git has had each claim."""

from collections.abc import Mapping, Sequence

from briefing_site.format import EdtfDate, dates
from briefing_site.history.entry import Data, one_line
from briefing_site.history.git import FileVersion
from briefing_site.history.versions import Load
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


def first_days(
    versions: Sequence[FileVersion], load: Load, *, oldest: str
) -> dict[Claim, EdtfDate | None]:
    """Since when git has had each claim of the committed records, without a break.

    It is `None` for what was there on the day `oldest`, which stands for everything before it; this is empty
    if there is no such day.
    """
    days: dict[Claim, EdtfDate | None] = {}
    unbroken: set[Claim] | None = None
    for version in reversed(versions):
        data = load(version)
        if data is None and version.blob:  # it stops a build, so no reader saw it
            continue
        claims = _claims(data or {})
        unbroken = claims if unbroken is None else unbroken & claims
        if not unbroken:
            break
        day = None if version.day == oldest else dates.parse(version.day)
        for claim in unbroken:
            days[claim] = day
    return days


def _claims(data: Data) -> set[Claim]:
    """What a version of `verification.yml` claims."""
    claims: set[Claim] = set()
    for quotes in data.values():
        if isinstance(quotes, dict):
            records = [record for record in quotes.values() if isinstance(record, dict)]
            claims.update(map(from_record, records))
    return claims
