"""Checks that every actor has a name and a kind, and the same ones in all briefs."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Literal, NamedTuple

from generator.diagnostics import Code, Diagnostic, Message, Severity
from generator.format.brief import Brief
from generator.format.places import BRIEF, CAST_MEMBER, PROFILE
from generator.format.traversal import Location
from generator.languages.phrase import both, marked
from generator.reading import codes, misspelling, suggestions
from generator.reading.folder import Collection
from generator.reading.yaml.document import Document
from generator.reading.yaml.node import Scalar

UNDEFINED_ACTOR = Message(
    Code("undefined-actor", "No file gives the name or the kind of an actor."),
    "the actor '{actor}' has no {fields}",
    "add {keys} here, or create briefs/actors/{actor}.yml",
)
CONFLICTING_ACTOR = Message(
    Code("conflicting-actor", "Two files give different names or kinds to the same actor."),
    "the {field} of '{actor}' is '{value}' here, but '{known}' in {place}",
    "delete the {field} here; if this is a different actor, give it another id",
)
SAME_NAME = Message(
    Code(
        "same-name", "An actor without a profile has a name or an alias of another actor.", Severity.WARNING
    ),
    "'{name}' is also a name of the actor '{other}'",
    (
        "write '{other}' for '{actor}' in the whole file, and delete the name and the kind here; "
        "if these are two actors, create briefs/actors/{actor}.yml"
    ),
)

Field = Literal["name", "kind"]


_NAMES: dict[Field, str] = {"name": marked("name"), "kind": marked("kind")}
_MISSING: dict[tuple[Field, ...], str] = {
    ("name",): _NAMES["name"],
    ("kind",): _NAMES["kind"],
    ("name", "kind"): marked("name and no kind"),
}
"""What an actor lacks."""


class Definition(NamedTuple):
    """A place that gives the name or the kind of an actor."""

    actor: str
    field: Field
    value: str
    document: Document
    scalar: Scalar


def definitions(collection: Collection) -> Iterator[Definition]:
    """Every definition: first those in profiles, then those in briefs."""
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


def known_as(collection: Collection) -> dict[str, str]:
    """The actor with each alias or name, which is in lower case: that of the first file, if there are two."""
    found: dict[str, str] = {}
    for name, actor in _names(collection):
        found.setdefault(name, actor)
    return found


def _names(collection: Collection) -> Iterator[tuple[str, str]]:
    """Each alias and each name, in lower case, with its actor."""
    for profile in collection.profiles:
        for _, alias in profile.document.scalars(PROFILE.aliases.each):
            yield _folded(alias.text), profile.id
    for each in definitions(collection):
        if each.field == "name":
            yield _folded(each.value), each.actor


def _folded(name: str) -> str:
    return " ".join(name.split()).casefold()


def check(collection: Collection, kinds: tuple[str, ...]) -> Iterator[Diagnostic]:
    """Report actors of no kind of the site, that are defined in two ways, and that are never defined."""
    first: dict[tuple[str, Field], Definition] = {}
    for definition in definitions(collection):
        is_invalid = definition.field == "kind" and definition.value not in kinds
        if is_invalid:
            yield _unknown_kind(definition, kinds)
        known = first.setdefault((definition.actor, definition.field), definition)
        is_other = known.value != definition.value and not is_invalid
        if is_other and (known.field == "name" or known.value in kinds):
            yield definition.document.report_message(
                CONFLICTING_ACTOR,
                definition.scalar.span,
                field=_NAMES[definition.field],
                actor=definition.actor,
                value=definition.value,
                known=known.value,
                place=f"{known.document.path}:{known.scalar.span.start.line}",
            )
    yield from _with_a_name_of_another(collection)
    yield from _undefined(collection, first)


def _with_a_name_of_another(collection: Collection) -> Iterator[Diagnostic]:
    """Report actors without a profile whose name another one has, with a profile or in as many briefs."""
    profiles = {profile.id for profile in collection.profiles}
    briefs = Counter(
        actor
        for brief in collection.briefs
        for actor in {scalar.text for _, scalar in brief.document.scalars(BRIEF.actors.each.id)}
    )
    named = defaultdict[str, set[str]](set)
    for name, actor in _names(collection):
        named[name].add(actor)

    def rank(actor: str) -> tuple[bool, int]:
        return actor in profiles, briefs[actor]

    for actor, field, name, document, scalar in definitions(collection):
        others = named[_folded(name)] - {actor} if field == "name" and actor not in profiles else ()
        other = max(sorted(others), key=rank, default=actor)
        if other != actor and rank(other) >= rank(actor):
            yield document.report_message(SAME_NAME, scalar.span, name=name, other=other, actor=actor)


def _unknown_kind(definition: Definition, kinds: tuple[str, ...]) -> Diagnostic:
    document, scalar = definition.document, definition.scalar
    help_, certain = suggestions.for_choice(definition.value, kinds)
    return document.report_message(
        codes.NO_CHOICE,
        scalar.span,
        help_,
        document.replacement(scalar, certain) if certain else (),
        text=definition.value,
        subject="'kind'",
        choices=", ".join(kinds),
    )


def _undefined(collection: Collection, known: dict[tuple[str, Field], Definition]) -> Iterator[Diagnostic]:
    if any(brief.document.root is None for brief in collection.briefs):
        return  # the unreadable file may define them
    reported: set[str] = set()
    profiles = {profile.id for profile in collection.profiles}
    fields: tuple[Field, ...] = ("name", "kind")
    for brief in collection.briefs:
        for location, actor in brief.document.scalars(BRIEF.actors.each.id):
            missing = [field for field in fields if (actor.text, field) not in known]
            # a profile that lacks one of them is reported itself
            if not missing or actor.text in reported | profiles:
                continue
            reported.add(actor.text)
            misspelled = misspelling.misspelled_keys(brief.document, Brief, location[:-1])
            missing = [field for field in missing if field not in misspelled]
            if missing:
                yield brief.document.report_message(
                    UNDEFINED_ACTOR,
                    actor.span,
                    actor=actor.text,
                    fields=_MISSING[tuple(missing)],
                    keys=both([f"'{field}: ...'" for field in missing]),
                )
