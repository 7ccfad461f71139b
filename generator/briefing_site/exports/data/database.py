"""Everything as one SQLite database, to be queried: https://sqlite.org/fileformat2.html.

It is made from nothing and in a fixed order, so that the same briefs give the same bytes with the same
version of SQLite. `tables` has its tables; the one called `descriptions` describes every column.
"""

import tempfile
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from briefing_site.exports.data.api import DataFile, envelope
from briefing_site.exports.data.objects import Collector, Row
from briefing_site.exports.data.tables import (
    ROOTS,
    TABLES,
    Table,
    foreign_keys,
    rows_of,
    schema,
)
from briefing_site.library.library import Library
from briefing_site.site import Output, Site, Task, addresses

if TYPE_CHECKING:
    import sqlite_utils

FILE = DataFile(
    "briefs.sqlite",
    addresses.data("briefs.sqlite"),
    "Everything as an SQLite database, to be queried",
    "application/vnd.sqlite3",
)
_SEARCHED = ("actors", "briefs", "events", "quotes")
"""The tables with a full-text index, which Datasette offers as a search field."""
_INDEXES = (
    ("events", ("date_earliest", "date_latest")),
    ("event_actors", ("actor",)),
    ("quotes", ("speaker",)),
)
_BATCH = 100
"""Briefs, actors or topics whose rows are inserted at once."""
_VIEWS = ("timeline", "quotations")
"""Each is a query in a file beside this one."""


def tasks(_library: Library, _site: Site) -> Iterator[Task]:
    yield Task(FILE.path, file)


def file(library: Library, site: Site) -> Iterator[Output]:
    import sqlite_utils  # noqa: PLC0415 -- it takes half a second, and nothing else requires it

    # in a file, because in memory it and its copy would be the most that a build holds
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "briefs.sqlite"
        database = sqlite_utils.Database(path, execute_plugins=False)
        # the page size would depend on the machine, and nobody needs half a database
        database.executescript(
            "PRAGMA page_size = 4096; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;"
        )
        _create_tables(database)
        with database.atomic():
            database.table("about").insert_all(_about(site), pk="key")
            database.table("descriptions").insert_all(
                _descriptions(), pk=("table_name", "column_name")
            )
            _insert_entries(database, library, site)
        for name, columns in _INDEXES:
            database.table(name).create_index(columns)
        for name in _VIEWS:
            query = Path(__file__).with_name(f"{name}.sql").read_text(encoding="utf-8")
            database.create_view(name, query)
        _add_search(database)
        database.vacuum()
        database.close()
        yield Output(FILE.path, path.read_bytes())


def _create_tables(database: "sqlite_utils.Database") -> None:
    for table in TABLES:
        database.create_table(
            table.name,
            {column.name: column.type for column in schema(table).columns},
            pk=schema(table).primary_key,
            foreign_keys=list(foreign_keys(table)),
        )


def _about(site: Site) -> Iterator[Row]:
    about = {**envelope(site.licence.url), "name": site.name, "url": site.address}
    for key, value in about.items():
        yield {"key": key, "value": value}


def _descriptions() -> Iterator[Row]:
    for table in TABLES:
        for column in schema(table).columns:
            if column.description:
                yield {
                    "table_name": table.name,
                    "column_name": column.name,
                    "description": column.description,
                }


def _entries(library: Library, site: Site) -> Iterator[tuple[Table, Row]]:
    """The objects in files of their own, each with its table."""
    collector = Collector(library, site)
    topics, places, actors, briefs = ROOTS
    for topic in library.topics:
        yield topics, collector.topic(topic)
    for place in library.places.values():
        yield places, collector.place(place)
    for actor in library.actors:
        yield actors, collector.profile(actor)
    main_accounts = {}
    for event in library.events:
        for account in event.accounts:
            main_accounts[account.key] = event
    for slug in sorted(library.briefs):
        brief = collector.brief(slug)
        for row in brief["events"]:
            main_account = main_accounts[brief["id"], row["id"]]
            row["in_brief"] = main_account.slug
            row["in_event"] = main_account.id
        yield briefs, brief


def _insert_entries(
    database: "sqlite_utils.Database", library: Library, site: Site
) -> None:
    """Insert the rows of several entries at once, and not of all, which might be many."""
    rows: dict[str, list[Row]] = defaultdict(list)
    entries = enumerate(_entries(library, site), start=1)
    for number, (table, entry) in entries:
        for name, row in rows_of(table, [entry], {}):
            rows[name].append(row)
        if number % _BATCH == 0:
            _insert(database, rows)
            rows.clear()
    _insert(database, rows)


def _insert(database: "sqlite_utils.Database", rows: Mapping[str, list[Row]]) -> None:
    for name, table_rows in rows.items():
        database.table(name).insert_all(table_rows)


def _add_search(database: "sqlite_utils.Database") -> None:
    for table in TABLES:
        if table.name in _SEARCHED:
            columns = []
            for column in schema(table).columns:
                if column.field_type and column.field_type.is_text:
                    columns.append(column.name)
            search = database.table(table.name)
            search.enable_fts(columns, tokenize="unicode61 remove_diacritics 2")
            search.optimize()
