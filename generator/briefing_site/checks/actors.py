"""Actors that are not listed, and names and kinds that differ, are missing or are taken."""

import difflib
from collections import Counter, defaultdict
from collections.abc import Container, Iterator

from briefing_site.checks.names import (
    Defined,
    Definition,
    Names,
    cast,
    folded,
    meant,
    references,
    unreadable_lists,
    with_corrections,
)
from briefing_site.diagnostics import Code, Diagnostic, Message, Severity
from briefing_site.format import BRIEF, Brief, fields, identifiers
from briefing_site.languages.phrase import both, marked
from briefing_site.reading import Document, ParsedFile, codes, misspelling, suggestions

UNKNOWN_ACTOR = Message(
    Code("unknown-actor", "An actor is not listed under `actors`."),
    "'{text}' is not listed under 'actors'",
    "add it under 'actors'",
    in_form="Choose an actor of this brief: “{text}” is not one",
)
NO_ACTOR = Message(
    UNKNOWN_ACTOR.code,
    "there is no actor '{actor}' in any brief",
    "add it under 'actors' of a brief",
)
CONFLICTING_ACTOR = Message(
    Code(
        "conflicting-actor",
        "Two files give different names or kinds to the same actor.",
    ),
    "the {field} of '{actor}' is '{value}' here, but '{known}' in {place}",
    "delete the {field} here; if this is a different actor, give it another id",
    in_form="{label} is “{known}” in other briefs. Use that, or enter another id if this is a different "
    "actor",
)
UNDEFINED_ACTOR = Message(
    Code("undefined-actor", "No file gives the name or the kind of an actor."),
    "the actor '{actor}' has no {fields}",
    "add {keys} here, or create briefs/actors/{actor}.yml",
    in_form="{label} is required for an actor that is new to this site",
    form_field="{fields}",
)
SAME_NAME = Message(
    Code(
        "same-name",
        "An actor without a profile has a name or an alias of another actor.",
        Severity.WARNING,
    ),
    "'{name}' is also a name of the actor '{other}'",
    "write '{other}' for '{actor}' in the whole file, and delete the name and the kind here; "
    "if these are two actors, create briefs/actors/{actor}.yml",
    in_form="The actor “{other}” has this name, too. Enter that id, or another name if these are two actors",
)

_FIELDS: dict[Defined, str] = {"name": marked("name"), "kind": marked("kind")}
_BOTH = marked("name and no kind")
_NEARLY_THE_SAME = 0.85
"""Similarity of two ids that are probably of one actor, although in different briefs."""


def knows_its_actors(file: ParsedFile[Brief]) -> bool:
    """Whether all actors that the brief refers to are among its own."""
    own = cast(file.document)
    return all(scalar.text in own for _, scalar in references(file, fields.ACTOR))


def check(names: Names) -> Iterator[Diagnostic]:
    yield from _unknown(names)
    yield from _definitions(names)


def _unknown(names: Names) -> Iterator[Diagnostic]:
    for file in names.collection.briefs:
        document = file.document
        if BRIEF.actors in unreadable_lists(document):
            continue
        # the help suggests ids for actors without one, which are reported as missing
        without_id = [
            name.text
            for location, name in document.scalars(BRIEF.actors.each.name)
            if document.key((*location[:-1], "id")) is None
        ]
        own = with_corrections(cast(document)).union(
            map(identifiers.suggestion, without_id)
        )
        for _, scalar in references(file, fields.ACTOR):
            if scalar.text not in own:
                id_ = meant(scalar.text, _names(document))
                help_ = (
                    marked("write '{field}'", field=id_)
                    if id_
                    else _what_to_add(scalar.text, own, names)
                )
                edits = document.replacement(scalar, id_)
                yield document.report(
                    UNKNOWN_ACTOR, scalar, help_, edits, text=scalar.text
                )
    for profile in names.collection.profiles:
        for _, scalar in references(profile, fields.ANY_ACTOR):
            if scalar.text not in names.actors:
                help_ = suggestions.for_unknown(
                    scalar.text, names.actors - {profile.id}
                )
                yield profile.document.report(
                    NO_ACTOR, scalar, help_, actor=scalar.text
                )


