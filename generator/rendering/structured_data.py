"""Structured data for search engines: JSON-LD with the vocabulary of https://schema.org.

The id of an item is its address. If the address of the site is not known, ids and addresses are left out,
and items are referred to by name.
"""

import json
from collections.abc import Mapping
from typing import Any

from generator.format.dates import Moment
from generator.format.kinds import ActorKind
from generator.library.library import (
    Actor,
    ActorName,
    BriefSummary,
    Library,
    LinkedBrief,
    LinkedEvent,
    LinkedQuote,
    NumberedSource,
    Participant,
    Topic,
)
from generator.publishing import addresses
from generator.publishing.site import Site
from generator.rendering import authors

Node = dict[str, Any]

_KINDS: dict[ActorKind, str] = {
    "person": "Person",
    "organisation": "Organization",
    "state": "Country",
    "group": "Organization",
}
_SCRIPT_ESCAPES = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"})


def of_home(site: Site) -> str:
    """The site, with its search."""
    search = {
        "@type": "SearchAction",
        "target": {"@type": "EntryPoint", "urlTemplate": f"{site.address}search/?q={{search_term_string}}"},
        "query-input": "required name=search_term_string",
    }
    website = _node(
        "WebSite",
        url=site.address,
        name=site.name,
        description=site.description,
        inLanguage="en",
        publisher=_publisher(site),
        potentialAction=search if site.address else None,
    )
    return _document([website])


def of_list(path: str, title: str, description: str, site: Site) -> str:
    """A page that lists entries of other pages."""
    page = _collection(path, title, description, site)
    return _document([page, *_breadcrumbs(site, (title, path))])


def of_topic(topic: Topic, library: Library, site: Site) -> str:
    """A topic with its briefs."""
    path = addresses.topic(topic.id)
    page = _collection(
        path,
        topic.title,
        topic.summary,
        site,
        about=_node("DefinedTerm", name=topic.title, description=topic.summary),
        hasPart=[_brief_summary(library.summaries[slug], site) for slug in topic.briefs],
    )
    return _document([page, *_breadcrumbs(site, ("Topics", addresses.TOPICS), (topic.title, path))])


def of_actor(actor: Actor, library: Library, site: Site) -> str:
    """An actor with its briefs."""
    path = addresses.actor(actor.id)
    profile = actor.profile
    affiliations = [
        library.names[each.to]
        for each in (profile.affiliations if profile else ())
        if each.to in library.names and library.names[each.to].kind in {"organisation", "group"}
    ]
    node = _actor(
        actor,
        site,
        url=_address(site, path),
        alternateName=list(profile.aliases) if profile else None,
        description=profile.summary.words if profile and profile.summary else None,
        # the vocabulary has no members of type Country
        memberOf=[_actor(each, site) for each in affiliations] if actor.kind != "state" else None,
        subjectOf=[_brief_summary(library.summaries[slug], site) for slug, _ in actor.roles],
    )
    return _document([node, *_breadcrumbs(site, ("Actors", addresses.ACTORS), (actor.name, path))])


def of_brief(brief: LinkedBrief, library: Library, site: Site) -> str:
    """A brief with its topics, actors, events, quotes and sources."""
    entry, path = brief.entry, addresses.brief(brief.slug)
    topics = [
        _node("DefinedTerm", name=library.topics[each].title, url=_address(site, addresses.topic(each)))
        for each in entry.topics
    ]
    paper = _node(
        "MediaObject",
        contentUrl=_address(site, addresses.paper(brief.slug)),
        encodingFormat="application/pdf",
    )
    node = _node(
        ["Report", "BackgroundNewsArticle"],
        _identity(site, path),
        url=_address(site, path),
        headline=entry.title,
        description=entry.summary,
        inLanguage="en",
        contentReferenceTime=entry.date.text,
        # the day of publication of a brief that was updated is not known
        datePublished=None if entry.updated else entry.date.text,
        dateModified=(entry.updated or entry.date).text,
        creativeWorkStatus=entry.status.capitalize(),
        isAccessibleForFree=True,
        author=_publisher(site),
        publisher=_publisher(site),
        image=_address(site, addresses.card(brief.slug)),
        encoding=paper if site.address else None,
        about=[*topics, *(_actor(member, site) for member in brief.cast)],
        # an event is not part of a text, as a quotation is
        mentions=[_event(event, brief, site) for event in brief.events],
        hasPart=[_quotation(quote, brief, site) for quote in brief.quotes],
        citation=[_source(source, path, site) for source in brief.sources],
        correction=[
            _node("CorrectionComment", datePublished=each.date.text, text=each.text.words)
            for each in entry.corrections
        ],
    )
    return _document([node, *_breadcrumbs(site, ("Briefs", addresses.BRIEFS), (entry.title, path))])


