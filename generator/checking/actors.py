"""Who an actor is: once for all briefs, and the same in all of them."""

from collections.abc import Iterator
from typing import Literal, NamedTuple, get_args

from generator.diagnostics import Diagnostic, Message
from generator.documents.document import Document
from generator.documents.node import Scalar
from generator.fixes import misspelling
from generator.format.brief import Brief
from generator.format.kinds import ActorKind
from generator.format.places import BRIEF, CAST_MEMBER
from generator.format.traversal import Location
from generator.reading.folder import Collection

Field = Literal["name", "kind"]


class Definition(NamedTuple):
    """A place that says what an actor is called, or of what kind it is."""

    actor: str
    field: Field
    value: str
    document: Document
    scalar: Scalar

    @property
    def is_mistaken(self) -> bool:
        """Whether it is no kind at all, of which is told anyway."""
        return self.field == "kind" and self.value not in get_args(ActorKind)


def definitions(collection: Collection) -> Iterator[Definition]:
    """Every definition: those in profiles first, then those in briefs, by file."""
    for profile in collection.profiles:
        yield from _defined(profile.id, profile.document, ())
    for brief in collection.briefs:
        for location, _ in brief.document.find(BRIEF.actors.each):
            actor = brief.document.node((*location, *CAST_MEMBER.id))
            if isinstance(actor, Scalar):
                yield from _defined(actor.text, brief.document, location)


def _defined(actor: str, document: Document, location: Location) -> Iterator[Definition]:
    fields: tuple[Field, ...] = ("name", "kind")
    for field in fields:
        scalar = document.node((*location, field))
        if isinstance(scalar, Scalar) and not scalar.is_empty:
            yield Definition(actor, field, " ".join(scalar.text.split()), document, scalar)


def check(collection: Collection) -> Iterator[Diagnostic]:
    """Actors that are defined in two ways, and actors that are never defined."""
    first: dict[tuple[str, Field], Definition] = {}
    for each in definitions(collection):
        known = first.setdefault((each.actor, each.field), each)
        if known.value != each.value and not (known.is_mistaken or each.is_mistaken):
            yield each.document.report_message(
                Message.CONFLICTING_ACTOR,
                each.scalar.span,
                field=each.field,
                actor=each.actor,
                value=each.value,
                known=known.value,
                place=f"{known.document.path}:{known.scalar.span.start.line}",
            )
    yield from _undefined(collection, first)


def _undefined(collection: Collection, known: dict[tuple[str, Field], Definition]) -> Iterator[Diagnostic]:
    if any(brief.document.root is None for brief in collection.briefs):
        return  # it may be the one that defines them
    reported: set[str] = set()
    profiles = {profile.id for profile in collection.profiles}
    fields: tuple[Field, ...] = ("name", "kind")
    for brief in collection.briefs:
        for location, actor in brief.document.scalars(BRIEF.actors.each.id):
            missing = [field for field in fields if (actor.text, field) not in known]
            # of a profile that lacks one of them, its own file is told
            if not missing or actor.text in reported | profiles:
                continue
            reported.add(actor.text)
            misspelt = misspelling.misspelt(brief.document, Brief, location[:-1])
            missing = [field for field in missing if field not in misspelt]
            if missing:
                yield brief.document.report_message(
                    Message.UNDEFINED_ACTOR,
                    actor.span,
                    actor=actor.text,
                    fields=" and the ".join(missing),
                    keys="' and '".join(f"{field}: ..." for field in missing),
                )
