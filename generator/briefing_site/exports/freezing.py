"""Makes a version of a brief: what `briefs freeze` writes, from what a build would publish.

It holds the finished page, plain text and data of the brief, so a field that is added to
pages is in versions without more. `format/version.py` says what a version is, and
`pages/version.py` shows it.
"""

import json
import posixpath
from dataclasses import replace

from lxml.html import HtmlElement, fragment_fromstring, tostring
from pydantic_core import to_json

from briefing_site.exports.data.objects import Collector
from briefing_site.format import FrozenVersion
from briefing_site.format.version import VersionAuthor, VersionSection
from briefing_site.history.changes import compare_files
from briefing_site.library.library import Library
from briefing_site.pages import brief as pages
from briefing_site.references import csl
from briefing_site.references.formats import FORMATS
from briefing_site.site import Language, Output, Site, addresses
from briefing_site.site.markdown import to_html

_LEFT_OUT = (
    "//script | //h1 | //h2[@id='cite'] | //h2[@id='cite']/following-sibling::*"
    " | //h2/a[@class='headerlink'] | //*[@class='skip-section']"
    " | //a[starts-with(@href, 'data:')]"
    " | //*[@class='graph' or @class='crumbs' or @class='actions']"
)
"""What the page of the version has itself, what leads elsewhere, and the diagram of relations.

Styles of the day draw the diagram; the list below it says the same.
"""


def freeze(
    library: Library, site: Site, slug: str, day: str, program: str
) -> FrozenVersion:
    """The brief as a build would publish it now; `program` is the version of the program."""
    brief = library.briefs[slug]
    # what can be downloaded is not part of it, and neither are earlier versions
    library = replace(library, versions={})
    settings = site.settings.model_copy(update={"exports": ()})
    # addresses are from the root of the site, wherever that is
    page, text = pages.page(
        library, replace(site, address="/", settings=settings), slug
    )
    # after the title and the address
    _, _, plain_text = text.content.decode().split("\n\n", 2)
    data = Collector(library, replace(site, address="", settings=settings)).brief(slug)
    del data["versions"]
    items = csl.source_items(brief, site.language)
    authors = []
    for author in brief.entry.authors:
        authors.append(VersionAuthor(name=author.name, orcid=author.orcid))
    return FrozenVersion(
        brief=slug,
        date=day,
        program=program,
        site=site.name,
        language=site.language.code,
        licence=site.licence.url,
        title=brief.entry.title,
        summary=brief.entry.summary,
        authors=tuple(authors),
        topics=tuple(library.topics[topic].title for topic in brief.entry.topics),
        page=tuple(_sections(page, site.language)),
        text=plain_text,
        data=json.loads(to_json(data)),
        references={format_.ending: format_.write(items) for format_ in FORMATS},
        file=library.files[slug].decode("utf-8-sig"),
    )


def is_unchanged(before: FrozenVersion, now: FrozenVersion) -> bool:
    """Whether readers would find nothing new in the second version, neither in its file nor in its names."""
    return compare_files(before.file, now.file) is None and before.data == now.data


def _sections(page: Output, language: Language) -> list[VersionSection]:
    """The sections of a page as HTML, each with its heading."""
    _, _, text = page.content.decode().partition("\n---\n")
    root = fragment_fromstring(to_html(text, language), create_parent="body")
    for element in root.xpath(_LEFT_OUT):
        element.drop_tree()
    for link in root.xpath("//a[@href]"):
        link.set("href", _from_root(link.get("href"), page.path))
    sections = []
    for elements in _by_heading(root):
        heading = None
        if elements and elements[0].tag == "h2":
            heading = elements.pop(0)
        section = VersionSection(
            id="" if heading is None else heading.get("id", ""),
            heading="" if heading is None else heading.text_content().strip(),
            html="".join(tostring(element, encoding="unicode") for element in elements),
        )
        sections.append(section)
    return sections


def _by_heading(root: HtmlElement) -> list[list[HtmlElement]]:
    """What stands before the first heading, and then each heading with what follows it."""
    groups: list[list[HtmlElement]] = [[]]
    for element in root:
        if element.tag == "h2":
            groups.append([])
        groups[-1].append(element)
    return groups


def _from_root(link: str, path: str) -> str:
    """A link to another page from the root of the site; any other link as it is."""
    file, sign, anchor = link.partition("#")
    if not file or "://" in file:
        return link
    target = posixpath.normpath(posixpath.join(posixpath.dirname(path), file))
    return f"/{addresses.address(target)}{sign}{anchor}"
