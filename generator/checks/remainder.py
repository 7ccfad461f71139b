"""What is left of a collection without the files that have errors, for a preview."""

from collections.abc import Callable, Iterable
from typing import Protocol

from generator.checks.unknown_brief import UNKNOWN_BRIEF, UNKNOWN_EVENT
from generator.checks.verification import UNKNOWN_QUOTE
from generator.diagnostics import Diagnostic
from generator.reading.folder import Collection, RawFile

_TOLERATED = frozenset({UNKNOWN_BRIEF.code, UNKNOWN_EVENT.code, UNKNOWN_QUOTE})
"""Errors of references to what was left out; pages do without these, as they do without drafts."""


class CheckResult(Protocol):
    """The result of a check."""

    @property
    def collection(self) -> Collection:
        """What was read."""

    @property
    def errors(self) -> list[Diagnostic]:
        """The diagnostics that stop a build."""


def collection(
    checked: CheckResult, files: Iterable[RawFile], check: Callable[[list[RawFile]], CheckResult]
) -> Collection:
    """What was checked, if there are no errors, or else what is left of the files.

    These lack those that have errors, and those that have some because of that.
    """
    if not checked.errors:
        return checked.collection
    left = list(files)
    invalid = {each.path for each in checked.errors}
    while invalid:
        left = [file for file in left if file.path not in invalid]
        checked = check(left)
        invalid = {each.path for each in checked.errors if each.code not in _TOLERATED}
    return checked.collection
