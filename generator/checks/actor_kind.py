"""Kinds of actors that the site does not have."""

from collections.abc import Iterator

from generator.checks.names import Names
from generator.diagnostics import Diagnostic
from generator.reading import codes, suggestions


def check(names: Names) -> Iterator[Diagnostic]:
    kinds = names.actor_kinds
    for _, field, value, document, scalar in names.definitions:
        if field == "kind" and value not in kinds:
            help_, certain = suggestions.for_choice(value, kinds)
            yield document.report_message(
                codes.NO_CHOICE,
                scalar.span,
                help_,
                document.replacement(scalar, certain) if certain else (),
                text=value,
                subject="'kind'",
                choices=", ".join(kinds),
            )
