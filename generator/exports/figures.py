"""The numbers of each figure as CSV (RFC 4180), for spreadsheets."""

import csv
import io
from collections.abc import Iterator

from generator.exports.data.tables import harmless
from generator.format.kinds import NUMBER
from generator.library.library import Library
from generator.publishing import addresses
from generator.publishing.output import Output, Task
from generator.publishing.site import Site


def tasks(library: Library, _site: Site) -> Iterator[Task]:
    """One task for the figures of a brief."""
    for slug, brief in library.briefs.items():
        if brief.entry.figures:
            yield Task(addresses.figure(slug, 1), tables, (slug,))


def tables(library: Library, _site: Site, slug: str) -> Iterator[Output]:
    """One file for each figure: a line for each row, with its sources."""
    brief = library.briefs[slug]
    for number, figure in enumerate(brief.entry.figures, start=1):
        text = io.StringIO()
        writer = csv.writer(text, lineterminator="\r\n")
        names = figure.series or ("value",)
        writer.writerow(map(harmless, ("label", *names, "unit", "sources")))
        for row in figure.rows:
            sources = "; ".join(source.entry.full_name for source in brief.source_numbers(row.sources))
            values = map(NUMBER.written, row.values)
            writer.writerow([harmless(row.label), *values, harmless(figure.unit or ""), harmless(sources)])
        yield Output(addresses.figure(slug, number), text.getvalue().encode("utf-8-sig"))
