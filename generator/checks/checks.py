"""All checks: a new one is a module with a function, and a line here."""

import datetime
from dataclasses import replace
from typing import Any

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
from generator.diagnostics import Diagnostic
from generator.format.brief import Brief
from generator.format.fields import ACTOR_KINDS
from generator.format.places import BRIEF, SOURCE
from generator.format.profile import Profile
from generator.reading.folder import Collection, ParsedFile
from generator.reading.yaml import node

CHECKS_OF_BRIEFS = (
    references.check_brief,
    evidence.check_brief,
    identity.check_brief,
    chronology.check_brief,
    drafting.check_brief,
    judgements.check_brief,
    figures.check_brief,
    forecasts.check_brief,
)
CHECKS = (
    references.check,
    evidence.check,
    drafting.check,
    former_ids.check,
    chronology.check,
    tellings.check,
    verification.check,
    versions.check,
)
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
    """Every error that shows when the values of a brief are compared."""
    return [diagnostic for run in CHECKS_OF_BRIEFS for diagnostic in run(file)]


def check_dated(file: ParsedFile[Any], today: datetime.date) -> list[Diagnostic]:
    """Every problem of a brief or a profile that shows on the day of the check."""
    is_brief, is_profile = file.model is Brief, file.model is Profile
    collection = Collection((file,) if is_brief else (), (file,) if is_profile else (), None)
    return [*chronology.check_future(collection, today), *forecasts.check_due(collection, today)]


def check(collection: Collection, actor_kinds: tuple[str, ...] = ACTOR_KINDS) -> list[Diagnostic]:
    """Every error that shows only when files are compared with one another, or with the settings."""
    found = [diagnostic for run in CHECKS for diagnostic in run(collection)]
    return [*found, *actors.check(collection, actor_kinds)]


def compared(file: ParsedFile[Brief]) -> object:
    """All of a brief that `check` compares: as long as it is the same, so is what `check` finds."""
    record, tree = file.record, shortened(file).document.root
    return (
        None if tree is None else node.to_data(tree),
        [(entry.location, entry.id) for entry in file.entries],
        sorted({(*sorted(pair),) for pair in evidence.documented(record)}) if record is not None else None,
    )


def shortened(file: ParsedFile[Brief]) -> ParsedFile[Brief]:
    """A brief without errors, whose tree has only what `check` needs: a whole one takes half a megabyte."""
    tree = file.document.root
    if tree is None or not references.knows_its_actors(file):
        return file
    quoted = {" ".join(source.text.split()) for _, source in file.document.scalars(BRIEF.quotes.each.source)}
    addresses = [(*BRIEF.sources, source, *SOURCE.url) for source in quoted]
    needed = node.only(tree, (*COMPARED, *addresses))
    return replace(file, document=replace(file.document, root=needed), prose={})
