"""The sources, events and quotes of each brief as files for reference managers."""

from collections.abc import Iterator

from briefing_site.library.library import Library
from briefing_site.references import csl
from briefing_site.references.formats import FORMATS
from briefing_site.references.work import CitedWork
from briefing_site.site import Output, Site, Task, addresses


def tasks(library: Library, _site: Site) -> Iterator[Task]:
    for slug in library.briefs:
        yield Task(addresses.sources(slug, "bib"), sources, (slug,))
    for slug, versions in library.versions.items():
        for number, version in enumerate(versions):
            path = addresses.version_sources(version.brief, version.date, "bib")
            yield Task(path, version_sources, (slug, number))


def sources(library: Library, site: Site, slug: str) -> Iterator[Output]:
    """The sources of a brief; and its events and quotes, if it has any."""
    brief = library.briefs[slug]
    work = CitedWork.from_brief(brief, library, site)
    source_items = csl.source_items(brief, site.language)
    entry_items = csl.entry_items(brief, work)
    for format_ in FORMATS:
        path = addresses.sources(slug, format_.ending)
        yield Output(path, format_.write(source_items).encode())
        if entry_items:
            path = addresses.entries(slug, format_.ending)
            yield Output(path, format_.write(entry_items).encode())


def version_sources(
    library: Library, _site: Site, slug: str, number: int
) -> Iterator[Output]:
    version = library.versions[slug][number]
    for ending, text in version.references.items():
        path = addresses.version_sources(version.brief, version.date, ending)
        yield Output(path, text.encode())
