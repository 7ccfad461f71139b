"""Checks that forecasts are complete, and their days in a possible order."""

import datetime
from collections.abc import Iterator

from generator.checks.chronology import REVERSED_DAYS
from generator.diagnostics import Code, Diagnostic, Message, Severity
from generator.format.brief import Brief
from generator.format.dates import EdtfDate
from generator.format.forecast import Forecast
from generator.format.places import BRIEF, FORECAST, Place
from generator.format.traversal import Location
from generator.reading.folder import Collection, ParsedFile

UNRESOLVED = Message(
    Code("incomplete", "A field means something only with another one, which is missing."),
    "the forecast has '{given}', but no '{missing}'",
    "add '{missing}: ...', or delete '{given}'",
)
REVIEW_DUE = Message(
    Code(
        "review-due",
        "The day by which a brief was to be reviewed, or a forecast resolved, has passed.",
        Severity.WARNING,
    ),
    "the brief was to be reviewed by {date}",
    "compare it with what has happened since; then move 'review_by', or write 'status: archived'",
)
OVERDUE_FORECAST = Message(
    REVIEW_DUE.code,
    "the forecast was to be resolved by {date}",
    "add 'outcome: yes' or 'outcome: no', and 'resolved_on: ...'",
)


def check_brief(file: ParsedFile[Brief]) -> Iterator[Diagnostic]:
    """Report an outcome without its day or the other way round, and days in an impossible order."""
    for number, forecast in enumerate(file.record.forecasts if file.record else ()):
        at = (*BRIEF.forecasts, number)
        yield from _check_outcome(file, at, forecast)
        for later, late in (
            (FORECAST.resolves_by, forecast.resolves_by),
            (FORECAST.resolved_on, forecast.resolved_on),
        ):
            if late and late.earliest < forecast.made_on.earliest:
                yield file.document.report_message(
                    REVERSED_DAYS,
                    file.document.nearest((*at, *later)),
                    later=later[-1],
                    late=late.text,
                    earlier=FORECAST.made_on[-1],
                    early=forecast.made_on.text,
                )


def _check_outcome(file: ParsedFile[Brief], at: Location, forecast: Forecast) -> Iterator[Diagnostic]:
    given: list[tuple[Place, object]] = [
        (FORECAST.outcome, forecast.outcome),
        (FORECAST.resolved_on, forecast.resolved_on),
    ]
    present = [place for place, value in given if value]
    missing = [place for place, value in given if not value]
    if present and missing:
        yield file.document.report_message(
            UNRESOLVED,
            file.document.nearest((*at, *present[0])),
            given=present[0][-1],
            missing=missing[0][-1],
        )


def check_due(collection: Collection, today: datetime.date) -> Iterator[Diagnostic]:
    """Report what was to be reviewed or resolved by a day that has passed, but for archived briefs."""
    for file in collection.briefs:
        brief = file.record
        if brief is None or brief.status == "archived":
            continue
        if _has_passed(brief.review_by, today):
            yield _due(file, REVIEW_DUE, BRIEF.review_by, brief.review_by)
        for number, forecast in enumerate(brief.forecasts):
            if forecast.outcome is None and _has_passed(forecast.resolves_by, today):
                place = (*BRIEF.forecasts, number, *FORECAST.resolves_by)
                yield _due(file, OVERDUE_FORECAST, place, forecast.resolves_by)


def _has_passed(day: EdtfDate | None, today: datetime.date) -> bool:
    return day is not None and day.latest < today


def _due(file: ParsedFile[Brief], message: Message, place: Location, day: EdtfDate | None) -> Diagnostic:
    return file.document.report_message(message, file.document.nearest(place), date=day.text if day else "")
