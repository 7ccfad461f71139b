"""Does every old id lead to one thing only?"""

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain

from generator.checking import identity, references
from generator.diagnostics import Diagnostic, Message
from generator.documents.document import Document, Scalar
from generator.format.traversal import Pattern
from generator.reading.folder import Collection

_PAGE: Pattern = ("formerly", "*")
_TOPIC: Pattern = ("?", "formerly", "*")
_ANCHORS: tuple[Pattern, ...] = tuple(
    (part, "*", "formerly", "*") for part in ("timeline", "quotes", "corrections")
)


def check(collection: Collection) -> Iterator[Diagnostic]:
    """Old ids of briefs, events, quotes, actors and topics that something else has, or had too."""
    in_briefs, in_profiles = (
        [file.document for file in files] for files in (collection.briefs, collection.profiles)
    )
    briefs = {file.id: file.document.path for file in collection.briefs}
    yield from _clashes(briefs, _former(in_briefs, _PAGE))
    actors = {
        actor: f"an actor of {document.path}" for document in in_briefs for actor in references.cast(document)
    }
    actors |= {file.id: file.document.path for file in collection.profiles}
    yield from _clashes(actors, _former(in_profiles, _PAGE))
    if collection.topics is not None:
        document = collection.topics.document
        topics = {str(location[0]): f"a topic of {document.path}" for location, _ in document.find(("?",))}
        yield from _clashes(topics, _former([document], _TOPIC))
    for document in in_briefs:
        former = [each for pattern in _ANCHORS for each in _former([document], pattern)]
        if former:
            yield from _clashes(_anchors(document), former)


def _anchors(document: Document) -> dict[str, str]:
    identified = chain(identity.events(document), identity.quotes(document))
    return {each.id: f"the entry on line {each.origin.line}" for each in identified}


def _former(documents: Iterable[Document], pattern: Pattern) -> Iterator[tuple[Document, Scalar]]:
    for document in documents:
        for _, scalar in document.scalars(pattern):
            yield document, scalar


def _clashes(current: Mapping[str, str], former: Iterable[tuple[Document, Scalar]]) -> Iterator[Diagnostic]:
    """`current` tells of each id in use what has it."""
    taken = {id_: f"that of {holder} now" for id_, holder in current.items()}
    for document, scalar in former:
        if scalar.text in taken:
            holder = taken[scalar.text]
            yield document.tell(Message.FORMER_ID_IN_USE, scalar.span, id=scalar.text, holder=holder)
        else:
            taken[scalar.text] = f"listed in {document.path}, line {scalar.line}, already"
