"""Visits every field of a file and every value of a record, with its location and its type.

All outputs are made with this, so a new field is checked, numbered, compared, searched and published like the
others, without a line of code.
"""

from collections.abc import Container, Iterator
from dataclasses import dataclass
from functools import cache
from types import NoneType
from typing import Annotated, Any, NamedTuple, cast, get_args, get_origin

from pydantic import BaseModel, RootModel
from pydantic.fields import FieldInfo

from briefing_site.format.fields.field_type import FieldType
from briefing_site.format.mark import Mark
from briefing_site.format.record import Record

Location = tuple[str | int, ...]
"""The path to a value: keys of mappings, and indices in lists, counted from 0."""

Pattern = tuple[str, ...]
"""A path in which `*` stands for any index in a list and `?` for any key of a mapping."""


@dataclass(frozen=True)
class Member:
    """A field of a record, with one value or several."""

    name: str
    """Its name in Python."""
    key: str
    """Its name in files; empty for the entries of a model that is a mapping."""
    steps: Pattern
    """The path from the field to each value: empty for a single value, `*` for a list, `?` for a mapping."""
    value_type: object
    """The type of each value, without its metadata."""
    field_type: FieldType | None
    """The type of each value; `None` if the values are records."""
    record: type[Record] | None
    """The model of each value; `None` if the values are not records."""
    marks: frozenset[Mark]
    field: FieldInfo

    @property
    def examples(self) -> tuple[Any, ...]:
        return tuple(
            self.field.examples
            or (self.field_type.examples if self.field_type and not self.steps else ())
        )

    @property
    def choices(self) -> tuple[str, ...]:
        """The allowed values; empty if there is no such list."""
        return get_args(self.value_type)

    @property
    def each(self) -> Pattern:
        """The path from the record to each value."""
        return (self.key, *self.steps) if self.key else self.steps


class Value(NamedTuple):
    """A value of a record that is not a record itself, with its location and its field."""

    location: Location
    member: Member
    value: object


@cache
def members(model: type[BaseModel]) -> tuple[Member, ...]:
    """The fields of a record, in the order of the format. A model that is a mapping has one, with no key."""
    is_mapping = issubclass(model, RootModel)
    return tuple(
        _member(name, "" if is_mapping else field.alias or name, field)
        for name, field in model.model_fields.items()
    )


def _member(name: str, key: str, field: FieldInfo) -> Member:
    steps, value_type, markers = _unwrapped(field.annotation, tuple(field.metadata))
    is_record = isinstance(value_type, type) and issubclass(value_type, Record)
    record = cast("type[Record]", value_type) if is_record else None
    field_type = next(
        (marker for marker in markers if isinstance(marker, FieldType)), None
    )
    if field_type is None and record is None:
        raise TypeError(
            f"the field '{name}' has neither a type nor a record: take it from `fields`"
        )
    marks = frozenset(marker for marker in markers if isinstance(marker, Mark))
    return Member(name, key, steps, value_type, field_type, record, marks, field)


def _unwrapped(
    annotation: object, markers: tuple[object, ...]
) -> tuple[Pattern, object, tuple[object, ...]]:
    """The path to each value, its type, and all metadata on that path."""
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _unwrapped(arguments[0], (*markers, *arguments[1:]))
    if origin is tuple or origin is dict:
        steps, value_type, inner = _unwrapped(
            arguments[-1 if origin is dict else 0], ()
        )
        return ("?" if origin is dict else "*", *steps), value_type, (*inner, *markers)
    if NoneType in arguments:
        return _unwrapped(arguments[0], markers)
    return (), annotation, markers


@cache
def key_types(model: type[BaseModel]) -> tuple[tuple[Pattern, FieldType], ...]:
    """The types of ids that are keys of mappings, with the patterns of the values under these."""
    places = dict.fromkeys([((), model), *records(model)])
    return tuple(
        ((*place, *found), field_type)
        for place, record in places
        for member in members(record)
        for found, field_type in _key_types(
            member.field.annotation, (member.key,) if member.key else ()
        )
    )


def _key_types(annotation: object, at: Pattern) -> Iterator[tuple[Pattern, FieldType]]:
    if get_origin(annotation) is dict:
        key, value = get_args(annotation)
        yield from (
            ((*at, "?"), each)
            for each in get_args(key)[1:]
            if isinstance(each, FieldType)
        )
        yield from _key_types(value, (*at, "?"))


def values_of(member: Member, record: BaseModel) -> Iterator[tuple[Location, object]]:
    """Each value of a field of a record, with its location; nothing if it was not filled in."""
    value = getattr(record, member.name)
    if value is not None:
        yield from _values_of(value, member.steps, (member.key,) if member.key else ())


