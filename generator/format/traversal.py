"""Every field of a file and every value of a record, with its place and its kind, read off the models.

Whatever is made of briefs is made from this: so a new field is checked, numbered, compared, searched and
published like its siblings, without a line of code.
"""

from collections.abc import Container, Iterator
from dataclasses import dataclass
from functools import cache
from types import NoneType
from typing import Annotated, Any, NamedTuple, cast, get_args, get_origin

from pydantic import BaseModel, RootModel
from pydantic.fields import FieldInfo

from generator.format.kinds import Kind, Mark
from generator.format.record import Record

Location = tuple[str | int, ...]
"""The way to a value: keys of mappings and, counted from 0, places in lists."""

Pattern = tuple[str, ...]
"""A way in which `*` stands for any place in a list and `?` for any key of a mapping."""


@dataclass(frozen=True)
class Member:
    """A field of a record, which holds one value or several."""

    name: str
    """What Python calls it."""
    key: str
    """What files call it."""
    steps: Pattern
    """The way from the field to each value: none for a single value, `*` for a list, `?` for a mapping."""
    value_type: object
    """The type of each value, without its markers."""
    kind: Kind | None
    """The kind of each value; `None` where they are records."""
    record: type[Record] | None
    """The record that each value is; `None` where they are of a kind."""
    marks: frozenset[Mark]
    field: FieldInfo

    @property
    def examples(self) -> tuple[Any, ...]:
        """What the field, which may be a list, could hold."""
        return tuple(self.field.examples or (self.kind.examples if self.kind and not self.steps else ()))

    @property
    def choices(self) -> tuple[str, ...]:
        """What there is to choose from; none where anything goes."""
        return get_args(self.value_type)

    @property
    def each(self) -> Pattern:
        """The way from the record to each value."""
        return (self.key, *self.steps)


class Value(NamedTuple):
    """A value of a record that is no record itself, with the way to it and its field."""

    location: Location
    member: Member
    value: object


@cache
def members(model: type[BaseModel]) -> tuple[Member, ...]:
    """The fields of a record, in the order of the format. A mapping at the top has one without a key."""
    return tuple(_member(name, field) for name, field in model.model_fields.items())


def _member(name: str, field: FieldInfo) -> Member:
    steps, value_type, markers = _unwrapped(field.annotation, tuple(field.metadata))
    is_record = isinstance(value_type, type) and issubclass(value_type, Record)
    record = cast("type[Record]", value_type) if is_record else None
    kind = next((each for each in markers if isinstance(each, Kind)), None)
    if kind is None and record is None:
        raise TypeError(f"the field '{name}' has neither a kind nor a record: take its type from `kinds`")
    marks = frozenset(each for each in markers if isinstance(each, Mark))
    return Member(name, field.alias or name, steps, value_type, kind, record, marks, field)


def _unwrapped(annotation: object, markers: tuple[object, ...]) -> tuple[Pattern, object, tuple[object, ...]]:
    """The way to each value, what each is, and all markers on that way."""
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _unwrapped(arguments[0], (*markers, *arguments[1:]))
    if origin is tuple or origin is dict:
        steps, value_type, inner = _unwrapped(arguments[-1 if origin is dict else 0], ())
        return ("?" if origin is dict else "*", *steps), value_type, (*inner, *markers)
    if NoneType in arguments:
        return _unwrapped(arguments[0], markers)
    return (), annotation, markers


def each(member: Member, record: BaseModel) -> Iterator[tuple[Location, object]]:
    """Each value of a field of a record with the way to it; none where it was not filled in."""
    value = getattr(record, member.name)
    if value is not None:
        yield from _each(value, member.steps, () if isinstance(record, RootModel) else (member.key,))


def _each(value: Any, steps: Pattern, at: Location) -> Iterator[tuple[Location, object]]:  # noqa: ANN401
    if not steps:
        yield at, value
        return
    inside = value.items() if steps[0] == "?" else enumerate(value)
    for step, one in inside:
        yield from _each(one, steps[1:], (*at, step))


