"""All codes and messages of `briefs check`, gathered from the modules that report them."""

from collections.abc import Mapping
from types import ModuleType

from generator import diagnostics
from generator.checks import (
    actors,
    chronology,
    drafting,
    evidence,
    figures,
    forecasts,
    former_ids,
    identity,
    judgements,
    references,
    tellings,
    verification,
    versions,
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
from generator.format.fields import language as language_codes
from generator.format.prose import parser
from generator.reading import codes
from generator.reading import folder as version_files

_MODULES: tuple[ModuleType, ...] = (
    *(diagnostics, codes, version_files, record, source, brief, parser),
    *(field_type, address, choice, date, external_id, identifier, language_codes, number, setting, text),
    *(references, evidence, identity, chronology, drafting, judgements, figures, forecasts, actors),
    *(former_ids, tellings, verification, versions),
)
_VALUES = [value for module in _MODULES for value in vars(module).values()]

MESSAGES: tuple[Message, ...] = tuple(dict.fromkeys(each for each in _VALUES if isinstance(each, Message)))
CODES: Mapping[str, Code] = {
    each.slug: each
    for each in (*(each for each in _VALUES if isinstance(each, Code)), *(each.code for each in MESSAGES))
}
"""By slug."""
