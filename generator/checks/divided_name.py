"""Lists of authors in brackets of two single words, such as `[Smith, John]`."""

from collections.abc import Iterator

from generator.diagnostics import Code, Diagnostic, Message, Severity
from generator.format.brief import Brief
from generator.format.places import BRIEF, SOURCE
from generator.languages.phrase import both
from generator.reading.folder import ParsedFile
from generator.reading.repair.line import quoted
from generator.reading.yaml.node import Scalar, Sequence

DIVIDED_NAME = Message(
    Code(
        "divided-name",
        "A list of authors may be a single name with a comma, such as `[Smith, John]`.",
        Severity.WARNING,
    ),
    "this list has {number} authors, for the comma divides them: {names}",
    "if it is right, write each on a line: - {first}; if it is one name, write: {key}: [{joined}]",
)


def check_brief(file: ParsedFile[Brief]) -> Iterator[Diagnostic]:
    for _, node in file.document.find((*BRIEF.sources.each, *SOURCE.authors)):
        items = node.items if isinstance(node, Sequence) else ()
        names = [item.text for item in items if isinstance(item, Scalar) and not item.style]
        line, column = node.span.start
        is_in_brackets = file.document.readable_lines[line - 1].startswith("[", column - 1)
        if len(names) == len(items) == 2 and is_in_brackets and not any(" " in name for name in names):
            yield file.document.report_message(
                DIVIDED_NAME,
                node.span,
                number=len(names),
                names=both([f"'{name}'" for name in names]),
                key=SOURCE.authors[-1],
                joined=quoted(", ".join(names)),
                first=names[0],
            )
