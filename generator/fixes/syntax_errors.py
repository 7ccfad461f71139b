"""What libyaml's complaints mean to somebody who does not know YAML, and what to do."""

from typing import NamedTuple

import yaml

from generator.diagnostics import Code, Diagnostic, Span
from generator.documents.document import Document
from generator.fixes.fix import Fix

MOST_REPAIRS = 20
"""How many mistakes of syntax in one file are mended for the sake of reading on."""

_QUOTE_IT = "put quotation marks around the whole value: "


class _Meaning(NamedTuple):
    problem: str
    """Part of libyaml's own words."""
    message: str
    help: str


_MEANINGS = (
    _Meaning(
        "mapping values are not allowed",
        "a colon followed by a space begins a new 'key: value' inside a value",
        _QUOTE_IT + "key: 'one: two'",
    ),
    _Meaning(
        "cannot start any token",
        "a value can't begin with this character",
        _QUOTE_IT + "key: '@value'; and indent with spaces, never with tabs",
    ),
    _Meaning(
        "did not find expected key",
        "a 'key: value' is expected here",
        "give the line the same indentation as the keys above it, and if a value begins with a "
        "quotation mark or a bracket but does not end with it, " + _QUOTE_IT + "key: '\"one\" and two'",
    ),
    _Meaning(
        "did not find expected '-' indicator",
        "an entry of the list that begins with '- ' is expected here",
        "give '- ' the same indentation as the entries above it",
    ),
    _Meaning(
        "could not find expected ':'",
        "this line is neither 'key: value' nor part of a text above it",
        "put a space after the colon, or indent the line if it continues a text",
    ),
    _Meaning(
        "found unexpected end of stream",
        "a text that begins with a quotation mark is never closed",
        "put the same quotation mark at its end; inside '...' write two '' for an apostrophe",
    ),
    _Meaning(
        "found unknown escape character",
        'a backslash inside "..." begins an escape, and this is none',
        "put the text in '...' instead of \"...\"",
    ),
    _Meaning(
        "did not find expected ',' or",
        "a list in [...] or a mapping in {...} is not closed",
        "put commas between its entries and the closing bracket at its end",
    ),
)


def explain(document: Document, error: yaml.MarkedYAMLError, mend: Fix | None) -> Diagnostic:
    """The error in plain words: those of the mend where there is one."""
    if mend is not None and mend.message:
        length = max(1, len(document.lines[mend.line].rstrip()) - mend.column)
        span = Span.at(mend.line + 1, mend.column + 1, length)
        return document.report(Code.SYNTAX, span, mend.message, mend.help)
    mark = error.problem_mark or error.context_mark
    problem = error.problem or "the text is not YAML"
    meaning = next((each for each in _MEANINGS if each.problem in problem), None)
    if meaning is not None and "end of stream" in meaning.problem and error.context_mark:
        mark = error.context_mark  # where the quotation mark was opened, not the end of the file
    span = Span.at(mark.line + 1, mark.column + 1) if mark else Span.at(1, 1)
    message = meaning.message if meaning else f"this can't be read as YAML: {problem}"
    help_ = meaning.help if meaning else "compare the indentation and punctuation with the lines above"
    return document.report(Code.SYNTAX, span, message, mend.help if mend else help_)
