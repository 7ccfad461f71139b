"""What changed between two versions of a brief, in the terms of its subject."""

from collections.abc import Iterator

from generator.changes.matching import pairs
from generator.history.version import Entry, Sections, entries, plain, shown
from generator.library.history import Action, Change

LISTS = (
    "corrections",
    "key_judgements",
    "timeline",
    "quotes",
    "actors",
    "relations",
    "open_questions",
    "sources",
)
TEXTS = ("title", "summary", "date", "background")
"""What else is told of. That `updated` changed says no more than the history itself does."""

STATEMENTS = {
    "timeline": ("date", "title", "status"),
    "quotes": ("text", "speaker", "date"),
    "key_judgements": ("text", "confidence"),
}
"""Fields that readers were told as facts: where one of them changes, something was corrected."""
MINOR = {"sources": frozenset({"url", "archived", "language"})}
"""Fields that say no more than where something is found."""


def compare(old: Sections, new: Sections) -> tuple[Change, ...]:
    """Everything that a reader may notice, in the order of a page."""
    return tuple(_changes(old, new))


def _changes(old: Sections, new: Sections) -> Iterator[Change]:
    for part in TEXTS:
        before, after = old.get(part, ()), new.get(part, ())
        if before != after and (was := plain(before)) != plain(after):
            action: Action = "changed" if before and after else "added" if after else "removed"
            yield Change(action, part, before=(("title", shown(was)),) if part == "title" else ())
    if plain(old.get("status", ())) != (status := plain(new.get("status", ()))) == "archived":
        yield Change("changed", "status", name=status)
    for part in LISTS:
        before, after = old.get(part, ()), new.get(part, ())
        if before != after:
            yield from _in_list(part, *entries(part, before, after))


def _in_list(part: str, gone: list[Entry], come: list[Entry]) -> Iterator[Change]:
    # another actor is another one, whatever its role has in common with that of the first
    for old, new in pairs(gone, come, alike=part != "actors"):
        if new is None:
            if old is not None:
                yield Change("removed", part, old.id, shown(old.name), part in {"timeline", "quotes"})
        elif old is None:
            yield Change("added", part, new.id, shown(new.name), part == "corrections")
        elif changed := {
            name for name in {**old.fields, **new.fields} if old.fields.get(name) != new.fields.get(name)
        } - MINOR.get(part, frozenset()):
            yield _changed(part, old, new, changed)


def _changed(part: str, old: Entry, new: Entry, fields: set[str]) -> Change:
    before = tuple(
        (name, shown(old.fields.get(name, ""))) for name in STATEMENTS.get(part, ()) if name in fields
    )
    return Change("changed", part, new.id, shown(new.name), bool(before), before)
