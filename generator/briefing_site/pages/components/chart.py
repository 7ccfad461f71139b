"""Charts of a few numbers: bars, lines and steps, and how forecasts changed.

They are drawn here, because what draws charts elsewhere, such as pygal, puts styles,
scripts and random ids into each, knows no steps, and does not follow the theme. Colours
are attributes, for papers; the styles of the site replace them. The same numbers give
the same picture. A chart says nothing that the table below it does not.

Everything is measured in units of the drawing, which are pixels at full size.
"""

import datetime
import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from markupsafe import Markup

from briefing_site.format import dates
from briefing_site.format.brief import Figure
from briefing_site.languages.language import DEFAULT
from briefing_site.library.library import LinkedForecast
from briefing_site.pages.components import lettering
from briefing_site.pages.components.html import html
from briefing_site.site import Language, wording

WIDTH = 440
_FONT_SIZE = 12
_LINE_HEIGHT = 15
_LABEL_WIDTH = 130
"""The longest line of the label of a row of bars."""
_BAR_HEIGHT = 16
_ROW_GAP = 10
"""Between the bars of two rows."""
_PLOT_HEIGHT = 220
_PLOT_TOP = 10
"""What is left empty above the highest value of a plot."""
_MARGIN = 8
_TEXT_GAP = 8
"""Between a text and what stands beside it."""
_SIGN_WIDTH = 26
"""The sign of a series in a legend."""
_SIGN_GAP = 6
_LEGEND_GAP = 14
"""Between two series in a legend."""
_MOST_POINTS = 40
"""A line through more points is drawn without dots on them."""
_GRID_STEPS = (1, 2, 2.5, 5, 10)
"""Between the lines of a grid, times a power of ten."""


class _Line(NamedTuple):
    """A straight line from a point to another."""

    x1: float
    y1: float
    x2: float
    y2: float


class _Bar(NamedTuple):
    series: int
    left: float
    top: float
    width: float
    height: float


class _Curve(NamedTuple):
    series: int
    path: str
    """The data of an SVG path."""
    points: list[tuple[float, float, float]]
    """Dots on it: a point and its radius."""


class _Text(NamedTuple):
    x: float
    y: float
    words: str
    anchor: str
    """Which part of the words is at the point: their `start`, `middle` or `end`."""


@dataclass
class _Drawing:
    """What is in a chart; series are counted from 0."""

    height: float = 0
    grid: list[_Line] = field(default_factory=list)
    axes: list[_Line] = field(default_factory=list)
    bars: list[_Bar] = field(default_factory=list)
    lines: list[_Curve] = field(default_factory=list)
    texts: list[_Text] = field(default_factory=list)

    def text(self, x: float, y: float, words: str, anchor: str = "start") -> None:
        self.texts.append(_Text(x, y, words, anchor))


@dataclass(frozen=True)
class _Scale:
    """Which values are at which places: from the lowest at `start` to the highest at `end`."""

    low: float
    high: float
    start: float
    end: float

    def place(self, value: float) -> float:
        span = (self.high - self.low) or 1
        return self.start + (value - self.low) / span * (self.end - self.start)


def figure_chart(figure: Figure, language: Language = DEFAULT) -> Markup:
    """The chart of a figure, as an `svg` element without empty lines."""
    drawing = _Drawing()
    top = _draw_unit(drawing, figure)
    if figure.series:
        top = _draw_legend(drawing, figure, top + 3 if figure.unit else top)
    top += 4
    if figure.kind == "bars":
        _draw_bars(drawing, figure, top, language)
    else:
        _draw_plot(drawing, figure, top, language)
    return html(
        "parts/chart.svg", language, drawing=drawing, width=WIDTH, title=figure.title
    )


def _draw_unit(drawing: _Drawing, figure: Figure) -> float:
    """Write the unit; returns the baseline of the next line."""
    y = _LINE_HEIGHT
    if figure.unit:
        for line in _wrapped(figure.unit, WIDTH - 2 * _MARGIN):
            drawing.text(_MARGIN, y, line)
            y += _LINE_HEIGHT
    return y


def _draw_legend(drawing: _Drawing, figure: Figure, y: float) -> float:
    """Draw a sign and the name of each series; returns the baseline of the next line."""
    indent = _SIGN_WIDTH + _SIGN_GAP
    x: float = _MARGIN
    for number, name in enumerate(figure.series):
        lines = _wrapped(name, WIDTH - 2 * _MARGIN - indent - 2)
        width = indent + 2 + _widest(lines) + _LEGEND_GAP
        if x > _MARGIN and x + width > WIDTH:
            x = _MARGIN
            y += _LINE_HEIGHT
        if figure.kind == "bars":
            drawing.bars.append(_Bar(number, x, y - 10, _SIGN_WIDTH, 10))
        else:
            path = f"M{x:.1f} {y - 4:.1f}h{_SIGN_WIDTH}"
            dot = (x + _SIGN_WIDTH / 2, y - 4, 3)
            drawing.lines.append(_Curve(number, path, [dot]))
        for index, line in enumerate(lines):
            drawing.text(x + indent, y + index * _LINE_HEIGHT, line)
        y += (len(lines) - 1) * _LINE_HEIGHT
        x += width
    return y + _LINE_HEIGHT


