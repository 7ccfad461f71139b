"""What the form says about what is missing or wrong: a sentence each, in terms of the form.

They are not those of `briefs check`, which speak of files, lines and keys to people who edit them.
"""

from enum import Enum

from generator.checks.rules import CODES


class FormMessage(Enum):
    """A message, and the code under which the check of the pull request reports the same.

    The form fills in what stands in braces: `label` is that of the field, `text` what is written there.
    """

    REQUIRED = "missing-field", "{label} is required"
    NONE_ADDED = "missing-field", "Add at least one {noun}"
    DISPUTED_WITHOUT_NOTE = "disputed-without-note", "{label} is required: say what is disputed"
    TOO_LONG = "too-long", "{label} must be {limit} characters or fewer; this is {length}"
    BAD_CHOICE = "bad-choice", "Choose one of: {choices}"
    BAD_LANGUAGE = "bad-choice", "Enter the code of a language, such as en, ru or zh-Hans"
    DATE_MEANT = "bad-date", "Enter it as {better}"
    ADDRESS_MEANT = "bad-address", "Enter it as {better}"
    BAD_DATE = "bad-date", "Enter a date such as 2024-05-14, 2024-05 or 2024"
    BAD_DAY = "bad-date", "Enter a date such as 2024-05-14"
    BAD_ADDRESS = "bad-address", "Enter a full web address, such as https://example.org/page"
    BAD_ID = (
        "bad-id",
        "{label} can hold up to {limit} lower-case letters a to z, digits, and single hyphens between them",
    )
    RESERVED_ID = "bad-id", "“{text}” is a reserved word. Enter another one"
    NAME_TAKEN = (
        "id-clash",
        "There is already a brief with this short name. Enter another one, or open that brief to change it",
    )
    QUOTATION_MARKS = "quotation-marks", "Remove the quotation marks: the page adds its own"

    NO_WORDS = (
        "no-words",
        "Add words to “{text}”, or remove it: it would be a heading or a list without any",
    )

    UNKNOWN_ACTOR = "unknown-actor", "Choose an actor of this brief: “{text}” is not one"
    UNKNOWN_SOURCE = "unknown-source", "Choose a source of this brief: “{text}” is not one"
    UNKNOWN_TOPIC = "unknown-topic", "Choose a topic of this site: “{text}” is not one"
    UNKNOWN_BRIEF = "unknown-brief", "Enter the short name of a brief: “{text}” is not one"
    UNKNOWN_EVENT = "unknown-event", "Choose an event of the brief “{text}”"
    SELF_REFERENCE = "self-reference", "Choose another brief: a brief cannot refer to itself"
    UNDEFINED_ACTOR = "undefined-actor", "{label} is required for an actor that is new to this site"
    CONFLICTING_ACTOR = (
        "conflicting-actor",
        "{label} is “{text}” in other briefs. Use that, or enter another id if this is a different actor",
    )
    SAME_NAME = (
        "same-name",
        "The actor “{other}” has this name, too. Enter that id, or another name if these are two actors",
    )
    DUPLICATE_ID = "duplicate-id", "Another entry has the id “{text}”. Enter another one"
    LISTED_TWICE = (
        "duplicate-id",
        "This actor is already listed. Keep one entry, with a role that covers both",
    )

    EVENT_WITHOUT_SOURCE = "event-without-source", "Choose the sources that document this event"
    RELATION_WITHOUT_SOURCE = "statement-without-source", "Choose the sources that document this relation"
    NAMELESS_SOURCE = "missing-field", "Enter a title, or a description of what has none"
    UPDATED_BEFORE_DATE = (
        "updated-before-date",
        "This is before the date of the brief, {date}. Correct one of the two dates",
    )
    AFTER_THE_END = (
        "date-order",
        "The brief ends on {end}. Enter a date up to then, or {late} or later under “{field}”",
    )
    BEFORE_THE_EVIDENCE = (
        "date-order",
        "All its sources were published before. Correct a date, add a later source, or choose “planned”",
    )
    QUOTE_WITHOUT_SPEAKER = (
        "missing-field",
        "Choose a speaker, or describe one whom the source does not name",
    )
    BAD_NUMBER = "bad-number", "Enter digits, and a point before a fraction, such as 1250.5"
    BAD_PERCENTAGE = "bad-number", "Enter a whole number from 1 to 99"
    BAD_ORCID = "bad-orcid", "Enter an ORCID iD, such as 0000-0002-1825-0097"
    CONFIDENCE = (
        "confidence",
        "Choose low, or add a source that does not depend on the others: one source makes it low",
    )
    UNEVEN_ROWS = ("uneven-rows", "Enter as many values as there are series: {number}")
    UNUSED_SOURCE = "unused-source", "Nothing in this brief refers to this source. Cite it, or remove it"

    def __init__(self, code: str, text: str) -> None:
        self.code = CODES[code]
        self.text = text
