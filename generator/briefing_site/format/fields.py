"""The types of fields, and what is wrong with a single value of each.

Each is annotated with a `FieldType`, validates its values and describes itself in the JSON Schema.
"""

import datetime
import math
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from operator import attrgetter
from typing import Annotated, Literal, get_args

from babel import Locale, UnknownLocaleError
from pydantic import BaseModel, ConfigDict
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import core_schema

from briefing_site.diagnostics import Code, Message
from briefing_site.format import dates, identifiers, limits, web_address
from briefing_site.format.dates import EdtfDate
from briefing_site.format.field_type import (
    EMPTY,
    DataContext,
    FieldType,
    NamedId,
    Row,
    described,
    invalid,
    one_line,
    reader,
    required_text,
    same,
    whole,
)
from briefing_site.format.prose import PlainText, Prose
from briefing_site.format.prose import parse as parse_prose
from briefing_site.languages.phrase import marked

QUOTATION_MARKS = Message(
    Code(
        "quotation-marks",
        "A quote is in quotation marks, but the page adds its own.",
        in_editor=True,
    ),
    "the quote is in quotation marks, but the page adds its own",
    "delete the quotation marks at the beginning and at the end of the quote",
    in_form="Leave out the quotation marks around it: the page adds its own",
)

NUMBERS_TOO: JsonSchemaValue = {
    "type": ["string", "number", "boolean"],
    "pattern": r"\S",
    "patternErrorMessage": EMPTY.help,
}
"""Text that is not empty; YAML reads some as numbers or booleans, such as the title 1984."""

_PAIRS = (
    "“”",
    "””",
    "„“",
    "„”",
    "‘’",
    "‚‘",
    "‚’",
    "«»",
    "»«",
    "‹›",
    "›‹",
    "「」",
    "『』",
    '""',
)
"""Opening and closing marks of English, German, French, Russian and Chinese texts."""

QUOTED = (
    r"\s*(?:" + "|".join(f"{pair[0]}[^{pair}]*{pair[1]}" for pair in _PAIRS) + r")\s*"
)
"""A regular expression, in Python and JavaScript, for a text between two marks with none of them inside; so
not for `“Yes” and “no”`."""


def _quote_words(value: object) -> str:
    text = required_text(one_line(value), limits.WORDS)
    if re.fullmatch(QUOTED, text):
        raise invalid("quotation-marks", QUOTATION_MARKS)
    return text


LINE = FieldType(
    "line",
    marked("text, up to {limit:,} characters", limit=limits.LINE),
    read=lambda value: required_text(one_line(value), limits.LINE),
    schema={**NUMBERS_TOO, "maxLength": limits.LINE},
    words=str,
)
WORDS = FieldType(
    "words",
    marked("text, up to {limit:,} characters", limit=limits.WORDS),
    read=lambda value: required_text(one_line(value), limits.WORDS),
    schema={**NUMBERS_TOO, "maxLength": limits.WORDS},
    is_paragraph=True,
    words=str,
)
QUOTE_WORDS = FieldType(
    "words",
    WORDS.description,
    read=_quote_words,
    schema={**WORDS.schema, "not": {"type": "string", "pattern": f"^{QUOTED}$"}},
    is_paragraph=True,
    words=str,
)

Line = Annotated[str, LINE]
Words = Annotated[str, WORDS]
QuoteWords = Annotated[str, QUOTE_WORDS]


def _named_in_prose(text: str) -> Iterable[NamedId]:
    cited = parse_prose(text).citations()
    return (NamedId("source", each.source, each.start, each.end) for each in cited)


def parsed(value: object) -> Prose:
    """The prose, parsed unless it already is. Raises `PydanticCustomError` for anything but text."""
    return (
        value
        if isinstance(value, Prose)
        else parse_prose(required_text(value, limits.PROSE))
    )


PROSE = FieldType(
    "markdown",
    marked("Markdown with citations"),
    read=parsed,
    schema={**NUMBERS_TOO, "format": "markdown", "maxLength": limits.PROSE},
    is_paragraph=True,
    note="Numbers in brackets are those of the sources of the brief or actor.",
    written=attrgetter("source"),
    words=attrgetter("words"),
    cited=attrgetter("cited"),
    named_in=_named_in_prose,
    data=lambda prose, context: PlainText(context.cite).write(prose),
)

ProseField = Annotated[Prose, PROSE]


BAD_CHOICE = Code(
    "bad-choice",
    "The value is not one of those that this field allows.",
    in_editor=True,
)

CHOICE = FieldType("choice", "choice")

