"""Versions of briefs with the same DOI."""

from collections.abc import Iterator

from generator.checks.names import Names
from generator.diagnostics import Code, Diagnostic, Message, Span

DUPLICATE_DOI = Message(
    Code("duplicate-doi", "Two versions have the same DOI."),
    "the DOI {doi} is that of {other}",
    "a DOI leads to one version: correct it, or write null, in one of the two files",
)


def check(names: Names) -> Iterator[Diagnostic]:
    holders: dict[str, str] = {}
    for file in names.collection.versions:
        doi, path = file.record.doi if file.record else None, file.document.path
        if doi and (other := holders.setdefault(doi, path)) != path:
            yield file.document.report_message(DUPLICATE_DOI, Span.at(1, 1), doi=doi, other=other)
