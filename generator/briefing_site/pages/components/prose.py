"""Prose on pages: with the numbers of its sources, and with links to what readers can look up."""

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache

from markupsafe import Markup

from briefing_site.format import Prose
from briefing_site.format.prose import Citation
from briefing_site.library.explanations import Explained
from briefing_site.library.library import LinkedBrief
from briefing_site.pages.components import cited_sources, markdown
from briefing_site.pages.components.cited_sources import Holder
from briefing_site.pages.components.markdown import (
    Dialect,
    MarkdownBlocks,
    MarkdownLine,
)
from briefing_site.site import Links, addresses

Cite = Callable[[Citation], Markup]
Name = Callable[[str], Markup]


def run_on(
    text: Prose, link: Links, holder: Holder | None = None, *, dialect: Dialect
) -> Markup:
    """A text on a single line. Without a holder, citations are left out."""
    cite = _citing(link, holder, dialect)
    return MarkdownLine(cite, _naming(link, holder, dialect), dialect).write(text)


def blocks(
    text: Prose, link: Links, holder: Holder | None = None, *, dialect: Dialect
) -> Markup:
    """A text as paragraphs, lists, quotations and headings from level 3 on."""
    cite = _citing(link, holder, dialect)
    return MarkdownBlocks(cite, _naming(link, holder, dialect), dialect).write(text)


def named_in(text: str, link: Links, holder: Holder, *, dialect: Dialect) -> Markup:
    """A text without markup, in which what it names is explained as in prose."""
    return _naming(link, holder, dialect)(text)


def _citing(link: Links, holder: Holder | None, dialect: Dialect) -> Cite:
    def cite(citation: Citation) -> Markup:
        if holder is None:
            return Markup()
        (source,) = holder.source_numbers((citation.source,))
        text = markdown.escape(source.number)
        if citation.locator:
            place = markdown.escape(citation.locator.words(dialect.language))
            text += Markup(", ") + place
        return cited_sources.number(source, text, link, holder, dialect)

    return cite


def _naming(link: Links, holder: Holder | None, dialect: Dialect) -> Name:
    """What escapes a text; on the page of a brief, it also marks what readers can look up."""
    if dialect.is_plain or not isinstance(holder, LinkedBrief):
        return markdown.escape
    if holder.explained and link.page == addresses.brief(holder.slug):
        return _marking(link, holder.explained)
    return markdown.escape


@lru_cache
def _marking(link: Links, explained: tuple[Explained, ...]) -> Name:
    targets = {entry.text: link.to(entry.path, entry.anchor) for entry in explained}
    first_letters = "".join(sorted({re.escape(text[0]) for text in targets}))
    texts = "|".join(map(re.escape, targets))
    pattern = re.compile(rf"(?<!\w)(?=[{first_letters}])(?:{texts})(?!\w)")

    def name(text: str) -> Markup:
        shown = markdown.with_apostrophes(text)
        written = Markup()
        end = 0
        for match in pattern.finditer(text):
            if _goes_on(text[match.end() : match.end() + 2]):
                continue
            written += markdown.escape(shown[end : match.start()])
            written += markdown.mark(match[0], targets[match[0]])
            end = match.end()
        return written + markdown.escape(shown[end:])

    return name


def _goes_on(following: str) -> bool:
    """Whether the next two characters belong to the name before them.

    A mark such as a vowel of Hindi belongs to the word, and another capital to a longer name.
    """
    if unicodedata.category(following[:1] or " ")[0] == "M":
        return True
    return following[:1] == " " and following[1:].isupper()
