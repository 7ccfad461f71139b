"""Describes an update of a brief in one line, and decides whether it is major or minor.

As on GOV.UK, an update is major if it can change the view of a reader: if it changes a judgement, its
confidence or likelihood, a forecast, the bottom line, the date or the status, or corrects a fact, be it by
one sign. Changes of sources, and of the title or the background of the brief, are minor.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from briefing_site.format import BRIEF, Mark
from briefing_site.format.places import FIGURE, FORECAST, JUDGEMENT
from briefing_site.format.traversal import members
from briefing_site.history import forecasts
from briefing_site.history.changes import Change, FieldChange
from briefing_site.history.phrasing import Phrasing, naming_field
from briefing_site.languages.phrase import marked, marked_plural
from briefing_site.site import Language, wording

MAX_LENGTH = 120
"""The most characters of a judgement or a forecast in a line; half as many if there are several of them."""
MAX_NAMED = 3
"""The most judgements or forecasts whose first words are in a line; others are only counted."""

(DATE,) = BRIEF.date
(SUMMARY,) = BRIEF.summary
(STATUS,) = BRIEF.status
(AS_OF,) = BRIEF.as_of
(CONFIDENCE,) = JUDGEMENT.confidence
(LIKELIHOOD,) = JUDGEMENT.likelihood
(TEXT,) = JUDGEMENT.text
(PROBABILITY,) = FORECAST.probability
(OUTCOME,) = FORECAST.outcome
(UNIT,) = FIGURE.unit

_LEVEL_CHANGED = {
    CONFIDENCE: marked_plural(
        "confidence in the judgement %(texts)s is now %(after)s (before: %(before)s)",
        "confidence in the judgements %(texts)s is now %(after)s (before: %(before)s)",
    ),
    LIKELIHOOD: marked_plural(
        "the judgement %(texts)s is now called %(after)s (before: %(before)s)",
        "the judgements %(texts)s are now called %(after)s (before: %(before)s)",
    ),
}
_LEVEL_ADDED = marked_plural(
    "the judgement %(texts)s is now called %(after)s",
    "the judgements %(texts)s are now called %(after)s",
)
_LEVEL_REMOVED = marked_plural(
    "the judgement %(texts)s is no longer called %(before)s",
    "the judgements %(texts)s are no longer called %(before)s",
)
_REWORDED = marked_plural(
    "judgement %(texts)s reworded", "judgements %(texts)s reworded"
)
_REASONS_CHANGED = marked_plural(
    "reasons for judgement %(texts)s changed",
    "reasons for judgements %(texts)s changed",
)
_JUDGEMENT_ADDED = marked_plural("new judgement %(texts)s", "new judgements %(texts)s")
_JUDGEMENT_REMOVED = marked_plural(
    "judgement withdrawn: %(texts)s", "judgements withdrawn: %(texts)s"
)
_FORECASTS = {
    "added": marked_plural("new forecast: %(texts)s", "new forecasts: %(texts)s"),
    "removed": marked_plural(
        "forecast withdrawn: %(texts)s", "forecasts withdrawn: %(texts)s"
    ),
    "moved": marked_plural(
        "forecast changed: %(texts)s", "forecasts changed: %(texts)s"
    ),
    "yes": marked_plural(
        "forecast came true: %(texts)s", "forecasts came true: %(texts)s"
    ),
    "no": marked_plural(
        "forecast did not come true: %(texts)s",
        "forecasts did not come true: %(texts)s",
    ),
    "corrected": marked_plural(
        "forecast made anew with other terms: %(texts)s",
        "forecasts made anew with other terms: %(texts)s",
    ),
}
"""The words for what happened to a forecast, by the result of `_action`."""
_BY_IMPORTANCE = (
    *_LEVEL_CHANGED.values(),
    _LEVEL_ADDED,
    _LEVEL_REMOVED,
    _REWORDED,
    _REASONS_CHANGED,
    _JUDGEMENT_ADDED,
    _JUDGEMENT_REMOVED,
    *_FORECASTS.values(),
)
"""All words for judgements and forecasts in the order of a line, the first of which pages show at the top."""
ACTIONS = {
    "corrected": marked("%(what)s corrected"),
    "updated": marked("%(what)s updated"),
    "added": marked("%(what)s added"),
    "removed": marked("%(what)s removed"),
    "changed": marked("%(what)s changed"),
}
"""The words for what happened to other entries, by the result of `_action`, in the order of a line."""


@dataclass(frozen=True)
class UpdatePart:
    """A part of the line about an update, such as “bottom line changed”."""

    words: str
    is_major: bool = False
    anchor: str = ""
    """The anchor on the page of the brief where readers find more; empty if there is none."""
    is_addition: bool = False
    """Whether it says that something was added, which a line about a major update says as well."""


@dataclass(frozen=True)
class _Event:
    """What happened to a judgement or a forecast. Those with equal events are named together in a line."""

    words: tuple[str, str]
    """The text for one judgement or forecast, and the text for several."""
    before: str = ""
    """The former confidence or likelihood, if the text names it."""
    after: str = ""
    """The new confidence or likelihood, if the text names it."""
    is_major: bool = True


def line(changes: Sequence[Change], phrasing: Phrasing) -> tuple[UpdatePart, ...]:
    """The parts of the line about an update.

    If a part is major, minor parts are left out, unless they say that something was added.
    """
    fields: list[FieldChange] = []
    entries: list[Change] = []
    for change in changes:
        fields += noticed(change)
        entries += filter(is_noticed, change.entries)
    events: dict[_Event, list[Change]] = {}
    corrections: list[Change] = []
    others: list[Change] = []
    for entry in entries:
        entry_events = _events(entry)
        for event in entry_events:
            events.setdefault(event, []).append(entry)
        if entry.kind == "correction" and entry.action == "added":
            corrections.append(entry)
        elif not entry_events:
            others.append(entry)
    parts = [
        *_event_parts(events, phrasing),
        *_field_parts(fields, phrasing),
        *_correction_parts(corrections, phrasing.language),
        *_count_parts(others, phrasing.language),
    ]
    if is_major(parts):
        parts = [part for part in parts if part.is_major or part.is_addition]
    parts = list(dict.fromkeys(parts))  # two commits of a day may change the same field
    if parts:
        words_ = parts[0].words
        parts[0] = replace(parts[0], words=words_[:1].upper() + words_[1:])
    return tuple(parts)


def is_major(parts: Sequence[UpdatePart]) -> bool:
    return any(part.is_major for part in parts)


def words(parts: Sequence[UpdatePart]) -> str:
    """The parts as one line."""
    return "; ".join(part.words for part in parts)


def is_noticed(change: Change) -> bool:
    """Whether a change of an entry says something about the subject."""
    fields = members(change.entry.model)
    if fields and all(Mark.HIDDEN_FROM_HISTORY in field.marks for field in fields):
        return False
    return change.action != "changed" or bool(noticed(change))


def noticed(change: Change) -> list[FieldChange]:
    """The fields that changed and say something about the subject."""
    return [field for field in change.fields if not field.has(Mark.HIDDEN_FROM_HISTORY)]


def statements(change: Change) -> list[FieldChange]:
    """The changed fields with a statement that the brief made before and does not make now.

    A field that was empty before made none, with two exceptions: a forecast may not get another term
    afterwards, and numbers with a unit say something else than without.
    """
    fields: list[FieldChange] = []
    for field in change.fields:
        is_statement = field.has(Mark.CORRECTION_IF_CHANGED) or field.has(
            Mark.UPDATE_IF_CHANGED
        )
        if field.has(Mark.NEW_FORECAST_IF_CHANGED):
            is_statement = _is_other_term(field)
        elif _is_longer_list(field):
            is_statement = False
        elif not field.before:
            is_statement = is_statement and _is_unit(change, field)
        if is_statement:
            fields.append(field)
    return fields


def _is_other_term(field: FieldChange) -> bool:
    """Whether a term of a forecast says something else, and does not only cite another source."""
    return field.has(Mark.NEW_FORECAST_IF_CHANGED) and _has_other_words(field)


def _has_other_words(field: FieldChange) -> bool:
    return forecasts.term(field.before) != forecasts.term(field.after)


def _is_unit(change: Change, field: FieldChange) -> bool:
    return change.kind == "figure" and field.key == UNIT


def _is_longer_list(field: FieldChange) -> bool:
    """Whether a list has what it had before, and more after it."""
    if field.member is None or not field.member.steps:
        return False
    return field.after.startswith(f"{field.before}, ")


def is_news(change: Change) -> bool:
    """Whether an entry was brought up to date, so that what it said before was not wrong."""
    if change.action != "changed":
        return False
    return not any(
        field.has(Mark.CORRECTION_IF_CHANGED) for field in statements(change)
    )


def removes_statement(change: Change) -> bool:
    """Whether an entry that stated a fact, such as an event or a quote, was removed."""
    if change.action != "removed":
        return False
    field = naming_field(change)
    return field is not None and Mark.CORRECTION_IF_CHANGED in field.marks


def counted(action: str, changes: Iterable[Change], language: Language) -> str:
    """How many entries of each kind something happened to: `2 events and 5 sources added`."""
    numbers = Counter(change.kind for change in changes)
    counts = [wording.count(number, kind, language) for kind, number in numbers.items()]
    return language.gettext(ACTIONS[action], what=wording.enumeration(counts, language))


def _events(change: Change) -> list[_Event]:
    """What happened to a judgement or a forecast; an empty list for other entries, and for minor changes."""
    if change.kind == "forecast":
        action = _action(change)
        if action not in _FORECASTS:
            return []
        return [_Event(_FORECASTS[action])]
    if change.kind != "key judgement":
        return []
    if change.action == "added":
        return [_Event(_JUDGEMENT_ADDED)]
    if change.action == "removed":
        return [_Event(_JUDGEMENT_REMOVED)]
    fields = {field.key: field for field in noticed(change)}
    events = [
        _level_event(field) for key, field in fields.items() if key in _LEVEL_CHANGED
    ]
    if TEXT in fields and _has_other_words(fields[TEXT]):
        events.append(_Event(_REWORDED))
    return events or [_Event(_REASONS_CHANGED, is_major=False)]


def _level_event(field: FieldChange) -> _Event:
    """What happened to the confidence or the likelihood of a judgement."""
    choices = field.member.choices if field.member else ()
    if field.before in choices and field.after in choices:
        return _Event(_LEVEL_CHANGED[field.key], field.before, field.after)
    if field.after:  # what was before, if anything, is of another format
        return _Event(_LEVEL_ADDED, after=field.after)
    return _Event(_LEVEL_REMOVED, before=field.before)


def _action(change: Change) -> str:
    """What happened to an entry: a key of `ACTIONS`, or of `_FORECASTS` for a forecast."""
    if change.action != "changed":
        return change.action
    if change.kind == "forecast":
        fields = {field.key: field for field in change.fields}
        outcome = fields.get(OUTCOME)
        if outcome and not outcome.before and outcome.after in {"yes", "no"}:
            return outcome.after
        has_other_terms = any(map(_is_other_term, change.fields))
        if PROBABILITY in fields and not has_other_terms:
            return "moved"
    if not statements(change):
        return "changed"
    return "updated" if is_news(change) else "corrected"


def _event_parts(
    events: dict[_Event, list[Change]], phrasing: Phrasing
) -> Iterator[UpdatePart]:
    language = phrasing.language
    for event in sorted(events, key=lambda event: _BY_IMPORTANCE.index(event.words)):
        changes = events[event]
        words_ = language.ngettext(
            *event.words,
            len(changes),
            texts=_texts(changes, phrasing),
            before=language.gettext(event.before),
            after=language.gettext(event.after),
        )
        yield UpdatePart(words_, event.is_major)


def _texts(changes: Sequence[Change], phrasing: Phrasing) -> str:
    """The first words of judgements or forecasts, with how a probability changed."""
    max_length = MAX_LENGTH if len(changes) == 1 else MAX_LENGTH // 2
    texts: list[str] = []
    for change in changes[:MAX_NAMED]:
        text = phrasing.quote(phrasing.name(change), max_length)
        for field in change.fields:
            if field.key == PROBABILITY:
                values = filter(None, phrasing.values(field))
                text = f"{text} ({' → '.join(values)})"
        texts.append(text)
    language = phrasing.language
    number = len(changes) - len(texts)
    if number:
        texts.append(language.gettext("%(number)s more", number=language.whole(number)))
    return wording.enumeration(texts, language)


def _field_parts(
    fields: Sequence[FieldChange], phrasing: Phrasing
) -> Iterator[UpdatePart]:
    """What happened to fields of the brief itself."""
    _ = phrasing.language.gettext
    titles: dict[str, None] = {}
    for field in fields:
        if field.key == SUMMARY:
            yield UpdatePart(_("bottom line changed"), is_major=True)
        elif field.key == DATE and field.before:
            yield UpdatePart(
                _(ACTIONS["changed"], what=phrasing.title(field)), is_major=True
            )
        elif field.key == STATUS and field.after == "archived":
            yield UpdatePart(_("archived: no longer maintained"), is_major=True)
        elif field.key == STATUS and field.before == "archived":
            yield UpdatePart(_("maintained again"), is_major=True)
        elif field.key == AS_OF and field.after:
            _before, date = phrasing.values(field)
            yield UpdatePart(_("now as of %(date)s", date=date))
        else:
            titles[phrasing.title(field)] = None
    if titles:
        what = wording.enumeration(list(titles), phrasing.language)
        yield UpdatePart(_(ACTIONS["changed"], what=what))


def _correction_parts(
    corrections: Sequence[Change], language: Language
) -> Iterator[UpdatePart]:
    """The numbers of corrections of the brief, which are major, and of notes on errors in its sources."""
    notes = [change for change in corrections if change.entry.fields.get("source")]
    number = len(corrections) - len(notes)
    if number:
        words_ = wording.count(number, "correction", language)
        yield UpdatePart(words_, is_major=True, anchor="corrections")
    if notes:
        words_ = language.ngettext(
            "%(count)s note on a source", "%(count)s notes on sources", len(notes)
        )
        yield UpdatePart(words_, anchor="sources", is_addition=True)


def _count_parts(changes: Sequence[Change], language: Language) -> Iterator[UpdatePart]:
    """What happened to all other entries, by number."""
    for action in ACTIONS:
        of_action = [change for change in changes if _action(change) == action]
        if of_action:
            yield UpdatePart(
                counted(action, of_action, language),
                is_major=any(map(_is_major_change, of_action)),
                is_addition=action == "added",
            )


def _is_major_change(change: Change) -> bool:
    return _action(change) == "corrected" or removes_statement(change)
