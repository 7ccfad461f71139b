"""The Markdown that pages may use, and what they have beyond that: an extension of Python-Markdown.

So it covers hand-written pages too: https://python-markdown.github.io/extensions/api/
"""

import re
from collections.abc import Iterable, Mapping
from functools import cache, cached_property
from itertools import chain, pairwise, zip_longest
from typing import Any, cast
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.blockprocessors import BlockProcessor
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor
from markdown.serializers import RE_AMP
from markdown.treeprocessors import Treeprocessor
from markdown.util import HTML_PLACEHOLDER_RE, AtomicString

from briefing_site.languages.language import DEFAULT, Language

_BEFORE_IDS, _BEFORE_HTML = 21.5, 20.5
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
_PLAIN = r"(?:[^\x02\x03&<>\[\]*_\\{}]++|&(?:#[0-9]+|#[xX][0-9a-fA-F]+|[A-Za-z][A-Za-z0-9]*);)"


def _tags(names: str, but_with: str) -> re.Pattern[str]:
    """Tags, and the text between them if it means nothing in Markdown."""
    tag = rf'<(?:/(?:{names})|(?:{names})(?: (?!(?:{but_with})\b)[A-Za-z-]++(?:="[^"<>]*+")?)*/?)>'
    return re.compile(rf"{tag}(?:{_PLAIN}*{tag})*")


