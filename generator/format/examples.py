"""Texts that tell contributors what to write, until they replace them."""

import re

TO_FILL_IN = (
    "Write here what readers need to know to understand it, and cite your sources.",
    (
        "What happened and why it matters, in one to three sentences. "
        "A reader who stops here should have the main point."
    ),
    "A sentence or two in your own words.",
    "The words exactly as they were printed, without quotation marks around them",
    "What readers need to know to understand it. Cite like this.",
)
"""In the file that `briefs new` creates, and in the example for contributors; without citations."""

_CITATIONS = re.compile(r"\s*\[@[\w-]+\]")
_ALL = frozenset(text.casefold() for text in TO_FILL_IN)


def is_example(text: str) -> bool:
    """Whether a text, or its first paragraph, is still one of them."""
    first = _CITATIONS.sub("", text.strip().partition("\n\n")[0])
    return " ".join(first.split()).casefold() in _ALL
