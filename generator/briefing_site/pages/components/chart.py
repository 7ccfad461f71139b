"""Charts of a few numbers: bars, lines and steps, and how forecasts changed.

Written here: what draws charts elsewhere, such as pygal, puts styles, scripts and random ids into each, knows
no steps, and does not follow the theme. Colours are attributes, for papers; the styles of the site replace
them. The same numbers give the same picture. It says nothing that the table below it does not.
"""

import datetime
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from markupsafe import Markup

from briefing_site.format import dates
from briefing_site.format.brief import Figure
from briefing_site.languages.language import DEFAULT
from briefing_site.library.library import LinkedForecast
from briefing_site.pages.components import lettering
from briefing_site.pages.components.html import html
from briefing_site.site import Language, wording

WIDTH = 440
"""In units of the drawing, which are pixels at full size, like everything here."""
_SIZE = 12
"""Of letters."""
_LINE = 15
"""From one line of text to the next."""
_LONGEST_LABEL = 130
_BAR = 16
_GAP = 10
"""Between the bars of two rows."""
_PLOT_HEIGHT = 220
_MARGIN = 8
_STEPS = (1, 2, 2.5, 5, 10)
"""Between the lines of a grid, times a power of ten."""


@dataclass
class _Drawing:
    """What is in a chart; series are counted from 0."""

    height: float = 0
    grid: list[tuple[float, float, float, float]] = field(default_factory=list)
    """Thin lines, from a point to another."""
    axes: list[tuple[float, float, float, float]] = field(default_factory=list)
    bars: list[tuple[int, float, float, float, float]] = field(default_factory=list)
    """Series, left, top, width and height."""
    lines: list[tuple[int, str, list[tuple[float, float, float]]]] = field(
        default_factory=list
    )
    """Series, the data of an SVG path, and the points on it, each with its radius."""
    texts: list[tuple[float, float, str, str]] = field(default_factory=list)
    """A point, words, and which part of them is there."""

    def text(self, x: float, y: float, words: str, anchor: str = "start") -> None:
        self.texts.append((x, y, words, anchor))


def figure_chart(figure: Figure, language: Language = DEFAULT) -> Markup:
    """The chart of a figure, as an `svg` element without empty lines."""
    drawing = _Drawing()
    top = _legend(drawing, figure)
    if figure.kind == "bars":
        _bars(drawing, figure, top, language)
    else:
        _lines(drawing, figure, top, language)
    return html(
        "parts/chart.svg", language, drawing=drawing, width=WIDTH, title=figure.title
    )


def course(forecast: LinkedForecast, language: Language) -> Markup:
    """How probable something was said to be, from its record until it is known: a step for each change.

    As long as it is open, it is dotted from the last change on. Small, without words but in its label: the
    days are beside it.
    """
    entry = forecast.entry
    said = forecast.recorded.probabilities or ((entry.made_on, entry.probability),)
    days = [day.earliest.toordinal() for day, _ in said]
    scale = 58 / ((max(days[-1], entry.known_by.toordinal()) - days[0]) or 1)
    places = [
        (f"{3 + (day - days[0]) * scale:.0f}", f"{33 - 0.3 * percent:.0f}")
        for day, (_, percent) in zip(days, said, strict=True)
    ]
    label = (
        language.gettext(
            "%(percent)s%% on %(date)s",
            percent=percent,
            date=wording.date(day, language),
        )
        for day, percent in said
    )
    is_known = entry.outcome is not None
    return html(
        "parts/course.svg",
        DEFAULT,
        title=", ".join(label),
        places=places,
        is_known=is_known,
    )


def _legend(drawing: _Drawing, figure: Figure) -> float:
    """The unit, and a sign for each series; returns where the chart begins."""
    y: float = _LINE
    if figure.unit:
        for line in lettering.lines(figure.unit, _SIZE, WIDTH - 2 * _MARGIN):
            drawing.text(_MARGIN, y, line)
            y += _LINE
        y += 3 if figure.series else 0
    x: float = _MARGIN
    for number, name in enumerate(figure.series):
        lines = lettering.lines(name, _SIZE, WIDTH - 2 * _MARGIN - 34)
        width = 34 + max(lettering.width(line, _SIZE) for line in lines) + 14
        if x > _MARGIN and x + width > WIDTH:
            x, y = _MARGIN, y + _LINE
        if figure.kind == "bars":
            drawing.bars.append((number, x, y - 10, 26, 10))
        else:
            drawing.lines.append(
                (number, f"M{x:.1f} {y - 4:.1f}h26", [(x + 13, y - 4, 3)])
            )
        for line in lines:
            drawing.text(x + 32, y, line)
            y += _LINE
        y -= _LINE
        x += width
    return y + _LINE + 4 if figure.series else y + 4


def _bars(drawing: _Drawing, figure: Figure, top: float, language: Language) -> None:
    labels = [lettering.lines(row.label, _SIZE, _LONGEST_LABEL) for row in figure.rows]
    left = (
        _MARGIN
        + max(lettering.width(line, _SIZE) for lines in labels for line in lines)
        + 8
    )
    written = [
        [wording.number(value, language) for value in row.values] for row in figure.rows
    ]
    widest = max(lettering.width(text, _SIZE) for row in written for text in row) + 8
    values = [value for row in figure.rows for value in row.values]
    low, high = min(0.0, *values), max(0.0, *values)
    begin, end = left + (widest if low < 0 else 0), WIDTH - _MARGIN - widest

    def at(value: float) -> float:
        return begin + (value - low) / ((high - low) or 1) * (end - begin)

    y = top
    for row, lines, texts in zip(figure.rows, labels, written, strict=True):
        height = max(len(row.values) * _BAR, len(lines) * _LINE)
        first = y + (height - (len(lines) - 1) * _LINE) / 2 + _SIZE / 3
        for index, line in enumerate(lines):
            drawing.text(left - 8, first + index * _LINE, line, "end")
        place = y + (height - len(row.values) * _BAR) / 2
        for number, (value, text) in enumerate(zip(row.values, texts, strict=True)):
            x, width = min(at(0), at(value)), abs(at(value) - at(0))
            drawing.bars.append((number, x, place + 1, width, _BAR - 2))
            beside, anchor = (-5, "end") if value < 0 else (5, "start")
            drawing.text(at(value) + beside, place + 12, text, anchor)
            place += _BAR
        y += height + _GAP
    drawing.axes.append((at(0), top - 2, at(0), y - _GAP + 2))
    drawing.height = y


