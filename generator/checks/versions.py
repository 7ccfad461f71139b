"""Checks that versions of briefs still have their brief, and a DOI of their own."""

from collections.abc import Iterator

from generator.diagnostics import Diagnostic, Span, VersionMessage
from generator.reading import renames
from generator.reading.folder import Collection

_START = Span.at(1, 1)


def check(collection: Collection) -> Iterator[Diagnostic]:
    """Report versions of briefs that do not exist, and DOIs that several versions have."""
    briefs = {file.id for file in collection.briefs} | renames.read(collection).briefs.keys()
    holders: dict[str, str] = {}
    for file in collection.versions:
        record, document = file.record, file.document
        if record is None:
            continue
        if record.brief not in briefs:
            yield document.report_message(VersionMessage.VERSION_WITHOUT_BRIEF, _START, brief=record.brief)
        if record.doi and holders.setdefault(record.doi, document.path) != document.path:
            other = holders[record.doi]
            yield document.report_message(VersionMessage.DUPLICATE_DOI, _START, doi=record.doi, other=other)
