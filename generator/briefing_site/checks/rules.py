"""The rules of `briefs check`, and what runs them.

A rule is a module of this package: its codes, its messages, and its checks, which are functions that report
what is wrong. The tuples below say when each check runs. A few checks are in none of them:

- those of `passed_days` depend on the day, so `parse` runs them only if it is told the day;
- those of `literal_citations` and `literal_markup` are run by `misread_prose`, on each text of a file;
- those of `main_line` are about git, and run by `briefs check --history`.

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
    places,
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
    gazetteer,
    prose_errors,
    record,
    settings,
)
from briefing_site.format.fields import (
    ACTOR_KINDS,
    address,
    choice,
    coordinates,
    date,
    external_ids,
    field_type,
    identifier,
    number,
    text,
)
from briefing_site.format.gazetteer import Gazetteer
from briefing_site.reading import Collection, ParsedFile, RawFile, codes, parsing
from briefing_site.reading.parsing import Model, Parsed

FILE_CHECKS = (
    date_order.check_file,
    joined_lines.check_file,
    misread_prose.check_file,
    source_references.check_file,
)
"""Checks of a single brief or profile, which need no other file."""
BRIEF_CHECKS = (
    date_order.check_brief,
    duplicates.check_brief,
    evidence.check_brief,
    example_text.check_brief,
    forecasts_and_figures.check_brief,
    source_references.check_brief,
)
"""Checks of a single brief, which need no other file."""
COLLECTION_CHECKS = (
    actors.check,
    cross_references.check,
    duplicates.check,
    evidence.check,
    example_text.check,
    former_ids.check,
    merged_events.check,
    places.check,
    verification.check,
)
"""Checks of all files together, which compare them with one another and with the settings."""

_MODULES_WITH_CODES = (
    diagnostics,
    codes,
    parsing,
    record,
    brief,
    gazetteer,
    prose_errors,
    field_type,
    text,
    choice,
    address,
    number,
    date,
    coordinates,
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
    places,
    source_references,
    verification,
)
"""All modules that have codes and messages: first those about single values, which `reading` reports."""


Declared = TypeVar("Declared", Code, Message)


def _declared(kind: type[Declared]) -> list[Declared]:
    """The codes, or the messages, that are global variables of the modules, each once."""
    declared: list[Declared] = []
    for module in _MODULES_WITH_CODES:
        for value in vars(module).values():
            if isinstance(value, kind) and value not in declared:
                declared.append(value)
    return declared


def _codes() -> dict[str, Code]:
    """Every code by its slug. Most codes are not a variable of their own: the message creates them."""
    codes_by_slug = {code.slug: code for code in _declared(Code)}
    for message in MESSAGES:
        codes_by_slug[message.code.slug] = message.code
    return codes_by_slug


MESSAGES = tuple(_declared(Message))
CODES = _codes()


@dataclass(frozen=True)
class Checked:
    """The files that could be read, with their records, and every problem in any file."""

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
    """Parse a single file, and report every problem that can be found without the other files.

    If `today` is given, this includes dates that are in the future or overdue on that day.
    """
    file, problems = parsing.parse(raw, model)
    problems = [*problems, *check_file(file)]
    if today:
        problems.extend(passed_days.check_dated(file, today))
    return file, problems


def check_file(file: ParsedFile[Any]) -> list[Diagnostic]:
    """Every problem that the checks of a single file find in a brief, in a profile or in the places.

    Problems of single values are not among them: `parsing.parse` has reported these.
    """
    problems: list[Diagnostic] = []
    if file.model in {Brief, Profile}:
        for check_one in FILE_CHECKS:
            problems.extend(check_one(file))
    if file.model is Brief:
        for check_brief in BRIEF_CHECKS:
            problems.extend(check_brief(file))
    if file.model is Gazetteer:
        problems.extend(places.check_gazetteer(file))
    return problems


def check(
    collection: Collection, actor_kinds: tuple[str, ...] = ACTOR_KINDS
) -> list[Diagnostic]:
    """Every problem that is found by comparing the files with one another, or with the kinds of actors.

    `actor_kinds` are those that the settings of the site allow.
    """
    names = Names(collection, actor_kinds)
    problems: list[Diagnostic] = []
    for check_collection in COLLECTION_CHECKS:
        problems.extend(check_collection(names))
    return problems
