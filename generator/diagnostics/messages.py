"""The words of the mistakes that `briefs check` finds in the data of a file.

The check fills them in, and the reference page shows them. What stands in braces is filled in.
"""

from enum import Enum, StrEnum

from generator.diagnostics.codes import Code


class Message(Enum):
    """One mistake: its code, what is wrong, and what to do."""

    # the shape of the data
    MISSING_FIELD = Code.MISSING_FIELD, "{around} has no '{field}'", "add '{field}: ...' to it"
    QUOTE_WITHOUT_SOURCE = (
        Code.QUOTE_WITHOUT_SOURCE,
        "the quote does not say where it is documented",
        "add 'source: <id>' with the id of an entry under 'sources'",
    )
    QUOTATION_MARKS = (
        Code.QUOTATION_MARKS,
        "the quote stands in quotation marks, which would be printed twice: the page sets its own",
        "delete the marks before its first word and behind its last",
    )
    EMPTY = Code.EMPTY_VALUE, "{subject} is empty", "write something behind it, or delete it"
    TOO_LONG = (
        Code.TOO_LONG,
        "{subject} has {length} characters; {limit} is the limit",
        "shorten it; details belong in 'background', or in a brief of their own",
    )
    BAD_CHOICE = Code.BAD_CHOICE, "'{text}' is not a choice for {subject}", "{subject} is one of: {choices}"
    BAD_LANGUAGE = (
        Code.BAD_CHOICE,
        "'{text}' is not the code of a language",
        "write a code such as en, ru, zh or fr",
    )
    BAD_DATE = (
        Code.BAD_DATE,
        "'{text}' is not a date: {reason}",
        "write 2010-12-09, 2010-12 or 2010; 2010~ for about, 2010? for uncertain, 2010-11/2010-12 for a span",
    )
    BAD_DAY = (
        Code.BAD_DATE,
        "'{text}' is not a date: {reason}",
        "write the day as year-month-day, such as 2010-12-09",
    )
    NOT_A_DAY = (
        Code.BAD_DATE,
        "'{text}' is not one exact day",
        "write the day as year-month-day, such as 2010-12-09",
    )
    BACKWARD_INTERVAL = Code.DATE_ORDER, "'{text}' ends before it begins", "put the earlier date first"
    BAD_ADDRESS = (
        Code.BAD_ADDRESS,
        "'{text}' is not a complete web address",
        "copy it whole from the browser, beginning with https:// or http://",
    )
    BAD_ID = Code.BAD_ID, "'{text}' can't be an id: {reason}", "choose another one, such as 'tashkent-summit'"

    # prose
    RAW_HTML = (
        Code.RAW_HTML,
        "prose can't hold HTML",
        "delete the tag; for emphasis write *one* or **two** asterisks, for a mere < write \\<",
    )
    PICTURE = (
        Code.BAD_LINK,
        "a picture can't stand in prose: it would be loaded from another site",
        "link to it instead: delete the '!' before the '['",
    )
    BAD_LINK = (
        Code.BAD_LINK,
        "the link leads to '{address}', which is not a complete web address",
        "begin it with https:// (name other briefs under 'see_also'), or write \\[ for a mere bracket",
    )

    # references
    UNKNOWN_ACTOR = (
        Code.UNKNOWN_ACTOR,
        "'{text}' is not among the actors of this brief",
        "add it under 'actors'",
    )
    UNKNOWN_SOURCE = (
        Code.UNKNOWN_SOURCE,
        "'{text}' is not among the sources of this brief",
        "add it under 'sources'",
    )
    UNKNOWN_CITATION = (
        Code.UNKNOWN_CITATION,
        "'{text}' is not among the sources of this brief",
        "add it under 'sources'",
    )
    UNKNOWN_TOPIC = (
        Code.UNKNOWN_TOPIC,
        "'{text}' is not in the list of topics",
        "add it to briefs/topics.yml",
    )
    UNKNOWN_BRIEF = (
        Code.UNKNOWN_BRIEF,
        "'{text}' is not the name of a brief",
        "it is the name of its file without .yml",
    )
    UNKNOWN_BRIEF_OF_EVENT = (
        Code.UNKNOWN_BRIEF,
        "'{text}' names a brief that does not exist",
        "it is written brief#event",
    )
    UNKNOWN_EVENT = (
        Code.UNKNOWN_EVENT,
        "'{text}' names an event that '{brief}' does not have",
        "see the ids of the events in {brief}.yml",
    )
    OWN_BRIEF = Code.SELF_REFERENCE, "a brief can't refer to itself", "name another one, or delete it"
    OWN_EVENT = (
        Code.SELF_REFERENCE,
        "an event of this brief can't be the same as another of it",
        "name another one, or delete it",
    )
    UNDEFINED_ACTOR = (
        Code.UNDEFINED_ACTOR,
        "nothing says what the {fields} of '{actor}' is",
        "add '{keys}' here, or write briefs/actors/{actor}.yml",
    )
    CONFLICTING_ACTOR = (
        Code.CONFLICTING_ACTOR,
        "the {field} of '{actor}' is '{value}' here, but '{known}' in {place}",
        "delete the {field} here, or give this actor another id if it is another one",
    )
    DUPLICATE_ID = (
        Code.DUPLICATE_ID,
        "the id '{id}' is that of {other} too",
        "give one of the two another 'id'",
    )
    DUPLICATE_DERIVED_ID = (
        Code.DUPLICATE_ID,
        "the id '{id}', made from its words, is that of {other} too",
        "give this entry an 'id' of its own",
    )
    ACTOR_LISTED_TWICE = (
        Code.DUPLICATE_ID,
        "the actor '{id}' is listed {place} already",
        "join the two entries, with one role that covers both",
    )
    FORMER_ID_IN_USE = (
        Code.FORMER_ID_IN_USE,
        "the old id '{id}' is {holder}, so its address can't lead here",
        "delete it here, or give the other one another id",
    )

    # evidence
    UNUSED_SOURCE = (
        Code.UNUSED_SOURCE,
        "nothing in this brief refers to the source '{name}'",
        "name it under 'sources' of an event, cite it in prose as [@{name}], or delete it",
    )
    EVENT_WITHOUT_SOURCE = (
        Code.EVENT_WITHOUT_SOURCE,
        "the event does not say where it is documented",
        "add 'sources: [<id>]' with ids of entries under 'sources'",
    )
    DISPUTED_WITHOUT_NOTE = (
        Code.DISPUTED_WITHOUT_NOTE,
        "the event is disputed, but nothing says by whom and how",
        "add 'note: ...' that tells what each side says",
    )

    # time
    UPDATED_BEFORE_DATE = (
        Code.UPDATED_BEFORE_DATE,
        "the brief was updated on {updated}, before its own date {date}",
        "mend one of the two dates, or delete 'updated'",
    )
    AFTER_THE_END = (
        Code.DATE_ORDER,
        "the {kind} is dated {date}, after the brief's own last date {end}",
        "mend the date, or set 'updated' to the day on which it was added",
    )
    BEFORE_THE_EVIDENCE = (
        Code.DATE_ORDER,
        "the {kind} is dated {date}, but everything that documents it was published before",
        "mend this date or that of the source, or name a later source",
    )
    MERGED_DATES = (
        Code.MERGED_DATES,
        "the event is dated {here} here, but {there} in the other brief",
        "mend one of the dates, or delete 'same_as' if these are two events",
    )

    def __init__(self, code: Code, text: str, help_: str) -> None:
        self.code = code
        self.text = text
        self.help = help_


class Reason(StrEnum):
    """Why a text is no date or no id: the end of a sentence of `Message`."""

    DATE_TOO_LONG = "it is too long for a date"
    DATE_FORMAT = "it does not follow the format"
    DATE_PART = "this part of the format is not used here"
    NO_DATE = "an interval needs at least one date"
    NO_YEAR = "years are counted from 0001"
    NO_MONTH = "there is no month {month}"
    NO_DAY = "{month} has no day {day}: its last is {length}"
    FAR_YEAR = "only the years 0001 to 9999 are used here"

    ID_TOO_LONG = "it has {length} characters; {limit} is the limit"
    ID_CHARACTERS = "it may hold lower-case letters a-z, digits, and single hyphens between them"
    ID_OF_A_DEVICE = "Windows can't have a file of this name"
    ID_OF_A_PAGE = "the site needs this name for a page of its own"
    ID_OF_A_SECTION = "a section of every brief page has this name"
