"""Rules about dates that contradict one another."""

import datetime
from collections.abc import Iterator
from typing import Any, NamedTuple

from briefing_site.diagnostics import Code, Diagnostic, Message
from briefing_site.format import BRIEF, Brief, EdtfDate, Location, dates
from briefing_site.format.fields import PLANNED
from briefing_site.format.fields.date import BACKWARD_INTERVAL
from briefing_site.format.places import EVENT, FORECAST, QUOTE, SOURCE, Place
from briefing_site.languages.phrase import marked
from briefing_site.reading import Document, ParsedFile, Scalar
from briefing_site.reading.yaml.node import Sequence

REVERSED_DAYS = Message(
    BACKWARD_INTERVAL.code,
    "'{later}' ({late}) is before '{earlier}' ({early})",
    "correct one of the two dates",
)
UPDATED_BEFORE_DATE = Message(
    Code("updated-before-date", "A brief was updated before its own date."),
    "'updated' ({updated}) is before 'date' ({date})",
    "correct one of the two dates, or delete 'updated'",
)
AFTER_THE_END = Message(
    BACKWARD_INTERVAL.code,
    "the {kind} is dated {date}, after the {which} of the brief, {end}",
    "correct the date, or write '{line}' or later at the top",
    in_form="This is after the {which} of the brief, {end}. Correct one of the two, or choose “planned” if "
    "it is yet to come",
)
BEFORE_THE_EVIDENCE = Message(
    BACKWARD_INTERVAL.code,
    "the {kind} is dated {date}, but all its sources were published before that",
    "correct this date or that of the source, or add a later source",
)

_PERHAPS_PLANNED = marked(
    "correct this date or that of the source, or add a later source; if the event is yet to come, write "
    "'status: planned'"
)
_PERHAPS_OVER = marked(
    "correct the date; if the event is over, write '{line}' or later at the top; if it is yet to come, "
    "write 'status: planned'"
)

TIME_ZONES = datetime.timedelta(days=1)
"""How much earlier than an event the report of it may be dated, as the two may be in different time zones."""
_NO_TIME = datetime.timedelta()


class _Order(NamedTuple):
    """Two dates of an entry of which the second should not be before the first, but for a tolerance."""

    entries: Place
    first: Place
    second: Place
    tolerance: datetime.timedelta


_ORDERS = (
    _Order(BRIEF.forecasts.each, FORECAST.made_on, FORECAST.resolves_by, _NO_TIME),
    _Order(BRIEF.forecasts.each, FORECAST.made_on, FORECAST.resolved_on, _NO_TIME),
    _Order(BRIEF.sources.each, SOURCE.published, SOURCE.accessed, TIME_ZONES),
)


class _End(NamedTuple):
    """The day up to which a brief reports: its cut-off, or else the day of its last change."""

    date: EdtfDate
    key: str
    """The field of the brief to change if the day is wrong."""
    name: str
    """What the day is called in messages."""


def date_at(document: Document, location: Location) -> EdtfDate | None:
    """The date at the location, or `None` if it is missing or invalid."""
    return dates.parse_valid(document.value(location).strip())


def check_file(file: ParsedFile[Any]) -> Iterator[Diagnostic]:
    """Report dates of an entry in the wrong order, such as a forecast resolved before it was made."""
    if file.record is None:
        return
    document = file.document
    for order in _ORDERS:
        for location, _ in document.find(order.entries):
            place = (*location, *order.second)
            first = date_at(document, (*location, *order.first))
            second = date_at(document, place)
            if first is None or second is None or first.first is None:
                continue
            if first.earliest - second.latest > order.tolerance:
                yield document.report(
                    REVERSED_DAYS,
                    place,
                    later=order.second[-1],
                    late=second.text,
                    earlier=order.first[-1],
                    early=first.text,
                )


def check_brief(file: ParsedFile[Brief]) -> Iterator[Diagnostic]:
    """Report events and quotes that are dated after all of their sources, or after the end of the brief."""
    document = file.document
    date = date_at(document, BRIEF.date)
    updated = date_at(document, BRIEF.updated)
    if date and updated and updated.latest < date.earliest:
        yield document.report(
            UPDATED_BEFORE_DATE, BRIEF.updated, updated=updated.text, date=date.text
        )
    end = _end(document, date, updated)
    for location, _ in document.find(BRIEF.timeline.each):
        yield from _check_entry(document, location, end, is_event=True)
    for location, _ in document.find(BRIEF.quotes.each):
        yield from _check_entry(document, location, end, is_event=False)


def _end(
    document: Document, date: EdtfDate | None, updated: EdtfDate | None
) -> _End | None:
    """The end of a brief with these dates; `None` if it has no valid date."""
    as_of = date_at(document, BRIEF.as_of)
    if as_of:
        return _End(as_of, "as_of", marked("cut-off"))
    last = date or updated
    if date and updated and updated.latest > date.latest:
        last = updated
    if last is None:
        return None
    return _End(last, "updated", marked("date"))


def _check_entry(
    document: Document, location: Location, end: _End | None, *, is_event: bool
) -> Iterator[Diagnostic]:
    """Report an event or a quote with a date after all of its sources, or else after the end of the brief."""
    place = (*location, *EVENT.date)  # quotes have a field of the same name
    date = date_at(document, place)
    is_planned = document.value((*location, *EVENT.status)) == PLANNED
    if date is None or date.first is None or is_planned:
        return
    kind = marked("event") if is_event else marked("quote")
    is_late = end is not None and date.earliest > end.date.latest
    published = _publication_dates(document, location)
    if _is_after_all(date, published):
        # a date that contradicts its sources is probably wrong itself
        help_ = _PERHAPS_PLANNED if is_late and is_event else ""
        yield document.report(
            BEFORE_THE_EVIDENCE, place, help_, kind=kind, date=date.text
        )
    elif end is not None and is_late:
        line = f"{end.key}: {date.latest.isoformat()}"
        help_ = ""
        if is_event and not _has_later(published, date):
            help_ = marked(_PERHAPS_OVER, line=line)
        yield document.report(
            AFTER_THE_END,
            place,
            help_,
            line=line,
            kind=kind,
            date=date.text,
            which=end.name,
            end=end.date.text,
        )


def _publication_dates(document: Document, location: Location) -> list[EdtfDate | None]:
    """When each source of an event or a quote was published; `None` for one without a date."""
    listed = document.node((*location, *EVENT.sources))
    if not isinstance(listed, Sequence):
        listed = document.node((*location, *QUOTE.source))
    ids = listed.items if isinstance(listed, Sequence) else (listed,)
    published = []
    for id_ in ids:
        if isinstance(id_, Scalar):
            place = (*BRIEF.sources, id_.text, *SOURCE.published)
            published.append(date_at(document, place))
    return published


def _is_after_all(date: EdtfDate, published: list[EdtfDate | None]) -> bool:
    """Whether all sources have a date of publication, and every one is before the date."""
    if not published:
        return False
    for publication in published:
        if publication is None or date.earliest - publication.latest <= TIME_ZONES:
            return False
    return True


def _has_later(published: list[EdtfDate | None], date: EdtfDate) -> bool:
    """Whether a source was published on the date or later, so that the event is over."""
    return any(day and day.latest >= date.earliest for day in published)
