"""Which old thing is which new one: by id, by an old id, and else by the words that they share."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Generic, NamedTuple, Protocol, TypeVar

ALIKE = 0.5
"""The share of common words from which on two things count as one that was changed."""
MOST_COMPARED = 10_000
"""How many pairs are compared by their words; past that, what has another id is another thing."""


class Identified(Protocol):
    """Something with an id (empty where it can have none), ids that it had before, and words."""

    @property
    def id(self) -> str:
        """Its id."""

    @property
    def former(self) -> tuple[str, ...]:
        """Ids that it had before."""

    @property
    def content(self) -> str:
        """All its words."""


Thing = TypeVar("Thing", bound=Identified)


class Pair(NamedTuple, Generic[Thing]):
    """What a thing was and what it is; one of them is `None` where it came or went."""

    before: Thing | None
    after: Thing | None


def pairs(old: Sequence[Thing], new: Sequence[Thing], *, alike: bool = True) -> list[Pair[Thing]]:
    """Each new thing with the old one that it was, in the order of the new; then what is gone.

    `alike` says whether things with different ids can be one.
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
        *(Pair(was.get(place), each) for place, each in enumerate(new)),
        *(Pair(each, None) for each in gone),
    ]


def _pair_alike(was: dict[int, Thing], gone: list[Thing], new: Sequence[Thing]) -> None:
    """Move from `gone` to `was` what is the same but for its id, then what is most alike."""
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
    was: dict[int, Thing], gone: list[Thing], new: Sequence[Thing], taken: set[int]
) -> Iterator[tuple[float, int, int]]:
    """How much each open pair has in common, negated so that the largest sorts first, and its places."""
    before = [(index, _words(each)) for index, each in enumerate(gone) if index not in taken]
    after = [(place, _words(each)) for place, each in enumerate(new) if place not in was]
    if len(before) * len(after) <= MOST_COMPARED:
        for place, new_words in after:
            for index, old_words in before:
                common, all_ = new_words & old_words, new_words | old_words
                yield -common.total() / max(1, all_.total()), place, index


def _words(thing: Identified) -> Counter[str]:
    return Counter(thing.content.casefold().split())
