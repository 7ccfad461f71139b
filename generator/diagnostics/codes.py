"""Every kind of mistake that is reported, with its severity and a sentence that explains it."""

from enum import Enum, StrEnum


class Severity(StrEnum):
    """How bad it is: an error stops the build, a warning does not."""

    ERROR = "error"
    WARNING = "warning"


class Code(Enum):
    """A kind of mistake. The value holds its name in reports and its explanation."""

    # the file as text
    BAD_ENCODING = "bad-encoding", "The file is not UTF-8 text."
    BAD_CHARACTER = "bad-character", "A control character that readers can't see stands in the text."
    TOO_LARGE = "too-large", "The file is larger than any brief needs to be."
    MORE_MISTAKES = (
        "more-mistakes",
        "The file has so many mistakes that the last ones are not listed.",
        Severity.WARNING,
    )

    # the file as YAML
    SYNTAX = "syntax", "The text is not YAML, so nothing after this place can be read."
    TOO_DEEP = "too-deep", "Lists and mappings are nested deeper than the format ever needs."
    TOO_MANY_ALIASES = "too-many-aliases", "Aliases (`*name`) repeat so much that the file explodes."
    UNSUPPORTED_YAML = "unsupported-yaml", "A part of YAML that briefs do not use."
    CUT_OFF = "cut-off", "YAML ignores the rest of a line from a ` #` on, so a text ends before it."
    DUPLICATE_KEY = "duplicate-key", "The same key stands twice in one mapping."

    # the shape of the data
    UNKNOWN_KEY = "unknown-key", "The format has no such key here."
    MISSING_FIELD = "missing-field", "A field that the format requires is not there."
    WRONG_TYPE = "wrong-type", "A value of another type is expected: a text, a list or a mapping."
    EMPTY_VALUE = "empty-value", "The value is empty."
    TOO_LONG = "too-long", "The text is longer than this field allows."
    BAD_CHOICE = "bad-choice", "The value is none of those that this field allows."
    BAD_DATE = "bad-date", "The value is not a date in EDTF (levels 0 and 1), or no day in any calendar."
    BAD_ADDRESS = "bad-address", "The value is not a complete web address."
    BAD_ID = "bad-id", "An id is lower-case letters, digits and single hyphens, and not a reserved word."
    BAD_FILE_NAME = "bad-file-name", "A file stands where, or is called what, the generator does not read."
    QUOTE_WITHOUT_SOURCE = "quote-without-source", "A quote does not say which source documents it."
    QUOTATION_MARKS = "quotation-marks", "A quote stands in quotation marks, though the page sets its own."

    # prose
    RAW_HTML = "raw-html", "Prose is Markdown without HTML."
    BAD_LINK = "bad-link", "A link or picture in prose leads to something other than a web address."

    # references
    UNKNOWN_ACTOR = "unknown-actor", "An actor is named who is not among the brief's actors."
    UNKNOWN_SOURCE = "unknown-source", "A source is named that is not among the brief's sources."
    UNKNOWN_CITATION = "unknown-citation", "Prose cites a source that is not among the brief's sources."
    UNKNOWN_TOPIC = "unknown-topic", "A topic is named that is not in `briefs/topics.yml`."
    UNKNOWN_BRIEF = "unknown-brief", "A brief is named that does not exist."
    UNKNOWN_EVENT = "unknown-event", "An event of another brief is named that does not exist."
    SELF_REFERENCE = "self-reference", "Something refers to itself."
    UNDEFINED_ACTOR = "undefined-actor", "Nothing says what an actor is called and what kind it is."
    CONFLICTING_ACTOR = "conflicting-actor", "The same actor is defined in two different ways."
    DUPLICATE_ID = "duplicate-id", "Two things in one brief have the same id."
    FORMER_ID_IN_USE = (
        "former-id-in-use",
        "An old id would lead to two things: it is still, or again, in use.",
    )
    ID_CLASH = "id-clash", "Two ids differ only in capitals, so they are one file on some disks."
    UNUSED_SOURCE = "unused-source", "A source is listed but nothing cites it.", Severity.WARNING
    EVENT_WITHOUT_SOURCE = (
        "event-without-source",
        "An event does not say which source documents it.",
        Severity.WARNING,
    )
    DISPUTED_WITHOUT_NOTE = "disputed-without-note", "A disputed event does not say what is disputed."

    # verification
    QUOTE_CHANGED = "quote-changed", "A quote that was found in its source, or that source, changed since."
    QUOTE_LOST = "quote-lost", "A quote that was found in its source once is not found there any more."
    QUOTE_NOT_FOUND = (
        "quote-not-found",
        "A quote was not found word for word in its source.",
        Severity.WARNING,
    )
    UNKNOWN_QUOTE = "unknown-quote", "The record of verification names a quote that does not exist."

    # time
    DATE_ORDER = "date-order", "Two dates stand in an order that cannot be."
    UPDATED_BEFORE_DATE = "updated-before-date", "The brief was updated before its own date."
    MERGED_DATES = (
        "merged-dates",
        "Two tellings of one event have dates that exclude each other.",
        Severity.WARNING,
    )

    def __init__(self, slug: str, explanation: str, severity: Severity = Severity.ERROR) -> None:
        self.slug = slug
        self.explanation = explanation
        self.severity = severity
