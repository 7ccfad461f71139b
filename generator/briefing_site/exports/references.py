"""The sources, events and quotes of each brief for programs that manage references."""

import json
from collections.abc import Iterator

from briefing_site.library.library import Library
from briefing_site.pages.components import reference_formats
from briefing_site.pages.components.citation import CitedWork
from briefing_site.site import Output, Site, Task, addresses


def tasks(library: Library, _site: Site) -> Iterator[Task]:
    for slug in library.briefs:
        yield Task(addresses.sources(slug, "bib"), sources, (slug,))
    for slug, versions in library.versions.items():
        for number, each in enumerate(versions):
            path = addresses.version_sources(each.brief, each.date, "bib")
            yield Task(path, of_version, (slug, number))


def sources(library: Library, site: Site, slug: str) -> Iterator[Output]:
    brief = library.briefs[slug]
    items = reference_formats.sources(brief, site.language)
    entries = reference_formats.entries(
        brief, CitedWork.from_brief(brief, library, site)
    )
    for format_ in reference_formats.FORMATS:
        yield Output(
            addresses.sources(slug, format_.ending), format_.text(items).encode()
        )
        if entries:
            yield Output(
                addresses.entries(slug, format_.ending), format_.text(entries).encode()
            )


def of_version(
    library: Library, _site: Site, slug: str, number: int
) -> Iterator[Output]:
    version = library.versions[slug][number]
    for format_ in reference_formats.FORMATS:
        path = addresses.version_sources(version.brief, version.date, format_.ending)
        yield Output(path, format_.text(json.loads(version.references)).encode())
