"""Events that a brief has twice, and events of too many briefs."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from generator.checks.names import Names
from generator.diagnostics import Code, Diagnostic, Message
from generator.format import limits
from generator.format.places import BRIEF, EVENT
from generator.reading import codes
from generator.reading.yaml.document import Document
from generator.reading.yaml.node import Scalar

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
