"""Versions of briefs that have the same DOI, and versions of briefs that do not exist any more."""

from collections.abc import Iterator

from generator.checks.names import Names
from generator.diagnostics import Code, Diagnostic, Message, Severity, Span

DUPLICATE_DOI = Message(
    Code("duplicate-doi", "Two versions have the same DOI."),
    "the DOI {doi} is that of {other}",
    "a DOI leads to one version: correct it, or write null, in one of the two files",
)
VERSION_WITHOUT_BRIEF = Message(
    Code(
        "version-without-brief",
        "There is no brief of a version any more; the page of the version stays.",
        Severity.WARNING,
    ),
    "there is no brief '{brief}' any more; the page of this version stays and says so",
    "if it was renamed, add 'formerly: [{brief}]' to the renamed one; otherwise leave it",
)


def check(names: Names) -> Iterator[Diagnostic]:
    holders: dict[str, str] = {}
    for file in names.collection.versions:
        if file.record is None:
            continue
        doi, brief, path = file.record.doi, file.record.brief, file.document.path
        if doi and (other := holders.setdefault(doi, path)) != path:
            yield file.document.report_message(DUPLICATE_DOI, Span.at(1, 1), doi=doi, other=other)
        if brief not in names.events.keys() | names.renamed.briefs.keys():
            yield file.document.report_message(VERSION_WITHOUT_BRIEF, Span.at(1, 1), brief=brief)
