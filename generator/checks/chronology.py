"""Checks that the dates of a brief are in a possible order."""

import datetime
from collections.abc import Iterator, Mapping

from generator.diagnostics import Code, Diagnostic, Message, Severity
from generator.format import dates
from generator.format.brief import Brief
from generator.format.dates import EdtfDate
from generator.format.fields.date import BACKWARD_INTERVAL
from generator.format.places import BRIEF, CORRECTION, EVENT, FORECAST, PROFILE, QUOTE, SOURCE, Place
from generator.format.profile import Profile
from generator.format.source import Source
from generator.format.traversal import Location
from generator.languages.phrase import marked
from generator.reading import misspelling
from generator.reading.folder import Collection, ParsedFile
from generator.reading.ids import Renames
from generator.reading.yaml.document import Document
from generator.reading.yaml.node import Scalar, Sequence

REVERSED_DAYS = Message(
    BACKWARD_INTERVAL.code,
    "'{later}' ({late}) is before '{earlier}' ({early})",
    "correct one of the two dates",
)
FUTURE_DATE = Message(
    Code(
        "future-date",
        "A brief, a correction or a source is dated in the future, on the day of the check.",
        Severity.WARNING,
    ),
    "{field} is {date}, which is in the future",
    "correct the year, or write a date that has passed",
)
UPDATED_BEFORE_DATE = Message(
    Code("updated-before-date", "A brief was updated before its own date."),
    "'updated' ({updated}) is before 'date' ({date})",
    "correct one of the two dates, or delete 'updated'",
)
AFTER_THE_END = Message(
    REVERSED_DAYS.code,
    "the {kind} is dated {date}, after the {which} of the brief, {end}",
    "correct the date, or set 'updated' to the day on which the {kind} was added",
)
BEFORE_THE_EVIDENCE = Message(
    REVERSED_DAYS.code,
    "the {kind} is dated {date}, but all its sources were published before that",
    "correct this date or that of the source, or add a later source",
)
MERGED_DATES = Message(
    Code("merged-dates", "Two briefs date the same event differently.", Severity.WARNING),
    "the event is dated {here} here, but {there} in the other brief",
    "correct one of the dates, or delete 'same_as' if these are two events",
)

TIME_ZONES = datetime.timedelta(days=1)
"""How much earlier than an event its report may be dated, because the event may be in another time zone."""

_DATED = ((BRIEF.timeline.each, marked("event")), (BRIEF.quotes.each, marked("quote")))
"""The entries that have a date and sources, and what to call them."""


def check_brief(file: ParsedFile[Brief]) -> Iterator[Diagnostic]:
    """Report impossible orders of dates within a brief."""
    if file.record:
        yield from _check_access(file, BRIEF.sources, file.record.sources)
    evidence = list(_check_evidence(file.document))
    reported = {each.span for each in evidence}
    yield from evidence
    # a date that contradicts its sources is probably wrong itself
    yield from (each for each in _check_ends(file.document) if each.span not in reported)


def check(collection: Collection) -> Iterator[Diagnostic]:
    """Report different dates of one event in two briefs, and the same of profiles as of briefs."""
    for profile in collection.profiles:
        if profile.record:
            yield from _check_access(profile, PROFILE.sources, profile.record.sources)
    dates_of_events = {
        f"{file.id}#{event.id}": _date(file.document, (*event.location, *EVENT.date))
        for file in collection.briefs
        for event in file.entries
        if event.list in BRIEF.timeline
    }
    renamed = collection.renames
    for file in collection.briefs:
        yield from _check_same_events(file.document, dates_of_events, renamed)


def check_future(collection: Collection, today: datetime.date) -> Iterator[Diagnostic]:
    """Report what can't be dated after the day of the check, because somebody has already written it."""
    latest = min(today, datetime.date.max - TIME_ZONES) + TIME_ZONES
    files: tuple[ParsedFile[Brief] | ParsedFile[Profile], ...] = (*collection.briefs, *collection.profiles)
    for file in files:
        for location, date in _written(file.record) if file.record else ():
            if date and date.first and date.earliest > latest:
                yield file.document.report_message(
                    FUTURE_DATE,
                    file.document.nearest(location),
                    field=f"'{location[-1]}'",
                    date=date.text,
                )


def _written(entry: Brief | Profile) -> Iterator[tuple[Location, EdtfDate | None]]:
    """The dates of the brief, of its corrections and forecasts, and of sources."""
    if isinstance(entry, Brief):
        yield from _written_in_brief(entry)
    place = BRIEF.sources if isinstance(entry, Brief) else PROFILE.sources
    for id_, source in entry.sources.items():
        yield (*place, id_, *SOURCE.published), source.published
        yield (*place, id_, *SOURCE.accessed), source.accessed


