"""Calendars of events to subscribe to: iCalendar, RFC 5545, with names as in RFC 7986.

They use full days, so an event with a less precise date spans all days that it can mean, and says so in its
title.
"""

import datetime
from collections.abc import Iterator
from functools import partial

from icalendar import STATUS, TRANSP, Calendar, Event

from briefing_site.format import EdtfDate
from briefing_site.format.prose import PlainText
from briefing_site.languages.phrase import marked
from briefing_site.library.library import Library, LinkedEvent
from briefing_site.pages.components import downloads
from briefing_site.site import Language, Output, Site, Task, addresses, wording

_PROGRAM = "-//Briefs//Briefs//{}"
_END = b"END:VCALENDAR\r\n"
_OFTEN_ENOUGH = datetime.timedelta(days=1)
_STATES = {
    "reported": marked("Reported: one source only, not confirmed by others."),
    "disputed": marked("Disputed: sources contradict each other."),
    "planned": marked("Planned: announced for this day."),
}


def tasks(library: Library, site: Site) -> Iterator[Task]:
    followed = filter(downloads.is_followed, library.actors.values())
    calendars = [
        (addresses.HOME, site.language.gettext("All events"), library.events),
        *(
            (addresses.topic(topic), library.topics[topic].title, events)
            for topic, events in library.events_by_topic.items()
        ),
        *((addresses.actor(actor.id), actor.name, actor.events) for actor in followed),
    ]
    for page, title, events in calendars:
        if events:  # iCalendar requires at least one event
            latest = tuple(events[-downloads.LONGEST_CALENDAR :])
            yield Task(addresses.calendar(page), calendar, (page, title, latest))


def calendar(
    library: Library, site: Site, page: str, title: str, events: tuple[LinkedEvent, ...]
) -> Iterator[Output]:
    years = sorted({events[0].date.year, events[-1].date.year})
    description = site.language.gettext(
        "%(events)s in the briefs of %(name)s, %(years)s: "
        "what happened, how sure that is, and where to read about it.",
        events=wording.count(len(events), "event", language=site.language),
        name=site.name,
        years="–".join(map(str, years)),
    )
    made = Calendar.new(
        prodid=_PROGRAM.format(site.language.short.upper()),
        name=f"{title} · {site.name}",
        description=description,
        uid=site.stable_id("calendar", page),
        url=addresses.absolute(site, page) if site.address else None,
        source=addresses.absolute(site, addresses.calendar(page))
        if site.address
        else None,
    )
    made.add("refresh-interval", _OFTEN_ENOUGH, {"VALUE": "DURATION"})
    head: bytes = made.to_ical().removesuffix(_END)
    written = (library.once(_event, event, site) for event in events)
    yield Output(addresses.calendar(page), b"".join([head, *written, _END]))


def _event(library: Library, event: LinkedEvent, site: Site) -> bytes:
    entry = event.entry
    revised = max(
        library.summaries[account.slug].changed.earliest for account in event.accounts
    )
    first, last = wording.known_days(event.date)
    inexact = wording.inexactness(event.date, site.language)
    topics = [library.topics[topic].title for topic in library.topics_of(event)]
    component = Event.new(
        uid=str(site.stable_id("event", *event.key)),
        stamp=datetime.datetime.combine(revised, datetime.time(), datetime.UTC),
        start=first,
        end=last + datetime.timedelta(days=1)
        if last < datetime.date.max
        else None,  # exclusive
        summary=f"{entry.title} ({inexact})" if inexact else entry.title,
        description="\n\n".join(_description(event, library, site)),
        status=STATUS.CONFIRMED if event.status == "confirmed" else STATUS.TENTATIVE,
        transparency=TRANSP.TRANSPARENT,  # does not show as busy
        categories=topics,
        url=addresses.absolute(site, addresses.brief(event.slug), event.id)
        if site.address
        else None,
    )
    written: bytes = component.to_ical()
    return written


def _explanation(when: EdtfDate, language: Language) -> str:
    if when.first is None or when.last is None:
        return language.gettext("The calendar shows only the known start or end.")
    if wording.is_doubtful(when):
        return language.gettext(
            "The date is approximate or uncertain; the calendar shows the days as given."
        )
    return language.gettext(
        "The exact date is not known; the calendar shows all possible days."
    )


def _description(event: LinkedEvent, library: Library, site: Site) -> Iterator[str]:
    language = site.language
    cite = partial(library.briefs[event.slug].cite, language=language)
    if wording.inexactness(event.date, language):
        yield language.gettext(
            "When: %(date)s. %(explanation)s",
            date=wording.date(event.date, language),
            explanation=_explanation(event.date, language),
        )
    if event.status in _STATES:
        yield language.gettext(_STATES[event.status])
    for text in (event.entry.text, event.entry.note):
        if text:
            yield PlainText(cite).write(text)
    for account in event.accounts:
        yield addresses.absolute(site, addresses.brief(account.slug), account.id)
