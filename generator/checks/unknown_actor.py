"""Actors that a brief refers to and does not list, and affiliations with actors of no brief."""

import difflib
from collections.abc import Iterator

from generator.checks.names import Names, cast, meant, references, unreadable_lists, with_corrections
from generator.diagnostics import Code, Diagnostic, Message
from generator.format import fields, identifiers
from generator.format.brief import Brief
from generator.format.places import BRIEF
from generator.format.profile import Profile
from generator.languages.phrase import marked
from generator.reading import suggestions
from generator.reading.folder import ParsedFile
from generator.reading.yaml.document import Document

UNKNOWN_ACTOR = Message(
    Code("unknown-actor", "An actor is not listed under `actors`."),
    "'{text}' is not listed under 'actors'",
    "add it under 'actors'",
)

_NEARLY_THE_SAME = 0.85
"""Similarity of two ids that are probably of one actor, although in different briefs."""


def knows_its_actors(file: ParsedFile[Brief]) -> bool:
    """Whether all actors that the brief refers to are among its own."""
    own = cast(file.document)
    return all(scalar.text in own for _, scalar in references(file.document, Brief, fields.ACTOR))


def check(names: Names) -> Iterator[Diagnostic]:
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
        own = with_corrections(cast(document)).union(map(identifiers.suggestion, without_id))
        for _, scalar in references(document, Brief, fields.ACTOR):
            if scalar.text not in own:
                id_ = meant(scalar.text, _names(document))
                help_ = marked("write '{field}'", field=id_) if id_ else _help(scalar.text, own, names)
                edits = document.replacement(scalar, id_) if id_ else ()
                yield document.report_message(UNKNOWN_ACTOR, scalar.span, help_, edits, text=scalar.text)
    for profile in names.collection.profiles:
        for _, scalar in references(profile.document, Profile, fields.ANY_ACTOR):
            if scalar.text not in names.actors:
                near = suggestions.for_unknown(scalar.text, names.actors - {profile.id})
                help_ = near or marked("add it under 'actors' of a brief")
                message = marked("there is no actor '{actor}' in any brief", actor=scalar.text)
                yield profile.document.report(UNKNOWN_ACTOR.code, scalar.span, message, help_)


def _names(document: Document) -> Iterator[tuple[str, str]]:
    """The names of the actors of a brief, with their ids."""
    for location, actor in document.scalars(BRIEF.actors.each.id):
        yield actor.text, actor.text
        if name := document.value((*location[:-1], "name")):
            yield name, actor.text


def _help(id_: str, own: frozenset[str], names: Names) -> str:
    if id_ in names.actors:
        return marked(
            "add '{entry}' under 'actors' (other briefs have its name and kind)",
            entry=f"- {{id: {id_}, role: ...}}",
        )
    near = suggestions.for_unknown(id_, own)
    if near.startswith("write"):
        return near
    add = marked("add '{entry}' under 'actors'", entry=f"- {{id: {id_}, name: ..., kind: ..., role: ...}}")
    # with an alias or a name that gives this id, or with an id that is nearly the same
    close = difflib.get_close_matches(id_.lower(), sorted(names.actors), n=1, cutoff=_NEARLY_THE_SAME)
    probable = names.actors_by_name.get(identifiers.suggestion(id_)) or next(iter(close), None)
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
