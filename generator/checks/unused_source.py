"""Sources that nothing in their file refers to."""

from collections.abc import Iterator
from typing import Any

from generator.checks.names import citations, references, sources
from generator.diagnostics import Code, Diagnostic, Message, Severity
from generator.format import fields, identifiers
from generator.reading.folder import ParsedFile

UNUSED_SOURCE = Message(
    Code("unused-source", "Nothing refers to a source.", Severity.WARNING),
    "nothing in this file refers to the source '{name}'",
    "add it to the 'sources' of an entry, cite it in prose as [@{name}], or delete it",
)


def check_file(file: ParsedFile[Any]) -> Iterator[Diagnostic]:
    prose = references(file.document, file.model, fields.PROSE)
    if any(location not in file.prose and scalar.text.strip() for location, scalar in prose):
        return  # a text that is too long is not parsed, so its citations are unknown
    used = {citation.source for _, citation in citations(file)}
    used |= {scalar.text for _, scalar in references(file.document, file.model, fields.SOURCE)}
    for name, key in sources(file.document).items():
        if not {name, identifiers.suggestion(name)} & used:
            yield file.document.report_message(UNUSED_SOURCE, key.span, name=name)
