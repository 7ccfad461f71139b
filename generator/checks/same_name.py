"""Actors without a profile that have a name of another actor, who is listed as often or has a profile."""

from collections import Counter, defaultdict
from collections.abc import Iterator

from generator.checks.names import Names, cast, folded
from generator.diagnostics import Code, Diagnostic, Message, Severity

SAME_NAME = Message(
    Code(
        "same-name", "An actor without a profile has a name or an alias of another actor.", Severity.WARNING
    ),
    "'{name}' is also a name of the actor '{other}'",
    "write '{other}' for '{actor}' in the whole file, and delete the name and the kind here; "
    "if these are two actors, create briefs/actors/{actor}.yml",
)


def check(names: Names) -> Iterator[Diagnostic]:
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
