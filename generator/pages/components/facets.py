"""Menus that filter the list on a page by what is known of its entries, with a choice for each value."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

MOST_CHOICES = 300
"""Choices in a menu: those with the most entries."""

Facts = Mapping[str, str]
"""The key of an entry in each facet; of several things, all of their keys, with spaces between."""


class Facet(NamedTuple):
    """A menu: its name in addresses, its label, and its choices: key, label and number of entries."""

    name: str
    label: str
    choices: list[tuple[str, str, int]]


def facets(
    entries: Sequence[Facts], labels: Mapping[str, str], names: Mapping[str, Mapping[str, str]]
) -> Iterator[Facet]:
    """The menus that leave something to choose; `names` are those of the keys of each, in their order."""
    for name, label in labels.items():
        counted = Counter(key for entry in entries for key in entry.get(name, "").split())
        places = {key: place for place, key in enumerate(names[name])}
        most = sorted(counted.most_common(MOST_CHOICES), key=lambda each: places.get(each[0], len(places)))
        if len(most) > 1:
            yield Facet(name, label, [(key, names[name].get(key, key), number) for key, number in most])


def by_name(names: Mapping[str, str]) -> dict[str, str]:
    return dict(sorted(names.items(), key=lambda each: each[1].casefold()))
