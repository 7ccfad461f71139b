"""Feeds in the Atom Syndication Format, RFC 4287."""

import datetime
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from generator.exports.feeds.entries import Feed, FeedEntry
from generator.publishing import addresses
from generator.publishing.output import Output
from generator.publishing.site import LICENCE, LICENCE_NAME, Site


def file(feed: Feed, site: Site) -> Output:
    """A feed as an Atom document."""
    path = addresses.feed(feed.page, "atom")
    root = Element("feed", {"xmlns": "http://www.w3.org/2005/Atom", "xml:lang": "en"})
    if not site.address:
        root.set("xml:base", "../" * path.count("/"))  # addresses are relative to the root of the site
    _add(root, "id", feed.id)
    _add(root, "title", feed.title)
    if feed.description:
        _add(root, "subtitle", feed.description)
    _add(root, "updated", _time(feed.updated))
    _add(root, "link", rel="self", type="application/atom+xml", href=addresses.absolute(site, path))
    _add(root, "link", rel="alternate", type="text/html", href=addresses.absolute(site, feed.page))
    _add(root, "link", rel="license", href=LICENCE)
    _add(root, "rights", LICENCE_NAME)
    _add(SubElement(root, "author"), "name", site.name)
    for entry in feed.entries:
        _add_entry(root, entry)
    indent(root)
    return Output(path, tostring(root, encoding="utf-8", xml_declaration=True) + b"\n")


def _add_entry(root: Element, entry: FeedEntry) -> None:
    element = SubElement(root, "entry")
    _add(element, "id", entry.id)
    _add(element, "title", entry.title)
    _add(element, "published", _time(entry.day))
    _add(element, "updated", _time(entry.day))
    _add(element, "link", rel="alternate", type="text/html", href=entry.address)
    for topic, title in entry.topics:
        _add(element, "category", term=topic, label=title)
    _add(element, "summary", entry.summary)
    _add(element, "content", str(entry.content), type="html")


def _add(parent: Element, name: str, text: str = "", **attributes: str) -> None:
    SubElement(parent, name, attributes).text = text or None


def _time(day: datetime.date) -> str:
    return f"{day.isoformat()}T00:00:00Z"
