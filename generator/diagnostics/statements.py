"""The messages of `briefs check` about sources of statements, numbers and forecasts."""

from generator.diagnostics.codes import Code
from generator.diagnostics.message import AnyMessage


class StatementMessage(AnyMessage):
    """The messages about sources of statements, judgements, figures, forecasts, and people and their ids."""

    BAD_NUMBER = (
        Code.BAD_NUMBER,
        "'{text}' is not a number",
        "write digits, and a point before a fraction: 1250.5; the unit belongs in 'unit'",
    )
    BAD_PERCENTAGE = (
        Code.BAD_NUMBER,
        "'{text}' is not a whole number from 1 to 99",
        "write the percentage without a sign, such as 70 for 70 %",
    )
    BAD_ORCID = (
        Code.BAD_ORCID,
        "'{text}' is not an ORCID iD",
        "copy it from the profile on orcid.org, such as 0000-0002-1825-0097",
    )
    BAD_EXTERNAL_ID = (
        Code.BAD_EXTERNAL_ID,
        "'{text}' is not an id of {register}",
        "copy it from the address of the page of {register} about the actor; it looks like {example}",
    )
    TOO_MANY_ENTRIES = (
        Code.TOO_LARGE,
        "{subject} has {length} entries; the limit is {limit}",
        "divide it, or keep the entries that matter",
    )
    NAMELESS_SOURCE = (
        Code.MISSING_FIELD,
        "the source '{name}' has no title",
        "add 'title: ...', or 'description: ...' with what it is if it has none",
    )
    QUOTE_WITHOUT_SPEAKER = (
        Code.MISSING_FIELD,
        "the quote has no speaker",
        "write 'speaker: <id>' of an actor, or 'speaker_description: ...' if the source names nobody",
    )
    WITHOUT_SOURCE = (
        Code.STATEMENT_WITHOUT_SOURCE,
        "nothing documents the {noun}: it has no source, and no event with a source has both actors",
        "add 'sources: [<id>]', with ids of entries under 'sources'",
    )
    HIGH_CONFIDENCE = (
        Code.CONFIDENCE,
        "the confidence is high, but {evidence}; high requires several that do not depend on one another",
        "add an independent source, or write 'confidence: low'",
    )
    MODERATE_CONFIDENCE = (
        Code.CONFIDENCE,
        "the confidence is moderate, but {evidence}; one source makes it low",
        "add an independent source, or write 'confidence: low'",
    )
    CIRCULAR_COPY = (
        Code.SELF_REFERENCE,
        "the source '{name}' is, by 'copy_of', a copy of itself",
        "delete 'copy_of' at the source that came first",
    )
    WRONG_NUMBER_OF_VALUES = (
        Code.UNEVEN_ROWS,
        "the row has {found}, but the figure has {expected}",
        "write a value for each name under 'series'; without 'series', each row has one value",
    )
    UNRESOLVED = (
        Code.INCOMPLETE,
        "the forecast has '{given}', but no '{missing}'",
        "add '{missing}: ...', or delete '{given}'",
    )
    REVERSED_DAYS = (
        Code.DATE_ORDER,
        "'{later}' ({late}) is before '{earlier}' ({early})",
        "correct one of the two dates",
    )
    REVIEW_DUE = (
        Code.REVIEW_DUE,
        "the brief was to be reviewed by {date}",
        "compare it with what has happened since; then move 'review_by', or write 'status: archived'",
    )
    OVERDUE_FORECAST = (
        Code.REVIEW_DUE,
        "the forecast was to be resolved by {date}",
        "add 'outcome: yes' or 'outcome: no', and 'resolved_on: ...'",
    )
    UNUSED_SOURCE = (
        Code.UNUSED_SOURCE,
        "nothing in this file refers to the source '{name}'",
        "add it to the 'sources' of an entry, cite it in prose as [@{name}], or delete it",
    )
    DIVIDED_NAME = (
        Code.DIVIDED_NAME,
        "this list has {number} authors, for the comma divides them: {names}",
        "if it is right, write each on a line: - {first}; if it is one name, write: {key}: [{joined}]",
    )
    EVENT_WITHOUT_SOURCE = (
        Code.EVENT_WITHOUT_SOURCE,
        "the event has no source",
        "add 'sources: [<id>]', with ids of entries under 'sources'",
    )
    DISPUTED_WITHOUT_NOTE = (
        Code.DISPUTED_WITHOUT_NOTE,
        "the event is disputed, but has no note that explains the dispute",
        "add 'note: ...' with what each side says",
    )
