"""Events, quotes and actors as CSV (RFC 4180) that opens right in a spreadsheet.

UTF-8 with a byte order mark, without which Excel takes it for something else. A cell that a
spreadsheet would take for a formula gets an apostrophe in front, as OWASP advises:
https://owasp.org/www-community/attacks/CSV_Injection.
"""

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TypeVar

from generator.exports.data.collected import Collected
from generator.exports.data.records import Actor, Event, Quote, When
from generator.publishing import addresses
from generator.publishing.output import Output

T = TypeVar("T")
Columns = Mapping[str, Callable[[T], object]]
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def files(collected: Collected) -> Iterator[Output]:
    """One table of each."""
    names = {actor.id: actor.name for actor in collected.actors}
    titles = {brief.id: brief.title for brief in collected.briefs}
    sources = {(brief.id, source.id): source.title for brief in collected.briefs for source in brief.sources}
    events: Columns[Event] = {
        "brief": lambda event: event.brief,
        "brief_title": lambda event: titles[event.brief],
        "id": lambda event: event.id,
        **_dates(lambda event: event.date),
        "title": lambda event: event.title,
        "text": lambda event: event.text,
        "status": lambda event: event.status,
        "note": lambda event: event.note,
        "actors": lambda event: _listed(names[actor] for actor in event.actors),
        "actor_ids": lambda event: _listed(event.actors),
        "sources": lambda event: _listed(sources[event.brief, source] for source in event.sources),
        "also_in": lambda event: _listed(f"{other.brief}#{other.id}" for other in event.also_in),
        "url": lambda event: event.url,
    }
    quotes: Columns[Quote] = {
        "brief": lambda quote: quote.brief,
        "brief_title": lambda quote: titles[quote.brief],
        "id": lambda quote: quote.id,
        **_dates(lambda quote: quote.date),
        "speaker": lambda quote: names[quote.speaker],
        "speaker_id": lambda quote: quote.speaker,
        "text": lambda quote: quote.text,
        "context": lambda quote: quote.context,
        "source": lambda quote: sources[quote.brief, quote.source],
        "url": lambda quote: quote.url,
    }
    actors: Columns[Actor] = {
        "id": lambda actor: actor.id,
        "name": lambda actor: actor.name,
        "kind": lambda actor: actor.kind,
        "aliases": lambda actor: _listed(actor.aliases),
        "summary": lambda actor: actor.summary,
        "briefs": lambda actor: len(actor.roles),
        "events": lambda actor: len(actor.events),
        "quotes": lambda actor: len(actor.quotes),
        "url": lambda actor: actor.url,
    }
    yield _table("events", collected.events, events)
    yield _table("quotes", collected.quotes, quotes)
    yield _table("actors", collected.actors, actors)


def _dates(date: Callable[[T], When]) -> Columns[T]:
    return {
        "date": lambda row: date(row).edtf,
        "date_in_words": lambda row: date(row).words,
        "earliest": lambda row: date(row).earliest,
        "latest": lambda row: date(row).latest,
    }


def _listed(values: Iterable[str]) -> str:
    return "; ".join(values)


def _table(name: str, rows: Iterable[T], columns: Columns[T]) -> Output:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([_cell(column(row)) for column in columns.values()] for row in rows)
    return Output(addresses.data(f"{name}.csv"), text.getvalue().encode("utf-8-sig"))


def _cell(value: object) -> str:
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(_FORMULA) else text
