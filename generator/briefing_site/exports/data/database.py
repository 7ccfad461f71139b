"""Everything as one SQLite database, to be queried: https://sqlite.org/fileformat2.html.

The tables are derived from the published objects: an object is a row, and each list in it a table whose rows
begin with the key of the object. References are a set, and everything else that has no id is numbered. The
database itself describes every column.

It is made from nothing and in a fixed order, so that the same briefs give the same bytes with the same
version of SQLite.
"""

import json
import re
import sqlite3
import tempfile
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

from pydantic import Field

from briefing_site.exports.data import api, objects
from briefing_site.exports.data.api import DataFile, envelope
from briefing_site.exports.data.objects import Collector, Data, Row, published
from briefing_site.format import FieldType, Member, Record, fields
from briefing_site.format.fields import EVENT, EventRef, ReferenceType, When
from briefing_site.format.traversal import members
from briefing_site.library.library import Library
from briefing_site.site import Output, Site, Task, addresses

UNPREFIXED = {
    "actor_affiliations", "actor_aliases", "brief_corrections", "brief_events", "brief_figures",
    "brief_forecasts", "brief_indicators", "brief_key_judgements", "brief_open_questions", "brief_quotes",
    "brief_relations", "brief_see_also", "brief_sources",
}  # fmt: skip
"""Tables without the `<record>_` that others begin with: programs know them as `events` and so on."""
COLUMN_NAMES = {
    "affiliations.to": "other",
    "aliases.text": "name",
    "brief_actors.id": "actor",
    "key_judgement_sources.key_judgement": "judgement",
    "relations.from": "actor",
    "relations.to": "other",
    "source_authors.text": "name",
    "sources.archived": "archived_url",
    "sources.url": "source_url",
}
"""Columns that have other names than their fields."""
NOT_NUMBERED = {
    "actor_ids",
    "affiliations",
    "aliases",
    "corrections",
    "relations",
    "source_authors",
}
"""Tables without numbers and keys: those of version 1, and of what there is one of.

They get both as soon as a record in them has a list.
"""
_SQL_TYPES = {
    objects.COUNT: "INTEGER",
    fields.PERCENT: "INTEGER",
    fields.NUMBER: "REAL",
}
FOREIGN_KEYS = {
    fields.ACTOR: 'FOREIGN KEY ("{0}") REFERENCES actors (id)',
    fields.SOURCE: 'FOREIGN KEY ("{1}", "{0}") REFERENCES {2}',
    fields.TOPIC: 'FOREIGN KEY ("{0}") REFERENCES topics (id)',
    fields.BRIEF: 'FOREIGN KEY ("{0}") REFERENCES briefs (id)',
    fields.EVENT: 'FOREIGN KEY ("{0}_brief", "{0}_event") REFERENCES events (brief, id)',
}
COLUMNS = {
    fields.EVENT: {"{0}_brief": "brief", "{0}_event": "id"},
    fields.DATE: {"{0}": "edtf"},
}
_ELSEWHERE = "another table says it"
LEFT_OUT = {
    "Actor.data": "the same in another format",
    "Actor.events": _ELSEWHERE,
    "Actor.quotes": _ELSEWHERE,
    "Actor.relations": _ELSEWHERE,
    "Actor.roles": _ELSEWHERE,
    "Brief.data": "the same in another format",
    "CastMember.kind": _ELSEWHERE,
    "CastMember.name": _ELSEWHERE,
    "Event.also_in": "`in_brief` and `in_event` lead from each account to the main one",
    "Topic.briefs": _ELSEWHERE,
}
"""Fields without a column, each with the reason."""


class MainAccount(Data):
    """What the database says of an event that briefs have in common."""

    told_in: EventRef
    """Deprecated: the old name of `in_brief` and `in_event`."""
    in_: EventRef = Field(alias="in")
    """The main account of the event: itself, unless another brief has it."""


ADDED = {"Event": members(MainAccount)}
"""Fields that only the database has."""
_SOURCES = {"briefs": "sources (brief, id)", "actors": "actor_sources (actor, id)"}
"""The key of the sources of what is in another table."""

_SQL = Path(__file__).with_name("database.sql")
"""The settings, the indexes and the views; the tables of `ROOTS` come between them."""
_SEARCH = """
CREATE VIRTUAL TABLE {table}_fts USING fts5 (
    {columns}, content="{table}", tokenize="unicode61 remove_diacritics 2"
);
INSERT INTO {table}_fts ({table}_fts) VALUES ('rebuild');
INSERT INTO {table}_fts ({table}_fts) VALUES ('optimize');
"""
"""A full-text index of the texts in a table, which Datasette offers as a search field."""
_SEARCHED = {"briefs", "events", "quotes", "actors"}

