"""The base class of all models."""

import re
from collections.abc import Mapping
from typing import Any, ClassVar

from pydantic import BaseModel, ConfigDict, model_validator


class Record(BaseModel):
    """A mapping of the format: frozen, without any keys other than its fields."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        use_attribute_docstrings=True,
        model_title_generator=lambda model: _in_words(model.__name__),
        field_title_generator=lambda name, _: _in_words(name.strip("_")),
    )

    labelled_by: ClassVar[tuple[str, ...]] = ()
    """Keys of the fields by which people recognize an entry of a list."""
    label_separator: ClassVar[str] = " "
    """What is put between the values of these fields."""

    @model_validator(mode="before")
    @classmethod
    def _drop_unwritten(cls, data: Any) -> Any:  # noqa: ANN401 -- whatever a contributor wrote
        """Treat a key without a value as a field that was not filled in."""
        if not isinstance(data, dict):
            return data
        known = {field.alias or name for name, field in cls.model_fields.items()}
        return {key: value for key, value in data.items() if value is not None or key not in known}

    @classmethod
    def keys(cls) -> tuple[str, ...]:
        """The keys of the mapping, in the order of the format."""
        return tuple(field.alias or name for name, field in cls.model_fields.items())

    @classmethod
    def identify(cls, fields: Mapping[str, str]) -> str:
        """The id of an entry with these fields, as in a file; empty for an entry that can't have one.

        The only place that decides it: for trees, for records, and for old versions of files.
        """
        return fields.get("id", "") if "id" in cls.model_fields else ""


def _in_words(name: str) -> str:
    """A Python name as a title: `see_also` and `SeeAlso` become `See also`."""
    return re.sub(r"_|(?<=[a-z])(?=[A-Z])", " ", name).capitalize()
