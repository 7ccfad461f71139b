"""The data as JSON: lists, and a file for each brief, version and actor."""

from collections.abc import Iterator
from functools import cache
from typing import Annotated, Any, Literal, NamedTuple

from pydantic import Field, create_model
from pydantic_core import core_schema, to_json

from briefing_site.exports.data import models
from briefing_site.exports.data.models import Data
from briefing_site.exports.data.objects import Collector, Row
from briefing_site.format import FieldType
from briefing_site.format.fields import CHOICE, AddressField
from briefing_site.library.library import Library
from briefing_site.site import Output, Site, Task, addresses

VERSION = "1.0"


class DataDocument(Data):
    """A file of the data."""

    schema_version: Annotated[Literal["1.0"], CHOICE]
    """The version of this format. A change of the first number may break programs; of the second, not."""
    licence: AddressField
    """The address of the terms of use."""


class ObjectType(FieldType):
    """Data of an earlier day, which this version of the program does not describe."""

    data_type = core_schema.dict_schema()


class VersionDocument(DataDocument):
    """One version of a brief."""

    version: models.VersionData
    """The version."""
    brief: Annotated[Any, ObjectType()]
    """The brief as it was in this file on that day."""


class DataFile(NamedTuple):
    """A kind of file: its path below the root of the site, with `{id}` where there are many."""

    name: str
    path: str
    description: str
    media_type: str
    model: type[Data] | None = None
    """What is in it, if it is JSON of this format."""

    @property
    def schema(self) -> str:
        """The path of its JSON Schema."""
        return addresses.data(f"schema/{self.name}.json")


class DataList(NamedTuple):
    """A list of objects in a file of its own."""

    name: str
    model: type[Data]
    description: str

    @property
    def path(self) -> str:
        return _path(self.name)


LISTS = (
    DataList("briefs", models.BriefSummaryData, "All briefs, the newest first"),
    DataList("actors", models.ActorSummaryData, "All actors, by id"),
    DataList(
        "events",
        models.EventData,
        "All events by date, each once, however many briefs tell it",
    ),
    DataList("quotes", models.QuoteData, "All quotes, by date"),
    DataList(
        "sources",
        models.UsedPublicationData,
        "All publications by title, each once, and where they are used",
    ),
    DataList(
        "judgements",
        models.JudgementData,
        "All key judgements, the most certain first",
    ),
    DataList(
        "forecasts",
        models.ForecastData,
        "All forecasts, by the day on which they resolve",
    ),
    DataList(
        "removed_forecasts",
        models.RemovedForecastData,
        "All forecasts that briefs had, and have not any more, by brief",
    ),
    DataList("topics", models.TopicData, "All topics, by id"),
    DataList("places", models.PlaceData, "All places, by id"),
)


def rows(library: Library, site: Site, name: str) -> Iterator[Row]:
    """The objects of a list, in its order."""
    collector = Collector(library, site)
    match name:
        case "briefs":
            for summary in library.newest:
                yield collector.brief_in_list(summary.slug)
        case "actors":
            for actor in library.actors:
                yield collector.actor_in_list(actor)
        case "events":
            for event in library.events:
                yield collector.event(event)
        case "quotes":
            for quote in library.quotes:
                yield collector.quote(quote)
        case "sources":
            for source in library.sources:
                yield collector.publication(source)
        case "judgements":
            for judgement in library.judgements:
                yield collector.judgement(judgement)
        case "forecasts":
            for forecast in library.forecasts:
                yield collector.forecast(forecast)
        case "removed_forecasts":
            for gone in library.removed_forecasts:
                yield collector.removed_forecast(gone)
        case "topics":
            for topic in library.topics:
                yield collector.topic(topic)
        case "places":
            for place in library.places.values():
                yield collector.place(place)


@cache
def files() -> tuple[DataFile, ...]:
    """Every kind of JSON file with objects."""
    lists = [_list_file(data_list) for data_list in LISTS]
    return (
        *lists,
        _single_file("brief", models.BriefData),
        _single_file("actor", models.ActorData),
        json_file("version", "briefs/{id}/versions/{date}.json", VersionDocument),
    )


def json_file(name: str, path: str, model: type[Data]) -> DataFile:
    description = (model.__doc__ or "").removesuffix(".")
    return DataFile(name, addresses.data(path), description, "application/json", model)


def _list_file(data_list: DataList) -> DataFile:
    name = data_list.name
    model: Any = data_list.model
    document = _document(
        title=f"{name.removesuffix('s').capitalize()}List",
        description=data_list.description,
        key=name,
        content=tuple[model, ...],
    )
    return json_file(name, f"{name}.json", document)


def _single_file(name: str, model: type[Data]) -> DataFile:
    document = _document(
        title=f"{name.capitalize()}Document",
        description=f"One {name}",
        key=name,
        content=model,
    )
    return json_file(name, f"{name}s/{{id}}.json", document)


def _document(title: str, description: str, key: str, content: Any) -> type[Data]:  # noqa: ANN401
    """The model of a file that has content of a type under a key."""
    field: Any = {key: (content, Field(description=f"The {key}."))}
    return create_model(
        title, __base__=DataDocument, __doc__=f"{description}.", **field
    )


def tasks(library: Library, _site: Site) -> Iterator[Task]:
    for data_list in LISTS:
        yield Task(data_list.path, list_, (data_list.name,))
    for slug in library.briefs:
        yield Task(brief_path(slug), brief, (slug,))
    for slug, versions in library.versions.items():
        for number, frozen in enumerate(versions):
            path = addresses.version_data(frozen.brief, frozen.date)
            yield Task(path, version, (slug, number))
    for id_ in library.actors:
        yield Task(_path(f"actors/{id_}"), actor, (id_,))


def list_(library: Library, site: Site, name: str) -> Iterator[Output]:
    yield written(site, _path(name), {name: list(rows(library, site, name))})


def brief(library: Library, site: Site, slug: str) -> Iterator[Output]:
    content = Collector(library, site).brief(slug)
    yield written(site, brief_path(slug), {"brief": content})


def actor(library: Library, site: Site, id_: str) -> Iterator[Output]:
    content = Collector(library, site).actor(id_)
    yield written(site, _path(f"actors/{id_}"), {"actor": content})


def version(library: Library, site: Site, slug: str, number: int) -> Iterator[Output]:
    """A version of a brief: the brief as it was, under the licence of that day."""
    frozen = library.versions[slug][number]
    document = {
        **envelope(frozen.licence),
        "version": Collector(library, site).version(frozen),
        "brief": frozen.data,
    }
    path = addresses.version_data(frozen.brief, frozen.date)
    yield Output(path, to_json(document) + b"\n")


def brief_path(slug: str) -> str:
    return _path(f"briefs/{slug}")


def _path(name: str) -> str:
    return addresses.data(f"{name}.json")


def written(site: Site, path: str, content: Row) -> Output:
    document = {**envelope(site.licence.url), **content}
    return Output(path, to_json(document) + b"\n")


def envelope(licence: str) -> Row:
    """What each file begins with: the fields of `DataDocument`."""
    return {"schema_version": VERSION, "licence": licence}