ActorKind = Literal["person", "organisation", "state", "group"]
"""The kinds of actors, unless the settings of the site have others."""
ACTOR_KINDS: tuple[str, ...] = get_args(ActorKind)
Confidence = Literal["low", "moderate", "high"]
BriefStatus = Literal["draft", "published", "archived"]
EventStatus = Literal["confirmed", "reported", "disputed", "planned"]
PLANNED: EventStatus = "planned"
Likelihood = Literal[
    "almost no chance",
    "very unlikely",
    "unlikely",
    "roughly even chance",
    "likely",
    "very likely",
    "almost certain",
]
"""The terms of Intelligence Community Directive 203, D.6.e.(2)(a), the least likely first."""
SourceType = Literal[
    "primary",
    "official",
    "wire",
    "press",
    "research",
    "state-media",
    "reference",
    "copy",
]
FigureType = Literal["bars", "lines", "steps"]
Outcome = Literal["yes", "no"]
Importance = Literal["major", "minor"]

ACTOR_KIND = FieldType(
    "actor-kind",
    marked("kind of actors, of those that the site has"),
    ACTOR_KINDS,
    one_line,
    schema={"type": "string", "format": "actor-kind", "enum": list(ACTOR_KINDS)},
    scaffold=lambda known: known.actor_kinds,
)
ActorKindField = Annotated[str, ACTOR_KIND]
"""A kind of actors. Which there are is a setting, so checks compare it with them when all files are read."""


BAD_LANGUAGE = Message(
    BAD_CHOICE,
    "'{text}' is not a language code",
    "write a code such as en, ru, zh or fr",
)

_PATTERN = "[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*"


@lru_cache
def is_language(code: str) -> bool:
    try:
        Locale.parse(code if re.fullmatch(_PATTERN, code) else "", sep="-")
    except (ValueError, UnknownLocaleError):
        return False
    return True


LANGUAGE = FieldType(
    "language",
    marked("language code"),
    ("en", "ru", "zh-Hans"),
    reader(is_language, "bad-language", BAD_LANGUAGE),
    whole(_PATTERN, r"\s*"),
    BAD_LANGUAGE.help,
)

LanguageField = Annotated[str, LANGUAGE]


BAD_ADDRESS = Message(
    Code("bad-address", "The value is not a complete web address.", in_editor=True),
    "'{text}' is not a complete web address",
    "copy the whole address from the browser, starting with https:// or http://",
)
ADDRESS = FieldType(
    "web-address",
    marked("web address"),
    ("https://example.org/page",),
    reader(web_address.is_web_address, "bad-address", BAD_ADDRESS),
    whole(web_address.PATTERN, r"\s*"),
    BAD_ADDRESS.help,
)
"""No format of JSON Schema allows all that browsers accept, such as 上海 or "|". In the data, addresses of
the site are relative to its root where it does not know where it is."""

AddressField = Annotated[str, ADDRESS]


BAD_NUMBER = Message(
    Code(
        "bad-number",
        "The value is not a number, or not one that this field allows.",
        in_editor=True,
    ),
    "'{text}' is not a number",
    "write digits, and a point before a fraction: 1250.5; the unit belongs in 'unit'",
)
BAD_PERCENTAGE = Message(
    BAD_NUMBER.code,
    "'{text}' is not a whole number from 1 to 99",
    "write the percentage without a sign, such as 70 for 70 %",
)

_NUMBER = re.compile(r"[+-]?[0-9]{1,15}(?:\.[0-9]{1,15})?")
_PERCENT = re.compile(r"[1-9][0-9]?")
_read_number = reader(_NUMBER.fullmatch, "bad-number", BAD_NUMBER)
_read_percent = reader(_PERCENT.fullmatch, "bad-percentage", BAD_PERCENTAGE)


def written(number: float) -> str:
    """The number as people write it: without an exponent, and without a fraction where there is none."""
    if number.is_integer():
        return str(int(number))
    digits = 15 - max(0, math.floor(math.log10(abs(number))) + 1)
    return f"{number:.{max(digits, 1)}f}".rstrip("0")


NUMBER = FieldType(
    "number",
    marked("number"),
    ("42", "3.5"),
    lambda value: float(_read_number(value)),
    whole(_NUMBER.pattern, r"\s*"),
    BAD_NUMBER.help,
    {"type": ["string", "number"]},
    published=core_schema.float_schema(),
    cells={"{0}": lambda number, *_: written(number)},
    written=written,
)
PERCENT = FieldType(
    "percentage",
    marked("whole number from 1 to 99"),
    ("70",),
    lambda value: int(_read_percent(value)),
    whole(_PERCENT.pattern, r"\s*"),
    BAD_PERCENTAGE.help,
    {"type": ["string", "integer"], "minimum": 1, "maximum": 99},
    published=core_schema.int_schema(),
)

NumberField = Annotated[float, NUMBER]
PercentField = Annotated[int, PERCENT]


