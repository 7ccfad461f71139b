"""Fixes for syntax errors that newcomers make.

What libyaml reports is a consequence, often a line below the error itself. So all known errors that the
lines there may contain are fixed on trial; the fix is the first one after which libyaml reads on.
"""

from itertools import islice

import yaml

from generator.reading.repair import indentation, libyaml, punctuation, quoting
from generator.reading.repair.fix import Fix, Proposer

LONGEST_TEXT = 64 * 1024
"""Characters of a text that is fixed; for a longer one the trials would take too long."""
MAX_TRIALS = 60
"""How many fixes are tried for one error."""

PROPOSERS: tuple[Proposer, ...] = (
    punctuation.lookalikes,
    punctuation.fences,
    punctuation.stray_brackets,
    punctuation.missing_punctuation,
    quoting.in_braces,
    quoting.brackets,
    quoting.quotation_marks,
    indentation.indented_first_lines,
    indentation.block_of_text,
    indentation.list_in_text,
    indentation.continuation,
    indentation.misaligned_hyphen,
    indentation.misaligned,
    quoting.unquoted,
    quoting.unquoted_block,
)
"""In the order in which their fixes are tried."""


def find(text: str, error: yaml.MarkedYAMLError, keys: frozenset[str]) -> Fix | None:
    """The fix for an error, or `None` if no known one helps. `keys` are those of the format."""
    if len(text) > LONGEST_TEXT:
        return None
    lines = text.split("\n")
    at = min(libyaml.position(error)[0], len(lines) - 1)
    before = next((number for number in range(at - 1, -1, -1) if lines[number].strip()), at)
    trials = (
        fix
        for propose in PROPOSERS
        for line in dict.fromkeys((at, before))
        for fix in propose(lines, line, keys)
    )
    return next((fix for fix in islice(trials, MAX_TRIALS) if fix.first_error_line > at), None)
