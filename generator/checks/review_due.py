"""Briefs to be reviewed, and forecasts to be resolved, by a day that has passed; archived briefs may stay."""

import datetime
from collections.abc import Iterator
from typing import Any

from generator.diagnostics import Code, Diagnostic, Message, Severity
from generator.format.brief import Brief
from generator.format.places import BRIEF, FORECAST
from generator.reading.folder import ParsedFile

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


def check_dated(file: ParsedFile[Any], today: datetime.date) -> Iterator[Diagnostic]:
    brief, document = file.record, file.document
    if not isinstance(brief, Brief) or brief.status == "archived":
        return
    if (day := brief.review_by) and day.latest < today:
        yield document.report_message(REVIEW_DUE, document.nearest(BRIEF.review_by), date=day.text)
    for number, forecast in enumerate(brief.forecasts):
        day = forecast.resolves_by
        if forecast.outcome is None and day and day.latest < today:
            span = document.nearest((*BRIEF.forecasts, number, *FORECAST.resolves_by))
            yield document.report_message(OVERDUE_FORECAST, span, date=day.text)
