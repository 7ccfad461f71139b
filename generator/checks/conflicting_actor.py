"""Actors whose name or kind is another one in another file."""

from collections.abc import Iterator

from generator.checks.names import Defined, Definition, Names
from generator.diagnostics import Code, Diagnostic, Message
from generator.languages.phrase import marked

CONFLICTING_ACTOR = Message(
    Code("conflicting-actor", "Two files give different names or kinds to the same actor."),
    "the {field} of '{actor}' is '{value}' here, but '{known}' in {place}",
    "delete the {field} here; if this is a different actor, give it another id",
)

_FIELDS: dict[Defined, str] = {"name": marked("name"), "kind": marked("kind")}


def check(names: Names) -> Iterator[Diagnostic]:
    first: dict[tuple[str, Defined], Definition] = {}
    for each in names.definitions:
        known = first.setdefault((each.actor, each.field), each)
        is_valid = each.field == "name" or {each.value, known.value} <= {*names.actor_kinds}
        if known.value != each.value and is_valid:
            yield each.document.report_message(
                CONFLICTING_ACTOR,
                each.scalar.span,
                field=_FIELDS[each.field],
                actor=each.actor,
                value=each.value,
                known=known.value,
                place=f"{known.document.path}:{known.scalar.span.start.line}",
            )
