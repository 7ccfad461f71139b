"""A histogram of the events in each year, in which each column links to its year."""

from collections.abc import Mapping

from markupsafe import Markup

WIDTH = 760
HEIGHT = 110
_FOOT = 32
"""Pixels below the columns for the years."""
_LABELS = 8
"""The approximate number of years that are labelled."""


def svg(numbers: Mapping[int, int], links: Mapping[int, str]) -> Markup:
    """The histogram as an `svg` element, from the number of events and the link of each year."""
    first, last = min(numbers), max(numbers)
    most = max(numbers.values())
    step = WIDTH / (last - first + 1)
    every = max(1, round((last - first + 1) / _LABELS))
    drawn = []
    for year in range(first, last + 1):
        x = (year - first) * step
        if number := numbers.get(year, 0):
            height = max(3, (HEIGHT - _FOOT) * number / most)
            drawn.append(
                Markup(
                    '<a href="{}"><title>{}: {} {}</title>'
                    '<rect class="histogram-target" x="{:.1f}" y="0" width="{:.1f}" height="{}"/>'
                    '<rect class="histogram-bar" x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{:.1f}"/></a>'
                ).format(
                    links[year],
                    year,
                    number,
                    "event" if number == 1 else "events",
                    x,
                    step,
                    HEIGHT - _FOOT,
                    x + step * 0.12,
                    HEIGHT - _FOOT - height,
                    step * 0.76,
                    height,
                )
            )
        if (year - first) % every == 0:
            drawn.append(
                Markup('<text class="histogram-year" x="{:.1f}" y="{}">{}</text>').format(
                    x + step / 2, HEIGHT - 6, year
                )
            )
    return Markup(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="-16 0 {} {}" width="{}" height="{}" role="group" '
        'aria-label="Events by year, from {} to {}">{}</svg>'
    ).format(WIDTH + 32, HEIGHT, WIDTH + 32, HEIGHT, first, last, Markup().join(drawn))
