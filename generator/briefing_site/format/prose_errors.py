"""What can be wrong in prose."""

from briefing_site.diagnostics import Code, Message

TOO_DEEP = Code("too-deep", "Lists, fields, or parts of prose are nested too deeply.")
NESTED = Message(
    TOO_DEEP,
    "{parts} are nested more than {limit} levels deep",
    "delete '{written}' here, or begin a new paragraph",
)
OPEN_BRACKETS = Message(
    TOO_DEEP,
    "more than {limit} square brackets are open here",
    "close each with ], or write \\[ for one that is meant as it is",
)
RAW_HTML = Message(
    Code("raw-html", "Prose contains HTML, but only Markdown is allowed."),
    "HTML is not allowed in prose",
    "delete the tag; for emphasis write *text* or **text**, for a literal < write \\<",
)
NO_WORDS = Message(
    Code(
        "no-words",
        "Prose has a part without words, such as a heading that consists of `#` alone.",
    ),
    "the {part} has no words",
    "write its words after the '{mark}', or delete the '{written}'",
)
NOTHING_TO_SEE = Message(
    NO_WORDS.code, "nothing of this text can be seen", "write words, or delete it"
)
BAD_LOCATOR = Message(
    Code(
        "bad-locator",
        "A citation names a place in its source that is not written as one.",
    ),
    "'{text}' is not a place in a source",
    "write a term and a number, such as p. 4, pp. 4–6, ch. 2, sec. 3, para. 5, art. 2, vol. 1 or n. 8",
)
BAD_LINK = Message(
    Code(
        "bad-link",
        "Prose contains a picture, or a link that does not lead to a web address.",
    ),
    "the link leads to '{address}', which is not a complete web address",
    "start the address with https://; refer to other briefs with 'see_also'; for a literal [ write \\[",
)
PICTURE = Message(
    BAD_LINK.code,
    "pictures are not allowed in prose, because they would be loaded from another site",
    "link to the picture instead: delete the '!' before the '['",
)
MAIL = Message(
    BAD_LINK.code,
    "links to e-mail addresses are not allowed in prose",
    "write '{address}', without brackets around it",
)
