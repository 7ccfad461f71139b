"""Repairs of a file with errors, so that it can be read to its end.

What the parser reports is a consequence, often a line below the mistake itself. So the rules for mistakes
that people make are tried at the line of the error and the line above; the first fix with which the file
can be read further is used. Each rule is a function in `punctuation`,
`indentation` or `alignment`.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import product

import yaml

from briefing_site.format.traversal import Keys
from briefing_site.languages.phrase import marked
from briefing_site.reading.example import example
from briefing_site.reading.repair import alignment, indentation, punctuation
from briefing_site.reading.repair.fix import Fix, Rule, SuspectLine
from briefing_site.reading.yaml import parser

LONGEST_TEXT = 64 * 1024
"""Characters of a text that is repaired; for a longer one the trials would take too long."""
MAX_TRIALS = 60
"""How many fixes are tried for one error."""

SYNTAX_RULES: tuple[Rule, ...] = (
    indentation.special_blank,
    punctuation.hyphen_before_entry,
    punctuation.stray_signs,
    punctuation.colon_after_field,
    punctuation.unclosed_bracket,
    punctuation.unquoted_value_in_braces,
    punctuation.unclosed_quotation_mark,
    punctuation.text_around_quotation,
    punctuation.mark_inside_quotation,
    indentation.first_fields_indented,
    indentation.text_not_indented,
    indentation.top_field_indented,
    alignment.entry_out_of_line,
    alignment.field_out_of_line,
    punctuation.unquoted_value,
    punctuation.unquoted_text,
)
"""For files that are not valid YAML, in the order in which they are tried."""
LAYOUT_RULES: tuple[Rule, ...] = (
    indentation.special_blank,
    alignment.hyphen_on_each_field,
    alignment.first_field_without_hyphen,
    alignment.id_at_the_margin,
    alignment.field_out_of_line,
    alignment.entry_out_of_line,
)
"""For files that are valid YAML with other fields than were meant."""

RULES = tuple(dict.fromkeys((*SYNTAX_RULES, *LAYOUT_RULES)))
"""All rules, each once."""


def find(text: str, error: yaml.MarkedYAMLError, keys: Keys) -> Fix | None:
    """The fix for an error of syntax, or `None` if no rule helps. `keys` are those of the format."""
    if len(text) > LONGEST_TEXT:
        return None
    lines = text.split("\n")
    error_lines = parser.error_lines(error, len(lines) - 1)
    suspects = [SuspectLine(lines, number, keys) for number in error_lines]
    above = suspects[0].above
    if above is not None:
        suspects.append(SuspectLine(lines, above, keys))
    trials = 0
    for rule, suspect in product(SYNTAX_RULES, suspects):
        for fix in rule(suspect):
            trials += 1
            if trials > MAX_TRIALS:
                return None
            if fix.first_error_line > error_lines[0]:
                return _explained(fix, rule)
    return None


def layouts(text: str, numbers: Iterable[int], keys: Keys) -> Iterator[Fix]:
    """The fixes that move lines of a valid file, in which the lines with the numbers have errors."""
    if len(text) > LONGEST_TEXT:
        return
    lines = text.split("\n")
    for number, rule in product(numbers, LAYOUT_RULES):
        for fix in rule(SuspectLine(lines, number, keys)):
            yield _explained(fix, rule)


def _explained(fix: Fix, rule: Rule) -> Fix:
    return replace(fix, message=marked(example(rule).message))
