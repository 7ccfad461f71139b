"""The data as a web service of files, in OpenAPI 3.1: https://spec.openapis.org/oas/v3.1.0.html."""

import json
from collections.abc import Iterator

from pydantic.json_schema import models_json_schema

from generator.exports.data.documents import KINDS, TABLES, description
from generator.publishing import addresses
from generator.publishing.output import Output
from generator.publishing.site import LICENCE_NAME, Site

_ID = {
    "name": "id",
    "in": "path",
    "required": True,
    "description": "An id, as the lists have it",
    "schema": {"type": "string"},
}


def files(site: Site) -> Iterator[Output]:
    """One description of all files."""
    references, definitions = models_json_schema(
        [(kind.model, "serialization") for kind in KINDS], ref_template="#/components/schemas/{model}"
    )
    paths = {
        f"/{kind.path}": _get(
            kind.name,
            description(kind.model),
            {"application/json": {"schema": references[kind.model, "serialization"]}},
            has_id="{id}" in kind.path,
        )
        for kind in KINDS
    } | {
        f"/{table.path.removeprefix(addresses.data(''))}": _get(
            table.path.rpartition("/")[2], table.description, {table.media_type: {}}
        )
        for table in TABLES
    }
    document = {
        "openapi": "3.1.0",
        "info": {
            "title": site.name,
            "summary": "Briefs with their actors, events, quotes and sources",
            "version": KINDS[0].model.model_fields["schema_version"].default,
            "license": {"name": LICENCE_NAME, "identifier": "CC-BY-4.0"},
        },
        # relative to this document where the site does not know where it stands
        "servers": [
            {"url": addresses.absolute(site, addresses.data("")).rstrip("/") if site.address else "."}
        ],
        "paths": paths,
        "components": {"schemas": definitions["$defs"]},
    }
    yield Output(
        addresses.data("openapi.json"), (json.dumps(document, ensure_ascii=False, indent=2) + "\n").encode()
    )


def _get(name: str, summary: str, content: dict[str, object], *, has_id: bool = False) -> dict[str, object]:
    return {
        "get": {
            "operationId": name,
            "summary": summary,
            **({"parameters": [_ID]} if has_id else {}),
            "responses": {
                "200": {"description": summary, "content": content},
                **({"404": {"description": "There is none with this id"}} if has_id else {}),
            },
        }
    }
