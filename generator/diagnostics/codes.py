"""Every kind of error and warning, with its severity and an explanation."""

from enum import Enum, StrEnum


class Severity(StrEnum):
    """An error stops the build, a warning does not."""

    ERROR = "error"
    WARNING = "warning"


class Code(Enum):
    """A kind of error or warning. Its value holds its name in reports and its explanation."""

    # the file as text
    BAD_ENCODING = "bad-encoding", "The file is not encoded in UTF-8."
    BAD_CHARACTER = "bad-character", "The file contains an invisible character that may do harm."
    TOO_LARGE = "too-large", "The file, or a list in it, is too large."
    MORE_MISTAKES = (
        "more-mistakes",
        "The file has more mistakes than are listed.",
        Severity.WARNING,
    )

    # the file as YAML
    SYNTAX = "syntax", "The file is not valid YAML."
    TOO_DEEP = "too-deep", "Lists, fields, or parts of prose are nested too deeply."
    TOO_MANY_ALIASES = "too-many-aliases", "YAML aliases (`*name`) repeat too many values."
    UNSUPPORTED_YAML = "unsupported-yaml", "The file uses a feature of YAML that briefs do not support."
    CUT_OFF = "cut-off", "A value ends before a ` #`, because YAML treats the rest of the line as a comment."
    JOINED_LINES = (
        "joined-lines",
        "A line that begins with a hyphen is part of the text above, because of its indentation.",
        Severity.WARNING,
    )
    DUPLICATE_KEY = "duplicate-key", "A field appears twice in the same place."

    # the shape of the data
    UNKNOWN_KEY = "unknown-key", "The format has no such field here."
    MISSING_FIELD = "missing-field", "A required field is missing."
    INCOMPLETE = "incomplete", "A field means something only with another one, which is missing."
    WRONG_TYPE = "wrong-type", "The value has the wrong type, such as a list where text is expected."
    EMPTY_VALUE = "empty-value", "The value is empty."
    TOO_LONG = "too-long", "The text is too long for this field."
    BAD_CHOICE = "bad-choice", "The value is not one of those that this field allows."
    BAD_DATE = "bad-date", "The value is not a valid date (EDTF, levels 0 and 1)."
    BAD_ADDRESS = "bad-address", "The value is not a complete web address."
    BAD_NUMBER = "bad-number", "The value is not a number, or not one that this field allows."
    BAD_ORCID = "bad-orcid", "The value is not an ORCID iD, or one of its digits is wrong."
    BAD_EXTERNAL_ID = (
        "bad-external-id",
        "The value is not an id of the register, or one of its digits is wrong.",
    )
    BAD_ID = (
        "bad-id",
        "An id consists of lower-case letters, digits and single hyphens, and is not a reserved word.",
    )
    BAD_FILE_NAME = "bad-file-name", "The file is in the wrong folder or has the wrong name."
    QUOTE_WITHOUT_SOURCE = "quote-without-source", "A quote has no source."
    QUOTATION_MARKS = "quotation-marks", "A quote is in quotation marks, but the page adds its own."

    DIVIDED_NAME = (
        "divided-name",
        "A list of authors may be a single name with a comma, such as `[Smith, John]`.",
        Severity.WARNING,
    )
    EXAMPLE_TEXT = (
        "example-text",
        "A published brief, one of its topics or a profile still has a text of an example, or only dots.",
    )

    BAD_SETTING = (
        "bad-setting",
        "`theme.language`, or a setting under `extra.briefs`, has no valid value in `mkdocs.yml`.",
    )

    # prose
    RAW_HTML = "raw-html", "Prose contains HTML, but only Markdown is allowed."
    NO_WORDS = "no-words", "Prose has a part without words, such as a heading that consists of `#` alone."
    BAD_LOCATOR = "bad-locator", "A citation names a place in its source that is not written as one."
    BAD_LINK = "bad-link", "Prose contains a picture, or a link that does not lead to a web address."

    # references
    UNKNOWN_ACTOR = "unknown-actor", "An actor is not listed under `actors`."
    UNKNOWN_SOURCE = "unknown-source", "A source is not listed under `sources`."
    UNKNOWN_CITATION = "unknown-citation", "Prose cites a source that is not listed under `sources`."
    UNKNOWN_TOPIC = "unknown-topic", "A topic is not listed in `briefs/topics.yml`."
    UNKNOWN_BRIEF = "unknown-brief", "There is no brief with this name."
    UNKNOWN_EVENT = "unknown-event", "The other brief has no event with this id."
    FORMER_NAME = (
        "former-name",
        "A reference uses a former name of a brief, an event or a topic. `briefs check --fix` changes it.",
        Severity.WARNING,
    )
    SELF_REFERENCE = "self-reference", "A brief, an event or an actor refers to itself."
    TOLD_TWICE = "told-twice", "Two events of a brief are the same event."
    UNDEFINED_ACTOR = "undefined-actor", "No file gives the name or the kind of an actor."
    CONFLICTING_ACTOR = "conflicting-actor", "Two files give different names or kinds to the same actor."
    SAME_NAME = (
        "same-name",
        "An actor without a profile has a name or an alias of another actor.",
        Severity.WARNING,
    )
    DUPLICATE_ID = "duplicate-id", "Two entries of a brief have the same id."
    FORMER_ID_IN_USE = (
        "former-id-in-use",
        "A former id is in use again or listed twice, so it can't redirect to one place.",
    )
    ID_CLASH = (
        "id-clash",
        "The names of two files differ only in capital letters, so some disks treat them as one file.",
    )
    UNUSED_SOURCE = "unused-source", "Nothing refers to a source.", Severity.WARNING
    EVENT_WITHOUT_SOURCE = "event-without-source", "An event has no source.", Severity.WARNING
    STATEMENT_WITHOUT_SOURCE = (
        "statement-without-source",
        "A relation or an affiliation has no source, and no event with a source has both actors.",
        Severity.WARNING,
    )
    CONFIDENCE = (
        "confidence",
        (
            "The confidence of a judgement is more than its sources allow: high requires several that do not "
            "depend on one another, and one source is low. A source and its copies (`copy_of`) count as one."
        ),
        Severity.WARNING,
    )
    UNEVEN_ROWS = "uneven-rows", "A row of a figure has more or fewer values than the figure has series."
    DISPUTED_WITHOUT_NOTE = "disputed-without-note", "A disputed event has no note that explains the dispute."

    # verification
    QUOTE_CHANGED = "quote-changed", "A verified quote, or its source, has changed since it was verified."
    QUOTE_LOST = "quote-lost", "A quote that was once found in its source is no longer there."
    QUOTE_NOT_FOUND = (
        "quote-not-found",
        "A quote was not found word for word in its source.",
        Severity.WARNING,
    )
    UNCONFIRMED = (
        "unconfirmed",
        "`briefs/verification.yml` claims more of a quote than a new comparison confirms.",
    )
    AUTHORS_COPY = (
        "authors-copy",
        "The record of a quote rests on a copy that only its author had.",
        Severity.WARNING,
    )
    UNKNOWN_QUOTE = "unknown-quote", "`briefs/verification.yml` contains a quote that does not exist."

    # versions
    BAD_VERSION = "bad-version", "A file in `briefs/versions/` is no version as `briefs freeze` writes it."
    EDITED_VERSION = "edited-version", "A version was changed since it was frozen."
    DUPLICATE_DOI = "duplicate-doi", "Two versions have the same DOI."
    VERSION_WITHOUT_BRIEF = (
        "version-without-brief",
        "There is no brief of a version any more; the page of the version stays.",
        Severity.WARNING,
    )

    # time
    DATE_ORDER = "date-order", "Two dates are in an impossible order."
    FUTURE_DATE = (
        "future-date",
        "A brief, a correction or a source is dated in the future, on the day of the check.",
        Severity.WARNING,
    )
    REVIEW_DUE = (
        "review-due",
        "The day by which a brief was to be reviewed, or a forecast resolved, has passed.",
        Severity.WARNING,
    )
    UPDATED_BEFORE_DATE = "updated-before-date", "A brief was updated before its own date."
    MERGED_DATES = (
        "merged-dates",
        "Two briefs date the same event differently.",
        Severity.WARNING,
    )

    def __init__(self, slug: str, explanation: str, severity: Severity = Severity.ERROR) -> None:
        self.slug = slug
        self.explanation = explanation
        self.severity = severity
