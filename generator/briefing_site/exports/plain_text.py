"""Each page as plain Markdown, for programs that have no use for its design.

It is made from the Markdown of the page, so both say the same: parsed to HTML, and its elements written again
as CommonMark without a tag.
"""

import posixpath
import re
import string
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import lru_cache

import pyromark
from lxml import etree
from lxml.html import HtmlElement

from briefing_site.format.prose import indented
from briefing_site.library.library import Library
from briefing_site.pages.components import markdown
from briefing_site.site import Output, Site, Task, addresses

DOWNLOADS = "cite"
"""The anchor of the last section of a page, with what can be downloaded."""
_LEFT_OUT = (
    "//form | //nav | //script | //svg | //@hidden/.."
    " | //@class[. = 'graph-legend' or . = 'headerlink' or . = 'fold-line']/.."
    " | //a[starts-with(@href, 'data:')] | //span[a[starts-with(@href, 'data:')]]"
    " | //details[not(@class='tellings')]/summary"
)
"""Navigation, diagrams, and what is in the page itself."""
_ABOVE = "//p[@class='topics' or contains(@class, 'version-notice')]"
"""What stands above a title, and in a text below it."""
_BLOCKS = frozenset({
    "article", "blockquote", "dd", "details", "div", "dl", "dt", "figcaption", "figure", "h1", "h2", "h3",
    "h4", "h5", "h6", "li", "ol", "p", "section", "table", "ul",
})  # fmt: skip
_ADDRESSED = frozenset({"event", "quote-heading"})
"""Headings with an address that readers cite."""
_ASIDE = frozenset({"aside", "badge", "kind"})
"""What the design sets apart, and a text in brackets."""
_LABELS = frozenset({"confidence", "likelihood", "probability"})
"""What a text has a colon after."""
_FURTHER = frozenset({"event-text", "quote-checks"})
"""What stands in the same line."""

_ATTRIBUTES = re.compile(r"[ \n]\{ ([#.][^{}\"\\]*) \}\n")
"""Those of a block, such as `{ #key-judgements }`; what contributors write has backslashes before braces."""
_MARKED = re.compile(r' markdown(?:="block")?>\n')
"""Where Markdown begins in HTML."""
_NUMBERS = re.compile(r"\[\d+(?:, [^\[\]]+)?\]")
"""The number of a source, maybe with a place in it."""
_CITED = "\0"
"""Marks the end of such a number."""
_LINKING = re.compile(rf"{_CITED}(?=[(:])")
"""Where the next sign would make it a link."""
_STRESSED = re.compile(
    r"<(?<![>*]<)(em|strong)>(?=\S)((?:(?!</?\1>).)+)(?<=\S)</\1>(?![<*])", re.DOTALL
)
_STRESS = re.compile("</?(?:em|strong)>")
_AMPERSAND = re.compile(r"&amp;(?!#?\w+;)")
_SPACES = re.compile(" {2,}")
_PARSER = etree.HTMLParser()
_PARSER.set_element_class_lookup(etree.ElementDefaultClassLookup(element=HtmlElement))
"""That of `lxml.html` calls a function of Python for each element to look for its class."""


def with_text(task: Task) -> Task:
    return replace(task, make=_page_and_text, arguments=(task.make, *task.arguments))


def _page_and_text(
    library: Library,
    site: Site,
    make: Callable[..., Iterable[Output]],
    *arguments: object,
) -> Iterator[Output]:
    for page in make(library, site, *arguments):
        yield page
        yield from of_page(page, site)


def of_page(page: Output, site: Site) -> Iterator[Output]:
    """The plain text of a page, next to it; none for hand-written pages."""
    if addresses.has_text(page.path):
        path = addresses.text(page.path)
        root = "" if site.address else "../" * path.count("/") or "./"
        writer = _Writer(page.path, site, root)
        yield Output(path, f"{writer.text(html(page))}\n".encode())


