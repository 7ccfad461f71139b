"""Forecasts that lack a field or are the same, and rows of figures with more or fewer values than series.

If two forecasts with the same terms have two probabilities, only one of them can be right.
"""

from collections.abc import Iterator

from briefing_site.diagnostics import REQUIRED, Code, Diagnostic, Message
from briefing_site.format import BRIEF, Brief
from briefing_site.format.places import FIGURE, FIGURE_ROW, FORECAST
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
        yield from _forecasts(file.document, file.record)
        yield from _rows(file.document, file.record)


def _forecasts(document: Document, brief: Brief) -> Iterator[Diagnostic]:
    first: dict[object, int] = {}
    for number, each in enumerate(brief.forecasts):
        at = (*BRIEF.forecasts, number)
        if bool(each.outcome) != bool(each.resolved_on):
            pair = FORECAST.outcome, FORECAST.resolved_on
            given, missing = pair if each.outcome else reversed(pair)
            yield document.report(
                INCOMPLETE, (*at, *given), given=given[-1], missing=missing[-1]
            )
        texts = (each.statement, each.criteria)
        terms = (
            *(text and tuple(text.source.split()) for text in texts),
            each.made_on,
            each.resolves_by,
        )
        span = document.nearest((*at, *FORECAST.statement))
        if terms in first:
            yield document.report(SAME_FORECAST, span, line=first[terms])
        first.setdefault(terms, span.start.line)


def _rows(document: Document, brief: Brief) -> Iterator[Diagnostic]:
    for number, figure in enumerate(brief.figures):
        expected = max(len(figure.series), 1)
        for index, row in enumerate(figure.rows):
            if len(row.values) != expected:
                place = (
                    *BRIEF.figures,
                    number,
                    *FIGURE.rows,
                    index,
                    *FIGURE_ROW.values,
                )
                yield document.report(
                    UNEVEN_ROWS,
                    place,
                    found=counted("{count} value", "{count} values", len(row.values)),
                    expected=counted("{count} series", "{count} series", expected)
                    if figure.series
                    else marked("no series"),
                )
