"""The updates of a brief: each in one line, with its details as sentences."""

import datetime
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field

from briefing_site.format import BRIEF, EdtfDate, dates
from briefing_site.format.brief import ChangeNote
from briefing_site.history import entry, updates
from briefing_site.history.changes import Action, Change, FieldChange
from briefing_site.history.entry import Entry
from briefing_site.history.histories import Revision
from briefing_site.history.phrasing import MAX_LENGTH, Phrasing, naming_field
from briefing_site.history.updates import UpdatePart
from briefing_site.library.library import LinkedBrief
from briefing_site.site import Language, wording

MAX_NAMED = 5
"""Entries of a kind that are named; the others are counted."""
_CITED = frozenset({"event", "quote"})
"""Entries with permalinks, which readers may have cited."""
(UPDATED,) = BRIEF.updated


Item = tuple[str, str]
"""An entry by name, with its anchor on the page; empty if it has none."""
NoteKey = tuple[tuple[str, str], ...]
"""All that a note says: another text, day or importance makes it another note."""


@dataclass(frozen=True)
class Sentence:
    """A correction, a new probability, or what happened to a field or to all entries of one kind."""

    words: str
    """Such as `2 events added`."""
    items: tuple[Item, ...] = ()
    is_partial: bool = False
    """Whether the items are only some of them."""
    former: tuple[str, ...] = ()
    """The former values, in words, if the items show what replaced them."""
    changes: tuple[str, ...] = ()
    """Other values that were replaced, and by what."""
    is_correction: bool = False


@dataclass(frozen=True)
class Update:
    """What a day changed in a brief."""

    date: EdtfDate
    is_major: bool
    line: tuple[UpdatePart, ...]
    """In words of the subject, unless there is a note; empty if nobody knows."""
    note: str = ""
    """What its author says of it."""
    details: tuple[Sentence, ...] = ()
    """None if it is on a day that the brief claims."""
    is_recorded: bool = False
    """Whether git knows it, so that the history of the brief has its details."""
    is_own: bool = True
    """Whether the brief itself changed, and not only profiles of its actors."""

    @property
    def words(self) -> str:
        return self.note or updates.words(self.line)

    @property
    def is_only_corrections(self) -> bool:
        if self.note or not self.line:
            return False
        return all(part.anchor for part in self.line)


@dataclass
class _Day:
    """What is known of a day."""

    date: EdtfDate
    revisions: list[Revision] = field(default_factory=list)
    """The oldest first."""
    corrections: list[Change] = field(default_factory=list)
    """Those that are older than what git knows."""
    profiles: dict[str, Change] = field(default_factory=dict)
    """How the profiles of actors changed, by id."""
    notes: list[ChangeNote] = field(default_factory=list)
    """Those that came with its revisions, or are older than what git knows."""
    late_notes: list[ChangeNote] = field(default_factory=list)
    """Those on other updates, which are there only since this day."""
    is_dated: bool = False
    """Whether the brief says that it was updated."""


def of_brief(
    brief: LinkedBrief, language: Language, *, claimed: bool = False
) -> list[Update]:
    """Its updates, the newest first, each on its day in git.

    If `claimed`, on the days that the brief itself gives, where these are possible, with those that only the
    brief knows.
    """
    calendar = _Calendar(brief, claimed=claimed)
    calendar.add_revisions()
    calendar.add_notes()
    calendar.add_profiles()
    if claimed:
        calendar.add_corrections()
        calendar.add_updated()
    newest_first = sorted(
        calendar.days.values(), key=lambda day: day.date.earliest, reverse=True
    )
    phrasing = _phrasing(brief, language)
    updates_: list[Update] = []
    for day in newest_first:
        update = _update(day, brief, phrasing, detailed=not claimed)
        if update:
            updates_.append(update)
    return updates_


class _Calendar:
    """Collects what is known of each day, from git and from the brief itself."""

    def __init__(self, brief: LinkedBrief, *, claimed: bool) -> None:
        self.days: dict[datetime.date, _Day] = {}
        self._brief = brief
        self._claimed = claimed
        self._updated = brief.entry.updated
        self._notes = list(brief.entry.change_notes)
        self._days_of_notes = _days_of_notes(brief)

    def _day(self, date: EdtfDate) -> _Day:
        return self.days.setdefault(date.earliest, _Day(date))

    def add_revisions(self) -> None:
        """Add what git knows, with the notes of these days."""
        if self._brief.history is None:
            return
        since = self._brief.published
        for revision in reversed(self._brief.history.revisions):
            claimed = _claimed_date(revision)
            if claimed and since and claimed.earliest < since.earliest:
                # nothing can have changed by then
                if claimed == self._updated:
                    self._updated = None
                claimed = None
            since = revision.date
            date = claimed if claimed and self._claimed else revision.date
            day = self._day(date)
            day.revisions.append(revision)
            if self._claimed and claimed:
                day.is_dated = True
            for note in self._brief.entry.change_notes:
                if self._days_of_notes.get(_note_key(note)) != revision.date:
                    continue
                self._notes.remove(note)
                if note.date in {claimed, revision.date}:
                    day.notes.append(note)
                else:
                    day.late_notes.append(note)

    def add_notes(self) -> None:
        """Add the notes that are older than what git knows, so that none is about a revision."""
        for note in self._notes:
            day = self._day(note.date)
            if day.revisions:
                day.late_notes.append(note)
            else:
                day.notes.append(note)

    def add_profiles(self) -> None:
        history = self._brief.history
        if history is None:
            return
        for id_, revisions in history.profiles.items():
            for revision in revisions:
                is_later = revision.date.earliest > history.known_since.earliest
                if is_later and updates.is_noticed(revision.change):
                    self._day(revision.date).profiles[id_] = revision.change

    def add_corrections(self) -> None:
        """Add the corrections that are older than what git knows."""
        history = self._brief.history
        for correction in self._brief.entry.corrections:
            date = correction.date
            if history is None or date.earliest <= history.known_since.earliest:
                values = entry.file_values(correction)
                row = entry.from_record(type(correction), values)
                self._day(date).corrections.append(Change("correction", "added", row))

    def add_updated(self) -> None:
        if self._updated:
            self._day(self._updated).is_dated = True


