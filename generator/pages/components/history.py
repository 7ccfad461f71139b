"""The history of a brief as sentences: corrections one by one, everything else counted by kind."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.format.dates import EdtfDate
from generator.format.field_type import Mark
from generator.history import phrasing
from generator.history.changes import Action, Change, FieldChange
from generator.history.phrasing import Names
from generator.library.library import LinkedBrief
from generator.site import wording
from generator.site.language import Language, marked

MOST_NAMED = 5
"""Entries of a kind that are named; the rest are counted."""
NOTE = marked("Note on a source")
_ACTIONS: Mapping[Action, str] = {
    "added": marked("%(what)s added"),
    "removed": marked("%(what)s removed"),
    "changed": marked("%(what)s changed"),
}
_CITED = frozenset({"event", "quote"})
"""Entries with permalinks, which readers may have cited."""


Item = tuple[str, str]
"""An entry by name, with its anchor on the page; empty if it has none."""


@dataclass(frozen=True)
class Sentence:
    """A correction, a new probability, or what happened to a field or to all entries of one kind."""

    words: str
    """Such as `2 events added`."""
    items: tuple[Item, ...] = ()
    more: int = 0
    before: tuple[str, ...] = ()
    """The former values, in words, if the items show what replaced them."""
    changes: tuple[str, ...] = ()
    """Other values that were replaced, and by what."""
    is_correction: bool = False
    adds_correction: bool = False
    """Whether it says that a correction of the brief or of a source was added."""


def days(brief: LinkedBrief, language: Language) -> Iterator[tuple[EdtfDate, list[Sentence]]]:
    """The days on which something changed that readers notice, the newest first.

    Each commit has its corrections, and all former values, as a later one can claim the same day.
    """
    for revision in brief.history.revisions if brief.history else ():
        steps = [each for step in revision.steps for each in sentences(step, brief, language)]
        found = {each: None for each in steps if each.is_correction or each.before or each.changes}
        others = (each for each in sentences(revision.change, brief, language) if not each.is_correction)
        found |= {each: None for each in others if not (each.before or each.changes)}
        if found:
            yield revision.date, sorted(found, key=lambda each: not each.is_correction)


def sentences(change: Change, brief: LinkedBrief, language: Language) -> Iterator[Sentence]:
    """What changed in a brief, corrections first; nothing if readers do not notice it."""
    names = {member.id: member.name for member in brief.cast}
    reported = [each for each in change.entries if each.action != "changed" or _noticed(each)]
    # what a correction says comes before what it corrected
    for each in sorted(
        filter(_is_single, reported), key=lambda each: (each.kind != "correction", _is_news(each))
    ):
        yield Sentence(
            _corrected(each, language),
            (_item(each, brief, names),),
            before=tuple(
                filter(None, (phrasing.values(field, names, language)[0] for field in _named(each)))
            ),
            changes=tuple(
                _replaced(field, names, language) for field in _statements(each) if field not in _named(each)
            ),
            is_correction=not _is_note(each) and not _is_news(each),
            adds_correction=each.action == "added" or _is_note(each),
        )
    yield from (_of_field(field, names, language) for field in _noticed(change))
    others: dict[tuple[str, Action], list[Change]] = {}
    for each in reported:
        if not _is_single(each):
            others.setdefault((each.kind, each.action), []).append(each)
    for (kind, action), changes in others.items():
        items = tuple(_item(each, brief, names) for each in changes[:MOST_NAMED])
        counted = wording.count(len(changes), kind, language=language)
        yield Sentence(language.gettext(_ACTIONS[action], what=counted), items, len(changes) - len(items))


def _noticed(change: Change) -> list[FieldChange]:
    """The fields that changed and say something about the subject."""
    return [each for each in change.fields if not each.has(Mark.WHEREABOUTS)]


def _statements(change: Change) -> list[FieldChange]:
    """The fields that changed and were presented as facts; saying more is no correction, but of a term."""
    return [
        each
        for each in change.fields
        if (each.has(Mark.STATEMENT) or each.has(Mark.NEWS)) and (each.before or each.has(Mark.TERM))
    ]


def _named(change: Change) -> list[FieldChange]:
    """The statement that is the name of the entry, if it changed."""
    return [each for each in _statements(change) if each.member == phrasing.naming_field(change)]


def _is_single(change: Change) -> bool:
    """Whether it has a sentence of its own."""
    match change.action:
        case "added":
            return change.kind == "correction"
        case "removed":
            naming = phrasing.naming_field(change)
            return naming is not None and Mark.STATEMENT in naming.marks
        case _:  # "changed"
            return bool(_statements(change))


def _is_news(change: Change) -> bool:
    """Whether something else is said now, though nothing was wrong."""
    return change.action == "changed" and not any(each.has(Mark.STATEMENT) for each in _statements(change))


def _is_note(change: Change) -> bool:
    """Whether it corrects a source and not the brief."""
    return change.kind == "correction" and bool(change.entry.fields.get("source"))


def _corrected(change: Change, language: Language) -> str:
    if _is_note(change):
        return language.gettext(NOTE)
    if change.action == "added":
        return language.gettext("Correction")
    corrected = marked("%(what)s updated") if _is_news(change) else marked("%(what)s corrected")
    corrected = _ACTIONS["removed"] if change.action == "removed" else corrected
    return language.gettext(corrected, what=wording.label(change.kind, language))


def _of_field(field: FieldChange, names: Names, language: Language) -> Sentence:
    """What happened to a field of the brief itself."""
    if field.key == "status" and field.after == "archived":
        return Sentence(language.gettext("Archived: no longer maintained"))
    action: Action = "changed" if field.before and field.after else "added" if field.after else "removed"
    of = field.member.field_type if field.member else None
    is_short = of is not None and of.is_text and not of.is_paragraph
    before = phrasing.values(field, names, language)[0] if is_short else ""
    words = language.gettext(_ACTIONS[action], what=phrasing.title(field, language))
    return Sentence(words, before=(before,) if before else ())


def _replaced(field: FieldChange, names: Names, language: Language) -> str:
    """A field with its former value and the new one, of which one may be missing."""
    before, after = (each or "–" for each in phrasing.values(field, names, language))
    return f"{phrasing.title(field, language)}: {before} → {after}"


def _item(change: Change, brief: LinkedBrief, names: Names) -> Item:
    anchors = {*(each.id for each in brief.events), *(each.id for each in brief.quotes)}
    id_ = change.entry.id
    is_there = change.action != "removed" and change.kind in _CITED and id_ in anchors
    return wording.shortened(phrasing.name(change, names), phrasing.LONGEST), id_ if is_there else ""
