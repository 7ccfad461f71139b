"""A version of a brief, from the library."""

import json
from dataclasses import replace

from generator.exports.data.collector import Collector
from generator.exports.freezing import capture
from generator.format.version import FrozenVersion
from generator.history.changes import FormerTextError, compare_files
from generator.library.library import Library
from generator.pages import brief as pages
from generator.pages.components import references
from generator.site import addresses
from generator.site.site import Site


def freeze(library: Library, site: Site, slug: str, day: str, program: str) -> FrozenVersion:
    """The brief as a build would publish it now; `program` is the version of the program.

    Links are relative to the root of the site, wherever that is.
    """
    brief = library.briefs[slug]
    # what can be downloaded is not part of it, and neither are earlier versions
    bare = replace(site, address="", settings=site.settings.model_copy(update={"exports": ()}))
    alone = replace(library, versions={})
    (page,) = pages.page(alone, bare, slug)
    data = Collector(alone, bare).brief(slug)
    sources = references.sources(brief, site.language)
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
            "page": _json(capture.nodes(addresses.brief(slug), page.content.decode())),
            "data": _json({key: value for key, value in data.items() if key != "versions"}),
            "references": _json(sources),
            "file": library.files[slug].decode("utf-8-sig"),
        }
    )


def is_unchanged(before: FrozenVersion, now: FrozenVersion) -> bool:
    """Whether readers would find nothing new in the second version, neither in its file nor in its names."""
    try:
        return compare_files(before.file, now.file) is None and before.data == now.data
    except FormerTextError:
        return False


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