def _names(document: Document) -> Iterator[tuple[str, str]]:
    """The names of the actors of a brief, with their ids."""
    for location, actor in document.scalars(BRIEF.actors.each.id):
        yield actor.text, actor.text
        if name := document.value((*location[:-1], "name")):
            yield name, actor.text


def _what_to_add(id_: str, own: frozenset[str], names: Names) -> str:
    if id_ in names.actors:
        return marked(
            "add '{entry}' under 'actors' (other briefs have its name and kind)",
            entry=f"- {{id: {id_}, role: ...}}",
        )
    near = suggestions.for_unknown(id_, own)
    if near.startswith("write"):
        return near
    add = marked(
        "add '{entry}' under 'actors'",
        entry=f"- {{id: {id_}, name: ..., kind: ..., role: ...}}",
    )
    # with an alias or a name that gives this id, or with an id that is nearly the same
    close = difflib.get_close_matches(
        id_.lower(), sorted(names.actors), n=1, cutoff=_NEARLY_THE_SAME
    )
    probable = names.actors_by_name.get(identifiers.suggestion(id_)) or next(
        iter(close), None
    )
    if probable in own:
        return marked("did you mean '{name}'?", name=probable)
    if probable:
        return marked(
            "this may be '{actor}', who is on the site already: write that, and add '{entry}' under "
            "'actors'; otherwise {add}",
            actor=probable,
            entry=f"- {{id: {probable}, role: ...}}",
            add=add,
        )
    return near if near.startswith("did") else add


def _definitions(names: Names) -> Iterator[Diagnostic]:
    first: dict[tuple[str, Defined], Definition] = {}
    for each in names.definitions:
        if (
            each.field == "kind"
            and names.actor_kinds
            and each.value not in names.actor_kinds
        ):
            help_, certain = suggestions.for_choice(each.value, names.actor_kinds)
            yield each.document.report(
                codes.NO_CHOICE,
                each.scalar,
                help_,
                each.document.replacement(each.scalar, certain),
                text=each.value,
                subject="'kind'",
                choices=", ".join(names.actor_kinds),
            )
        known = first.setdefault((each.actor, each.field), each)
        is_valid = each.field == "name" or {each.value, known.value} <= {
            *names.actor_kinds
        }
        if known.value != each.value and is_valid:
            yield each.document.report(
                CONFLICTING_ACTOR,
                each.scalar,
                field=_FIELDS[each.field],
                actor=each.actor,
                value=each.value,
                known=known.value,
                place=f"{known.document.path}:{known.scalar.span.start.line}",
            )
    if None not in names.events.values():  # a file that can't be read may define them
        yield from _undefined(names, first.keys())
    yield from _same(names)


def _undefined(
    names: Names, defined: Container[tuple[str, Defined]]
) -> Iterator[Diagnostic]:
    seen = set(
        names.profiles
    )  # a profile that lacks a name or a kind is reported itself
    for file in names.collection.briefs:
        for location, actor in file.document.scalars(BRIEF.actors.each.id):
            missing = [field for field in _FIELDS if (actor.text, field) not in defined]
            if not missing or actor.text in seen:
                continue
            seen.add(actor.text)
            misspelled = misspelling.misspelled_keys(
                file.document, Brief, location[:-1]
            )
            if missing := [field for field in missing if field not in misspelled]:
                yield file.document.report(
                    UNDEFINED_ACTOR,
                    actor,
                    actor=actor.text,
                    fields=_FIELDS[missing[0]] if len(missing) == 1 else _BOTH,
                    keys=both([f"'{field}: ...'" for field in missing]),
                )


def _same(names: Names) -> Iterator[Diagnostic]:
    """Report actors that have a name of another actor, who is listed as often or has a profile."""
    briefs = Counter(
        actor for file in names.collection.briefs for actor in cast(file.document)
    )
    named = defaultdict[str, set[str]](set)
    for name, actor in names.named:
        named[name].add(actor)

    def rank(actor: str) -> tuple[bool, int]:
        return actor in names.profiles, briefs[actor]

    for actor, field, name, document, scalar in names.definitions:
        if field == "name" and actor not in names.profiles:
            other = max(sorted(named[folded(name)] - {actor}), key=rank, default=actor)
            if other != actor and rank(other) >= rank(actor):
                yield document.report(
                    SAME_NAME, scalar, name=name, other=other, actor=actor
                )
