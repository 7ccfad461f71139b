"""The Markdown that pages may use: extensions of Python-Markdown, and one of our own for what these lack.

Ours applies to generated and to handwritten pages, and does four things:

- An attribute list that is a paragraph by itself belongs to the block before it, such as a list or a table.
- A paragraph of the class `fold` becomes the `summary` of a `details` element, which has what follows it: up
  to the next such paragraph or `##` heading, or to the end of the list item or element that it is in.
- After each `##` heading follows a link to the next one, which only keyboards reach.
- A table is put into a box that keyboards can scroll, for on phones it may be wider than the screen.

https://python-markdown.github.io/extensions/api/ describes the classes and their priorities.
"""

import re
from collections.abc import Mapping
from itertools import pairwise
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.attr_list import AttrListTreeprocessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import HTML_PLACEHOLDER_RE

from briefing_site.languages.language import DEFAULT, Language

_SKIPS_PRIORITY = -5
"""After `toc`, at 5, has given the headings their ids and their permanent links."""
_TABLES_PRIORITY = -6
_BLOCK_ATTRIBUTES_PRIORITY = 7
"""Before tables are put into boxes."""
_FOLDS_PRIORITY = -10
"""After `attr_list`, at 8, has given paragraphs their classes."""
_ATTRIBUTE_LIST = re.compile(r"\{ [^{}\n]+ \}")
_SECTION_TAGS = frozenset({"h1", "h2"})
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
            "title": language.gettext("On this page"),
            "toc_depth": 2,
        },
    }


def to_html(page: str, language: Language) -> str:
    """The Markdown of a page, without its front matter, as HTML; also where no package is installed."""
    options = {}
    for name, values in extensions(language).items():
        if name == "pymdownx.superfences":
            continue  # browsers do not have it, and no page of a brief has fences
        # the names of some extensions are short for those of modules
        module = name if "." in name else f"markdown.extensions.{name}"
        options[module] = values
    converter = Markdown(extensions=list(options), extension_configs=options)
    return converter.convert(page)


class _BlockAttributes(Treeprocessor):
    def run(self, root: Element) -> None:
        for parent in list(root.iter()):
            previous: Element | None = None
            for child in list(parent):
                text = (child.text or "").strip()
                is_attribute_list = bool(_ATTRIBUTE_LIST.fullmatch(text))
                if child.tag != "p" or len(child) or not is_attribute_list:
                    previous = child
                elif previous is not None:
                    AttrListTreeprocessor().assign_attrs(previous, text[1:-1])
                    parent.remove(child)


class _Folds(Treeprocessor):
    def run(self, root: Element) -> None:
        for parent in list(root.iter()):
            fold: Element | None = None
            for child in list(parent):
                if child.tag == "p" and "fold" in child.get("class", "").split():
                    fold = Element("details", child.attrib)
                    parent.insert(list(parent).index(child), fold)
                    parent.remove(child)
                    fold.append(child)
                    child.tag = "summary"
                    child.attrib.clear()
                elif child.tag in _SECTION_TAGS:
                    fold = None
                elif fold is not None:
                    parent.remove(child)
                    fold.append(child)


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
        md.treeprocessors.register(
            _BlockAttributes(md), "block-attributes", _BLOCK_ATTRIBUTES_PRIORITY
        )
        md.treeprocessors.register(_Folds(md), "folds", _FOLDS_PRIORITY)


def makeExtension(**options: object) -> Extension:  # noqa: N802 -- the name that Python-Markdown looks for
    """Create the extension, with the text of links between sections as option `skip`."""
    return _BriefsExtension(**options)
