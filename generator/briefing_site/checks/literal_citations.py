"""Rules about citations that are not recognized, because they are not in the form `[@source, p. 4]`.

Each function in `RULES` looks for one mistake in a text; its docstring has an example.
"""

import re
from collections.abc import Callable, Iterator

from briefing_site.checks.passage import LiteralText, Passage
from briefing_site.diagnostics import Code, Message, Severity
from briefing_site.format import identifiers, locators

LITERAL_CITATION = Message(
    Code(
        "literal-citation",
        "A text names a source, but not as a citation that is read.",
        Severity.WARNING,
    ),
    "readers see '{text}' as it is written, because that is no citation",
    "write {citation}; where no source is meant, write \\{text}",
)
UNCLEAR_CITATION = Message(
    LITERAL_CITATION.code,
    LITERAL_CITATION.text,
    "write [@{source}] or [@{source}, p. 4], and all other words outside the brackets",
)
NUMBER = Message(
    LITERAL_CITATION.code,
    LITERAL_CITATION.text,
    "write [@...] with the id of the source, such as [@{source}]: the page numbers sources itself; where no "
    "source is meant, write \\{text}",
)

_ID = identifiers.PATTERN
_PLACE = r"[^()\[\]\n;@]{1,60}"
_IN_BRACKETS = re.compile(
    rf"(?<![\w\\/@])[(\[]@(?P<id>{_ID})(?:[,;:]?\s+(?P<place>{_PLACE}))?[)\]]"
)
_AMONG_WORDS = re.compile(
    rf"(?<!\\)\[[^\[\]\n@]+@(?P<id>{_ID})\b(?!-)[^\[\]\n]*\](?!\()"
)
_WITHOUT_BRACKETS = re.compile(
    rf"(?<![\w\\/@.=&-])@(?P<id>{_ID})(?![\w-]|[.:/@]\w)(?:\s*\[(?P<place>{_PLACE})\])?"
)
_WITHOUT_AT = re.compile(
    rf"(?<!\\)@?\[[@^]?(?P<id>{_ID})\](?!\(|\[[A-Za-z]|:\s*<?https?:)"
)
_NUMBER = re.compile(r"(?<![\\\]])\[(?P<name>\^[\w-]+|\d{1,3})\](?![(:])")
_FEW = 9
"""Numbers in brackets up to this one, or up to the number of sources, are taken for citations.

Higher ones are probably the numbers of paragraphs.
"""


def citation_with_other_signs(passage: Passage) -> Iterator[LiteralText]:
    """A citation must be in square brackets, with a comma before the page.

    Before:

        He cuts a ribbon (@paper; p. 4).

    After:

        He cuts a ribbon [@paper, p. 4].
    """
    for match in _IN_BRACKETS.finditer(passage.unread):
        yield from _citation(passage, match, match["place"] or "")


def citation_without_brackets(passage: Passage) -> Iterator[LiteralText]:
    """A citation must be in brackets, together with the page.

    Before:

        He cuts it, as @paper [p. 4] writes.

    After:

        He cuts it, as [@paper, p. 4] writes.
    """
    for match in _WITHOUT_BRACKETS.finditer(passage.unread):
        yield from _citation(passage, match, match["place"] or "")


def citation_among_words(passage: Passage) -> Iterator[LiteralText]:
    """A citation can't have other words in its brackets.

    Before:

        He cuts it [see @paper].

    After:

        He cuts it, see [@paper].
    """
    for match in _AMONG_WORDS.finditer(passage.unread):
        if match["id"] in passage.sources:
            values = {"text": match[0], "source": match["id"]}
            yield LiteralText(UNCLEAR_CITATION, *match.span(), values)


def citation_without_at(passage: Passage) -> Iterator[LiteralText]:
    """A citation must begin with an at sign.

    Before:

        He cuts a ribbon [paper].

    After:

        He cuts a ribbon [@paper].
    """
    for match in _WITHOUT_AT.finditer(passage.unread):
        is_link = f"[{match['id']}]: " in passage.text
        if not is_link and not passage.is_quoted(match.start()):
            yield from _citation(passage, match, "")


def _citation(
    passage: Passage, match: re.Match[str], place: str
) -> Iterator[LiteralText]:
    """The finding for a citation in a wrong form; none if the file has no such source.

    `place` is the place in the source that the citation names, such as `p. 4`, or empty.
    """
    id_ = match["id"]
    place = place.strip()
    start, end = match.span()
    if id_ not in passage.sources:
        return
    if place and locators.parse(place) is None:
        values = {"text": match[0], "source": id_}
        yield LiteralText(UNCLEAR_CITATION, start, end, values)
        return
    citation = f"[@{id_}, {place}]" if place else f"[@{id_}]"
    values = {"text": match[0], "citation": citation}
    yield LiteralText(LITERAL_CITATION, start, end, values, citation)


def numbered_citation(passage: Passage) -> Iterator[LiteralText]:
    """A citation has the id of the source, not a number.

    Before:

        He cuts a ribbon [1].

    After:

        He cuts a ribbon [@paper].
    """
    for match in _NUMBER.finditer(passage.unread):
        name = match["name"].removeprefix("^")
        highest = max(len(passage.sources), _FEW)
        is_too_high = name.isdecimal() and int(name) > highest
        is_source = name in passage.sources
        if is_too_high or is_source or passage.is_quoted(match.start()):
            continue
        for source in passage.sources:
            values = {"text": match[0], "source": source}
            yield LiteralText(NUMBER, *match.span(), values)
            return  # the author will find the other numbers


RULES: tuple[Callable[[Passage], Iterator[LiteralText]], ...] = (
    citation_with_other_signs,
    citation_without_at,
    citation_among_words,
    citation_without_brackets,
    numbered_citation,
)
"""In the order in which they are applied. What a rule has found is blank for the rules after it."""
