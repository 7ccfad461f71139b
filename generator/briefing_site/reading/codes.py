"""What reading reports: the codes, and the messages that are not put together where they are reported.

Kinds of fields and prose have theirs in `format`.
"""

from briefing_site.diagnostics import REQUIRED, Code, Message
from briefing_site.format.fields.choice import BAD_CHOICE
from briefing_site.format.fields.field_type import EMPTY
from briefing_site.format.record import MISSING_FIELD

# the file as text
BAD_ENCODING = Code("bad-encoding", "The file is not encoded in UTF-8.")
NO_TEXT = Message(
    BAD_ENCODING,
    "the file is not a text",
    "open it in the program that wrote it, copy its text, and paste that into a plain text file",
)
BAD_CHARACTER = Code(
    "bad-character", "The file contains an invisible character that may do harm."
)
TOO_LARGE = Code("too-large", "The file, or a list in it, is too large.")
TOO_MANY_BYTES = Message(
    TOO_LARGE,
    "the file has {size:,} bytes; the limit is {limit:,}",
    "split it into several briefs that refer to one another with 'see_also'",
)
TOO_MANY_ITEMS = Message(
    TOO_LARGE,
    "there are more than {limit:,} entries in one list",
    "split the file into several briefs that refer to one another with 'see_also'",
)
TOO_MANY_VALUES = Message(
    TOO_LARGE,
    "the file has more than {limit:,} values; each part of prose, such as a paragraph, counts as one",
    "split it into several files; briefs refer to one another with 'see_also'",
)
BAD_FILE_NAME = Code(
    "bad-file-name", "The file is in the wrong folder or has the wrong name."
)
ID_CLASH = Code(
    "id-clash",
    "The names of two files differ only in capital letters, so some disks treat them as one file.",
)

PROGRAM_ERROR = Message(
    Code("program-error", "The program itself fails at the file."),
    "the program fails at this file: {reason}",
    "undo the last change to the file, and report this error in the program together with the file",
)

# the file as YAML
SYNTAX = Code("syntax", "The file is not valid YAML.")
INVALID_YAML = Message(
    SYNTAX,
    "this line is not valid YAML, or does not fit the lines above it",
    "write 'key: value', with the same indentation as the lines above it; put a value with a colon, or one "
    "that begins with a sign, in quotation marks, as in: title: 'One: two'; write a text of several lines "
    "below 'key: |', each line indented",
)
CONFLICT = Message(
    SYNTAX,
    "git could not merge two versions of this place, and left both",
    "keep {versions}, and delete the other version and the marks on the lines {lines}",
)
UNSUPPORTED_YAML = Code(
    "unsupported-yaml", "The file uses a feature of YAML that briefs do not support."
)
CUT_OFF = Code(
    "cut-off",
    "A value ends before a ` #`, because YAML treats the rest of the line as a comment.",
)
COMMENT = Message(
    CUT_OFF,
    "the value ends before the '#', because YAML reads the rest of the line as a comment",
    "if it is a comment, put a space after the '#'; if it belongs to the value, {quoting}",
)
DUPLICATE_KEY = Code("duplicate-key", "A field appears twice in the same place.")
DUPLICATE_FIELD = Message(
    DUPLICATE_KEY,
    "the field '{field}' is already on line {line}",
    "delete one of the two, or merge them",
    in_form="Another entry has the id “{field}”. Enter another one",
)

# the shape of the data
UNKNOWN_KEY = Code("unknown-key", "The format has no such field here.", in_editor=True)
FIELD_IS_MISSING = Message(
    MISSING_FIELD,
    "{around} is missing the required field '{field}'",
    "add '{field}: ...'",
    in_form=REQUIRED,
    form_field="{field}",
)
QUOTE_WITHOUT_SOURCE = Message(
    Code("quote-without-source", "A quote has no source.", in_editor=True),
    "the quote has no source",
    "add 'source: <id>', with the id of an entry under 'sources'",
    in_form=REQUIRED,
    form_field="source",
)
WRONG_TYPE = Code(
    "wrong-type",
    "The value has the wrong type, such as a list where text is expected.",
    in_editor=True,
)
NULL = Message(
    EMPTY.code,
    "'{text}' stands for no value in YAML",
    "write a value, or delete the field; if the text is meant, {quoting}",
)
TOO_LONG = Message(
    Code("too-long", "The text is too long for this field.", in_editor=True),
    "{subject} has {length} characters; the limit is {limit}",
    "shorten it; details belong in 'background' or in a separate brief",
)
TOO_MANY_MARKS = Message(
    TOO_LONG.code,
    "there are {number:,} accents on one letter; the limit is {limit}",
    "delete all but the first {limit}",
)
TOO_MANY_ENTRIES = Message(
    TOO_LARGE,
    "{subject} has {length} entries; the limit is {limit}",
    "keep the {limit} that matter most, or divide it",
)
NO_CHOICE = Message(
    BAD_CHOICE, "'{text}' is not a valid value for {subject}", "use one of: {choices}"
)
