"""The base class of all models."""

from collections import Counter
from collections.abc import Mapping
from functools import cached_property
from typing import Any, ClassVar, Self, cast

from pydantic import (
    BaseModel,
    ConfigDict,
    JsonValue,
    ModelWrapValidatorHandler,
    ValidationError,
    ValidationInfo,
    model_validator,
)

from briefing_site.diagnostics import MAX_DIAGNOSTICS, Code
from briefing_site.languages.phrase import in_words

MISSING_FIELD = Code("missing-field", "A required field is missing.", in_editor=True)


def at_least_one_of(*keys: str) -> ConfigDict:
    """The setting of a model with which its JSON Schema says that one of the fields, or more, has a value."""
    conditions: list[JsonValue] = []
    for key in keys:
        has_value: JsonValue = {key: {"not": {"type": "null"}}}
        conditions.append({"properties": has_value, "required": [key]})
    return ConfigDict(json_schema_extra={"anyOf": conditions})


def title_of(record: type[BaseModel]) -> str:
    return record.model_config.get("title") or in_words(record.__name__)


class Record(BaseModel):
    """A mapping of the format: frozen, without any keys other than its fields."""

    model_config = ConfigDict(
        frozen=True,
        defer_build=True,  # until something is validated; parts of a brief need no validator of their own
        extra="forbid",
        use_attribute_docstrings=True,
        model_title_generator=lambda model: in_words(model.__name__),
        field_title_generator=lambda name, _: in_words(name),
    )

    labelled_by: ClassVar[tuple[str, ...]] = ()
    """Keys of the fields whose values show people, such as in messages, which entry of a list is meant."""
    label_separator: ClassVar[str] = " "
    """What is put between the values of `labelled_by`."""

    @model_validator(mode="wrap")
    @classmethod
    def _validate(
        cls,
        data: Any,  # noqa: ANN401 -- whatever a contributor wrote
        validate: ModelWrapValidatorHandler[Self],
        info: ValidationInfo,
    ) -> Self:
        """Treat a key without a value as a field that was not filled in.

        With a `Counter` as the context, nothing more is validated after more errors than are reported.
        """
        errors: Counter[str] = Counter() if info.context is None else info.context
        if errors["errors"] > MAX_DIAGNOSTICS:
            return cast("Self", cls.model_construct())
        if isinstance(data, dict):
            data = cls._filled_in(data)
        try:
            return validate(data)
        except ValidationError as error:
            errors["errors"] += error.error_count()
            raise

    @classmethod
    def _filled_in(cls, data: dict[str, Any]) -> dict[str, Any]:
        """The mapping without fields that have no value; unknown keys stay, to be reported."""
        keys = cls.keys()
        filled_in = {}
        for key, value in data.items():
            if value is not None or key not in keys:
                filled_in[key] = value
        return filled_in

    @classmethod
    def keys(cls) -> tuple[str, ...]:
        """The keys of the mapping, in the order of the format."""
        return tuple(field.alias or name for name, field in cls.model_fields.items())

    @classmethod
    def identify(cls, fields: Mapping[str, str]) -> str:
        """The id of an entry with these fields, as in a file; empty for an entry that can't have one.

        The only place that decides it: for trees, for records, and for old versions of files.
        """
        if "id" not in cls.model_fields:
            return ""
        return fields.get("id", "")

    @cached_property
    def anchor(self) -> str:
        """The id of an entry, explicit or derived; empty for one that can't have any."""
        fields = {}
        for key in ("id", *self.labelled_by):
            value = getattr(self, key, None)
            if isinstance(value, str):
                fields[key] = value
        return self.identify(fields)
