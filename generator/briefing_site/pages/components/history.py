"""The updates of a brief: each in one line, with its details as sentences."""

import datetime
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import zip_longest

from briefing_site.format import BRIEF, EdtfDate, dates
from briefing_site.format.brief import ChangeNote
from briefing_site.history import entry, phrasing, updates
from briefing_site.history.changes import Action, Change, FieldChange, Revision
from briefing_site.history.entry import Entry
from briefing_site.history.phrasing import Names
from briefing_site.history.updates import UpdatePart
from briefing_site.library.library import LinkedBrief
from briefing_site.site import Language, wording

MOST_NAMED = 5
"""Entries of a kind that are named; the rest are counted."""
_CITED = frozenset({"event", "quote"})
"""Entries with permalinks, which readers may have cited."""
(UPDATED,) = BRIEF.updated


Item = tuple[str, str]
"""An entry by name, with its anchor on the page; empty if it has none."""


@dataclass(frozen=True)
class Sentence:
    """A correction, a new probability, or what happened to a field or to all entries of one kind."""

    words: str
    """Such as `2 events added`."""
    items: tuple[Item, ...] = ()
    is_partial: bool = False
    """Whether the items are only some of them."""
    before: tuple[str, ...] = ()
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
        return (
            bool(self.line) and not self.note and all(each.anchor for each in self.line)
        )


@dataclass
class _Day:
    """What is known of a day."""

    date: EdtfDate
    revisions: list[Revision] = field(default_factory=list)
    added: list[Change] = field(default_factory=list)
    """Corrections that are older than what git knows."""
    profiles: dict[str, Change] = field(default_factory=dict)
    """How the profiles of actors changed, by id."""
    notes: list[ChangeNote] = field(default_factory=list)
    is_dated: bool = False
    """Whether the brief says that it was updated."""


def of_brief(
    brief: LinkedBrief, language: Language, *, claimed: bool = False
) -> list[Update]:
    """Its updates, the newest first, each on its day in git.

    If `claimed`, on the days that the brief itself gives, where these are possible, with those that only the
    brief knows.
    """
    days = sorted(
        _days(brief, claimed=claimed), key=lambda each: each.date.earliest, reverse=True
    )
    return [
        made
        for each in days
        if (made := _update(each, brief, language, detailed=not claimed))
    ]


def _days(brief: LinkedBrief, *, claimed: bool) -> Iterable[_Day]:
    days: dict[datetime.date, _Day] = {}

    def on(date: EdtfDate) -> _Day:
        return days.setdefault(date.earliest, _Day(date))

    notes = {each.date.earliest: each for each in brief.entry.change_notes}
    updated = brief.entry.updated
    history = brief.history
    revisions = history.revisions if history else ()
    for revision, before in zip_longest(revisions, revisions[1:]):
        day, since = _dated(revision), before.date if before else brief.published
        if (
            day and since and day.earliest < since.earliest
        ):  # nothing can have changed by then
            updated = None if day == updated else updated
            day = None
        found = on(day or revision.date if claimed else revision.date)
        found.revisions.append(revision)
        found.is_dated = found.is_dated or (claimed and day is not None)
        dates_ = {each.earliest for each in (day, revision.date) if each}
        found.notes += [notes.pop(each) for each in sorted(dates_ & notes.keys())]
    for note in notes.values():
        on(note.date).notes.append(note)
    since = history.known_since.earliest if history else datetime.date.max
    for id_, changed in history.profiles.items() if history else ():
        for revision in changed:
            if revision.date.earliest > since and updates.is_noticed(revision.change):
                on(revision.date).profiles[id_] = revision.change
    if claimed:
        for correction in brief.entry.corrections:
            if correction.date.earliest <= since:
                made = entry.from_record(type(correction), entry.written(correction))
                on(correction.date).added.append(Change("correction", "added", made))
        if updated:
            on(updated).is_dated = True
    return days.values()