def _days_of_notes(brief: LinkedBrief) -> dict[NoteKey, EdtfDate]:
    """The day since which git has each note as it is now, if that is later than the first version."""
    days: dict[NoteKey, EdtfDate] = {}
    if brief.history is None:
        return days
    for revision in reversed(brief.history.revisions):
        for change in revision.change.entries:
            if change.entry.model is ChangeNote and change.action != "removed":
                days[tuple(change.entry.fields.items())] = revision.date
    return days


def _note_key(note: ChangeNote) -> NoteKey:
    row = entry.from_record(ChangeNote, entry.file_values(note))
    return tuple(row.fields.items())


def _claimed_date(revision: Revision) -> EdtfDate | None:
    """The day that the brief itself gives for what changed; old versions may contain anything."""
    for changed in revision.change.fields:
        if changed.key == UPDATED:
            with suppress(ValueError):
                return dates.parse(changed.after)
    return None


def _update(
    day: _Day, brief: LinkedBrief, phrasing: Phrasing, *, detailed: bool
) -> Update | None:
    """What a day changed; `None` if readers do not notice it."""
    changes = [revision.change for revision in day.revisions]
    corrections = Change(
        "brief", "changed", Entry("", "", {}), entries=tuple(day.corrections)
    )
    line = updates.line([*changes, corrections], phrasing)
    note = " ".join(note.text for note in day.notes)
    profiles = _profile_sentences(day, phrasing)
    edits = _edits_of_notes(day, phrasing)
    is_own = bool(line or note or edits or day.is_dated)
    renamed = _renamed_sentences(changes, phrasing.language) if detailed else []
    if not is_own and not profiles and not renamed:
        return None
    details: list[Sentence] = []
    if note and line:
        details.append(Sentence(updates.words(line)))
    if detailed:
        for change in changes:
            details += sentences(change, brief, phrasing.language)
    details += edits
    details += profiles
    details += renamed
    is_major = updates.is_major(line)
    if not is_major:
        others = [UpdatePart(sentence.words) for sentence in (*edits, *profiles)]
        line = (*line, *others)
    return Update(
        date=day.date,
        is_major=_is_major(day, is_major=is_major, is_unknown=not line and not changes),
        line=line,
        note=note,
        details=tuple(details),
        is_recorded=bool(changes),
        is_own=is_own,
    )


def _is_major(day: _Day, *, is_major: bool, is_unknown: bool) -> bool:
    """Whether an update is major: as its author says, or else by what changed, if that is known."""
    for note in day.notes:
        if note.importance:
            return note.importance == "major"
    return is_major or is_unknown


def _edits_of_notes(day: _Day, phrasing: Phrasing) -> list[Sentence]:
    """The notes on other updates that a day added, and the notes that it removed or changed."""
    _ = phrasing.language.gettext
    edits: list[Sentence] = []
    for note in day.late_notes:
        date = wording.date(note.date, phrasing.language)
        words = _("Note on %(date)s added later: “%(text)s”", date=date, text=note.text)
        edits.append(Sentence(words))
    for revision in day.revisions:
        for change in revision.change.entries:
            if change.entry.model is not ChangeNote or change.action == "added":
                continue
            former = dict(change.entry.fields)
            former.update({field.key: field.before for field in change.fields})
            date = former.get("date", "")
            parsed = dates.parse_valid(date)
            if parsed:
                date = wording.date(parsed, phrasing.language)
            text = wording.shortened(former.get("text", ""), MAX_LENGTH)
            words = _("Note on %(date)s removed: “%(text)s”", date=date, text=text)
            edits.append(Sentence(words))
    return edits


