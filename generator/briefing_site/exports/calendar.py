"""Calendars of events to subscribe to: iCalendar, RFC 5545.

The name, the description and the address of a calendar are properties of RFC 7986. Every event takes whole
days. If its date is less exact than a day, the event spans all days that the date can mean, and its title
says so. If the end or the beginning of an interval is not known, the event spans only the known one.
"""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from icalendar import STATUS, TRANSP, Calendar, Event

from briefing_site.format import EdtfDate
from briefing_site.format.prose import Citation, PlainText
from briefing_site.languages.phrase import marked
from briefing_site.library.library import Library, LinkedEvent
from briefing_site.pages.components import downloads
from briefing_site.site import Language, Output, Site, Task, addresses, wording

_PROGRAM = "-//Briefs//Briefs//{}"
"""The identifier of the program (PRODID), with the language of the calendar."""
_REFRESH_INTERVAL = datetime.timedelta(days=1)
_STATUSES = {
    "reported": marked("Reported: one source only, not confirmed by others."),
    "disputed": marked("Disputed: sources contradict each other."),
    "planned": marked("Planned: announced for this day."),
}
"""What the calendar says of events that are not confirmed."""


@dataclass(frozen=True)
class Appointment:
    """An event with all that a calendar says of its briefs, so that it changes with nothing else in them."""

    event: LinkedEvent
    topics: tuple[str, ...]
    """Their titles."""
    revised: datetime.date
    """The last day on which one of the briefs that tell the event was changed."""


def tasks(library: Library, site: Site) -> Iterator[Task]:
    """A calendar of all events, one of each topic, and one of each actor that is in several briefs."""
    calendars = [(addresses.HOME, site.language.gettext("All events"), library.events)]
    for id_, topic_events in library.events_by_topic.items():
        title = library.topics[id_].title
        calendars.append((addresses.topic(id_), title, topic_events))
    for actor in library.actors.values():
        if downloads.is_followed(actor):
            calendars.append((addresses.actor(actor.id), actor.name, actor.events))
    for page, title, events in calendars:
        if events:  # iCalendar requires at least one event
            latest = events[-downloads.LONGEST_CALENDAR :]
            appointments = tuple(_appointment(event, library) for event in latest)
            yield Task(addresses.calendar(page), calendar, (page, title, appointments))


def _appointment(event: LinkedEvent, library: Library) -> Appointment:
    topics = []
    for id_ in library.topics_of(event):
        topics.append(library.topics[id_].title)
    days = []
    for account in event.accounts:
        days.append(library.summaries[account.slug].changed.earliest)
    return Appointment(event, tuple(topics), max(days))


def calendar(
    _library: Library,
    site: Site,
    page: str,
    title: str,
    appointments: tuple[Appointment, ...],
) -> Iterator[Output]:
    """The calendar of a page: at least one appointment, in the order of the dates."""
    path = addresses.calendar(page)
    component = Calendar.new(
        prodid=_PROGRAM.format(site.language.short.upper()),
        name=f"{title} · {site.name}",
        description=_calendar_description(appointments, site),
        uid=site.stable_id("calendar", page),
        url=_address(site, page),
        source=_address(site, path),
    )
    component.add("refresh-interval", _REFRESH_INTERVAL, {"VALUE": "DURATION"})
    for appointment in appointments:
        component.add_component(_event(appointment, site))
    yield Output(path, component.to_ical())


def _calendar_description(appointments: tuple[Appointment, ...], site: Site) -> str:
    first, last = appointments[0].event, appointments[-1].event
    # in a set, the same year twice is there once
    years = sorted({first.date.year, last.date.year})
    return site.language.gettext(
        "%(events)s in the briefs of %(name)s, %(years)s: "
        "what happened, how sure that is, and where to read about it.",
        events=wording.count(len(appointments), "event", language=site.language),
        name=site.name,
        years="–".join(str(year) for year in years),
    )


def _event(appointment: Appointment, site: Site) -> Event:
    """An event in iCalendar, with the title and the date of its main account.

    Its time stamp is the day of its revision. With the time of the build instead, no two builds would be the
    same.
    """
    event = appointment.event
    midnight = datetime.time(tzinfo=datetime.UTC)
    first, last = wording.known_days(event.date)
    end = None
    if last < datetime.date.max:  # after which Python has no day
        # in iCalendar, the end of an event is the first day after it
        end = last + datetime.timedelta(days=1)
    summary = event.entry.title
    inexactness = wording.inexactness(event.date, site.language)
    if inexactness:
        summary = f"{summary} ({inexactness})"
    is_confirmed = event.status == "confirmed"
    return Event.new(
        uid=site.stable_id("event", *event.key),
        stamp=datetime.datetime.combine(appointment.revised, midnight),
        start=first,
        end=end,
        summary=summary,
        description="\n\n".join(_description(event, site)),
        status=STATUS.CONFIRMED if is_confirmed else STATUS.TENTATIVE,
        transparency=TRANSP.TRANSPARENT,  # does not show as busy
        categories=list(appointment.topics),
        url=_address(site, addresses.brief(event.slug), event.id),
    )


def _description(event: LinkedEvent, site: Site) -> list[str]:
    """The paragraphs about an event, and the addresses of the event in each brief that tells it.

    If the address of the site is not known, they are relative to the root of the site.
    """
    language = site.language

    def cite(citation: Citation) -> str:
        return event.cite(citation, language)

    text = PlainText(cite)
    paragraphs = []
    if wording.inexactness(event.date, language):
        date = wording.date(event.date, language)
        explanation = _explanation(event.date, language)
        paragraphs.append(
            language.gettext(
                "When: %(date)s. %(explanation)s", date=date, explanation=explanation
            )
        )
    if event.status in _STATUSES:
        paragraphs.append(language.gettext(_STATUSES[event.status]))
    if event.entry.text:
        paragraphs.append(text.write(event.entry.text))
    if event.entry.note:
        paragraphs.append(text.write(event.entry.note))
    for account in event.accounts:
        page = addresses.brief(account.slug)
        paragraphs.append(addresses.absolute(site, page, account.id))
    return paragraphs


def _explanation(date: EdtfDate, language: Language) -> str:
    """Why the calendar shows the event on these days, if its date is not exact."""
    if date.first is None or date.last is None:
        return language.gettext("The calendar shows only the known start or end.")
    if wording.is_doubtful(date):
        return language.gettext(
            "The date is approximate or uncertain; the calendar shows the days as given."
        )
    return language.gettext(
        "The exact date is not known; the calendar shows all possible days."
    )


def _address(site: Site, path: str, anchor: str = "") -> str | None:
    """The absolute address of a page; `None` if the address of the site is not known."""
    if not site.address:
        return None
    return addresses.absolute(site, path, anchor)
