"""Structured data for search engines: JSON-LD with the vocabulary of https://schema.org.

The id of an item is its address. If the address of the site is not known, ids and
addresses are left out, and items are referred to by name.
"""

import json
from collections.abc import Iterable
from typing import Any

from briefing_site.format import FrozenVersion, Profile
from briefing_site.format.brief import Contributor
from briefing_site.format.fields import ORCID
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

_ACTOR_TYPES = {
    "person": "Person",
    "organisation": "Organization",
    "state": "Country",
    "group": "Organization",
}
"""The types of actors by their kind; kinds that a site adds are no more than a `Thing`."""
_REPORT = ["Report", "BackgroundNewsArticle"]
_SCRIPT_ESCAPES = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"})


def home(site: Site) -> str:
    """The site, and how to search it."""
    website = _item(
        "WebSite",
        url=site.address,
        name=site.name,
        description=site.description,
        inLanguage=site.language.code,
        publisher=_publisher(site),
    )
    if site.address:
        website["potentialAction"] = {
            "@type": "SearchAction",
            "target": {
                "@type": "EntryPoint",
                "urlTemplate": f"{site.address}search/?q={{search_term_string}}",
            },
            "query-input": "required name=search_term_string",
        }
    return _document([website])


def collection(path: str, title: str, description: str, site: Site) -> str:
    """A page that lists entries of briefs."""
    page = _collection_page(path, title, description, site)
    return _with_breadcrumbs(page, path, title, site)


def topic(topic: Topic, library: Library, site: Site) -> str:
    path = addresses.topic(topic.id)
    page = _collection_page(
        path,
        topic.title,
        topic.summary,
        site,
        about=_item("DefinedTerm", name=topic.title, description=topic.summary),
        hasPart=_briefs(topic.briefs, library, site),
    )
    return _with_breadcrumbs(page, path, topic.title, site, parent=addresses.TOPICS)


def actor(actor: Actor, library: Library, site: Site) -> str:
    """An actor with what its profile says, and the briefs that it is in."""
    path = addresses.actor(actor.id)
    profile = actor.profile
    fields: Item = {"url": _address(site, path)}
    if profile:
        fields["alternateName"] = list(profile.aliases)
        if profile.summary:
            fields["description"] = profile.summary.words
        if profile.ids:
            fields["sameAs"] = [address for _, _, address in profile.ids.links]
        # in the vocabulary, nothing else can be a member
        if actor.kind in {"person", "organisation", "group"}:
            fields["memberOf"] = _organisations(profile, library, site)
    fields["subjectOf"] = _briefs([slug for slug, _ in actor.roles], library, site)
    item = _actor(actor, site, **fields)
    return _with_breadcrumbs(item, path, actor.name, site, parent=addresses.ACTORS)


def brief(brief: LinkedBrief, library: Library, site: Site) -> str:
    """A brief with its topics and actors.

    Its events, quotes and sources are in the data that it names.
    """
    entry = brief.entry
    path = addresses.brief(brief.slug)
    authors: object = [_person(author) for author in entry.authors]
    if not authors:
        authors = _publisher(site)
    about = [_topic_term(id_, library, site) for id_ in entry.topics]
    about += [_actor(member, site) for member in brief.cast]
    image = ""
    if site.offers("cards"):
        image = _address(site, addresses.card(path))
    corrections = ""
    if any(not correction.source for correction in entry.corrections):
        corrections = _address(site, path, "corrections")
    report = _page_item(
        _REPORT,
        path,
        site,
        headline=entry.title,
        description=entry.summary,
        inLanguage=site.language.code,
        contentReferenceTime=brief.as_of.text,
        datePublished=brief.published.text if brief.published else "",
        dateModified=brief.changed.text,
        creativeWorkStatus=entry.status.capitalize(),
        isAccessibleForFree=True,
        license=site.licence.url,
        author=authors,
        contributor=[_person(reviewer) for reviewer in entry.reviewers],
        publisher=_publisher(site),
        image=image,
        encoding=_files(brief, site),
        about=about,
        correction=corrections,
    )
    return _with_breadcrumbs(report, path, entry.title, site, parent=addresses.BRIEFS)


def _files(brief: LinkedBrief, site: Site) -> list[Item]:
    """The paper and the data of a brief."""
    if not site.address:
        return []
    files = []
    if site.offers("papers"):
        files.append((addresses.paper(brief.slug), "application/pdf"))
    if site.offers("data"):
        data = addresses.data(f"briefs/{brief.slug}.json")
        files.append((data, "application/json"))
    items = []
    for path, media_type in files:
        address = _address(site, path)
        items.append(
            _item("MediaObject", contentUrl=address, encodingFormat=media_type)
        )
    return items


