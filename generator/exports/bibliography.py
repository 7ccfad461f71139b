"""What can be cited, in the data model of the Citation Style Language, from which each format is written.

https://github.com/citation-style-language/schema defines the items; they are its JSON as it stands.
"""

from collections.abc import Iterator
from typing import Any

from generator.format.brief import Source
from generator.format.dates import EdtfDate, Moment
from generator.library.library import LinkedBrief, LinkedEvent, LinkedQuote, NumberedSource
from generator.publishing import addresses, wording
from generator.publishing.addresses import References
from generator.publishing.site import Site
from generator.rendering import authors

Item = dict[str, Any]

LONGEST_TITLE = 120
"""Characters of a quote that stand in a title; the whole stands in the abstract."""


def lists(brief: LinkedBrief, site: Site) -> Iterator[tuple[References, list[Item]]]:
    """Of the brief itself, its events and quotes, and its sources. Ids are unique across all of them."""
    events = [_event(event, brief, site) for event in brief.events]
    quotes = [_quote(quote, brief, site) for quote in brief.quotes]
    sources = [_source(source, brief) for source in brief.sources]
    yield "cite", _without_gaps([_brief(brief, site)])
    yield "parts", _without_gaps([*events, *quotes])
    yield "sources", _without_gaps(sources)


def _brief(brief: LinkedBrief, site: Site) -> Item:
    return {
        "id": brief.slug,
        "type": "webpage",
        "title": brief.entry.title,
        "author": [{"literal": site.name}],
        "issued": _date(brief.entry.updated or brief.entry.date),
        "abstract": brief.entry.summary,
        "URL": _address(brief, site),
        "language": "en",
    }


def _event(event: LinkedEvent, brief: LinkedBrief, site: Site) -> Item:
    text = event.entry.text.words if event.entry.text else ""
    return _part(brief, event.id, site, title=event.entry.title, when=event.date, text=text)


def _quote(quote: LinkedQuote, brief: LinkedBrief, site: Site) -> Item:
    entry = quote.entry
    (source,) = brief.source_numbers((entry.source,))
    title = f"{brief.member(entry.speaker).name}: “{_shortened(entry.text)}”"
    item = _part(brief, quote.id, site, title=title, when=quote.date, text=entry.text)
    return item | {"note": f"Documented in {_named(source.entry)}"}


def _part(brief: LinkedBrief, anchor: str, site: Site, *, title: str, when: EdtfDate, text: str) -> Item:
    """An event or a quote: published with the brief that it stands in, about a day of its own."""
    return _brief(brief, site) | {
        "id": f"{brief.slug}:{anchor}",
        "type": "chapter",
        "title": title,
        "container-title": brief.entry.title,
        "event-date": _date(when),
        "abstract": text,
        "URL": _address(brief, site, anchor),
    }


def _source(source: NumberedSource, brief: LinkedBrief) -> Item:
    entry = source.entry
    return {
        "id": f"{brief.slug}:{addresses.source_anchor(source.id)}",
        "type": "webpage" if entry.url else "document",
        "title": entry.title,
        "author": [_name(name, entry.publisher) for name in entry.authors],
        "container-title": entry.publisher if entry.url else None,
        "publisher": None if entry.url else entry.publisher,
        "issued": _date(entry.published) if entry.published else None,
        "URL": entry.url,
        "language": entry.language,
        "note": f"Archived at {entry.archived}" if entry.archived else None,
    }


def _named(source: Source) -> str:
    return f"“{source.title}”" + (f", {source.publisher}" if source.publisher else "")


def _name(name: str, publisher: str | None) -> Item:
    given, family = authors.split(name, publisher)
    return {"family": family, "given": given} if given else {"literal": family}


def _date(when: EdtfDate) -> Item:
    """A date as exact as it is; in words what the model has no parts for."""
    moments = [when.first, when.last] if when.is_interval else [when.first]
    parts = [_parts(moment) for moment in moments if moment]
    if len(parts) < len(moments) or not all(parts):
        return {"literal": wording.date(when), "edtf": when.text}
    circa = any(moment.approximate or moment.uncertain for moment in moments if moment)
    date: Item = {"date-parts": parts, "edtf": when.text} | ({"circa": True} if circa else {})
    if when.first and when.first.precision == "season" and not when.is_interval:
        date["season"] = int(when.first.text[5:7]) - 20
    return date


def _parts(when: Moment) -> list[int]:
    day = when.earliest
    known = {"day": 3, "month": 2, "season": 1, "year": 1, "decade": 0, "century": 0}[when.precision]
    return [day.year, day.month, day.day][:known]


def _shortened(text: str) -> str:
    return text if len(text) <= LONGEST_TITLE else f"{text[:LONGEST_TITLE].rstrip()}…"


def _address(brief: LinkedBrief, site: Site, anchor: str = "") -> str | None:
    return addresses.absolute(site, addresses.brief(brief.slug), anchor) if site.address else None


def _without_gaps(items: list[Item]) -> list[Item]:
    return [{name: value for name, value in item.items() if value} for item in items]
