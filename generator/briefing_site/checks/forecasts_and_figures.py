"""Forecasts that lack a field or are the same, and rows of figures with more or fewer values than series."""

from collections.abc import Iterator

from briefing_site.diagnostics import REQUIRED, Code, Diagnostic, Message
from briefing_site.format import BRIEF, Brief
from briefing_site.format.places import FIGURE, FIGURE_ROW, FORECAST
from briefing_site.format.prose import WRITTEN_CITATIONS
from briefing_site.languages.phrase import counted, marked
from briefing_site.reading import Document, ParsedFile

INCOMPLETE = Message(
    Code(
        "incomplete", "A field means something only with another one, which is missing."
    ),
    "the forecast has '{given}', but no '{missing}'",
    "add '{missing}: ...', or delete '{given}'",
    in_form=REQUIRED,
    form_field="{missing}",
)
SAME_FORECAST = Message(
    Code(
        "same-forecast",
        "Two forecasts of a brief have the same statement, days and criteria.",
    ),
    "the forecast on line {line} has the same statement, days and criteria",
    "delete one of the two",
    in_form="Another forecast has the same statement, days and criteria. Remove one of the two",
)
UNEVEN_ROWS = Message(
    Code(
        "uneven-rows",
        "A row of a figure has more or fewer values than the figure has series.",
    ),
    "the row has {found}, but the figure has {expected}",
    "write a value for each name under 'series'; without 'series', each row has one value",
)


def check_brief(file: ParsedFile[Brief]) -> Iterator[Diagnostic]:
    if file.record:
        yield from _check_outcomes(file.document, file.record)
        yield from _check_repeated(file.document, file.record)
        yield from _check_rows(file.document, file.record)


def _check_outcomes(document: Document, brief: Brief) -> Iterator[Diagnostic]:
    """Report forecasts with an outcome and no day of it, or the other way round."""
    for number, forecast in enumerate(brief.forecasts):
        if bool(forecast.outcome) == bool(forecast.resolved_on):
            continue
        present, missing = FORECAST.resolved_on, FORECAST.outcome
        if forecast.outcome:
            present, missing = missing, present
        place = (*BRIEF.forecasts, number, *present)
        yield document.report(INCOMPLETE, place, given=present[-1], missing=missing[-1])


def _check_repeated(document: Document, brief: Brief) -> Iterator[Diagnostic]:
    """Report forecasts with the same terms, of which only one probability can be right."""
    lines: dict[object, int] = {}
    for number, forecast in enumerate(brief.forecasts):
        criteria = forecast.criteria.source if forecast.criteria else ""
        terms = (
            _without_citations(forecast.statement.source),
            _without_citations(criteria),
            forecast.made_on,
            forecast.resolves_by,
        )
        span = document.nearest((*BRIEF.forecasts, number, *FORECAST.statement))
        if terms in lines:
            yield document.report(SAME_FORECAST, span, line=lines[terms])
        else:
            lines[terms] = span.start.line


def _without_citations(text: str) -> str:
    """The text, as the history compares it: the ids of sources may change."""
    return " ".join(WRITTEN_CITATIONS.sub("", text).split())


def _check_rows(document: Document, brief: Brief) -> Iterator[Diagnostic]:
    """Report rows of figures with more or fewer values than there are series."""
    for number, figure in enumerate(brief.figures):
        expected = max(len(figure.series), 1)
        series = marked("no series")
        if figure.series:
            series = counted("{count} series", "{count} series", expected)
        rows = (*BRIEF.figures, number, *FIGURE.rows)
        for index, row in enumerate(figure.rows):
            if len(row.values) == expected:
                continue
            place = (*rows, index, *FIGURE_ROW.values)
            values = counted("{count} value", "{count} values", len(row.values))
            yield document.report(UNEVEN_ROWS, place, found=values, expected=series)
