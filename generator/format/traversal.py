"""Where in a file of the format what kind of value stands, read off the models.

So a new field of a kind that is known here is checked like its siblings, without a line of code.
"""

from collections.abc import Iterator
from functools import cache
from types import NoneType
from typing import Annotated, get_args, get_origin

from pydantic import BaseModel, RootModel

from generator.format.fields import Record, Reference
from generator.format.prose import Prose

Location = tuple[str | int, ...]
"""The way to a value: keys of mappings and, counted from 0, places in lists."""

Pattern = tuple[str, ...]
"""A way in which `*` stands for any place in a list and `?` for any key of a mapping."""


@cache
def prose_patterns(model: type[BaseModel]) -> tuple[Pattern, ...]:
    """Where prose stands in files of the model."""
    return tuple(pattern for pattern, kind, _ in _leaves(model) if kind is Prose)


@cache
def reference_patterns(model: type[BaseModel]) -> tuple[tuple[Pattern, Reference], ...]:
    """Where files of the model name something else, and what."""
    return tuple(
        (pattern, mark)
        for pattern, _, metadata in _leaves(model)
        for mark in metadata
        if isinstance(mark, Reference)
    )


def keys_at(model: type[BaseModel], location: Location) -> tuple[str, ...]:
    """The keys that the mapping at the location can have; none where it can have any."""
    return next((record.keys() for place, record in _records(model) if _fits(location, place)), ())


def is_list_of_texts(model: type[BaseModel], location: Location) -> bool:
    """Whether a list of texts is expected at the location."""
    return any(pattern[-1:] == ("*",) and _fits(location, pattern[:-1]) for pattern, _, _ in _leaves(model))


def _fits(location: Location, pattern: Pattern) -> bool:
    return len(location) == len(pattern) and all(
        step in {"*", "?", str(name)} for step, name in zip(pattern, location, strict=True)
    )


@cache
def all_keys(model: type[BaseModel]) -> frozenset[str]:
    """Every key that a mapping in files of the model can have."""
    return frozenset().union(*(record.keys() for _, record in _records(model)))


def lists_with(model: type[BaseModel], key: str) -> tuple[str, ...]:
    """The keys whose entries can have the key themselves."""
    places = (place for place, record in _records(model) if key in frozenset(record.keys()))
    return tuple(place[-2] for place in places if len(place) > 1)


Leaf = tuple[Pattern, object, tuple[object, ...]]


def _leaves(model: type[BaseModel]) -> Iterator[Leaf]:
    for place, record in _records(model):
        for name, field in record.model_fields.items():
            key = (*place, field.alias or name)
            yield from _leaves_of(field.annotation, tuple(field.metadata), key)


def _leaves_of(annotation: object, metadata: tuple[object, ...], pattern: Pattern) -> Iterator[Leaf]:
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        yield from _leaves_of(arguments[0], (*metadata, *arguments[1:]), pattern)
    elif origin is tuple:
        yield from _leaves_of(arguments[0], (), (*pattern, "*"))
    elif any(argument is NoneType for argument in arguments):
        yield from _leaves_of(arguments[0], metadata, pattern)
    elif not arguments:
        yield pattern, annotation, metadata


@cache
def _records(model: type[BaseModel]) -> tuple[tuple[Pattern, type[Record]], ...]:
    """The model and every record inside it, each with where it stands."""
    if issubclass(model, RootModel):
        return tuple(_records_in(model.model_fields["root"].annotation, ()))
    return tuple(_records_in(model, ()))


def _records_in(annotation: object, pattern: Pattern) -> Iterator[tuple[Pattern, type[Record]]]:
    if isinstance(annotation, type) and issubclass(annotation, Record):
        yield pattern, annotation
        for name, field in annotation.model_fields.items():
            yield from _records_in(field.annotation, (*pattern, field.alias or name))
        return
    arguments = get_args(annotation)
    match get_origin(annotation):
        case origin if origin is tuple:
            yield from _records_in(arguments[0], (*pattern, "*"))
        case origin if origin is dict:
            yield from _records_in(arguments[1], (*pattern, "?"))
        case _:
            for argument in arguments:
                yield from _records_in(argument, pattern)
