"""Forecasts of a brief that say the same by the same day: with two probabilities, one of them is right."""

from collections.abc import Iterator

from generator.diagnostics import Code, Diagnostic, Message
from generator.format.brief import Brief
from generator.format.places import BRIEF, FORECAST
from generator.reading.folder import ParsedFile

SAME_FORECAST = Message(
    Code("same-forecast", "Two forecasts of a brief have the same statement, days and criteria."),
    "the forecast on line {line} has the same statement, days and criteria",
    "delete one of the two",
)


def check_brief(file: ParsedFile[Brief]) -> Iterator[Diagnostic]:
    first: dict[object, int] = {}
    for number, each in enumerate(file.record.forecasts if file.record else ()):
        texts = (each.statement, each.criteria)
        terms = (*(text and tuple(text.source.split()) for text in texts), each.made_on, each.resolves_by)
        span = file.document.nearest((*BRIEF.forecasts, number, *FORECAST.statement))
        if terms in first:
            yield file.document.report_message(SAME_FORECAST, span, line=first[terms])
        first.setdefault(terms, span.start.line)
