"""Menus that filter the list on a page by what is known of its entries, with a choice for each value."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from briefing_site.library.library import Library
from briefing_site.site import Language

MOST_CHOICES = 300
"""Choices in a menu: those with the most entries."""

Facts = Mapping[str, str]
"""The key of an entry in each facet; of several things, all of their keys, with spaces between."""
Menu = tuple[str, Mapping[str, str]]
"""The label of a facet, and the names of its keys, in their order."""


class Facet(NamedTuple):
    """A menu: its name in addresses, its label, and its choices: key, label and number of entries."""

    name: str
    label: str
    choices: list[tuple[str, str, int]]


def facets(entries: Sequence[Facts], *, least: int = 2, **menus: Menu) -> list[Facet]:
    """The menus that leave something to choose: at least so many values."""
    facets_ = []
    for facet, (label, names) in menus.items():
        numbers: Counter[str] = Counter()
        for entry in entries:
            numbers.update(entry.get(facet, "").split())
        frequent = dict(numbers.most_common(MOST_CHOICES))
        in_order = [key for key in names if key in frequent]
        in_order += [key for key in frequent if key not in names]
        choices = []
        for key in in_order:
            choices.append((key, names.get(key, key), frequent[key]))
        if len(choices) >= least:
            facets_.append(Facet(facet, label, choices))
    return facets_


def topics(library: Library, language: Language) -> Menu:
    titles = {id_: topic.title for id_, topic in library.topics.items()}
    return language.gettext("Topic"), by_name(titles)


def by_name(names: Mapping[str, str]) -> dict[str, str]:
    return dict(sorted(names.items(), key=lambda pair: pair[1].casefold()))
