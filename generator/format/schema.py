"""The format as JSON Schema, derived from the models: for editors, other programs, and the form.

Draft 7 (https://json-schema.org/draft-07), which YAML extensions of editors support best. Programs that read
YAML turn some texts into numbers and booleans, such as the title `1984`. Where that does no harm, the schema
accepts them, so that it agrees with `briefs check`, which reads every value as text.
"""

import json
from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from generator.diagnostics import Code
from generator.format.brief import Brief
from generator.format.fields import ACTOR_KIND, ACTOR_KINDS
from generator.format.profile import Profile
from generator.format.topics import Topics

DIALECT = "http://json-schema.org/draft-07/schema#"

MODELS: dict[str, type[BaseModel]] = {"brief": Brief, "actor": Profile, "topics": Topics}
"""The models with a published schema, by its name."""

BEYOND = frozenset(
    {
        # errors before there is any data
        *(Code.BAD_ENCODING, Code.BAD_CHARACTER, Code.TOO_LARGE, Code.SYNTAX, Code.TOO_DEEP),
        *(Code.TOO_MANY_ALIASES, Code.UNSUPPORTED_YAML, Code.CUT_OFF, Code.DUPLICATE_KEY),
        Code.BAD_FILE_NAME,
        # errors that only a Markdown parser finds
        *(Code.RAW_HTML, Code.BAD_LINK, Code.BAD_LOCATOR, Code.NO_WORDS),
        # errors that involve another value or another file
        *(Code.UNKNOWN_ACTOR, Code.UNKNOWN_SOURCE, Code.UNKNOWN_CITATION, Code.UNKNOWN_TOPIC),
        *(Code.UNKNOWN_BRIEF, Code.UNKNOWN_EVENT, Code.SELF_REFERENCE, Code.UNDEFINED_ACTOR),
        *(Code.CONFLICTING_ACTOR, Code.DUPLICATE_ID, Code.FORMER_ID_IN_USE, Code.ID_CLASH),
        *(Code.TOLD_TWICE, Code.UNUSED_SOURCE, Code.FORMER_NAME),
        *(Code.QUOTE_CHANGED, Code.QUOTE_LOST, Code.QUOTE_NOT_FOUND, Code.UNKNOWN_QUOTE),
        *(Code.DATE_ORDER, Code.UPDATED_BEFORE_DATE, Code.MERGED_DATES, Code.FUTURE_DATE),
        *(Code.EXAMPLE_TEXT, Code.DIVIDED_NAME, Code.UNEVEN_ROWS, Code.INCOMPLETE),
        Code.BAD_SETTING,  # in a file without a schema of ours
        # warnings, which schemas do not have
        *(Code.EVENT_WITHOUT_SOURCE, Code.STATEMENT_WITHOUT_SOURCE, Code.CONFIDENCE, Code.REVIEW_DUE),
        *(Code.JOINED_LINES, Code.SAME_NAME),
    }
)
"""The errors that no schema can find. It finds nearly all others; a test lists the exceptions."""


def schema(name: str, actor_kinds: tuple[str, ...] = ACTOR_KINDS) -> dict[str, Any]:
    """The JSON Schema of a kind of file in `MODELS`, on a site with these kinds of actors."""
    made = MODELS[name].model_json_schema(
        ref_template="#/definitions/{model}", schema_generator=_Draft7, by_alias=True
    )
    made["definitions"] = made.pop("$defs")
    for record in _records(made):
        for key, value in record["properties"].items():
            if value.get("format") == ACTOR_KIND.name:
                value["enum"] = list(actor_kinds)
            if key not in record.get("required", ()):
                _let_be_empty(value)
    return {"$schema": DIALECT, **made}


def text(name: str, actor_kinds: tuple[str, ...] = ACTOR_KINDS) -> str:
    """The JSON Schema of a kind of file in `MODELS`, as it is published."""
    return json.dumps(schema(name, actor_kinds), ensure_ascii=False, indent=2) + "\n"


def _records(made: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for schema_ in (made, *made.get("definitions", {}).values()):
        if "properties" in schema_:
            yield schema_


def _let_be_empty(value: dict[str, Any]) -> None:
    """Allow a key without a value, which is a field that was not filled in."""
    if "$ref" in value:  # in this draft, whatever stands beside a reference is ignored
        value["anyOf"] = [{"$ref": value.pop("$ref")}, {"type": "null"}]
        return
    types = value["type"] if isinstance(value["type"], list) else [value["type"]]
    value["type"] = [*types, "null"]
    if "enum" in value:
        value["enum"] = [*value["enum"], None]


class _Draft7(GenerateJsonSchema):
    """Pydantic's schemas, without empty defaults, and with null for optional fields."""

    schema_dialect = DIALECT

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        return (
            super().default_schema(schema) if schema.get("default") else self.generate_inner(schema["schema"])
        )

    def dict_schema(self, schema: core_schema.DictSchema) -> JsonSchemaValue:
        """A mapping with a full schema for its keys, of which Pydantic keeps only the pattern."""
        keys = self.generate_inner(schema["keys_schema"])
        made: JsonSchemaValue = {
            "type": "object",
            "propertyNames": {key: value for key, value in keys.items() if key != "type"},
            "additionalProperties": self.generate_inner(schema["values_schema"]),
        }
        self.update_with_validations(made, schema, self.ValidationsMapping.object)
        return made
