"""The data as JSON."""

from collections.abc import Iterator

from generator.exports.data.collected import Collected
from generator.exports.data.documents import (
    KINDS,
    SUBSCRIPTIONS,
    TABLES,
    ActorDocument,
    ActorList,
    BriefDocument,
    BriefList,
    Counts,
    Document,
    Download,
    EventList,
    Index,
    QuoteList,
    SourceList,
    TopicList,
    description,
    schema,
)
from generator.publishing import addresses
from generator.publishing.output import Output
from generator.publishing.site import Site


def files(collected: Collected, site: Site) -> Iterator[Output]:
    """An index, the lists, and a file for each brief and each actor."""
    yield _file("index", _index(collected, site))
    yield _file("briefs", BriefList(briefs=collected.briefs))
    yield _file("actors", ActorList(actors=collected.actors))
    yield _file("events", EventList(events=collected.events))
    yield _file("quotes", QuoteList(quotes=collected.quotes))
    yield _file("sources", SourceList(sources=collected.sources))
    yield _file("topics", TopicList(topics=collected.topics))
    for brief in collected.briefs:
        yield _file("brief", BriefDocument(brief=brief), brief.id)
    for actor in collected.actors:
        yield _file("actor", ActorDocument(actor=actor), actor.id)


def _file(name: str, document: Document, id_: str = "") -> Output:
    path = next(kind.path for kind in KINDS if kind.name == name).replace("{id}", id_)
    return Output(addresses.data(path), document.model_dump_json(by_alias=True).encode() + b"\n")


def _index(collected: Collected, site: Site) -> Index:
    documents = (
        Download(
            name=kind.name,
            description=description(kind.model),
            url=addresses.absolute(site, addresses.data(kind.path)),
            media_type="application/json",
            described_by=addresses.absolute(site, addresses.data(schema(kind.name))),
        )
        for kind in KINDS
    )
    others = (
        Download(
            name=other.path.rpartition("/")[2],
            description=other.description,
            url=addresses.absolute(site, other.path),
            media_type=other.media_type,
            described_by=None,
        )
        for other in (*TABLES, *SUBSCRIPTIONS)
    )
    return Index(
        name=site.name,
        description=site.description,
        url=addresses.absolute(site, addresses.HOME),
        counts=Counts(
            briefs=len(collected.briefs),
            actors=len(collected.actors),
            events=len(collected.events),
            quotes=len(collected.quotes),
            sources=len(collected.sources),
            topics=len(collected.topics),
        ),
        downloads=(*documents, *others),
    )
