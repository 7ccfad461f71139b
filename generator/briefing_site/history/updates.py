"""What an update of a brief says in one line, in words of the subject, and whether it is major or minor.

As on GOV.UK, major is what can change the view of a reader: a judgement, its confidence or likelihood, a
forecast, the bottom line, the status, or a fact that was corrected. Sources, wording and typing errors are
minor.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from briefing_site.format import BRIEF, Mark
from briefing_site.format.places import FORECAST, JUDGEMENT
from briefing_site.format.traversal import members
from briefing_site.history import phrasing
from briefing_site.history.changes import Change, FieldChange
from briefing_site.history.phrasing import Names
from briefing_site.languages.phrase import marked, marked_plural
from briefing_site.site import Language, wording

LONGEST = 60
"""Characters of a judgement or a forecast that are shown, if it is the only one; half as many of several."""
MOST_NAMED = 3
"""Judgements or forecasts of which the first words are shown."""

(SUMMARY,), (STATUS,), (AS_OF,) = BRIEF.summary, BRIEF.status, BRIEF.as_of
(CONFIDENCE,), (LIKELIHOOD,), (TEXT,) = (
    JUDGEMENT.confidence,
    JUDGEMENT.likelihood,
    JUDGEMENT.text,
)
(PROBABILITY,), (OUTCOME,) = FORECAST.probability, FORECAST.outcome

_RAISED = {
    CONFIDENCE: marked_plural(
        "confidence in judgement %(numbers)s raised from %(before)s to %(after)s",
        "confidence in judgements %(numbers)s raised from %(before)s to %(after)s",
    ),
    LIKELIHOOD: marked_plural(
        "likelihood of judgement %(numbers)s raised from %(before)s to %(after)s",
        "likelihood of judgements %(numbers)s raised from %(before)s to %(after)s",
    ),
}
_LOWERED = {
    CONFIDENCE: marked_plural(
        "confidence in judgement %(numbers)s lowered from %(before)s to %(after)s",
        "confidence in judgements %(numbers)s lowered from %(before)s to %(after)s",
    ),
    LIKELIHOOD: marked_plural(
        "likelihood of judgement %(numbers)s lowered from %(before)s to %(after)s",
        "likelihood of judgements %(numbers)s lowered from %(before)s to %(after)s",
    ),
}
_GIVEN = marked_plural(
    "judgement %(numbers)s now called %(after)s",
    "judgements %(numbers)s now called %(after)s",
)
_LEFT_OUT = marked_plural(
    "judgement %(numbers)s no longer called %(before)s",
    "judgements %(numbers)s no longer called %(before)s",
)
_REWORDED = marked_plural(
    "judgement %(numbers)s reworded", "judgements %(numbers)s reworded"
)
_REASONS = marked_plural(
    "reasons for judgement %(numbers)s changed",
    "reasons for judgements %(numbers)s changed",
)
_REPLACED = marked_plural(
    "judgement %(before)s replaced by %(after)s",
    "judgements %(before)s replaced by %(after)s",
)
_OF_ENTRIES = {
    ("key judgement", "added"): marked_plural(
        "new judgement %(numbers)s", "new judgements %(numbers)s"
    ),
    ("key judgement", "removed"): marked_plural(
        "judgement withdrawn: %(texts)s", "judgements withdrawn: %(texts)s"
    ),
    ("forecast", "added"): marked_plural(
        "new forecast: %(texts)s", "new forecasts: %(texts)s"
    ),
    ("forecast", "removed"): marked_plural(
        "forecast withdrawn: %(texts)s", "forecasts withdrawn: %(texts)s"
    ),
    ("forecast", "moved"): marked_plural(
        "forecast changed: %(texts)s", "forecasts changed: %(texts)s"
    ),
    ("forecast", "yes"): marked_plural(
        "forecast came true: %(texts)s", "forecasts came true: %(texts)s"
    ),
    ("forecast", "no"): marked_plural(
        "forecast did not come true: %(texts)s",
        "forecasts did not come true: %(texts)s",
    ),
    ("forecast", "corrected"): marked_plural(
        "forecast made anew with other terms: %(texts)s",
        "forecasts made anew with other terms: %(texts)s",
    ),
}
ACTIONS = {
    "corrected": marked("%(what)s corrected"),
    "updated": marked("%(what)s updated"),
    "added": marked("%(what)s added"),
    "removed": marked("%(what)s removed"),
    "changed": marked("%(what)s changed"),
}


@dataclass(frozen=True)
class UpdatePart:
    words: str
    is_major: bool = False
    anchor: str = ""
    """Where the page of the brief says more; empty if nowhere."""
    is_addition: bool = False


def line(
    changes: Sequence[Change], names: Names, language: Language
) -> tuple[UpdatePart, ...]:
    """What the changes of an update say: what is major, and what was added; all, if nothing is major."""
    entries = [
        each for change in changes for each in change.entries if is_noticed(each)
    ]
    fields = [each for change in changes for each in noticed(change)]
    parts = [
        *_judgements(entries, names, language),
        *_several(entries, names, language),
        *_fields(fields, names, language),
        *_corrections(entries, language),
        *_counts(entries, language),
    ]
    has_major = is_major(parts)
    said = [
        each
        for each in dict.fromkeys(parts)
        if each.is_major or each.is_addition or not has_major
    ]
    first = [
        replace(each, words=each.words[:1].upper() + each.words[1:])
        for each in said[:1]
    ]
    return (*first, *said[1:])


def is_major(parts: Sequence[UpdatePart]) -> bool:
    return any(each.is_major for each in parts)


def words(parts: Sequence[UpdatePart]) -> str:
    return "; ".join(each.words for each in parts)


def is_noticed(change: Change) -> bool:
    """Whether a change of an entry says something about the subject."""
    said = {
        Mark.HIDDEN_FROM_HISTORY in each.marks for each in members(change.entry.model)
    } != {True}
    return said and (change.action != "changed" or bool(noticed(change)))


def noticed(change: Change) -> list[FieldChange]:
    """The fields that changed and say something about the subject."""
    return [each for each in change.fields if not each.has(Mark.HIDDEN_FROM_HISTORY)]


def statements(change: Change) -> list[FieldChange]:
    """The fields that changed and were presented as facts; saying more is no correction, but of a term."""
    return [
        each
        for each in change.fields
        if (each.has(Mark.CORRECTION_IF_CHANGED) or each.has(Mark.UPDATE_IF_CHANGED))
        and (each.before or each.has(Mark.FORECAST_TERM))
    ]


def is_news(change: Change) -> bool:
    """Whether something else is said now, though nothing was wrong."""
    return change.action == "changed" and not any(
        each.has(Mark.CORRECTION_IF_CHANGED) for each in statements(change)
    )


def removes_statement(change: Change) -> bool:
    naming = phrasing.naming_field(change)
    return (
        change.action == "removed"
        and naming is not None
        and Mark.CORRECTION_IF_CHANGED in naming.marks
    )


def _judgements(
    entries: Sequence[Change], names: Names, language: Language
) -> Iterator[UpdatePart]:
    """Those that changed, by number; several with the same change at once."""
    found: dict[tuple[tuple[str, str], str, str, bool], dict[int, Change]] = {}
    for each in entries:
        if (each.kind, each.action) == ("key judgement", "changed"):
            fields = {
                field.key: field
                for field in each.fields
                if not field.has(Mark.HIDDEN_FROM_HISTORY)
            }
            levels = [field for key, field in fields.items() if key in _RAISED]
            reworded = (
                [fields[TEXT]]
                if TEXT in fields and not fields[TEXT].is_typing_error
                else []
            )
            for field in [*levels, *reworded] or [
                fields.get(TEXT) or next(iter(fields.values()))
            ]:
                template, before, after = _of_judgement(field)
                major = template != _REASONS and not field.is_typing_error
                found.setdefault((template, before, after, major), {})[each.number] = (
                    each
                )
    named_before: set[int] = set()
    order = (
        *_RAISED.values(),
        *_LOWERED.values(),
        _GIVEN,
        _LEFT_OUT,
        _REWORDED,
        _REASONS,
    )
    for (template, before, after, major), changes in sorted(
        found.items(), key=lambda each: (order.index(each[0][0]), [*each[1]])
    ):
        values = {"before": language.gettext(before), "after": language.gettext(after)}
        numbers = wording.enumeration([*map(str, sorted(changes))], language)
        named = _texts(
            [changes[number] for number in sorted(changes)],
            names,
            language,
            numbered=True,
        )
        short, words_ = (
            language.ngettext(*template, len(changes), numbers=each, **values)
            for each in (numbers, named)
        )
        yield UpdatePart(short if named_before & changes.keys() else words_, major)
        named_before |= changes.keys()


def _of_judgement(field: FieldChange) -> tuple[tuple[str, str], str, str]:
    """The words for what happened to a field of a judgement, with its former value and the new one."""
    if field.key not in _RAISED:
        return _REWORDED if field.key == TEXT else _REASONS, "", ""
    choices = field.member.choices if field.member else ()
    if not {field.before, field.after} <= {*choices}:  # old files may contain anything
        return (
            (_GIVEN, "", field.after) if field.after else (_LEFT_OUT, field.before, "")
        )
    is_raised = choices.index(field.before) < choices.index(field.after)
    return (_RAISED if is_raised else _LOWERED)[field.key], field.before, field.after


def _several(
    entries: Sequence[Change], names: Names, language: Language
) -> Iterator[UpdatePart]:
    """Judgements and forecasts that were added, removed, resolved or given another probability."""
    found: dict[tuple[str, str], list[Change]] = {key: [] for key in _OF_ENTRIES}
    for each in entries:
        found.get((each.kind, _action(each)), []).append(each)
    old, new = found["key judgement", "removed"], found["key judgement", "added"]
    if old and new:
        found |= {("key judgement", "removed"): [], ("key judgement", "added"): []}
        values = {
            "before": _texts(old, names, language),
            "after": _texts(new, names, language),
        }
        yield UpdatePart(
            language.ngettext(*_REPLACED, len(old), **values), is_major=True
        )
    for key, changes in found.items():
        if changes:
            major = key[1] != "corrected" or not all(map(_has_typing_errors, changes))
            texts = _texts(changes, names, language)
            numbers = _texts(changes, names, language, numbered=True)
            words_ = language.ngettext(
                *_OF_ENTRIES[key], len(changes), texts=texts, numbers=numbers
            )
            yield UpdatePart(words_, major)


def _texts(
    changes: Sequence[Change],
    names: Names,
    language: Language,
    *,
    numbered: bool = False,
) -> str:
    """The first words of judgements or forecasts, with their number, or how a probability changed."""
    texts = []
    for each in changes[:MOST_NAMED]:
        text = wording.shortened(
            phrasing.name(each, names), LONGEST // min(len(changes), 2)
        )
        quoted = language.gettext("“%(text)s”", text=text)
        said = [
            phrasing.values(field, names, language)
            for field in each.fields
            if field.key == PROBABILITY
        ]
        moves = [" → ".join(filter(None, both)) for both in said]
        texts.append(
            " ".join(
                [str(each.number)] * numbered
                + [quoted]
                + [f"({move})" for move in moves]
            )
        )
    if number := len(changes) - len(texts):
        texts.append(language.gettext("%(number)s more", number=language.whole(number)))
    return wording.enumeration(texts, language)


def _action(change: Change) -> str:
    """What happened to an entry, in finer terms than `Action`."""
    if change.action != "changed":
        return change.action
    if change.kind == "forecast":
        fields = {each.key: each for each in change.fields}
        if OUTCOME in fields and not fields[OUTCOME].before:
            return fields[OUTCOME].after
        if PROBABILITY in fields and not any(
            each.has(Mark.FORECAST_TERM) for each in change.fields
        ):
            return "moved"
    if not statements(change):
        return "changed"
    return "updated" if is_news(change) else "corrected"


def _has_typing_errors(change: Change) -> bool:
    return all(each.is_typing_error for each in statements(change))


def _fields(
    fields: Sequence[FieldChange], names: Names, language: Language
) -> Iterator[UpdatePart]:
    _ = language.gettext
    others: dict[str, None] = {}
    for each in fields:
        if each.key == SUMMARY:
            yield UpdatePart(_("bottom line changed"), not each.is_typing_error)
        elif each.key == STATUS and "archived" in {each.before, each.after}:
            is_over = each.after == "archived"
            words_ = (
                _("archived: no longer maintained")
                if is_over
                else _("maintained again")
            )
            yield UpdatePart(words_, is_major=True)
        elif each.key == AS_OF and each.after:
            yield UpdatePart(
                _("now as of %(date)s", date=phrasing.values(each, names, language)[1])
            )
        else:
            others[phrasing.title(each, language)] = None
    if others:
        yield UpdatePart(
            _(ACTIONS["changed"], what=wording.enumeration([*others], language))
        )


def _corrections(entries: Sequence[Change], language: Language) -> Iterator[UpdatePart]:
    added = [
        each for each in entries if (each.kind, each.action) == ("correction", "added")
    ]
    notes = sum(bool(each.entry.fields.get("source")) for each in added)
    if number := len(added) - notes:
        yield UpdatePart(
            wording.count(number, "correction", language),
            is_major=True,
            anchor="corrections",
        )
    if notes:
        words_ = language.ngettext(
            "%(count)s note on a source", "%(count)s notes on sources", notes
        )
        yield UpdatePart(words_, anchor="sources", is_addition=True)


def _counts(entries: Sequence[Change], language: Language) -> Iterator[UpdatePart]:
    """All others by what happened to them: `2 events and 5 sources added`."""
    groups: dict[str, list[Change]] = {action: [] for action in ACTIONS}
    for each in entries:
        action = _action(each)
        if each.kind != "key judgement" and not {(each.kind, action)} & {
            *_OF_ENTRIES,
            ("correction", "added"),
        }:
            groups[action].append(each)
    for action, found in groups.items():
        if not found:
            continue
        major = any(
            removes_statement(each)
            or (action == "corrected" and not _has_typing_errors(each))
            for each in found
        )
        yield UpdatePart(
            counted(action, found, language), major, is_addition=action == "added"
        )


def counted(action: str, changes: Iterable[Change], language: Language) -> str:
    """How many entries of each kind something happened to: `2 events and 5 sources added`."""
    numbers = Counter(each.kind for each in changes).items()
    what = [wording.count(number, kind, language) for kind, number in numbers]
    return language.gettext(ACTIONS[action], what=wording.enumeration(what, language))
