"""Events, quotes, judgements, forecasts and actors as CSV that opens right in a spreadsheet."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from briefing_site.exports.data import objects
from briefing_site.exports.data.api import LISTS, DataFile, read_rows
from briefing_site.exports.data.objects import Collector, Data, Row, published
from briefing_site.format import FieldType, Member, fields
from briefing_site.library.library import Library
from briefing_site.site import Output, Site, Task, addresses, spreadsheet


class Labels(NamedTuple):
    """What tables show beside ids or instead of them; that of a source is given its brief and its id."""

    actor: Callable[[str], str]
    brief: Callable[[str], str]
    source: Callable[[str, str], str]
    source_url: Callable[[str, str], str]


Cell = Callable[[Any, Row, Labels], object]
"""What CSV shows of a value in JSON, with the object that has it and the names of everything."""


def same(value: Any, *_: object) -> Any:  # noqa: ANN401 -- of any type
    return value


CELLS: Mapping[FieldType, Mapping[str, Cell]] = {
    fields.NUMBER: {"{0}": lambda number, *_: fields.NUMBER.to_text(number)},
    fields.DATE: {
        "{0}": lambda date, *_: date["edtf"],
        "{0}_in_words": lambda date, *_: date["words"],
    },
    fields.ACTOR: {
        "{0}": lambda actor, _, names: names.actor(actor),
        "{0}_id": same,
    },
    fields.SOURCE: {
        "{0}": lambda source, row, names: names.source(row["brief"], source),
        "{0}_url": lambda source, row, names: names.source_url(row["brief"], source),
    },
    fields.BRIEF: {
        "{0}": same,
        "{0}_title": lambda brief, _, names: names.brief(brief),
    },
    fields.EVENT: {"{0}": lambda event, *_: f"{event['brief']}#{event['id']}"},
}
COUNTED = {"Actor.roles": "briefs", "Actor.events": "events", "Actor.quotes": "quotes"}
"""Lists of which a table has only the number, each with the name of the column."""
DIVIDED = {"Actor.ids"}
"""Objects with a column for each of their fields."""
LEFT_OUT = {
    "Actor.data": "the same in another format",
    "Actor.affiliations": "a table of its own in the database",
    "Actor.relations": "a table of its own in the database",
    "Actor.sources": "a table of its own in the database",
}
"""Fields without a column, each with the reason."""

TABLES: Mapping[str, type[Data]] = {
    **{
        name: LISTS[name].model
        for name in ("events", "quotes", "judgements", "forecasts")
    },
    "actors": objects.ActorData,
}
"""What a row is, by the name of the table."""


def _path(name: str) -> str:
    return addresses.data(f"{name}.csv")


FILES = tuple(
    DataFile(
        f"{name}.csv",
        _path(name),
        f"All {name} as a table, for spreadsheets",
        "text/csv",
    )
    for name in TABLES
)


def tasks(_library: Library, _site: Site) -> Iterator[Task]:
    for name, model in TABLES.items():
        reads = (addresses.data(f"{name}.json"),) if LISTS[name].model is model else ()
        yield Task(_path(name), table, (name,), reads)


def table(
    library: Library, site: Site, name: str, lists: Mapping[str, bytes] = {}
) -> Iterator[Output]:
    """The table; its rows are read from a list in JSON rather than made again, unless they have more here."""
    made = Collector(library, site)
    rows: Iterable[Row] = (
        row for each in lists.values() for row in read_rows(each, name)
    )
    if not lists:
        actors = library.actors.items()
        rows = (
            made.actor_alone(id_, events=each.events, quotes=each.quotes)
            for id_, each in actors
        )
    labels = Labels(
        lambda id_: library.actors[id_].name,
        lambda slug: library.summaries[slug].title,
        lambda slug, id_: library.briefs[slug].source(id_).name,
        lambda slug, id_: library.briefs[slug].source(id_).url or "",
    )
    columns = dict(_columns(TABLES[name]))
    cells = (
        [spreadsheet.harmless(shown(row, labels)) for shown in columns.values()]
        for row in rows
    )
    yield Output(_path(name), spreadsheet.table(columns, cells))


def _columns(model: type[Data]) -> Iterator[tuple[str, Callable[[Row, Labels], str]]]:
    """The columns of a table: single values before lists, but for what comes first; the link is the last."""

    def rank(member: Member) -> int:
        return (
            3
            if member.key == "url"
            else 0
            if member.key in model.first
            else 1 + len(member.steps)
        )

    for member in sorted(published(model), key=rank):
        key, path = member.key, f"{model.__name__}.{member.key}"
        if path in COUNTED:
            yield COUNTED[path], _shown(key, lambda values, *_: len(values))
        elif member.record and path in DIVIDED:
            for each in published(member.record):
                yield each.key, _shown(key, _part(each.key))
        elif member.field_type and path not in LEFT_OUT:
            for pattern, cell in CELLS.get(member.field_type, {"{0}": same}).items():
                name = pattern.format(key)
                if member.steps and name != key:  # `actor_ids`, of the field `actors`
                    name = pattern.format(key.removesuffix("s")).removesuffix("s") + "s"
                yield name, _shown(key, cell, of_each=bool(member.steps))
            for part in (
                ("earliest", "latest")
                if member.field_type is fields.DATE and key == "date"
                else ()
            ):
                yield part, _shown(key, _part(part))
        elif path not in LEFT_OUT:
            yield key, _shown(key, same)


def _shown(
    key: str, cell: Cell, *, of_each: bool = False
) -> Callable[[Row, Labels], str]:
    """What a column shows of an object: of each value in a list, or of the field as a whole."""

    def text(row: Row, labels: Labels) -> str:
        value = row[key]
        if of_each:
            return _text([cell(each, row, labels) for each in value])
        return "" if value is None else _text(cell(value, row, labels))

    return text


def _part(name: str) -> Cell:
    return lambda value, *_: value[name]


def _text(value: Any) -> str:  # noqa: ANN401 -- JSON
    """A value in a cell, and what is in a list or an object."""
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        return "; ".join(map(_text, value))
    if isinstance(value, dict):
        return value.get("edtf") or ", ".join(filter(None, map(_text, value.values())))
    return "" if value is None else str(value)