def _draw_bars(
    drawing: _Drawing, figure: Figure, top: float, language: Language
) -> None:
    """Draw a bar for each value, in rows with their labels on the left."""
    labels = [_wrapped(row.label, _LABEL_WIDTH) for row in figure.rows]
    left = _MARGIN + max(_widest(lines) for lines in labels) + _TEXT_GAP
    values = _values(figure)
    numbers = [wording.number(value, language) for value in values]
    beside = _widest(numbers) + _TEXT_GAP
    low = min(0.0, *values)
    high = max(0.0, *values)
    # the numbers of negative values are on the left of their bars
    start = left + beside if low < 0 else left
    scale = _Scale(low, high, start, WIDTH - _MARGIN - beside)
    y = top
    for row, lines in zip(figure.rows, labels, strict=True):
        bars_height = len(row.values) * _BAR_HEIGHT
        height = max(bars_height, len(lines) * _LINE_HEIGHT)
        baseline = y + (height - (len(lines) - 1) * _LINE_HEIGHT) / 2 + _FONT_SIZE / 3
        for index, line in enumerate(lines):
            line_y = baseline + index * _LINE_HEIGHT
            drawing.text(left - _TEXT_GAP, line_y, line, "end")
        bar_top = y + (height - bars_height) / 2
        for series, value in enumerate(row.values):
            _draw_bar(drawing, series, value, scale, top=bar_top, language=language)
            bar_top += _BAR_HEIGHT
        y += height + _ROW_GAP
    zero = scale.place(0)
    drawing.axes.append(_Line(zero, top - 2, zero, y - _ROW_GAP + 2))
    drawing.height = y


def _draw_bar(
    drawing: _Drawing,
    series: int,
    value: float,
    scale: _Scale,
    *,
    top: float,
    language: Language,
) -> None:
    """Draw a bar from zero to the value, and write the value beside its end."""
    zero = scale.place(0)
    end = scale.place(value)
    width = abs(end - zero)
    bar = _Bar(series, min(zero, end), top + 1, width, _BAR_HEIGHT - 2)
    drawing.bars.append(bar)
    number = wording.number(value, language)
    if value < 0:
        drawing.text(end - 5, top + 12, number, "end")
    else:
        drawing.text(end + 5, top + 12, number)


def _draw_plot(
    drawing: _Drawing, figure: Figure, top: float, language: Language
) -> None:
    """Draw a line, or steps, for each series, over a grid and an axis with the labels."""
    values = _values(figure)
    ticks = _ticks(min(values), max(values))
    names = [wording.number(tick, language) for tick in ticks]
    left = _MARGIN + _widest(names) + _TEXT_GAP
    right = WIDTH - _MARGIN - 12
    bottom = top + _PLOT_HEIGHT
    scale = _Scale(ticks[0], ticks[-1], bottom, top + _PLOT_TOP)
    for tick, name in zip(ticks, names, strict=True):
        y = scale.place(tick)
        drawing.grid.append(_Line(left, y, right, y))
        drawing.text(left - _TEXT_GAP, y + _FONT_SIZE / 3, name, "end")
    drawing.axes.append(_Line(left, bottom, right, bottom))
    labels = [row.label for row in figure.rows]
    columns = [left + 8 + share * (right - left - 16) for share in _shares(labels)]
    for series in range(len(figure.rows[0].values)):
        heights = [scale.place(row.values[series]) for row in figure.rows]
        points = list(zip(columns, heights, strict=True))
        drawing.lines.append(_curve(series, points, steps=figure.kind == "steps"))
    _draw_column_labels(drawing, labels, columns, bottom)
    drawing.height = bottom + _LINE_HEIGHT + 6


def _curve(
    series: int, points: Sequence[tuple[float, float]], *, steps: bool
) -> _Curve:
    x, y = points[0]
    path = f"M{x:.1f} {y:.1f}"
    for x, y in points[1:]:
        if steps:
            path += f"H{x:.1f}V{y:.1f}"
        else:
            path += f"L{x:.1f} {y:.1f}"
    dots: list[tuple[float, float, float]] = []
    if len(points) <= _MOST_POINTS:
        dots = [(x, y, 3) for x, y in points]
    return _Curve(series, path, dots)


def _draw_column_labels(
    drawing: _Drawing, labels: Sequence[str], columns: Sequence[float], bottom: float
) -> None:
    """Write the labels that have room below the axis; the first and the last go first."""
    places = []
    for words, x in zip(labels, columns, strict=True):
        half = lettering.width(words, _FONT_SIZE) / 2
        middle = min(max(x, half + 2), WIDTH - half - 2)
        places.append(_ColumnLabel(words, x, middle, half))
    last = places[-1]
    last_start = last.start - 8 if last.is_short else math.inf
    free = 0.0
    for place in places:
        if not place.is_short or place.start < free:
            continue
        if place in {places[0], last} or place.end <= last_start:
            drawing.text(place.middle, bottom + _LINE_HEIGHT, place.words, "middle")
            drawing.axes.append(_Line(place.x, bottom, place.x, bottom + 4))
            free = place.end + 8


