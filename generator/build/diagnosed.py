"""The diagnostics of the last build in the store, so that a build of the same files can report them again."""

from pydantic import TypeAdapter, ValidationError

from generator.build.store import Store
from generator.checks.rules import CODES
from generator.diagnostics import Diagnostic, Span

_KEY = "diagnostics.json"
_Stored = tuple[str, list[tuple[str, str, Span, str, str, str]]]
_STORED = TypeAdapter(_Stored)


def read(store: Store, inputs: str) -> tuple[Diagnostic, ...] | None:
    """The diagnostics of files with this digest; `None` if they are not known."""
    try:
        digest, stored = _STORED.validate_json(store.get(_KEY) or b"")
        found = tuple(
            Diagnostic(CODES[code], path, span, message, help_, excerpt)
            for code, path, span, message, help_, excerpt in stored
        )
    except (ValidationError, KeyError):
        return None
    return found if digest == inputs else None


def write(store: Store, inputs: str, diagnostics: tuple[Diagnostic, ...]) -> None:
    """Keep the diagnostics of files with this digest."""
    stored = [
        (each.code.slug, each.path, each.span, each.message, each.help, each.excerpt) for each in diagnostics
    ]
    store.put(_KEY, _STORED.dump_json((inputs, stored)))
