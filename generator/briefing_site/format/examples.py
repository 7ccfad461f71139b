"""Texts that tell contributors what to write, until they replace them."""

import re
from collections.abc import Container, Iterator
from functools import cache
from typing import Any

from briefing_site.languages.language import DEFAULT, Language, translated
from briefing_site.languages.phrase import marked

TITLE = marked("What happened")
SUMMARY = marked("What happened and why it matters, in one to three sentences.")
BACKGROUND = marked(
    "Write here what readers need to know to understand it, and cite your sources."
)
SOURCE_TITLE = marked("The title of the first source")
TOPIC_TITLE = marked("Example topic")
TOPIC_SUMMARY = marked("What this topic covers, in one sentence.")
"""In the first brief and the first topic of a new site; the background is in every new brief."""

TO_FILL_IN = (
    *(TITLE, SUMMARY, BACKGROUND, SOURCE_TITLE, TOPIC_TITLE, TOPIC_SUMMARY),
    marked(
        "What happened and why it matters, in one to three sentences. A reader who stops here should have "
        "the main point."
    ),
    marked("A sentence or two in your own words."),
    marked(
        "The words exactly as they were printed, without quotation marks around them"
    ),
    marked("What readers need to know to understand it. Cite like this."),
)
"""In new sites and briefs, and in the example for contributors; without citations. A catalogue has them as
they are in the example of its language."""

_CITATIONS = re.compile(r"\s*\[@[\w-]+\]")
_ELLIPSES = frozenset({"...", "…"})
"""What help texts have in place of a value."""


def within(example: Any, language: Language) -> Any:  # noqa: ANN401 -- an example of any field
    """An example in a language; values of one word are the same in every language."""
    if isinstance(example, list | tuple):
        return [within(entry, language) for entry in example]
    if isinstance(example, dict):
        return {key: within(value, language) for key, value in example.items()}
    if isinstance(example, str) and " " in example:
        return language.gettext(example)
    return example


def is_example(text: str, others: Container[str]) -> bool:
    """Whether a text, or its first paragraph, is still one of them or of others, or only dots."""
    if text.strip() in _ELLIPSES:
        return True
    first = plain(text)
    return first in _in_all_languages() or first in others


def plain(text: str) -> str:
    """The first paragraph of a text, without its citations and without capitals."""
    first = text.strip().partition("\n\n")[0]
    words = _CITATIONS.sub("", first).split()
    return " ".join(words).casefold()


def in_all_languages(examples: Any) -> Iterator[Any]:  # noqa: ANN401 -- as above
    """Examples in every language in which a site can begin."""
    yield from within(examples, DEFAULT)
    for code in translated():
        yield from within(examples, Language(code))


@cache
def _in_all_languages() -> frozenset[str]:
    return frozenset(plain(example) for example in in_all_languages(TO_FILL_IN))
