"""What changed between two versions of an entry, or of all entries of a kind.

An old entry is the same as a new one by its id, by its former id, or else by the words that they share.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from operator import attrgetter
from typing import Literal

from briefing_site.format import EdtfDate, Mark, Member
from briefing_site.format.fields import PLANNED
from briefing_site.format.traversal import members
from briefing_site.history import entry
from briefing_site.history.entry import Claim, Entry, Terms, is_named_by_id, lists
from briefing_site.reading import RawFile

ALIKE = 0.5
"""The share of common words from which two entries count as versions of one."""
REWRITTEN = 0.25
"""The same for judgements: two on different matters share less than a fifth of their words."""
SHORT = 200
"""Characters up to which a text is shown in full."""
CONTEXT = 8
"""Words that are shown on either side of a change in a longer one."""
CONTEXT_SIZE = 80
"""The most characters of these words."""
MOST_COMPARED = 10_000
"""The number of pairs that are compared by their words; beyond it, another id means another entry."""

SHORT_WORD = 4
"""Letters up to which a word with another letter is another word."""

Action = Literal["added", "removed", "changed"]
_WORD = re.compile(r"[\w-]+")


@dataclass(frozen=True)
class FieldChange:
    """A value before and after, as text on one line; empty if there was or is none."""

    key: str
    before: str
    after: str
    member: Member | None
    """The field; `None` for a key that is not in the format."""
    was_planned: bool = False
    """Whether it was a plan, so that no change of it is a correction."""

    @property
    def action(self) -> Action:
        return (
            "changed"
            if self.before and self.after
            else "added"
            if self.after
            else "removed"
        )

    def has(self, mark: Mark) -> bool:
        marks = self.member.marks if self.member else frozenset()
        if self.was_planned and mark in {
            Mark.CORRECTION_IF_CHANGED,
            Mark.UPDATE_IF_CHANGED,
        }:
            return (
                mark is Mark.UPDATE_IF_CHANGED and Mark.CORRECTION_IF_CHANGED in marks
            )
        return mark in marks

    @property
    def is_typing_error(self) -> bool:
        """Whether texts differ only in case, punctuation, and single letters within words.

        Not in numbers, nor in the first letter, as `moral` and `amoral` do.
        """
        if (
            self.member
            and self.member.field_type
            and not self.member.field_type.is_text
        ):
            return False
        old, new = (
            _WORD.findall(text.casefold()) for text in (self.before, self.after)
        )
        return len(old) == len(new) and all(map(_is_respelled, old, new))


@dataclass(frozen=True)
class Change:
    """A brief, an entry of a brief, a profile or a topic that was added, removed or changed."""

    kind: str
    """The name for such a thing: `brief`, `event`, `key judgement`."""
    action: Action
    entry: Entry
    old_id: str = ""
    """Its former id, if that changed."""
    number: int = 0
    """Its place in its list, counted from 1; 0 if it was removed."""
    fields: tuple[FieldChange, ...] = ()
    """The fields that changed; if it was added, only its former names, whose history it takes over."""
    entries: tuple["Change", ...] = ()
    """What changed in its lists; nothing if it was removed."""


@dataclass(frozen=True)
class Revision:
    date: EdtfDate
    change: Change
    """From what was there before, or was published first, to what was there at its end."""


@dataclass(frozen=True)
class RecordedForecast:
    """Since when git has a forecast in a published brief, and how probable it was said to be."""

    since: EdtfDate | None = None
    """`None` if that is older than what is known."""
    probabilities: tuple[tuple[EdtfDate, int], ...] = ()
    """In percent, each with the first day on which it was there."""
    was_open: bool = True
    """Whether it was ever there without its outcome at the end of a day."""


@dataclass(frozen=True)
class History:
    """When a brief was published, and its revisions since then, the newest first."""

    published: EdtfDate | None
    """The day of its first version that is not a draft; `None` if that is older than what is known."""
    known_since: EdtfDate
    revisions: tuple[Revision, ...]
    redated: Mapping[str, EdtfDate | None] = field(default_factory=dict)
    """The days here of which a commit claims another one, and that; `None` if it claims none."""
    forecasts: Mapping[Terms, RecordedForecast] = field(default_factory=dict)
    """All that were ever there, by their terms."""
    names: Mapping[str, str] = field(default_factory=dict)
    """Of the actors of its former versions, by id; empty if none of these has it."""
    profiles: Mapping[str, tuple[Revision, ...]] = field(default_factory=dict)
    """How the profiles of its actors changed, by id, the newest first."""


@dataclass(frozen=True)
class Histories:
    """What git knows; nothing without it."""

    briefs: Mapping[str, History] = field(default_factory=dict)
    """By slug, those that are or were published."""
    claims: Mapping[Claim, EdtfDate | None] = field(default_factory=dict)
    """The records of quotes, with the day since which git has each; `None` if that is not known."""
    profiles: Mapping[str, tuple[Revision, ...]] = field(default_factory=dict)
    """How the profiles of actors changed, by id, the newest first."""
    until: EdtfDate | None = None
    """The day of the commit that is checked out."""


def compare_files(before: str, after: str) -> Change | None:
    """What changed between two texts of the file of a brief, in any format; `None` if nothing did.

    If one of them is not YAML, it is not known what.
    """
    old, new = (entry.read(RawFile("", text.encode())) for text in (before, after))
    if old is None or new is None:
        return Change("brief", "changed", entry.from_brief("", {}))
    return compare("brief", entry.from_brief("", old), entry.from_brief("", new))


def compare(kind: str, before: Entry | None, after: Entry | None) -> Change | None:
    """What changed, or `None` if nothing did. `None` for a version means that there was or is none."""
    if after is None:
        return Change(kind, "removed", before) if before else None
    inner: tuple[Change, ...] = ()
    for list_, new in after.entries.items():
        old = before.entries[list_] if before else ()
        if old != new:
            # an actor with another id is another actor, even if their roles are alike
            inner += tuple(
                compare_all(list_, old, new, alike=not is_named_by_id(lists()[list_]))
            )
    if before is None:
        return Change(
            kind,
            "added",
            after,
            fields=tuple(_fields(replace(after, former=()), after)),
            entries=inner,
        )
    fields = tuple(_fields(before, after))
    old_id = before.id if before.id != after.id else ""
    return (
        Change(kind, "changed", after, old_id, 0, fields, inner)
        if fields or inner or old_id
        else None
    )


def excerpts(before: str, after: str) -> tuple[str, str]:
    """Both texts; if they are long, only what differs and some words around it."""
    if max(len(before), len(after)) <= SHORT or not (before and after):
        return before, after
    old, new = before.split(" "), after.split(" ")
    start = _common(old, new)
    end = _common(old[start:][::-1], new[start:][::-1])
    return _cut(old, start, len(old) - end), _cut(new, start, len(new) - end)


def _is_respelled(old: str, new: str) -> bool:
    """Whether the words differ in a letter of an alphabet with two cases, but not in the first one."""
    start = _common(old, new)
    end = _common(old[start:][::-1], new[start:][::-1])
    one, other = old[start : len(old) - end], new[start : len(new) - end]
    is_swapped = len(one) == 2 and one == other[::-1]
    is_small = is_swapped or max(len(one), len(other)) <= 1
    is_long = min(len(old), len(new)) > SHORT_WORD and all(map(str.islower, old + new))
    return old == new or (start > 0 and is_small and is_long)


def _common(one: Sequence[str], other: Sequence[str]) -> int:
    pairs = enumerate(zip(one, other, strict=False))
    return next((place for place, (a, b) in pairs if a != b), min(len(one), len(other)))


def _cut(words: list[str], start: int, end: int) -> str:
    first, last = max(0, start - CONTEXT), end + CONTEXT
    left, right = " ".join(words[first:start]), " ".join(words[end:last])
    is_whole = first == 0 and len(left) <= CONTEXT_SIZE
    parts = (
        "" if is_whole else "…",
        left[-CONTEXT_SIZE:],
        *words[start:end],
        right[:CONTEXT_SIZE],
    )
    return " ".join(
        filter(None, (*parts, "…" if last < len(words) or right[CONTEXT_SIZE:] else ""))
    )


def compare_all(
    kind: str, old: Sequence[Entry], new: Sequence[Entry], *, alike: bool = True
) -> Iterator[Change]:
    """What changed in each, in the new order, and then the removed ones.

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
        _pair_alike(was, gone, new, REWRITTEN if kind == "key judgement" else ALIKE)
    for place, each in enumerate(new):
        if change := compare(kind, was.get(place), each):
            yield replace(change, number=place + 1)
    yield from filter(None, (compare(kind, each, None) for each in gone))


