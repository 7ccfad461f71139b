"""Does everything that is named exist?"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from generator.diagnostics import Code, Diagnostic, Message
from generator.documents import node as nodes
from generator.documents.document import Document
from generator.documents.node import Scalar
from generator.fixes import misspelling
from generator.format import identifiers, kinds, traversal
from generator.format.brief import Brief
from generator.format.kinds import Reference
from generator.format.places import BRIEF
from generator.format.profile import Profile
from generator.format.prose import Citation
from generator.format.traversal import Pattern
from generator.reading.folder import Collection, ParsedFile
from generator.reading.validation import closest


@dataclass(frozen=True)
class Names:
    """All that can be named from any file."""

    actors: frozenset[str]
    topics: frozenset[str] | None
    """`None` where the list of topics can't be read."""
    events: Mapping[str, frozenset[str] | None]
    """Of each brief the ids of its events; `None` where the file can't be read."""
    moved: Mapping[str, str]
    """Old names of briefs and, as `brief#event`, of events, each with what it is called now."""


def names(collection: Collection) -> Names:
    """Gather the names from all files, also from those with mistakes."""
    listed = collection.topics.document.root if collection.topics else None
    unreadable = collection.topics is not None and listed is None
    topics = frozenset(listed.entries) if isinstance(listed, nodes.Mapping) else frozenset()
    return Names(
        actors=frozenset(
            {actor for file in collection.briefs for actor in cast(file.document)}
            | {file.id for file in collection.profiles}
        ),
        topics=None if unreadable else topics,
        events={file.id: _event_ids(file) if file.document.root else None for file in collection.briefs},
        moved={old: new for file in collection.briefs for old, new in _moved(file)},
    )


def _event_ids(file: ParsedFile[Brief]) -> frozenset[str]:
    return frozenset(each.id for each in file.entries if each.list in BRIEF.timeline)


def _moved(file: ParsedFile[Brief]) -> Iterator[tuple[str, str]]:
    for _, old in file.document.scalars(BRIEF.formerly.each):
        yield old.text, file.id
    now = {each.location: each.id for each in file.entries}
    for location, old in file.document.scalars(BRIEF.timeline.each.formerly.each):
        yield f"{file.id}#{old.text}", f"{file.id}#{now.get(location[:2], '...')}"


def cast(document: Document) -> frozenset[str]:
    """The ids of the actors of a brief."""
    return frozenset(actor.text for _, actor in document.scalars(BRIEF.actors.each.id))


def sources(document: Document) -> dict[str, Scalar]:
    """The ids of the sources of a brief, each with the key that defines it."""
    listed = document.node(BRIEF.sources)
    if not isinstance(listed, nodes.Mapping):
        return {}
    return {name: key for name, (key, _) in listed.entries.items()}


def citations(file: ParsedFile[Any]) -> Iterator[tuple[Scalar, Citation]]:
    """Every citation in the prose of a file, each with the text that it is in."""
    for location, prose in file.prose.items():
        scalar = file.document.node(location)
        if isinstance(scalar, Scalar):
            for citation in prose.citations():
                yield scalar, citation


def check(collection: Collection) -> Iterator[Diagnostic]:
    """Every reference that leads nowhere."""
    known = names(collection)
    for file in collection.briefs:
        yield from _check_brief(file, known)
    for profile in collection.profiles:
        yield from _check_profile(profile, known)


def _check_brief(file: ParsedFile[Brief], known: Names) -> Iterator[Diagnostic]:
    document = file.document
    own_actors, own_sources = _meant(cast(document)), _meant(sources(document))
    hidden = _hidden(document)
    for pattern, member in traversal.leaves(Brief):
        for _, scalar in document.scalars(pattern) if isinstance(member.kind, Reference) else ():
            match member.kind:
                case kinds.ACTOR if scalar.text not in own_actors and BRIEF.actors not in hidden:
                    yield _unknown_actor(document, scalar, own_actors, known)
                case kinds.SOURCE if scalar.text not in own_sources and BRIEF.sources not in hidden:
                    help_ = closest(scalar.text, sorted(own_sources))
                    yield document.report_message(
                        Message.UNKNOWN_SOURCE, scalar.span, help_, text=scalar.text
                    )
                case kinds.TOPIC if known.topics is not None and scalar.text not in known.topics:
                    help_ = closest(scalar.text, sorted(known.topics))
                    yield document.report_message(Message.UNKNOWN_TOPIC, scalar.span, help_, text=scalar.text)
                case kinds.BRIEF:
                    yield from _check_other_brief(file, scalar, known)
                case kinds.EVENT:
                    yield from _check_other_event(file, scalar, known)
                case _:
                    pass
    for scalar, citation in citations(file):
        if citation.source not in own_sources and BRIEF.sources not in hidden:
            span = document.span(scalar, citation.start, citation.end)
            help_ = closest(citation.source, sorted(own_sources))
            yield document.report_message(Message.UNKNOWN_CITATION, span, help_, text=citation.source)