def version(version: FrozenVersion, current: str, site: Site) -> str:
    """A frozen version of a brief whose id is now `current`; empty if the brief is gone."""
    path = addresses.version(version.brief, version.date)
    identifier: object = None
    if version.doi:
        identifier = _item("PropertyValue", propertyID="DOI", value=version.doi)
    authors: object = [_person(author) for author in version.authors]
    if not authors:
        authors = _item("Organization", name=version.site, url=site.address)
    based_on: object = None
    if current:
        address = _address(site, addresses.brief(current))
        based_on = _item("Report", address, url=address)
    report = _page_item(
        _REPORT,
        path,
        site,
        identifier=identifier,
        sameAs=version.doi_address,
        version=version.date,
        headline=version.title,
        description=version.summary,
        inLanguage=version.language,
        datePublished=version.date,
        isAccessibleForFree=True,
        license=version.licence,
        author=authors,
        publisher=_publisher(site),
        isBasedOn=based_on,
    )
    return _with_breadcrumbs(report, path, version.title, site, parent=addresses.BRIEFS)


def _collection_page(
    path: str, title: str, description: str, site: Site, **fields: object
) -> Item:
    return _page_item(
        "CollectionPage",
        path,
        site,
        name=title,
        description=description,
        inLanguage=site.language.code,
        **fields,
    )


def _briefs(slugs: Iterable[str], library: Library, site: Site) -> list[Item]:
    items = []
    for slug in slugs:
        address = _address(site, addresses.brief(slug))
        title = library.summaries[slug].title
        items.append(_item("Report", address, headline=title, url=address))
    return items


def _topic_term(id_: str, library: Library, site: Site) -> Item:
    address = _address(site, addresses.topic(id_))
    return _item("DefinedTerm", name=library.title(addresses.topic(id_)), url=address)


def _organisations(profile: Profile, library: Library, site: Site) -> list[Item]:
    """The organisations and groups that an actor is affiliated with."""
    items = []
    for affiliation in profile.affiliations:
        if affiliation.to in library.actors:
            organisation = library.actors[affiliation.to]
            if organisation.kind in {"organisation", "group"}:
                items.append(_actor(organisation, site))
    return items


def _actor(actor: Actor | Participant, site: Site, **fields: object) -> Item:
    type_ = _ACTOR_TYPES.get(actor.kind, "Thing")
    address = _address(site, addresses.actor(actor.id))
    return _item(type_, address, name=actor.name, **fields)


def _publisher(site: Site) -> Item:
    name = site.settings.publisher or site.name
    return _item("Organization", name=name, url=site.address)


def _person(person: Contributor | VersionAuthor) -> Item:
    orcid = ORCID.address(person.orcid) if person.orcid else ""
    return _item("Person", name=person.name, sameAs=orcid)


def _address(site: Site, path: str, anchor: str = "") -> str:
    """The address of a page, a place on it or a file; empty if the site has none."""
    if not site.address:
        return ""
    return addresses.absolute(site, path, anchor)


def _page_item(type_: str | list[str], path: str, site: Site, **fields: object) -> Item:
    address = _address(site, path)
    return _item(type_, address, url=address, **fields)


def _item(type_: str | list[str], id_: str = "", /, **fields: object) -> Item:
    """An item with those of its fields that are not empty."""
    item: Item = {"@type": type_}
    if id_:
        item["@id"] = id_
    for name, value in fields.items():
        if value not in (None, "", []):
            item[name] = value
    return item


def _with_breadcrumbs(
    item: Item, path: str, title: str, site: Site, *, parent: str = ""
) -> str:
    """What a page is about, and its breadcrumbs if the site has an address for them."""
    if not site.address:
        return _document([item])
    _ = site.language.gettext
    names = {
        addresses.BRIEFS: _("Briefs"),
        addresses.ACTORS: _("Actors"),
        addresses.TOPICS: _("Topics"),
    }
    steps = [(addresses.HOME, _("Home"))]
    if parent:
        steps.append((parent, names[parent]))
    steps.append((path, title))
    crumbs = []
    for position, (place, name) in enumerate(steps, start=1):
        address = _address(site, place)
        crumbs.append(_item("ListItem", position=position, name=name, item=address))
    return _document([item, _item("BreadcrumbList", itemListElement=crumbs)])


def _document(items: list[Item]) -> str:
    """JSON that can neither end a script element nor open anything in one."""
    document = {"@context": "https://schema.org", "@graph": items}
    return json.dumps(document, separators=(",", ":")).translate(_SCRIPT_ESCAPES)
