"""What describes the data: a JSON Schema (draft 2020-12) of each kind of file, and OpenAPI of all of them.

https://spec.openapis.org/oas/v3.1.0.html
"""

import json
from collections.abc import Iterator
from typing import Any

from pydantic.json_schema import models_json_schema

from generator.exports.data.documents import FILES, DataDocument, DataFile
from generator.format.settings import Licence
from generator.library.library import Library
from generator.site import addresses
from generator.site.output import Output, Task
from generator.site.site import Site

_DRAFT = "https://json-schema.org/draft/2020-12/schema"
_PARAMETERS = tuple(
    {"name": name, "in": "path", "required": True, "description": description, "schema": {"type": "string"}}
    for name, description in (("id", "An id, as the lists have it"), ("date", "A day, as the brief has it"))
)


def tasks() -> Iterator[Task]:
    """One task for all files."""
    yield Task(addresses.data("openapi.json"), files)


def files(_library: Library, site: Site) -> Iterator[Output]:
    """The schemas, and one description of all files."""
    for file in FILES:
        if file.model:
            identity = {"$id": addresses.absolute(site, file.schema)} if site.address else {}
            yield _file(
                file.schema,
                {"$schema": _DRAFT, **identity, **file.model.model_json_schema(mode="serialization")},
            )
    yield _file(addresses.data("openapi.json"), _openapi(site))


def _file(path: str, document: dict[str, Any]) -> Output:
    return Output(path, (json.dumps(document, ensure_ascii=False, indent=2) + "\n").encode())


def _openapi(site: Site) -> dict[str, Any]:
    references, definitions = models_json_schema(
        [(file.model, "serialization") for file in FILES if file.model],
        ref_template="#/components/schemas/{model}",
    )
    return {
        "openapi": "3.1.0",
        "info": {
            "title": site.name,
            "summary": "Briefs with their actors, events, quotes and sources",
            "version": DataDocument().schema_version,
            "license": _licence(site.licence),
        },
        # relative to this document where the site does not know where it stands
        "servers": [
            {"url": addresses.absolute(site, addresses.data("")).rstrip("/") if site.address else "."}
        ],
        "paths": {
            f"/{file.path.removeprefix(addresses.data(''))}": _path(
                file, {"schema": references[file.model, "serialization"]} if file.model else {}
            )
            for file in FILES
        },
        "components": {"schemas": definitions["$defs"]},
    }


def _licence(licence: Licence) -> dict[str, str]:
    """OpenAPI takes an SPDX id or an address, but not both."""
    how = {"identifier": licence.id} if licence.id else {"url": licence.url}
    return {"name": licence.name, **how}


def _path(file: DataFile, content: dict[str, Any]) -> dict[str, Any]:
    parameters = [each for each in _PARAMETERS if f"{{{each['name']}}}" in file.path]
    found = {"200": {"description": file.description, "content": {file.media_type: content}}}
    return {
        "get": {
            "operationId": file.name,
            "summary": file.description,
            **({"parameters": parameters} if parameters else {}),
            "responses": {
                **found,
                **({"404": {"description": "There is none with this id"}} if parameters else {}),
            },
        }
    }
