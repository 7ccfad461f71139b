"""Dates in the future and days that have passed, on the day of the check."""

import datetime
from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel

from briefing_site.checks.date_order import TIME_ZONES, date_at
from briefing_site.diagnostics import Code, Diagnostic, Message, Severity
from briefing_site.format import BRIEF, Brief, Pattern, Profile, Verifications
from briefing_site.format.fields import PLANNED
from briefing_site.format.places import EVENT, FORECAST
from briefing_site.reading import Document, ParsedFile

FUTURE_DATE = Message(
    Code(
        "future-date",
        "A brief, a correction, a source or a record is dated in the future, on the day of the check.",
        Severity.WARNING,
    ),
    "{field} is {date}, which is in the future",
    "correct the year, or write a date that has passed",
)
REVIEW_DUE = Message(
    Code(
        "review-due",
        "The day of a plan has passed, or that by which a brief was to be reviewed or a forecast resolved.",
        Severity.WARNING,
    ),
    "the brief was to be reviewed by {date}",
    "compare it with what has happened since; then move 'review_by', or write 'status: archived'",
)
OVERDUE_FORECAST = Message(
    REVIEW_DUE.code,
    "the forecast was to be resolved by {date}",
    "add 'outcome: yes' or 'outcome: no', and 'resolved_on: ...'",
    in_form="It was to be resolved by {date}. Choose its outcome",
    form_field="outcome",
)
PAST_PLAN = Message(
    REVIEW_DUE.code,
    "the event was planned for {date}, which has passed",
    "if it took place, write 'status: confirmed' or 'status: reported'; if not, say what became of it",
)

_OF_SOURCES = (BRIEF.sources.each.published, BRIEF.sources.each.accessed)
_PAST_DATES: dict[type[BaseModel], tuple[Pattern, ...]] = {
    Profile: _OF_SOURCES,
    Verifications: (("?", "?", "date"),),
    Brief: (
        BRIEF.date,
        BRIEF.as_of,
        BRIEF.updated,
        *_OF_SOURCES,
        BRIEF.forecasts.each.made_on,
        BRIEF.forecasts.each.resolved_on,
        BRIEF.corrections.each.date,
        BRIEF.change_notes.each.date,
    ),
}
"""The dates in each kind of file that have passed when somebody writes them."""


def check_dated(file: ParsedFile[Any], today: datetime.date) -> Iterator[Diagnostic]:
    if file.record is None:
        return
    yield from _check_future(file, today)
    if isinstance(file.record, Brief) and file.record.status != "archived":
        yield from _check_passed(file.document, file.record, today)


def _check_future(file: ParsedFile[Any], today: datetime.date) -> Iterator[Diagnostic]:
    """Report dates that are still to come in every time zone."""
    for pattern in _PAST_DATES.get(file.model, ()):
        for location, scalar in file.document.scalars(pattern):
            date = date_at(file.document, location)
            if date and date.first and date.earliest - today > TIME_ZONES:
                field = f"'{location[-1]}'"
                yield file.document.report(
                    FUTURE_DATE, scalar, field=field, date=date.text
                )


def _check_passed(
    document: Document, brief: Brief, today: datetime.date
) -> Iterator[Diagnostic]:
    """Report days that have passed: of reviews, plans and forecasts."""
    review = brief.review_by
    if review and review.latest < today:
        yield document.report(REVIEW_DUE, BRIEF.review_by, date=review.text)
    for number, event in enumerate(brief.timeline):
        if event.status == PLANNED and event.date.latest < today:
            place = (*BRIEF.timeline, number, *EVENT.date)
            yield document.report(PAST_PLAN, place, date=event.date.text)
    for number, forecast in enumerate(brief.forecasts):
        day = forecast.resolves_by
        if forecast.outcome is None and day and day.latest < today:
            place = (*BRIEF.forecasts, number, *FORECAST.resolves_by)
            yield document.report(OVERDUE_FORECAST, place, date=day.text)