def html(page: Output) -> HtmlElement:
    """The content of a generated page up to its downloads, as the engine makes it from its Markdown."""
    _, _, text = page.content.decode().partition("\n---\n")
    # CommonMark looks for Markdown within HTML after an empty line, and Python-Markdown where it is told to
    text = _MARKED.sub(" markdown>\n\n", text)
    text = _ATTRIBUTES.sub(r'<attributes marks="\1"></attributes>\n', text)
    made = pyromark.html(text, options=pyromark.Options.ENABLE_TABLES)
    root: HtmlElement = etree.fromstring(f"<body>{made}</body>", _PARSER)[0]
    for each in root.xpath("//attributes"):
        block = each.getparent()
        for mark in each.get("marks").split():
            name = "id" if mark[0] == "#" else "class"
            block.set(name, f"{block.get(name, '')} {mark[1:]}".strip())
        each.drop_tree()
    for each in root.xpath(
        f"h2[@id='{DOWNLOADS}'] | h2[@id='{DOWNLOADS}']/following-sibling::*"
    ):
        root.remove(each)
    return root


def _nodes(element: HtmlElement) -> Iterator[str | HtmlElement]:
    if element.text:
        yield element.text
    for child in element:
        yield child
        if child.tail:
            yield child.tail


def _classes(element: HtmlElement) -> frozenset[str]:
    return _split(element.get("class", ""))


@lru_cache(1_000)
def _split(words: str) -> frozenset[str]:
    return frozenset(words.split())


def _escaped(text: str, *, opens: bool) -> str:
    # signs that mean something at the start of a line only are escaped there only
    return (
        str(markdown.escape(text.lstrip()))
        if opens
        else str(markdown.escape(f"·{text}"))[1:]
    )


