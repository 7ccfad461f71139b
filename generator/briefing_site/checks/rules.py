"""The rules of `briefs check`, the modules of this package, and what runs them.

The module has its codes and messages, and functions: `check_brief` finds what shows in one brief, and
`check_file` in one brief or profile; `check_dated` what shows there on a day; `check` what shows only when
files are compared with one another. `main_line` is about git, and `briefs check --history` alone runs it.
"""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import Any

from briefing_site import diagnostics
from briefing_site.checks.actors import knows_its_actors
from briefing_site.checks.names import Names
from briefing_site.diagnostics import Code, Diagnostic, Message, Severity
from briefing_site.format import (
    Brief,
    Profile,
    brief,
    prose,
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
from briefing_site.format.places import BRIEF, SOURCE
from briefing_site.reading import Collection, ParsedFile, RawFile, codes, folder, nodes
from briefing_site.reading.folder import Model, Parsed

RULES = tuple(
    import_module(f"{__package__}.{each.name}")
    for each in iter_modules([str(Path(__file__).parent)])
    if each.name != "rules"
)
_ELSEWHERE = (
    diagnostics,
    codes,
    folder,
    record,
    brief,
    prose,
    field_type,
    text,
    choice,
    address,
    number,
    date,
    identifier,
    external_ids,
    settings,
)
"""What reading reports."""

_VALUES = [value for module in (*_ELSEWHERE, *RULES) for value in vars(module).values()]
MESSAGES: tuple[Message, ...] = tuple(
    dict.fromkeys(each for each in _VALUES if isinstance(each, Message))
)
CODES: Mapping[str, Code] = {
    each.slug: each
    for each in (
        *(each for each in _VALUES if isinstance(each, Code)),
        *(each.code for each in MESSAGES),
    )
}
"""By slug."""

_ACTOR, _EVENT, _QUOTE = BRIEF.actors.each, BRIEF.timeline.each, BRIEF.quotes.each
COMPARED = (
    *(
        BRIEF.title,
        BRIEF.date,
        BRIEF.status,
        BRIEF.formerly,
        BRIEF.topics,
        BRIEF.see_also,
    ),
    *(_ACTOR.id, _ACTOR.name, _ACTOR.kind),
    *(
        _EVENT.id,
        _EVENT.date,
        _EVENT.title,
        _EVENT.status,
        _EVENT.same_as,
        _EVENT.formerly,
    ),
    *(
        _QUOTE.id,
        _QUOTE.text,
        _QUOTE.source,
        _QUOTE.speaker,
        _QUOTE.speaker_description,
        _QUOTE.formerly,
    ),
    BRIEF.corrections.each.formerly,
)
"""What checks across files and pages of others need of a brief, with the addresses of quoted sources."""


@dataclass(frozen=True)
class Checked:
    """What was read of files, and every problem in them."""

    collection: Collection
    diagnostics: tuple[Diagnostic, ...]

    @property
    def errors(self) -> list[Diagnostic]:
        return [each for each in self.diagnostics if each.severity is Severity.ERROR]


def check_file(file: ParsedFile[Any]) -> list[Diagnostic]:
    """Every problem of a brief or a profile that shows when its own values are compared."""
    found = _found("check_file", file) if file.model in {Brief, Profile} else []
    return [*found, *_found("check_brief", file)] if file.model is Brief else found


def parse(
    raw: RawFile, model: type[Model], today: datetime.date | None = None
) -> Parsed[Model]:
    """Parse a single file, and report every problem that shows in it, or on the day if there is one."""
    file, found = folder.parse(raw, model)
    return file, [
        *found,
        *check_file(file),
        *(_found("check_dated", file, today) if today else ()),
    ]


def check(
    collection: Collection, actor_kinds: tuple[str, ...] = ACTOR_KINDS
) -> list[Diagnostic]:
    """Every problem that shows only when files are compared with one another, or with the settings."""
    return _found("check", Names(collection, actor_kinds))


def _found(function: str, *arguments: object) -> list[Diagnostic]:
    functions = [getattr(rule, function) for rule in RULES if hasattr(rule, function)]
    return [diagnostic for check in functions for diagnostic in check(*arguments)]


def shortened(file: ParsedFile[Brief]) -> ParsedFile[Brief]:
    """A brief without errors, whose tree has only what is compared: a whole one takes half a megabyte."""
    tree = file.document.root
    if tree is None or not knows_its_actors(file):
        return file
    quoted = {
        " ".join(source.text.split())
        for _, source in file.document.scalars(_QUOTE.source)
    }
    addresses = [(*BRIEF.sources, source, *SOURCE.url) for source in quoted]
    needed = nodes.only(tree, (*COMPARED, *addresses))
    return replace(file, document=replace(file.document, root=needed), prose={})
