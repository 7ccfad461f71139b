"""The Markdown of prose: the parser of markdown-it-py, with rules of our own.

https://markdown-it-py.readthedocs.io/en/latest/architecture.html says what a rule is.
"""

import re
from collections.abc import Callable
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.autolink import autolink
from markdown_it.rules_inline.html_inline import html_inline
from markdown_it.rules_inline.image import image
from markdown_it.rules_inline.link import link

_CITED = r"@[^\[\]\n;,]*(?:,[^\[\]\n;]*(?:\n[^\[\]\n;]*)?)?"
"""A source, with a place in it after a comma, which may go on in the next line."""
CITATION = re.compile(rf"\[({_CITED}(?:;\s*{_CITED})*)\]")
"""No bracket opens within a citation, so that a text of opening brackets is not read again from each."""

InlineRule = Callable[[StateInline, bool], bool]
"""Parses something at the parser's position and returns whether it could; `silent` only tests."""


@cache
def parser() -> MarkdownIt:
    markdown = MarkdownIt("commonmark")
    # what looks like code or a line is far more often a mistake, and links have their address beside them
    markdown.disable(["code", "fence", "hr", "lheading", "reference"])
    for rule in (link, image, autolink, html_inline):
        markdown.inline.ruler.at(rule.__name__, LocatedRule(rule))
    markdown.inline.ruler.before("link", "citation", _citation_rule)
    # every link is parsed, so that a bad one is reported instead of shown as text
    markdown.validateLink = lambda url: True  # type: ignore[method-assign]  # noqa: ARG005
    markdown.normalizeLink = lambda url: url  # type: ignore[method-assign]
    return markdown


class LocatedRule:
    """A rule that also stores the position of what it parses in the `meta` of its first token."""

    def __init__(self, rule: InlineRule) -> None:
        self._rule = rule

    def __call__(self, state: StateInline, silent: bool) -> bool:  # noqa: FBT001 -- the parser calls it so
        start = state.pos
        count = len(state.tokens)
        if not self._rule(state, silent):
            return False
        for token in state.tokens[count:]:
            if token.type != "text":  # which is that of the text before
                token.meta = {"start": start, "end": state.pos}
                break
        return True


def _citation_rule(state: StateInline, silent: bool) -> bool:  # noqa: FBT001
    """Parses `[@source, place; @other]` to a token for each source."""
    match = CITATION.match(state.src, state.pos, state.posMax)
    if not match:
        return False
    if not silent:
        start = match.start(1)
        for part in match[1].split(";"):
            _push_citation(state, part, start)
            start += len(part) + 1
    state.pos = match.end()
    return True


def _push_citation(state: StateInline, text: str, start: int) -> None:
    """Add the token of one source; `text`, which begins at `start`, is `@source` or `@source, place`."""
    cited, _, place = text.partition(",")
    if not place.strip() or place.lstrip().startswith("@"):
        cited = text
        place = ""
    source = cited.strip().removeprefix("@")
    source_start = state.src.index(source, start) if source else start
    token = state.push("citation", "", 0)
    token.content = source
    token.meta = {"start": source_start, "end": source_start + len(source)}
    if place:
        place_start = start + len(text) - len(place.lstrip())
        place = place.strip()
        token.meta["locator"] = (place, place_start, place_start + len(place))
