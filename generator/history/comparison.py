"""What changed between two versions of one thing, or of all things of a kind."""

from collections.abc import Iterator, Sequence

from generator.format.traversal import members
from generator.history.entry import Entry, is_named_by_id, lists
from generator.history.matching import pairs
from generator.history.records import Change, FieldChange


def compare(kind: str, before: Entry | None, after: Entry | None) -> Change | None:
    """What changed, or `None` if nothing did. `None` for a version means that there was or is none."""
    if after is None:
        return Change(kind, "removed", before) if before else None
    inner = tuple(_in_lists(before, after))
    if before is None:
        return Change(kind, "added", after, entries=inner)
    fields = tuple(_fields(before, after))
    old_id = before.id if before.id != after.id else ""
    return Change(kind, "changed", after, old_id, fields, inner) if fields or inner or old_id else None


def compare_all(
    kind: str, old: Sequence[Entry], new: Sequence[Entry], *, alike: bool = True
) -> Iterator[Change]:
    """What changed in each; `alike` says whether entries with different ids can be versions of one."""
    return filter(None, (compare(kind, *pair) for pair in pairs(old, new, alike=alike)))


def _fields(before: Entry, after: Entry) -> Iterator[FieldChange]:
    known = {member.key: member for member in members(after.model)} if after.model else {}
    for key in {**after.fields, **before.fields}:
        old, new = before.fields.get(key, ""), after.fields.get(key, "")
        if old != new:
            yield FieldChange(key, old, new, known.get(key))


def _in_lists(before: Entry | None, after: Entry) -> Iterator[Change]:
    for kind, new in after.entries.items():
        old = before.entries[kind] if before else ()
        if old != new:
            # an actor with another id is another actor, even if their roles are alike
            yield from compare_all(kind, old, new, alike=not is_named_by_id(lists()[kind]))
