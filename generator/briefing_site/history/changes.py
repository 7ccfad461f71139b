"""What changed between two versions of an entry, or of all entries of a kind."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from briefing_site.format import Brief, Mark, Member, Record
from briefing_site.format.fields import PLANNED
from briefing_site.format.traversal import members
from briefing_site.history import content, entry, matching, renames
from briefing_site.history.entry import Data, Entry, Rename
from briefing_site.history.matching import Clue
from briefing_site.history.renames import NO_IDS, Ids
from briefing_site.reading import RawFile

Action = Literal["added", "removed", "changed"]


@dataclass(frozen=True)
class FieldChange:
    """The value of a field before and after a change, as text on one line; empty where there is none."""

    key: str
    before: str
    after: str
    member: Member | None
    """The field; `None` for a key that is not in the format."""
    was_planned: bool = False
    """Whether the entry was a planned event before, so that a change of it corrects no statement of fact."""

    @property
    def action(self) -> Action:
        if self.before and self.after:
            return "changed"
        return "added" if self.after else "removed"

    def has(self, mark: Mark) -> bool:
        """Whether the format marks the field so; what would correct an event only updates a planned one."""
        marks = self.member.marks if self.member else frozenset()
        if self.was_planned and mark is Mark.CORRECTION_IF_CHANGED:
            return False
        if self.was_planned and mark is Mark.UPDATE_IF_CHANGED:
            return Mark.CORRECTION_IF_CHANGED in marks
        return mark in marks


@dataclass(frozen=True)
class Change:
    """A brief, an entry of a brief, a profile or a topic that was added, removed or changed."""

    kind: str
    """What it is, such as `brief`, `event` or `key judgement`."""
    action: Action
    entry: Entry
    old_id: str = ""
    """Its former id, if that changed."""
    fields: tuple[FieldChange, ...] = ()
    """The fields that changed.

    If the entry was added, this is empty, or has only `formerly`, the names under which it existed before.
    """
    entries: tuple["Change", ...] = ()
    """The changes of the entries of its lists; empty if it was removed."""
    renamed: tuple[Rename, ...] = ()
    """What it has or names under another id, which is no change of its fields and entries."""


def compare_files(before: str, after: str, ids: Ids = NO_IDS) -> Change | None:
    """What changed between two texts of the file of a brief, in any version of the format.

    `ids` are those that something has in the new text only. `None` if nothing changed. If one of the texts is
    not YAML, the change has no details.
    """
    old = content.read(RawFile("", before.encode()))
    new = content.read(RawFile("", after.encode()))
    if old is None or new is None:
        return Change("brief", "changed", entry.from_brief("", {}))
    return compare_data(Brief, old, new, ids)


def compare_data(
    model: type[Record], old: Data, new: Data, ids: Ids = NO_IDS
) -> Change | None:
    """What changed between two versions of a brief or a profile; `None` if nothing did.

    Only the fields that differ are made into entries, as that would take most of the time.
    """
    old, renamed = renames.carried_over(model, old, new, ids)
    before = _entry(model, _differing(old, new))
    after = _entry(model, _differing(new, old))
    kind = "brief" if model is Brief else "actor"
    return compare(kind, replace(before, renamed=renamed), after)


def _entry(model: type[Record], data: Data) -> Entry:
    if model is Brief:
        return entry.from_brief("", data)
    return entry.from_record(model, data)


def _differing(data: Data, other: Data) -> Data:
    """The fields of the data that have another value in the other data, or are missing there."""
    return {key: value for key, value in data.items() if other.get(key) != value}


def compare(kind: str, before: Entry | None, after: Entry) -> Change | None:
    """What changed between two versions of an entry; `None` if nothing did.

    If `before` is `None`, the entry was added.
    """
    entries: list[Change] = []
    for name, new in after.entries.items():
        old = before.entries[name] if before else ()
        if old != new:
            # an actor with another id is another actor; an event with another id may be the same event
            clue: Clue = "id" if entry.is_named_by_id(entry.lists()[name]) else "place"
            entries += compare_lists(name, old, new, clue)
    if before is None:
        # the former ids are the only fields that differ between these two
        unnamed = replace(after, former_ids=())
        fields = tuple(_compare_fields(unnamed, after))
        return Change(kind, "added", after, fields=fields, entries=tuple(entries))
    fields = tuple(_compare_fields(before, after))
    old_id = before.id if before.id != after.id else ""
    if not fields and not entries and not old_id and not before.renamed:
        return None
    return Change(
        kind,
        "changed",
        after,
        old_id,
        fields=fields,
        entries=tuple(entries),
        renamed=before.renamed,
    )


def compare_lists(
    kind: str, old: Sequence[Entry], new: Sequence[Entry], clue: Clue
) -> Iterator[Change]:
    """The changes of the entries of a list: of those in the new list in its order, then of removed ones.

    `clue` says how two entries with different ids are recognized as versions of the same one.
    """
    pairs = matching.match(old, new, clue)
    for place, entry_ in enumerate(new):
        former = old[pairs[place]] if place in pairs else None
        change = compare(kind, former, entry_)
        if change:
            yield change
    matched = set(pairs.values())
    for place, former in enumerate(old):
        if place not in matched:
            yield Change(kind, "removed", former)


def _compare_fields(before: Entry, after: Entry) -> Iterator[FieldChange]:
    """The fields with different values, and the field `formerly` if the former ids differ."""
    known_members = {member.key: member for member in members(after.model)}
    old = {**before.fields, "formerly": ", ".join(before.former_ids)}
    new = {**after.fields, "formerly": ", ".join(after.former_ids)}
    was_planned = old.get("status") == PLANNED
    for key in {**new, **old}:
        old_text = old.get(key, "")
        new_text = new.get(key, "")
        if old_text != new_text:
            yield FieldChange(
                key, old_text, new_text, known_members.get(key), was_planned
            )
