"""Which old entry of a list each new one is a version of."""

from collections.abc import Iterable, Sequence
from typing import Literal

from briefing_site.history.entry import Entry

Clue = Literal["id", "name", "place"]
"""How far matching goes: only by ids; also by equal names; also by places in the list."""
Pairs = dict[int, int]
"""The place of the old version, by the place of the new one."""


def match(old: Sequence[Entry], new: Sequence[Entry], clue: Clue) -> Pairs:
    """Pair entries with the same id, then with a former id, then with the same name.

    If as many are left on either side, they are versions of each other, in this order.
    """
    pairs = _match_ids(old, new)
    if clue != "id":
        _match_names(old, new, pairs)
    if clue == "place":
        old_places = _others(old, pairs.values())
        new_places = _others(new, pairs)
        if len(old_places) == len(new_places):
            pairs.update(zip(new_places, old_places, strict=True))
    return pairs


def _match_ids(old: Sequence[Entry], new: Sequence[Entry]) -> Pairs:
    pairs: Pairs = {}
    places = {entry.id: place for place, entry in enumerate(old) if entry.id}
    for place, entry in enumerate(new):
        if entry.id in places:
            pairs[place] = places.pop(entry.id)
    for place, entry in enumerate(new):
        for former_id in entry.former_ids:
            if place not in pairs and former_id in places:
                pairs[place] = places.pop(former_id)
    return pairs


def _match_names(old: Sequence[Entry], new: Sequence[Entry], pairs: Pairs) -> None:
    """Add pairs of the other entries that have the same name, such as the statement of a forecast."""
    places: dict[str, int] = {}
    for place in _others(old, pairs.values()):
        places.setdefault(old[place].name, place)
    for place in _others(new, pairs):
        name = new[place].name
        if name in places:
            pairs[place] = places.pop(name)


def _others(entries: Sequence[Entry], places: Iterable[int]) -> list[int]:
    return sorted(set(range(len(entries))) - set(places))
