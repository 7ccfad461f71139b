"""Checks that versions of briefs still have their brief, and a DOI of their own."""

from collections.abc import Iterator

from generator.diagnostics import Code, Diagnostic, Message, Severity, Span
from generator.reading.folder import Collection

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

_START = Span.at(1, 1)


def check(collection: Collection) -> Iterator[Diagnostic]:
    """Report versions of briefs that do not exist, and DOIs that several versions have."""
    briefs = {file.id for file in collection.briefs} | collection.renames.briefs.keys()
    holders: dict[str, str] = {}
    for file in collection.versions:
        record, document = file.record, file.document
        if record is None:
            continue
        if record.brief not in briefs:
            yield document.report_message(VERSION_WITHOUT_BRIEF, _START, brief=record.brief)
        if record.doi and holders.setdefault(record.doi, document.path) != document.path:
            other = holders[record.doi]
            yield document.report_message(DUPLICATE_DOI, _START, doi=record.doi, other=other)
