"""Makes a version of a brief: what `briefs freeze` writes, from what a build would publish.

What a version holds is in `format/version.py`, and its own page in `pages/version.py`. It has the finished
HTML of the page of the brief, so a field that is added to pages is in versions without more.
"""

import posixpath
from dataclasses import replace

from lxml.html import fragment_fromstring, tostring
from markdown import markdown
from pydantic_core import to_json

from briefing_site.exports.data.objects import Collector
from briefing_site.format import FrozenVersion
from briefing_site.history.changes import compare_files
from briefing_site.library.library import Library
from briefing_site.pages import brief as pages
from briefing_site.pages import version
from briefing_site.references import csl
from briefing_site.site import Output, Site, addresses
from briefing_site.site.markdown import extensions

_LEFT_OUT = (
    "//script | //h2[@id='cite'] | //h2[@id='cite']/following-sibling::*"
    " | //a[starts-with(@href, 'data:')]"
    " | //*[@class='graph' or @class='graph-legend' or @class='crumbs' or @class='actions']"
    " | //*[@class='headerlink' or @class='skip-section']"
)
"""What leads elsewhere, or is shown otherwise: styles of the day draw the diagram of relations, whose list
says the same."""


def freeze(
    library: Library, site: Site, slug: str, day: str, program: str
) -> FrozenVersion:
    """The brief as a build would publish it now; `program` is the version of the program.

    Links are relative to the root of the site, wherever that is.
    """
    brief = library.briefs[slug]
    # what can be downloaded is not part of it, and neither are earlier versions
    bare = replace(
        site, address="", settings=site.settings.model_copy(update={"exports": ()})
    )
    alone = replace(library, versions={})
    page, *_ = pages.page(alone, bare, slug)
    data = Collector(alone, bare).brief(slug)
    sources = csl.source_items(brief, site.language)
    return FrozenVersion.model_validate(
        {
            "brief": slug,
            "date": day,
            "program": program,
            "site": site.name,
            "language": site.language.code,
            "licence": site.licence.url,
            "title": brief.entry.title,
            "summary": brief.entry.summary,
            "authors": [each.model_dump() for each in brief.entry.authors],
            "topics": [library.topics[topic].title for topic in brief.entry.topics],
            "page": _body(page),
            "data": to_json(
                {key: value for key, value in data.items() if key != "versions"}
            ).decode(),
            "references": to_json(sources).decode(),
            "file": library.files[slug].decode("utf-8-sig"),
        }
    )


def is_unchanged(before: FrozenVersion, now: FrozenVersion) -> bool:
    """Whether readers would find nothing new in the second version, neither in its file nor in its names."""
    return compare_files(before.file, now.file) is None and before.data == now.data


def _body(page: Output) -> tuple[str, ...]:
    _, _, text = page.content.decode().partition("\n---\n")
    options = extensions()
    html = markdown(text, extensions=[*options], extension_configs=dict(options))
    root = fragment_fromstring(html, create_parent="body")
    for element in root.xpath(_LEFT_OUT):
        element.drop_tree()
    for fold in root.xpath("//details[@class='fold']"):
        fold[0].drop_tree()
        fold.drop_tag()
    for link in root.xpath("//a[@href]"):
        link.set("href", _from_root(link.get("href"), page.path))
    return tuple(version.allowed(tostring(each, encoding="unicode")) for each in root)


def _from_root(link: str, path: str) -> str:
    """A link to another page from the root of the site; any other link as it is."""
    file, sign, anchor = link.partition("#")
    if not file or "://" in file:
        return link
    target = posixpath.normpath(posixpath.join(posixpath.dirname(path), file))
    return f"/{addresses.address(target)}{sign}{anchor}"
