"""Can the dates be true together?"""

import datetime
from collections.abc import Iterator

from generator.diagnostics import Diagnostic, Message
from generator.documents.document import Document
from generator.documents.node import Scalar, Sequence
from generator.fixes import misspelling
from generator.format import dates
from generator.format.brief import Brief
from generator.format.dates import EdtfDate
from generator.format.places import BRIEF, EVENT, QUOTE, SOURCE
from generator.format.traversal import Location
from generator.reading.folder import Collection

TIME_ZONES = datetime.timedelta(days=1)
"""How much earlier than an event its report may be dated: it can be tomorrow there already."""


_DATED = ((BRIEF.timeline.each, "event"), (BRIEF.quotes.each, "quote"))
"""What has a date and sources, and what it is called."""


def check(collection: Collection) -> Iterator[Diagnostic]:
    """Dates in an order that cannot be, within each brief and between tellings of one event."""
    told = {
        f"{file.id}#{event.id}": _date(file.document, (*event.location, *EVENT.date))
        for file in collection.briefs
        for event in file.entries
        if event.list in BRIEF.timeline
    }
    for file in collection.briefs:
        document = file.document
        yield from _check_ends(document)
        yield from _check_evidence(document)
        yield from _check_tellings(document, told)


def _date(document: Document, location: Location) -> EdtfDate | None:
    """The date at the location, or `None` where there is none or it is reported as no date."""
    scalar = document.node(location)
    if not isinstance(scalar, Scalar):
        return None
    try:
        return dates.parse(scalar.text.strip())
    except ValueError:
        return None


def _check_ends(document: Document) -> Iterator[Diagnostic]:
    """Nothing happened after the day that the brief describes the state of."""
    date, updated = _date(document, BRIEF.date), _date(document, BRIEF.updated)
    misspelt = misspelling.misspelt(document, Brief, ())
    if date is None or (updated is None and misspelt.intersection(BRIEF.updated)):
        return
    if updated is not None and updated.latest < date.earliest:
        yield document.report_message(
            Message.UPDATED_BEFORE_DATE,
            document.nearest(BRIEF.updated),
            updated=updated.text,
            date=date.text,
        )
        return
    end = max(date, updated or date, key=lambda each: each.latest)
    for place, name in _DATED:
        for location, _ in document.find(place.date):
            each = _date(document, location)
            if each is not None and each.first is not None and each.earliest > end.latest:
                yield document.report_message(
                    Message.AFTER_THE_END,
                    document.nearest(location),
                    f"mend the date, or write 'updated: {each.latest.isoformat()}', or later, at the top",
                    kind=name,
                    date=each.text,
                    end=end.text,
                )


def _check_evidence(document: Document) -> Iterator[Diagnostic]:
    """No source documents what had not happened yet."""
    for place, name in _DATED:
        for location, _ in document.find(place):
            each = _date(document, (*location, *EVENT.date))
            published = _published(document, location)
            if each is None or each.first is None or not published or None in published:
                continue
            latest = max(date.latest for date in published if date is not None)
            if latest < datetime.date.max and each.earliest > latest + TIME_ZONES:
                yield document.report_message(
                    Message.BEFORE_THE_EVIDENCE,
                    document.nearest((*location, *EVENT.date)),
                    kind=name,
                    date=each.text,
                )


def _published(document: Document, location: Location) -> list[EdtfDate | None]:
    """When each source of an event or a quote was published; `None` for one that is not dated."""
    listed, single = document.node((*location, *EVENT.sources)), document.node((*location, *QUOTE.source))
    items = listed.items if isinstance(listed, Sequence) else (single,)
    return [
        _date(document, (*BRIEF.sources, item.text, *SOURCE.published))
        for item in items
        if isinstance(item, Scalar)
    ]


def _check_tellings(document: Document, told: dict[str, EdtfDate | None]) -> Iterator[Diagnostic]:
    """Two tellings of one event agree on when it happened."""
    for location, scalar in document.scalars(BRIEF.timeline.each.same_as):
        here, there = _date(document, (*location[:-1], *EVENT.date)), told.get(scalar.text)
        if here and there and not here.overlaps(there):
            yield document.report_message(Message.MERGED_DATES, scalar.span, here=here.text, there=there.text)
