"""Events that several briefs have: other dates, an event that a brief has twice, and too many briefs."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from generator.checks.date_order import date_at
from generator.checks.names import Names
from generator.diagnostics import Code, Diagnostic, Message, Severity
from generator.format import limits
from generator.format.places import BRIEF, EVENT
from generator.reading import codes
from generator.reading.yaml.document import Document
from generator.reading.yaml.node import Scalar

MERGED_DATES = Message(
    Code("merged-dates", "Two briefs date the same event differently.", Severity.WARNING),
    "the event is dated {here} here, but {there} in the other brief",
    "correct one of the dates, or delete 'same_as' if these are two events",
)
TOLD_TWICE = Message(
    Code("told-twice", "Two events of a brief are the same event."),
    "the event on line {line} is already the same as '{text}'",
    "merge the two events of this brief into one, or correct 'same_as'",
)
TOLD_TOO_OFTEN = Message(
    codes.TOO_LARGE, "more than {limit} briefs tell the event '{text}'", "delete 'same_as' here"
)


class Account(NamedTuple):
    """An event of a brief, and the other that it is the same as; `None` if it names none."""

    brief: str
    document: Document
    line: int
    same_as: Scalar | None
    same: str
    """The current name of that event; empty if there is none."""


def check(names: Names) -> Iterator[Diagnostic]:
    yield from _check_dates(names)
    accounts = dict(_accounts(names))
    groups: dict[str, list[Account]] = {}
    for key, account in accounts.items():
        groups.setdefault(_first(key, accounts), []).append(account)
    for group in groups.values():
        by_brief: dict[str, Account] = {}
        for each in sorted(group, key=lambda each: each.same_as is not None):
            before = by_brief.setdefault(each.brief, each)
            if each.same_as is None:
                continue
            text, span = each.same_as.text, each.same_as.span
            if before is not each:
                yield each.document.report_message(TOLD_TWICE, span, text=text, line=before.line)
            elif len(by_brief) > limits.ACCOUNTS:
                yield each.document.report_message(TOLD_TOO_OFTEN, span, text=text, limit=limits.ACCOUNTS)


def _accounts(names: Names) -> Iterator[tuple[str, Account]]:
    """Each event, by brief and event, as other briefs refer to it."""
    for file in names.collection.briefs:
        for entry in file.entries:
            if entry.list in BRIEF.timeline:
                scalar = file.document.node((*entry.location, *EVENT.same_as))
                same_as = scalar if isinstance(scalar, Scalar) and not scalar.is_empty else None
                same = names.renamed.event(same_as.text) if same_as else ""
                yield (
                    f"{file.id}#{entry.id}",
                    Account(file.id, file.document, entry.origin.line, same_as, same),
                )


def _first(key: str, accounts: Mapping[str, Account]) -> str:
    """Where `same_as` leads in the end; where it leads in a circle, the first key of that by the alphabet."""
    seen = [key]
    while (same := accounts[key].same) in accounts:
        key = same
        if key in seen:
            return min(seen[seen.index(key) :])
        seen.append(key)
    return key


def _check_dates(names: Names) -> Iterator[Diagnostic]:
    dates = {
        f"{file.id}#{event.id}": date_at(file.document, (*event.location, *EVENT.date))
        for file in names.collection.briefs
        for event in file.entries
        if event.list in BRIEF.timeline
    }
    for document in (file.document for file in names.collection.briefs):
        for location, scalar in document.scalars(BRIEF.timeline.each.same_as):
            here = date_at(document, (*location[:-1], *EVENT.date))
            there = dates.get(names.renamed.event(scalar.text))
            if here and there and not here.overlaps(there):
                yield document.report_message(MERGED_DATES, scalar.span, here=here.text, there=there.text)