def _values_of(
    value: Any,  # noqa: ANN401
    steps: Pattern,
    at: Location,
) -> Iterator[tuple[Location, object]]:
    if not steps:
        yield at, value
        return
    inside = value.items() if steps[0] == "?" else enumerate(value)
    for step, one in inside:
        yield from _values_of(one, steps[1:], (*at, step))


def values(record: BaseModel, at: Location = ()) -> Iterator[Value]:
    """Every value of a record and of those inside it, in the order of the format."""
    for member in members(type(record)):
        for step, value in values_of(member, record):
            if isinstance(value, Record):
                yield from values(value, (*at, *step))
            else:
                yield Value((*at, *step), member, value)


def words(record: BaseModel, *, but: Container[str] = ()) -> Iterator[str]:
    """The texts of a record that people read, without markup; `but` are top-level fields to leave out."""
    for location, member, value in values(record):
        if member.field_type and location[0] not in but:
            text = member.field_type.to_words(value)
            if text:
                yield text


def cited(record: BaseModel) -> Iterator[str]:
    """The ids of the sources that a record refers to, in the order of the page.

    For each entry, the sources that its texts cite come first, then those that it lists.
    """
    named: list[str] = []
    for member in _citing(type(record)):
        for _, value in values_of(member, record):
            if member.field_type is None:
                yield from cited(cast("Record", value))
            elif member.value_type is str:
                named += member.field_type.cited_sources(value)
            else:
                yield from member.field_type.cited_sources(value)
    yield from named


@cache
def _citing(model: type[BaseModel]) -> tuple[Member, ...]:
    """The fields that may refer to sources, or have records that may."""
    return tuple(
        each
        for each in members(model)
        if (each.record and _citing(each.record))
        or (each.field_type and each.field_type.cites_sources)
    )


@cache
def leaves(model: type[BaseModel]) -> tuple[tuple[Pattern, Member], ...]:
    """All fields in files of the model that are not records, with the patterns of their values."""
    return tuple(
        ((*place, *member.each), member)
        for place, record in records(model)
        for member in members(record)
        if member.record is None
    )


@cache
def patterns(model: type[BaseModel], field_type: FieldType) -> tuple[Pattern, ...]:
    return tuple(
        pattern for pattern, member in leaves(model) if member.field_type is field_type
    )


@cache
def records(model: type[BaseModel]) -> tuple[tuple[Pattern, type[BaseModel]], ...]:
    inside = (
        ((*member.each, *place), record)
        for member in members(model)
        if member.record is not None
        for place, record in records(member.record)
    )
    own = () if issubclass(model, RootModel) else (((), model),)
    return (*own, *inside)


def keys_at(model: type[BaseModel], location: Location) -> tuple[str, ...]:
    """The keys that the mapping at the location can have; empty if it can have any."""
    found = (record for place, record in records(model) if _fits(location, place))
    return next((record.keys() for record in found if issubclass(record, Record)), ())


def member_at(model: type[BaseModel], location: Location) -> Member | None:
    """The field whose value is at the location; `None` if it is a record or unknown."""
    return next(
        (member for pattern, member in leaves(model) if _fits(location, pattern)), None
    )


def is_list_of_texts(model: type[BaseModel], location: Location) -> bool:
    return any(
        pattern[-1:] == ("*",) and _fits(location, pattern[:-1])
        for pattern, _ in leaves(model)
    )


def _fits(location: Location, pattern: Pattern) -> bool:
    return len(location) == len(pattern) and all(
        step in {"*", "?", str(name)}
        for step, name in zip(pattern, location, strict=True)
    )


class Keys(frozenset[str]):
    """Keys of a format: `top` of a file, `ids` those of them with ids below them, and `inner` of entries."""

    top: frozenset[str] = frozenset()
    ids: frozenset[str] = frozenset()
    inner: frozenset[str] = frozenset()


@cache
def all_keys(model: type[BaseModel]) -> Keys:
    """Every key that a mapping in files of the model can have."""
    inner = frozenset(
        member.key
        for place, record in records(model)
        if place
        for member in members(record)
    )
    keys = Keys(inner.union(keys_at(model, ())))
    keys.top, keys.inner = frozenset(keys_at(model, ())), inner
    keys.ids = frozenset(
        member.key for member in members(model) if member.steps == ("?",)
    )
    return keys


def lists_with(model: type[BaseModel], key: str) -> tuple[str, ...]:
    """The keys of the lists and mappings whose entries can have the key."""
    places = (
        place
        for place, record in records(model)
        if any(member.key == key for member in members(record))
    )
    return tuple(place[-2] for place in places if len(place) > 1)
