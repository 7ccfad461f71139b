"""The Markdown that pages may use, and what they have beyond that: an extension of Python-Markdown.

So it covers hand-written pages too: https://python-markdown.github.io/extensions/api/
"""

import re
from collections.abc import Iterable, Mapping
from functools import cache, cached_property
from itertools import pairwise
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.blockprocessors import BlockProcessor
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor
from markdown.serializers import RE_AMP
from markdown.treeprocessors import Treeprocessor
from markdown.util import HTML_PLACEHOLDER_RE, AtomicString

from generator.site.language import DEFAULT, Language

_BEFORE_HTML = 21.5
"""MkDocs looks for ids in all HTML at 21, and blocks of HTML are read at 20."""
_BEFORE_BLOCKS = 104
"""Elements that a placeholder stands for are read at 105, and everything else below."""
_BEFORE_PATTERNS = 21
"""Inline patterns are applied at 20."""
_AFTER_IDS = -5
"""Headings get their ids, and links to themselves, at 5."""
_AFTER_ATTRIBUTES = -10
"""Attribute lists, which may set the target of a link, are processed at 8."""

_NO_SECTIONS = frozenset({"card-title", "listed", "year"})
"""Lists of years and of publishers have filters instead, and cards are no sections."""

_NAMES = "a|abbr|b|cite|em|i|q|small|span|strong|sub|sup|time|circle|defs|g|path|rect|svg|text|title|tspan"
_TAG = rf'<(?:/(?:{_NAMES})|(?:{_NAMES})(?: (?!(?:id|markdown|name)\b)[A-Za-z-]+(?:="[^"<>]*")?)*/?)>'
_PLAIN = r"(?:[^\x02\x03&<>\[\]*_\\{}~^$]|&(?:#[0-9]+|#[xX][0-9a-fA-F]+|[A-Za-z][A-Za-z0-9]*);)"
_INLINE_HTML = re.compile(rf"{_TAG}(?:{_PLAIN}*{_TAG})*")
"""Tags, and the text between them if it means nothing in Markdown."""
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+\-.!])")
_LINK = re.compile(
    rf"(?<!\\)\[(?P<text>(?:{_PLAIN}|{HTML_PLACEHOLDER_RE.pattern}|{_ESCAPED.pattern})*)\]"
    r"\((?P<address>[^\s()<>\"'\\\x02\x03]*)\)"
)
"""A link with a text that means nothing else in Markdown, and an address without a title."""
_BESIDE_LINKS = ("`", "<!", "\\\\", "![", "  \n")
_ATTRIBUTES = re.compile(r"(?<!\n)\{|\}(?!\s*\Z)")
"""What may mean something else beside links."""
_MARKUP = re.compile(r"[`\\\[<&*_]|  \n")
"""What there is in every text that a pattern of Python-Markdown matches."""
_LINE = r"[^\W\d_\n]|[\x02<\[“‘]"
_PARAGRAPH = re.compile(rf"(?:{_LINE}).*(?:\n(?:{_LINE}|\{{).*)*")
_LIST = re.compile(rf"- (?:{_LINE}).*(?:\n(?:(?:- )?(?:{_LINE}).*|    [^|\n]*))*")
"""Blocks that are nothing else, whatever is around them."""
_BESIDE_TAGS = ("`", "~~~", "![")
_NO_TAG = re.compile(r"<(?![A-Za-z/][^<>]*>)")
_TAG_IN_ADDRESS = re.compile(r"\]\([^)]*<")
"""What may show a tag as text, or contain it: code, images, a `<` of no tag, comments, addresses of links."""
_BLOCK_READERS = frozenset(
    {
        *("markdown.blockprocessors", "markdown.extensions.def_list", "markdown.extensions.md_in_html"),
        *("markdown.extensions.tables", "pymdownx.superfences", __name__),
    }
)
_OTHER_READERS = ("smarty", "abbr")
"""What else reads texts."""
_READ_LATER = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "th"})
"""Elements whose texts name something else."""


def extensions(language: Language = DEFAULT) -> Mapping[str, Mapping[str, object]]:
    """The extensions of Python-Markdown with their options."""
    skip = language.gettext("Skip to %(section)s")
    return {
        "attr_list": {},
        "def_list": {},
        "md_in_html": {},
        "pymdownx.superfences": {},
        "tables": {"use_align_attribute": True},  # pages may not set styles
        "generator.site.markdown": {} if language.is_english else {"skip": skip},
        "toc": {
            "permalink": "#",
            "permalink_title": language.gettext("Permanent link"),
            "toc_depth": 2,
        },
    }


def _has_any(text: str, marks: Iterable[str]) -> bool:
    return any(each in text for each in marks)  # a pattern of them takes four times as long


def _is_plain(md: Markdown) -> bool:
    """Whether nothing but Python-Markdown itself reads what is within lines."""
    patterns = all(type(each).__module__ == "markdown.inlinepatterns" for each in md.inlinePatterns)
    return patterns and not any(name in md.treeprocessors for name in _OTHER_READERS)


class _PlainBlocks(BlockProcessor):
    """Makes paragraphs and lists of most blocks of our pages; Python-Markdown would try all else first."""

    @cached_property
    def _are_known(self) -> bool:
        """Whether nothing reads blocks but the extensions that all sites have."""
        modules = {type(each).__module__ for each in self.parser.blockprocessors}
        return modules <= _BLOCK_READERS

    def test(self, parent: Element, block: str) -> bool:  # noqa: ARG002 -- as in the base class
        kind = _LIST if block.startswith("- ") else _PARAGRAPH
        return (
            self._are_known and bool(kind.fullmatch(block)) and "]:" not in block
        )  # which may define a link

    def run(self, parent: Element, blocks: list[str]) -> bool | None:
        name = "ulist" if blocks[0].startswith("- ") else "paragraph"
        processor: BlockProcessor = self.parser.blockprocessors[name]
        return processor.run(parent, blocks)


