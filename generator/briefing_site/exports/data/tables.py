"""The tables of the database, and the columns, keys and rows of each.

The objects of the data become rows: a single value becomes a column, a date or an inner object several
columns, and each list of an object a table of its own.
"""

from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

from pydantic import BaseModel, Field

from briefing_site.exports.data import models
from briefing_site.exports.data.models import COUNT, Data, description, published
from briefing_site.exports.data.objects import Row
from briefing_site.format import FieldType, Member, fields


class AccountData(models.EventData):
    """An event as one brief tells it, with what the database adds."""

    in_brief: fields.BriefRef
    """The brief with the main account of the event: this one, unless several tell it."""
    in_event: fields.IdField
    """The id of the event in that brief."""


class DatabaseBriefData(models.BriefData):
    timeline: tuple[AccountData, ...] = Field(alias="events")


class Table(NamedTuple):
    """A table with a row for each entry of a list.

    The primary key of a row is that of the row that the list belongs to, and its own id or, for an entry
    without one, its number in the list.
    """

    name: str
    noun: str
    """What an entry is. Tables that belong to this one have a column of this name, with its id or number."""
    list_key: str
    """The key of the list in the objects of the table `owner`."""
    owner: str = ""
    """The name of the table that it belongs to; empty for objects with files of their own."""


TABLES = (
    Table("topics", "topic", "topics"),
    Table("topic_aliases", "alias", "aliases", "topics"),
    Table("places", "place", "places"),
    Table("place_line", "point", "line", "places"),
    Table("place_aliases", "alias", "aliases", "places"),
    Table("actors", "actor", "actors"),
    Table("actor_aliases", "alias", "aliases", "actors"),
    Table("actor_places", "place", "places", "actors"),
    Table("actor_sources", "source", "sources", "actors"),
    Table("actor_source_authors", "author", "authors", "actor_sources"),
    Table("actor_affiliations", "affiliation", "affiliations", "actors"),
    Table("actor_affiliation_sources", "source", "sources", "actor_affiliations"),
    Table("briefs", "brief", "briefs"),
    Table("brief_topics", "topic", "topics", "briefs"),
    Table("in_brief", "text", "in_brief", "briefs"),
    Table("brief_authors", "author", "authors", "briefs"),
    Table("brief_reviewers", "reviewer", "reviewers", "briefs"),
    Table("sources", "source", "sources", "briefs"),
    Table("source_authors", "author", "authors", "sources"),
    Table("brief_actors", "actor", "actors", "briefs"),
    Table("brief_actor_sources", "source", "sources", "brief_actors"),
    Table("key_judgements", "judgement", "key_judgements", "briefs"),
    Table("key_judgement_alternatives", "text", "alternatives", "key_judgements"),
    Table("key_judgement_would_change", "text", "would_change", "key_judgements"),
    Table("key_judgement_sources", "source", "sources", "key_judgements"),
    Table("relations", "relation", "relations", "briefs"),
    Table("relation_sources", "source", "sources", "relations"),
    Table("events", "event", "events", "briefs"),
    Table("event_actors", "actor", "actors", "events"),
    Table("event_places", "place", "places", "events"),
    Table("event_sources", "source", "sources", "events"),
    Table("quotes", "quote", "quotes", "briefs"),
    Table("quote_places", "place", "places", "quotes"),
    Table("figures", "figure", "figures", "briefs"),
    Table("figure_series", "text", "series", "figures"),
    Table("figure_rows", "row", "rows", "figures"),
    Table("figure_row_values", "value", "values", "figure_rows"),
    Table("figure_row_sources", "source", "sources", "figure_rows"),
    Table("open_questions", "text", "open_questions", "briefs"),
    Table("forecasts", "forecast", "forecasts", "briefs"),
    Table("forecast_probabilities", "change", "probabilities", "forecasts"),
    Table("forecast_sources", "source", "sources", "forecasts"),
    Table("indicators", "text", "indicators", "briefs"),
    Table("corrections", "correction", "corrections", "briefs"),
    Table("change_notes", "note", "change_notes", "briefs"),
    Table("see_also", "other", "see_also", "briefs"),
    Table("versions", "version", "versions", "briefs"),
)
"""Each table comes after those that it belongs or refers to."""

ROOTS = tuple(table for table in TABLES if not table.owner)
_BY_NAME = {table.name: table for table in TABLES}
_MODELS: dict[str, type[Data]] = {
    "topics": models.TopicData,
    "places": models.PlaceData,
    "actors": models.ActorData,
    "briefs": DatabaseBriefData,
}
"""What is in the tables that belong to no other."""


class Column(NamedTuple):
    """A column with the value of a key of an object, or a part of that value."""

    name: str
    type: type
    description: str
    key: str
    part: str = ""
    field_type: FieldType | None = None

    def cell(self, row: Row) -> object:
        value = row.get(self.key)
        if value and self.part:
            return value[self.part]
        return value


