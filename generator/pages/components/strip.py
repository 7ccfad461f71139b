"""A small picture of a brief: its events along a line, from the first year to the last."""

import datetime
from collections.abc import Sequence

from markupsafe import Markup

from generator.pages.components.html import html
from generator.site.language import DEFAULT

WIDTH = 300
"""In units of the drawing, like everything here."""
_MARGIN = 5


def strip(days: Sequence[tuple[int, bool]]) -> Markup:
    """A dot for each day with events, hollow if none is confirmed. Decoration: it says nothing new."""
    if not days:
        return Markup()
    years = [datetime.date.fromordinal(day).year for day, _ in (min(days), max(days))]
    first = datetime.date(years[0], 1, 1).toordinal()
    last = datetime.date(years[1], 12, 31).toordinal()
    places = [
        (round(_MARGIN + (day - first) / (last - first) * (WIDTH - 2 * _MARGIN)), sure) for day, sure in days
    ]
    confirmed = sorted({place for place, sure in places if sure})
    others = sorted({place for place, sure in places if not sure} - set(confirmed))
    return html("parts/strip.svg", DEFAULT, width=WIDTH, confirmed=confirmed, others=others, years=years)
