"""Names of people: what is the family name."""

import re

_OF_AN_ORGANISATION = re.compile(r"[\d&/]|\b(?:of|for|and|the)\b", re.IGNORECASE)
_PARTICLES = frozenset(
    {
        "al",
        "bin",
        "da",
        "de",
        "del",
        "den",
        "der",
        "di",
        "dos",
        "du",
        "el",
        "la",
        "le",
        "ten",
        "van",
        "von",
    }
)

Name = tuple[str, str]
"""The given name, which may be empty, and the family name."""

OTHERS = "et al."
"""Stands in a list of authors for those that it leaves out."""


def sort_name(name: str) -> str:
    """The name as lists sort it: `Stone, Ada`."""
    given, family = split_name(name)
    if not given:
        return family
    return f"{family}, {given}"


def split_name(name: str, publisher: str | None = None) -> Name:
    """The given name and the family name of a name that a brief gives in one piece, by the rules of BibTeX.

    The last word is the family name, with the particles before it, unless there is a comma: `Zhang,
    Haizhou`. A name that is also the publisher's, or that looks like an organisation's, is kept whole, as
    the family name.
    """
    is_handle = name.startswith("@")
    if name in {publisher, OTHERS} or is_handle or _OF_AN_ORGANISATION.search(name):
        return "", name
    family, _, given = name.partition(",")
    if family.strip() and given.strip():
        return given.strip(), family.strip()
    words = name.split()
    first = len(words) - 1
    while first > 1 and words[first - 1] in _PARTICLES:
        first -= 1
    return " ".join(words[:first]), " ".join(words[first:])
