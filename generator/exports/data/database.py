"""The tables of the SQLite database, derived from the published records.

A record is a row, and each list in it a table whose rows begin with the key of the record: references are a
set, and everything else that has no id is numbered. The database itself describes every column.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from operator import itemgetter
from typing import Any, get_args

from generator.exports.data.kinds import Row, When, data_kind
from generator.exports.data.records import DataField, DataRecord
from generator.format.fields import EVENT, FieldType, Reference

Cells = tuple[object, ...]

TABLE_NAMES = {
    "actor_affiliations": "affiliations",
    "actor_aliases": "aliases",
    "brief_corrections": "corrections",
    "brief_events": "events",
    "brief_figures": "figures",
    "brief_forecasts": "forecasts",
    "brief_indicators": "indicators",
    "brief_key_judgements": "key_judgements",
    "brief_open_questions": "open_questions",
    "brief_quotes": "quotes",
    "brief_relations": "relations",
    "brief_see_also": "see_also",
    "brief_sources": "sources",
}
"""Tables with other names than the rule gives them, `<record>_<field>`: programs know these."""
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
NOT_NUMBERED = {"actor_ids", "affiliations", "aliases", "corrections", "relations", "source_authors"}
"""Tables without numbers and keys: those of version 1, and of what there is one of.

