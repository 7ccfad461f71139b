"""The history of a brief as sentences: corrections one by one, everything else counted by kind."""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass

from generator.format import dates, fields
from generator.format.dates import EdtfDate
from generator.format.field_type import Mark
from generator.format.prose import parser as prose_parser
from generator.format.traversal import members
from generator.history.changes import Action, Change, FieldChange
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
LONGEST = 200
"""Characters of a title or a quote that are shown."""
_CITED = frozenset({"event", "quote"})
"""Entries with permalinks, which readers may have cited."""


Item = tuple[str, str]
"""An entry by name, with its anchor on the page; empty if it has none."""


@dataclass(frozen=True)
class Sentence:
    """A correction, or what happened to a field or to all entries of one kind."""

    words: str
    """Such as `2 events added`."""
    items: tuple[Item, ...] = ()
    more: int = 0
    before: tuple[str, ...] = ()
    """The former values, in words, if they were replaced."""
    is_correction: bool = False
    adds_correction: bool = False
    """Whether it says that a correction of the brief or of a source was added."""


def days(brief: LinkedBrief, language: Language) -> Iterator[tuple[EdtfDate, list[Sentence]]]:
    """The days on which something changed that readers notice, the newest first."""
    for revision in brief.history.revisions if brief.history else ():
        if found := list(sentences(revision.change, brief, language)):
            yield revision.date, found


def sentences(change: Change, brief: LinkedBrief, language: Language) -> Iterator[Sentence]:
    """What changed in a brief, corrections first; nothing if readers do not notice it."""
    names = {member.id: member.name for member in brief.cast}
    reported = [each for each in change.entries if each.action != "changed" or _noticed(each)]
    # what a correction says comes before what it corrected
    for each in sorted(filter(_is_correction, reported), key=lambda each: each.kind != "correction"):
        yield Sentence(
            _corrected(each, language),
            (_item(each, brief, names),),
            before=tuple(filter(None, (_former(field, names, language) for field in _statements(each)))),
            is_correction=not _is_note(each),
            adds_correction=each.action == "added" or _is_note(each),
        )
    yield from (_of_field(field, names, language) for field in _noticed(change))
    others: dict[tuple[str, Action], list[Change]] = {}
    for each in reported:
        if not _is_correction(each):
            others.setdefault((each.kind, each.action), []).append(each)
    for (kind, action), changes in others.items():
        items = tuple(_item(each, brief, names) for each in changes[:MOST_NAMED])
        counted = wording.count(len(changes), kind, language=language)
        yield Sentence(language.gettext(_ACTIONS[action], what=counted), items, len(changes) - len(items))


def _noticed(change: Change) -> list[FieldChange]:
    """The fields that changed and say something about the subject."""
    return [each for each in change.fields if not each.has(Mark.WHEREABOUTS)]


def _statements(change: Change) -> list[FieldChange]:
    """The fields that changed and were presented as facts; saying more is no correction."""
    return [each for each in change.fields if each.before and each.has(Mark.STATEMENT)]


def _is_correction(change: Change) -> bool:
    match change.action:
        case "added":
            return change.kind == "correction"
        case "removed":
            return change.kind in _CITED
        case _:  # "changed"
            return bool(_statements(change))


def _is_note(change: Change) -> bool:
    """Whether it corrects a source and not the brief."""
    return change.kind == "correction" and bool(change.entry.fields.get("source"))


def _corrected(change: Change, language: Language) -> str:
    if _is_note(change):
        return language.gettext(NOTE)
    if change.action == "added":
        return language.gettext("Correction")
    corrected = _ACTIONS["removed"] if change.action == "removed" else marked("%(what)s corrected")
    return language.gettext(corrected, what=wording.label(change.kind, language))


def _of_field(field: FieldChange, names: Mapping[str, str], language: Language) -> Sentence:
    """What happened to a field of the brief itself."""
    if field.key == "status" and field.after == "archived":
        return Sentence(language.gettext("Archived: no longer maintained"))
    title = field.member.field.title if field.member else field.key.replace("_", " ").capitalize()
    action: Action = "changed" if field.before and field.after else "added" if field.after else "removed"
    of = field.member.field_type if field.member else None
    is_short = of is not None and of.is_text and not of.is_paragraph
    before = _former(field, names, language) if is_short else ""
    words = language.gettext(_ACTIONS[action], what=language.gettext(title or field.key))
    return Sentence(words, before=(before,) if before else ())


def _former(field: FieldChange, names: Mapping[str, str], language: Language) -> str:
    """The former value of a field, as readers saw it; old files may contain anything."""
    value, member = field.before, field.member
    match member.field_type if member else None:
        case fields.DATE:
            with suppress(ValueError):
                return wording.date(dates.parse(value), language)
        case fields.ACTOR:
            return names.get(value, value)
        case fields.CHOICE:
            is_confidence = value and field.key == "confidence"
            return language.gettext(f"{value} confidence" if is_confidence else value)
        case fields.PROSE:
            value = prose_parser.parse(value).words
    return language.gettext("“%(text)s”", text=_shown(value)) if value else ""


def _item(change: Change, brief: LinkedBrief, names: Mapping[str, str]) -> Item:
    entry = change.entry
    label = [entry.fields.get(key, "") for key in (entry.model.labelled_by if entry.model else ())]
    match change.kind:
        case "event" | "quote" | "correction":
            name = "".join(label[-1:])  # without the date or the speaker
        case "actor":
            name = names.get(entry.id) or entry.fields.get("name") or entry.id
        case "relation":
            name = " ".join(names.get(each, each) for each in label)
        case _:
            name = entry.name
    types = {member.key: member.field_type for member in members(entry.model)} if entry.model else {}
    if entry.model is None or types.get(entry.model.labelled_by[-1]) is fields.PROSE:
        name = prose_parser.parse(name).words
    anchors = {*(each.id for each in brief.events), *(each.id for each in brief.quotes)}
    is_there = change.action != "removed" and change.kind in _CITED and entry.id in anchors
    return _shown(name or entry.name), entry.id if is_there else ""


def _shown(text: str) -> str:
    return text if len(text) <= LONGEST else text[: LONGEST - 1].rstrip() + "…"
