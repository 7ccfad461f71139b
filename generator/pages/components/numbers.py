"""The numbers of a figure as CSV, for spreadsheets."""

from generator.format.fields import NUMBER
from generator.format.figure import Figure, FigureRow
from generator.library.library import LinkedBrief
from generator.pages.components.contained_file import ContainedFile
from generator.site import spreadsheet
from generator.site.spreadsheet import harmless


def of_figure(number: int, brief: LinkedBrief) -> ContainedFile:
    """The file of a figure, counted from 1: a line for each row, with the ids of its sources."""
    figure = brief.entry.figures[number - 1]
    names = ("label", *(figure.series or ("value",)), "unit", "sources")
    content = spreadsheet.table(map(harmless, names), (_cells(row, figure, brief) for row in figure.rows))
    return ContainedFile(f"{brief.slug}-{number}.csv", "text/csv", content)


def _cells(row: FigureRow, figure: Figure, brief: LinkedBrief) -> list[str]:
    sources = "; ".join(source.id for source in brief.source_numbers(row.sources))
    values = map(NUMBER.written, row.values)
    return [harmless(row.label), *values, harmless(figure.unit or ""), sources]
