"""Events, quotes, judgements, forecasts and actors as CSV that opens right in a spreadsheet.

The columns are those of the tables of the database. Lists, which are tables of their own there, are columns
here: the values one after the other, or the number of objects. What is named by an id has columns with its
name, too.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from briefing_site.exports.data import api, models
from briefing_site.exports.data.api import DataFile
from briefing_site.exports.data.models import Data, published
from briefing_site.exports.data.objects import Collector, Row
from briefing_site.exports.data.tables import member_columns
from briefing_site.format import Member, fields
from briefing_site.library.library import Library
from briefing_site.site import Output, Site, Task, addresses, spreadsheet

MODELS: Mapping[str, type[Data]] = {
    "events": models.EventData,
    "quotes": models.QuoteData,
    "judgements": models.JudgementData,
    "forecasts": models.ForecastData,
    "actors": models.ActorData,
}
"""What a row is, by the name of the file."""


def _path(name: str) -> str:
    return addresses.data(f"{name}.csv")


def _file(name: str) -> DataFile:
    description = f"All {name} as a table, for spreadsheets"
    return DataFile(f"{name}.csv", _path(name), description, "text/csv")


FILES = tuple(_file(name) for name in MODELS)


def tasks(_library: Library, _site: Site) -> Iterator[Task]:
    for name in MODELS:
        if name == "actors":  # the list in JSON has only summaries
            yield Task(_path(name), table, (name,))
        else:
            yield Task(
                _path(name), table, (name,), reads=(addresses.data(f"{name}.json"),)
            )


def table(
    library: Library, site: Site, name: str, lists: Mapping[str, bytes] = {}
) -> Iterator[Output]:
    """The table; `lists` is the list in JSON, which is read rather than made again."""
    objects: list[Row] = []
    for content in lists.values():
        objects += api.read_list(content, name)
    if name == "actors":
        collector = Collector(library, site)
        for id_, actor in library.actors.items():
            row = collector.profile(id_)
            # only the length of these lists is shown
            row["relations"] = actor.neighbours
            row["events"] = actor.events
            row["quotes"] = actor.quotes
            objects.append(row)
    members = published(MODELS[name])
    columns: list[str] = []
    for member in members:
        columns += _cells(member, {}, library)
    rows = []
    for row in objects:
        texts: list[str] = []
        for member in members:
            texts += _cells(member, row, library).values()
        rows.append([spreadsheet.harmless(text) for text in texts])
    yield Output(_path(name), spreadsheet.table(columns, rows))


def _cells(member: Member, row: Row, library: Library) -> dict[str, str]:
    """What a row shows of a field, by the names of the columns; empty texts if the row is empty."""
    key = member.key
    value = row.get(key)
    if not member.steps:
        cells = {}
        for column in member_columns(member):
            cells[column.name] = _text(column.cell(row))
        ids = [value] if value else []
        return cells | _names(member, ids, row, library)
    entries = value or []
    if member.record:
        return {key: str(len(entries))}
    return {key: _joined(entries), **_names(member, entries, row, library)}


def _names(
    member: Member, ids: list[str], row: Row, library: Library
) -> dict[str, str]:
    """Columns with the names of what a field refers to: `actor_names` beside `actors`."""
    noun = member.key
    plural = ""
    if member.steps:
        noun = member.key.removesuffix("s")
        plural = "s"
    if member.field_type is fields.ACTOR:
        names = [library.actors[id_].name for id_ in ids]
        return {f"{noun}_name{plural}": _joined(names)}
    if member.field_type is fields.BRIEF:
        titles = [library.summaries[id_].title for id_ in ids]
        return {f"{noun}_title{plural}": _joined(titles)}
    if member.field_type is fields.SOURCE:
        sources = [library.briefs[row["brief"]].source(id_) for id_ in ids]
        return {
            f"{noun}_title{plural}": _joined([source.name for source in sources]),
            f"{noun}_url{plural}": _joined([source.url or "" for source in sources]),
        }
    return {}


def _joined(values: list[Any]) -> str:
    return "; ".join(_text(value) for value in values)


def _text(value: Any) -> str:  # noqa: ANN401 -- JSON
    if value is None:
        return ""
    if isinstance(value, float):
        return fields.NUMBER.to_text(value)
    if isinstance(value, dict):  # an event of another brief
        return f"{value['brief']}#{value['id']}"
    return str(value)