def _lines(drawing: _Drawing, figure: Figure, top: float, language: Language) -> None:
    values = [value for row in figure.rows for value in row.values]
    ticks = _ticks(min(values), max(values))
    names = [wording.number(tick, language) for tick in ticks]
    left = _MARGIN + max(lettering.width(name, _SIZE) for name in names) + 8
    right = WIDTH - _MARGIN - 12
    bottom = top + _PLOT_HEIGHT

    def down(value: float) -> float:
        return bottom - (value - ticks[0]) / (ticks[-1] - ticks[0]) * (
            _PLOT_HEIGHT - 10
        )

    for tick, name in zip(ticks, names, strict=True):
        drawing.grid.append((left, down(tick), right, down(tick)))
        drawing.text(left - 8, down(tick) + _SIZE / 3, name, "end")
    drawing.axes.append((left, bottom, right, bottom))
    labels = [row.label for row in figure.rows]
    places = [left + 8 + share * (right - left - 16) for share in _shares(labels)]
    for number in range(len(figure.rows[0].values)):
        points = [
            (x, down(row.values[number]))
            for x, row in zip(places, figure.rows, strict=True)
        ]
        path = f"M{points[0][0]:.1f} {points[0][1]:.1f}"
        for x, y in points[1:]:
            path += (
                f"H{x:.1f}V{y:.1f}" if figure.kind == "steps" else f"L{x:.1f} {y:.1f}"
            )
        drawing.lines.append(
            (number, path, [(x, y, 3) for x, y in points] if len(points) <= 40 else [])
        )
    drawing.height = bottom + _LINE + 6
    for x, middle, label in _fitting(labels, places):
        drawing.text(middle, bottom + _LINE, label, "middle")
        drawing.axes.append((x, bottom, x, bottom + 4))


def _fitting(
    labels: Sequence[str], places: Sequence[float]
) -> Iterator[tuple[float, float, str]]:
    """The labels that have room below an axis, with place and middle; the last comes first."""
    written = [(lettering.lines(label, _SIZE, math.inf) or [""])[0] for label in labels]
    halves = [lettering.width(label, _SIZE) / 2 for label in written]
    middles = [
        min(max(x, half + 2), WIDTH - half - 2)
        for x, half in zip(places, halves, strict=True)
    ]
    ends = [middle + half for middle, half in zip(middles, halves, strict=True)]
    last = len(labels) - 1
    reserved = (
        middles[last] - halves[last] - 8 if halves[last] < WIDTH / 4 else math.inf
    )
    free = 0.0
    for number, label in enumerate(written):
        fits = halves[number] < WIDTH / 4 and middles[number] - halves[number] >= free
        if fits and (number in {0, last} or ends[number] <= reserved):
            yield places[number], middles[number], label
            free = ends[number] + 8


def _shares(labels: Sequence[str]) -> list[float]:
    """Where each label is between the first and the last: dates by their days, other labels evenly."""
    if len(labels) == 1:
        return [0.5]
    try:
        found = [dates.parse(label) for label in labels]
    except ValueError:
        found = []
    days = [date.earliest.toordinal() for date in found if date.first]
    if len(days) == len(labels) and all(one < other for one, other in pairwise(days)):
        return [(day - days[0]) / (days[-1] - days[0]) for day in days]
    return [number / (len(labels) - 1) for number in range(len(labels))]


def _ticks(low: float, high: float) -> list[float]:
    """The values at the lines of a grid: round numbers around all values, with zero unless it is far away."""
    if low > 0 and low < high / 2:
        low = 0
    if high < 0 and high > low / 2:
        high = 0
    rough = (high - low or abs(high) or 1) / 4
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(each * power for each in _STEPS if each * power >= rough * 0.999)
    first, last = math.floor(low / step), math.ceil(high / step)
    if first == last:
        first, last = first - 1, last + 1
    return [round(number * step, 12) for number in range(first, last + 1)]


_STRIP_WIDTH = 300
_STRIP_MARGIN = 5


def strip(days: Sequence[tuple[int, bool]]) -> Markup:
    """A small picture of a brief: a dot for each day with events, hollow if none is confirmed.

    They are along a line, from the first year to the last. Decoration: it says nothing new.
    """
    if not days:
        return Markup()
    years = [datetime.date.fromordinal(day).year for day, _ in (min(days), max(days))]
    first = datetime.date(years[0], 1, 1).toordinal()
    last = datetime.date(years[1], 12, 31).toordinal()
    scale = (_STRIP_WIDTH - 2 * _STRIP_MARGIN) / (last - first)
    places = [
        (round(_STRIP_MARGIN + (day - first) * scale), sure) for day, sure in days
    ]
    confirmed = sorted({place for place, sure in places if sure})
    others = sorted({place for place, sure in places if not sure} - set(confirmed))
    return html(
        "parts/strip.svg",
        DEFAULT,
        width=_STRIP_WIDTH,
        confirmed=confirmed,
        others=others,
        years=years,
    )
