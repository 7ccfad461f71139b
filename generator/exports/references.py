"""The sources of each brief for programs that manage references."""

from collections.abc import Iterator

from generator.library.library import Library
from generator.publishing import addresses
from generator.publishing.output import Output, Task
from generator.publishing.site import Site
from generator.rendering import bibliography, references


def tasks(library: Library, _site: Site) -> Iterator[Task]:
    """One task a brief."""
    for slug in library.briefs:
        yield Task(addresses.sources(slug, "bib"), sources, (slug,))


def sources(library: Library, site: Site, slug: str) -> Iterator[Output]:
    """One file for each format."""
    items = bibliography.of_sources(library.briefs[slug], site)
    for format_ in references.FORMATS:
        yield Output(addresses.sources(slug, format_.ending), format_.text(items).encode())