They get both as soon as a record in them has a list.
"""
_SQL_TYPES: dict[Any, str] = {int: "INTEGER", float: "REAL"}
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
    "Topic.briefs": _ELSEWHERE,
}
"""Fields without a column, each with the reason."""
_TOLD_IN = DataField("told_in", "The main telling of the event: itself, unless another brief has it.", EVENT)
_LISTS_OF_SOURCES = {"briefs": "sources (brief, id)", "actors": "actor_sources (actor, id)"}
"""The key of the sources of what is in another table."""
INSTEAD = {"Event.also_in": _TOLD_IN}
"""Fields that the database has instead of others."""


@dataclass(frozen=True)
class Column:
    """A column: its type and constraints in SQL, and the field, or the part of it, that it holds."""

    name: str
    type: str
    description: str = ""
    field: str = ""
    part: str = ""
    is_text: bool = False

    @property
    def definition(self) -> str:
        """The SQL that defines it, below a comment with its description."""
        comment = f"-- {self.description}\n    " if self.description else ""
        return f'{comment}"{self.name}" {self.type}'

    @cached_property
    def cell(self) -> Callable[[Row], object]:
        """What it holds of an object of the data."""
        whole = itemgetter(self.field)
        return (lambda row: (whole(row) or {}).get(self.part)) if self.part else whole


_NUMBER = Column("number", "INTEGER NOT NULL", "Its place in the list.")


@dataclass(frozen=True, eq=False)
class Table:
    """A table of records, all of a kind or those in a list of another: a value is a record of one field."""

    name: str
    record: DataRecord
    owner: "Table | None" = None
    holds_values: bool = False

    @cached_property
    def owner_key(self) -> tuple[Column, ...]:
        """The columns with the key of the owner."""
        if self.owner is None:
            return ()
        name = self._renamed(_snake_case(self.owner.record.name))
        return (*self.owner.owner_key, Column(name, self.owner.identity[0].type))

    @cached_property
    def identity(self) -> tuple[Column, ...]:
        """The columns by which rows of one owner differ: the id, the reference, or the number; or none."""
        found = tuple(each for each in self.own if self.is_set or each.field == "id")
        return found or (() if self.name in NOT_NUMBERED and not self.lists else (_NUMBER,))

    @property
    def top(self) -> "Table":
        """The table that the others are lists in."""
        return self.owner.top if self.owner else self

    @cached_property
    def is_set(self) -> bool:
        """Whether it holds references, each once."""
        return self.holds_values and isinstance(self.record.fields[0].of, Reference)

    @cached_property
    def own(self) -> tuple[Column, ...]:
        """The columns of its fields: first what identifies a row, and last the link."""
        ranks = {"id": 0, "number": 0, "url": 2}
        fields = sorted(self._single, key=lambda each: 1 if each.member else ranks.get(each.name, 1))
        return tuple(column for each in fields for column in self._columns(each))

    @cached_property
    def lists(self) -> tuple[tuple[DataField, "Table"], ...]:
        """The fields that are tables of their own."""
        fields = (each for each in self._fields if each.many or isinstance(each.of, DataRecord))
        return tuple((each, self._list(each)) for each in fields)

    @cached_property
    def with_lists(self) -> tuple["Table", ...]:
        """The table and those of its lists."""
        return (self, *(table for _, each in self.lists for table in each.with_lists))

    @property
    def definition(self) -> str:
        """The SQL that creates it, with a description of each column."""
        number = self.identity if self.is_numbered else ()
        columns = (each.definition for each in (*self.owner_key, *number, *self.own))
        key = [f"PRIMARY KEY ({_names(*self.owner_key, *self.identity)})"] if self.identity else []
        inside = ",\n    ".join((*columns, *key, *self._foreign_keys()))
        # the key of a set is all that there is of a row, and need not stand in an index as well
        return f"CREATE TABLE {self.name} (\n    {inside}\n){' WITHOUT ROWID' if self.is_set else ''};\n"

    @cached_property
    def is_numbered(self) -> bool:
        """Whether its rows have a number."""
        return self.identity == (_NUMBER,)

    @cached_property
    def _cells(self) -> tuple[Callable[[Row], object], ...]:
        return tuple(each.cell for each in self.own)

    def fill(self, rows: "Rows", values: Iterable[Any], owner: Cells = ()) -> None:
        """Add the rows of the table and of those of its lists, for the owner with the key."""
        for number, value in enumerate(_distinct(values) if self.is_set else values, start=1):
            row = {self.record.fields[0].name: value} if self.holds_values else value
            numbers = (number,) if self.is_numbered else ()
            rows[self].append((*owner, *numbers, *[cell(row) for cell in self._cells]))
            for field, table in self.lists:
                inside = row[field.name] if field.many else [row[field.name]] if row[field.name] else []
                if inside:
                    table.fill(rows, inside, (*owner, *(numbers or (row["id"],))))

    @property
    def _fields(self) -> list[DataField]:
        keys = ((f"{self.record.name}.{each.name}", each) for each in self.record.fields)
        return [INSTEAD.get(key, each) for key, each in keys if key not in LEFT_OUT]

    @property
    def _single(self) -> list[DataField]:
        """The fields with columns here, but for what the key of the owner says."""
        said = {each.name for each in self.owner_key}
        kept = (each for each in self._fields if isinstance(each.of, FieldType) and not each.many)
        return [each for each in kept if each.name not in said]

    def _columns(self, field: DataField) -> Iterator[Column]:
        rule = field.kind
        sql_type = _SQL_TYPES.get(rule.type, "TEXT") + ("" if field.optional else " NOT NULL")
        choices = ", ".join(f"'{choice}'" for choice in get_args(field.choice))
        for pattern, part in rule.sql.items():
            name = pattern.format(self._renamed(field.name))
            check = f' CHECK ("{name}" IN ({choices}))' if choices else ""
            yield Column(name, sql_type + check, field.description, field.name, part, rule.is_text)
        for part in rule.of_date if field.name == "date" else ():
            yield Column(part, "TEXT", When.model_fields[part].description or "", field.name, part)

    def _list(self, field: DataField) -> "Table":
        owner = _snake_case(self.record.name)
        known = self.owner is None or self.name in TABLE_NAMES.values()
        derived = f"{owner if known else self.name}_{field.name}"
        name = TABLE_NAMES.get(derived, derived)
        if isinstance(field.of, DataRecord):
            return Table(name, field.of, self)
        column = _value_column(field.of, {owner, *(each.name for each in self.owner_key)})
        value = DataField(column, field.description, field.of, choice=field.choice)
        return Table(name, DataRecord(name, first=(value,)), self, holds_values=True)

    def _foreign_keys(self) -> Iterator[str]:
        if self.owner:
            keys = _names(*self.owner.owner_key, *self.owner.identity)
            yield f"FOREIGN KEY ({_names(*self.owner_key)}) REFERENCES {self.owner.name} ({keys})"
        for field in self._single:
            if field.kind.foreign_key:
                about = self.owner_key[0].name if self.owner else "id"
                sources = _LISTS_OF_SOURCES.get(self.top.name)
                yield field.kind.foreign_key.format(self._renamed(field.name), about, sources)

    def _renamed(self, name: str) -> str:
        return COLUMN_NAMES.get(f"{self.name}.{name}", name)


Rows = defaultdict[Table, list[Cells]]


def _distinct(values: Iterable[Any]) -> Iterable[Any]:
    """Each once, in their order; some are objects."""
    return {str(each): each for each in values}.values()


def _value_column(kind: FieldType, taken: Container[str]) -> str:
    """What the column with the values of a list is called."""
    if isinstance(kind, Reference):
        name = kind.name.removeprefix("any-")
        return "other" if name in taken or kind is EVENT else name
    return "text" if data_kind(kind).is_text else "date" if data_kind(kind).of_date else "value"


def _names(*columns: Column) -> str:
    return ", ".join(f'"{each.name}"' for each in columns)


def _snake_case(name: str) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).lower()
