"""Everything as one SQLite database, to be queried: https://sqlite.org/fileformat2.html.

It is made in memory from nothing and in a fixed order, so that the same briefs give the same bytes
with the same version of SQLite.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing

from generator.exports.data.collected import Collected
from generator.exports.data.database import SCHEMA, SEARCH, SEARCHED
from generator.exports.data.documents import Document
from generator.exports.data.records import Brief, When
from generator.publishing import addresses
from generator.publishing.output import Output
from generator.publishing.site import Site

_PAGE_SIZE = 4096
"""Bytes, whatever the machine's SQLite would choose."""


def files(collected: Collected, site: Site) -> Iterator[Output]:
    """One database."""
    with closing(sqlite3.connect(":memory:")) as database:
        database.executescript(f"PRAGMA page_size = {_PAGE_SIZE}; {SCHEMA}")
        with database:
            for table, rows in _tables(collected, site):
                _insert(database, table, rows)
        for table, columns in SEARCHED.items():
            database.executescript(SEARCH.format(table=table, columns=columns))
        database.execute("VACUUM")
        yield Output(addresses.data("briefs.sqlite"), database.serialize())


Rows = Iterable[tuple[object, ...]]


def _insert(database: sqlite3.Connection, table: str, rows: Rows) -> None:
    kept = list(rows)
    if kept:
        places = ", ".join("?" * len(kept[0]))
        database.executemany(f"INSERT INTO {table} VALUES ({places})", kept)  # noqa: S608 -- names of ours


def _tables(collected: Collected, site: Site) -> Iterator[tuple[str, Rows]]:
    """Each table and its rows, all columns in their order."""
    about = {**Document().model_dump(), "name": site.name, "url": site.address}
    briefs, actors = sorted(collected.briefs, key=lambda brief: brief.id), collected.actors
    main = {
        (telling.brief, telling.id): (event.brief, event.id)
        for event in collected.events
        for telling in (event, *event.also_in)
    }
    yield "about", about.items()
    yield "topics", ((each.id, each.title, each.summary, each.url) for each in collected.topics)
    yield "actors", ((each.id, each.name, each.kind, each.summary, each.url) for each in actors)
    yield "aliases", ((actor.id, alias) for actor in actors for alias in actor.aliases)
    yield (
        "affiliations",
        (
            (actor.id, each.to, each.role, each.period.edtf if each.period else None)
            for actor in actors
            for each in actor.affiliations
        ),
    )
    for brief in briefs:
        yield from _brief(brief)
        yield from _events(brief, main)


def _brief(brief: Brief) -> Iterator[tuple[str, Rows]]:
    id_ = brief.id
    row = (id_, brief.title, brief.summary, brief.date.isoformat())
    updated = brief.updated.isoformat() if brief.updated else None
    yield "briefs", [(*row, updated, brief.status, brief.background, brief.url)]
    yield "brief_topics", ((id_, topic) for topic in dict.fromkeys(brief.topics))
    yield "brief_actors", ((id_, actor.id, actor.role) for actor in brief.actors)
    yield "see_also", ((id_, other) for other in brief.see_also)
    yield "relations", ((id_, each.from_, each.label, each.to) for each in brief.relations)
    yield (
        "sources",
        (
            (
                id_,
                source.id,
                source.number,
                source.title,
                source.publisher,
                source.published.edtf if source.published else None,
                source.url,
                source.archived,
                source.language,
            )
            for source in brief.sources
        ),
    )
    yield (
        "source_authors",
        ((id_, source.id, author) for source in brief.sources for author in source.authors),
    )
    judgements = list(enumerate(brief.key_judgements, start=1))
    yield "key_judgements", ((id_, number, each.text, each.confidence) for number, each in judgements)
    yield (
        "key_judgement_sources",
        (
            (id_, number, source)
            for number, judgement in judgements
            for source in dict.fromkeys(judgement.sources)
        ),
    )
    yield "open_questions", ((id_, *numbered) for numbered in enumerate(brief.open_questions, start=1))
    yield "corrections", ((id_, each.date.isoformat(), each.text) for each in brief.corrections)


def _events(brief: Brief, main: dict[tuple[str, str], tuple[str, str]]) -> Iterator[tuple[str, Rows]]:
    """The events and the quotes."""
    id_ = brief.id
    yield (
        "events",
        (
            (
                id_,
                event.id,
                *_dates(event.date),
                event.title,
                event.text,
                event.status,
                event.note,
                *main[id_, event.id],
                event.url,
            )
            for event in brief.events
        ),
    )
    yield (
        "event_actors",
        ((id_, event.id, actor) for event in brief.events for actor in dict.fromkeys(event.actors)),
    )
    yield (
        "event_sources",
        ((id_, event.id, source) for event in brief.events for source in dict.fromkeys(event.sources)),
    )
    yield (
        "quotes",
        (
            (
                id_,
                quote.id,
                *_dates(quote.date),
                quote.speaker,
                quote.text,
                quote.context,
                quote.source,
                quote.url,
            )
            for quote in brief.quotes
        ),
    )


def _dates(when: When) -> tuple[str, str | None, str | None]:
    """A date, and the first and the last day that it can mean."""
    earliest, latest = (day.isoformat() if day else None for day in (when.earliest, when.latest))
    return when.edtf, earliest, latest