def _profile_sentences(day: _Day, phrasing: Phrasing) -> list[Sentence]:
    """What changed in the profiles of actors: of one the fields, of several only their names."""
    number = len(day.profiles)
    if not number:
        return []
    names = phrasing.names
    if number == 1:
        ((id_, change),) = day.profiles.items()
        words = phrasing.language.gettext(
            "Profile of %(name)s changed", name=names[id_]
        )
        titles = [phrasing.title(field) for field in updates.noticed(change)]
        return [Sentence(words, _without_anchors(titles))]
    words = phrasing.language.ngettext(
        "%(count)s profile changed", "%(count)s profiles changed", number
    )
    named = [names[id_] for id_ in sorted(day.profiles)[:MAX_NAMED]]
    return [Sentence(words, _without_anchors(named), is_partial=number > MAX_NAMED)]


def _renamed_sentences(changes: Sequence[Change], language: Language) -> list[Sentence]:
    """The ids that changed while what they stand for stayed the same."""
    pairs: dict[str, None] = {}
    for change in changes:
        for (_kind, old_id, _brief), new_id in change.renamed:
            pairs[f"{old_id} → {new_id}"] = None
    number = len(pairs)
    if not number:
        return []
    words = language.ngettext("%(count)s id renamed", "%(count)s ids renamed", number)
    items = _without_anchors(list(pairs)[:MAX_NAMED])
    return [Sentence(words, items, is_partial=number > MAX_NAMED)]


def _without_anchors(texts: Iterable[str]) -> tuple[Item, ...]:
    return tuple((text, "") for text in texts)


def sentences(
    change: Change, brief: LinkedBrief, language: Language
) -> Iterator[Sentence]:
    """What changed in a brief, corrections first; nothing if readers do not notice it."""
    phrasing = _phrasing(brief, language)
    single: list[Change] = []
    others: dict[tuple[str, Action], list[Change]] = {}
    for inner in filter(updates.is_noticed, change.entries):
        if _is_single(inner):
            single.append(inner)
        else:
            others.setdefault((inner.kind, inner.action), []).append(inner)
    for inner in sorted(single, key=updates.is_news):
        yield _statement_sentence(inner, brief, phrasing)
    for changed in updates.noticed(change):
        yield _field_sentence(changed, phrasing)
    for (kind, action), changes in others.items():
        items = [_item(inner, brief, phrasing) for inner in changes[:MAX_NAMED]]
        if kind == "correction" and action == "added":
            items = []  # what corrections say is in their own section
        words = updates.counted(action, changes, language)
        is_partial = bool(items) and len(items) < len(changes)
        yield Sentence(words, tuple(items), is_partial)


def _is_single(change: Change) -> bool:
    """Whether it has a sentence of its own."""
    if change.action == "changed":
        return bool(updates.statements(change))
    return updates.removes_statement(change)


def _statement_sentence(
    change: Change, brief: LinkedBrief, phrasing: Phrasing
) -> Sentence:
    """What happened to an entry that was presented as a fact, with what it said before."""
    naming = naming_field(change)
    former: list[str] = []
    changes: list[str] = []
    for changed in updates.statements(change):
        old, new = phrasing.values(changed)
        if changed.member != naming:
            title = phrasing.title(changed)
            changes.append(f"{title}: {old or '–'} → {new or '–'}")
        elif old:
            former.append(old)
    is_news = updates.is_news(change)
    action = "updated" if is_news else "corrected"
    if change.action == "removed" or change.kind == "key judgement":
        action = change.action
    return Sentence(
        phrasing.language.gettext(updates.ACTIONS[action], what=phrasing.kind(change)),
        (_item(change, brief, phrasing),),
        former=tuple(former),
        changes=tuple(changes),
        is_correction=not is_news,
    )


def _field_sentence(changed: FieldChange, phrasing: Phrasing) -> Sentence:
    """What happened to a field of the brief itself."""
    language = phrasing.language
    if changed.key == "status" and changed.after == "archived":
        return Sentence(language.gettext("Archived: no longer maintained"))
    title = phrasing.title(changed)
    words = language.gettext(updates.ACTIONS[changed.action], what=title)
    field_type = changed.member.field_type if changed.member else None
    if field_type and field_type.is_text and not field_type.is_paragraph:
        former, _new = phrasing.values(changed)
        if former:
            return Sentence(words, former=(former,))
    return Sentence(words)


def _item(change: Change, brief: LinkedBrief, phrasing: Phrasing) -> Item:
    """An entry by name, with its anchor if the page of the brief has it."""
    max_length = MAX_LENGTH if _is_single(change) else updates.MAX_LENGTH
    name = wording.shortened(phrasing.name(change), max_length)
    id_ = change.entry.id
    if change.action != "removed" and change.kind in _CITED:
        anchors = [event.id for event in brief.events]
        anchors += [quote.id for quote in brief.quotes]
        if id_ in anchors:
            return name, id_
    return name, ""


def _phrasing(brief: LinkedBrief, language: Language) -> Phrasing:
    """The words for changes of a brief, with the names of its actors, also of former ones."""
    names = dict(brief.history.names) if brief.history else {}
    for actor in brief.cast:
        names[actor.id] = actor.name
    return Phrasing(names, language)