def member_columns(member: Member) -> list[Column]:
    """The columns of a field with a single value."""
    key = member.key
    text = description(member)
    column = Column(key, _type(member), text, key, field_type=member.field_type)
    if member.field_type is fields.DATE:
        columns = [column._replace(part="edtf")]
        for name, part in (
            (f"{key}_in_words", "words"),
            (f"{key}_earliest", "earliest"),
            (f"{key}_latest", "latest"),
        ):
            text = fields.When.model_fields[part].description or ""
            columns.append(Column(name, str, text, key, part))
        return columns
    if member.field_type is fields.POINT:
        columns = []
        for name, field in fields.Coordinates.model_fields.items():
            columns.append(Column(name, float, field.description or "", key, name))
        return columns
    if member.record:
        columns = []
        for part_member in published(member.record):
            part = part_member.key
            text = description(part_member)
            columns.append(Column(f"{key}_{part}", str, text, key, part))
        return columns
    return [column]


def _type(member: Member) -> type:
    if member.field_type in {COUNT, fields.PERCENT}:
        return int
    if member.field_type is fields.NUMBER:
        return float
    return str


class Schema(NamedTuple):
    """What a table consists of."""

    owner_key: tuple[Column, ...]
    """The columns with the key of the row that an entry belongs to."""
    identity: Column
    """The column that tells the entries of a row apart: an id, or the place in the list."""
    others: tuple[Column, ...]

    @property
    def columns(self) -> tuple[Column, ...]:
        return (*self.owner_key, self.identity, *self.others)

    @property
    def primary_key(self) -> tuple[str, ...]:
        return tuple(column.name for column in (*self.owner_key, self.identity))


@cache
def schema(table: Table) -> Schema:
    """The columns of a table, by what they are for."""
    owner_key: tuple[Column, ...] = ()
    if table.owner:
        owner = _BY_NAME[table.owner]
        owner_schema = schema(owner)
        reference = owner_schema.identity._replace(name=owner.noun, description="")
        owner_key = (*owner_schema.owner_key, reference)
    names_in_key = {column.name for column in owner_key}
    identity = Column("number", int, "Its place in the list.", "number")
    others = []
    for column in _entry_columns(table):
        if column.name == "id":
            identity = column
        elif column.name not in names_in_key:
            others.append(column)
    return Schema(owner_key, identity, tuple(others))


def _entry_columns(table: Table) -> list[Column]:
    """The columns for an entry of the list, without those of the key of its owner."""
    model = _model(table)
    if model is None:
        member = _list_member(table)
        if (
            member.field_type is fields.POINT
        ):  # an entry of the list has both coordinates
            columns = member_columns(member)
            return [column._replace(key=column.name, part="") for column in columns]
        (column,) = member_columns(member)
        return [column._replace(name=table.noun, key=table.noun)]
    columns = []
    for member in published(model):
        if not member.steps:
            columns += member_columns(member)
    return columns


def _model(table: Table) -> type[BaseModel] | None:
    """The model of the entries of a table; `None` if they are single values, such as texts."""
    if table.owner:
        return _list_member(table).record
    return _MODELS[table.name]


def _list_member(table: Table) -> Member:
    """The field that has the list of a table."""
    model = _model(_BY_NAME[table.owner])
    for member in published(model or Data):
        if member.key == table.list_key:
            return member
    raise TypeError(f"the table {table.name} has no list {table.list_key}")


ForeignKey = tuple[tuple[str, ...], str, tuple[str, ...]]
"""Columns, the table that they refer to, and the columns there."""


def foreign_keys(table: Table) -> Iterator[ForeignKey]:
    """The foreign keys of a table: to its owner, and from each id to the table with that id."""
    key = schema(table).owner_key
    if table.owner:
        names = tuple(column.name for column in key)
        yield names, table.owner, schema(_BY_NAME[table.owner]).primary_key
    for column in schema(table).columns:
        if column in key:
            continue
        match column.field_type:
            case fields.ACTOR:
                yield (column.name,), "actors", ("id",)
            case fields.TOPIC:
                yield (column.name,), "topics", ("id",)
            case fields.PLACE:
                yield (column.name,), "places", ("id",)
            case fields.BRIEF:
                yield (column.name,), "briefs", ("id",)
            case fields.SOURCE:
                # ids of sources are only unique within a brief or a profile, the first part of the key
                top = key[0].name
                sources = "sources" if top == "brief" else "actor_sources"
                yield (top, column.name), sources, (top, "id")


def rows_of(
    table: Table, entries: list[Any], owner_key: Row
) -> Iterator[tuple[str, Row]]:
    """The rows of a table and of those that belong to it, each with the name of its table.

    `owner_key` is the key of the row that the entries belong to.
    """
    parts = schema(table)
    inner_tables = [inner for inner in TABLES if inner.owner == table.name]
    for number, entry in enumerate(entries, start=1):
        values: Row = {"number": number}
        if isinstance(entry, dict):
            values.update(entry)
        else:
            values[table.noun] = entry
        identity = parts.identity.cell(values)
        row = {**owner_key, parts.identity.name: identity}
        for column in parts.others:
            row[column.name] = column.cell(values)
        yield table.name, row
        for inner in inner_tables:
            key = {**owner_key, table.noun: identity}
            yield from rows_of(inner, values[inner.list_key], key)
