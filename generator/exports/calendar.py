"""Calendars of events to subscribe to: iCalendar, RFC 5545, with names as in RFC 7986.

They use full days, so an event with a less precise date spans all days that it can mean, and says so in its
title.
"""

import datetime
from collections.abc import Iterator, Mapping
from functools import partial

from generator.format.dates import EdtfDate
from generator.format.prose.tree import PlainText
from generator.library.library import Library, MergedEvent
from generator.pages.components import downloads
from generator.site import addresses, wording
from generator.site.language import Language, marked
from generator.site.output import Output, Task
from generator.site.site import Site

_PROGRAM = "-//Briefs//Briefs//{}"
_OFTEN_ENOUGH = "P1D"
_LONGEST_LINE = 75
"""Bytes, as RFC 5545 has it in 3.1."""
_ESCAPES = str.maketrans({"\\": r"\\", ";": r"\;", ",": r"\,", "\n": r"\n"})
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
    library: Library, site: Site, page: str, title: str, events: tuple[MergedEvent, ...]
) -> Iterator[Output]:
    years = sorted({events[0].date.year, events[-1].date.year})
    description = site.language.gettext(
        "%(events)s in the briefs of %(name)s, %(years)s: "
        "what happened, how sure that is, and where to read about it.",
        events=wording.count(len(events), "event", language=site.language),
        name=site.name,
        years="–".join(map(str, years)),
    )
    name = f"{title} · {site.name}"
    head = {
        "VERSION": "2.0",
        "PRODID": _PROGRAM.format(site.language.short.upper()),
        "DESCRIPTION": _text(description),
        "X-WR-CALDESC": description,
        "NAME": name,
        "X-WR-CALNAME": name,
        "REFRESH-INTERVAL;VALUE=DURATION": _OFTEN_ENOUGH,
        "SOURCE": addresses.absolute(site, addresses.calendar(page)) if site.address else "",
        "UID": str(site.stable_id("calendar", page)),
        "URL": addresses.absolute(site, page) if site.address else "",
    }
    written = b"".join(library.once(_event, event, site) for event in events)
    yield Output(addresses.calendar(page), _component("VCALENDAR", head, written))


def _event(library: Library, event: MergedEvent, site: Site) -> bytes:
    main, entry = event.main, event.main.entry
    revised = max(library.summaries[account.slug].changed.earliest for account in event.accounts)
    first, last = wording.known_days(event.date)
    inexact = wording.inexactness(event.date, site.language)
    topics = [library.topics[topic].title for topic in library.topics_of(event)]
    title = f"{entry.title} ({inexact})" if inexact else entry.title
    # exclusive
    after = (last + datetime.timedelta(days=1)).isoformat() if last < datetime.date.max else ""
    return _component(
        "VEVENT",
        {
            "SUMMARY": _text(title),
            "DTSTART;VALUE=DATE": first.isoformat().replace("-", ""),
            "DTEND;VALUE=DATE": after.replace("-", ""),
            "DTSTAMP": f"{revised:%Y%m%d}T000000Z",
            "UID": str(site.stable_id("event", *main.key)),
            "CATEGORIES": ",".join(map(_text, topics)),
            "DESCRIPTION": _text("\n\n".join(_description(event, library, site))),
            "STATUS": "CONFIRMED" if event.status == "confirmed" else "TENTATIVE",
            "TRANSP": "TRANSPARENT",  # does not show as busy
            "URL": addresses.absolute(site, addresses.brief(main.slug), main.id) if site.address else "",
        },
    )


def _component(name: str, properties: Mapping[str, str], inside: bytes = b"") -> bytes:
    """A component of a calendar with the properties that are not empty, and with others inside it."""
    lines = [f"BEGIN:{name}", *(f"{key}:{value}" for key, value in properties.items() if value)]
    return b"%b%bEND:%b\r\n" % (b"".join(map(_folded, lines)), inside, name.encode())


def _text(text: str) -> str:
    return text.translate(_ESCAPES)


def _folded(line: str) -> bytes:
    """A line, divided where it is too long, but neither within a character nor behind a backslash."""
    rest, parts = line.encode(), list[bytes]()
    while len(rest) >= _LONGEST_LINE:
        end = _LONGEST_LINE - 1  # the next one begins with a space
        while rest[end] & 0b11000000 == 0b10000000:
            end -= 1
        end -= rest[end - 1] == ord("\\")
        parts.append(rest[:end])
        rest = rest[end:]
    return b"\r\n ".join([*parts, rest]) + b"\r\n"


def _explanation(when: EdtfDate, language: Language) -> str:
    """Why the calendar shows these days for an inexact date."""
    if when.first is None or when.last is None:
        return language.gettext("The calendar shows only the known start or end.")
    if wording.is_doubtful(when):
        return language.gettext("The date is approximate or uncertain; the calendar shows the days as given.")
    return language.gettext("The exact date is not known; the calendar shows all possible days.")


def _description(event: MergedEvent, library: Library, site: Site) -> Iterator[str]:
    main = event.main
    language = site.language
    cite = partial(library.briefs[main.slug].cite, language=language)
    if wording.inexactness(event.date, language):
        yield language.gettext(
            "When: %(date)s. %(explanation)s",
            date=wording.date(event.date, language),
            explanation=_explanation(event.date, language),
        )
    if event.status in _STATES:
        yield language.gettext(_STATES[event.status])
    for text in (main.entry.text, main.entry.note):
        if text:
            yield PlainText(cite).write(text)
    for account in event.accounts:
        title = library.summaries[account.slug].title
        yield f"{title}: {addresses.absolute(site, addresses.brief(account.slug), account.id)}"
