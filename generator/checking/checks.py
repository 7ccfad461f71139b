"""All checks: a new one is a module with a function `check`, and a line here."""

from generator.checking import actors, chronology, evidence, former_ids, identity, references, verification
from generator.diagnostics import Diagnostic
from generator.reading.folder import Collection

CHECKS = (
    references.check,
    evidence.check,
    identity.check,
    actors.check,
    former_ids.check,
    chronology.check,
    verification.check,
)


def check(collection: Collection) -> list[Diagnostic]:
    """Every error that shows only when values or files are compared."""
    return [diagnostic for run in CHECKS for diagnostic in run(collection)]
