"""Which old entry is which new one: by id, by former id, or else by the words that they share."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from generator.history.entry import Entry

_WORD = re.compile(r"[\w-]+")

ALIKE = 0.5
"""The share of common words from which two entries count as versions of one."""
MOST_COMPARED = 10_000
"""The number of pairs that are compared by their words; beyond it, another id means another entry."""


Pair = tuple[Entry | None, Entry | None]
"""The old and the new version of an entry; one is `None` if it was added or removed."""


def pairs(old: Sequence[Entry], new: Sequence[Entry], *, alike: bool = True) -> list[Pair]:
    """Each new entry with its old version, in the new order, and then the removed ones.

    `alike` says whether entries with different ids can be versions of one.
    """
    ids = {each.id: each for each in old if each.id}
    was = {place: ids.pop(each.id) for place, each in enumerate(new) if each.id in ids}
    for place, each in enumerate(new):
        former = next((id_ for id_ in each.former if id_ in ids), None)
        if place not in was and former is not None:
            was[place] = ids.pop(former)
    gone = [each for each in old if not each.id or each.id in ids]
    if alike:
        _pair_alike(was, gone, new)
    return [
        *((was.get(place), each) for place, each in enumerate(new)),
        *((each, None) for each in gone),
    ]


def _pair_alike(was: dict[int, Entry], gone: list[Entry], new: Sequence[Entry]) -> None:
    """Move entries from `gone` to `was`: those with the same content, then the most similar."""
    same = {each.content: index for index, each in reversed(list(enumerate(gone)))}
    taken: set[int] = set()
    for place, each in enumerate(new):
        index = same.pop(each.content, None) if place not in was else None
        if index is not None:
            was[place] = gone[index]
            taken.add(index)
    for share, place, index in sorted(_shares(was, gone, new, taken)):
        if share <= -ALIKE and place not in was and index not in taken:
            was[place] = gone[index]
            taken.add(index)
    gone[:] = [each for index, each in enumerate(gone) if index not in taken]


def _shares(
    was: dict[int, Entry], gone: list[Entry], new: Sequence[Entry], taken: set[int]
) -> Iterator[tuple[float, int, int]]:
    """The share of common words of each pair, negated so that the largest sorts first, and its places.

    Only what both have is compared: an entry that gets more fields is still the same.
    """
    before = [(index, _words(each)) for index, each in enumerate(gone) if index not in taken]
    after = [(place, _words(each)) for place, each in enumerate(new) if place not in was]
    if len(before) * len(after) <= MOST_COMPARED:
        for place, new_words in after:
            for index, old_words in before:
                both = [(words, old_words[key]) for key, words in new_words.items() if key in old_words]
                common = sum((one & other).total() for one, other in both)
                all_ = sum((one | other).total() for one, other in both)
                yield -common / max(1, all_), place, index


def _words(entry: Entry) -> dict[str, Counter[str]]:
    """The words of each field that has some."""
    inner = {noun: " ".join(each.content for each in entries) for noun, entries in entry.entries.items()}
    texts = {**entry.fields, **inner}
    return {key: Counter(found) for key, text in texts.items() if (found := _WORD.findall(text.casefold()))}
