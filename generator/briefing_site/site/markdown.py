"""The Markdown that pages may use: extensions of Python-Markdown, and one of our own for what these lack.

Ours applies to generated and to handwritten pages, and does three things:

- `<div class="fold" markdown>` becomes a `details` element, and its first paragraph the `summary`. With a
  `details` in the Markdown itself, `md_in_html` would end the fold where one within a line of it ends.
- After each `##` heading follows a link to the next one, which only keyboards reach.
- A table is put into a box that keyboards can scroll, for on phones it may be wider than the screen.

https://python-markdown.github.io/extensions/api/ describes the classes and their priorities.
"""

from collections.abc import Mapping
from itertools import pairwise
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor
from markdown.util import HTML_PLACEHOLDER_RE

from briefing_site.languages.language import DEFAULT, Language

_SKIPS_PRIORITY = -5
"""After `toc`, at 5, has given the headings their ids and their permanent links."""
_TABLES_PRIORITY = -6
_FOLDS_PRIORITY = -10
_NO_SECTIONS = frozenset({"card-title", "listed", "year"})
"""Classes of headings that nobody skips: of cards, and of lists that have filters instead."""


def extensions(language: Language = DEFAULT) -> Mapping[str, Mapping[str, object]]:
    """The extensions of Python-Markdown, by name, with their options."""
    skip = language.gettext("Skip to %(section)s")
    return {
        "attr_list": {},
        "def_list": {},
        "md_in_html": {},
        "pymdownx.superfences": {},
        "sane_lists": {},  # a list may begin with 4, as the folded part of one does
        "tables": {"use_align_attribute": True},  # pages may not set styles
        "briefing_site.site.markdown": {} if language.is_english else {"skip": skip},
        "toc": {
            "permalink": "#",
            "permalink_title": language.gettext("Permanent link"),
            "toc_depth": 2,
        },
    }


class _Folds(Treeprocessor):
    def run(self, root: Element) -> None:
        for element in root.iter("div"):
            if element.get("class") == "fold":
                element.tag = "details"
                element[0].tag = "summary"


class _SectionSkips(Treeprocessor):
    def __init__(self, md: Markdown, text: str) -> None:
        super().__init__(md)
        self._text = text

    def run(self, root: Element) -> None:
        parents = _parents(root)
        sections = [heading for heading in root.iter("h2") if _is_section(heading)]
        for heading, following in pairwise(sections):
            address = f"#{following.get('id')}"
            link = Element("a", {"class": "skip-section", "href": address})
            link.text = self._text % {"section": _heading_text(following).strip()}
            link.tail = "\n"
            parent = parents[heading]
            parent.insert(list(parent).index(heading) + 1, link)


class _Tables(Treeprocessor):
    def run(self, root: Element) -> None:
        parents = _parents(root)
        for table in list(root.iter("table")):
            parent = parents[table]
            if parent.get("tabindex"):
                continue  # the page has a box of its own around it
            box = Element("div", {"class": "table", "tabindex": "0", "role": "group"})
            box.set("aria-label", _column_names(table))
            box.tail = table.tail
            table.tail = None
            parent[list(parent).index(table)] = box
            box.append(table)


def _parents(root: Element) -> dict[Element, Element]:
    """The parent of each element below `root`, which elements do not know themselves."""
    parents = {}
    for parent in root.iter():
        for child in parent:
            parents[child] = parent
    return parents


def _is_section(heading: Element) -> bool:
    classes = heading.get("class", "").split()
    return bool(heading.get("id")) and _NO_SECTIONS.isdisjoint(classes)


def _heading_text(heading: Element) -> str:
    """The text of a heading without its permanent link."""
    text = heading.text or ""
    for child in heading:
        if child.get("class") != "headerlink":
            text += _heading_text(child)
        text += child.tail or ""
    return text


def _column_names(table: Element) -> str:
    """The headings of a table in one line, without HTML, which can't be in an attribute."""
    names = ["".join(heading.itertext()).strip() for heading in table.iter("th")]
    return HTML_PLACEHOLDER_RE.sub("", ", ".join(filter(None, names)))


class _BriefsExtension(Extension):
    def __init__(self, **options: object) -> None:
        self.config = {
            "skip": ["Skip to %(section)s", "text of links between sections"]
        }
        super().__init__(**options)

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 -- its name in the base class
        skips = _SectionSkips(md, self.getConfig("skip"))
        md.treeprocessors.register(skips, "section-skips", _SKIPS_PRIORITY)
        md.treeprocessors.register(_Tables(md), "table-boxes", _TABLES_PRIORITY)
        md.treeprocessors.register(_Folds(md), "folds", _FOLDS_PRIORITY)


def makeExtension(**options: object) -> Extension:  # noqa: N802 -- the name that Python-Markdown looks for
    """Create the extension, with the text of links between sections as option `skip`."""
    return _BriefsExtension(**options)
