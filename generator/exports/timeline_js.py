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
from generator.publishing.output import Output
from generator.publishing.site import Site

Data = dict[str, Any]


def files(library: Library, site: Site) -> Iterator[Output]:
    """One file a brief that has events."""
    for brief in library.briefs.values():
        if brief.events:
            text = json.dumps(_timeline(brief, site), ensure_ascii=False, indent=1)
            yield Output(addresses.slides(brief.slug), f"{text}\n".encode())


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
    first, last = when.first or when.last, when.last or when.first
    if first is None or last is None:
        raise ValueError(f"'{when.text}' has no date")
    dates = {"start_date": _date(first)}
    return dates | ({"end_date": _date(last)} if last != first else {})


def _date(when: Moment) -> Data:
    day = when.earliest
    match when.precision:
        case "day":
            return {"year": day.year, "month": day.month, "day": day.day}
        case "month" | "season":
            return {"year": day.year, "month": day.month}
        case "year" | "decade" | "century":
            return {"year": day.year}
