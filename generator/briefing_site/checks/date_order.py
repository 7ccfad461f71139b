"""Dates in an impossible order, in the future, and days that have passed."""

import datetime
from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel

from briefing_site.diagnostics import Code, Diagnostic, Message, Severity
from briefing_site.format import (
    BRIEF,
    Brief,
    EdtfDate,
    Location,
    Pattern,
    Profile,
    Verifications,
    dates,
)
from briefing_site.format.fields import PLANNED
from briefing_site.format.fields.date import BACKWARD_INTERVAL
from briefing_site.format.places import EVENT, FORECAST, QUOTE, SOURCE
from briefing_site.languages.phrase import marked
from briefing_site.reading import Document, ParsedFile, Scalar, misspelling
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
UNPLANNED = marked(
    "correct this date or that of the source, or add a later source; if the event is yet to come, write "
    "'status: planned'"
)
BEFORE_THE_EVIDENCE = Message(
    BACKWARD_INTERVAL.code,
    "the {kind} is dated {date}, but all its sources were published before that",
    "correct this date or that of the source, or add a later source",
)
FUTURE_DATE = Message(
    Code(
        "future-date",
        "A brief, a correction, a source or a record is dated in the future, on the day of the check.",
        Severity.WARNING,
    ),
    "{field} is {date}, which is in the future",
    "correct the year, or write a date that has passed",
)
REVIEW_DUE = Message(
    Code(
        "review-due",
        "The day of a plan has passed, or that by which a brief was to be reviewed or a forecast resolved.",
        Severity.WARNING,
    ),
    "the brief was to be reviewed by {date}",
    "compare it with what has happened since; then move 'review_by', or write 'status: archived'",
)
OVERDUE_FORECAST = Message(
    REVIEW_DUE.code,
    "the forecast was to be resolved by {date}",
    "add 'outcome: yes' or 'outcome: no', and 'resolved_on: ...'",
    in_form="It was to be resolved by {date}. Choose its outcome",
    form_field="outcome",
)
PAST_PLAN = Message(
    REVIEW_DUE.code,
    "the event was planned for {date}, which has passed",
    "if it took place, write 'status: confirmed' or 'status: reported'; if not, tell what became of it",
)

TIME_ZONES = datetime.timedelta(days=1)
"""How much earlier than an event its report may be dated, because the event may be in another time zone."""

_DATED = ((BRIEF.timeline.each, marked("event")), (BRIEF.quotes.each, marked("quote")))
"""The entries that have a date and sources, and what to call them."""

_ORDER = (
    (
        BRIEF.forecasts.each,
        FORECAST.resolves_by,
        FORECAST.made_on,
        datetime.timedelta(),
    ),
    (
        BRIEF.forecasts.each,
        FORECAST.resolved_on,
        FORECAST.made_on,
        datetime.timedelta(),
    ),
    (BRIEF.sources.each, SOURCE.accessed, SOURCE.published, TIME_ZONES),
)
"""Entries with two dates, the later one first, and how much earlier it may be."""

_OF_SOURCES = (BRIEF.sources.each.published, BRIEF.sources.each.accessed)
_WRITTEN: dict[type[BaseModel], tuple[Pattern, ...]] = {
    Profile: _OF_SOURCES,
    Verifications: (("?", "?", "date"),),
    Brief: (
        *(BRIEF.date, BRIEF.as_of, BRIEF.updated, *_OF_SOURCES),
        *(BRIEF.forecasts.each.made_on, BRIEF.forecasts.each.resolved_on),
        *(BRIEF.corrections.each.date, BRIEF.change_notes.each.date),
    ),
}
"""The dates in each kind of file of what has happened when somebody writes them."""


def date_at(document: Document, location: Location) -> EdtfDate | None:
    """The date at the location, or `None` if it is missing or invalid."""
    return dates.parse_valid(document.value(location).strip())


def check_file(file: ParsedFile[Any]) -> Iterator[Diagnostic]:
    """Report days that are before others which they follow."""
    for entries, later, earlier, allowed in _ORDER if file.record else ():
        for at, _ in file.document.find(entries):
            late, early = (
                date_at(file.document, (*at, *field)) for field in (later, earlier)
            )
            if (
                late
                and early
                and early.first
                and late.latest + allowed < early.earliest
            ):
                key, than, place = later[-1], earlier[-1], (*at, *later)
                yield file.document.report(
                    REVERSED_DAYS,
                    place,
                    later=key,
                    late=late.text,
                    earlier=than,
                    early=early.text,
                )


