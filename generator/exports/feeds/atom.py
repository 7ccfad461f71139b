"""Feeds in the Atom Syndication Format, RFC 4287."""

import datetime
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from generator.exports.feeds.entries import Feed, FeedEntry
from generator.site import addresses, wording
from generator.site.language import Language
from generator.site.output import Output
from generator.site.site import Site

_NAMESPACES = {"xmlns": "http://www.w3.org/2005/Atom", "xmlns:h": "http://www.w3.org/1999/xhtml"}
_STYLE = "assets/feed.css"


def file(feed: Feed, site: Site) -> Output:
    """A feed as an Atom document, which a browser shows as a page.

    Its style sheet hides what is meant for programs, and shows what is meant for people: elements of XHTML,
    which feed readers ignore (RFC 4287, section 6). Browsers no longer transform XML with XSLT.
    """
    path = addresses.feed(feed.page, "atom")
    up = "../" * path.count("/")
    root = Element("feed", {**_NAMESPACES, "xml:lang": site.language.code})
    if not site.address:
        root.set("xml:base", up)  # addresses are relative to the root of the site
    _add(root, "id", feed.id)
    _add(root, "title", feed.title)
    if feed.description:
        _add(root, "subtitle", feed.description)
    _add(root, "updated", _time(feed.updated))
    _add(root, "link", rel="self", type="application/atom+xml", href=addresses.absolute(site, path))
    _add(root, "link", rel="alternate", type="text/html", href=addresses.absolute(site, feed.page))
    _add(root, "link", rel="license", href=site.licence.url)
    _add(root, "rights", site.licence.name)
    _add(SubElement(root, "author"), "name", site.name)
    links = up if not site.address else ""  # browsers do not know xml:base
    about = SubElement(root, "h:p")
    about.text = site.language.gettext(
        "This is a feed: enter its address in a feed reader, and it shows you what is new. "
    )
    _add(
        about, "h:a", site.language.gettext("Open the page"), href=links + addresses.absolute(site, feed.page)
    )
    for entry in feed.entries:
        _add_entry(root, entry, links, site.language)
    indent(root)
    sheets = (_STYLE, addresses.ACCENT) if site.settings.accent else (_STYLE,)
    style = "".join(f'<?xml-stylesheet type="text/css" href="{up}{path}"?>\n' for path in sheets)
    text = tostring(root, encoding="unicode")
    return Output(path, f"<?xml version='1.0' encoding='utf-8'?>\n{style}{text}\n".encode())


def _add_entry(root: Element, entry: FeedEntry, links: str, language: Language) -> None:
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
    shown = SubElement(element, "h:p")
    shown.text = f"{wording.day(entry.day, language)} · "
    _add(shown, "h:a", language.gettext("Open the brief"), href=links + entry.address)


def _add(parent: Element, name: str, text: str = "", **attributes: str) -> None:
    SubElement(parent, name, attributes).text = text or None


def _time(day: datetime.date) -> str:
    return f"{day.isoformat()}T00:00:00Z"
