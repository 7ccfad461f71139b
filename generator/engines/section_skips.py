"""Adds a link to the next section after the heading of each, which only keyboards reach.

An extension of Python-Markdown, as `outside_links` is. Lists of years and of publishers have filters instead,
and cards are no sections.
"""

from itertools import pairwise
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

AFTER_IDS = -5
"""Headings get their ids, and links to themselves, at 5."""
_NO_SECTIONS = frozenset({"card-title", "listed", "year"})


class _Skips(Treeprocessor):
    def __init__(self, md: Markdown, words: str) -> None:
        super().__init__(md)
        self._words = words

    def run(self, root: Element) -> None:
        parents = {child: parent for parent in root.iter() for child in parent}
        headings = [
            each
            for each in root.iter("h2")
            if each.get("id") and not _NO_SECTIONS & set(each.get("class", "").split())
        ]
        for heading, following in pairwise(headings):
            link = Element("a", {"class": "skip-section", "href": f"#{following.get('id')}"})
            link.text = self._words % {"section": "".join(_words(following)).strip()}
            link.tail = "\n"
            parent = parents[heading]
            parent.insert(list(parent).index(heading) + 1, link)


def _words(heading: Element) -> list[str]:
    """The text of a heading without the link to itself."""
    found = [heading.text or ""]
    for child in heading:
        if child.get("class") != "headerlink":
            found += _words(child)
        found.append(child.tail or "")
    return found


class _SectionSkips(Extension):
    def __init__(self, **options: object) -> None:
        self.config = {"words": ["Skip to %(section)s", "the words of a link"]}
        super().__init__(**options)

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 -- its name in the base class
        md.treeprocessors.register(_Skips(md, self.getConfig("words")), "section-skips", AFTER_IDS)


def makeExtension(**options: object) -> Extension:  # noqa: N802 -- the name that Python-Markdown looks for
    """Create the extension that `mkdocs.yml` lists under `markdown_extensions`."""
    return _SectionSkips(**options)
