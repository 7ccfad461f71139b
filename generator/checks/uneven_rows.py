"""Rows of a figure with more or fewer values than it has series."""

from collections.abc import Iterator

from generator.diagnostics import Code, Diagnostic, Message
from generator.format.brief import Brief
from generator.format.places import BRIEF, FIGURE, FIGURE_ROW
from generator.languages.phrase import counted, marked
from generator.reading.folder import ParsedFile

UNEVEN_ROWS = Message(
    Code("uneven-rows", "A row of a figure has more or fewer values than the figure has series."),
    "the row has {found}, but the figure has {expected}",
    "write a value for each name under 'series'; without 'series', each row has one value",
)


def check_brief(file: ParsedFile[Brief]) -> Iterator[Diagnostic]:
    for number, figure in enumerate(file.record.figures if file.record else ()):
        expected = max(len(figure.series), 1)
        for index, row in enumerate(figure.rows):
            if len(row.values) != expected:
                place = (*BRIEF.figures, number, *FIGURE.rows, index, *FIGURE_ROW.values)
                yield file.document.report_message(
                    UNEVEN_ROWS,
                    file.document.nearest(place),
                    found=counted("{count} value", "{count} values", len(row.values)),
                    expected=counted("{count} series", "{count} series", expected)
                    if figure.series
                    else marked("no series"),
                )
