"""Calendars of events to subscribe to: iCalendar, RFC 5545, with names as in RFC 7986.

Every event takes whole days. One with a less precise date spans all days that it can
mean, and says so in its title.
"""

import datetime
from collections.abc import Iterator

from icalendar import STATUS, TRANSP, Calendar, Event

from briefing_site.format import EdtfDate
from briefing_site.format.prose import PlainText
from briefing_site.languages.phrase import marked
from briefing_site.library.library import Library, LinkedEvent
from briefing_site.pages.components import downloads
from briefing_site.site import Language, Output, Site, Task, addresses, wording

_PROGRAM = "-//Briefs//Briefs//{}"
"""The identifier of the program (PRODID), with the language of the calendar."""
_END = b"END:VCALENDAR\r\n"
_REFRESH_INTERVAL = datetime.timedelta(days=1)
_STATUSES = {
    "reported": marked("Reported: one source only, not confirmed by others."),
    "disputed": marked("Disputed: sources contradict each other."),
    "planned": marked("Planned: announced for this day."),
}


def tasks(library: Library, site: Site) -> Iterator[Task]:
    """A calendar of all events, and of each topic and each actor in several briefs."""
    calendars = [(addresses.HOME, site.language.gettext("All events"), library.events)]
    for id_, topic_events in library.events_by_topic.items():
        title = library.topics[id_].title
        calendars.append((addresses.topic(id_), title, topic_events))
    for actor in library.actors.values():
        if downloads.is_followed(actor):
            calendars.append((addresses.actor(actor.id), actor.name, actor.events))
    for page, title, events in calendars:
        if events:  # iCalendar requires at least one event
            latest = tuple(events[-downloads.LONGEST_CALENDAR :])
            yield Task(addresses.calendar(page), calendar, (page, title, latest))


def calendar(
    library: Library, site: Site, page: str, title: str, events: tuple[LinkedEvent, ...]
) -> Iterator[Output]:
    """The calendar of a page. `events` are in the order of their dates."""
    path = addresses.calendar(page)
    head = Calendar.new(
        prodid=_PROGRAM.format(site.language.short.upper()),
        name=f"{title} · {site.name}",
        description=_calendar_description(events, site),
        uid=site.stable_id("calendar", page),
        url=_address(site, page),
        source=_address(site, path),
    )
    head.add("refresh-interval", _REFRESH_INTERVAL, {"VALUE": "DURATION"})
    # the calendar without events is written first, and the events are put before its last line
    parts = [head.to_ical().removesuffix(_END)]
    for event in events:
        parts.append(_event(library, event, site))
    parts.append(_END)
    yield Output(path, b"".join(parts))


def _calendar_description(events: tuple[LinkedEvent, ...], site: Site) -> str:
    years = sorted({events[0].date.year, events[-1].date.year})
    return site.language.gettext(
        "%(events)s in the briefs of %(name)s, %(years)s: "
        "what happened, how sure that is, and where to read about it.",
        events=wording.count(len(events), "event", language=site.language),
        name=site.name,
        years="–".join(str(year) for year in years),
    )


def _event(library: Library, event: LinkedEvent, site: Site) -> bytes:
    """An event in iCalendar. It is as of the day on which the last of its accounts was changed."""
    first, last = wording.known_days(event.date)
    end = None
    if last < datetime.date.max:
        end = last + datetime.timedelta(days=1)  # the first day after the event
    summary = event.entry.title
    inexactness = wording.inexactness(event.date, site.language)
    if inexactness:
        summary = f"{summary} ({inexactness})"
    changed = [library.summaries[account.slug].changed for account in event.accounts]
    revised = max(date.earliest for date in changed)
    is_confirmed = event.status == "confirmed"
    topics = []
    for id_ in library.topics_of(event):
        topics.append(library.title(addresses.topic(id_)))
    component = Event.new(
        uid=str(site.stable_id("event", *event.key)),
        stamp=datetime.datetime.combine(revised, datetime.time(), datetime.UTC),
        start=first,
        end=end,
        summary=summary,
        description="\n\n".join(_description(event, library, site)),
        status=STATUS.CONFIRMED if is_confirmed else STATUS.TENTATIVE,
        transparency=TRANSP.TRANSPARENT,  # does not show as busy
        categories=topics,
        url=_address(site, addresses.brief(event.slug), event.id),
    )
    written: bytes = component.to_ical()
    return written


def _description(event: LinkedEvent, library: Library, site: Site) -> list[str]:
    """The paragraphs about an event, and the addresses of all accounts of it."""
    language = site.language
    brief = library.briefs[event.slug]
    text = PlainText(lambda citation: brief.cite(citation, language=language))
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
    """Why the calendar shows these days for a date that is not exact."""
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
    """The address of a page; `None` if that of the site is not known."""
    if not site.address:
        return None
    return addresses.absolute(site, path, anchor)
