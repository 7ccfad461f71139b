"""The rules of `briefs check`: a new one is a module, and its name here, twice.

The module has its codes and messages, and functions: `check_brief` finds what shows in one brief,
`check_dated` what shows on a day, `check` what shows only when files are compared with one another.
"""

from collections.abc import Mapping
from types import ModuleType

from generator import diagnostics
from generator.checks import (
    actor_kind,
    confidence,
    conflicting_actor,
    date_order,
    divided_name,
    duplicate_doi,
    duplicate_id,
    event_without_source,
    example_text,
    former_id_in_use,
    former_name,
    future_date,
    incomplete,
    merged_dates,
    review_due,
    same_name,
    self_reference,
    statement_without_source,
    told_twice,
    undefined_actor,
    uneven_rows,
    unknown_actor,
    unknown_brief,
    unknown_source,
    unknown_topic,
    unused_source,
    verification,
    version_without_brief,
)
from generator.diagnostics import Code, Message
from generator.format import brief, record, source
from generator.format.fields import (
    address,
    choice,
    date,
    external_id,
    field_type,
    identifier,
    number,
    setting,
    text,
)
from generator.format.fields import language as languages
from generator.format.prose import parser
from generator.reading import codes, folder

RULES: tuple[ModuleType, ...] = (
    actor_kind,
    confidence,
    conflicting_actor,
    date_order,
    divided_name,
    duplicate_doi,
    duplicate_id,
    event_without_source,
    example_text,
    former_id_in_use,
    former_name,
    future_date,
    incomplete,
    merged_dates,
    review_due,
    same_name,
    self_reference,
    statement_without_source,
    told_twice,
    undefined_actor,
    uneven_rows,
    unknown_actor,
    unknown_brief,
    unknown_source,
    unknown_topic,
    unused_source,
    verification,
    version_without_brief,
)
_ELSEWHERE = (
    *(diagnostics, codes, folder, record, source, brief, parser),
    *(field_type, address, choice, date, external_id, identifier, languages, number, setting, text),
)
"""What reading reports."""

_VALUES = [value for module in (*_ELSEWHERE, *RULES) for value in vars(module).values()]
MESSAGES: tuple[Message, ...] = tuple(dict.fromkeys(each for each in _VALUES if isinstance(each, Message)))
CODES: Mapping[str, Code] = {
    each.slug: each
    for each in (*(each for each in _VALUES if isinstance(each, Code)), *(each.code for each in MESSAGES))
}
"""By slug."""
