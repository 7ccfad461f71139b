"""Actors whose name or kind no file gives."""

from collections.abc import Iterator

from generator.checks.names import Defined, Names
from generator.diagnostics import Code, Diagnostic, Message
from generator.format.brief import Brief
from generator.format.places import BRIEF
from generator.languages.phrase import both, marked
from generator.reading import misspelling

UNDEFINED_ACTOR = Message(
    Code("undefined-actor", "No file gives the name or the kind of an actor."),
    "the actor '{actor}' has no {fields}",
    "add {keys} here, or create briefs/actors/{actor}.yml",
)

_MISSING: dict[tuple[Defined, ...], str] = {
    ("name",): marked("name"),
    ("kind",): marked("kind"),
    ("name", "kind"): marked("name and no kind"),
}


def check(names: Names) -> Iterator[Diagnostic]:
    if None in names.events.values():
        return  # a file that can't be read may define them
    defined = {(each.actor, each.field) for each in names.definitions}
    seen = set(names.profiles)  # a profile that lacks a name or a kind is reported itself
    fields: tuple[Defined, ...] = ("name", "kind")
    for file in names.collection.briefs:
        for location, actor in file.document.scalars(BRIEF.actors.each.id):
            missing = tuple(field for field in fields if (actor.text, field) not in defined)
            if not missing or actor.text in seen:
                continue
            seen.add(actor.text)
            misspelled = misspelling.misspelled_keys(file.document, Brief, location[:-1])
            missing = tuple(field for field in missing if field not in misspelled)
            if missing:
                yield file.document.report_message(
                    UNDEFINED_ACTOR,
                    actor.span,
                    actor=actor.text,
                    fields=_MISSING[missing],
                    keys=both([f"'{field}: ...'" for field in missing]),
                )
