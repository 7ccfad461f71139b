"""Each page as plain Markdown, for programs that have no use for its design.

It is derived from the Markdown of the page, so both say the same. What contributors wrote is escaped
there: every tag, list of attributes and link to another page that is found is one of the templates.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from generator.library.library import Library
from generator.site import addresses
from generator.site.output import Output, Task
from generator.site.site import Site

_TOLD = re.compile(
    r'<details class="tellings"(?: markdown)?>\s*<summary>(.*?)<span class="aside">(?s:.*?)</details>'
)
"""What several briefs say of an event; their own texts have it."""
_TOLD_IN = re.compile(r'<span class="telling-brief">(\[.*?)</span>')
_WORDS = r"(?:\\.|[^\]\\])*"
_STRESSED = r"(\w(?:[^<>]*[\w.])?)"
_END = r"(?![^\s.,:;?!)”])"
_REPLACEMENTS = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r'<span class="unbroken">(.*?)</span>', r"\1"),
        # the way back from a source
        (r' <(span|details) class="cited-in">.*?</\1>(?=\n)', ""),
        # navigation, diagrams, forms, and downloads
        (r"<(nav|form|svg|summary)\b(?s:.*?)</\1>", ""),
        (r'<p class="graph-legend">.*?</p>', ""),
        (r' <span class="on-screen">(?:· )?<a href="data:.*?</a></span>', ""),
        (r' · <a href="data:.*?</a>', ""),
        (r'<a href="data:.*?</a>', ""),
        (r" <strong [^>]*hidden>.*?</strong>", ""),
        (r"\n## .*\n\n<dl\b(?s:.*)", "\n"),
        # numbers of sources
        (r"\[\\\[(\d+(?:, [^\]\\]+)?)\\\]\]\(#[^)]*\)", r"[\1]"),
        (r"</sup>(?=[(\[:])", " "),  # what follows must not make a link of a number
        # a day such as "9." begins no list within a line
        (r'(<(?<!\n<)(?<![-*+>] <)(?:time|span class="date")[^>]*>\d+)\\(?=\.)', r"\1"),
        # a date and what happened then
        (r"</(?:time|span)>(?= \[| .* \.event \}\n)", ":"),
        (r' <span class="event-text">', ": "),
        (r' <span class="quote-checks">', " · "),
        # what the design sets apart
        (r"</?time\b[^>]*>", ""),
        (r'<span class="kind">(.*?)</span> ', r"(\1): "),
        (r'<(span|strong) class="(?:badge|kind|aside)\b[^>]*>(.*?)</\1>', r"(\2)"),
        (r'<strong class="confidence\b[^>]*>(.*?)</strong>', r"\1:"),
        (rf"\n(- \[{_WORDS}\]\((?!https?:)[^)]*\)) (?=[^<(·])", r"\n\1: "),
        (r"\n(\[.*)\n\{ \.topics \}\n\n(#.*)", r"\n\2\n\n{topics} \1"),
        # signs in place of HTML, where no reader can take them for anything else
        (rf"<em>{_STRESSED}</em>{_END}", r"*\1*"),
        (rf"<strong>{_STRESSED}</strong>{_END}", r"**\1**"),
        (r"&amp;(?!#?\w+;)", "&"),
        # the rest of the design
        (r"</?(?!(?:em|strong|code|br)>)[a-z][^>]*>", ""),
        (r"\n\{ .* \}(?=\n)", ""),
    )
)
"""Patterns in pages and their replacements in plain text, applied in order.

They begin with a text where they can, which makes a search for them faster by far.
"""
_HEADING = re.compile(r"\n(#+ .*?)(?: \{ (?:#(\S+) )?((?:\.\S+ )*)\})?(?=\n)")
_CITED = frozenset({".event", ".quote-heading"})
"""Headings with an address that readers cite."""
_ESCAPE_OR_DESTINATION = re.compile(r"\\.|\]\((?!https?:|webcal:)([^()#?\s]*)([#?][^()\s]*)?\)")
_EMPTY_LINES = re.compile(r"\n\s*\n")


def with_text(task: Task) -> Task:
    """The task of a page, which makes its plain text as well."""
    return replace(task, make=_page_and_text, arguments=(task.make, *task.arguments))


def _page_and_text(
    library: Library, site: Site, make: Callable[..., Iterable[Output]], *arguments: object
) -> Iterator[Output]:
    for page in make(library, site, *arguments):
        yield page
        yield from of_page(page, site)


def of_page(page: Output, site: Site) -> Iterator[Output]:
    """The plain text of a page, next to it; none for hand-written pages."""
    if addresses.has_text(page.path):
        path = addresses.text(page.path)
        root = "" if site.address else "../" * path.count("/") or "./"
        yield Output(path, _Text(page, site, root, to_texts=True).text().encode())


def linked_to_pages(page: Output, site: Site) -> str:
    """The text of a page with links to pages; without an address of the site, relative to its root."""
    return _Text(page, site, "", to_texts=False).text()


class _Text:
    def __init__(self, page: Output, site: Site, root: str, *, to_texts: bool) -> None:
        self._page = page.path
        self._markdown = page.content.decode()
        self._folder = self._page[: self._page.rfind("/") + 1]
        self._site = site
        self._root = root
        self._to_texts = to_texts

    def text(self) -> str:
        """The Markdown of the page without its design."""
        _, _, text = self._markdown.partition("\n---\n")
        text, _, _ = text.partition('\n<script type="application/ld+json">')
        text = _TOLD.sub(lambda found: f"{found[1]}({' · '.join(_TOLD_IN.findall(found[0]))})", text)
        topics = self._site.language.gettext("Topics:").replace("\\", r"\\")
        for pattern, replacement in _REPLACEMENTS:
            text = pattern.sub(replacement.replace("{topics}", topics), text)
        text = _HEADING.sub(self._heading, text)
        text = _ESCAPE_OR_DESTINATION.sub(self._linked, text)
        return _EMPTY_LINES.sub("\n\n", text).strip() + "\n"

    def _heading(self, match: re.Match[str]) -> str:
        words, anchor, classes = match.groups()
        page = self._site.language.gettext("Page:")
        place = self._site.language.gettext("Address:")
        if words.startswith("# "):
            return f"\n{words}\n\n{page} <{self._at(self._page)}>"
        if anchor and _CITED & set(classes.split()):
            return f"\n{words}\n\n{place} <{self._at(self._page, anchor)}>"
        return f"\n{words}"

    def _linked(self, match: re.Match[str]) -> str:
        """To the text of another page, or to a place on a page, for the places of texts have no addresses."""
        file, place = match.groups()
        if file is None:
            return match[0]
        path = self._linked_path(file)
        if place or not (self._to_texts and addresses.has_text(path)):
            return f"]({self._at(path)}{place or ''})"
        return f"]({self._at(addresses.text(path))})"

    def _linked_path(self, link: str) -> str:
        """The path for which `addresses.Links` made the link."""
        if link.startswith("../"):
            return link.removeprefix("../" * self._folder.count("/"))
        return self._folder + link if link else self._page

    def _at(self, path: str, anchor: str = "") -> str:
        return self._root + addresses.absolute(self._site, path, anchor)