class _Writer:
    """Writes elements as Markdown; links are relative to the root if the address of the site is not known."""

    def __init__(self, page: str, site: Site, root: str) -> None:
        self._page = page
        self._site = site
        self._root = root
        self._destinations: dict[str, str] = {}
        """Of links in the text, by those in the page."""

    def text(self, page: HtmlElement) -> str:
        for each in page.xpath(_LEFT_OUT):
            each.drop_tree()
        for each in reversed(page.xpath(_ABOVE)):
            each.getnext().addnext(each)
        return "\n\n".join(self._blocks(page))

    def _blocks(self, element: HtmlElement) -> Iterator[str]:
        line: list[str | HtmlElement] = []
        for node in _nodes(element):
            if (
                isinstance(node, str)
                or node.tag not in _BLOCKS
                or "tellings" in _classes(node)
            ):
                line.append(node)
            else:
                yield from self._paragraph(line)
                line = []
                yield from self._block(node)
        yield from self._paragraph(line)

    def _paragraph(self, nodes: Iterable[str | HtmlElement]) -> Iterator[str]:
        if line := self._line(nodes):
            yield line

    def _block(self, element: HtmlElement) -> Iterator[str]:
        match element.tag:
            case "h1" | "h2" | "h3" | "h4" | "h5" | "h6":
                yield from self._heading(element)
            case "ul" | "ol":
                yield self._list(element)
            case "blockquote":
                yield indented("\n\n".join(self._blocks(element)), "> ", "> ")
            case "table":
                rows = [
                    [self._line(_nodes(cell)) for cell in row]
                    for row in element.iter("tr")
                ]
                lines = [f"| {' | '.join(row)} |" for row in rows]
                yield "\n".join([*lines[:1], f"|{' --- |' * len(rows[0])}", *lines[1:]])
            case "p" if "topics" in _classes(element):
                label = self._site.language.gettext("Topics:")
                yield f"{label} {self._line(_nodes(element))}"
            case _:
                yield from self._blocks(element)

    def _heading(self, element: HtmlElement) -> Iterator[str]:
        _, is_title = self._site.language.gettext, element.tag == "h1"
        page, address = _("Page:"), _("Address:")
        yield f"{'#' * int(element.tag[1])} {self._line(_nodes(element), opens=False)}"
        if is_title:
            yield f"{page} <{self._at(self._page)}>"
        elif "id" in element.attrib and _ADDRESSED & _classes(element):
            yield f"{address} <{self._at(self._page, element.get('id'))}>"

    def _list(self, element: HtmlElement) -> str:
        items = [each for each in element if each.tag == "li"]
        start = int(element.get("start", "1"))
        is_loose = any(item.find("p") is not None for item in items)
        made = []
        for number, item in enumerate(items, start):
            mark = f"{number}. " if element.tag == "ol" else "- "
            made.append(
                indented("\n\n".join(self._blocks(item)), mark, " " * len(mark))
            )
        return ("\n\n" if is_loose else "\n").join(made)

    def _line(self, nodes: Iterable[str | HtmlElement], *, opens: bool = True) -> str:
        """What stands within a block, on one line but for its own line breaks."""
        line = _SPACES.sub(" ", self._inlines(nodes, opens=opens))
        if "<" in line:
            line = _STRESS.sub("", _STRESSED.sub(_stressed, line))
        if _CITED in line:
            line = _LINKING.sub(" ", line).replace(_CITED, "")
        return _AMPERSAND.sub("&", line).strip() if "&" in line else line.strip()

    def _inlines(self, nodes: Iterable[str | HtmlElement], *, opens: bool) -> str:
        made = ""
        for node in nodes:
            made += (
                _escaped(node, opens=opens)
                if isinstance(node, str)
                else self._inline(node, opens=opens)
            )
            opens = opens and not made.strip()
        return made

    def _inline(self, node: HtmlElement, *, opens: bool) -> str:
        """An element within a line, or that `opens` it."""
        inner, classes = self._inlines(_nodes(node), opens=opens), _classes(node)
        match node.tag:
            case "br":
                return "\\\n"
            case "em" | "strong" if not classes and inner.strip():
                return f"<{node.tag}>{inner}</{node.tag}>"
            case "code":
                words = node.text_content()
                return inner if set(words) & set("`|\n") else f"`{words}`"
            case "a" if "term" not in classes:
                return self._link(node, inner)
            case "span" | "strong" if _ASIDE & classes:
                is_followed = "kind" in classes and (node.tail or "").strip()
                return f"({inner.strip()}){':' if is_followed else ''}"
            case "strong" if _LABELS & classes:
                return f"{inner}:"
            case "span" if _FURTHER & classes:
                return f"· {inner}"
            case "details":  # the briefs in which an event is told; their own texts have what they say of it
                links = node.xpath(".//*[@class='telling-brief']/a")
                words = self._line(node.xpath("summary/text()"))
                return f"{words} ({' · '.join(self._line([each]) for each in links)})"
            case "time" | "span" if (
                node.tag == "time" or "date" in classes
            ) and _opens_event(node):
                return f"{inner}:"
        return inner

    def _link(self, element: HtmlElement, inner: str) -> str:
        address = element.get("href", "")
        if address.startswith("#") and _NUMBERS.fullmatch(element.text_content()):
            return f"[{inner[2:-2]}]{_CITED}"  # with brackets that are not escaped
        if not inner:
            return ""
        if address not in self._destinations:
            self._destinations[address] = markdown.destination(self._linked(address))
        made = f"[{inner}]({self._destinations[address]})"
        return f"{made}:" if _opens_item(element) else made

    def _linked(self, link: str) -> str:
        """To the text of another page, or to a place on a page, for the places of texts have no addresses."""
        file, sign, place = link.partition("#")
        if ":" in file or not link:
            return link
        file, mark, query = file.partition("?")
        if file.endswith("/"):  # an address, in HTML
            path = posixpath.normpath(addresses.address(self._page) + file) + ".md"
        else:
            path = posixpath.normpath(
                posixpath.join(posixpath.dirname(self._page), file)
            )
        path = path if file else self._page
        if not (sign or mark) and addresses.has_text(path):
            return self._at(addresses.text(path))
        return f"{self._at(path)}{mark}{query}{sign}{place}"

    def _at(self, path: str, anchor: str = "") -> str:
        return self._root + addresses.absolute(self._site, path, anchor)


def _opens_event(date: HtmlElement) -> bool:
    following = date.getnext()
    is_linked = date.tail == " " and following is not None and following.tag == "a"
    return is_linked or "event" in _classes(date.getparent())


def _opens_item(link: HtmlElement) -> bool:
    """Whether a link to another page begins an item of a list that says something of it."""
    item, words = link.getparent(), (link.tail or "").strip()
    is_first = item.tag == "li" and item[0] is link and not (item.text or "").strip()
    return (
        is_first
        and words[:1] not in {"", "(", "·", ":"}
        and "://" not in link.get("href")
    )


def _stressed(found: re.Match[str]) -> str:
    """Signs of emphasis where they can be read in one way only: between spaces or punctuation."""
    before, after = found.string[: found.start()][-1:], found.string[found.end() :][:1]
    if not (_ends_word(before) and _ends_word(after)):
        return found[2]
    sign = "*" if found[1] == "em" else "**"
    return f"{sign}{found[2]}{sign}"


def _ends_word(sign: str) -> bool:
    return (
        sign in string.punctuation + _CITED
        or sign.isspace()
        or unicodedata.category(sign)[0] == "P"
    )
