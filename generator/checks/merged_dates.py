"""Events that are the same as one in another brief, but have another date."""

from collections.abc import Iterator

from generator.checks.date_order import date_at
from generator.checks.names import Names
from generator.diagnostics import Code, Diagnostic, Message, Severity
from generator.format.places import BRIEF, EVENT

MERGED_DATES = Message(
    Code("merged-dates", "Two briefs date the same event differently.", Severity.WARNING),
    "the event is dated {here} here, but {there} in the other brief",
    "correct one of the dates, or delete 'same_as' if these are two events",
)


def check(names: Names) -> Iterator[Diagnostic]:
    dates = {
        f"{file.id}#{event.id}": date_at(file.document, (*event.location, *EVENT.date))
        for file in names.collection.briefs
        for event in file.entries
        if event.list in BRIEF.timeline
    }
    for document in (file.document for file in names.collection.briefs):
        for location, scalar in document.scalars(BRIEF.timeline.each.same_as):
            here = date_at(document, (*location[:-1], *EVENT.date))
            there = dates.get(names.renamed.event(scalar.text))
            if here and there and not here.overlaps(there):
                yield document.report_message(MERGED_DATES, scalar.span, here=here.text, there=there.text)
