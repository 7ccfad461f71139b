"""Structured data for search engines: JSON-LD with the vocabulary of https://schema.org.

The id of an item is its address. If the address of the site is not known, ids and addresses are left out,
and items are referred to by name.
"""

import json
from collections.abc import Iterable
from typing import Any

from briefing_site.format import FrozenVersion
from briefing_site.format.brief import Contributor
from briefing_site.format.fields import ORCID, ActorKind
from briefing_site.format.version import VersionAuthor
from briefing_site.library.library import (
    Actor,
    Library,
    LinkedBrief,
    Participant,
    Topic,
)
from briefing_site.site import Site, addresses

Item = dict[str, Any]

_KINDS: dict[ActorKind | str, str] = {
    "person": "Person",
    "organisation": "Organization",
    "state": "Country",
    "group": "Organization",
}
_REPORT = ["Report", "BackgroundNewsArticle"]
_SCRIPT_ESCAPES = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"})


def home(site: Site) -> str:
    search = {
        "@type": "SearchAction",
        "target": {
            "@type": "EntryPoint",
            "urlTemplate": f"{site.address}search/?q={{search_term_string}}",
        },
        "query-input": "required name=search_term_string",
    }
    website = _item(
        "WebSite",
        url=site.address,
        name=site.name,
        description=site.description,
        inLanguage=site.language.code,
        publisher=_publisher(site),
        potentialAction=search if site.address else None,
    )
    return _document(website)


def collection(
    path: str,
    title: str,
    description: str,
    site: Site,
    parent: str = "",
    **fields: object,
) -> str:
    about = {
        "name": title,
        "description": description,
        "inLanguage": site.language.code,
    }
    return _page(
        _at("CollectionPage", path, site, **about, **fields), path, title, site, parent
    )


def topic(topic: Topic, library: Library, site: Site) -> str:
    path, briefs = addresses.topic(topic.id), _briefs(topic.briefs, library, site)
    about = _item("DefinedTerm", name=topic.title, description=topic.summary)
    parent = addresses.TOPICS
    return collection(
        path, topic.title, topic.summary, site, parent, about=about, hasPart=briefs
    )


def actor(actor: Actor, library: Library, site: Site) -> str:
    path = addresses.actor(actor.id)
    profile = actor.profile
    known = (
        library.actors[each.to]
        for each in (profile.affiliations if profile else ())
        if each.to in library.actors
    )
    affiliations = [each for each in known if each.kind in {"organisation", "group"}]
    item = _actor(
        actor,
        site,
        url=_address(site, path),
        alternateName=list(profile.aliases) if profile else None,
        description=profile.summary.words if profile and profile.summary else None,
        sameAs=[address for *_, address in profile.ids.links]
        if profile and profile.ids
        else None,
        # the vocabulary has no members of other types
        memberOf=[_actor(each, site) for each in affiliations]
        if actor.kind in {"person", "organisation", "group"}
        else None,
        subjectOf=_briefs((slug for slug, _ in actor.roles), library, site),
    )
    return _page(item, path, actor.name, site, parent=addresses.ACTORS)


def brief(brief: LinkedBrief, library: Library, site: Site) -> str:
    """A brief with its topics and actors; the data that it names has its events, quotes and sources."""
    entry, path = brief.entry, addresses.brief(brief.slug)
    topics = [
        _item(
            "DefinedTerm",
            name=library.topics[each].title,
            url=_address(site, addresses.topic(each)),
        )
        for each in entry.topics
    ]
    files = {
        "application/pdf": addresses.paper(brief.slug) if site.offers("papers") else "",
        "application/json": addresses.data(f"briefs/{brief.slug}.json")
        if site.offers("data")
        else "",
    }
    item = _at(
        _REPORT,
        path,
        site,
        headline=entry.title,
        description=entry.summary,
        inLanguage=site.language.code,
        contentReferenceTime=brief.as_of.text,
        datePublished=brief.published.text if brief.published else None,
        dateModified=brief.changed.text,
        creativeWorkStatus=entry.status.capitalize(),
        isAccessibleForFree=True,
        license=site.licence.url,
        author=[_person(each) for each in entry.authors] or _publisher(site),
        contributor=[_person(each) for each in entry.reviewers],
        publisher=_publisher(site),
        image=_address(site, addresses.card(path)) if site.offers("cards") else None,
        encoding=[
            _item("MediaObject", contentUrl=_address(site, file), encodingFormat=type_)
            for type_, file in files.items()
            if file and site.address
        ],
        about=[*topics, *(_actor(member, site) for member in brief.cast)],
        correction=_address(site, path, "corrections")
        if any(not each.source for each in entry.corrections)
        else None,
    )
    return _page(item, path, entry.title, site, parent=addresses.BRIEFS)


