"""The data as JSON: lists, and a file for each brief, version and actor."""

import io
import json
from collections.abc import Callable, Iterator, Mapping
from functools import cache, partial
from typing import Annotated, Any, Literal, NamedTuple

from pydantic import Field, create_model
from pydantic_core import CoreSchema, core_schema, to_json

from briefing_site.exports.data import objects
from briefing_site.exports.data.objects import Collector, Data, Row
from briefing_site.format import FieldType
from briefing_site.format.fields import CHOICE, AddressField
from briefing_site.library.library import Library
from briefing_site.site import Output, Site, Task, addresses

VERSION = "1.0"


class ObjectType(FieldType):
    """Data of an earlier day, which this version of the program does not describe."""

    def data_schema(self, python_type: CoreSchema) -> CoreSchema:  # noqa: ARG002
        return core_schema.dict_schema()


_Object = Annotated[Any, ObjectType()]


class DataDocument(Data):
    """A file of the data."""

    schema_version: Annotated[Literal["1.0"], CHOICE]
    """The version of this format. A change of the first number may break programs; of the second, not."""
    licence: AddressField
    """The address of the terms of use."""


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
        return addresses.data(f"schema/{self.name}.json")


class _List(NamedTuple):
    model: type[Data]
    row: Callable[[Collector, Any], Row]
    description: str


LISTS: Mapping[str, _List] = {
    "briefs": _List(
        objects.BriefSummaryData,
        Collector.brief_in_list,
        "All briefs, the newest first",
    ),
    "actors": _List(
        objects.ActorSummaryData, Collector.actor_in_list, "All actors, by id"
    ),
    "events": _List(
        objects.EventData,
        Collector.event,
        "All events by date, each once, however many briefs tell it",
    ),
    "quotes": _List(objects.QuoteData, Collector.quote, "All quotes, by date"),
    "sources": _List(
        objects.UsedPublicationData,
        Collector.publication,
        "All publications by title, each once, and where they are used",
    ),
    "judgements": _List(
        objects.JudgementData,
        Collector.judgement,
        "All key judgements, the most certain first",
    ),
    "forecasts": _List(
        objects.ForecastData,
        Collector.forecast,
        "All forecasts, by the day on which they resolve",
    ),
    "topics": _List(objects.TopicData, Collector.topic, "All topics, by id"),
}
"""What each list holds, and what makes its rows of what the library has under the same name."""


def rows(library: Library, site: Site, name: str) -> Iterator[Row]:
    """The rows of a list, in its order."""
    values = (
        (each.slug for each in library.newest)
        if name == "briefs"
        else getattr(library, name)
    )
    return map(partial(LISTS[name].row, Collector(library, site)), values)


class VersionDocument(DataDocument):
    """One version of a brief."""

    version: objects.VersionData
    """The version."""
    brief: _Object
    """The brief as it was in this file on that day."""


def file(name: str, path: str, model: type[Data]) -> DataFile:
    about = (model.__doc__ or "").removesuffix(".")
    return DataFile(name, addresses.data(path), about, "application/json", model)


def _document(title: str, about: str, key: str, of: Any) -> type[Data]:  # noqa: ANN401 -- a type
    field: Any = {key: (of, Field(description=f"The {key}."))}
    return create_model(title, __base__=DataDocument, __doc__=f"{about}.", **field)


def _list(name: str) -> DataFile:
    model: Any = LISTS[name].model
    title = f"{name.removesuffix('s').capitalize()}List"
    return file(
        name,
        f"{name}.json",
        _document(title, LISTS[name].description, name, tuple[model, ...]),
    )


def _single(name: str, model: type[Data]) -> DataFile:
    title = f"{name.capitalize()}Document"
    return file(
        name, f"{name}s/{{id}}.json", _document(title, f"One {name}", name, model)
    )


@cache
def files() -> tuple[DataFile, ...]:
    """Made when the data are described, as to make their models takes a tenth of a second."""
    return (
        _list("briefs"),
        _single("brief", objects.BriefData),
        file("version", "briefs/{id}/versions/{date}.json", VersionDocument),
        _list("actors"),
        _single("actor", objects.ActorData),
        *map(
            _list, ("events", "quotes", "sources", "topics", "judgements", "forecasts")
        ),
    )


def tasks(library: Library, _site: Site) -> Iterator[Task]:
    for name in LISTS:
        yield Task(_path(name), list_, (name,))
    for slug in library.briefs:
        yield Task(_path(f"briefs/{slug}"), single, ("brief", slug))
    for slug, versions in library.versions.items():
        for number, each in enumerate(versions):
            yield Task(
                addresses.version_data(each.brief, each.date), version, (slug, number)
            )
    for id_ in library.actors:
        yield Task(_path(f"actors/{id_}"), single, ("actor", id_))


def list_(library: Library, site: Site, name: str) -> Iterator[Output]:
    """The list of everything of a kind. Its rows are serialized one by one, so that few are in memory."""
    content = io.BytesIO()
    content.write(
        b'%s,"%s":['
        % (to_json(envelope(site.licence.url)).removesuffix(b"}"), name.encode())
    )
    content.writelines(
        b",%s" % to_json(row) if number else to_json(row)
        for number, row in enumerate(rows(library, site, name))
    )
    content.write(b"]}\n")
    yield Output(_path(name), content.getvalue())


def read_rows(content: bytes, name: str) -> Iterator[Row]:
    """The rows in such a file, one by one as well."""
    text, decode = content.decode(), json.JSONDecoder().raw_decode
    end = text.index(f'"{name}":[') + len(f'"{name}":')
    while text[end : end + 2] not in {"[]", "]}"}:
        row, end = decode(text, end + 1)
        yield row


def single(
    library: Library, site: Site, kind: Literal["brief", "actor"], id_: str
) -> Iterator[Output]:
    made = Collector(library, site)
    content: Row = {kind: made.brief(id_) if kind == "brief" else made.actor(id_)}
    yield written(site, _path(f"{kind}s/{id_}"), content)


def version(library: Library, site: Site, slug: str, number: int) -> Iterator[Output]:
    """A version of a brief: the brief as it was, under the licence of that day."""
    found = library.versions[slug][number]
    content: Row = {
        "version": Collector(library, site).version(found),
        "brief": json.loads(found.data),
    }
    path = addresses.version_data(found.brief, found.date)
    yield Output(path, to_json({**envelope(found.licence), **content}) + b"\n")


def _path(name: str) -> str:
    return addresses.data(f"{name}.json")


def written(site: Site, path: str, content: Row) -> Output:
    return Output(path, to_json({**envelope(site.licence.url), **content}) + b"\n")


def envelope(licence: str) -> Row:
    """What each file begins with: the fields of `DataDocument`."""
    return {"schema_version": VERSION, "licence": licence}