FILE = DataFile(
    "briefs.sqlite",
    addresses.data("briefs.sqlite"),
    "Everything as an SQLite database, to be queried",
    "application/vnd.sqlite3",
)

Cells = tuple[object, ...]


class Column(NamedTuple):
    """A column: its type and constraints in SQL, and the field, or the part of it, that it holds."""

    name: str
    type: str
    description: str = ""
    key: str = ""
    part: str = ""
    is_text: bool = False

    @property
    def definition(self) -> str:
        """The SQL that defines it, below a comment with its description."""
        comment = f"-- {self.description}\n    " if self.description else ""
        return f'{comment}"{self.name}" {self.type}'

    def cell(self, row: Row) -> object:
        return (row[self.key] or {}).get(self.part) if self.part else row[self.key]


_NUMBER = Column("number", "INTEGER NOT NULL", "Its place in the list.")


class Table:
    """A table of objects, all of a kind or those in a list of another; or of the values in a list."""

    def __init__(
        self,
        name: str,
        model: type[Record],
        owner: "Table | None" = None,
        value: Member | None = None,
    ) -> None:
        """`owner` is the table whose rows have the list; `value` is the only field of a table of values."""
        self.name = name.partition("_")[2] if name in UNPREFIXED else name
        self._owner, self._value = owner, value
        self.noun = (
            self.name
            if value
            else re.sub(r"(?<=[a-z])(?=[A-Z])", "_", model.__name__).lower()
        )
        self._prefix = self.noun if owner is None or name in UNPREFIXED else name
        self.top: str = owner.top if owner else name
        self.owner_key: tuple[Column, ...] = ()
        if owner:
            self.owner_key = (
                *owner.owner_key,
                Column(self._renamed(owner.noun), owner.identity[0].type),
            )
        added = ADDED.get(model.__name__, ())
        fields = (value,) if value else (*published(model), *added)
        said = {
            *LEFT_OUT,
            *(f"{model.__name__}.{each.name}" for each in self.owner_key),
        }
        fields = tuple(
            each for each in fields if f"{model.__name__}.{each.key}" not in said
        )
        # first what identifies a row, and last the link
        first = model.first if issubclass(model, Data) else ()
        ranks = {"id": 0, "number": 0, "url": 2 if "url" in first else 1}
        self._single = [
            (each, each.field_type)
            for each in fields
            if each.field_type and not each.steps
        ]
        self._single.sort(key=lambda each: ranks.get(each[0].key, 1))
        self.columns = [
            column
            for member, of in self._single
            for column in self._columns(member, of)
        ]
        self._is_set = value is not None and isinstance(value.field_type, ReferenceType)
        # the columns by which rows of one owner differ: the id, the reference, or the number; or none
        inside = [each for each in fields if each.steps or each.record]
        own = tuple(each for each in self.columns if self._is_set or each.key == "id")
        self.identity: tuple[Column, ...] = own or (
            () if self.name in NOT_NUMBERED and not inside else (_NUMBER,)
        )
        self._is_numbered = self.identity == (_NUMBER,)
        self._lists = [(each, self._list(each)) for each in inside]

    @property
    def with_lists(self) -> Iterator["Table"]:
        yield self
        for _, table in self._lists:
            yield from table.with_lists

    @property
    def definition(self) -> str:
        """The SQL that creates it, with a description of each column."""
        number = self.identity if self._is_numbered else ()
        columns = (
            each.definition for each in (*self.owner_key, *number, *self.columns)
        )
        key = (
            [f"PRIMARY KEY ({_names(*self.owner_key, *self.identity)})"]
            if self.identity
            else []
        )
        inside = ",\n    ".join((*columns, *key, *self._foreign_keys()))
        # the key of a set is all that there is of a row, and need not stand in an index as well
        return f"CREATE TABLE {self.name} (\n    {inside}\n){' WITHOUT ROWID' if self._is_set else ''};\n"

    def fill(self, rows: "Rows", values: Iterable[Any], owner: Cells = ()) -> None:
        if self._is_set:  # each once, in their order; some are objects
            values = {str(each): each for each in values}.values()
        for number, value in enumerate(values, start=1):
            row = {self._value.key: value} if self._value else value
            numbers = (number,) if self._is_numbered else ()
            rows[self].append(
                (*owner, *numbers, *[each.cell(row) for each in self.columns])
            )
            for member, table in self._lists:
                inside = (
                    row[member.key]
                    if member.steps
                    else [row[member.key]]
                    if row[member.key]
                    else []
                )
                if inside:
                    table.fill(rows, inside, (*owner, *(numbers or (row["id"],))))

    def _columns(self, member: Member, of: FieldType) -> Iterator[Column]:
        sql_type = _SQL_TYPES.get(of, "TEXT")
        sql_type += "" if member.field.default is None else " NOT NULL"
        choices = ", ".join(f"'{choice}'" for choice in member.choices)
        described = objects.description(member)
        for pattern, part in COLUMNS.get(of, {"{0}": ""}).items():
            name = pattern.format(self._renamed(member.key))
            check = f' CHECK ("{name}" IN ({choices}))' if choices else ""
            yield Column(
                name, sql_type + check, described, member.key, part, of.is_text
            )
        for part in (
            ("earliest", "latest") if of is fields.DATE and member.key == "date" else ()
        ):
            yield Column(
                part,
                "TEXT",
                When.model_fields[part].description or "",
                member.key,
                part,
            )

    def _list(self, member: Member) -> "Table":
        name = f"{self._prefix}_{member.key}"
        if member.record:
            return Table(name, member.record, self)
        taken = {self.noun, *(each.name for each in self.owner_key)}
        return Table(
            name,
            Data,
            self,
            replace(member, key=_value_column(member.field_type, taken), steps=()),
        )

    def _foreign_keys(self) -> Iterator[str]:
        if self._owner:
            keys = _names(*self._owner.owner_key, *self._owner.identity)
            yield f"FOREIGN KEY ({_names(*self.owner_key)}) REFERENCES {self._owner.name} ({keys})"
        about = self.owner_key[0].name if self._owner else "id"
        for member, of in self._single:
            if of in FOREIGN_KEYS:
                yield FOREIGN_KEYS[of].format(
                    self._renamed(member.key), about, _SOURCES.get(self.top)
                )

    def _renamed(self, name: str) -> str:
        return COLUMN_NAMES.get(f"{self.name}.{name}", name)


