"""Structured data for search engines: JSON-LD with the vocabulary of https://schema.org.

The id of an item is its address. If the address of the site is not known, ids and addresses are left out,
and items are referred to by name.
"""

import json
from collections.abc import Mapping
from typing import Any

from generator.format.contributor import Contributor
from generator.format.fields import ORCID, ActorKind
from generator.format.version import FrozenVersion
from generator.library.library import (
    Actor,
    ActorName,
    BriefSummary,
    Library,
    LinkedBrief,
    Participant,
    Topic,
)
from generator.site import addresses
from generator.site.site import Site

Node = dict[str, Any]

_KINDS: dict[ActorKind | str, str] = {
    "person": "Person",
    "organisation": "Organization",
    "state": "Country",
    "group": "Organization",
}
_MEMBERS = {"person", "organisation", "group"}
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
        inLanguage=site.language.code,
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
    _ = site.language.gettext
    return _document([page, *_breadcrumbs(site, (_("Topics"), addresses.TOPICS), (topic.title, path))])


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
        sameAs=[address for *_, address in profile.ids.links] if profile and profile.ids else None,
        # the vocabulary has no members of other types
        memberOf=[_actor(each, site) for each in affiliations] if actor.kind in _MEMBERS else None,
        subjectOf=[_brief_summary(library.summaries[slug], site) for slug, _ in actor.roles],
    )
    _ = site.language.gettext
    return _document([node, *_breadcrumbs(site, (_("Actors"), addresses.ACTORS), (actor.name, path))])


def of_brief(brief: LinkedBrief, library: Library, site: Site) -> str:
    """A brief with its topics, actors and sources; the data has its events and quotes."""
    entry, path = brief.entry, addresses.brief(brief.slug)
    topics = [
        _node("DefinedTerm", name=library.topic_titles[each], url=_address(site, addresses.topic(each)))
        for each in entry.topics
    ]
    encodings = [
        _node("MediaObject", contentUrl=_address(site, file), encodingFormat=format_)
        for file, format_ in (
            *([(addresses.paper(brief.slug), "application/pdf")] if site.offers("papers") else []),
            *(
                [(addresses.data(f"briefs/{brief.slug}.json"), "application/json")]
                if site.offers("data")
                else []
            ),
        )
    ]
    node = _node(
        ["Report", "BackgroundNewsArticle"],
        _identity(site, path),
        url=_address(site, path),
        headline=entry.title,
        description=entry.summary,
        inLanguage=site.language.code,
        contentReferenceTime=(entry.as_of or entry.date).text,
        datePublished=brief.published.text if brief.published else None,
        dateModified=brief.changed.text,
        creativeWorkStatus=entry.status.capitalize(),
        isAccessibleForFree=True,
        author=[_person(each) for each in entry.authors] or _publisher(site),
        contributor=[_person(each) for each in entry.reviewers],
        publisher=_publisher(site),
        image=_address(site, addresses.card(path)) if site.offers("cards") else None,
        encoding=encodings if site.address else None,
        about=[*topics, *(_actor(member, site) for member in brief.cast)],
        citation=[source.entry.url or source.entry.name for source in brief.sources],
        correction=[
            _node("CorrectionComment", datePublished=each.date.text, text=each.text.words)
            for each in entry.corrections
            if not each.source
        ],
    )
    _ = site.language.gettext
    return _document([node, *_breadcrumbs(site, (_("Briefs"), addresses.BRIEFS), (entry.title, path))])


def of_version(version: FrozenVersion, current: str, site: Site) -> str:
    """A version of a brief, whose id is now `current`; empty if the brief is gone."""
    path = addresses.version(version.brief, version.date)
    identifier = _node("PropertyValue", propertyID="DOI", value=version.doi) if version.doi else None
    brief = addresses.brief(current)
    node = _node(
        ["Report", "BackgroundNewsArticle"],
        _identity(site, path),
        url=_address(site, path),
        identifier=identifier,
        sameAs=version.doi_address,
        version=version.date,
        headline=version.title,
        description=version.summary,
        inLanguage=version.language,
        datePublished=version.date,
        isAccessibleForFree=True,
        license=version.licence,
        author=[
            _node("Person", name=each.name, sameAs=ORCID.address(each.orcid) if each.orcid else None)
            for each in version.authors
        ]
        or _node("Organization", name=version.site, url=site.address),
        publisher=_publisher(site),
        isBasedOn=_node("Report", _identity(site, brief), url=_address(site, brief)) if current else None,
    )
    _ = site.language.gettext
    return _document([node, *_breadcrumbs(site, (_("Briefs"), addresses.BRIEFS), (version.title, path))])


def _collection(path: str, title: str, description: str, site: Site, **fields: object) -> Node:
    return _node(
        "CollectionPage",
        _identity(site, path),
        url=_address(site, path),
        name=title,
        description=description,
        inLanguage=site.language.code,
        **fields,
    )


def _brief_summary(brief: BriefSummary, site: Site) -> Node:
    path = addresses.brief(brief.slug)
    return _node("Report", _identity(site, path), headline=brief.title, url=_address(site, path))


def _actor(actor: Actor | ActorName | Participant, site: Site, **fields: object) -> Node:
    identity = _identity(site, addresses.actor(actor.id))
    return _node(_KINDS.get(actor.kind, "Thing"), identity, name=actor.name, **fields)


def _publisher(site: Site) -> Node:
    return _node("Organization", name=site.settings.publisher or site.name, url=site.address)


def _person(contributor: Contributor) -> Node:
    known = ORCID.address(contributor.orcid) if contributor.orcid else None
    return _node("Person", name=contributor.name, sameAs=known)


def _breadcrumbs(site: Site, *steps: tuple[str, str]) -> list[Node]:
    """The breadcrumbs of a page; they require addresses."""
    if not site.address:
        return []
    _ = site.language.gettext
    items = [
        _node("ListItem", position=position, name=name, item=_address(site, path))
        for position, (name, path) in enumerate(((_("Home"), addresses.HOME), *steps), start=1)
    ]
    return [_node("BreadcrumbList", itemListElement=items)]


def _identity(site: Site, path: str, anchor: str = "") -> Node:
    return {"@id": addresses.absolute(site, path, anchor)} if site.address else {}


def _address(site: Site, path: str) -> str | None:
    return addresses.absolute(site, path) if site.address else None


def _node(type_: str | list[str], identity: Mapping[str, str] | None = None, **fields: object) -> Node:
    """An item with those of its fields that are not empty."""
    known = {name: value for name, value in fields.items() if value not in (None, "", [])}
    return {"@type": type_, **(identity or {}), **known}


def _document(graph: list[Node]) -> str:
    """JSON that can neither end a script element nor open anything in one."""
    document = {"@context": "https://schema.org", "@graph": graph}
    return json.dumps(document, separators=(",", ":")).translate(_SCRIPT_ESCAPES)
