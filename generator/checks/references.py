"""Checks that every reference leads to something that exists."""

import difflib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from generator.checks import actors, successors
from generator.diagnostics import Code, Diagnostic, Message, Severity
from generator.format import fields, identifiers, traversal
from generator.format.brief import Brief
from generator.format.fields import Reference
from generator.format.places import BRIEF, PROFILE
from generator.format.profile import Profile
from generator.format.prose.tree import Citation
from generator.format.record import Record
from generator.format.traversal import Pattern
from generator.languages.phrase import marked
from generator.reading import misspelling, suggestions
from generator.reading.folder import Collection, ParsedFile
from generator.reading.ids import Renames
from generator.reading.yaml import node as nodes
from generator.reading.yaml.document import Document
from generator.reading.yaml.node import Scalar

UNKNOWN_ACTOR = Message(
    Code("unknown-actor", "An actor is not listed under `actors`."),
    "'{text}' is not listed under 'actors'",
    "add it under 'actors'",
)
UNKNOWN_SOURCE = Message(
    Code("unknown-source", "A source is not listed under `sources`."),
    "'{text}' is not listed under 'sources'",
    "add it under 'sources'",
)
UNKNOWN_CITATION = Message(
    Code("unknown-citation", "Prose cites a source that is not listed under `sources`."),
    "'{text}' is not listed under 'sources'",
    "add it under 'sources'",
)
UNKNOWN_TOPIC = Message(
    Code("unknown-topic", "A topic is not listed in `briefs/topics.yml`."),
    "'{text}' is not listed in briefs/topics.yml",
    "add it to briefs/topics.yml",
)
UNKNOWN_BRIEF = Message(
    Code("unknown-brief", "There is no brief with this name."),
    "there is no brief '{text}'",
    "write the name of a brief's file, without .yml; if it was renamed, add 'formerly: [{text}]' there",
)
UNKNOWN_BRIEF_OF_EVENT = Message(
    UNKNOWN_BRIEF.code,
    "'{text}' refers to a brief that does not exist",
    "write brief#event: the name of the brief's file without .yml, and the id of the event",
)
UNKNOWN_EVENT = Message(
    Code("unknown-event", "The other brief has no event with this id."),
    "'{text}' refers to an event that '{brief}' does not have",
    "write the id of an event in briefs/{brief}.yml",
)
FORMER_NAME = Message(
    Code(
        "former-name",
        "A reference uses a former name of a brief, an event or a topic. `briefs check --fix` changes it.",
        Severity.WARNING,
    ),
    "'{old}' was renamed to '{new}'",
    "it was renamed: write '{new}'",
)
OWN_BRIEF = Message(
    Code("self-reference", "A brief, an event or an actor refers to itself."),
    "a brief can't refer to itself",
    "write another brief, or delete this one",
)
OWN_EVENT = Message(
    OWN_BRIEF.code,
    "'same_as' must refer to an event of another brief",
    "write an event of another brief, or delete 'same_as'",
)

_NEARLY_THE_SAME = 0.85
"""Similarity of two ids that are probably of one actor, although in different briefs."""


@dataclass(frozen=True)
class Names:
    """Everything that files can refer to across the collection."""

    actors: frozenset[str]
    topics: frozenset[str] | None
    """`None` if the list of topics can't be read."""
    events: Mapping[str, frozenset[str] | None]
    """The ids of the events of each brief; `None` if the file can't be read."""
    renamed: Renames
    successors: Mapping[str, str]
    """The probable new name of briefs that do not exist."""
    known_as: Mapping[str, str]
    """The actor with each alias or name."""

    @cached_property
    def actors_by_name(self) -> Mapping[str, str]:
        """The actor with each alias or name, which is written as an id."""
        return {identifiers.suggestion(name): actor for name, actor in self.known_as.items()}

    def probable_actor(self, id_: str) -> str | None:
        """The actor with an alias or a name that gives this id, or with an id that is nearly the same."""
        named = self.actors_by_name.get(identifiers.suggestion(id_))
        near = difflib.get_close_matches(id_.lower(), sorted(self.actors), n=1, cutoff=_NEARLY_THE_SAME)
        return named or next(iter(near), None)


def names(collection: Collection) -> Names:
    """Gather the names from all files, including those with errors."""
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
        renamed=collection.renames,
        successors=successors.successors(collection),
        known_as=actors.known_as(collection),
    )


def _event_ids(file: ParsedFile[Brief]) -> frozenset[str]:
    return frozenset(entry.id for entry in file.entries if entry.list in BRIEF.timeline)


def cast(document: Document) -> frozenset[str]:
    """The ids of the actors of a brief."""
    return frozenset(actor.text for _, actor in document.scalars(BRIEF.actors.each.id))


