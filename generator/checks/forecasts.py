"""Forecasts with an outcome but not its day, or the other way round, and two that are the same.

If two with the same terms have two probabilities, only one of them can be right.
"""

from collections.abc import Iterator

from generator.diagnostics import Code, Diagnostic, Message
from generator.format.brief import Brief
from generator.format.places import BRIEF, FORECAST
from generator.reading.folder import ParsedFile

INCOMPLETE = Message(
    Code("incomplete", "A field means something only with another one, which is missing."),
    "the forecast has '{given}', but no '{missing}'",
    "add '{missing}: ...', or delete '{given}'",
)
SAME_FORECAST = Message(
    Code("same-forecast", "Two forecasts of a brief have the same statement, days and criteria."),
    "the forecast on line {line} has the same statement, days and criteria",
    "delete one of the two",
)


def check_brief(file: ParsedFile[Brief]) -> Iterator[Diagnostic]:
    first: dict[object, int] = {}
    for number, each in enumerate(file.record.forecasts if file.record else ()):
        at = (*BRIEF.forecasts, number)
        if bool(each.outcome) != bool(each.resolved_on):
            pair = FORECAST.outcome, FORECAST.resolved_on
            given, missing = pair if each.outcome else reversed(pair)
            span = file.document.nearest((*at, *given))
            yield file.document.report_message(INCOMPLETE, span, given=given[-1], missing=missing[-1])
        texts = (each.statement, each.criteria)
        terms = (*(text and tuple(text.source.split()) for text in texts), each.made_on, each.resolves_by)
        span = file.document.nearest((*at, *FORECAST.statement))
        if terms in first:
            yield file.document.report_message(SAME_FORECAST, span, line=first[terms])
        first.setdefault(terms, span.start.line)
