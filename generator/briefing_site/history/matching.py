"""Which old entry of a list each new one is a version of: by its id, a former id, or common words."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from briefing_site.history.entry import Entry

MIN_SHARED = 0.5
"""The share of common words from which two entries count as versions of one."""
MIN_SHARED_JUDGEMENT = 0.25
"""That of judgements: two on different matters share less than a fifth of their words."""
MAX_PAIRS = 10_000
"""The number of pairs that are compared by their words; beyond it, another id means another entry."""
_WORD = re.compile(r"[\w-]+")

Pairs = dict[int, int]
"""The place of the old version, by the place of the new one."""


def match_ids(old: Sequence[Entry], new: Sequence[Entry]) -> Pairs:
    """The entries that have the same id, and then those of which one says what it was called before."""
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


def match_names(old: Sequence[Entry], new: Sequence[Entry], pairs: Pairs) -> None:
    """Add pairs of the other entries that have the same name, such as the statement of a forecast."""
    places: dict[str, int] = {}
    for place in _others(old, pairs.values()):
        places.setdefault(old[place].name, place)
    for place in _others(new, pairs):
        name = new[place].name
        if name in places:
            pairs[place] = places.pop(name)


def match_words(
    old: Sequence[Entry], new: Sequence[Entry], pairs: Pairs, min_shared: float
) -> None:
    """Add pairs of the other entries, the most similar first."""
    old_places = _others(old, pairs.values())
    new_places = _others(new, pairs)
    if len(old_places) * len(new_places) > MAX_PAIRS:
        return
    old_words = {place: _words(old[place]) for place in old_places}
    candidates: list[tuple[float, int, int]] = []
    for new_place in new_places:
        new_words = _words(new[new_place])
        for old_place in old_places:
            share = _shared(old_words[old_place], new_words)
            if share >= min_shared:
                candidates.append((-share, new_place, old_place))
    for _, new_place, old_place in sorted(candidates):
        if new_place not in pairs and old_place not in pairs.values():
            pairs[new_place] = old_place


def _others(entries: Sequence[Entry], places: Iterable[int]) -> list[int]:
    return sorted(set(range(len(entries))) - set(places))


def _words(entry: Entry) -> dict[str, Counter[str]]:
    """How often each word comes in each field, and in each list."""
    texts = dict(entry.fields)
    for name, entries in entry.entries.items():
        texts[name] = " ".join(inner.text for inner in entries)
    words: dict[str, Counter[str]] = {}
    for key, text in texts.items():
        counts = Counter(_WORD.findall(text.casefold()))
        if counts:
            words[key] = counts
    return words


def _shared(old: dict[str, Counter[str]], new: dict[str, Counter[str]]) -> float:
    """The share of common words of all that two entries have.

    Only what both have is compared: an entry that gets more fields is still the same.
    """
    common = 0
    total = 0
    for key in old.keys() & new.keys():
        common += (old[key] & new[key]).total()
        total += (old[key] | new[key]).total()
    return common / max(1, total)
