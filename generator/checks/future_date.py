"""Dates after the day of the check, of what somebody has already written."""

import datetime
from collections.abc import Iterator
from typing import Any

from generator.checks.date_order import TIME_ZONES
from generator.diagnostics import Code, Diagnostic, Message, Severity
from generator.format.brief import Brief
from generator.format.dates import EdtfDate
from generator.format.places import BRIEF, CHANGE_NOTE, CORRECTION, FORECAST, SOURCE
from generator.format.profile import Profile
from generator.format.traversal import Location
from generator.format.verification import Verifications
from generator.reading.folder import ParsedFile

FUTURE_DATE = Message(
    Code(
        "future-date",
        "A brief, a correction, a source or a record is dated in the future, on the day of the check.",
        Severity.WARNING,
    ),
    "{field} is {date}, which is in the future",
    "correct the year, or write a date that has passed",
)


def check_dated(file: ParsedFile[Any], today: datetime.date) -> Iterator[Diagnostic]:
    latest = min(today, datetime.date.max - TIME_ZONES) + TIME_ZONES
    record = file.record
    for location, date in _written(record) if isinstance(record, Brief | Profile | Verifications) else ():
        if date and date.first and date.earliest > latest:
            span, field = file.document.nearest(location), f"'{location[-1]}'"
            yield file.document.report_message(FUTURE_DATE, span, field=field, date=date.text)


def _written(entry: Brief | Profile | Verifications) -> Iterator[tuple[Location, EdtfDate | None]]:
    """The dates of the brief, of its corrections and forecasts, of sources, and of records of quotes."""
    if isinstance(entry, Verifications):
        for slug, quotes in entry.root.items():
            for quote, record in quotes.items():
                yield (slug, quote, "date"), record.date
        return
    for id_, source in entry.sources.items():
        yield (*BRIEF.sources, id_, *SOURCE.published), source.published
        yield (*BRIEF.sources, id_, *SOURCE.accessed), source.accessed
    if not isinstance(entry, Brief):
        return
    yield BRIEF.date, entry.date
    yield BRIEF.as_of, entry.as_of
    yield BRIEF.updated, entry.updated
    for number, forecast in enumerate(entry.forecasts):
        yield (*BRIEF.forecasts, number, *FORECAST.made_on), forecast.made_on
        yield (*BRIEF.forecasts, number, *FORECAST.resolved_on), forecast.resolved_on
    for number, correction in enumerate(entry.corrections):
        yield (*BRIEF.corrections, number, *CORRECTION.date), correction.date
    for number, note in enumerate(entry.change_notes):
        yield (*BRIEF.change_notes, number, *CHANGE_NOTE.date), note.date
