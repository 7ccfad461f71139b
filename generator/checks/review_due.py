"""Briefs to be reviewed, forecasts and plans for a day that has passed; archived briefs may stay."""

import datetime
from collections.abc import Iterator
from typing import Any

from generator.diagnostics import Code, Diagnostic, Message, Severity
from generator.format.brief import Brief
from generator.format.fields import PLANNED
from generator.format.places import BRIEF, EVENT, FORECAST
from generator.reading.folder import ParsedFile

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
)

PAST_PLAN = Message(
    REVIEW_DUE.code,
    "the event was planned for {date}, which has passed",
    "if it took place, write 'status: confirmed' or 'status: reported'; if not, tell what became of it",
)


def check_dated(file: ParsedFile[Any], today: datetime.date) -> Iterator[Diagnostic]:
    brief, document = file.record, file.document
    if not isinstance(brief, Brief) or brief.status == "archived":
        return
    if (day := brief.review_by) and day.latest < today:
        yield document.report_message(REVIEW_DUE, document.nearest(BRIEF.review_by), date=day.text)
    for number, event in enumerate(brief.timeline):
        if event.status == PLANNED and event.date.last and event.date.latest < today:
            span = document.nearest((*BRIEF.timeline, number, *EVENT.date))
            yield document.report_message(PAST_PLAN, span, date=event.date.text)
    for number, forecast in enumerate(brief.forecasts):
        day = forecast.resolves_by
        if forecast.outcome is None and day and day.latest < today:
            span = document.nearest((*BRIEF.forecasts, number, *FORECAST.resolves_by))
            yield document.report_message(OVERDUE_FORECAST, span, date=day.text)
