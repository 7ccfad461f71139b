"""What lists of sources are filtered by: menus with the number of entries behind each choice."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from slugify import slugify

from generator.format.source import Source
from generator.site import wording
from generator.site.language import Language, marked

MOST_CHOICES = 300
"""Choices in a menu: those with the most entries."""
UNKNOWN = "unknown"

Facts = dict[str, str]
"""The key of a source in each facet; of several sources, all of their keys, with spaces between."""

_LABELS = {
    "publisher": marked("Publisher"),
    "kind": marked("Kind"),
    "language": marked("Language"),
    "archived": marked("Archived copy"),
}


class Facet(NamedTuple):
    """A menu: its name in addresses, its label, and its choices: key, label and number of entries."""

    name: str
    label: str
    choices: list[tuple[str, str, int]]


def facts(source: Source) -> Facts:
    """What is known of a source; keys have nothing to escape."""
    return {
        "publisher": _key(source.publisher or ""),
        "kind": source.kind or UNKNOWN,
        "language": source.language.split("-")[0].lower() if source.language else UNKNOWN,
        "archived": "yes" if source.archived else "no",
    }


@cache
def _key(publisher: str) -> str:
    return slugify(publisher) or UNKNOWN


def joined(sources: Iterable[Source]) -> Facts:
    """What is known of any of the sources of one publisher."""
    known = [facts(source) for source in sources]
    return {name: " ".join(sorted({each[name] for each in known})) for name in _LABELS if name != "publisher"}


def facets(entries: Sequence[Facts], publishers: Mapping[str, str], language: Language) -> Iterator[Facet]:
    """The menus that leave something to choose; `publishers` are their names, by key."""
    _ = language.gettext
    unknown = {UNKNOWN: _("Not stated")}
    kinds = {str(kind): _(name) for kind, name in wording.SOURCE_KINDS.items()}
    names: Mapping[str, Mapping[str, str]] = {
        "publisher": {**unknown, **publishers},
        "kind": {**unknown, **kinds},
        "language": {**unknown, **language.locale.languages},
        "archived": {"yes": _("Yes"), "no": _("No")},
    }
    for name, label in _LABELS.items():
        counted = Counter(key for entry in entries for key in entry.get(name, "").split())
        choices = [
            (key, names[name].get(key, key), number) for key, number in counted.most_common(MOST_CHOICES)
        ]
        if len(choices) > 1:
            yield Facet(name, _(label), sorted(choices, key=lambda choice: choice[1].casefold()))
