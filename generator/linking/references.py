"""Does everything that is named exist?"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.diagnostics import Code, Diagnostic
from generator.linking import identity
from generator.reading import document as tree
from generator.reading import prose, prose_parser, shape
from generator.reading.brief import Brief
from generator.reading.document import Document, Scalar
from generator.reading.folder import Collection, File
from generator.reading.profile import Profile
from generator.reading.validation import closest


@dataclass(frozen=True)
class Names:
    """All that can be named from any file."""

    actors: frozenset[str]
    topics: frozenset[str] | None
    """`None` where the list of topics can't be read."""
    events: Mapping[str, frozenset[str] | None]
    """Of each brief the ids of its events; `None` where the file can't be read."""


def names(collection: Collection) -> Names:
    """Gather the names from all files, also from those with mistakes."""
    listed = collection.topics.document.root if collection.topics else None
    unreadable = collection.topics is not None and listed is None
    topics = frozenset(listed.entries) if isinstance(listed, tree.Mapping) else frozenset()
    return Names(
        actors=frozenset(
            {actor for file in collection.briefs for actor in cast(file.document)}
            | {file.id for file in collection.profiles}
        ),
        topics=None if unreadable else topics,
        events={
            file.id: frozenset(each.id for each in identity.events(file.document))
            if file.document.root
            else None
            for file in collection.briefs
        },
    )


def cast(document: Document) -> frozenset[str]:
    """The ids of the actors of a brief."""
    return frozenset(actor.text for _, actor in document.scalars(("actors", "*", "id")))


def sources(document: Document) -> dict[str, Scalar]:
    """The ids of the sources of a brief, each with the key that defines it."""
    listed = document.node(("sources",))
    if not isinstance(listed, tree.Mapping):
        return {}
    return {name: key for name, (key, _) in listed.entries.items()}


def citations(document: Document) -> Iterator[tuple[Scalar, prose.Citation]]:
    """Every citation in the prose of a brief, each with the text that it stands in."""
    for pattern in shape.prose_patterns(Brief):
        for _, scalar in document.scalars(pattern):
            for citation in prose_parser.parse(scalar.text).citations():
                yield scalar, citation


def check(collection: Collection) -> Iterator[Diagnostic]:
    """Every reference that leads nowhere."""
    known = names(collection)
    for file in collection.briefs:
        yield from _check_brief(file, known)
    for profile in collection.profiles:
        yield from _check_profile(profile, known)


def _check_brief(file: File[Brief], known: Names) -> Iterator[Diagnostic]:
    document = file.document
    own_actors, own_sources = cast(document), sources(document)
    for pattern, reference in shape.reference_patterns(Brief):
        for _, scalar in document.scalars(pattern):
            match reference.to:
                case "actor" if scalar.text not in own_actors:
                    yield _unknown_actor(document, scalar, own_actors, known)
                case "source" if scalar.text not in own_sources:
                    yield _unknown(
                        document,
                        Code.UNKNOWN_SOURCE,
                        scalar,
                        "is not among the sources of this brief",
                        closest(scalar.text, list(own_sources)) or "add it under 'sources'",
                    )
                case "topic" if known.topics is not None and scalar.text not in known.topics:
                    yield _unknown(
                        document,
                        Code.UNKNOWN_TOPIC,
                        scalar,
                        "is not in the list of topics",
                        closest(scalar.text, sorted(known.topics)) or "add it to briefs/topics.yml",
                    )
                case "brief":
                    yield from _check_other_brief(file, scalar, known)
                case "event":
                    yield from _check_other_event(file, scalar, known)
                case _:
                    pass
    for scalar, citation in citations(document):
        if citation.source not in own_sources:
            yield document.report(
                Code.UNKNOWN_CITATION,
                document.stretch(scalar, citation.start, citation.end),
                f"'{citation.source}' is not among the sources of this brief",
                closest(citation.source, list(own_sources)) or "add it under 'sources'",
            )


def _check_profile(file: File[Profile], known: Names) -> Iterator[Diagnostic]:
    document = file.document
    for _, scalar in document.scalars(("affiliations", "*", "to")):
        if scalar.text == file.id:
            yield _self_reference(document, scalar, "an actor can't be affiliated with itself")
        elif scalar.text not in known.actors:
            yield _unknown(
                document,
                Code.UNKNOWN_ACTOR,
                scalar,
                "is not an actor of any brief",
                closest(scalar.text, sorted(known.actors)) or "list it under 'actors' of a brief",
            )
    for pattern in shape.prose_patterns(Profile):
        for _, scalar in document.scalars(pattern):
            for citation in prose_parser.parse(scalar.text).citations():
                yield document.report(
                    Code.UNKNOWN_CITATION,
                    document.stretch(scalar, citation.start, citation.end),
                    "a profile has no sources to cite",
                    "put what needs a source into a brief",
                )


def _unknown_actor(
    document: Document, scalar: Scalar, own_actors: frozenset[str], known: Names
) -> Diagnostic:
    if scalar.text in known.actors:
        help_ = f"add '- {{id: {scalar.text}, role: ...}}' under 'actors'; other briefs know this actor"
    else:
        help_ = closest(scalar.text, sorted(own_actors)) or "add it under 'actors'"
    return _unknown(document, Code.UNKNOWN_ACTOR, scalar, "is not among the actors of this brief", help_)


def _check_other_brief(file: File[Brief], scalar: Scalar, known: Names) -> Iterator[Diagnostic]:
    if scalar.text == file.id:
        yield _self_reference(file.document, scalar, "a brief can't refer to itself")
    elif scalar.text not in known.events:
        help_ = closest(scalar.text, sorted(known.events))
        yield _unknown(file.document, Code.UNKNOWN_BRIEF, scalar, "is not the name of a brief", help_)


def _check_other_event(file: File[Brief], scalar: Scalar, known: Names) -> Iterator[Diagnostic]:
    brief, _, event = scalar.text.partition("#")
    if brief == file.id:
        yield _self_reference(
            file.document, scalar, "an event of this brief can't be the same as another of it"
        )
    elif brief not in known.events:
        near = closest(brief, sorted(known.events))
        help_ = f"{near} It is written brief#event." if near else "it is written brief#event"
        yield _unknown(file.document, Code.UNKNOWN_BRIEF, scalar, "names a brief that does not exist", help_)
    else:
        events = known.events[brief]
        if events is not None and event not in events:
            help_ = closest(event, sorted(events)) or f"see the ids of the events in {brief}.yml"
            message = f"names an event that '{brief}' does not have"
            yield _unknown(file.document, Code.UNKNOWN_EVENT, scalar, message, help_)


def _unknown(document: Document, code: Code, scalar: Scalar, message: str, help_: str) -> Diagnostic:
    return document.report(code, scalar.span, f"'{scalar.text}' {message}", help_)


def _self_reference(document: Document, scalar: Scalar, message: str) -> Diagnostic:
    return document.report(Code.SELF_REFERENCE, scalar.span, message, "name another one, or delete it")
