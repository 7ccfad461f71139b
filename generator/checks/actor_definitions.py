"""Names and kinds of actors: unknown kinds, and names that differ, are missing or are taken."""

from collections import Counter, defaultdict
from collections.abc import Container, Iterator

from generator.checks.names import Defined, Definition, Names, cast, folded
from generator.diagnostics import Code, Diagnostic, Message, Severity
from generator.format.brief import Brief
from generator.format.places import BRIEF
from generator.languages.phrase import both, marked
from generator.reading import codes, misspelling, suggestions

CONFLICTING_ACTOR = Message(
    Code("conflicting-actor", "Two files give different names or kinds to the same actor."),
    "the {field} of '{actor}' is '{value}' here, but '{known}' in {place}",
    "delete the {field} here; if this is a different actor, give it another id",
)
UNDEFINED_ACTOR = Message(
    Code("undefined-actor", "No file gives the name or the kind of an actor."),
    "the actor '{actor}' has no {fields}",
    "add {keys} here, or create briefs/actors/{actor}.yml",
)
SAME_NAME = Message(
    Code(
        "same-name", "An actor without a profile has a name or an alias of another actor.", Severity.WARNING
    ),
    "'{name}' is also a name of the actor '{other}'",
    "write '{other}' for '{actor}' in the whole file, and delete the name and the kind here; "
    "if these are two actors, create briefs/actors/{actor}.yml",
)

_FIELDS: dict[Defined, str] = {"name": marked("name"), "kind": marked("kind")}
_BOTH = marked("name and no kind")


def check(names: Names) -> Iterator[Diagnostic]:
    first: dict[tuple[str, Defined], Definition] = {}
    for each in names.definitions:
        if each.field == "kind" and each.value not in names.actor_kinds:
            help_, certain = suggestions.for_choice(each.value, names.actor_kinds)
            yield each.document.report_message(
                codes.NO_CHOICE,
                each.scalar.span,
                help_,
                each.document.replacement(each.scalar, certain) if certain else (),
                text=each.value,
                subject="'kind'",
                choices=", ".join(names.actor_kinds),
            )
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
    if None not in names.events.values():  # a file that can't be read may define them
        yield from _undefined(names, first.keys())
    yield from _same(names)


def _undefined(names: Names, defined: Container[tuple[str, Defined]]) -> Iterator[Diagnostic]:
    seen = set(names.profiles)  # a profile that lacks a name or a kind is reported itself
    for file in names.collection.briefs:
        for location, actor in file.document.scalars(BRIEF.actors.each.id):
            missing = [field for field in _FIELDS if (actor.text, field) not in defined]
            if not missing or actor.text in seen:
                continue
            seen.add(actor.text)
            misspelled = misspelling.misspelled_keys(file.document, Brief, location[:-1])
            if missing := [field for field in missing if field not in misspelled]:
                yield file.document.report_message(
                    UNDEFINED_ACTOR,
                    actor.span,
                    actor=actor.text,
                    fields=_FIELDS[missing[0]] if len(missing) == 1 else _BOTH,
                    keys=both([f"'{field}: ...'" for field in missing]),
                )


def _same(names: Names) -> Iterator[Diagnostic]:
    """Report actors that have a name of another actor, who is listed as often or has a profile."""
    briefs = Counter(actor for file in names.collection.briefs for actor in cast(file.document))
    named = defaultdict[str, set[str]](set)
    for name, actor in names.named:
        named[name].add(actor)

    def rank(actor: str) -> tuple[bool, int]:
        return actor in names.profiles, briefs[actor]

    for actor, field, name, document, scalar in names.definitions:
        if field == "name" and actor not in names.profiles:
            other = max(sorted(named[folded(name)] - {actor}), key=rank, default=actor)
            if other != actor and rank(other) >= rank(actor):
                yield document.report_message(SAME_NAME, scalar.span, name=name, other=other, actor=actor)
