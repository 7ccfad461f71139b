"""Checks that every former id redirects to one place only."""

from collections.abc import Iterable, Iterator, Mapping

from generator.checks import identity, references
from generator.diagnostics import Code, Diagnostic, Message
from generator.format.places import BRIEF, PROFILE, TOPICS
from generator.format.traversal import Pattern
from generator.languages.phrase import marked
from generator.reading.folder import Collection
from generator.reading.yaml.document import Document
from generator.reading.yaml.node import Scalar

FORMER_ID_IN_USE = Message(
    Code(
        "former-id-in-use", "A former id is in use again or listed twice, so it can't redirect to one place."
    ),
    "the former id '{id}' is {holder}, so it can't redirect here",
    "delete it here, or change the other one",
)

_ANCHORS: tuple[Pattern, ...] = (
    BRIEF.timeline.each.formerly.each,
    BRIEF.quotes.each.formerly.each,
    BRIEF.corrections.each.formerly.each,
)


def check(collection: Collection) -> Iterator[Diagnostic]:
    """Report former ids of briefs, events, quotes, actors and topics that are in use or listed twice."""
    in_briefs, in_profiles = (
        [file.document for file in files] for files in (collection.briefs, collection.profiles)
    )
    briefs = {file.id: _in_use(file.document.path) for file in collection.briefs}
    yield from _clashes(briefs, _former(in_briefs, BRIEF.formerly.each))
    actors = {
        actor: marked("in use by an actor in {path}", path=document.path)
        for document in in_briefs
        for actor in references.cast(document)
    }
    actors |= {file.id: _in_use(file.document.path) for file in collection.profiles}
    yield from _clashes(actors, _former(in_profiles, PROFILE.formerly.each))
    if collection.topics is not None:
        document = collection.topics.document
        topics = {
            str(location[0]): marked("in use by a topic in {path}", path=document.path)
            for location, _ in document.find(TOPICS.each)
        }
        yield from _clashes(topics, _former([document], TOPICS.each.formerly.each))
    for file in collection.briefs:
        former = [found for pattern in _ANCHORS for found in _former([file.document], pattern)]
        anchors = {
            entry.id: marked("in use by the entry on line {line}", line=entry.origin.line)
            for entry in identity.anchored(file)
        }
        yield from _clashes(anchors, former)


def _former(documents: Iterable[Document], pattern: Pattern) -> Iterator[tuple[Document, Scalar]]:
    for document in documents:
        for _, scalar in document.scalars(pattern):
            yield document, scalar


def _in_use(path: str) -> str:
    return marked("in use by {path}", path=path)


def _clashes(current: Mapping[str, str], former: Iterable[tuple[Document, Scalar]]) -> Iterator[Diagnostic]:
    """Report former ids that are taken; `current` says where each current id is in use."""
    taken = dict(current)
    for document, scalar in former:
        if scalar.text in taken:
            holder = taken[scalar.text]
            yield document.report_message(FORMER_ID_IN_USE, scalar.span, id=scalar.text, holder=holder)
        else:
            taken[scalar.text] = marked(
                "already listed in {path}, line {line}", path=document.path, line=scalar.line
            )
