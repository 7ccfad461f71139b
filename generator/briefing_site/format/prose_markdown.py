"""The Markdown of prose: the parser of markdown-it-py, with rules of our own.

https://markdown-it-py.readthedocs.io/en/latest/architecture.html says what a rule is.
"""

import re
from collections.abc import Callable
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, fence, reference
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.autolink import autolink
from markdown_it.rules_inline.html_inline import html_inline
from markdown_it.rules_inline.image import image
from markdown_it.rules_inline.link import link

_CITED = r"@[^\[\]\n;,]*(?:,[^\[\]\n;]*(?:\n[^\[\]\n;]*)?)?"
"""A source, with a place in it after a comma, which may go on in the next line."""
CITATION = re.compile(rf"\[({_CITED}(?:;\s*{_CITED})*)\]")
"""No bracket opens within a citation, so that a text of opening brackets is not read again from each."""
_DEFINITION = re.compile(r"\[([^\[\]\n]+)\]:[ \t]*<?https?://\S{1,200}(?!\S)")
"""The address of a link elsewhere. It may not be longer, as each link repeats it."""
_FENCE = re.compile(r"(`{3,}|~{3,})[ \t]*[\w+#.-]*[ \t]*$", re.MULTILINE)

InlineRule = Callable[[StateInline, bool], bool]
"""Parses something at the parser's position and returns whether it could; `silent` only tests."""


@cache
def parser() -> MarkdownIt:
    markdown = MarkdownIt("commonmark")
    # an indented line is far more often a mistake than code, and a line of dashes is not a heading
    markdown.disable(["code", "hr", "lheading"])
    markdown.block.ruler.at("reference", _definition_rule)
    markdown.block.ruler.at(
        "fence",
        _closed_fence_rule,
        {"alt": ["paragraph", "reference", "blockquote", "list"]},
    )
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


def _definition_rule(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001
    """Parses `[label]: https://…`, but only if a link has the label, so that no text disappears."""
    match = _DEFINITION.match(state.src, state.bMarks[start] + state.tShift[start])
    if match is None:
        return False
    label = f"[{match[1].casefold()}]"
    if state.src.casefold().count(label) == 1:
        return False
    return reference(state, start, end, silent)


def _closed_fence_rule(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001
    """Parses lines of code between marks, unless the second is missing or a text follows the first."""
    match = _FENCE.match(state.src, state.bMarks[start] + state.tShift[start])
    if match is None:
        return False
    mark = match[1]
    last_line = rf"\n[ \t>]*{mark}{mark[0]}*[ \t]*(?:\n|\Z)"
    if not re.compile(last_line).search(state.src, match.end()):
        return False
    return fence(state, start, end, silent)
