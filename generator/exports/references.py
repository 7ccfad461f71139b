"""The references of each brief, in two formats: every program for references reads one of them."""

from collections.abc import Callable, Iterator, Mapping

from generator.exports import bibliography, bibtex, ris
from generator.exports.bibliography import Item
from generator.library.library import Library
from generator.publishing import addresses
from generator.publishing.addresses import ReferenceFormat
from generator.publishing.output import Output, Task
from generator.publishing.site import Site

WRITERS: Mapping[ReferenceFormat, Callable[[list[Item]], str]] = {
    "bib": bibtex.text,
    "ris": ris.text,
}


def tasks(library: Library, _site: Site) -> Iterator[Task]:
    """One task a brief."""
    for slug in library.briefs:
        yield Task(addresses.references(slug, "cite", "bib"), references, (slug,))


def references(library: Library, site: Site, slug: str) -> Iterator[Output]:
    """One file for each list of a brief and each format."""
    for of, items in bibliography.lists(library.briefs[slug], site):
        for format_, text in WRITERS.items():
            yield Output(addresses.references(slug, of, format_), text(items).encode())
