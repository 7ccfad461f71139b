"""Topics of briefs that `briefs/topics.yml` does not list."""

from collections.abc import Iterator

from generator.checks.names import Names
from generator.diagnostics import Code, Diagnostic, Message
from generator.format.places import BRIEF
from generator.reading import suggestions

UNKNOWN_TOPIC = Message(
    Code("unknown-topic", "A topic is not listed in `briefs/topics.yml`."),
    "'{text}' is not listed in briefs/topics.yml",
    "add it to briefs/topics.yml",
)


def check(names: Names) -> Iterator[Diagnostic]:
    if names.topics is None:
        return
    for file in names.collection.briefs:
        for _, scalar in file.document.scalars(BRIEF.topics.each):
            if scalar.text not in names.topics | names.renamed.topics.keys():
                help_ = suggestions.for_unknown(scalar.text, names.topics)
                yield file.document.report_message(UNKNOWN_TOPIC, scalar.span, help_, text=scalar.text)
