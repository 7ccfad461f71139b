"""The format as JSON Schema, derived from the models: for editors, other programs, and the form.

Draft 7 (https://json-schema.org/draft-07), which YAML extensions of editors support best. Programs that read
YAML turn some texts into numbers and booleans, such as the title `1984`. Where that does no harm, the schema
accepts them, so that it agrees with `briefs check`, which reads every value as text.
"""

import json
from collections.abc import Mapping, Sequence
from functools import cache
from types import MappingProxyType
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from briefing_site.format.brief import Brief, CastMember
from briefing_site.format.fields import ACTOR_KIND, ACTOR_KINDS
from briefing_site.format.glossary import Glossary
from briefing_site.format.profile import Profile
from briefing_site.format.topics import Topics
from briefing_site.format.verification import Verifications

DIALECT = "http://json-schema.org/draft-07/schema#"

MODELS: dict[str, type[BaseModel]] = {
    "brief": Brief,
    "actor": Profile,
    "topics": Topics,
    "glossary": Glossary,
    "verification": Verifications,
}
"""The models with a published schema, by its name."""
FOLDER = ".briefs/schema"
"""Where the repository of a site has them, so that editors find them before anything is built."""


def text(
    name: str,
    actor_kinds: tuple[str, ...] = ACTOR_KINDS,
    ids: Mapping[str, Sequence[str]] = MappingProxyType({}),
) -> str:
    """The JSON Schema of a kind of file in `MODELS` as it is published on a site with these kinds of actors.

    `ids` are those on the site, by what a field refers to, such as `actor`; editors complete them.
    """
    made = MODELS[name].model_json_schema(
        ref_template="#/definitions/{model}", schema_generator=_Draft7, by_alias=True
    )
    made["definitions"] = made.pop("$defs")
    for of, record in (("", made), *made["definitions"].items()):
        for key, value in record.get("properties", {}).items():
            each = value.get("items", value)
            referred = (
                "actor"
                if (of, key) == (CastMember.__name__, "id")
                else each.get("x-refers-to")
            )
            if ids.get(referred):
                each["examples"] = list(ids[referred])
            if value.get("format") == ACTOR_KIND.name:
                value["enum"] = value["examples"] = list(actor_kinds)
            if key not in record.get("required", ()):
                _let_be_empty(value)
    return json.dumps({"$schema": DIALECT, **made}, ensure_ascii=False, indent=2) + "\n"


@cache
def files(actor_kinds: tuple[str, ...]) -> Mapping[str, str]:
    """What editors know of briefs on a site with these kinds of actors: files by path, which nobody edits."""
    return {f"{FOLDER}/{name}.json": text(name, actor_kinds) for name in MODELS}


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
            super().default_schema(schema)
            if schema.get("default")
            else self.generate_inner(schema["schema"])
        )

    def dict_schema(self, schema: core_schema.DictSchema) -> JsonSchemaValue:
        """A mapping with a full schema for its keys, of which Pydantic keeps only the pattern."""
        keys = self.generate_inner(schema["keys_schema"])
        made: JsonSchemaValue = {
            "type": "object",
            "propertyNames": {
                key: value for key, value in keys.items() if key != "type"
            },
            "additionalProperties": self.generate_inner(schema["values_schema"]),
        }
        self.update_with_validations(made, schema, self.ValidationsMapping.object)
        return made