Rows = defaultdict[Table, list[Cells]]


def _value_column(of: FieldType | None, taken: Container[str]) -> str:
    if isinstance(of, ReferenceType):
        name = of.name.removeprefix("any-")
        return "other" if name in taken or of is EVENT else name
    return "text" if of and of.is_text else "date" if of is fields.DATE else "value"


def _names(*columns: Column) -> str:
    return ", ".join(f'"{each.name}"' for each in columns)


ROOTS = (
    Table("topics", objects.TopicData),
    Table("actors", objects.ActorData),
    Table("briefs", objects.BriefData),
)
"""The tables that are in no other."""


def tasks(library: Library, _site: Site) -> Iterator[Task]:
    briefs = tuple(
        addresses.data(f"briefs/{slug}.json") for slug in sorted(library.briefs)
    )
    yield Task(FILE.path, file, (briefs,), reads=briefs)


def file(
    library: Library,
    site: Site,
    briefs: Iterable[str],
    contents: Mapping[str, bytes] = {},
) -> Iterator[Output]:
    """The database; `briefs` are the paths of those in JSON, which are read rather than made again."""
    tables = [each for root in ROOTS for each in root.with_lists]
    about = {**envelope(site.licence.url), "name": site.name, "url": site.address}
    # in a file, because in memory it and its copy would be the most that a build holds
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "briefs.sqlite"
        with closing(sqlite3.connect(path)) as database:
            definitions = "".join(table.definition for table in tables)
            database.executescript(
                _SQL.read_text(encoding="utf-8").replace("{tables}", definitions)
            )
            with database:
                database.executemany("INSERT INTO about VALUES (?, ?)", about.items())
                for root, row in _rows(
                    library, site, (contents[path] for path in briefs)
                ):
                    rows: Rows = defaultdict(list)
                    root.fill(rows, [row])
                    for table, each in rows.items():
                        places = ", ".join("?" * len(each[0]))
                        database.executemany(
                            f"INSERT INTO {table.name} VALUES ({places})",  # noqa: S608 -- names of ours
                            each,
                        )
            for table in tables:
                if table.name in _SEARCHED:
                    columns = ", ".join(
                        each.name for each in table.columns if each.is_text
                    )
                    database.executescript(
                        _SEARCH.format(table=table.name, columns=columns)
                    )
            database.execute("VACUUM")
        yield Output(FILE.path, path.read_bytes())


def _rows(
    library: Library, site: Site, written: Iterable[bytes]
) -> Iterator[tuple[Table, Row]]:
    """Each row of the tables in `ROOTS`, with all that it holds."""
    made = Collector(library, site)
    main = {
        account.key: {"brief": event.slug, "id": event.id}
        for event in library.events
        for account in event.accounts
    }
    topics, actors, briefs = ROOTS
    yield from ((topics, each) for each in api.rows(library, site, "topics"))
    yield from ((actors, made.actor_alone(each)) for each in library.actors)
    for brief in (json.loads(each)["brief"] for each in written):
        in_main = ((each, main[brief["id"], each["id"]]) for each in brief["events"])
        events = [
            {**each, "told_in": account, "in": account} for each, account in in_main
        ]
        yield briefs, {**brief, "events": events}
