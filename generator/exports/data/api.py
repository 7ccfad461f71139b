"""The data as JSON."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping

from pydantic_core import to_json

from generator.exports.data.collected import Collector
from generator.exports.data.documents import FILES, SUBSCRIPTIONS, DataDocument, DataFile
from generator.exports.data.kinds import Row
from generator.library.library import Library
from generator.site import addresses
from generator.site.output import Output, Task
from generator.site.site import Site


def tasks(library: Library, _site: Site) -> Iterator[Task]:
    """An index, the lists, and a file for each brief and each actor."""
    yield Task(_path("index"), index)
    for name in LISTS:
        yield Task(_path(name), list_, (name,))
    for slug in library.briefs:
        yield Task(_path(f"briefs/{slug}"), brief, (slug,))
    for slug, versions in library.versions.items():
        for number, each in enumerate(versions):
            yield Task(addresses.version_data(each.brief, each.date), version, (slug, number))
    for id_ in library.actors:
        yield Task(_path(f"actors/{id_}"), actor, (id_,))


def list_(library: Library, site: Site, name: str) -> Iterator[Output]:
    """The list of everything of a kind. Its rows are serialized one by one, so that few are in memory."""
    start = to_json(_envelope(site)).removesuffix(b"}")
    rows = b",".join(map(to_json, LISTS[name](library, Collector(library, site))))
    yield Output(_path(name), b'%s,"%s":[%s]}\n' % (start, name.encode(), rows))


def brief(library: Library, site: Site, slug: str) -> Iterator[Output]:
    """A brief."""
    yield _data(site, f"briefs/{slug}", {"brief": Collector(library, site).brief(slug)})


def version(library: Library, site: Site, slug: str, number: int) -> Iterator[Output]:
    """A version of a brief: the brief as it was, under the licence of that day."""
    found = library.versions[slug][number]
    content: Row = {"version": Collector(library, site).version(found), "brief": json.loads(found.data)}
    envelope = DataDocument(licence=found.licence).model_dump()
    yield Output(addresses.version_data(found.brief, found.date), to_json({**envelope, **content}) + b"\n")


def actor(library: Library, site: Site, id_: str) -> Iterator[Output]:
    """An actor."""
    yield _data(site, f"actors/{id_}", {"actor": Collector(library, site).actor(id_)})


LISTS: Mapping[str, Callable[[Library, Collector], Iterable[Row]]] = {
    "briefs": lambda library, made: (made.brief_in_list(each.slug) for each in library.newest),
    "actors": lambda library, made: (made.actor_in_list(each) for each in library.actors),
    "events": lambda library, made: (made.event(event) for event in library.events),
    "quotes": lambda library, made: (made.quote(quote) for quote in library.quotes),
    "sources": lambda library, made: (made.publication(source) for source in library.sources),
    "forecasts": lambda library, made: (made.forecast(forecast) for forecast in library.forecasts),
    "topics": lambda library, made: (made.topic(topic) for topic in library.topics.values()),
}
"""The lists, each in its order."""


def _path(name: str) -> str:
    return addresses.data(f"{name}.json")


def _data(site: Site, name: str, content: Row) -> Output:
    return Output(_path(name), to_json({**_envelope(site), **content}) + b"\n")


def _envelope(site: Site) -> Row:
    """What each file begins with."""
    return DataDocument(licence=site.licence.url).model_dump()


def index(library: Library, site: Site) -> Iterator[Output]:
    """Where everything is."""
    yield _data(site, "index", _index(library, site))


def _subscriptions(library: Library, site: Site) -> Iterator[DataFile]:
    """The feeds and the calendar of the site, as far as there are any."""
    for file in SUBSCRIPTIONS:
        is_calendar = file.media_type == "text/calendar"
        if site.offers("calendars" if is_calendar else "feeds") and (library.events or not is_calendar):
            yield file


def _index(library: Library, site: Site) -> Row:
    return {
        "name": site.name,
        "description": site.description,
        "url": addresses.absolute(site, addresses.HOME),
        "counts": {name: len(getattr(library, name)) for name in LISTS},
        "downloads": [
            {
                "name": file.name,
                "description": file.description,
                "url": addresses.absolute(site, file.path),
                "media_type": file.media_type,
                "described_by": addresses.absolute(site, file.schema) if file.record else None,
            }
            for file in (*FILES, *_subscriptions(library, site))
        ],
    }
