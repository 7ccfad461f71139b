"""The timeline of each brief for TimelineJS 3: https://timeline.knightlab.com/docs/json-format.html.

TimelineJS shows texts as HTML, so they are escaped for it here.
"""

import json
from collections.abc import Iterator
from typing import Any

from markupsafe import Markup, escape

from generator.format.dates import EdtfDate, Moment
from generator.library.library import Library, LinkedBrief, LinkedEvent
from generator.publishing import addresses, wording
from generator.publishing.output import Output, Task
from generator.publishing.site import Site

Data = dict[str, Any]


def tasks(library: Library, _site: Site) -> Iterator[Task]:
    """One file a brief that has events."""
    for slug, brief in library.briefs.items():
        if brief.events:
            yield Task(addresses.slides(slug), timeline, (slug,))


def timeline(library: Library, site: Site, slug: str) -> Iterator[Output]:
    """The timeline of a brief."""
    text = json.dumps(_timeline(library.briefs[slug], site), ensure_ascii=False, indent=1)
    yield Output(addresses.slides(slug), f"{text}\n".encode())


def _timeline(brief: LinkedBrief, site: Site) -> Data:
    return {
        "title": {
            "unique_id": brief.slug,
            "text": {"headline": escape(brief.entry.title), "text": _text(brief.entry.summary, brief, site)},
        },
        "events": [_slide(event, brief, site) for event in brief.events],
    }


def _slide(event: LinkedEvent, brief: LinkedBrief, site: Site) -> Data:
    words = event.entry.text.words if event.entry.text else ""
    return {
        "unique_id": event.id,
        "text": {"headline": escape(event.entry.title), "text": _text(words, brief, site, event.id)},
        # what the dates are too exact for is said in words
        "display_date": escape(wording.date(event.date)),
        "autolink": False,
    } | _dates(event.date)


def _text(words: str, brief: LinkedBrief, site: Site, anchor: str = "") -> str:
    paragraphs = [Markup("<p>{}</p>").format(words)] if words else []
    if site.address:
        address = addresses.absolute(site, addresses.brief(brief.slug), anchor)
        paragraphs.append(Markup('<p><a href="{}">{}</a></p>').format(address, site.name))
    return Markup().join(paragraphs)


def _dates(when: EdtfDate) -> Data:
    """A beginning, which TimelineJS asks for, and an end; what is open is where it is known."""
    known = [moment for moment in (when.first, when.last) if moment]
    dates = {"start_date": _date(known[0])}
    return dates | ({"end_date": _date(known[-1])} if known[-1] != known[0] else {})


def _date(when: Moment) -> Data:
    known = {"day": ("year", "month", "day"), "month": ("year", "month"), "season": ("year", "month")}
    return {part: getattr(when.earliest, part) for part in known.get(when.precision, ("year",))}
