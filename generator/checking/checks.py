"""All checks of what files say of one another: a new one is a module with `check` and a line here."""

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
    """Every mistake that shows only where files are held against one another."""
    return [diagnostic for each in CHECKS for diagnostic in each(collection)]