class _ColumnLabel(NamedTuple):
    words: str
    x: float
    """That of its column."""
    middle: float
    """That of its words, which stay within the chart."""
    half: float
    """Half of its width."""

    @property
    def start(self) -> float:
        return self.middle - self.half

    @property
    def end(self) -> float:
        return self.middle + self.half

    @property
    def is_short(self) -> bool:
        """Whether it takes less than half of the chart."""
        return self.half < WIDTH / 4


def _values(figure: Figure) -> list[float]:
    values: list[float] = []
    for row in figure.rows:
        values += row.values
    return values


def _wrapped(text: str, most: float) -> list[str]:
    return lettering.lines(text, _FONT_SIZE, most)


def _widest(lines: Sequence[str]) -> float:
    return max(lettering.width(line, _FONT_SIZE) for line in lines)


def _shares(labels: Sequence[str]) -> list[float]:
    """Where each label is between the first, at 0, and the last, at 1.

    Dates in order are placed by their days, other labels evenly.
    """
    if len(labels) == 1:
        return [0.5]
    days = _days(labels)
    if days and all(day < following for day, following in pairwise(days)):
        span = days[-1] - days[0]
        return [(day - days[0]) / span for day in days]
    return [number / (len(labels) - 1) for number in range(len(labels))]


def _days(labels: Sequence[str]) -> list[int]:
    """The first day of each label; none if one of them is no date with a start."""
    days = []
    for label in labels:
        date = dates.parse_valid(label)
        if date is None or not date.first:
            return []
        days.append(date.earliest.toordinal())
    return days


def _ticks(low: float, high: float) -> list[float]:
    """The values at the lines of a grid: about five round numbers around all values.

    Zero is one of them, unless it is far away.
    """
    if 0 < low < high / 2:
        low = 0
    if low / 2 < high < 0:
        high = 0
    span = (high - low) or abs(high) or 1
    least_step = span / 4
    power = 10.0 ** math.floor(math.log10(least_step))
    steps = [factor * power for factor in _GRID_STEPS]
    step = min(step for step in steps if step >= least_step * 0.999)
    first = math.floor(low / step)
    last = math.ceil(high / step)
    if first == last:
        first -= 1
        last += 1
    return [round(number * step, 12) for number in range(first, last + 1)]


_COURSE_LEFT = 3
_COURSE_WIDTH = 58
_COURSE_BOTTOM = 33
_PERCENT_HEIGHT = 0.3


def course(forecast: LinkedForecast, language: Language) -> Markup:
    """How probable a forecast was said to be, from its record until it is known.

    A small picture with a step for each change. As long as the forecast is open, it is
    dotted from the last change on. Its words are in its label only, because the days
    are beside it.
    """
    entry = forecast.entry
    probabilities = forecast.recorded.probabilities
    if not probabilities:
        probabilities = ((entry.made_on, entry.probability),)
    first = probabilities[0][0].earliest.toordinal()
    latest = probabilities[-1][0].earliest.toordinal()
    last = max(latest, entry.known_by.toordinal())
    scale = _COURSE_WIDTH / ((last - first) or 1)
    places = []
    labels = []
    for date, percent in probabilities:
        x = _COURSE_LEFT + (date.earliest.toordinal() - first) * scale
        y = _COURSE_BOTTOM - _PERCENT_HEIGHT * percent
        places.append((f"{x:.0f}", f"{y:.0f}"))
        words = wording.date(date, language)
        labels.append(
            language.gettext("%(percent)s%% on %(date)s", percent=percent, date=words)
        )
    return html(
        "parts/course.svg",
        DEFAULT,
        title=", ".join(labels),
        places=places,
        is_known=entry.outcome is not None,
    )


_STRIP_WIDTH = 300
_STRIP_MARGIN = 5


def strip(days: Sequence[tuple[int, bool]]) -> Markup:
    """A small picture of a brief: a dot for each day with events, along a line of years.

    `days` are ordinals of days, each with whether an event of it is confirmed; a dot is
    hollow if none is. The picture is decoration: it says nothing new.
    """
    if not days:
        return Markup()
    ordinals = [day for day, _ in days]
    first_year = datetime.date.fromordinal(min(ordinals)).year
    last_year = datetime.date.fromordinal(max(ordinals)).year
    first = datetime.date(first_year, 1, 1).toordinal()
    last = datetime.date(last_year, 12, 31).toordinal()
    scale = (_STRIP_WIDTH - 2 * _STRIP_MARGIN) / (last - first)
    confirmed = set()
    others = set()
    for day, is_confirmed in days:
        place = round(_STRIP_MARGIN + (day - first) * scale)
        if is_confirmed:
            confirmed.add(place)
        else:
            others.add(place)
    return html(
        "parts/strip.svg",
        DEFAULT,
        width=_STRIP_WIDTH,
        confirmed=sorted(confirmed),
        others=sorted(others - confirmed),
        years=[first_year, last_year],
    )
