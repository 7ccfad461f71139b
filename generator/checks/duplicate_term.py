"""Words that the glossary explains twice."""

from collections.abc import Iterator

from generator.checks.names import Names, folded
from generator.diagnostics import Code, Diagnostic, Message, Severity
from generator.format.places import GLOSSARY

DUPLICATE_TERM = Message(
    Code("duplicate-term", "Two entries of the glossary explain the same word.", Severity.WARNING),
    "'{text}' is explained on line {line}, too, so pages link it to neither",
    "delete it in one of the two entries, or merge them",
)


def check(names: Names) -> Iterator[Diagnostic]:
    if (glossary := names.collection.glossary) is None:
        return
    document, known = glossary.document, dict[str, tuple[str, int]]()
    for pattern in (GLOSSARY.each.term, GLOSSARY.each.aliases.each):
        for location, scalar in document.scalars(pattern):
            entry = str(location[0])
            first, line = known.setdefault(folded(scalar.text), (entry, scalar.line))
            if first != entry:
                yield document.report_message(DUPLICATE_TERM, scalar.span, text=scalar.text, line=line)
