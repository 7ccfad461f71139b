"""The metadata at the top of a page, for the site engine and its theme."""

from dataclasses import asdict, dataclass
from html import escape

import yaml

from briefing_site.format import EdtfDate
from briefing_site.pages.components.downloads import Alternate
from briefing_site.site import Site, addresses, wording

_Dumper = yaml.CSafeDumper if yaml.__with_libyaml__ else yaml.SafeDumper
_LONGEST_DESCRIPTION = 160
"""Characters of a description; search engines cut longer ones."""
LISTS = "assets/lists.css"
"""The style sheet of pages with cards, filters and lists of many entries."""
FILTER = "assets/filter.js"
"""The script that filters the list on a page, and passes filters on to the other pages of a list."""


@dataclass(frozen=True)
class FrontMatter:
    """The metadata of a page. The engine inserts its texts into HTML, so they are written escaped."""

    title: str
    description: str
    source: str = ""
    """The file to edit to change the page; empty for a page that lists entries of others."""
    alternates: tuple[Alternate, ...] = ()
    updated: EdtfDate | None = None
    """The day of the last change of the content, if known."""
    card: str = ""
    """The preview image of the page; empty for that of the site."""
    modules: tuple[str, ...] = ()
    """The scripts that the page uses besides those of every page."""
    styles: tuple[str, ...] = ()
    """The style sheets that the page uses besides that of every page."""
    note: str = ""
    citation: tuple[tuple[str, str], ...] = ()
    """The names and contents of `meta` elements for reference managers."""
    relations: tuple[tuple[str, str], ...] = ()
    """Links to other versions of the page: the kind, from RFC 5829, and the path of each."""
    is_indexed: bool = True
    """Whether search engines are to list the page."""
    structured_data: str = ""
    """JSON-LD, escaped for its script element. It is at the end of the page, as YAML is slow to parse."""

    def yaml(self, site: Site) -> str:
        """The block of YAML with which a page of the site begins."""
        description = wording.shortened(self.description, _LONGEST_DESCRIPTION)
        edit_address = ""
        if self.source and site.has_edit_links:
            edit_address = site.edit(self.source)
        fields = {
            "title": _on_one_line(self.title),
            "description": escape(description),
            "edit_address": edit_address,
            "alternates": [asdict(alternate) for alternate in self.alternates],
            "updated": self.updated.text if self.updated else "",
            "changed": wording.date(self.updated, site.language)
            if self.updated
            else "",
            "card": self.card,
            "styles": list(self.styles),
            "modules": list(self.modules),
            "relations": [
                {"rel": kind, "address": addresses.address(path)}
                for kind, path in self.relations
            ],
            "robots": "" if self.is_indexed else "noindex",
            "citation": [
                {"name": name, "content": _on_one_line(content)}
                for name, content in self.citation
            ],
        }
        block = yaml.dump(
            {name: value for name, value in fields.items() if value},
            Dumper=_Dumper,
            allow_unicode=True,
            sort_keys=False,
            width=1000,
        )
        note = f"# {self.note}\n" if self.note else ""
        return f"---\n{note}{block}---\n"


def _on_one_line(text: str) -> str:
    return escape(" ".join(text.split()))