class _InlineHtml(Preprocessor):
    """Puts HTML within lines aside before all else, as Python-Markdown would in the end.

    Pages that we make have so much of it that they take half the time. What has an id is left to MkDocs.
    """

    def run(self, lines: list[str]) -> list[str]:
        md, text = self.md, "\n".join(lines)
        if not _is_plain(md) or _has_any(text, _BESIDE_TAGS):
            return lines
        if _NO_TAG.search(text) or _TAG_IN_ADDRESS.search(text):
            return lines
        return [
            line  # code, a table, a definition of a link, or a heading
            if "    " in line or "\t" in line or "|" in line or "]:" in line or line.lstrip().startswith("#")
            else _INLINE_HTML.sub(lambda found: md.htmlStash.store(found[0]), line)
            for line in lines
        ]


class _PlainTexts(Treeprocessor):
    """Puts links aside, with the addresses that MkDocs would give them, and leaves to patterns only markup.

    Python-Markdown would try each pattern on each text, and on each piece that earlier patterns leave of it.
    """

    def run(self, root: Element) -> None:
        md = self.md
        if not _is_plain(md):
            return
        others: Any = md.treeprocessors
        address: Any = cache(others["relpath"].path_to_url) if "relpath" in others else None

        def html(link: re.Match[str]) -> str:
            target, text = RE_AMP.sub("&amp;", address(link["address"])), _ESCAPED.sub(r"\1", link["text"])
            return md.htmlStash.store(f'<a href="{target}">{text}</a>')

        def plain(text: str) -> str:
            links = text.count("](")
            if address and links and not (_has_any(text, _BESIDE_LINKS) or _ATTRIBUTES.search(text)):
                made, number = _LINK.subn(html, text)
                if number == links == text.count("[") - text.count("\\["):
                    text = made
            return text if _MARKUP.search(text) else AtomicString(text)

        for each in root.iter():
            if each.text and each.tag not in _READ_LATER and not isinstance(each.text, AtomicString):
                each.text = plain(each.text)
            if each.tail:
                each.tail = plain(each.tail)


class _Folds(Treeprocessor):
    """Makes a `details` of what is to be folded, and its summary of the line that begins it.

    In the Markdown it is a `div`, as `md_in_html` would close a `details` where one within a line ends.
    """

    def run(self, root: Element) -> None:
        for each in root.iter("div"):
            if each.get("class") == "fold":
                each.tag, each[0].tag = "details", "summary"


class _SectionSkips(Treeprocessor):
    """Adds a link to the next section after the heading of each, which only keyboards reach."""

    def __init__(self, md: Markdown, text: str) -> None:
        super().__init__(md)
        self._text = text

    def run(self, root: Element) -> None:
        parents = {child: parent for parent in root.iter() for child in parent}
        headings = [
            each
            for each in root.iter("h2")
            if each.get("id") and not _NO_SECTIONS & set(each.get("class", "").split())
        ]
        for heading, following in pairwise(headings):
            link = Element("a", {"class": "skip-section", "href": f"#{following.get('id')}"})
            link.text = self._text % {"section": _heading_text(following).strip()}
            link.tail = "\n"
            parent = parents[heading]
            parent.insert(list(parent).index(heading) + 1, link)


class _Tables(Treeprocessor):
    """Lets keyboards scroll a table that is wider than a phone: its headings name what has the focus then."""

    def run(self, root: Element) -> None:
        for parent in [*root.iter()]:
            for place, table in enumerate(parent):
                if table.tag == "table" and not parent.get("tabindex"):
                    headings = ("".join(each.itertext()).strip() for each in table.iter("th"))
                    box = Element("div", {"class": "table", "tabindex": "0", "role": "group"})
                    # without placeholders of HTML, which can't be in an attribute
                    box.set("aria-label", HTML_PLACEHOLDER_RE.sub("", ", ".join(filter(None, headings))))
                    box.append(table)
                    parent[place], box.tail, table.tail = box, table.tail, None


def _heading_text(heading: Element) -> str:
    """The text of a heading without the link to itself."""
    inner = (
        f"{'' if child.get('class') == 'headerlink' else _heading_text(child)}{child.tail or ''}"
        for child in heading
    )
    return (heading.text or "") + "".join(inner)


class _Briefs(Extension):
    def __init__(self, **options: object) -> None:
        self.config = {"skip": ["Skip to %(section)s", "the text of a link to the next section"]}
        super().__init__(**options)

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 -- its name in the base class
        numbered: Any = md.parser.blockprocessors["olist"]
        numbered.LAZY_OL = False  # a list begins with its first number: what is folded of it goes on counting
        md.parser.blockprocessors.register(_PlainBlocks(md.parser), "plain-blocks", _BEFORE_BLOCKS)
        md.preprocessors.register(_InlineHtml(md), "inline-html", _BEFORE_HTML)
        md.treeprocessors.register(_PlainTexts(md), "plain-texts", _BEFORE_PATTERNS)
        md.treeprocessors.register(_SectionSkips(md, self.getConfig("skip")), "section-skips", _AFTER_IDS)
        md.treeprocessors.register(_Tables(md), "tables", _AFTER_IDS - 1)
        md.treeprocessors.register(_Folds(md), "folds", _AFTER_ATTRIBUTES)


def makeExtension(**options: object) -> Extension:  # noqa: N802 -- the name that Python-Markdown looks for
    """Create the extension that `additions` lists under `markdown_extensions`."""
    return _Briefs(**options)
