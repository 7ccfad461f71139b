"""The names in files: what rules look up to tell whether a reference leads anywhere."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import Any, Literal, NamedTuple

from pydantic import BaseModel

from briefing_site.format import (
    BRIEF,
    Brief,
    FieldType,
    Location,
    Pattern,
    fields,
    identifiers,
    traversal,
)
from briefing_site.format.fields import ACTOR_KINDS
from briefing_site.format.places import PROFILE
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

_SEVERAL = 2
"""Files with the same unknown name; a name in a single one is more likely misspelt."""

Defined = Literal["name", "kind"]


class Definition(NamedTuple):
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
        in_briefs = (
            actor for file in self.collection.briefs for actor in cast(file.document)
        )
        return frozenset([*in_briefs, *self.profiles])

    @cached_property
    def profiles(self) -> frozenset[str]:
        return frozenset(file.id for file in self.collection.profiles)

    @cached_property
    def topics(self) -> frozenset[str] | None:
        """`None` if the list of topics can't be read."""
        if self.collection.topics is None:
            return frozenset()
        root = self.collection.topics.document.root
        return (
            None
            if root is None
            else frozenset(root.entries if isinstance(root, nodes.Mapping) else ())
        )

    @cached_property
    def events(self) -> Mapping[str, frozenset[str] | None]:
        """The ids of the events of each brief; `None` if the file can't be read."""
        return {
            file.id: frozenset(
                entry.id for entry in file.entries if entry.list in BRIEF.timeline
            )
            if file.document.root
            else None
            for file in self.collection.briefs
        }

    @property
    def renamed(self) -> Renames:
        return self.collection.renames

    @cached_property
    def definitions(self) -> tuple[Definition, ...]:
        """First those in profiles, then those in briefs."""
        in_profiles = (
            _defined(each.id, each.document, ()) for each in self.collection.profiles
        )
        in_briefs = (
            _defined(actor.text, brief.document, location[:-1])
            for brief in self.collection.briefs
            for location, actor in brief.document.scalars(BRIEF.actors.each.id)
        )
        return tuple(chain.from_iterable((*in_profiles, *in_briefs)))

    @cached_property
    def named(self) -> tuple[tuple[str, str], ...]:
        """Each alias and each name, as `folded` makes it, with its actor; aliases come first."""
        aliases = (
            (folded(alias.text), profile.id)
            for profile in self.collection.profiles
            for _, alias in profile.document.scalars(PROFILE.aliases.each)
        )
        names = (
            (folded(each.value), each.actor)
            for each in self.definitions
            if each.field == "name"
        )
        return (*aliases, *names)

    @cached_property
    def actors_by_name(self) -> Mapping[str, str]:
        """The actor with each alias or name, which is written as an id."""
        return {
            identifiers.suggestion(name): actor for name, actor in reversed(self.named)
        }

    @cached_property
    def successors(self) -> dict[str, str]:
        """New names by the old ones: of the only brief with all events and quotes that files refer to."""
        own = {
            file.id: {entry.id for entry in file.anchored}
            for file in self.collection.briefs
        }
        files: dict[str, set[str]] = defaultdict(set)
        entries: dict[str, set[str]] = defaultdict(set)
        for file in self.collection.briefs:
            for _, reference in references(file, fields.BRIEF, fields.EVENT):
                brief, _, event = reference.text.partition("#")
                files[brief].add(file.document.path)
                entries[brief] |= {event} - {""}
        if (verification := self.collection.verification) and verification.record:
            for brief, quotes in verification.record.root.items():
                files[brief].add(verification.document.path)
                entries[brief] |= quotes.keys()
        having = {
            old: [brief for brief, ids in own.items() if entries[old] <= ids]
            for old in files
        }
        return {
            old: new[0]
            for old, new in having.items()
            if old not in own
            and entries[old]
            and len(files[old]) >= _SEVERAL
            and len(new) == 1
        }


def _defined(
    actor: str, document: Document, location: Location
) -> Iterator[Definition]:
    fields: tuple[Defined, ...] = ("name", "kind")
    for field in fields:
        scalar = document.node((*location, field))
        if isinstance(scalar, Scalar) and not scalar.is_empty:
            yield Definition(
                actor, field, " ".join(scalar.text.split()), document, scalar
            )


def folded(name: str) -> str:
    """A name that is the same for all ways to write it in capitals and with spaces."""
    return " ".join(name.split()).casefold()


def meant(text: str, names: Iterable[tuple[str, str]]) -> str:
    """The only id among those with a name that the text is, with or without brackets; empty if unclear."""
    written = folded(text.strip("[]@^ ").replace("-", " "))
    found = {id_ for name, id_ in names if folded(name.replace("-", " ")) == written}
    return found.pop() if len(found) == 1 else ""


def references(
    file: ParsedFile[Any], *types: FieldType
) -> Iterator[tuple[Location, Scalar]]:
    """Every text in the fields of the types, with its location."""
    model: type[BaseModel] = file.model
    for pattern in (
        each for type_ in types for each in traversal.patterns(model, type_)
    ):
        yield from file.document.scalars(pattern)


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
        for citation in prose.citations():
            yield file.document.scalar(location), citation


def with_corrections(ids: Iterable[str]) -> frozenset[str]:
    """The ids, and corrections of invalid ones, which are reported only where they are defined."""
    own = frozenset(ids)
    return own | {
        identifiers.suggestion(id_)
        for id_ in own
        if identifiers.invalid_reason(id_) is not None
    }


def unreadable_lists(document: Document) -> frozenset[Pattern]:
    """The lists of a brief that can't be read completely, so that they may contain anything."""
    actors, listed = document.node(BRIEF.actors), document.node(BRIEF.sources)
    unreadable: set[Pattern] = {
        (key,) for key in misspelling.misspelled_keys(document, Brief, ())
    }
    if actors is not None and not (
        isinstance(actors, nodes.Sequence)
        and all(isinstance(actor, nodes.Mapping) for actor in actors.items)
    ):
        unreadable.add(BRIEF.actors)
    if listed is not None and not isinstance(listed, nodes.Mapping):
        unreadable.add(BRIEF.sources)
    return frozenset(unreadable)
