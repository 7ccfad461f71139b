"""Visits every field of a file and every value of a record, with its location and its type.

All outputs are made with this, so a new field is checked, numbered, compared, searched and published like the
others, without a line of code.
"""

from collections.abc import Container, Iterator
from dataclasses import dataclass
from functools import cache
from types import NoneType
from typing import Annotated, Any, NamedTuple, get_args, get_origin

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
        if self.field.examples:
            return tuple(self.field.examples)
        if self.field_type and not self.steps:
            return self.field_type.examples
        return ()

    @property
    def choices(self) -> tuple[str, ...]:
        """The allowed values; empty if there is no such list."""
        return get_args(self.value_type)

    @property
    def path(self) -> Pattern:
        """The path from the record to the field."""
        return (self.key,) if self.key else ()

    @property
    def pattern(self) -> Pattern:
        """The path from the record to each value."""
        return (*self.path, *self.steps)


class Value(NamedTuple):
    """A value of a record that is not a record itself, with its location and its field."""

    location: Location
    member: Member
    value: object


@cache
def members(model: type[BaseModel]) -> tuple[Member, ...]:
    """The fields of a record, in the order of the format. A model that is a mapping has one, with no key."""
    fields = []
    for name, field in model.model_fields.items():
        key = field.alias or name
        if issubclass(model, RootModel):
            key = ""
        fields.append(_member(name, key, field))
    return tuple(fields)


def _member(name: str, key: str, field: FieldInfo) -> Member:
    steps, value_type, metadata = _unwrapped(field.annotation)
    metadata = (*metadata, *field.metadata)
    record = None
    if isinstance(value_type, type) and issubclass(value_type, Record):
        record = value_type
    field_type = None
    marks = []
    for marker in metadata:
        if isinstance(marker, FieldType) and field_type is None:
            field_type = marker
        if isinstance(marker, Mark):
            marks.append(marker)
    if field_type is None and record is None:
        raise TypeError(
            f"the field '{name}' has neither a type nor a record: take it from `fields`"
        )
    return Member(
        name, key, steps, value_type, field_type, record, frozenset(marks), field
    )


def _unwrapped(annotation: object) -> tuple[Pattern, object, tuple[object, ...]]:
    """The path to each value, its type, and the metadata on that path, the innermost first."""
    origin = get_origin(annotation)
    arguments = get_args(annotation)
    if origin is Annotated:
        steps, value_type, metadata = _unwrapped(arguments[0])
        return steps, value_type, (*metadata, *arguments[1:])
    if origin is tuple:
        steps, value_type, metadata = _unwrapped(arguments[0])
        return ("*", *steps), value_type, metadata
    if origin is dict:
        steps, value_type, metadata = _unwrapped(arguments[1])
        return ("?", *steps), value_type, metadata
    if NoneType in arguments:
        return _unwrapped(arguments[0])
    return (), annotation, ()


@cache
def key_types(model: type[BaseModel]) -> tuple[tuple[Pattern, FieldType], ...]:
    """The types of ids that are keys of mappings, with the patterns of the values under these."""
    types: dict[tuple[Pattern, FieldType], None] = {}
    for place, record in [((), model), *records(model)]:
        for member in members(record):
            path = (*place, *member.path)
            for pattern, key_type in _key_types(member.field.annotation, path):
                types[pattern, key_type] = None
    return tuple(types)


def _key_types(
    annotation: object, path: Pattern
) -> Iterator[tuple[Pattern, FieldType]]:
    if get_origin(annotation) is dict:
        key, value = get_args(annotation)
        pattern = (*path, "?")
        for marker in get_args(key):
            if isinstance(marker, FieldType):
                yield pattern, marker
        yield from _key_types(value, pattern)


def values_of(member: Member, record: BaseModel) -> Iterator[tuple[Location, object]]:
    """Each value of a field of a record, with its location; nothing if it was not filled in."""
    value = getattr(record, member.name)
    if value is not None:
        yield from _values_inside(value, member.steps, member.path)


def _values_inside(
    value: Any,  # noqa: ANN401
    steps: Pattern,
    location: Location,
) -> Iterator[tuple[Location, object]]:
    if not steps:
        yield location, value
        return
    entries = value.items() if steps[0] == "?" else enumerate(value)
    for key, entry in entries:
        yield from _values_inside(entry, steps[1:], (*location, key))


