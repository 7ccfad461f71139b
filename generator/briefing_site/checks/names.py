"""The names in files: what rules look up to decide whether a reference leads anywhere."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal, NamedTuple

from pydantic import BaseModel

from briefing_site.format import (
    BRIEF,
    Brief,
    FieldType,
    Location,
    Pattern,
    identifiers,
    traversal,
)
from briefing_site.format.fields import ACTOR_KINDS
from briefing_site.format.prose import Citation
from briefing_site.reading import (
    Collection,
    Document,
    ParsedFile,
    Scalar,
    misspelling,
    nodes,
)
from briefing_site.reading.ids import Renames

Defined = Literal["name", "kind"]
DEFINED: tuple[Defined, ...] = ("name", "kind")
"""The fields of an actor that every file with this actor shares."""


class Definition(NamedTuple):
    """The name or the kind of an actor, where a file states it."""

    actor: str
    field: Defined
    value: str
    document: Document
    scalar: Scalar


@dataclass(frozen=True)
class Names:
    """All files, also those with errors, and everything in them that others can refer to."""

    collection: Collection
    actor_kinds: tuple[str, ...] = ACTOR_KINDS

    @cached_property
    def actors(self) -> frozenset[str]:
        """The ids of all actors that a brief lists or that have a profile."""
        ids = set(self.profiles)
        for file in self.collection.briefs:
            ids.update(listed_actors(file.document))
        return frozenset(ids)

    @cached_property
    def profiles(self) -> frozenset[str]:
        """The ids of the actors with a profile."""
        return frozenset(file.id for file in self.collection.profiles)

    @cached_property
    def topics(self) -> frozenset[str] | None:
        """The ids of all topics; `None` if the list of topics can't be read."""
        return _keys(self.collection.topics)

    @cached_property
    def places(self) -> frozenset[str] | None:
        """The ids of all places; `None` if the list of places can't be read."""
        return _keys(self.collection.gazetteer)

    @cached_property
    def events(self) -> Mapping[str, frozenset[str] | None]:
        """The ids of the events of each brief; `None` if the file can't be read."""
        by_brief: dict[str, frozenset[str] | None] = {}
        for file in self.collection.briefs:
            if file.document.root is None:
                by_brief[file.id] = None
                continue
            events = (
                entry.id for entry in file.entries if entry.list in BRIEF.timeline
            )
            by_brief[file.id] = frozenset(events)
        return by_brief

    @property
    def renamed(self) -> Renames:
        """The current names by the former ones."""
        return self.collection.renames

    @cached_property
    def definitions(self) -> tuple[Definition, ...]:
        """Every name and kind of an actor: first those in profiles, then those in briefs."""
        definitions: list[Definition] = []
        for profile in self.collection.profiles:
            definitions.extend(_definitions(profile.id, profile.document, ()))
        for brief in self.collection.briefs:
            for location, id_ in brief.document.scalars(BRIEF.actors.each.id):
                actor = location[:-1]
                definitions.extend(_definitions(id_.text, brief.document, actor))
        return tuple(definitions)


def _keys(file: ParsedFile[Any] | None) -> frozenset[str] | None:
    """The keys of a file that is a mapping; `None` if it can't be read."""
    if file is None:
        return frozenset()
    root = file.document.root
    if root is None:
        return None
    if isinstance(root, nodes.Mapping):
        return frozenset(root.entries)
    return frozenset()


def _definitions(
    actor: str, document: Document, location: Location
) -> Iterator[Definition]:
    for field in DEFINED:
        scalar = document.node((*location, field))
        if isinstance(scalar, Scalar) and not scalar.is_empty:
            value = " ".join(scalar.text.split())
            yield Definition(actor, field, value, document, scalar)


def folded(name: str) -> str:
    """A name in lower case with single spaces, so that its spellings can be compared."""
    return " ".join(name.split()).casefold()


def intended_id(text: str, names: Iterable[tuple[str, str]]) -> str:
    """The id that somebody meant who wrote a name in its place; empty if that is not certain.

    `names` are pairs of a name and its id. Brackets, capitals and hyphens make no difference.
    """
    written = folded(text.strip("[]@^ ").replace("-", " "))
    ids = {id_ for name, id_ in names if folded(name.replace("-", " ")) == written}
    return ids.pop() if len(ids) == 1 else ""


def references(
    file: ParsedFile[Any], *types: FieldType
) -> Iterator[tuple[Location, Scalar]]:
    """Every text in the fields of the types, with its location."""
    model: type[BaseModel] = file.model
    for field_type in types:
        for pattern in traversal.patterns(model, field_type):
            yield from file.document.scalars(pattern)


def listed_actors(document: Document) -> frozenset[str]:
    """The ids of the actors of a brief."""
    ids = document.scalars(BRIEF.actors.each.id)
    return frozenset(id_.text for _, id_ in ids)


def sources(document: Document) -> dict[str, Scalar]:
    """The keys of the sources of a brief or a profile, by id."""
    listed = document.node(BRIEF.sources)
    if not isinstance(listed, nodes.Mapping):
        return {}
    return {id_: key for id_, (key, _) in listed.entries.items()}


def citations(file: ParsedFile[Any]) -> Iterator[tuple[Scalar, Citation]]:
    """Every citation in the prose of a file, with the text that contains it."""
    for location, prose in file.prose.items():
        for citation in prose.citations():
            yield file.document.scalar(location), citation


def with_corrections(ids: Iterable[str]) -> frozenset[str]:
    """The ids, and corrections of invalid ones, which are reported only where they are defined."""
    accepted = set()
    for id_ in ids:
        accepted.add(id_)
        if identifiers.invalid_reason(id_) is not None:
            accepted.add(identifiers.suggestion(id_))
    return frozenset(accepted)


def unreadable_lists(document: Document) -> frozenset[Pattern]:
    """The lists of a brief that can't be read completely, so that they may contain anything."""
    unreadable: set[Pattern] = set()
    for key in misspelling.misspelled_keys(document, Brief, ()):
        unreadable.add((key,))
    actors = document.node(BRIEF.actors)
    if actors is not None and not _is_list_of_mappings(actors):
        unreadable.add(BRIEF.actors)
    if not isinstance(document.node(BRIEF.sources), nodes.Mapping | None):
        unreadable.add(BRIEF.sources)
    return frozenset(unreadable)


def _is_list_of_mappings(node: nodes.Node) -> bool:
    if not isinstance(node, nodes.Sequence):
        return False
    return all(isinstance(entry, nodes.Mapping) for entry in node.items)
