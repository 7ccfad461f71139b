"""Ids, terms of the glossary and DOIs of versions that two have, and versions of no brief."""

from collections.abc import Iterator
from itertools import count

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
    yield from _terms(names)
    yield from _versions(names)


def check_brief(file: ParsedFile[Brief]) -> Iterator[Diagnostic]:
    entries = file.anchored
    ids = {entry.id for entry in entries}
    for entry, first in _repeated(entries):
        free = next(
            id_ for number in count(2) if (id_ := f"{entry.id}-{number}") not in ids
        )
        ids.add(free)
        yield file.document.report(
            DUPLICATE_ID if entry.is_given else DUPLICATE_DERIVED_ID,
            entry.origin,
            marked("give one of the two another id, such as '{id}'", id=free)
            if entry.is_given
            else marked("add an id, such as 'id: {id}'", id=free),
            id=entry.id,
            other=marked("the entry on line {line}", line=first.origin.line),
        )
    for actor, first in _repeated(
        [entry for entry in file.entries if entry.list in BRIEF.actors]
    ):
        place = marked("on line {line}", line=first.origin.line)
        yield file.document.report(
            ACTOR_LISTED_TWICE, actor.origin, id=actor.id, place=place
        )


def _repeated(
    entries: list[IdentifiedEntry],
) -> Iterator[tuple[IdentifiedEntry, IdentifiedEntry]]:
    """Each entry with the id of another one, and the first that has it."""
    first: dict[str, IdentifiedEntry] = {}
    for entry in entries:
        if first.setdefault(entry.id, entry) is not entry:
            yield entry, first[entry.id]


def _terms(names: Names) -> Iterator[Diagnostic]:
    if (glossary := names.collection.glossary) is None:
        return
    document, known = glossary.document, dict[str, tuple[str, int]]()
    for pattern in (GLOSSARY.each.term, GLOSSARY.each.aliases.each):
        for location, scalar in document.scalars(pattern):
            entry = str(location[0])
            first, line = known.setdefault(folded(scalar.text), (entry, scalar.line))
            if first != entry:
                yield document.report(
                    DUPLICATE_TERM, scalar, text=scalar.text, line=line
                )


def _versions(names: Names) -> Iterator[Diagnostic]:
    holders: dict[str, str] = {}
    for file in names.collection.versions:
        if file.record is None:
            continue
        doi, brief, path = file.record.doi, file.record.brief, file.document.path
        if doi and (other := holders.setdefault(doi, path)) != path:
            yield file.document.report(
                DUPLICATE_DOI, Span.at(1, 1), doi=doi, other=other
            )
        if brief not in names.events.keys() | names.renamed.briefs.keys():
            yield file.document.report(
                VERSION_WITHOUT_BRIEF, Span.at(1, 1), brief=brief
            )
