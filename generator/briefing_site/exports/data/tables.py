"""The tables of the database, one a line, and what each has of columns and keys.

The objects of the data are flattened: a single value is a column, a date or an object within another one are
several, and each list is a table of its own.
"""

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from pydantic import BaseModel, Field

from briefing_site.exports.data import models
from briefing_site.exports.data.models import COUNT, Data, description, published
from briefing_site.exports.data.objects import Row
from briefing_site.format import FieldType, Member, fields


class AccountData(models.EventData):
    """An event as one brief tells it, with what the database adds."""

    in_brief: fields.BriefRef
    """The brief with the main account of the event: this one, unless several tell it."""
    in_event: fields.SourceId
    """The id of the event in that brief."""


class BriefData(models.BriefData):
    timeline: tuple[AccountData, ...] = Field(alias="events")


class Table(NamedTuple):
    """A table of the entries of a list.

    A row has the key of the row that it belongs to, and then its own id, or else its place in the list.
    """

    name: str
    noun: str
    """What an entry is. Tables of the lists in it have a column of this name, with its id or number."""
    list_key: str
    """The key of the list in the objects of the table that it belongs to."""
    owner: str = ""
    """That table; none for the objects in files of their own."""


TABLES = (
    Table("topics", "topic", "topics"),
    Table("topic_aliases", "alias", "aliases", "topics"),
    Table("actors", "actor", "actors"),
    Table("actor_aliases", "alias", "aliases", "actors"),
    Table("actor_sources", "source", "sources", "actors"),
    Table("actor_source_authors", "author", "authors", "actor_sources"),
    Table("actor_affiliations", "affiliation", "affiliations", "actors"),
    Table("actor_affiliation_sources", "source", "sources", "actor_affiliations"),
    Table("briefs", "brief", "briefs"),
    Table("brief_topics", "topic", "topics", "briefs"),
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
    Table("event_sources", "source", "sources", "events"),
    Table("quotes", "quote", "quotes", "briefs"),
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
"""Each behind those that it belongs or refers to."""

ROOTS = tuple(table for table in TABLES if not table.owner)
_BY_NAME = {table.name: table for table in TABLES}
_MODELS: dict[str, type[Data]] = {
    "topics": models.TopicData,
    "actors": models.ActorData,
    "briefs": BriefData,
}
"""What is in the tables that belong to no other."""


class Column(NamedTuple):
    """A column, and the value of an object, or the part of it, that it holds."""

    name: str
    type: type
    description: str
    key: str
    """The key of the value; empty if the value is all there is."""
    part: str = ""
    """The key within the value."""
    is_required: bool = True
    field_type: FieldType | None = None

    @property
    def is_text(self) -> bool:
        return self.field_type is not None and self.field_type.is_text

    def cell(self, entry: object) -> object:
        """What the column holds of an entry."""
        value = entry
        for key in (self.key, self.part):
            if key and isinstance(value, dict):
                value = value.get(key)
        return value


def member_columns(member: Member) -> list[Column]:
    """The columns of a field with a single value."""
    key = member.key
    column = Column(
        name=key,
        type=_python_type(member),
        description=description(member),
        key=key,
        is_required=member.field.default is not None,
        field_type=member.field_type,
    )
    if member.field_type is fields.DATE:
        in_words = column._replace(
            name=f"{key}_in_words", description="The same in words.", part="words"
        )
        earliest = column._replace(
            name=f"{key}_earliest",
            description=fields.When.model_fields["earliest"].description or "",
            part="earliest",
            is_required=False,
        )
        latest = column._replace(
            name=f"{key}_latest",
            description=fields.When.model_fields["latest"].description or "",
            part="latest",
            is_required=False,
        )
        return [column._replace(part="edtf"), in_words, earliest, latest]
    if member.record:
        columns = []
        for part in published(member.record):
            columns.append(
                column._replace(
                    name=f"{key}_{part.key}",
                    description=description(part),
                    part=part.key,
                    is_required=False,
                )
            )
        return columns
    return [column]


def _python_type(member: Member) -> type:
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
    columns: tuple[Column, ...]
    """All other columns."""

    @property
    def is_numbered(self) -> bool:
        return self.identity.name == "number"

    @property
    def all_columns(self) -> tuple[Column, ...]:
        return (*self.owner_key, self.identity, *self.columns)


@cache
def schema(table: Table) -> Schema:
    owner_key: tuple[Column, ...] = ()
    if table.owner:
        owner = _BY_NAME[table.owner]
        owner_schema = schema(owner)
        reference = owner_schema.identity._replace(name=owner.noun, description="")
        owner_key = (*owner_schema.owner_key, reference)
    columns = _entry_columns(table)
    identity = Column("number", int, "Its place in the list.", "")
    others = []
    key_names = {column.name for column in owner_key}
    for column in columns:
        if column.name == "id":
            identity = column
        elif column.name not in key_names:
            others.append(column)
    return Schema(owner_key, identity, tuple(others))


def _entry_columns(table: Table) -> list[Column]:
    model = _model(table)
    columns = []
    if model is None:
        member = _member(table)
        (column,) = member_columns(member)
        columns.append(column._replace(name=table.noun, key="", is_required=True))
        return columns
    for member in published(model):
        if not member.steps:
            columns += member_columns(member)
    return columns


def _model(table: Table) -> type[BaseModel] | None:
    """What the entries of a table are; `None` if they are single values."""
    if table.owner:
        return _member(table).record
    return _MODELS[table.name]


def _member(table: Table) -> Member:
    """The field that has the list of a table."""
    model = _model(_BY_NAME[table.owner])
    for member in published(model or Data):
        if member.key == table.list_key:
            return member
    raise TypeError(f"the table {table.name} has no list {table.list_key}")


ForeignKey = tuple[tuple[str, ...], str, tuple[str, ...]]
"""Columns, the table that they refer to, and the columns there."""


def foreign_keys(table: Table) -> Iterator[ForeignKey]:
    parts = schema(table)
    if table.owner:
        owner = schema(_BY_NAME[table.owner])
        there = (*owner.owner_key, owner.identity)
        yield _names(parts.owner_key), table.owner, _names(there)
    for column in (parts.identity, *parts.columns):
        if column.field_type is fields.ACTOR:
            yield (column.name,), "actors", ("id",)
        elif column.field_type is fields.TOPIC:
            yield (column.name,), "topics", ("id",)
        elif column.field_type is fields.BRIEF:
            yield (column.name,), "briefs", ("id",)
        elif column.field_type is fields.SOURCE:
            top = parts.owner_key[0].name
            sources = "sources" if top == "brief" else "actor_sources"
            yield (top, column.name), sources, (top, "id")


def _names(columns: tuple[Column, ...]) -> tuple[str, ...]:
    return tuple(column.name for column in columns)


def rows_of(
    table: Table, entries: list[object], owner: Row
) -> Iterator[tuple[str, Row]]:
    """The rows of a table and of those that belong to it, each with the name of its table.

    `owner` is the key of the row that the entries belong to.
    """
    parts = schema(table)
    inner_tables = [inner for inner in TABLES if inner.owner == table.name]
    for number, entry in enumerate(entries, start=1):
        identity = number if parts.is_numbered else parts.identity.cell(entry)
        row = {**owner, parts.identity.name: identity}
        for column in parts.columns:
            row[column.name] = column.cell(entry)
        yield table.name, row
        key = {**owner, table.noun: identity}
        for inner in inner_tables:
            if isinstance(entry, dict):
                yield from rows_of(inner, entry[inner.list_key], key)