BAD_DATE = Message(
    Code(
        "bad-date",
        "The value is not a valid date (EDTF, levels 0 and 1).",
        in_editor=True,
    ),
    "'{text}' is not a valid date: {reason}",
    "write a date such as 2010-12-09, 2010-12, 2010, 2010~ (about), 2010? (uncertain) or 2010-11/2010-12",
)
BAD_DAY = Message(
    BAD_DATE.code,
    "'{text}' is not a valid date: {reason}",
    "write the day as year-month-day, such as 2010-12-09",
)
NOT_A_DAY = Message(
    BAD_DATE.code,
    "'{text}' is not an exact day",
    "write the day as year-month-day, such as 2010-12-09",
)
BACKWARD_INTERVAL = Message(
    Code("date-order", "Two dates are in an impossible order."),
    "'{text}' ends before it begins",
    "write the earlier date first",
)


class When(BaseModel):
    """A date that says how exact it is."""

    model_config = ConfigDict(use_attribute_docstrings=True)

    edtf: str
    """The date in the Extended Date/Time Format, such as 2010-11, 2010~ or 2010-11/2010-12."""
    words: str
    """The date in English."""
    earliest: datetime.date | None
    """The first day that it can mean; null where the beginning is open."""
    latest: datetime.date | None
    """The last day that it can mean; null where the end is open."""
    precision: Literal[
        "day", "month", "season", "year", "decade", "century", "interval"
    ]
    """How exactly the date is known; an interval goes from one date to another."""
    approximate: bool
    """Whether it is an estimate ("about")."""
    uncertain: bool
    """Whether the source is in doubt."""


def _date(
    value: object, kind: str = "bad-date", message: Message = BAD_DATE
) -> EdtfDate:
    text = required_text(value).strip()
    try:
        return dates.parse(text)
    except dates.DateOrderError as error:
        raise invalid("date-order", BACKWARD_INTERVAL, text=text) from error
    except ValueError as error:
        raise invalid(kind, message, text=text, reason=error.args[0]) from error


def _day(value: object) -> EdtfDate:
    date = _date(value, "bad-day", BAD_DAY)
    if not date.is_day:
        raise invalid("not-a-day", NOT_A_DAY, text=date.text)
    return date


def _when(date: EdtfDate, context: DataContext) -> Row:
    ends = [moment for moment in (date.first, date.last) if moment]
    return When(
        edtf=date.text,
        words=context.date_in_words(date),
        earliest=date.earliest if date.first else None,
        latest=date.latest if date.last else None,
        precision="interval" if date.is_interval else ends[0].precision,
        approximate=any(moment.approximate for moment in ends),
        uncertain=any(moment.uncertain for moment in ends),
    ).model_dump(mode="json")


DATE = FieldType(
    "edtf",
    marked("date of any precision"),
    ("2010-12-09", "2010-11", "2010", "2010~", "2010-11/2010-12"),
    _date,
    whole(dates.PATTERN, r"\s*"),
    BAD_DATE.help,
    {
        "type": ["string", "integer"],
        "minimum": 1,
        "maximum": 9999,
    },  # YAML reads a year as a number
    published=described(When),
    scaffold=lambda known: (known.day,),
    columns={"{0}": "edtf"},
    cells={
        "{0}": lambda date, *_: date["edtf"],
        "{0}_in_words": lambda date, *_: date["words"],
    },
    of_date=("earliest", "latest"),
    written=attrgetter("text"),
    data=_when,
)
DAY = FieldType(
    "date",
    marked("date (year, month and day)"),
    ("2010-12-09",),
    _day,
    "^[0-9]{4}-[0-9]{2}-[0-9]{2}$",
    NOT_A_DAY.help,
    published=core_schema.date_schema(),
    scaffold=lambda known: (known.day,),
    written=attrgetter("text"),
    data=lambda day, _: day.text,
)

DateField = Annotated[EdtfDate, DATE]
DayField = Annotated[EdtfDate, DAY]


BAD_ID = Message(
    Code(
        "bad-id",
        "An id consists of lower-case letters, digits and single hyphens, and is not a reserved word.",
        in_editor=True,
    ),
    "'{text}' is not a valid id: {reason}",
    "choose another id, such as 'bridge-reopens'",
)

_DEVICES = {
    "enum": list(identifiers.WINDOWS_DEVICES),
    "description": identifiers.NAME_OF_A_DEVICE,
}


