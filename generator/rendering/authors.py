"""The authors of sources: people, whose names are split to sort them, or organisations."""

import re
from dataclasses import dataclass

_OF_AN_ORGANISATION = re.compile(r"[\d&/]|\b(?:of|for|and|the)\b", re.IGNORECASE)
_PARTICLES = frozenset(
    {"al", "bin", "da", "de", "del", "den", "der", "di", "dos", "du", "el", "la", "le", "ten", "van", "von"}
)


@dataclass(frozen=True)
class Author:
    """A name in parts; `given` is empty for an organisation, and for a person with a single name."""

    family: str
    given: str = ""

    @property
    def name(self) -> str:
        """The full name."""
        return f"{self.given} {self.family}".strip()


def author(name: str, publisher: str | None = None) -> Author:
    """Split a name by the rules of BibTeX, as a brief gives it in one piece.

    The last word is the family name, with the particles before it, unless there is a comma: `Zhang,
    Haizhou`. A name that is also the publisher's, or that looks like an organisation's, is kept whole.
    """
    if name == publisher or _OF_AN_ORGANISATION.search(name):
        return Author(name)
    family, comma, given = (part.strip() for part in name.partition(","))
    if comma and family and given:
        return Author(family, given)
    words = name.split()
    first = len(words) - 1
    while first > 1 and words[first - 1] in _PARTICLES:
        first -= 1
    return Author(" ".join(words[first:]), " ".join(words[:first]))
