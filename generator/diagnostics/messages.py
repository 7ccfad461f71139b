"""The messages of `briefs check` about the data of a file, with their help texts.

The check fills in the values in braces; the reference page lists the messages under their codes.
"""

from generator.diagnostics.codes import Code
from generator.diagnostics.message import AnyMessage


class Message(AnyMessage):
    """The messages about files, references, quotes and dates."""

    # limits
    TOO_MANY_VALUES = (
        Code.TOO_LARGE,
        "the file has more than {limit:,} values; each part of prose, such as a paragraph, counts as one",
        "split it into several files; briefs refer to one another with 'see_also'",
    )
    TOO_MANY_MARKS = (
        Code.TOO_LONG,
        "there are {number:,} accents on one letter; the limit is {limit}",
        "delete all but the first {limit}",
    )
    PROSE_TOO_DEEP = (
        Code.TOO_DEEP,
        "{parts} are nested more than {limit} levels deep",
        "delete '{written}' here, or begin a new paragraph",
    )
    OPEN_BRACKETS = (
        Code.TOO_DEEP,
        "more than {limit} square brackets are open here",
        "close each with ], or write \\[ for one that is meant as it is",
    )

    # the file as text
    NO_TEXT = (
        Code.BAD_ENCODING,
        "the file is not a text: it is {kind}",
        "open it in the program that wrote it, copy its text, and paste that into a plain text file",
    )
    CONFLICT = (
        Code.SYNTAX,
        "git could not merge two versions of this place, and left both",
        "keep {versions}, and delete the other version and the marks on the lines {lines}",
    )

    JOINED_ENTRY = (
        Code.JOINED_LINES,
        "the line is part of the text above, because it is indented more than the '-' of that",
        "begin the line with {spaces}",
    )
    JOINED_LIST = (
        Code.JOINED_LINES,
        "the lines are one text with the line above, not a list",
        "write '{key} |', then the whole text on the lines below it, each line indented",
    )

    # the shape of the data
    MISSING_FIELD = (
        Code.MISSING_FIELD,
        "{around} is missing the required field '{field}'",
        "add '{field}: ...'",
    )
    DIVIDED_ENTRY = (
        Code.MISSING_FIELD,
        "'{field}' begins an entry of '{list}', but is a field of the entry above",
        "only the first field of an entry has a hyphen: write a space in place of this one",
    )
    QUOTE_WITHOUT_SOURCE = (
        Code.QUOTE_WITHOUT_SOURCE,
        "the quote has no source",
        "add 'source: <id>', with the id of an entry under 'sources'",
    )
    QUOTATION_MARKS = (
        Code.QUOTATION_MARKS,
        "the quote is in quotation marks, but the page adds its own",
        "delete the quotation marks at the beginning and at the end of the quote",
    )
    NULL = (
        Code.EMPTY_VALUE,
        "'{text}' stands for no value in YAML",
        "write a value, or delete the field; if the text is meant, {quoting}",
    )
    EXAMPLE_TEXT = (
        Code.EXAMPLE_TEXT,
        "this is the text of an example, which says what to write",
        "write your own text instead, or delete the field",
    )
    EMPTY = Code.EMPTY_VALUE, "{subject} is empty", "write a value, or delete it"
    TOO_LONG = (
        Code.TOO_LONG,
        "{subject} has {length} characters; the limit is {limit}",
        "shorten it; details belong in 'background' or in a separate brief",
    )
    BAD_CHOICE = (
        Code.BAD_CHOICE,
        "'{text}' is not a valid value for {subject}",
        "use one of: {choices}",
    )
    BAD_LANGUAGE = (
        Code.BAD_CHOICE,
        "'{text}' is not a language code",
        "write a code such as en, ru, zh or fr",
    )
    BAD_DATE = (
        Code.BAD_DATE,
        "'{text}' is not a valid date: {reason}",
        "write a date such as 2010-12-09, 2010-12, 2010, 2010~ (about), 2010? (uncertain) or 2010-11/2010-12",
    )
    BAD_DAY = (
        Code.BAD_DATE,
        "'{text}' is not a valid date: {reason}",
        "write the day as year-month-day, such as 2010-12-09",
    )
    NOT_A_DAY = (
        Code.BAD_DATE,
        "'{text}' is not an exact day",
        "write the day as year-month-day, such as 2010-12-09",
    )
    BACKWARD_INTERVAL = Code.DATE_ORDER, "'{text}' ends before it begins", "write the earlier date first"
    BAD_ADDRESS = (
        Code.BAD_ADDRESS,
        "'{text}' is not a complete web address",
        "copy the whole address from the browser, starting with https:// or http://",
    )
    BAD_ID = (
        Code.BAD_ID,
        "'{text}' is not a valid id: {reason}",
        "choose another id, such as 'tashkent-summit'",
    )

    BAD_SETTING = Code.BAD_SETTING, "'{text}' is not {expected}", "{how}"

    # prose
    RAW_HTML = (
        Code.RAW_HTML,
        "HTML is not allowed in prose",
        "delete the tag; for emphasis write *text* or **text**, for a literal < write \\<",
    )
    NO_WORDS = (
        Code.NO_WORDS,
        "the {part} has no words",
        "write its words after the '{mark}', or delete the '{written}'",
    )
    NOTHING_TO_SEE = (
        Code.NO_WORDS,
        "nothing of this text can be seen",
        "write words, or delete it",
    )
    PICTURE = (
        Code.BAD_LINK,
        "pictures are not allowed in prose, because they would be loaded from another site",
        "link to the picture instead: delete the '!' before the '['",
    )
    MAIL = (
        Code.BAD_LINK,
        "links to e-mail addresses are not allowed in prose",
        "write '{address}', without brackets around it",
    )
    BAD_LOCATOR = (
        Code.BAD_LOCATOR,
        "'{text}' is not a place in a source",
        "write a term and a number, such as p. 4, pp. 4–6, ch. 2, sec. 3, para. 5, art. 2, vol. 1 or n. 8",
    )
    BAD_LINK = (
        Code.BAD_LINK,
        "the link leads to '{address}', which is not a complete web address",
        "start the address with https://; refer to other briefs with 'see_also'; for a literal [ write \\[",
    )

    # references
    UNKNOWN_ACTOR = Code.UNKNOWN_ACTOR, "'{text}' is not listed under 'actors'", "add it under 'actors'"
    UNKNOWN_SOURCE = Code.UNKNOWN_SOURCE, "'{text}' is not listed under 'sources'", "add it under 'sources'"
    UNKNOWN_CITATION = (
        Code.UNKNOWN_CITATION,
        "'{text}' is not listed under 'sources'",
        "add it under 'sources'",
    )
    UNKNOWN_TOPIC = (
        Code.UNKNOWN_TOPIC,
        "'{text}' is not listed in briefs/topics.yml",
        "add it to briefs/topics.yml",
    )
    UNKNOWN_BRIEF = (
        Code.UNKNOWN_BRIEF,
        "there is no brief '{text}'",
        "write the name of a brief's file, without .yml; if it was renamed, add 'formerly: [{text}]' there",
    )
    UNKNOWN_BRIEF_OF_EVENT = (
        Code.UNKNOWN_BRIEF,
        "'{text}' refers to a brief that does not exist",
        "write brief#event: the name of the brief's file without .yml, and the id of the event",
    )
    UNKNOWN_EVENT = (
        Code.UNKNOWN_EVENT,
        "'{text}' refers to an event that '{brief}' does not have",
        "write the id of an event in briefs/{brief}.yml",
    )
    FORMER_NAME = Code.FORMER_NAME, "'{old}' was renamed to '{new}'", "it was renamed: write '{new}'"
    OWN_BRIEF = (
        Code.SELF_REFERENCE,
        "a brief can't refer to itself",
        "write another brief, or delete this one",
    )
    TOLD_TWICE = (
        Code.TOLD_TWICE,
        "the event on line {line} is already the same as '{text}'",
        "merge the two events of this brief into one, or correct 'same_as'",
    )
    TOLD_TOO_OFTEN = (
        Code.TOO_LARGE,
        "more than {limit} briefs tell the event '{text}'",
        "delete 'same_as' here",
    )
    OWN_EVENT = (
        Code.SELF_REFERENCE,
        "'same_as' must refer to an event of another brief",
        "write an event of another brief, or delete 'same_as'",
    )
    UNDEFINED_ACTOR = (
        Code.UNDEFINED_ACTOR,
        "the actor '{actor}' has no {fields}",
        "add {keys} here, or create briefs/actors/{actor}.yml",
    )
    CONFLICTING_ACTOR = (
        Code.CONFLICTING_ACTOR,
        "the {field} of '{actor}' is '{value}' here, but '{known}' in {place}",
        "delete the {field} here; if this is a different actor, give it another id",
    )
    SAME_NAME = (
        Code.SAME_NAME,
        "'{name}' is also a name of the actor '{other}'",
        (
            "write '{other}' for '{actor}' in the whole file, and delete the name and the kind here; "
            "if these are two actors, create briefs/actors/{actor}.yml"
        ),
    )
    DUPLICATE_ID = (
        Code.DUPLICATE_ID,
        "the id '{id}' is already used by {other}",
        "give one of the two another 'id'",
    )
    DUPLICATE_DERIVED_ID = (
        Code.DUPLICATE_ID,
        "the id '{id}', made from this text, is already used by {other}",
        "add an 'id' to this entry",
    )
    ACTOR_LISTED_TWICE = (
        Code.DUPLICATE_ID,
        "the actor '{id}' is already listed {place}",
        "merge the two entries into one, with a role that covers both",
    )
    FORMER_ID_IN_USE = (
        Code.FORMER_ID_IN_USE,
        "the former id '{id}' is {holder}, so it can't redirect here",
        "delete it here, or change the other one",
    )

    # verification
    RENAMED_RECORD = (
        Code.UNKNOWN_QUOTE,
        "the brief '{old}' was renamed to '{new}'",
        "write '{new}' here",
    )
    MOVED_RECORD = (
        Code.UNKNOWN_QUOTE,
        "there is no brief '{old}', but '{new}' has the same quotes",
        "if the file was renamed, add 'formerly: [{old}]' to briefs/{new}.yml, and write '{new}' here",
    )

    # time
    FUTURE_DATE = (
        Code.FUTURE_DATE,
        "{field} is {date}, which is in the future",
        "correct the year, or write a date that has passed",
    )
    UPDATED_BEFORE_DATE = (
        Code.UPDATED_BEFORE_DATE,
        "'updated' ({updated}) is before 'date' ({date})",
        "correct one of the two dates, or delete 'updated'",
    )
    AFTER_THE_END = (
        Code.DATE_ORDER,
        "the {kind} is dated {date}, after the {which} of the brief, {end}",
        "correct the date, or set 'updated' to the day on which the {kind} was added",
    )
    BEFORE_THE_EVIDENCE = (
        Code.DATE_ORDER,
        "the {kind} is dated {date}, but all its sources were published before that",
        "correct this date or that of the source, or add a later source",
    )
    MERGED_DATES = (
        Code.MERGED_DATES,
        "the event is dated {here} here, but {there} in the other brief",
        "correct one of the dates, or delete 'same_as' if these are two events",
    )
