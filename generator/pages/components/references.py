"""References in three formats: every program that manages them reads one of these."""

from collections.abc import Callable
from dataclasses import dataclass

from generator.format.version import FrozenVersion
from generator.library.library import LinkedBrief
from generator.pages.components import bibliography, bibtex, ris
from generator.pages.components.bibliography import Item
from generator.pages.components.contained_file import ContainedFile
from generator.site.addresses import Links, ReferenceFormat
from generator.site.site import Site


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
    Format("CSL-JSON", "json", "application/vnd.citationstyles.csl+json", bibliography.text),
)


def of_brief(brief: LinkedBrief, site: Site) -> dict[str, ContainedFile]:
    """The reference for the brief itself in each format, by its name."""
    return _contained(brief.slug, bibliography.of_brief(brief, site))


def of_version(version: FrozenVersion, site: Site) -> dict[str, ContainedFile]:
    """The same for a version of a brief."""
    return _contained(f"{version.brief}-{version.date}", bibliography.of_version(version, site))


def _contained(name: str, items: list[Item]) -> dict[str, ContainedFile]:
    return {
        each.name: ContainedFile(f"{name}.{each.ending}", each.media_type, each.text(items).encode())
        for each in FORMATS
    }


def files(path: Callable[[ReferenceFormat], str], link: Links) -> dict[str, str]:
    """The addresses of the files of sources, by the names of their formats."""
    return {each.name: link.file(path(each.ending)) for each in FORMATS}
