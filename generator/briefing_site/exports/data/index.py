"""The index of all data files, the JSON Schema of each kind of file, and the OpenAPI document of all of them.

JSON Schema is draft 2020-12, OpenAPI is https://spec.openapis.org/oas/v3.1.0.html.
"""

import json
from collections.abc import Iterator
from functools import cache
from typing import Any

from pydantic import BaseModel, Field, create_model
from pydantic.json_schema import JsonSchemaValue, models_json_schema

from briefing_site.exports.data import api, database, geojson, spreadsheets
from briefing_site.exports.data.api import DataFile
from briefing_site.exports.data.models import Count, Data, DataSchema
from briefing_site.exports.data.objects import Row
from briefing_site.format.fields import AddressField, Line
from briefing_site.library.library import Library
from briefing_site.pages.components import downloads
from briefing_site.site import Output, Site, Task, addresses

_DRAFT = "https://json-schema.org/draft/2020-12/schema"
_PARAMETERS = {
    "id": "An id, as the lists have it",
    "date": "A day, as the brief has it",
}
"""The placeholders in paths, such as `briefs/{id}.json`, with the descriptions that OpenAPI shows."""

_COUNTED: Any = {
    data_list.name: (Count, Field(description=f"{data_list.description}."))
    for data_list in api.LISTS
}
Counts = create_model(
    "Counts", __base__=Data, __doc__="How many of each there are.", **_COUNTED
)


class Download(Data):
    """Something to fetch."""

    name: Line
    """A short name: the last part of the address, or the name in OpenAPI."""
    description: Line
    """What it holds."""
    url: AddressField
    """Where it is; {id} stands for an id."""
    media_type: Line
    """Its format."""
    described_by: AddressField | None
    """The address of its JSON Schema."""


class Index(api.DataDocument):
    """Where everything is."""

    name: Line
    """The name of the site."""
    description: Line
    """What the site is about."""
    url: AddressField
    """The home page."""
    counts: Counts
    """How much there is."""
    downloads: tuple[Download, ...]
    """Every kind of file."""


def files() -> tuple[DataFile, ...]:
    """Every kind of data file."""
    return (
        api.json_file("index", "index.json", Index),
        *api.files(),
        *spreadsheets.FILES,
        *geojson.FILES,
        database.FILE,
    )


_SUBSCRIPTIONS = {
    "application/atom+xml": "What is new, for feed readers",
    "application/feed+json": "The same as JSON Feed",
    "text/calendar": "All events as a calendar to subscribe to",
}
"""Descriptions of the feeds and the calendar of the site, by media type."""


def tasks(_library: Library, _site: Site) -> Iterator[Task]:
    yield Task(addresses.data("index.json"), index)
    yield Task(addresses.data("openapi.json"), schemas_and_openapi)


def index(library: Library, site: Site) -> Iterator[Output]:
    """The index. If the address of the site is not known, addresses are relative to the root of the site."""
    all_downloads = []
    for file in (*files(), *_subscriptions(library, site)):
        schema = None
        if file.model:
            schema = addresses.absolute(site, file.schema)
        all_downloads.append(
            {
                "name": file.name,
                "description": file.description,
                "url": addresses.absolute(site, file.path),
                "media_type": file.media_type,
                "described_by": schema,
            }
        )
    counts = {}
    for data_list in api.LISTS:
        # the library has each list in an attribute of the same name
        counts[data_list.name] = len(getattr(library, data_list.name))
    content: Row = {
        "name": site.name,
        "description": site.description,
        "url": addresses.absolute(site, addresses.HOME),
        "counts": counts,
        "downloads": all_downloads,
    }
    yield api.written(site, addresses.data("index.json"), content)


def _subscriptions(library: Library, site: Site) -> Iterator[DataFile]:
    """The feeds and the calendar of the home page, which have no JSON Schema."""
    for link in downloads.subscriptions(
        site, addresses.HOME, site.name, library.events
    ):
        name = link.path.rpartition("/")[2]
        description = _SUBSCRIPTIONS[link.type]
        yield DataFile(name, link.path, description, link.type)


def schemas_and_openapi(_library: Library, site: Site) -> Iterator[Output]:
    """The JSON Schema of each kind of file, and the OpenAPI document of all of them."""
    for file in files():
        if file.model:
            document = {"$schema": _DRAFT}
            if site.address:
                document["$id"] = addresses.absolute(site, file.schema)
            document.update(_schema(file.model))
            yield _file(file.schema, document)
    yield _file(addresses.data("openapi.json"), _openapi(site))


@cache
def _schema(model: type[BaseModel]) -> JsonSchemaValue:
    return model.model_json_schema(mode="serialization", schema_generator=DataSchema)


@cache
def _openapi_schemas() -> tuple[dict[Any, JsonSchemaValue], JsonSchemaValue]:
    """The schemas of all models for the OpenAPI document.

    Returns the reference to the schema of each pair of a model and a mode, and the schemas themselves under
    `$defs`.
    """
    return models_json_schema(
        [(file.model, "serialization") for file in files() if file.model],
        ref_template="#/components/schemas/{model}",
        schema_generator=DataSchema,
    )


def _file(path: str, document: dict[str, Any]) -> Output:
    text = json.dumps(document, ensure_ascii=False, indent=2)
    return Output(path, f"{text}\n".encode())


def _openapi(site: Site) -> dict[str, Any]:
    references, definitions = _openapi_schemas()
    licence = {"name": site.licence.name}
    if site.licence.id:  # OpenAPI allows an SPDX identifier or an address, but not both
        licence["identifier"] = site.licence.id
    else:
        licence["url"] = site.licence.url
    folder = addresses.data("")
    server = "."  # the folder of this document, if the address of the site is not known
    if site.address:
        server = addresses.absolute(site, folder).rstrip("/")
    paths = {}
    for file in files():
        content = {}
        if file.model:
            content["schema"] = references[file.model, "serialization"]
        path = file.path.removeprefix(folder)
        paths[f"/{path}"] = _path(file, content)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": site.name,
            "summary": "Briefs with their actors, events, quotes and sources",
            "version": api.VERSION,
            "license": licence,
        },
        "servers": [{"url": server}],
        "paths": paths,
        "components": {"schemas": definitions["$defs"]},
    }


def _path(file: DataFile, content: dict[str, Any]) -> dict[str, Any]:
    """What the OpenAPI document says of a kind of file. `content` describes its JSON, or is empty."""
    operation: Row = {"operationId": file.name, "summary": file.description}
    responses: Row = {
        "200": {"description": file.description, "content": {file.media_type: content}}
    }
    names = [name for name in _PARAMETERS if "{" + name + "}" in file.path]
    parameters = []
    for name in names:
        parameters.append(
            {
                "name": name,
                "in": "path",
                "required": True,
                "description": _PARAMETERS[name],
                "schema": {"type": "string"},
            }
        )
    if parameters:
        operation["parameters"] = parameters
        address = " and ".join(f"this {name}" for name in names)
        responses["404"] = {"description": f"There is none with {address}"}
    operation["responses"] = responses
    return {"get": operation}
