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
from briefing_site.format.gazetteer import Gazetteer
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
    "places": Gazetteer,
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
    schema = MODELS[name].model_json_schema(
        ref_template="#/definitions/{model}", schema_generator=_Draft7, by_alias=True
    )
    schema["definitions"] = schema.pop("$defs")
    for title, definition in (("", schema), *schema["definitions"].items()):
        for key, field in definition.get("properties", {}).items():
            value = field.get("items", field)
            referred = value.get("x-refers-to")
            if title == CastMember.__name__ and key == "id":
                referred = "actor"
            if ids.get(referred):
                value["examples"] = list(ids[referred])
            if field.get("format") == ACTOR_KIND.name:
                field["enum"] = list(actor_kinds)
                field["examples"] = list(actor_kinds)
            if key not in definition.get("required", ()):
                _let_be_empty(field)
    document = {"$schema": DIALECT, **schema}
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


@cache
def files(actor_kinds: tuple[str, ...]) -> Mapping[str, str]:
    """What editors know of briefs on a site with these kinds of actors: files by path, which nobody edits."""
    return {f"{FOLDER}/{name}.json": text(name, actor_kinds) for name in MODELS}


def _let_be_empty(value: dict[str, Any]) -> None:
    """Allow a key without a value, which is a field that was not filled in."""
    if "$ref" in value:  # in this draft, whatever stands beside a reference is ignored
        value["anyOf"] = [{"$ref": value.pop("$ref")}, {"type": "null"}]
        return
    types = value["type"]
    if isinstance(types, str):
        types = [types]
    value["type"] = [*types, "null"]
    if "enum" in value:
        value["enum"] = [*value["enum"], None]


class _Draft7(GenerateJsonSchema):
    """Pydantic's schemas, without empty defaults, and with null for optional fields."""

    schema_dialect = DIALECT

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        if schema.get("default"):
            return super().default_schema(schema)
        return self.generate_inner(schema["schema"])

    def dict_schema(self, schema: core_schema.DictSchema) -> JsonSchemaValue:
        """A mapping with a full schema for its keys, of which Pydantic keeps only the pattern."""
        keys = self.generate_inner(schema["keys_schema"])
        del keys["type"]
        mapping: JsonSchemaValue = {
            "type": "object",
            "propertyNames": keys,
            "additionalProperties": self.generate_inner(schema["values_schema"]),
        }
        self.update_with_validations(mapping, schema, self.ValidationsMapping.object)
        return mapping