def check_brief(file: ParsedFile[Brief]) -> Iterator[Diagnostic]:
    """Report what happened after all of its sources were published, or else after the day of the brief."""
    document = file.document
    date, updated, as_of = (
        date_at(document, place) for place in (BRIEF.date, BRIEF.updated, BRIEF.as_of)
    )
    end = as_of or max(
        filter(None, (date, updated)), key=lambda day: day.latest, default=None
    )
    is_misspelled = updated is None and misspelling.misspelled_keys(
        document, Brief, ()
    ) & {*BRIEF.updated}
    is_known = date is not None and not is_misspelled
    if date and updated and updated.latest < date.earliest:
        yield document.report(
            UPDATED_BEFORE_DATE, BRIEF.updated, updated=updated.text, date=date.text
        )
        is_known = False
    for place, name in _DATED:
        for location, _ in document.find(place):
            at, published = (*location, *EVENT.date), _published(document, location)
            found = date_at(document, at)
            is_planned = document.value((*location, *EVENT.status)) == PLANNED
            if found is None or found.first is None or is_planned:
                continue
            is_event = place == BRIEF.timeline.each
            is_late = end is not None and found.earliest > end.latest
            days = [day.latest for day in published if day]
            latest = (
                max(days, default=datetime.date.max)
                if None not in published
                else datetime.date.max
            )
            if latest < datetime.date.max and found.earliest > latest + TIME_ZONES:
                # a date that contradicts its sources is probably wrong itself
                help_ = UNPLANNED if is_late and is_event else ""
                yield document.report(
                    BEFORE_THE_EVIDENCE, at, help_, kind=name, date=found.text
                )
            elif end is not None and is_late and is_known:
                line = f"{'as_of' if as_of else 'updated'}: {found.latest.isoformat()}"
                yield document.report(
                    AFTER_THE_END,
                    at,
                    ""
                    if not is_event or any(day >= found.earliest for day in days)
                    else marked(
                        "correct the date; if the event is over, write '{line}' or later at the top; if it "
                        "is yet to come, write 'status: planned'",
                        line=line,
                    ),
                    line=line,
                    kind=name,
                    date=found.text,
                    which=marked("cut-off") if as_of else marked("date"),
                    end=end.text,
                )


def _published(document: Document, location: Location) -> list[EdtfDate | None]:
    """When each source of an event or a quote was published; `None` for one without a date."""
    listed, single = (
        document.node((*location, *EVENT.sources)),
        document.node((*location, *QUOTE.source)),
    )
    items = listed.items if isinstance(listed, Sequence) else (single,)
    return [
        date_at(document, (*BRIEF.sources, item.text, *SOURCE.published))
        for item in items
        if isinstance(item, Scalar)
    ]


def check_dated(file: ParsedFile[Any], today: datetime.date) -> Iterator[Diagnostic]:
    latest = min(today, datetime.date.max - TIME_ZONES) + TIME_ZONES
    for pattern in _WRITTEN.get(file.model, ()) if file.record else ():
        for location, scalar in file.document.scalars(pattern):
            date = date_at(file.document, location)
            if date and date.first and date.earliest > latest:
                field = f"'{location[-1]}'"
                yield file.document.report(
                    FUTURE_DATE, scalar, field=field, date=date.text
                )
    if isinstance(file.record, Brief) and file.record.status != "archived":
        yield from _due(file.document, file.record, today)


def _due(
    document: Document, brief: Brief, today: datetime.date
) -> Iterator[Diagnostic]:
    """Report days that have passed: of plans, and by which somebody wanted to do something."""
    if (day := brief.review_by) and day.latest < today:
        yield document.report(REVIEW_DUE, BRIEF.review_by, date=day.text)
    for number, event in enumerate(brief.timeline):
        if event.status == PLANNED and event.date.last and event.date.latest < today:
            at = (*BRIEF.timeline, number, *EVENT.date)
            yield document.report(PAST_PLAN, at, date=event.date.text)
    for number, forecast in enumerate(brief.forecasts):
        day = forecast.resolves_by
        if forecast.outcome is None and day and day.latest < today:
            at = (*BRIEF.forecasts, number, *FORECAST.resolves_by)
            yield document.report(OVERDUE_FORECAST, at, date=day.text)
