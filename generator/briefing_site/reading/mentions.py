"""What files name: found by what the models say of each field, so that a new one is covered."""

from collections.abc import Iterator
from typing import Any, NamedTuple, cast

from pydantic import BaseModel

from briefing_site.format import Location, Profile, traversal
from briefing_site.reading.folder import Collection
from briefing_site.reading.parsing import ParsedFile
from briefing_site.reading.yaml.node import Scalar

LOCAL = frozenset({"source", "entry"})
"""What has its id within a file."""


class Name(NamedTuple):
    """Something that has an id: an actor, a brief, a topic, a source of a file, or an entry of a brief."""

    kind: str
    id: str
    owner: "Name | None" = None
    """The brief or the actor that has the source or the entry."""

    def __str__(self) -> str:
        return max(self.spellings, key=len)

    @property
    def spellings(self) -> frozenset[str]:
        """How people write it for `briefs rename`; only the longest is that of nothing else."""
        if self.owner is None:
            return frozenset({self.id, f"{self.kind}:{self.id}"})
        mark = "@" if self.kind == "source" else "#"
        return frozenset(f"{owner}{mark}{self.id}" for owner in self.owner.spellings)


class Mention(NamedTuple):
    """A text or a key that names something, or a part of one, from `start` up to `end`."""

    name: Name
    path: str
    location: Location
    scalar: Scalar
    start: int
    end: int
    is_key: bool = False
    is_id: bool = False
    """Whether it is the id of the entry around it, and no reference."""


def find(file: ParsedFile[Any]) -> Iterator[Mention]:
    """Everything that a file names, but for former names; its tree must be complete."""
    kind = "actor" if file.model is Profile else "brief"
    owner = Name(kind, file.id)
    yield from _in_texts(file, owner)
    yield from _in_keys(file, owner)


def _in_texts(file: ParsedFile[Any], owner: Name) -> Iterator[Mention]:
    model: type[BaseModel] = file.model
    document = file.document
    for pattern, member in traversal.leaves(model):
        field_type = member.field_type
        if field_type is None or (field_type.is_id and member.steps):
            continue
        for location, scalar in document.scalars(pattern):
            for mention in field_type.mentions(scalar.text):
                around = Name("brief", mention.brief) if mention.brief else owner
                yield Mention(
                    _name(mention.kind, mention.id, around),
                    document.path,
                    location,
                    scalar,
                    mention.start,
                    mention.end,
                    is_id=field_type.is_id,
                )


def _in_keys(file: ParsedFile[Any], owner: Name) -> Iterator[Mention]:
    """The keys of mappings that are ids, such as those of sources."""
    model: type[BaseModel] = file.model
    document = file.document
    key_types = dict(traversal.key_types(model))
    for pattern, key_type in key_types.items():
        type_around = key_types.get(pattern[:-1])
        for location, _ in document.find(pattern):
            around = owner
            if type_around:
                around = Name(type_around.names, str(location[-2]))
            key = cast("Scalar", document.key(location))
            yield Mention(
                _name(key_type.names, str(location[-1]), around),
                document.path,
                location,
                key,
                start=0,
                end=len(key.text),
                is_key=True,
                is_id=True,
            )


def _name(kind: str, id_: str, owner: Name) -> Name:
    return Name(kind, id_, owner if kind in LOCAL else None)


def index(collection: Collection) -> dict[Name, list[Mention]]:
    """Everything that has an id, with what mentions it; of files without errors."""
    mentions: dict[Name, list[Mention]] = {}
    for brief in collection.briefs:
        name = Name("brief", brief.id)
        mentions[name] = []
        for entry in brief.anchored:
            mentions[Name("entry", entry.id, name)] = []
    for profile in collection.profiles:
        mentions[Name("actor", profile.id)] = []
    for file in collection.files:
        for mention in find(file):
            mentions.setdefault(mention.name, []).append(mention)
    return mentions
