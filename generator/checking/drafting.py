"""Checks for what people forget or do not mean when they write a brief."""

from collections.abc import Iterator

from generator.diagnostics import Diagnostic, Message, StatementMessage
from generator.documents.document import Document
from generator.documents.node import Scalar, Sequence
from generator.fixes.line import quoted
from generator.format import examples, traversal
from generator.format.brief import Brief
from generator.format.kinds import PROSE, WORDS
from generator.format.places import BRIEF, SOURCE
from generator.reading.folder import ParsedFile


def check_brief(file: ParsedFile[Brief]) -> Iterator[Diagnostic]:
    """Report texts of the example in a brief that is not a draft, and names that a comma divides."""
    status = file.document.node(BRIEF.status)
    if not (isinstance(status, Scalar) and status.text == "draft"):
        for pattern, member in traversal.leaves(Brief):
            if member.kind not in {PROSE, WORDS}:
                continue
            for _, scalar in file.document.scalars(pattern):
                if examples.is_example(scalar.text):
                    yield file.document.report_message(Message.EXAMPLE_TEXT, scalar.span)
    yield from _divided_names(file.document)


def _divided_names(document: Document) -> Iterator[Diagnostic]:
    """Report lists in brackets of two single words, such as `[Smith, John]`."""
    for _, node in document.find((*BRIEF.sources.each, *SOURCE.authors)):
        items = node.items if isinstance(node, Sequence) else ()
        names = [item.text for item in items if isinstance(item, Scalar) and not item.style]
        is_in_brackets = (
            document.readable_lines[node.span.start.line - 1][node.span.start.column - 1 :][:1] == "["
        )
        if len(names) == len(items) == 2 and is_in_brackets and not any(" " in name for name in names):
            yield document.report_message(
                StatementMessage.DIVIDED_NAME,
                node.span,
                number=len(names),
                names=" and ".join(f"'{name}'" for name in names),
                key=SOURCE.authors[-1],
                joined=quoted(", ".join(names)),
                first=names[0],
            )
