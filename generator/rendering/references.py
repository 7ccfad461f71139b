"""References in two formats: every program that manages them reads one of these."""

from collections.abc import Callable
from dataclasses import dataclass

from generator.library.library import LinkedBrief
from generator.publishing.addresses import ReferenceFormat
from generator.publishing.site import Site
from generator.rendering import bibliography, bibtex, ris
from generator.rendering.bibliography import Item
from generator.rendering.contained_file import ContainedFile


@dataclass(frozen=True)
class Format:
    """A format: its name, the ending of its files, its media type and what writes it."""

    name: str
    ending: ReferenceFormat
    media_type: str
    text: Callable[[list[Item]], str]


FORMATS = (
    Format("BibTeX", "bib", "application/x-bibtex", bibtex.text),
    Format("RIS", "ris", "application/x-research-info-systems", ris.text),
)


def of_brief(brief: LinkedBrief, site: Site) -> dict[str, ContainedFile]:
    """The reference for the brief itself in each format, by its name."""
    items = bibliography.of_brief(brief, site)
    return {
        each.name: ContainedFile(f"{brief.slug}.{each.ending}", each.media_type, each.text(items).encode())
        for each in FORMATS
    }
