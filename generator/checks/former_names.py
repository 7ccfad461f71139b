"""References by former names, and former ids that can't redirect: they are in use again, or listed twice."""

from collections.abc import Iterable, Iterator
from typing import Any

from generator.checks.names import Names, cast, references
from generator.diagnostics import Code, Diagnostic, Message, Severity
from generator.format import fields
from generator.format.brief import Brief
from generator.format.places import BRIEF, PROFILE, TOPICS
from generator.format.traversal import Pattern
from generator.languages.phrase import marked
from generator.reading.folder import ParsedFile

FORMER_NAME = Message(
    Code(
        "former-name",
        "A reference uses a former name of a brief, an event or a topic. `briefs check --fix` changes it.",
        Severity.WARNING,
    ),
    "'{old}' was renamed to '{new}'",
    "it was renamed: write '{new}'",
)
FORMER_ID_IN_USE = Message(
    Code(
        "former-id-in-use", "A former id is in use again or listed twice, so it can't redirect to one place."
    ),
    "the former id '{id}' is {holder}, so it can't redirect here",
    "delete it here, or change the other one",
)


def check(names: Names) -> Iterator[Diagnostic]:
    yield from _check_references(names)
    yield from _check_former_ids(names)


def _check_references(names: Names) -> Iterator[Diagnostic]:
    renamed = names.renamed
    for file in names.collection.briefs:
        for field_type, current in (
            (fields.TOPIC, lambda topic: renamed.topics.get(topic, topic)),
            (fields.BRIEF, lambda brief: renamed.briefs.get(brief, brief)),
            (fields.EVENT, renamed.event),
        ):
            for _, scalar in references(file.document, Brief, field_type):
                old, new = scalar.text, current(scalar.text)
                if new != old and (field_type is not fields.EVENT or _is_known(new, file.id, names)):
                    edits = file.document.replacement(scalar, new)
                    yield file.document.report_message(
                        FORMER_NAME, scalar.span, edits=edits, old=old, new=new
                    )


def _is_known(reference: str, own: str, names: Names) -> bool:
    """Whether another brief has the event, as far as it can be read."""
    brief, _, event = reference.partition("#")
    events = names.events.get(brief, frozenset())
    return brief != own and (events is None or event in events)


def _check_former_ids(names: Names) -> Iterator[Diagnostic]:
    briefs, profiles, topics = names.collection.briefs, names.collection.profiles, names.collection.topics
    yield from _clashes(_in_use(briefs), briefs, BRIEF.formerly.each)
    in_briefs = {
        actor: marked("in use by an actor in {path}", path=file.document.path)
        for file in briefs
        for actor in cast(file.document)
    }
    yield from _clashes(in_briefs | _in_use(profiles), profiles, PROFILE.formerly.each)
    if topics is not None:
        listed = {
            str(location[0]): marked("in use by a topic in {path}", path=topics.document.path)
            for location, _ in topics.document.find(TOPICS.each)
        }
        yield from _clashes(listed, [topics], TOPICS.each.formerly.each)
    for file in briefs:
        anchors = {
            entry.id: marked("in use by the entry on line {line}", line=entry.origin.line)
            for entry in file.anchored
        }
        lists = (BRIEF.timeline, BRIEF.quotes, BRIEF.corrections)
        yield from _clashes(anchors, [file], *(each.each.formerly.each for each in lists))


def _in_use(files: Iterable[ParsedFile[Any]]) -> dict[str, str]:
    return {file.id: marked("in use by {path}", path=file.document.path) for file in files}


def _clashes(
    taken: dict[str, str], files: Iterable[ParsedFile[Any]], *patterns: Pattern
) -> Iterator[Diagnostic]:
    """Report former ids that are taken; `taken` says where each current id is in use."""
    for document in (file.document for file in files):
        for _, scalar in (found for pattern in patterns for found in document.scalars(pattern)):
            if holder := taken.get(scalar.text):
                yield document.report_message(FORMER_ID_IN_USE, scalar.span, id=scalar.text, holder=holder)
            else:
                taken[scalar.text] = marked(
                    "already listed in {path}, line {line}", path=document.path, line=scalar.line
                )