def sources(document: Document) -> dict[str, Scalar]:
    """The keys of the sources of a brief or a profile, by id."""
    listed = document.node(BRIEF.sources)
    if not isinstance(listed, nodes.Mapping):
        return {}
    return {name: key for name, (key, _) in listed.entries.items()}


def citations(file: ParsedFile[Any]) -> Iterator[tuple[Scalar, Citation]]:
    """Every citation in the prose of a file, with the text that contains it."""
    for location, prose in file.prose.items():
        scalar = file.document.scalar(location)
        for citation in prose.citations():
            yield scalar, citation


def check_brief(file: ParsedFile[Brief]) -> Iterator[Diagnostic]:
    """Report sources that the brief refers to and does not have."""
    if BRIEF.sources not in _unreadable_lists(file.document):
        yield from _check_sources(file, Brief)


def _check_sources(file: ParsedFile[Any], model: type[Record]) -> Iterator[Diagnostic]:
    document = file.document
    own_sources = _with_corrections(sources(document))
    for pattern in traversal.patterns(model, fields.SOURCE):
        for location, scalar in document.scalars(pattern):
            if scalar.text not in own_sources:
                help_ = suggestions.for_unknown(scalar.text, own_sources - {str(location[1])})
                yield document.report_message(UNKNOWN_SOURCE, scalar.span, help_, text=scalar.text)
    for scalar, citation in citations(file):
        if citation.source not in own_sources:
            span = document.span(scalar, citation.start, citation.end)
            help_ = suggestions.for_unknown_citation(citation.source, own_sources)
            yield document.report_message(UNKNOWN_CITATION, span, help_, text=citation.source)


def knows_its_actors(file: ParsedFile[Brief]) -> bool:
    """Whether all actors that the brief refers to are among its own."""
    own_actors = cast(file.document)
    patterns = traversal.patterns(Brief, fields.ACTOR)
    return all(scalar.text in own_actors for each in patterns for _, scalar in file.document.scalars(each))


def check(collection: Collection) -> Iterator[Diagnostic]:
    """Report references to other files that lead nowhere, and to actors that are not in the brief."""
    known = names(collection)
    for file in collection.briefs:
        yield from _check_brief(file, known)
    for profile in collection.profiles:
        yield from _check_profile(profile, known)


def _check_brief(file: ParsedFile[Brief], known: Names) -> Iterator[Diagnostic]:
    document = file.document
    own_actors = _with_corrections(cast(document)) | _missing_ids(document)
    unreadable = _unreadable_lists(document)
    for pattern, member in traversal.leaves(Brief):
        for _, scalar in document.scalars(pattern) if isinstance(member.field_type, Reference) else ():
            match member.field_type:
                case fields.ACTOR if scalar.text not in own_actors and BRIEF.actors not in unreadable:
                    yield _unknown_actor(document, scalar, own_actors, known)
                case fields.TOPIC if scalar.text in known.renamed.topics:
                    yield _former_name(document, scalar, known.renamed.topics[scalar.text])
                case fields.TOPIC if known.topics is not None and scalar.text not in known.topics:
                    help_ = suggestions.for_unknown(scalar.text, known.topics)
                    yield document.report_message(UNKNOWN_TOPIC, scalar.span, help_, text=scalar.text)
                case fields.BRIEF:
                    yield from _check_other_brief(file, scalar, known)
                case fields.EVENT:
                    yield from _check_other_event(file, scalar, known)
                case _:
                    pass


def _with_corrections(ids: Iterable[str]) -> frozenset[str]:
    """The ids, and corrections of invalid ones, which are reported only where they are defined."""
    own = frozenset(ids)
    return own | {identifiers.suggestion(id_) for id_ in own if identifiers.invalid_reason(id_) is not None}


def _missing_ids(document: Document) -> frozenset[str]:
    """The ids that the help suggests for actors without one, which are reported as missing."""
    names = [
        scalar
        for location, scalar in document.scalars(BRIEF.actors.each.name)
        if document.key((*location[:-1], "id")) is None
    ]
    return frozenset(identifiers.suggestion(name.text) for name in names)


def _unreadable_lists(document: Document) -> frozenset[Pattern]:
    """The lists that can't be read completely, so that they may contain anything."""
    actors, listed = document.node(BRIEF.actors), document.node(BRIEF.sources)
    unreadable: set[Pattern] = {(key,) for key in misspelling.misspelled_keys(document, Brief, ())}
    if actors is not None and not (
        isinstance(actors, nodes.Sequence) and all(isinstance(actor, nodes.Mapping) for actor in actors.items)
    ):
        unreadable.add(BRIEF.actors)
    if listed is not None and not isinstance(listed, nodes.Mapping):
        unreadable.add(BRIEF.sources)
    return frozenset(unreadable)