def id_type(
    invalid_reason: Callable[[str], str | None],
    reserved: Callable[[], Iterable[str]] = tuple,
    reserved_reason: str = "",
    names: str = "",
) -> FieldType:
    """The type of ids; `reserved` returns words that are none."""

    def read(value: object) -> str:
        text = required_text(value)
        reason = invalid_reason(text)
        if reason is not None:
            raise invalid("bad-id", BAD_ID, text=text, reason=reason)
        return text

    def all_reserved() -> list[JsonSchemaValue]:
        words = sorted(reserved())
        return (
            [{"enum": words, "description": reserved_reason}, _DEVICES]
            if words
            else [_DEVICES]
        )

    return FieldType(
        "id",
        marked("id"),
        read=read,
        pattern=whole(identifiers.PATTERN),
        message=BAD_ID.code.explanation,
        schema={
            "type": ["string", "integer"],
            "maxLength": identifiers.LONGEST_ID,
            "minimum": 0,
        },
        reserved=all_reserved,
        names=names,
        is_id=True,
    )


def _page_id(names: str = "") -> FieldType:
    reserved, reason = identifiers.PAGE_NAMES, identifiers.NAME_OF_A_PAGE
    return id_type(identifiers.invalid_page_reason, lambda: reserved, reason, names)


IdField = Annotated[str, _page_id()]
"""The id of something that has a page of its own."""
ActorId = Annotated[str, _page_id("actor")]
BriefId = Annotated[str, _page_id("brief")]
TopicId = Annotated[str, _page_id("topic")]
SourceId = Annotated[str, id_type(identifiers.invalid_reason, names="source")]


class EventId(BaseModel):
    """Names an event of a brief."""

    model_config = ConfigDict(use_attribute_docstrings=True)

    brief: str
    """The id of the brief."""
    id: str
    """Its id within the brief."""


@dataclass(frozen=True, eq=False)
class Reference(FieldType):
    """The type of a reference; `name` is what it refers to."""

    read: Callable[[object], object] | None = one_line
    note: str = "Given by id."

    def file_schema(self) -> JsonSchemaValue:
        """With the target, for the form in the browser."""
        pattern = (
            f"{identifiers.PATTERN}#{identifiers.PATTERN}"
            if self is EVENT
            else identifiers.PATTERN
        )
        return {
            "type": ["string", "integer"],
            "pattern": whole(pattern),
            "x-refers-to": self.name,
        }


def _brief_and_event(text: str) -> Iterable[NamedId]:
    brief, mark, id_ = text.partition("#")
    yield NamedId("brief", brief, 0, len(brief))
    yield NamedId("entry", id_, len(brief + mark), len(text), brief)


def _event_id(event: str, context: DataContext) -> Row | None:
    brief, _, id_ = event.partition("#")
    return (
        EventId(brief=brief, id=id_).model_dump() if brief in context.briefs else None
    )


ACTOR = Reference(
    "actor",
    marked("id of an actor in this brief"),
    names="actor",
    foreign_key='FOREIGN KEY ("{0}") REFERENCES actors (id)',
    scaffold=lambda known: known.actors,
    cells={"{0}": lambda actor, _, names: names.actor(actor), "{0}_id": same},
)
ANY_ACTOR = Reference(
    "any-actor",
    marked("id of an actor in any brief"),
    names="actor",
    note="Given by id; it may have no page here.",
)
SOURCE = Reference(
    "source",
    marked("id of a source in this brief"),
    names="source",
    foreign_key='FOREIGN KEY ("{1}", "{0}") REFERENCES {2}',
    scaffold=lambda known: (known.source,),
    cells={
        "{0}": lambda source, row, names: names.source(row["brief"], source),
        "{0}_url": lambda source, row, names: names.source_url(row["brief"], source),
    },
    cited=lambda source: (source,),
)
TOPIC = Reference(
    "topic",
    marked("id of a topic"),
    names="topic",
    foreign_key='FOREIGN KEY ("{0}") REFERENCES topics (id)',
    scaffold=lambda known: known.topics,
)
BRIEF = Reference(
    "brief",
    marked("name of another brief"),
    names="brief",
    foreign_key='FOREIGN KEY ("{0}") REFERENCES briefs (id)',
    cells={"{0}": same, "{0}_title": lambda brief, _, names: names.brief(brief)},
    data=lambda brief, context: brief if brief in context.briefs else None,
)
EVENT = Reference(
    "event",
    marked("name of another brief, #, and the id of an event in it"),
    published=described(EventId),
    note="",
    foreign_key='FOREIGN KEY ("{0}_brief", "{0}_event") REFERENCES events (brief, id)',
    columns={"{0}_brief": "brief", "{0}_event": "id"},
    cells={"{0}": lambda event, *_: f"{event['brief']}#{event['id']}"},
    named_in=_brief_and_event,
    data=_event_id,
)

ActorRef = Annotated[str, ACTOR]
AnyActorRef = Annotated[str, ANY_ACTOR]
SourceRef = Annotated[str, SOURCE]
TopicRef = Annotated[str, TOPIC]
BriefRef = Annotated[str, BRIEF]
EventRef = Annotated[str, EVENT]
