"""Events, quotes and actors as CSV that opens right in a spreadsheet."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from generator.exports.data.api import LISTS
from generator.exports.data.collected import Collector
from generator.exports.data.kinds import Cell, Names, Row
from generator.exports.data.published import DATED_EVENT, QUOTE, WHOLE_ACTOR
from generator.exports.data.records import DataField, DataRecord
from generator.format import fields
from generator.library.library import Library
from generator.site import addresses, spreadsheet
from generator.site.output import Output, Task
from generator.site.site import Site
from generator.site.spreadsheet import harmless

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


class _Column(NamedTuple):
    """What a table shows of a field: of each value in a list, or of the field as a whole."""

    name: str
    field: str
    cell: Cell
    of_each: bool = False

    def text(self, row: Row, names: Names) -> str:
        """What it shows of an object."""
        value = row[self.field]
        if self.of_each:
            return _text([self.cell(each, row, names) for each in value])
        return "" if value is None else _text(self.cell(value, row, names))


def tasks() -> Iterator[Task]:
    """One table of each."""
    for name in RECORDS:
        yield Task(addresses.data(f"{name}.csv"), table, (name,))


def table(library: Library, site: Site, name: str) -> Iterator[Output]:
    """The table of everything of a kind."""
    made = Collector(library, site)
    record, rows = RECORDS[name]
    names: Names = {
        fields.ACTOR: {id_: each.name for id_, each in library.names.items()},
        fields.BRIEF: {slug: each.title for slug, each in library.summaries.items()},
        fields.SOURCE: {
            (slug, id_): source.name
            for slug, brief in library.briefs.items()
            for id_, source in brief.entry.sources.items()
        },
    }
    yield _table(name, list(_columns(record)), rows(library, made), names)


RECORDS: Mapping[str, tuple[DataRecord, Callable[[Library, Collector], Iterable[Row]]]] = {
    "events": (DATED_EVENT, LISTS["events"]),
    "quotes": (QUOTE, LISTS["quotes"]),
    "actors": (WHOLE_ACTOR, lambda library, made: (made.actor(id_) for id_ in library.actors)),
}
"""What a row is, and the rows, by the name of the table."""


def _columns(record: DataRecord) -> Iterator[_Column]:
    """The columns of a table: single values before lists, but for what comes first; the link is the last."""

    def rank(field: DataField) -> int:
        if field.name == "url" and field.member is None:
            return 3
        return 0 if field in record.fields[: len(record.first)] else 1 + field.many

    for field in sorted(record.fields, key=rank):
        path = f"{record.name}.{field.name}"
        if path in COUNTED:
            yield _Column(COUNTED[path], field.name, lambda values, *_: len(values))
        elif isinstance(field.of, DataRecord) and path in DIVIDED:
            yield from (_Column(each.name, field.name, _part(each.name)) for each in field.of.fields)
        elif isinstance(field.of, DataRecord) and path not in LEFT_OUT:
            yield _Column(field.name, field.name, lambda values, *_: values)
        elif path not in LEFT_OUT:
            yield from _columns_of_kind(field)


def _columns_of_kind(field: DataField) -> Iterator[_Column]:
    for pattern, cell in field.kind.csv.items():
        name = pattern.format(field.name)
        if field.many and name != field.name:  # `actor_ids`, of the field `actors`
            name = pattern.format(field.name.removesuffix("s")).removesuffix("s") + "s"
        yield _Column(name, field.name, cell, field.many)
    for part in field.kind.of_date if field.name == "date" else ():
        yield _Column(part, field.name, _part(part))


def _part(name: str) -> Cell:
    return lambda value, *_: value[name]


def _table(name: str, columns: list[_Column], rows: Iterable[Row], names: Names) -> Output:
    cells = ([harmless(each.text(row, names)) for each in columns] for row in rows)
    return Output(addresses.data(f"{name}.csv"), spreadsheet.table((each.name for each in columns), cells))


def _text(value: Any) -> str:  # noqa: ANN401 -- JSON
    """A value in a cell, and what is in a list or an object."""
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        return "; ".join(map(_text, value))
    if isinstance(value, dict):
        return value.get("edtf") or ", ".join(filter(None, map(_text, value.values())))
    return "" if value is None else str(value)
