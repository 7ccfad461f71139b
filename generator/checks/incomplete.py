"""Forecasts with an outcome but not its day, or the other way round."""

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


def check_brief(file: ParsedFile[Brief]) -> Iterator[Diagnostic]:
    for number, forecast in enumerate(file.record.forecasts if file.record else ()):
        if bool(forecast.outcome) != bool(forecast.resolved_on):
            pair = FORECAST.outcome, FORECAST.resolved_on
            given, missing = pair if forecast.outcome else reversed(pair)
            span = file.document.nearest((*BRIEF.forecasts, number, *given))
            yield file.document.report_message(INCOMPLETE, span, given=given[-1], missing=missing[-1])
