"""The rules of `briefs check`, and what runs them.

A rule is a module of this package: its codes, its messages and its checks, which report what is wrong. The
lists say when each check runs. Only `briefs check --history` runs those of `main_line`, which are about git.
`tests/cases/diagnostics` has an example of each code.
"""

import datetime
from dataclasses import dataclass
from typing import Any, TypeVar

from briefing_site import diagnostics
from briefing_site.checks import (
    actors,
    cross_references,
    date_order,
    duplicates,
    evidence,
    example_text,
    forecasts_and_figures,
    former_ids,
    joined_lines,
    literal_citations,
    literal_markup,
    main_line,
    merged_events,
    misread_prose,
    passed_days,
    source_references,
    verification,
)
from briefing_site.checks.names import Names
from briefing_site.diagnostics import Code, Diagnostic, Message, Severity
from briefing_site.format import (
    Brief,
    Profile,
    brief,
    conventions,
    prose_errors,
    record,
    settings,
)
from briefing_site.format.fields import (
    ACTOR_KINDS,
    address,
    choice,
    date,
    external_ids,
    field_type,
    identifier,
    number,
    text,
)
from briefing_site.reading import Collection, ParsedFile, RawFile, codes, parsing
from briefing_site.reading.parsing import Model, Parsed

FILE_CHECKS = (
    date_order.check_file,
    joined_lines.check_file,
    misread_prose.check_file,
    source_references.check_file,
)
"""They find what is wrong in a brief or a profile by itself."""
BRIEF_CHECKS = (
    date_order.check_brief,
    duplicates.check_brief,
    evidence.check_brief,
    example_text.check_brief,
    forecasts_and_figures.check_brief,
    source_references.check_brief,
)
"""They find what is wrong in a brief by itself."""
COLLECTION_CHECKS = (
    actors.check,
    cross_references.check,
    duplicates.check,
    evidence.check,
    example_text.check,
    former_ids.check,
    merged_events.check,
    verification.check,
)
"""They find what is wrong when files are compared with one another, or with the settings."""

_DECLARING = (
    diagnostics,
    codes,
    parsing,
    record,
    brief,
    prose_errors,
    field_type,
    text,
    choice,
    address,
    number,
    date,
    identifier,
    external_ids,
    settings,
    conventions,
    actors,
    cross_references,
    date_order,
    duplicates,
    evidence,
    example_text,
    forecasts_and_figures,
    former_ids,
    joined_lines,
    literal_citations,
    literal_markup,
    main_line,
    merged_events,
    misread_prose,
    passed_days,
    source_references,
    verification,
)
"""The modules that have codes and messages: first those of what is reported when a file is read."""


Declared = TypeVar("Declared", Code, Message)


def _declared(kind: type[Declared]) -> list[Declared]:
    declared: list[Declared] = []
    for module in _DECLARING:
        for value in vars(module).values():
            if isinstance(value, kind) and value not in declared:
                declared.append(value)
    return declared


MESSAGES = tuple(_declared(Message))
CODES: dict[str, Code] = {code.slug: code for code in _declared(Code)}
"""Every code by its slug."""
for message in MESSAGES:
    CODES[message.code.slug] = message.code


@dataclass(frozen=True)
class Checked:
    """What was read of files, and every problem in them."""

    collection: Collection
    diagnostics: tuple[Diagnostic, ...]

    @property
    def errors(self) -> list[Diagnostic]:
        return [
            diagnostic
            for diagnostic in self.diagnostics
            if diagnostic.severity is Severity.ERROR
        ]


def parse(
    raw: RawFile, model: type[Model], today: datetime.date | None = None
) -> Parsed[Model]:
    """Parse a single file, and report every problem that shows in it; with `today`, also on this day."""
    file, problems = parsing.parse(raw, model)
    problems = [*problems, *check_file(file)]
    if today:
        problems.extend(passed_days.check_dated(file, today))
    return file, problems


def check_file(file: ParsedFile[Any]) -> list[Diagnostic]:
    """Every problem of a brief or a profile that shows when its own values are compared."""
    problems: list[Diagnostic] = []
    if file.model in {Brief, Profile}:
        for check_one in FILE_CHECKS:
            problems.extend(check_one(file))
    if file.model is Brief:
        for check_brief in BRIEF_CHECKS:
            problems.extend(check_brief(file))
    return problems


def check(
    collection: Collection, actor_kinds: tuple[str, ...] = ACTOR_KINDS
) -> list[Diagnostic]:
    """Every problem that shows only when files are compared with one another, or with the settings."""
    names = Names(collection, actor_kinds)
    problems: list[Diagnostic] = []
    for check_collection in COLLECTION_CHECKS:
        problems.extend(check_collection(names))
    return problems