def version(version: FrozenVersion, current: str, site: Site) -> str:
    """A version of a brief, whose id is now `current`; empty if the brief is gone."""
    path = addresses.version(version.brief, version.date)
    now = _address(site, addresses.brief(current))
    item = _at(
        _REPORT,
        path,
        site,
        identifier=_item("PropertyValue", propertyID="DOI", value=version.doi)
        if version.doi
        else None,
        sameAs=version.doi_address,
        version=version.date,
        headline=version.title,
        description=version.summary,
        inLanguage=version.language,
        datePublished=version.date,
        isAccessibleForFree=True,
        license=version.licence,
        author=[_person(each) for each in version.authors]
        or _item("Organization", name=version.site, url=site.address),
        publisher=_publisher(site),
        isBasedOn=_item("Report", now, url=now) if current else None,
    )
    return _page(item, path, version.title, site, parent=addresses.BRIEFS)


def _briefs(slugs: Iterable[str], library: Library, site: Site) -> list[Item]:
    briefs = (library.summaries[slug] for slug in slugs)
    known = (
        (each.title, _address(site, addresses.brief(each.slug))) for each in briefs
    )
    return [
        _item("Report", address, headline=title, url=address)
        for title, address in known
    ]


def _actor(actor: Actor | Participant, site: Site, **fields: object) -> Item:
    address = _address(site, addresses.actor(actor.id))
    return _item(_KINDS.get(actor.kind, "Thing"), address, name=actor.name, **fields)


def _publisher(site: Site) -> Item:
    return _item(
        "Organization", name=site.settings.publisher or site.name, url=site.address
    )


def _person(person: Contributor | VersionAuthor) -> Item:
    return _item(
        "Person",
        name=person.name,
        sameAs=ORCID.address(person.orcid) if person.orcid else None,
    )


def _address(site: Site, path: str, anchor: str = "") -> str:
    """The address of a page, a place on it or a file; empty if that of the site is not known."""
    return addresses.absolute(site, path, anchor) if site.address else ""


def _item(type_: str | list[str], id_: str = "", /, **fields: object) -> Item:
    """An item with those of its fields that are not empty."""
    known = {
        name: value for name, value in fields.items() if value not in (None, "", [])
    }
    return {"@type": type_, **({"@id": id_} if id_ else {}), **known}


def _at(type_: str | list[str], path: str, site: Site, **fields: object) -> Item:
    address = _address(site, path)
    return _item(type_, address, url=address, **fields)


def _page(item: Item, path: str, title: str, site: Site, parent: str = "") -> str:
    """What a page is about, with its breadcrumbs; they require addresses."""
    if not site.address:
        return _document(item)
    _ = site.language.gettext
    lists = {
        addresses.BRIEFS: _("Briefs"),
        addresses.ACTORS: _("Actors"),
        addresses.TOPICS: _("Topics"),
    }
    steps = (
        (addresses.HOME, _("Home")),
        *([(parent, lists[parent])] if parent else []),
        (path, title),
    )
    crumbs = [
        _item("ListItem", position=position, name=name, item=_address(site, place))
        for position, (place, name) in enumerate(steps, start=1)
    ]
    return _document(item, _item("BreadcrumbList", itemListElement=crumbs))


def _document(*items: Item) -> str:
    """JSON that can neither end a script element nor open anything in one."""
    document = {"@context": "https://schema.org", "@graph": items}
    return json.dumps(document, separators=(",", ":")).translate(_SCRIPT_ESCAPES)
