"""Records as data for the store, and back.

What has been validated is not validated again, which took half of the time of an edit: only its shape is
checked, and whatever may be dangerous on a page, such as addresses, is read as it was from the file.
"""

from functools import cache
from typing import Any, TypeVar, cast

from pydantic import BaseModel, RootModel
from pydantic_core import SchemaValidator, core_schema

from briefing_site.format import dates, traversal
from briefing_site.format.dates import EdtfDate
from briefing_site.format.fields import ADDRESS, DATE, DAY, NUMBER, PERCENT, PROSE
from briefing_site.format.prose import Prose
from briefing_site.format.prose_parser import parse

Model = TypeVar("Model", bound=BaseModel)


def to_plain(value: Any) -> Any:  # noqa: ANN401 -- of any type
    """A record or one of its values as mappings, lists, texts and numbers."""
    match value:
        case RootModel():
            return to_plain(value.root)
        case BaseModel():
            given = (
                each
                for each in traversal.members(type(value))
                if each.name in value.model_fields_set
            )
            return {each.key: to_plain(getattr(value, each.name)) for each in given}
        case dict():
            return {key: to_plain(each) for key, each in value.items()}
        case tuple():
            return [to_plain(each) for each in value]
        case Prose():
            return [value.source, value.words, *value.cited]
        case EdtfDate():
            return value.text
        case _:
            return value


def from_plain(model: type[Model], plain: object) -> Model:
    """The record that `to_plain` wrote. Raises `ValidationError`, a `ValueError`, for anything else."""
    return cast("Model", _validator(model).validate_python(plain))


def _prose(plain: object) -> Prose:
    match plain:
        case [str(source), str(words), *cited] if all(
            isinstance(each, str) for each in cited
        ):
            prose = parse(source)
            # known without parsing it, as the search asks for the words of all
            vars(prose).update(
                words=source if words == source else words, cited=tuple(cited)
            )
            return prose
        case _:
            raise ValueError(plain)


def _date(plain: object) -> EdtfDate:
    return dates.parse(str(plain))


_READ = {
    PROSE.read: core_schema.no_info_plain_validator_function(_prose),
    DATE.read: core_schema.no_info_plain_validator_function(_date),
    DAY.read: core_schema.no_info_plain_validator_function(_date),
    NUMBER.read: core_schema.float_schema(),
    PERCENT.read: core_schema.int_schema(),
}
"""By the function that reads what people write: how to read what `to_plain` made of it, if not as text."""


@cache
def _validator(model: type[BaseModel]) -> SchemaValidator:
    model.model_rebuild()  # its schema is built when it is first needed
    return SchemaValidator(_without_reading(model.__pydantic_core_schema__))


def _without_reading(schema: Any) -> Any:  # noqa: ANN401 -- a schema, or something in it
    match schema:
        case {"type": "function-plain", "function": {"function": read}}:
            return (
                schema
                if read == ADDRESS.read
                else _READ.get(read, core_schema.str_schema(strict=True))
            )
        case {"type": "function-wrap" | "function-after", "schema": inner}:
            return _without_reading(inner)
        case {"type": "model"}:
            inner = {key: _without_reading(each) for key, each in schema.items()}
            return core_schema.no_info_after_validator_function(
                _with_shared_set, cast("Any", inner)
            )
        case dict():
            return {key: _without_reading(each) for key, each in schema.items()}
        case list():
            return [_without_reading(each) for each in schema]
        case _:
            return schema


_SETS: dict[frozenset[str], set[str]] = {}


def _with_shared_set(record: BaseModel) -> BaseModel:
    """The record, with one set of the names of its fields for all that have the same: 1 MB for ten briefs."""
    names = record.model_fields_set
    object.__setattr__(
        record, "__pydantic_fields_set__", _SETS.setdefault(frozenset(names), names)
    )
    return record