def values(record: BaseModel, location: Location = ()) -> Iterator[Value]:
    """Every value of a record and of those inside it, in the order of the format."""
    for member in members(type(record)):
        for path, value in values_of(member, record):
            if isinstance(value, Record):
                yield from values(value, (*location, *path))
            else:
                yield Value((*location, *path), member, value)


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
    listed: list[str] = []
    for member in _citing_members(type(record)):
        for _, value in values_of(member, record):
            if isinstance(value, Record):
                yield from cited(value)
            elif member.field_type and member.field_type.is_text:
                yield from member.field_type.cited_sources(value)
            elif member.field_type:
                listed += member.field_type.cited_sources(value)
    yield from listed


@cache
def _citing_members(model: type[BaseModel]) -> tuple[Member, ...]:
    """The fields that may refer to sources, or have records that may."""
    citing = []
    for member in members(model):
        if member.record:
            cites = bool(_citing_members(member.record))
        else:
            cites = member.field_type is not None and member.field_type.cites_sources
        if cites:
            citing.append(member)
    return tuple(citing)


@cache
def leaves(model: type[BaseModel]) -> tuple[tuple[Pattern, Member], ...]:
    """All fields in files of the model that are not records, with the patterns of their values."""
    fields = []
    for place, record in records(model):
        for member in members(record):
            if member.record is None:
                fields.append(((*place, *member.pattern), member))
    return tuple(fields)


@cache
def patterns(model: type[BaseModel], field_type: FieldType) -> tuple[Pattern, ...]:
    """The patterns of all values of a type."""
    return tuple(
        pattern for pattern, member in leaves(model) if member.field_type is field_type
    )


@cache
def records(model: type[BaseModel]) -> tuple[tuple[Pattern, type[BaseModel]], ...]:
    """The models of all records in files of the model, itself included, with the patterns of the records."""
    all_records: list[tuple[Pattern, type[BaseModel]]] = []
    if not issubclass(model, RootModel):
        all_records.append(((), model))
    for member in members(model):
        if member.record:
            for place, record in records(member.record):
                all_records.append(((*member.pattern, *place), record))
    return tuple(all_records)


def keys_at(model: type[BaseModel], location: Location) -> tuple[str, ...]:
    """The keys that the mapping at the location can have; empty if it can have any."""
    for place, record in records(model):
        if _fits(location, place) and issubclass(record, Record):
            return record.keys()
    return ()


def member_at(model: type[BaseModel], location: Location) -> Member | None:
    """The field whose value is at the location; `None` if it is a record or unknown."""
    for pattern, member in leaves(model):
        if _fits(location, pattern):
            return member
    return None


def is_list_of_texts(model: type[BaseModel], location: Location) -> bool:
    for pattern, _ in leaves(model):
        if pattern[-1:] == ("*",) and _fits(location, pattern[:-1]):
            return True
    return False


def _fits(location: Location, pattern: Pattern) -> bool:
    if len(location) != len(pattern):
        return False
    for key, step in zip(location, pattern, strict=True):
        if step not in {"*", "?", str(key)}:
            return False
    return True


class Keys(frozenset[str]):
    """All keys of a format."""

    top: frozenset[str] = frozenset()
    """Those of the file itself."""
    ids: frozenset[str] = frozenset()
    """Those of the file with a mapping by ids below them."""
    inner: frozenset[str] = frozenset()
    """Those of entries."""


@cache
def all_keys(model: type[BaseModel]) -> Keys:
    """Every key that a mapping in files of the model can have."""
    inner: set[str] = set()
    for place, record in records(model):
        if place:
            inner.update(member.key for member in members(record))
    top = keys_at(model, ())
    keys = Keys(inner.union(top))
    keys.top = frozenset(top)
    keys.inner = frozenset(inner)
    keys.ids = frozenset(
        member.key for member in members(model) if member.steps == ("?",)
    )
    return keys


def lists_with(model: type[BaseModel], key: str) -> tuple[str, ...]:
    """The keys of the lists and mappings whose entries can have the key."""
    lists = []
    for place, record in records(model):
        has_key = any(member.key == key for member in members(record))
        if has_key and len(place) > 1:
            lists.append(place[-2])
    return tuple(lists)
