"""Events that are marked as the same as events of other briefs (`same_as`)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from briefing_site.checks.date_order import date_at
from briefing_site.checks.names import Names
from briefing_site.diagnostics import Code, Diagnostic, Message, Severity
from briefing_site.format import BRIEF, Brief, EdtfDate, Pattern, limits
from briefing_site.format.places import EVENT
from briefing_site.reading import ParsedFile, Scalar, codes, ids
from briefing_site.reading.ids import IdentifiedEntry

MERGED_DATES = Message(
    Code(
        "merged-dates", "Two briefs date the same event differently.", Severity.WARNING
    ),
    "the event is dated {here} here, but {there} in the other brief",
    "correct one of the dates, or delete 'same_as' if these are two events",
)
MERGED_NUMBERS = Message(
    Code(
        "merged-numbers",
        "Two briefs give the same event a different number in its title.",
        Severity.WARNING,
    ),
    "the title has '{here}', but in the other brief '{there}'",
    "correct one of the numbers, or give both in both briefs",
)
REPORTED_TWICE = Message(
    Code("same-event", "Two events of a brief are the same event."),
    "the event on line {line} is already the same as '{text}'",
    "merge the two events of this brief into one, or correct 'same_as'",
    in_form="Another event is already the same as “{text}”. Keep one of the two",
)
TOO_MANY_REPORTS = Message(
    codes.TOO_LARGE,
    "more than {limit} briefs report the event '{text}'",
    "delete 'same_as' here",
)

_COUNTED = re.compile(r"(?<!\w)(\d[\d.,]*)\s+([^\W\d_]+)")
"""A number and what it counts, such as `21 people`."""


@dataclass(frozen=True)
class _Event:
    """An event of a brief, and the reference that marks it as the same as another one."""

    file: ParsedFile[Brief]
    entry: IdentifiedEntry
    same_as: Scalar | None
    other: str
    """The current name of the event that it is the same as; empty if there is none."""

    def text(self, field: Pattern) -> Scalar | None:
        """A field that is a text; `None` if it is missing or empty."""
        value = self.file.document.node((*self.entry.location, *field))
        if isinstance(value, Scalar) and not value.is_empty:
            return value
        return None

    @property
    def date(self) -> EdtfDate | None:
        return date_at(self.file.document, (*self.entry.location, *EVENT.date))


def check(names: Names) -> Iterator[Diagnostic]:
    events = _events(names)
    for event in events.values():
        if event.other in events:
            yield from _different_dates(event, events[event.other])
            yield from _different_numbers(event, events[event.other])
    for group in _groups(events):
        yield from _repeated(group)


def _events(names: Names) -> dict[str, _Event]:
    """All events by name, such as `brief#event`."""
    events: dict[str, _Event] = {}
    for file in names.collection.briefs:
        for entry in file.entries:
            if entry.list not in BRIEF.timeline:
                continue
            same_as = file.document.node((*entry.location, *EVENT.same_as))
            other = ""
            if isinstance(same_as, Scalar) and not same_as.is_empty:
                other = names.renamed.event(same_as.text)
            else:
                same_as = None
            events[f"{file.id}#{entry.id}"] = _Event(file, entry, same_as, other)
    return events


def _groups(events: dict[str, _Event]) -> list[list[_Event]]:
    """The events that are the same, together; those without a reference come first."""
    others: dict[str, str] = {}
    for name, event in events.items():
        if event.other in events:
            others[name] = event.other
    groups: dict[str, list[_Event]] = {}
    for name, event in events.items():
        groups.setdefault(ids.first(name, others), []).append(event)
    for group in groups.values():
        group.sort(key=lambda event: event.same_as is not None)
    return list(groups.values())


def _different_dates(event: _Event, other: _Event) -> Iterator[Diagnostic]:
    date = event.date
    other_date = other.date
    if not event.same_as or not date or not other_date:
        return
    if not date.overlaps(other_date):
        yield event.file.document.report(
            MERGED_DATES, event.same_as, here=date.text, there=other_date.text
        )


def _different_numbers(event: _Event, other: _Event) -> Iterator[Diagnostic]:
    """Report the first number of the title that is another one in the other title, before the same word."""
    title = event.text(EVENT.title)
    other_title = other.text(EVENT.title)
    if not event.same_as or not title or not other_title:
        return
    numbers = _numbers(title.text)
    for word, there in _numbers(other_title.text).items():
        here = numbers.get(word, there)
        if here != there:
            yield event.file.document.report(
                MERGED_NUMBERS, title, here=f"{here} {word}", there=f"{there} {word}"
            )
            return


def _numbers(title: str) -> dict[str, str]:
    """The numbers of a title by the words behind them; of a word that has more than one, the first number."""
    numbers: dict[str, str] = {}
    for number, word in _COUNTED.findall(title):
        numbers.setdefault(word.lower(), number)
    return numbers


def _repeated(group: list[_Event]) -> Iterator[Diagnostic]:
    """Report a second event of a brief in a group, and those of more briefs than a page can show."""
    by_brief: dict[str, _Event] = {}
    for event in group:
        first = by_brief.setdefault(event.file.id, event)
        if event.same_as is None:
            continue
        document = event.file.document
        text = event.same_as.text
        if first is not event:
            line = first.entry.origin.line
            yield document.report(REPORTED_TWICE, event.same_as, text=text, line=line)
        elif len(by_brief) > limits.ACCOUNTS:
            yield document.report(
                TOO_MANY_REPORTS, event.same_as, text=text, limit=limits.ACCOUNTS
            )