def _check_profile(file: ParsedFile[Profile], known: Names) -> Iterator[Diagnostic]:
    document = file.document
    for pattern in traversal.patterns(Profile, fields.ANY_ACTOR):
        for _, scalar in document.scalars(pattern):
            if scalar.text == file.id:
                message = marked("an actor can't be affiliated with itself")
                help_ = marked("write another actor, or delete this one")
                yield document.report(OWN_BRIEF.code, scalar.span, message, help_)
            elif scalar.text not in known.actors:
                near = suggestions.for_unknown(scalar.text, known.actors - {file.id})
                help_ = near or marked("add it under 'actors' of a brief")
                message = marked("there is no actor '{actor}' in any brief", actor=scalar.text)
                yield document.report(UNKNOWN_ACTOR.code, scalar.span, message, help_)
    if isinstance(document.node(PROFILE.sources), nodes.Mapping | None):
        yield from _check_sources(file, Profile)


def _unknown_actor(
    document: Document, scalar: Scalar, own_actors: frozenset[str], known: Names
) -> Diagnostic:
    if scalar.text in known.actors:
        help_ = marked(
            "add '{entry}' under 'actors' (other briefs have its name and kind)",
            entry=f"- {{id: {scalar.text}, role: ...}}",
        )
    else:
        near = suggestions.for_unknown(scalar.text, own_actors)
        entry = f"- {{id: {scalar.text}, name: ..., kind: ..., role: ...}}"
        add = marked("add '{entry}' under 'actors'", entry=entry)
        probable = known.probable_actor(scalar.text)
        if near.startswith("write"):
            help_ = near
        elif probable in own_actors:
            help_ = marked("did you mean '{name}'?", name=probable)
        elif probable:
            help_ = marked(
                "this may be '{actor}', who is on the site already: write that, and add '{entry}' under "
                "'actors'; otherwise {add}",
                actor=probable,
                entry=f"- {{id: {probable}, role: ...}}",
                add=add,
            )
        else:
            help_ = near if near.startswith("did") else add
    return document.report_message(UNKNOWN_ACTOR, scalar.span, help_, text=scalar.text)


def _check_other_brief(file: ParsedFile[Brief], scalar: Scalar, known: Names) -> Iterator[Diagnostic]:
    if scalar.text == file.id:
        yield file.document.report_message(OWN_BRIEF, scalar.span)
    elif scalar.text in known.renamed.briefs:
        yield _former_name(file.document, scalar, known.renamed.briefs[scalar.text])
    elif scalar.text not in known.events:
        near = suggestions.for_unknown(scalar.text, known.events.keys() - {file.id})
        help_ = _renamed_file(scalar.text, near, known)
        yield file.document.report_message(UNKNOWN_BRIEF, scalar.span, help_, text=scalar.text)


def _check_other_event(file: ParsedFile[Brief], scalar: Scalar, known: Names) -> Iterator[Diagnostic]:
    brief, _, event = known.renamed.event(scalar.text).partition("#")
    if brief == file.id:
        yield file.document.report_message(OWN_EVENT, scalar.span)
    elif brief not in known.events:
        others = known.events.keys() - {file.id}
        having = {each for each in others if event in (known.events[each] or ())}
        written = f"{{}}#{event if having else '<event>'}"
        near = suggestions.for_unknown(brief, having or others, written)
        help_ = _renamed_file(brief, near, known)
        yield file.document.report_message(UNKNOWN_BRIEF_OF_EVENT, scalar.span, help_, text=scalar.text)
    else:
        events = known.events[brief]
        if events is not None and event not in events:
            help_ = suggestions.for_unknown(event, events, f"{brief}#{{}}")
            yield file.document.report_message(
                UNKNOWN_EVENT, scalar.span, help_, text=scalar.text, brief=brief
            )
        elif f"{brief}#{event}" != scalar.text:
            yield _former_name(file.document, scalar, f"{brief}#{event}")


def _former_name(document: Document, scalar: Scalar, new: str) -> Diagnostic:
    return document.report_message(
        FORMER_NAME,
        scalar.span,
        edits=document.replacement(scalar, new),
        old=scalar.text,
        new=new,
    )


def _renamed_file(old: str, near: str, known: Names) -> str:
    """What to do about a name that no brief has, given the one that was probably meant."""
    if identifiers.invalid_page_reason(old) is not None:
        return near
    if old in known.successors:
        new = known.successors[old]
        return marked(
            "add '{line}' to briefs/{new}.yml, which seems to be this brief with a new name; then "
            "`briefs check --fix` changes what refers to it",
            line=f"formerly: [{old}]",
            new=new,
        )
    if not near:
        return near
    return marked(
        "{near}; if its file was renamed, add '{line}' to the renamed one",
        near=near,
        line=f"formerly: [{old}]",
    )
