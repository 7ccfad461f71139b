"""What changed between two versions of one brief."""

from generator.changes import entries
from generator.changes.records import BriefChange
from generator.format import brief as format_


def compare(
    old: format_.Brief | None, new: format_.Brief | None, slug: str, old_slug: str = ""
) -> BriefChange | None:
    """What changed; `None` where nothing that a reader can see did.

    `None` for a version stands for there being none. `slug` is what the file is called now or was called
    last; `old_slug` what it was called before, where that changed.
    """
    last = new or old
    if last is None or (old == new and not old_slug):
        return None
    before, after = entries.entries(old) if old else {}, entries.entries(new) if new else {}
    changed = tuple(
        change
        for key, kind in entries.KINDS.items()
        # another actor is another one, whatever its role has in common with that of the first
        for change in entries.entry_changes(
            kind, before.get(key, ()), after.get(key, ()), alike=key != "actors"
        )
    )
    if old is None or new is None:
        return BriefChange("added" if new else "removed", slug, last.title, (), changed if new else ())
    fields = entries.field_changes(entries.fields(old), entries.fields(new))
    if not (fields or changed or old_slug):
        return None
    return BriefChange("changed", slug, new.title, fields, changed, old_slug)
