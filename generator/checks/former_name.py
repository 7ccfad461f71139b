"""References by former names of briefs, events and topics."""

from collections.abc import Iterator

from generator.checks.names import Names, references
from generator.diagnostics import Code, Diagnostic, Message, Severity
from generator.format import fields
from generator.format.brief import Brief

FORMER_NAME = Message(
    Code(
        "former-name",
        "A reference uses a former name of a brief, an event or a topic. `briefs check --fix` changes it.",
        Severity.WARNING,
    ),
    "'{old}' was renamed to '{new}'",
    "it was renamed: write '{new}'",
)


def check(names: Names) -> Iterator[Diagnostic]:
    renamed = names.renamed
    for file in names.collection.briefs:
        for field_type, current in (
            (fields.TOPIC, lambda topic: renamed.topics.get(topic, topic)),
            (fields.BRIEF, lambda brief: renamed.briefs.get(brief, brief)),
            (fields.EVENT, renamed.event),
        ):
            for _, scalar in references(file.document, Brief, field_type):
                old, new = scalar.text, current(scalar.text)
                if new != old and (field_type is not fields.EVENT or _is_known(new, file.id, names)):
                    edits = file.document.replacement(scalar, new)
                    yield file.document.report_message(
                        FORMER_NAME, scalar.span, edits=edits, old=old, new=new
                    )


def _is_known(reference: str, own: str, names: Names) -> bool:
    """Whether another brief has the event, as far as it can be read."""
    brief, _, event = reference.partition("#")
    events = names.events.get(brief, frozenset())
    return brief != own and (events is None or event in events)