def _update(
    day: _Day, brief: LinkedBrief, language: Language, *, detailed: bool
) -> Update | None:
    _, names = language.gettext, _names(brief)
    revisions = day.revisions[::-1]
    corrections = Change(
        "brief", "changed", Entry("", "", {}), entries=tuple(day.added)
    )
    line = updates.line(
        [*(each.change for each in revisions), corrections], names, language
    )
    profiles = [names[id_] for id_ in sorted(day.profiles)]
    of_profiles: list[Sentence] = []
    if len(profiles) == 1:
        fields = (
            phrasing.title(each, language)
            for each in updates.noticed(day.profiles.popitem()[1])
        )
        words = _("Profile of %(name)s changed", name=profiles[0])
        of_profiles.append(Sentence(words, tuple((each, "") for each in fields)))
    elif profiles:
        number = len(profiles)
        words = language.ngettext(
            "%(count)s profile changed", "%(count)s profiles changed", number
        )
        items = tuple((each, "") for each in profiles[:MOST_NAMED])
        of_profiles.append(Sentence(words, items, len(items) < number))
    note = " ".join(each.text for each in day.notes)
    details = [
        each
        for one in revisions
        if detailed
        for each in sentences(one.change, brief, language)
    ]
    is_own = bool(line or note or day.is_dated)
    if not (is_own or of_profiles):
        return None
    importance = next((each.importance for each in day.notes if each.importance), None)
    is_major = updates.is_major(line)
    return Update(
        day.date,
        importance == "major"
        if importance
        else is_major or not (line or revisions or of_profiles),
        line
        if is_major
        else (*line, *(UpdatePart(each.words) for each in of_profiles)),
        note,
        (
            *([Sentence(updates.words(line))] if note and line else []),
            *details,
            *of_profiles,
        ),
        bool(revisions),
        is_own,
    )


def _dated(revision: Revision) -> EdtfDate | None:
    """The day that the brief itself gives for what changed; old versions may contain anything."""
    for each in revision.change.fields:
        if each.key == UPDATED:
            with suppress(ValueError):
                return dates.parse(each.after)
    return None


def sentences(
    change: Change, brief: LinkedBrief, language: Language
) -> Iterator[Sentence]:
    """What changed in a brief, corrections first; nothing if readers do not notice it."""
    names = _names(brief)
    reported = list(filter(updates.is_noticed, change.entries))
    for each in sorted(filter(_is_single, reported), key=updates.is_news):
        yield Sentence(
            _corrected(each, language),
            (_item(each, brief, names),),
            before=tuple(
                filter(
                    None,
                    (
                        phrasing.values(field, names, language)[0]
                        for field in _named(each)
                    ),
                )
            ),
            changes=tuple(
                _replaced(field, names, language)
                for field in updates.statements(each)
                if field not in _named(each)
            ),
            is_correction=not updates.is_news(each),
        )
    yield from (_of_field(field, names, language) for field in updates.noticed(change))
    others: dict[tuple[str, Action], list[Change]] = {}
    for each in reported:
        if not _is_single(each):
            others.setdefault((each.kind, each.action), []).append(each)
    for (kind, action), changes in others.items():
        # what corrections say is in their own section
        named = (
            changes[:MOST_NAMED] if (kind, action) != ("correction", "added") else []
        )
        items = tuple(_item(each, brief, names) for each in named)
        words = updates.counted(action, changes, language)
        yield Sentence(words, items, 0 < len(items) < len(changes))


def _names(brief: LinkedBrief) -> Names:
    """The names of its actors, also of those who are not in it any more, by id."""
    return {
        **(brief.history.names if brief.history else {}),
        **{each.id: each.name for each in brief.cast},
    }


def _named(change: Change) -> list[FieldChange]:
    """The statement that is the name of the entry, if it changed."""
    naming = phrasing.naming_field(change)
    return [each for each in updates.statements(change) if each.member == naming]


def _is_single(change: Change) -> bool:
    """Whether it has a sentence of its own."""
    return updates.removes_statement(change) or (
        change.action == "changed" and bool(updates.statements(change))
    )


def _corrected(change: Change, language: Language) -> str:
    action = "updated" if updates.is_news(change) else "corrected"
    if change.action == "removed" or change.kind == "key judgement":
        action = change.action
    return language.gettext(
        updates.ACTIONS[action], what=wording.label(change.kind, language)
    )


def _of_field(field: FieldChange, names: Names, language: Language) -> Sentence:
    """What happened to a field of the brief itself."""
    if field.key == "status" and field.after == "archived":
        return Sentence(language.gettext("Archived: no longer maintained"))
    of = field.member.field_type if field.member else None
    is_short = of is not None and of.is_text and not of.is_paragraph
    before = phrasing.values(field, names, language)[0] if is_short else ""
    words = language.gettext(
        updates.ACTIONS[field.action], what=phrasing.title(field, language)
    )
    return Sentence(words, before=(before,) if before else ())


def _replaced(field: FieldChange, names: Names, language: Language) -> str:
    """A field with its former value and the new one, of which one may be missing."""
    before, after = (each or "–" for each in phrasing.values(field, names, language))
    return f"{phrasing.title(field, language)}: {before} → {after}"


def _item(change: Change, brief: LinkedBrief, names: Names) -> Item:
    anchors = {*(each.id for each in brief.events), *(each.id for each in brief.quotes)}
    id_ = change.entry.id
    is_there = change.action != "removed" and change.kind in _CITED and id_ in anchors
    longest = phrasing.LONGEST if _is_single(change) else updates.LONGEST
    return wording.shortened(
        phrasing.name(change, names), longest
    ), id_ if is_there else ""
