"""A histogram of the events in each year, in which each column links to its year."""

from collections.abc import Mapping

from markupsafe import Markup

from generator.rendering.html import html

WIDTH = 760
HEIGHT = 110
_FOOT = 32
"""Pixels below the columns for the years."""
_LABELS = 8
"""The approximate number of years that are labelled."""


def svg(columns: Mapping[int, tuple[int, str]]) -> Markup:
    """The histogram as an `svg` element, from the number of events and the link of each year."""
    first, last = min(columns), max(columns)
    span = last - first + 1
    most = max(number for number, _ in columns.values())
    return html(
        "parts/histogram.svg",
        width=WIDTH,
        height=HEIGHT,
        space=HEIGHT - _FOOT,
        step=WIDTH / span,
        first=first,
        last=last,
        label_every=max(1, round(span / _LABELS)),
        columns={
            year: (number, link, max(3, (HEIGHT - _FOOT) * number / most))
            for year, (number, link) in columns.items()
        },
    )
