"""The records that are published: their fields, their JSON Schemas and their values.

A record of the format is published by itself. What the data say beyond it is declared in `published`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import Any

from pydantic import Field, create_model

from generator.exports.data.kinds import Context, DataKind, DataModel, Row, data_kind
from generator.format.fields import BRIEF, EVENT, FieldType
from generator.format.record import Record
from generator.format.traversal import Member, members

LEFT_OUT = {
    "same_as": "events have `also_in`, which leads both ways",
    "formerly": "only addresses of pages lead on; data are at the new ones",
}
"""Fields of the format that are not published, each with the reason."""


@dataclass(frozen=True, eq=False)
class DataField:
    """A field of a published record, with one value or a list of them."""

    name: str
    description: str
    of: "FieldType | DataRecord"
    many: bool = False
    optional: bool = False
    choice: Any = None
    """The type of a choice."""
    member: Member | None = None
    """The field of the format whose values it has; `None` where they are computed."""

    @cached_property
    def kind(self) -> DataKind:
        """How its values are published, if they are no records."""
        assert isinstance(self.of, FieldType)  # noqa: S101 -- for mypy
        return data_kind(self.of)

    @property
    def type(self) -> Any:  # noqa: ANN401 -- made when the program starts
        """What its JSON Schema is made from."""
        each: Any = self.of.model if isinstance(self.of, DataRecord) else self.kind.type or self.choice
        return tuple[each, ...] if self.many else each | None if self.optional else each

    @cached_property
    def _publish(self) -> Callable[[Any, Context], Any]:
        return self.of.row if isinstance(self.of, DataRecord) else self.kind.value

    def read(self, entry: Record | None, context: Context) -> Any:  # noqa: ANN401 -- JSON
        """Its value in a record of the format, as JSON has it."""
        value = getattr(entry, self.member.name) if entry and self.member else None
        if self.many:
            return [made for each in value or () if (made := self._publish(each, context)) is not None]
        return None if value is None else self._publish(value, context)


@dataclass(frozen=True, eq=False)
class DataRecord:
    """A kind of object in the data: its name, and the record of the format that it publishes, if any."""

    name: str
    of: type[Record] | None = None
    description: str = ""
    first: tuple[DataField | str, ...] = ()
    """Computed fields, and fields of the format by name, that come before its others."""
    last: tuple[DataField, ...] = ()
    """Computed fields that come after them."""
    instead: Mapping[str, DataField] = field(default_factory=dict)
    """Computed fields that stand in for fields of the format."""
    can_lack: bool = False
    """Whether there are objects without a record of the format: its fields are null in them."""
    base: type[DataModel] = DataModel
    """What every such object has beyond the fields."""

    @cached_property
    def fields(self) -> tuple[DataField, ...]:
        """All fields, in the order of the data."""
        computed = {each.name for each in (*self.first, *self.last) if isinstance(each, DataField)}
        found = {
            each.key: self.instead.get(each.key) or _field(each, optional=self.can_lack)
            for each in (members(self.of) if self.of else ())
            if each.key not in {*LEFT_OUT, *computed}
        }
        first = [found.pop(each) if isinstance(each, str) else each for each in self.first]
        return (*first, *found.values(), *self.last)

    @cached_property
    def model(self) -> type[DataModel]:
        """What its JSON Schema is made from."""
        fields: Any = {each.name: (each.type, Field(description=each.description)) for each in self.fields}
        description = self.description or (self.of.__doc__ if self.of else None)
        return create_model(self.name, __base__=self.base, __doc__=description, **fields)

    def row(self, entry: Record | None, context: Context, computed: Row | None = None) -> Row:
        """An object: what is computed, and the rest from the record of the format."""
        known = computed or {}
        return {
            each.name: known[each.name] if each.name in known else each.read(entry, context)
            for each in self.fields
        }

    def in_list(self, description: str) -> "DataRecord":
        """The record in short: only the fields that come first."""
        return DataRecord(f"{self.name}Summary", None, description, self.fields[: len(self.first)])


def _field(member: Member, *, optional: bool) -> DataField:
    """A field of the format as the data have it."""
    if member.steps not in {(), ("*",)}:
        raise TypeError(f"declare in exports/data/published.py how the mapping '{member.key}' is published")
    note = data_kind(member.field_type).note if member.field_type else ""
    return DataField(
        member.key,
        " ".join(f"{member.field.description} {note}".split()),
        member.field_type or _as_it_is(member.record or Record),
        many=bool(member.steps),
        optional=optional or member.field.default is None or member.field_type in {BRIEF, EVENT},
        choice=member.value_type,
        member=member,
    )


@cache
def _as_it_is(record: type[Record]) -> DataRecord:
    """A record of which nothing is computed."""
    return DataRecord(record.__name__, record)