def _meant(ids: Iterable[str]) -> frozenset[str]:
    """The ids, and what is proposed for those that can't be ids: of these is told once, where they stand."""
    own = frozenset(ids)
    return own | {identifiers.suggestion(id_) for id_ in own if identifiers.invalid_reason(id_) is not None}


def _hidden(document: Document) -> frozenset[Pattern]:
    """The lists of which not all can be read, so that nobody can say what they lack."""
    actors, listed = document.node(BRIEF.actors), document.node(BRIEF.sources)
    hidden: set[Pattern] = {(key,) for key in misspelling.misspelt(document, Brief, ())}
    if actors is not None and not (
        isinstance(actors, nodes.Sequence) and all(isinstance(each, nodes.Mapping) for each in actors.items)
    ):
        hidden.add(BRIEF.actors)
    if listed is not None and not isinstance(listed, nodes.Mapping):
        hidden.add(BRIEF.sources)
    return frozenset(hidden)


def _check_profile(file: ParsedFile[Profile], known: Names) -> Iterator[Diagnostic]:
    document = file.document
    for pattern in traversal.patterns(Profile, kinds.ANY_ACTOR):
        for _, scalar in document.scalars(pattern):
            if scalar.text == file.id:
                message = "an actor can't be affiliated with itself"
                help_ = "name another one, or delete it"
                yield document.report(Code.SELF_REFERENCE, scalar.span, message, help_)
            elif scalar.text not in known.actors:
                help_ = closest(scalar.text, sorted(known.actors)) or "list it under 'actors' of a brief"
                message = f"'{scalar.text}' is not an actor of any brief"
                yield document.report(Code.UNKNOWN_ACTOR, scalar.span, message, help_)
    for scalar, citation in citations(file):
        yield document.report(
            Code.UNKNOWN_CITATION,
            document.span(scalar, citation.start, citation.end),
            "a profile has no sources to cite",
            "put what needs a source into a brief",
        )


def _unknown_actor(
    document: Document, scalar: Scalar, own_actors: frozenset[str], known: Names
) -> Diagnostic:
    if scalar.text in known.actors:
        help_ = f"add '- {{id: {scalar.text}, role: ...}}' under 'actors'; other briefs know this actor"
    else:
        near = closest(scalar.text, sorted(own_actors))
        add = f"add '- {{id: {scalar.text}, name: ..., kind: ..., role: ...}}' under 'actors'"
        help_ = near if near.startswith("did") else add
    return document.report_message(Message.UNKNOWN_ACTOR, scalar.span, help_, text=scalar.text)


def _check_other_brief(file: ParsedFile[Brief], scalar: Scalar, known: Names) -> Iterator[Diagnostic]:
    if scalar.text == file.id:
        yield file.document.report_message(Message.OWN_BRIEF, scalar.span)
    elif scalar.text not in known.events:
        help_ = _now(scalar.text, known) or closest(scalar.text, sorted(known.events))
        yield file.document.report_message(Message.UNKNOWN_BRIEF, scalar.span, help_, text=scalar.text)


def _check_other_event(file: ParsedFile[Brief], scalar: Scalar, known: Names) -> Iterator[Diagnostic]:
    brief, _, event = scalar.text.partition("#")
    if brief == file.id:
        yield file.document.report_message(Message.OWN_EVENT, scalar.span)
    elif brief not in known.events:
        near = _now(brief, known) or closest(brief, sorted(known.events))
        help_ = f"{near}; it is written brief#event" if near else ""
        yield file.document.report_message(
            Message.UNKNOWN_BRIEF_OF_EVENT, scalar.span, help_, text=scalar.text
        )
    else:
        events = known.events[brief]
        if events is not None and event not in events:
            help_ = _now(scalar.text, known) or closest(event, sorted(events))
            yield file.document.report_message(
                Message.UNKNOWN_EVENT, scalar.span, help_, text=scalar.text, brief=brief
            )


def _now(old: str, known: Names) -> str:
    return f"it is called '{known.moved[old]}' now" if old in known.moved else ""