def _written_in_brief(brief: Brief) -> Iterator[tuple[Location, EdtfDate | None]]:
    yield BRIEF.date, brief.date
    yield BRIEF.as_of, brief.as_of
    yield BRIEF.updated, brief.updated
    for number, forecast in enumerate(brief.forecasts):
        yield (*BRIEF.forecasts, number, *FORECAST.made_on), forecast.made_on
        yield (*BRIEF.forecasts, number, *FORECAST.resolved_on), forecast.resolved_on
    for number, correction in enumerate(brief.corrections):
        yield (*BRIEF.corrections, number, *CORRECTION.date), correction.date


def _check_access(
    file: ParsedFile[Brief] | ParsedFile[Profile], place: Place, sources: Mapping[str, Source]
) -> Iterator[Diagnostic]:
    """Report sources that were read before they were published."""
    for id_, source in sources.items():
        accessed, published = source.accessed, source.published
        if accessed and published and published.first and accessed.latest + TIME_ZONES < published.earliest:
            yield file.document.report_message(
                REVERSED_DAYS,
                file.document.nearest((*place, id_, *SOURCE.accessed)),
                later=SOURCE.accessed[-1],
                late=accessed.text,
                earlier=SOURCE.published[-1],
                early=published.text,
            )


def _date(document: Document, location: Location) -> EdtfDate | None:
    """The date at the location, or `None` if it is missing or invalid."""
    scalar = document.node(location)
    if not isinstance(scalar, Scalar):
        return None
    try:
        return dates.parse(scalar.text.strip())
    except ValueError:
        return None


def _check_ends(document: Document) -> Iterator[Diagnostic]:
    """Report what happened after the date of the brief and of its last update."""
    date, updated, as_of = (_date(document, place) for place in (BRIEF.date, BRIEF.updated, BRIEF.as_of))
    misspelled = misspelling.misspelled_keys(document, Brief, ())
    if date is None or (updated is None and misspelled.intersection(BRIEF.updated)):
        return
    if updated is not None and updated.latest < date.earliest:
        yield document.report_message(
            UPDATED_BEFORE_DATE,
            document.nearest(BRIEF.updated),
            updated=updated.text,
            date=date.text,
        )
        return
    end = as_of or max(date, updated or date, key=lambda day: day.latest)
    field = "as_of" if as_of else "updated"
    for place, name in _DATED:
        for location, _ in document.find(place.date):
            found = _date(document, location)
            if found is not None and found.first is not None and found.earliest > end.latest:
                yield document.report_message(
                    AFTER_THE_END,
                    document.nearest(location),
                    marked(
                        "correct the date, or write '{line}' or later at the top",
                        line=f"{field}: {found.latest.isoformat()}",
                    ),
                    kind=name,
                    date=found.text,
                    which=marked("cut-off") if as_of else marked("date"),
                    end=end.text,
                )


def _check_evidence(document: Document) -> Iterator[Diagnostic]:
    """Report what happened after all of its sources were published."""
    for place, name in _DATED:
        for location, _ in document.find(place):
            found = _date(document, (*location, *EVENT.date))
            published = _published(document, location)
            if found is None or found.first is None or not published or None in published:
                continue
            latest = max(date.latest for date in published if date is not None)
            if latest < datetime.date.max and found.earliest > latest + TIME_ZONES:
                yield document.report_message(
                    BEFORE_THE_EVIDENCE,
                    document.nearest((*location, *EVENT.date)),
                    kind=name,
                    date=found.text,
                )


def _published(document: Document, location: Location) -> list[EdtfDate | None]:
    """When each source of an event or a quote was published; `None` for one without a date."""
    listed, single = document.node((*location, *EVENT.sources)), document.node((*location, *QUOTE.source))
    items = listed.items if isinstance(listed, Sequence) else (single,)
    return [
        _date(document, (*BRIEF.sources, item.text, *SOURCE.published))
        for item in items
        if isinstance(item, Scalar)
    ]


def _check_same_events(
    document: Document, dates_of_events: dict[str, EdtfDate | None], renamed: Renames
) -> Iterator[Diagnostic]:
    """Report an event that is the same as one in another brief, but has another date."""
    for location, scalar in document.scalars(BRIEF.timeline.each.same_as):
        here, there = (
            _date(document, (*location[:-1], *EVENT.date)),
            dates_of_events.get(renamed.event(scalar.text)),
        )
        if here and there and not here.overlaps(there):
            yield document.report_message(MERGED_DATES, scalar.span, here=here.text, there=there.text)
