"""Versions of briefs that do not exist any more."""

from collections.abc import Iterator

from generator.checks.names import Names
from generator.diagnostics import Code, Diagnostic, Message, Severity, Span

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
    for file in names.collection.versions:
        brief = file.record.brief if file.record else None
        if brief and brief not in names.events.keys() | names.renamed.briefs.keys():
            yield file.document.report_message(VERSION_WITHOUT_BRIEF, Span.at(1, 1), brief=brief)
