"""The master timeline: every event of all briefs, each once, by year."""

from collections.abc import Iterator
from itertools import groupby

from generator.linking.library import Library
from generator.rendering import addresses
from generator.rendering.file import File
from generator.rendering.page import FrontMatter, render
from generator.site import Site


def pages(library: Library, site: Site) -> Iterator[File]:
    """One page."""
    years = [
        (year, list(events)) for year, events in groupby(library.events, key=lambda event: event.date.year)
    ]
    front_matter = FrontMatter("Timeline", "Every event of all briefs, by date.")
    yield render(addresses.TIMELINE, "timeline", front_matter, library=library, years=years)
