"""Runs all rules, and says what those that compare files need to know of a brief."""

import datetime
from dataclasses import replace
from typing import Any

from generator.checks.names import Names
from generator.checks.rules import RULES
from generator.checks.unknown_actor import knows_its_actors
from generator.diagnostics import Diagnostic
from generator.format.brief import Brief
from generator.format.fields import ACTOR_KINDS
from generator.format.places import BRIEF, SOURCE
from generator.reading.folder import Collection, ParsedFile
from generator.reading.yaml import node

_OF_A_BRIEF = [rule.check_brief for rule in RULES if hasattr(rule, "check_brief")]
_DATED = [rule.check_dated for rule in RULES if hasattr(rule, "check_dated")]
_ACROSS = [rule.check for rule in RULES if hasattr(rule, "check")]

COMPARED = (
    BRIEF.status,
    BRIEF.formerly,
    BRIEF.topics,
    BRIEF.see_also,
    BRIEF.actors.each.id,
    BRIEF.actors.each.name,
    BRIEF.actors.each.kind,
    BRIEF.timeline.each.id,
    BRIEF.timeline.each.date,
    BRIEF.timeline.each.title,
    BRIEF.timeline.each.same_as,
    BRIEF.timeline.each.formerly,
    BRIEF.quotes.each.id,
    BRIEF.quotes.each.text,
    BRIEF.quotes.each.source,
    BRIEF.quotes.each.speaker,
    BRIEF.quotes.each.speaker_description,
    BRIEF.quotes.each.formerly,
    BRIEF.corrections.each.formerly,
)
"""What checks across files need to know of a brief without errors, and the addresses of quoted sources."""


def check_brief(file: ParsedFile[Brief]) -> list[Diagnostic]:
    """Every problem that shows when the values of a brief are compared."""
    return [diagnostic for check in _OF_A_BRIEF for diagnostic in check(file)]


def check_dated(file: ParsedFile[Any], today: datetime.date) -> list[Diagnostic]:
    """Every problem of a brief or a profile that shows on the day of the check."""
    return [diagnostic for check in _DATED for diagnostic in check(file, today)]


def check(collection: Collection, actor_kinds: tuple[str, ...] = ACTOR_KINDS) -> list[Diagnostic]:
    """Every problem that shows only when files are compared with one another, or with the settings."""
    names = Names(collection, actor_kinds)
    return [diagnostic for check in _ACROSS for diagnostic in check(names)]


def shortened(file: ParsedFile[Brief]) -> ParsedFile[Brief]:
    """A brief without errors, whose tree has only what `check` needs: a whole one takes half a megabyte."""
    tree = file.document.root
    if tree is None or not knows_its_actors(file):
        return file
    quoted = {" ".join(source.text.split()) for _, source in file.document.scalars(BRIEF.quotes.each.source)}
    addresses = [(*BRIEF.sources, source, *SOURCE.url) for source in quoted]
    needed = node.only(tree, (*COMPARED, *addresses))
    return replace(file, document=replace(file.document, root=needed), prose={})
