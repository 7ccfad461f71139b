"""Texts that tell contributors what to write, until they replace them."""

import re

TITLE = "What happened"
SUMMARY = "What happened and why it matters, in one to three sentences."
BACKGROUND = "Write here what readers need to know to understand it, and cite your sources."
SOURCE_TITLE = "The title of the first source"
TOPIC_TITLE = "Example topic"
TOPIC_SUMMARY = "What this topic covers, in one sentence."
"""In the first brief and the first topic of a new site in English; the background is in every new brief."""

TO_FILL_IN = (
    *(TITLE, SUMMARY, BACKGROUND, SOURCE_TITLE, TOPIC_TITLE, TOPIC_SUMMARY),
    f"{SUMMARY} A reader who stops here should have the main point.",
    "A sentence or two in your own words.",
    "The words exactly as they were printed, without quotation marks around them",
    "What readers need to know to understand it. Cite like this.",
)
"""In new sites and briefs, and in the example for contributors; without citations."""

_CITATIONS = re.compile(r"\s*\[@[\w-]+\]")
_ALL = frozenset(text.casefold() for text in TO_FILL_IN)
_ELLIPSES = frozenset({"...", "…"})
"""What help texts have in place of a value."""


def is_example(text: str) -> bool:
    """Whether a text, or its first paragraph, is still one of them, or only dots."""
    return text.strip() in _ELLIPSES or plain(text) in _ALL


def plain(text: str) -> str:
    """The first paragraph of a text, without its citations and without capitals."""
    first = _CITATIONS.sub("", text.strip().partition("\n\n")[0])
    return " ".join(first.split()).casefold()
