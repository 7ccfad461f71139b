"""Ids, terms of the glossary and DOIs of versions that are used twice, and versions of no brief."""

from collections.abc import Container, Iterable, Iterator

from briefing_site.checks.names import Names, folded
from briefing_site.diagnostics import Code, Diagnostic, Message, Severity, Span
from briefing_site.format import BRIEF, Brief
from briefing_site.format.places import GLOSSARY
from briefing_site.languages.phrase import marked
from briefing_site.reading import ParsedFile
from briefing_site.reading.ids import IdentifiedEntry

DUPLICATE_ID = Message(
    Code("duplicate-id", "Two entries of a brief have the same id."),
    "the id '{id}' is already used by {other}",
    "give one of the two another 'id'",
    in_form="Another entry has the id “{id}”. Enter another one",
    form_field="id",
)
DUPLICATE_DERIVED_ID = Message(
    DUPLICATE_ID.code,
    "the id '{id}', made from this text, is already used by {other}",
    "add an 'id' to this entry",
    DUPLICATE_ID.in_form,
    DUPLICATE_ID.form_field,
)
ACTOR_LISTED_TWICE = Message(
    DUPLICATE_ID.code,
    "the actor '{id}' is already listed {place}",
    "merge the two entries into one, with a role that covers both",
    in_form="This actor is already listed. Keep one entry, with a role that covers both",
)
DUPLICATE_TERM = Message(
    Code(
        "duplicate-term",
        "Two entries of the glossary explain the same word.",
        Severity.WARNING,
    ),
    "'{text}' is explained on line {line}, too, so pages link it to neither",
    "delete it in one of the two entries, or merge them",
)
DUPLICATE_DOI = Message(
    Code("duplicate-doi", "Two versions have the same DOI."),
    "the DOI {doi} is that of {other}",
    "a DOI leads to one version: correct it, or write null, in one of the two files",
)
VERSION_WITHOUT_BRIEF = Message(
    Code(
        "version-without-brief",
        "There is no brief of a version any more; the page of the version stays.",
        Severity.WARNING,
    ),
    "there is no brief '{brief}' any more; the page of this version stays and says so",
    "if it was renamed, add 'formerly: [{brief}]' to the renamed one; otherwise leave it",
)


def check(names: Names) -> Iterator[Diagnostic]:
    yield from _check_glossary(names)
    yield from _check_versions(names)


def check_brief(file: ParsedFile[Brief]) -> Iterator[Diagnostic]:
    yield from _check_entries(file)
    yield from _check_actors(file)


def _check_entries(file: ParsedFile[Brief]) -> Iterator[Diagnostic]:
    """Report events and quotes with the id of another one."""
    ids = {entry.id for entry in file.anchored}
    for entry, first in _repeated(file.anchored):
        free = _free_id(entry.id, ids)
        ids.add(free)
        message = DUPLICATE_DERIVED_ID
        help_ = marked("add an id, such as 'id: {id}'", id=free)
        if entry.is_given:
            message = DUPLICATE_ID
            help_ = marked("give one of the two another id, such as '{id}'", id=free)
        other = marked("the entry on line {line}", line=first.origin.line)
        yield file.document.report(
            message, entry.origin, help_, id=entry.id, other=other
        )


def _free_id(id_: str, ids: Container[str]) -> str:
    """The id with the lowest number behind it that none of the others has."""
    number = 2
    while f"{id_}-{number}" in ids:
        number += 1
    return f"{id_}-{number}"


def _check_actors(file: ParsedFile[Brief]) -> Iterator[Diagnostic]:
    actors = [entry for entry in file.entries if entry.list in BRIEF.actors]
    for actor, first in _repeated(actors):
        place = marked("on line {line}", line=first.origin.line)
        yield file.document.report(
            ACTOR_LISTED_TWICE, actor.origin, id=actor.id, place=place
        )


def _repeated(
    entries: Iterable[IdentifiedEntry],
) -> Iterator[tuple[IdentifiedEntry, IdentifiedEntry]]:
    """Each entry with the id of an earlier one, and the first that has it."""
    first: dict[str, IdentifiedEntry] = {}
    for entry in entries:
        if entry.id in first:
            yield entry, first[entry.id]
        else:
            first[entry.id] = entry


def _check_glossary(names: Names) -> Iterator[Diagnostic]:
    """Report words that two entries of the glossary explain."""
    glossary = names.collection.glossary
    if glossary is None:
        return
    document = glossary.document
    first: dict[str, tuple[str, int]] = {}
    for pattern in (GLOSSARY.each.term, GLOSSARY.each.aliases.each):
        for location, scalar in document.scalars(pattern):
            entry = str(location[0])
            position = (entry, scalar.line)
            other, line = first.setdefault(folded(scalar.text), position)
            if other != entry:
                yield document.report(
                    DUPLICATE_TERM, scalar, text=scalar.text, line=line
                )


def _check_versions(names: Names) -> Iterator[Diagnostic]:
    """Report versions with the DOI of another one, and those of briefs that do not exist."""
    briefs = {*names.events, *names.renamed.briefs}
    paths: dict[str, str] = {}
    for file in names.collection.versions:
        if file.record is None:
            continue
        doi = file.record.doi
        path = file.document.path
        if doi and paths.setdefault(doi, path) != path:
            yield file.document.report(
                DUPLICATE_DOI, Span.at(1, 1), doi=doi, other=paths[doi]
            )
        if file.record.brief not in briefs:
            yield file.document.report(
                VERSION_WITHOUT_BRIEF, Span.at(1, 1), brief=file.record.brief
            )
