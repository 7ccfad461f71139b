"""What is the id of what, and is any taken twice?"""

from collections.abc import Container, Iterable, Iterator
from itertools import count
from typing import NamedTuple

from generator.diagnostics import Diagnostic, Message
from generator.documents.document import Document, Scalar
from generator.format import identifiers
from generator.format.traversal import Location
from generator.reading.folder import Collection


class Identified(NamedTuple):
    """An event or a quote in a file: its id, the text that the id comes from, and whether that is an `id`."""

    id: str
    location: Location
    origin: Scalar
    explicit: bool


def events(document: Document) -> Iterator[Identified]:
    """The events of a brief that have a title or an id."""
    for location, _ in document.find(("timeline", "*")):
        title = document.node((*location, "title"))
        derived = identifiers.event_id(_words(title)) if isinstance(title, Scalar) else None
        yield from _identified(document, location, derived, title)


def quotes(document: Document) -> Iterator[Identified]:
    """The quotes of a brief that have a text and a speaker, or an id."""
    for location, _ in document.find(("quotes", "*")):
        text, speaker = document.node((*location, "text")), document.node((*location, "speaker"))
        derived = (
            identifiers.quote_id(_words(speaker), _words(text))
            if isinstance(text, Scalar) and isinstance(speaker, Scalar)
            else None
        )
        yield from _identified(document, location, derived, text)


def _identified(
    document: Document, location: Location, derived: str | None, origin: object
) -> Iterator[Identified]:
    given = document.node((*location, "id"))
    if isinstance(given, Scalar) and not given.is_empty:
        yield Identified(given.text, location, given, explicit=True)
    elif derived is not None and isinstance(origin, Scalar):
        yield Identified(derived, location, origin, explicit=False)


def _words(scalar: Scalar) -> str:
    return " ".join(scalar.text.split())


def check(collection: Collection) -> Iterator[Diagnostic]:
    """Events and quotes with the same permalink, and actors listed twice."""
    for file in collection.briefs:
        document = file.document
        yield from _permalinks(document, [*events(document), *quotes(document)])
        yield from _cast(document, [actor for _, actor in document.scalars(("actors", "*", "id"))])


def _permalinks(document: Document, identified: Iterable[Identified]) -> Iterator[Diagnostic]:
    taken: dict[str, Identified] = {}
    for each in identified:
        first = taken.setdefault(each.id, each)
        if first is not each:
            yield document.tell(
                Message.DUPLICATE_ID if each.explicit else Message.DUPLICATE_DERIVED_ID,
                each.origin.span,
                "" if each.explicit else f"add an id of its own, such as 'id: {_free(each.id, taken)}'",
                id=each.id,
                other=f"the entry on line {first.origin.span.start.line}",
            )


def _free(id_: str, taken: Container[str]) -> str:
    return next(f"{id_}-{number}" for number in count(2) if f"{id_}-{number}" not in taken)


def _cast(document: Document, actors: Iterable[Scalar]) -> Iterator[Diagnostic]:
    taken: dict[str, Scalar] = {}
    for actor in actors:
        first = taken.setdefault(actor.text, actor)
        if first is not actor:
            yield document.tell(
                Message.ACTOR_LISTED_TWICE,
                actor.span,
                id=actor.text,
                place=f"on line {first.span.start.line}",
            )