def values(record: BaseModel, at: Location = ()) -> Iterator[Value]:
    """Every value of a record and of those inside it, in the order of the format."""
    for member in members(type(record)):
        for step, value in each(member, record):
            if isinstance(value, Record):
                yield from values(value, (*at, *step))
            else:
                yield Value((*at, *step), member, value)


def words(record: BaseModel, *, but: Container[str] = ()) -> Iterator[str]:
    """What there is to read in a record, text by text, without markup; but for some fields at its top."""
    for location, member, value in values(record):
        if member.kind and location[0] not in but and (text := member.kind.words(value)):
            yield text


def cited(record: BaseModel) -> Iterator[str]:
    """The ids of the sources that a record refers to, in the order in which a page refers to them.

    Of each entry these are the sources that its texts cite, then those that it names.
    """
    named: list[str] = []
    for member in members(type(record)):
        for _, value in each(member, record):
            if isinstance(value, Record):
                yield from cited(value)
            elif member.kind is not None:
                sources = member.kind.cited(value)
                if member.value_type is str:
                    named += sources
                else:
                    yield from sources
    yield from named


@cache
def leaves(model: type[BaseModel]) -> tuple[tuple[Pattern, Member], ...]:
    """Where in files of the model there are values of which field."""
    return tuple(
        ((*place, *_way(model, place, member)), member)
        for place, record in records(model)
        for member in members(record)
        if member.record is None
    )


@cache
def patterns(model: type[BaseModel], kind: Kind) -> tuple[Pattern, ...]:
    """Where in files of the model there are values of the kind."""
    return tuple(pattern for pattern, member in leaves(model) if member.kind is kind)


@cache
def records(model: type[BaseModel]) -> tuple[tuple[Pattern, type[BaseModel]], ...]:
    """The model and every record inside it, each with where it is."""
    inside = (
        ((*_way(model, (), member), *place), record)
        for member in members(model)
        if member.record is not None
        for place, record in records(member.record)
    )
    own = () if issubclass(model, RootModel) else (((), model),)
    return (*own, *inside)


def _way(model: type[BaseModel], place: Pattern, member: Member) -> Pattern:
    """The way to each value of a field; at the top of a file that is a mapping there is no key."""
    return member.each[1:] if issubclass(model, RootModel) and not place else member.each


def keys_at(model: type[BaseModel], location: Location) -> tuple[str, ...]:
    """The keys that the mapping at the location can have; none where it can have any."""
    found = (record for place, record in records(model) if _fits(location, place))
    return next((record.keys() for record in found if issubclass(record, Record)), ())


def member_at(model: type[BaseModel], location: Location) -> Member | None:
    """The field of which there is a value at the location; `None` where a record is expected, or nothing."""
    return next((member for pattern, member in leaves(model) if _fits(location, pattern)), None)


def is_list_of_texts(model: type[BaseModel], location: Location) -> bool:
    """Whether a list of texts is expected at the location."""
    return any(pattern[-1:] == ("*",) and _fits(location, pattern[:-1]) for pattern, _ in leaves(model))


def _fits(location: Location, pattern: Pattern) -> bool:
    return len(location) == len(pattern) and all(
        step in {"*", "?", str(name)} for step, name in zip(pattern, location, strict=True)
    )


@cache
def all_keys(model: type[BaseModel]) -> frozenset[str]:
    """Every key that a mapping in files of the model can have."""
    return frozenset(
        member.key
        for _, record in records(model)
        if not issubclass(record, RootModel)
        for member in members(record)
    )


def lists_with(model: type[BaseModel], key: str) -> tuple[str, ...]:
    """The keys whose entries can have the key themselves."""
    places = (
        place for place, record in records(model) if any(member.key == key for member in members(record))
    )
    return tuple(place[-2] for place in places if len(place) > 1)