_INLINE_HTML = _tags(_NAMES, "id|markdown|name")
_INLINE_HTML_WITH_IDS = _tags(_NAMES, "markdown")
_NO_FOLD = r"(?:[^<\n]++|<(?!/?(?:details|summary)\b))*"
_ITEM_WITH_FOLDS = re.compile(
    rf"- (?:{_NO_FOLD}<details[^<>]*><summary>{_NO_FOLD}</summary>{_NO_FOLD}</details>)+{_NO_FOLD}"
)
"""Elements that elsewhere are blocks, and that `md_in_html` would break where a fold is around them."""
_FOLDS = _tags(rf"{_NAMES}|details|summary", "id|markdown|name")
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+\-.!])")
_LINK = re.compile(
    rf"(?<!\\)\[((?:{_PLAIN}|{HTML_PLACEHOLDER_RE.pattern}|{_ESCAPED.pattern})*)\]"
    r"\(([^\s()<>\"'\\\x02\x03]*)\)"
)
"""A link with a text that means nothing else in Markdown, and an address without a title."""
_WEB = ("https://", "http://")
"""How addresses begin that MkDocs leaves as they are."""
_BESIDE_LINKS = ("`", "\\\\", "![", "{", "  \n")
"""What may mean something else beside links."""
_BETWEEN_LINKS, _BETWEEN_ITEMS = "\x02\x02", "\x03\n\x03"
_MARKUP = re.compile(r"[`\\\[<*_]|  \n")
"""What there is in every text that a pattern of Python-Markdown matches and changes."""
_LINE = r"[^\W\d_\n]|[\x02<\[“‘]"
_PARAGRAPH = re.compile(rf"(?:{_LINE}).*(?:\n(?:{_LINE}|\{{).*)*")
_LIST = re.compile(rf"- (?:{_LINE}).*(?:\n(?:(?:- )?(?:{_LINE}).*|    [^|\n]*))*")
"""Blocks that are nothing else, whatever is around them."""
_AFTER_LIST = re.compile(rf"{_LINE}|#|\Z")
"""What does not go on with a list."""
_BESIDE_TAGS = ("`", "~~~", "![")
_NO_TAG = re.compile(r"<(?![A-Za-z/][^<>]*>)")
_TAG_IN_ADDRESS = re.compile(r"\]\([^)]*<")
"""What may show a tag as text, or contain it: code, images, a `<` of no tag, comments, addresses of links."""
_BLOCK_READERS = frozenset(
    {
        *(
            "markdown.blockprocessors",
            "markdown.extensions.def_list",
            "markdown.extensions.md_in_html",
        ),
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
        "briefing_site.site.markdown": {} if language.is_english else {"skip": skip},
        "toc": {
            "permalink": "#",
            "permalink_title": language.gettext("Permanent link"),
            "toc_depth": 2,
        },
    }


def _has_any(text: str, marks: Iterable[str]) -> bool:
    return any(
        each in text for each in marks
    )  # a pattern of them takes four times as long


def _is_plain(md: Markdown) -> bool:
    """Whether nothing but Python-Markdown itself reads what is within lines."""
    patterns = all(
        type(each).__module__ == "markdown.inlinepatterns" for each in md.inlinePatterns
    )
    return patterns and not any(name in md.treeprocessors for name in _OTHER_READERS)


class _PlainBlocks(BlockProcessor):
    """Makes paragraphs and lists of most blocks of our pages; Python-Markdown would try all else first."""

    @cached_property
    def _are_known(self) -> bool:
        """Whether nothing reads blocks but the extensions that all sites have."""
        modules = {type(each).__module__ for each in self.parser.blockprocessors}
        return modules <= _BLOCK_READERS

    @cached_property
    def _texts(self) -> "_PlainTexts | None":
        """What reads texts of lists, if nothing else does."""
        md = self.parser.md
        return (
            cast(_PlainTexts, md.treeprocessors["plain-texts"])
            if _is_plain(md)
            else None
        )

    def test(self, parent: Element, block: str) -> bool:  # noqa: ARG002 -- as in the base class
        kind = _LIST if block.startswith("- ") else _PARAGRAPH
        return (
            self._are_known and bool(kind.fullmatch(block)) and "]:" not in block
        )  # which may define a link

    def run(self, parent: Element, blocks: list[str]) -> bool | None:
        is_list = blocks[0].startswith("- ")
        if is_list and (html := self._list(parent, *blocks)):
            SubElement(parent, "p").text = AtomicString(
                self.parser.md.htmlStash.store(html)
            )
            del blocks[0]
            return None
        processor: BlockProcessor = self.parser.blockprocessors[
            "ulist" if is_list else "paragraph"
        ]
        return processor.run(parent, blocks)

    def _list(self, parent: Element, block: str, *others: str) -> str | None:
        """The HTML of a list of lines with no markup but links; `None` for any other."""
        following = next(
            (stripped for each in others if (stripped := each.lstrip("\n"))), ""
        )
        is_between = parent.tag != "div" or (
            len(parent) and parent[-1].tag in ("ul", "ol")
        )
        if not self._texts or is_between or not _AFTER_LIST.match(following):
            return None
        if block.count("\n- ") < block.count("\n"):
            return None  # with items of several lines
        html = self._texts.html(
            block.removeprefix("- ").replace("\n- ", _BETWEEN_ITEMS)
        )
        return html and f"<ul>\n<li>{html}</li>\n</ul>".replace(
            _BETWEEN_ITEMS, "</li>\n<li>"
        )


class _InlineHtml(Preprocessor):
    """Puts HTML within lines aside before all else, as Python-Markdown would in the end.

    Pages that we make have so much of it that they take half the time.
    """

    def __init__(self, md: Markdown, *, with_ids: bool = False) -> None:
        super().__init__(md)
        self._pattern = _INLINE_HTML_WITH_IDS if with_ids else _INLINE_HTML

    def run(self, lines: list[str]) -> list[str]:
        text = "\n".join(lines)
        if not _is_plain(self.md) or _has_any(text, _BESIDE_TAGS):
            return lines
        if _NO_TAG.search(text) or _TAG_IN_ADDRESS.search(text):
            return lines
        return [self._without_html(line) if "<" in line else line for line in lines]

    def _without_html(self, line: str) -> str:
        if (
            "    " in line
            or "\t" in line
            or "|" in line
            or "]:" in line
            or line.lstrip().startswith("#")
        ):
            return line  # code, a table, a definition of a link, or a heading
        pattern = (
            _FOLDS
            if "<details" in line and _ITEM_WITH_FOLDS.fullmatch(line)
            else self._pattern
        )
        return pattern.sub(lambda found: self.md.htmlStash.store(found[0]), line)


class _PlainTexts(Treeprocessor):
    """Puts texts aside whose only markup is links, with the addresses that MkDocs would give these.

    Python-Markdown would try each pattern on each text, and on each piece that earlier patterns leave of it.
    """

    @cached_property
    def _address(self) -> Any:  # noqa: ANN401 -- of MkDocs, which has no types for it
        others: Any = self.md.treeprocessors
        return cache(others["relpath"].path_to_url) if "relpath" in others else None

    def run(self, root: Element) -> None:
        if not _is_plain(self.md):
            return
        for each in root.iter():
            if each.text and not (
                each.tag in _READ_LATER and _has_any(each.text, ("](", "&"))
            ):
                each.text = self._plain(each.text)
            if each.tail:
                each.tail = self._plain(each.tail)

    def _plain(self, text: str) -> str:
        if isinstance(text, AtomicString):
            return text
        if "](" in text:
            shown, mark, attributes = text.partition("\n{")
            html = None if _MARKUP.search(attributes) else self.html(shown + mark[:1])
            if html:
                text = (
                    self.md.htmlStash.store(html.removesuffix(mark[:1]))
                    + mark
                    + attributes
                )
        return text if _MARKUP.search(text) else AtomicString(text)

    def html(self, text: str) -> str | None:
        """The HTML of a text in which there is no markup but links; `None` for any other."""
        if not self._address or _has_any(text, _BESIDE_LINKS):
            return None
        pieces = _LINK.split(text)
        between = _BETWEEN_LINKS.join(pieces[::5])
        if _MARKUP.search(_ESCAPED.sub("", between)):
            return None
        links = (
            f'<a href="{address if address.startswith(_WEB) else self._address(address)}">{shown}</a>'
            for shown, address in zip(pieces[1::5], pieces[4::5], strict=True)
        )
        others = between.replace(">", "&gt;").split(_BETWEEN_LINKS)
        html = "".join(chain(*zip_longest(others, links, fillvalue="")))
        return HTML_PLACEHOLDER_RE.sub(
            self._stored, RE_AMP.sub("&amp;", _ESCAPED.sub(r"\1", html))
        )

    def _stored(self, placeholder: re.Match[str]) -> str:
        stored: object = self.md.htmlStash.rawHtmlBlocks[int(placeholder[1])]
        return stored if isinstance(stored, str) else placeholder[0]


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
            link = Element(
                "a", {"class": "skip-section", "href": f"#{following.get('id')}"}
            )
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
                    headings = (
                        "".join(each.itertext()).strip() for each in table.iter("th")
                    )
                    box = Element(
                        "div", {"class": "table", "tabindex": "0", "role": "group"}
                    )
                    # without placeholders of HTML, which can't be in an attribute
                    box.set(
                        "aria-label",
                        HTML_PLACEHOLDER_RE.sub("", ", ".join(filter(None, headings))),
                    )
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
        self.config = {
            "skip": ["Skip to %(section)s", "the text of a link to the next section"]
        }
        super().__init__(**options)

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 -- its name in the base class
        numbered: Any = md.parser.blockprocessors["olist"]
        numbered.LAZY_OL = False  # a list begins with its first number: what is folded of it goes on counting
        md.parser.blockprocessors.register(
            _PlainBlocks(md.parser), "plain-blocks", _BEFORE_BLOCKS
        )
        md.preprocessors.register(_InlineHtml(md), "inline-html", _BEFORE_IDS)
        md.preprocessors.register(
            _InlineHtml(md, with_ids=True), "inline-html-with-ids", _BEFORE_HTML
        )
        md.treeprocessors.register(_PlainTexts(md), "plain-texts", _BEFORE_PATTERNS)
        md.treeprocessors.register(
            _SectionSkips(md, self.getConfig("skip")), "section-skips", _AFTER_IDS
        )
        md.treeprocessors.register(_Tables(md), "tables", _AFTER_IDS - 1)
        md.treeprocessors.register(_Folds(md), "folds", _AFTER_ATTRIBUTES)


def makeExtension(**options: object) -> Extension:  # noqa: N802 -- the name that Python-Markdown looks for
    """Create the extension that `additions` lists under `markdown_extensions`."""
    return _Briefs(**options)