def _collection(path: str, title: str, description: str, site: Site, **fields: object) -> Node:
    return _node(
        "CollectionPage",
        _identity(site, path),
        url=_address(site, path),
        name=title,
        description=description,
        inLanguage="en",
        **fields,
    )


def _event(event: LinkedEvent, brief: LinkedBrief, site: Site) -> Node:
    when = event.date
    return _node(
        "Event",
        _identity(site, addresses.brief(brief.slug), event.id),
        name=event.entry.title,
        startDate=_iso(when.first),
        endDate=_iso(when.last) if when.is_interval else None,
        about=[_mention(brief, actor, site) for actor in event.entry.actors],
    )


def _quotation(quote: LinkedQuote, brief: LinkedBrief, site: Site) -> Node:
    path = addresses.brief(brief.slug)
    (source,) = brief.source_numbers((quote.entry.source,))
    return _node(
        "Quotation",
        _identity(site, path, quote.id),
        text=quote.entry.text,
        creator=_mention(brief, quote.entry.speaker, site),
        dateCreated=_iso(quote.date.first) if not quote.date.is_interval else None,
        isBasedOn=_identity(site, path, addresses.source_anchor(source.id))
        or {"@type": "CreativeWork", "name": source.entry.title},
    )


def _source(source: NumberedSource, path: str, site: Site) -> Node:
    entry = source.entry
    people = [authors.split(name, entry.publisher) for name in entry.authors]
    published = entry.published
    return _node(
        "CreativeWork",
        _identity(site, path, addresses.source_anchor(source.id)),
        name=entry.title,
        author=[
            _node("Person" if given else "Organization", name=f"{given} {family}".strip())
            for given, family in people
        ],
        publisher=_node("Organization", name=entry.publisher) if entry.publisher else None,
        datePublished=_iso(published.first) if published and not published.is_interval else None,
        inLanguage=entry.language,
        url=entry.url,
        archivedAt=entry.archived,
    )


def _brief_summary(brief: BriefSummary, site: Site) -> Node:
    path = addresses.brief(brief.slug)
    return _node("Report", _identity(site, path), headline=brief.title, url=_address(site, path))


def _actor(actor: Actor | ActorName | Participant, site: Site, **fields: object) -> Node:
    identity = _identity(site, addresses.actor(actor.id))
    return _node(_KINDS[actor.kind], identity, name=actor.name, **fields)


def _mention(brief: LinkedBrief, actor: str, site: Site) -> Node:
    """A reference to an actor that is described elsewhere in the document."""
    return _identity(site, addresses.actor(actor)) or _actor(brief.member(actor), site)


def _publisher(site: Site) -> Node:
    return _node("Organization", name=site.name, url=site.address)


def _breadcrumbs(site: Site, *steps: tuple[str, str]) -> list[Node]:
    """The breadcrumbs of a page; they require addresses."""
    if not site.address:
        return []
    items = [
        _node("ListItem", position=position, name=name, item=_address(site, path))
        for position, (name, path) in enumerate((("Home", addresses.HOME), *steps), start=1)
    ]
    return [_node("BreadcrumbList", itemListElement=items)]


def _identity(site: Site, path: str, anchor: str = "") -> Node:
    return {"@id": addresses.absolute(site, path, anchor)} if site.address else {}


def _address(site: Site, path: str) -> str | None:
    return addresses.absolute(site, path) if site.address else None


def _iso(when: Moment | None) -> str | None:
    """A date in ISO 8601, which has no form for approximate and uncertain dates."""
    exact = when and when.precision in {"day", "month", "year"} and not (when.approximate or when.uncertain)
    return when.text if when and exact else None


def _node(type_: str | list[str], identity: Mapping[str, str] | None = None, **fields: object) -> Node:
    """An item with those of its fields that are not empty."""
    known = {name: value for name, value in fields.items() if value not in (None, "", [])}
    return {"@type": type_, **(identity or {}), **known}


def _document(graph: list[Node]) -> str:
    """JSON that can neither end a script element nor open anything in one."""
    document = {"@context": "https://schema.org", "@graph": graph}
    return json.dumps(document, separators=(",", ":")).translate(_SCRIPT_ESCAPES)