def _fields(before: Entry, after: Entry) -> Iterator[FieldChange]:
    known = {member.key: member for member in members(after.model)}
    old, new = (
        {**each.fields, "formerly": ", ".join(each.former)} for each in (before, after)
    )
    for key in {**new, **old}:
        if old.get(key, "") != new.get(key, ""):
            was_planned = old.get("status") == PLANNED
            yield FieldChange(
                key, old.get(key, ""), new.get(key, ""), known.get(key), was_planned
            )


def _pair_alike(
    was: dict[int, Entry], gone: list[Entry], new: Sequence[Entry], alike: float
) -> None:
    """Move entries from `gone` to `was`: those with the same content, or name, then the most similar."""
    taken: set[int] = set()
    for shared in (attrgetter("content"), attrgetter("name")):
        same = {
            shared(each): index
            for index, each in reversed(list(enumerate(gone)))
            if index not in taken
        }
        for place, each in enumerate(new):
            index = same.pop(shared(each), None) if place not in was else None
            if index is not None:
                was[place] = gone[index]
                taken.add(index)
    for share, place, index in sorted(_shares(was, gone, new, taken)):
        if share <= -alike and place not in was and index not in taken:
            was[place] = gone[index]
            taken.add(index)
    gone[:] = [each for index, each in enumerate(gone) if index not in taken]


def _shares(
    was: dict[int, Entry], gone: list[Entry], new: Sequence[Entry], taken: set[int]
) -> Iterator[tuple[float, int, int]]:
    """The share of common words of each pair, negated so that the largest sorts first, and its places.

    Only what both have is compared: an entry that gets more fields is still the same.
    """
    before = [
        (index, _words(each)) for index, each in enumerate(gone) if index not in taken
    ]
    after = [
        (place, _words(each)) for place, each in enumerate(new) if place not in was
    ]
    if len(before) * len(after) <= MOST_COMPARED:
        for place, new_words in after:
            for index, old_words in before:
                both = [
                    (words, old_words[key])
                    for key, words in new_words.items()
                    if key in old_words
                ]
                common = sum((one & other).total() for one, other in both)
                all_ = sum((one | other).total() for one, other in both)
                yield -common / max(1, all_), place, index


def _words(each: Entry) -> dict[str, Counter[str]]:
    inner = {
        noun: " ".join(one.content for one in entries)
        for noun, entries in each.entries.items()
    }
    texts = {**each.fields, **inner}
    return {
        key: Counter(found)
        for key, text in texts.items()
        if (found := _WORD.findall(text.casefold()))
    }
