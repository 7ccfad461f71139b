"""How a value of each kind of field is published: in JSON, and in the columns of SQLite and of CSV.

Whoever adds a kind to the format adds it here, or the program does not start.
"""

import datetime
from collections.abc import Callable, Container, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Literal, NamedTuple

from pydantic import BaseModel, ConfigDict

from generator.format import fields
from generator.format.dates import EdtfDate
from generator.format.fields import FieldType
from generator.format.prose.plain_text import PlainText
from generator.format.prose.tree import Citation
from generator.site import wording
from generator.site.language import DEFAULT, Language

Row = dict[str, Any]
"""An object of the data, as JSON has it."""

NUMBER = FieldType("integer", "a number")
"""Something counted: no field of the format is of this kind."""


OBJECT = FieldType("object", "an object that is as it was")
"""Of data of an earlier day, which this version of the program does not describe."""


class DataModel(BaseModel):
    """What the JSON Schema of an object is made from."""

    # every field is always there, so the schemas require also those that have a default
    model_config = ConfigDict(use_attribute_docstrings=True, json_schema_serialization_defaults_required=True)


class When(DataModel):
    """A date that says how exact it is."""

    edtf: str
    """The date in the Extended Date/Time Format, such as 2010-11, 2010~ or 2010-11/2010-12."""
    words: str
    """The date in English."""
    earliest: datetime.date | None
    """The first day that it can mean; null where the beginning is open."""
    latest: datetime.date | None
    """The last day that it can mean; null where the end is open."""
    precision: Literal["day", "month", "season", "year", "decade", "century", "interval"]
    """How exactly the date is known; an interval goes from one date to another."""
    approximate: bool
    """Whether it is an estimate ("about")."""
    uncertain: bool
    """Whether the source is in doubt."""


class EventId(DataModel):
    """Names an event of a brief."""

    brief: str
    """The id of the brief."""
    id: str
    """Its id within the brief."""


class Context(NamedTuple):
    """Where a record is: how plain text cites a source there, and which briefs are published."""

    cite: Callable[[Citation], str]
    briefs: Container[str]
    language: Language = DEFAULT
    """That of dates in words."""


Names = Mapping[FieldType, Mapping[Any, str]]
"""What tables show beside ids or instead of them, by kind and id; for sources, by brief and id."""

Cell = Callable[[Any, Row, Names], object]
"""What CSV shows of a value in JSON, with the object that has it and the names of everything."""


def _same(value: Any, *_: object) -> Any:  # noqa: ANN401 -- whatever a kind holds
    return value


@dataclass(frozen=True)
class DataKind:
    """How the values of a kind are published. In names of columns, `{0}` is the name of the field."""

    type: Any = str
    """What the JSON Schema says; `None` where that depends on the field."""
    value: Callable[[Any, Context], Any] = _same
    """The value in JSON; `None` where it refers to a draft."""
    note: str = ""
    """What there is to add to the description of a field."""
    is_text: bool = False
    """Whether people read it, and search in it."""
    sql: Mapping[str, str] = field(default_factory=lambda: {"{0}": ""})
    """The columns, each with the part of the JSON value that it holds; empty for all of it."""
    of_date: tuple[str, ...] = ()
    """The parts that are columns as well, in SQLite and in CSV, where the field is called `date`."""
    foreign_key: str = ""
    """What it refers to in SQL; `{1}` is the column with the id of the brief or actor, `{2}` their key."""
    csv: Mapping[str, Cell] = field(default_factory=lambda: {"{0}": _same})


@cache
def _when(date: EdtfDate, language: Language) -> Row:
    ends = [moment for moment in (date.first, date.last) if moment]
    return When(
        edtf=date.text,
        words=wording.date(date, language),
        earliest=date.earliest if date.first else None,
        latest=date.latest if date.last else None,
        precision="interval" if date.is_interval else ends[0].precision,
        approximate=any(moment.approximate for moment in ends),
        uncertain=any(moment.uncertain for moment in ends),
    ).model_dump(mode="json")


def _event(event: str, context: Context) -> Row | None:
    brief, _, id_ = event.partition("#")
    return {"brief": brief, "id": id_} if brief in context.briefs else None


_KINDS: dict[FieldType, DataKind] = {
    fields.LINE: DataKind(is_text=True),
    fields.WORDS: DataKind(is_text=True),
    fields.PROSE: DataKind(
        value=lambda prose, context: PlainText(context.cite).write(prose),
        note="Numbers in brackets are those of the sources of the brief or actor.",
        is_text=True,
    ),
    fields.CHOICE: DataKind(type=None),
    fields.ACTOR_KIND: DataKind(),
    fields.ID: DataKind(),
    fields.LANGUAGE: DataKind(),
    # relative to the root of the site for its own pages where the site does not know where it is; no
    # format of JSON Schema allows all that browsers accept, such as "|", so none is named
    fields.ADDRESS: DataKind(),
    NUMBER: DataKind(type=int),
    OBJECT: DataKind(type=dict[str, Any]),
    fields.PERCENT: DataKind(type=int),
    fields.NUMBER: DataKind(type=float, csv={"{0}": lambda number, *_: fields.NUMBER.written(number)}),
    **{kind: DataKind(note=f"Its page is {kind.address('{id}')}.") for kind in fields.EXTERNAL_IDS},
    fields.DAY: DataKind(type=datetime.date, value=lambda day, _: day.text),
    fields.DATE: DataKind(
        type=When,
        value=lambda date, context: _when(date, context.language),
        sql={"{0}": "edtf"},
        of_date=("earliest", "latest"),
        csv={"{0}": lambda date, *_: date["edtf"], "{0}_in_words": lambda date, *_: date["words"]},
    ),
    fields.ACTOR: DataKind(
        note="Given by id.",
        foreign_key='FOREIGN KEY ("{0}") REFERENCES actors (id)',
        csv={"{0}": lambda actor, _, names: names[fields.ACTOR][actor], "{0}_id": _same},
    ),
    fields.ANY_ACTOR: DataKind(note="Given by id; it may have no page here."),
    fields.SOURCE: DataKind(
        note="Given by id.",
        foreign_key='FOREIGN KEY ("{1}", "{0}") REFERENCES {2}',
        csv={"{0}": lambda source, row, names: names[fields.SOURCE][row["brief"], source]},
    ),
    fields.TOPIC: DataKind(note="Given by id.", foreign_key='FOREIGN KEY ("{0}") REFERENCES topics (id)'),
    fields.BRIEF: DataKind(
        value=lambda brief, context: brief if brief in context.briefs else None,
        note="Given by id.",
        foreign_key='FOREIGN KEY ("{0}") REFERENCES briefs (id)',
        csv={"{0}": _same, "{0}_title": lambda brief, _, names: names[fields.BRIEF][brief]},
    ),
    fields.EVENT: DataKind(
        type=EventId,
        value=_event,
        sql={"{0}_brief": "brief", "{0}_event": "id"},
        foreign_key='FOREIGN KEY ("{0}_brief", "{0}_event") REFERENCES events (brief, id)',
        csv={"{0}": lambda event, *_: f"{event['brief']}#{event['id']}"},
    ),
}


def data_kind(kind: FieldType) -> DataKind:
    """How the values of the kind are published. Raises `TypeError` where nobody has said so."""
    if kind not in _KINDS:
        raise TypeError(f"say in exports/data/kinds.py how {kind.description} is published")
    return _KINDS[kind]
