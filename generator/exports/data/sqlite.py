"""Everything as one SQLite database, to be queried: https://sqlite.org/fileformat2.html.

It is made from nothing and in a fixed order, so that the same briefs give the same bytes with the same
version of SQLite.
"""

import sqlite3
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from generator.exports.data.api import LISTS
from generator.exports.data.collected import Collector
from generator.exports.data.database import Rows, Table
from generator.exports.data.documents import DataDocument
from generator.exports.data.published import TOPIC, WHOLE_ACTOR, WHOLE_BRIEF
from generator.library.library import Library
from generator.site import addresses
from generator.site.output import Output, Task
from generator.site.site import Site

_SETTINGS = """
PRAGMA page_size = 4096; -- whatever the machine's SQLite would choose
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
"""
"""Nobody needs what is left of a database that could not be finished."""

_ABOUT = """
CREATE TABLE about (
    key TEXT PRIMARY KEY NOT NULL,
    value TEXT NOT NULL
);
"""
_VIEWS = """
CREATE INDEX events_by_date ON events (earliest, latest);
CREATE INDEX event_actors_by_actor ON event_actors (actor);
CREATE INDEX quotes_by_speaker ON quotes (speaker);

CREATE VIEW timeline AS -- each event once, however many briefs tell it
SELECT
    events.date, events.earliest, events.latest, events.title, events.status,
    (SELECT group_concat(name, '; ') FROM (
        SELECT DISTINCT actors.name
        FROM events AS tellings
        JOIN event_actors ON event_actors.brief = tellings.brief AND event_actors.event = tellings.id
        JOIN actors ON actors.id = event_actors.actor
        WHERE tellings.told_in_brief = events.brief AND tellings.told_in_event = events.id
        ORDER BY actors.name
    )) AS actors,
    briefs.title AS brief, events.url
FROM events
JOIN briefs ON briefs.id = events.brief
WHERE events.told_in_brief = events.brief AND events.told_in_event = events.id
ORDER BY events.earliest, events.latest;

CREATE VIEW quotations AS -- each quote with the names of its speaker and its source
SELECT
    quotes.date, COALESCE(actors.name, quotes.speaker_description) AS speaker, quotes.text,
    sources.title AS source, sources.publisher, sources.source_url, briefs.title AS brief, quotes.url
FROM quotes
LEFT JOIN actors ON actors.id = quotes.speaker
JOIN sources ON sources.brief = quotes.brief AND sources.id = quotes.source
JOIN briefs ON briefs.id = quotes.brief
ORDER BY quotes.earliest, quotes.latest;
"""
"""What most questions need, in standard SQL as SQLite has it."""

_SEARCH = """
CREATE VIRTUAL TABLE {table}_fts USING fts5 (
    {columns}, content="{table}", tokenize="unicode61 remove_diacritics 2"
);
INSERT INTO {table}_fts ({table}_fts) VALUES ('rebuild');
INSERT INTO {table}_fts ({table}_fts) VALUES ('optimize');
"""
"""A full-text index of the texts in a table, which Datasette offers as a search field."""
_SEARCHED = {"briefs", "events", "quotes", "actors"}

ROOTS = (Table("topics", TOPIC), Table("actors", WHOLE_ACTOR), Table("briefs", WHOLE_BRIEF))
"""The tables that are in no other."""


def tasks() -> Iterator[Task]:
    """One database."""
    yield Task(addresses.data("briefs.sqlite"), file)


def file(library: Library, site: Site) -> Iterator[Output]:
    """The database."""
    tables = [each for root in ROOTS for each in root.with_lists]
    about = {**DataDocument(licence=site.licence.url).model_dump(), "name": site.name, "url": site.address}
    # in a file, because in memory it and its copy would be the most that a build holds
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "briefs.sqlite"
        with closing(sqlite3.connect(path)) as database:
            definitions = "".join(table.definition for table in tables)
            database.executescript(f"{_SETTINGS}{_ABOUT}{definitions}{_VIEWS}")
            with database:
                database.executemany("INSERT INTO about VALUES (?, ?)", about.items())
                for root, record in _records(library, site):
                    rows: Rows = defaultdict(list)
                    root.fill(rows, [record])
                    for table, each in rows.items():
                        places = ", ".join("?" * len(each[0]))
                        database.executemany(f"INSERT INTO {table.name} VALUES ({places})", each)  # noqa: S608 -- names of ours
            for table in tables:
                if table.name in _SEARCHED:
                    columns = ", ".join(each.name for each in table.own if each.is_text)
                    database.executescript(_SEARCH.format(table=table.name, columns=columns))
            database.execute("VACUUM")
        yield Output(addresses.data("briefs.sqlite"), path.read_bytes())


def _records(library: Library, site: Site) -> Iterator[tuple[Table, Any]]:
    """Each row of the tables in `ROOTS`, with all that it holds."""
    made = Collector(library, site)
    main = {
        telling.key: {"brief": event.main.slug, "id": event.main.id}
        for event in library.events
        for telling in event.accounts
    }
    briefs = map(made.brief, sorted(library.briefs))
    records = {
        "topics": LISTS["topics"](library, made),
        "actors": map(made.actor, library.actors),
        "briefs": (
            {
                **brief,
                "events": [{**each, "told_in": main[brief["id"], each["id"]]} for each in brief["events"]],
            }
            for brief in briefs
        ),
    }
    for root in ROOTS:
        for record in records[root.name]:
            yield root, record
