"""What the form says about what is missing or wrong: a sentence each, in terms of the form.

They are not those of `briefs check`, which speak of files, lines and keys to people who edit them.
"""

from enum import Enum

from generator.diagnostics import Code


class FormMessage(Enum):
    """A message, and the code under which the check of the pull request reports the same.

    The form fills in what stands in braces: `label` is that of the field, `text` what is written there.
    """

    REQUIRED = Code.MISSING_FIELD, "{label} is required"
    NONE_ADDED = Code.MISSING_FIELD, "Add at least one {noun}"
    DISPUTED_WITHOUT_NOTE = Code.DISPUTED_WITHOUT_NOTE, "{label} is required: say what is disputed"
    TOO_LONG = Code.TOO_LONG, "{label} must be {limit} characters or fewer; this is {length}"
    BAD_CHOICE = Code.BAD_CHOICE, "Choose one of: {choices}"
    BAD_LANGUAGE = Code.BAD_CHOICE, "Enter the code of a language, such as en, ru or zh-Hans"
    DATE_MEANT = Code.BAD_DATE, "Enter it as {better}"
    ADDRESS_MEANT = Code.BAD_ADDRESS, "Enter it as {better}"
    BAD_DATE = Code.BAD_DATE, "Enter a date such as 2024-05-14, 2024-05 or 2024"
    BAD_DAY = Code.BAD_DATE, "Enter a date such as 2024-05-14"
    BAD_ADDRESS = Code.BAD_ADDRESS, "Enter a full web address, such as https://example.org/page"
    BAD_ID = (
        Code.BAD_ID,
        "{label} can hold up to {limit} lower-case letters a to z, digits, and single hyphens between them",
    )
    RESERVED_ID = Code.BAD_ID, "“{text}” is a reserved word. Enter another one"
    NAME_TAKEN = (
        Code.ID_CLASH,
        "There is already a brief with this short name. Enter another one, or open that brief to change it",
    )
    QUOTATION_MARKS = Code.QUOTATION_MARKS, "Remove the quotation marks: the page adds its own"

    NO_WORDS = (
        Code.NO_WORDS,
        "Add words to “{text}”, or remove it: it would be a heading or a list without any",
    )

    UNKNOWN_ACTOR = Code.UNKNOWN_ACTOR, "Choose an actor of this brief: “{text}” is not one"
    UNKNOWN_SOURCE = Code.UNKNOWN_SOURCE, "Choose a source of this brief: “{text}” is not one"
    UNKNOWN_TOPIC = Code.UNKNOWN_TOPIC, "Choose a topic of this site: “{text}” is not one"
    UNKNOWN_BRIEF = Code.UNKNOWN_BRIEF, "Enter the short name of a brief: “{text}” is not one"
    UNKNOWN_EVENT = Code.UNKNOWN_EVENT, "Choose an event of the brief “{text}”"
    SELF_REFERENCE = Code.SELF_REFERENCE, "Choose another brief: a brief cannot refer to itself"
    UNDEFINED_ACTOR = Code.UNDEFINED_ACTOR, "{label} is required for an actor that is new to this site"
    CONFLICTING_ACTOR = (
        Code.CONFLICTING_ACTOR,
        "{label} is “{text}” in other briefs. Use that, or enter another id if this is a different actor",
    )
    SAME_NAME = (
        Code.SAME_NAME,
        "The actor “{other}” has this name, too. Enter that id, or another name if these are two actors",
    )
    DUPLICATE_ID = Code.DUPLICATE_ID, "Another entry has the id “{text}”. Enter another one"
    LISTED_TWICE = (
        Code.DUPLICATE_ID,
        "This actor is already listed. Keep one entry, with a role that covers both",
    )

    EVENT_WITHOUT_SOURCE = Code.EVENT_WITHOUT_SOURCE, "Choose the sources that document this event"
    RELATION_WITHOUT_SOURCE = Code.STATEMENT_WITHOUT_SOURCE, "Choose the sources that document this relation"
    NAMELESS_SOURCE = Code.MISSING_FIELD, "Enter a title, or a description of what has none"
    UPDATED_BEFORE_DATE = (
        Code.UPDATED_BEFORE_DATE,
        "This is before the date of the brief, {date}. Correct one of the two dates",
    )
    AFTER_THE_END = (
        Code.DATE_ORDER,
        "The brief ends on {end}. Enter a date up to then, or {late} or later under “{field}”",
    )
    BEFORE_THE_EVIDENCE = (
        Code.DATE_ORDER,
        "All its sources were published before. Correct this date or that of a source, or add a later source",
    )
    QUOTE_WITHOUT_SPEAKER = (
        Code.MISSING_FIELD,
        "Choose a speaker, or describe one whom the source does not name",
    )
    BAD_NUMBER = Code.BAD_NUMBER, "Enter digits, and a point before a fraction, such as 1250.5"
    BAD_PERCENTAGE = Code.BAD_NUMBER, "Enter a whole number from 1 to 99"
    BAD_ORCID = Code.BAD_ORCID, "Enter an ORCID iD, such as 0000-0002-1825-0097"
    CONFIDENCE = (
        Code.CONFIDENCE,
        "Choose low, or add a source that does not depend on the others: one source makes it low",
    )
    UNEVEN_ROWS = (
        Code.UNEVEN_ROWS,
        "Enter as many values as there are series: {number}",
    )
    UNUSED_SOURCE = Code.UNUSED_SOURCE, "Nothing in this brief refers to this source. Cite it, or remove it"

    def __init__(self, code: Code, text: str) -> None:
        self.code = code
        self.text = text
