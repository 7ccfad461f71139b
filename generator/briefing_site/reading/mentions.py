"""What files name: found by what the models say of each field, so that a new one is covered."""

from collections.abc import Iterator
from typing import Any, NamedTuple, cast

from pydantic import BaseModel

from briefing_site.format import Location, Profile, traversal
from briefing_site.reading.folder import Collection, ParsedFile
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
        return frozenset(f"{each}{mark}{self.id}" for each in self.owner.spellings)


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
    """Everything that a file names, but for former names; it may not be a shortened one."""
    model: type[BaseModel] = file.model
    own = Name("actor" if model is Profile else "brief", file.id)
    document, path = file.document, file.document.path
    for pattern, member in traversal.leaves(model):
        type_ = member.field_type
        if type_ and not (type_.is_id and member.steps):
            for at, scalar in document.scalars(pattern):
                for each in type_.mentions(scalar.text):
                    name = _name(
                        each.kind,
                        each.id,
                        Name("brief", each.brief) if each.brief else own,
                    )
                    yield Mention(
                        name, path, at, scalar, each.start, each.end, is_id=type_.is_id
                    )
    types = dict(traversal.key_types(model))
    for pattern, type_ in types.items():
        around = types.get(pattern[:-1])
        for at, _ in document.find(pattern):
            name = _name(
                type_.names,
                str(at[-1]),
                Name(around.names, str(at[-2])) if around else own,
            )
            key = cast("Scalar", document.key(at))
            yield Mention(
                name, path, at, key, 0, len(key.text), is_key=True, is_id=True
            )


def _name(kind: str, id_: str, owner: Name) -> Name:
    return Name(kind, id_, owner if kind in LOCAL else None)


def index(collection: Collection) -> dict[Name, list[Mention]]:
    """Everything that has an id, with what mentions it; of files without errors."""
    briefs = [(Name("brief", file.id), file) for file in collection.briefs]
    entries = (
        Name("entry", each.id, name) for name, file in briefs for each in file.anchored
    )
    profiles = (Name("actor", file.id) for file in collection.profiles)
    found: dict[Name, list[Mention]] = {
        name: [] for name in (*dict(briefs), *entries, *profiles)
    }
    for file in collection.files:
        for each in find(file):
            found.setdefault(each.name, []).append(each)
    return found
