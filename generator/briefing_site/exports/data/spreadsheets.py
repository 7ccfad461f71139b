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
    "removed_forecasts": models.RemovedForecastData,
    "actors": models.ActorData,
    "places": models.PlaceData,
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
        yield Task(_path(name), table, (name,))


def table(library: Library, site: Site, name: str) -> Iterator[Output]:
    if name == "actors":  # the list in JSON has only summaries
        objects = _actors(library, site)
    else:
        objects = list(api.rows(library, site, name))
    members = published(MODELS[name])
    columns: list[str] = []
    for member in members:
        columns += _cells(member, {}, library)
    rows = []
    for row in objects:
        texts: list[str] = []
        for member in members:
            for text in _cells(member, row, library).values():
                texts.append(spreadsheet.harmless(text))
        rows.append(texts)
    yield Output(_path(name), spreadsheet.table(columns, rows))


def _actors(library: Library, site: Site) -> list[Row]:
    collector = Collector(library, site)
    rows = []
    for id_, actor in library.actors.items():
        row = collector.profile(id_)
        # of these lists, only the length is shown
        row["relations"] = actor.neighbours
        row["events"] = actor.events
        row["quotes"] = actor.quotes
        rows.append(row)
    return rows


def _cells(member: Member, row: Row, library: Library) -> dict[str, str]:
    """What a row shows of a field, by the names of the columns; empty texts if the row is empty."""
    key = member.key
    value = row.get(key)
    if member.steps:
        values = value or []
        if member.record or member.field_type is fields.POINT:
            return {key: str(len(values))}
        cells = {key: _joined(values)}
    else:
        values = [value] if value else []
        cells = {}
        for column in member_columns(member):
            cells[column.name] = _text(column.cell(row))
    cells.update(_names(member, values, row, library))
    return cells


def _names(
    member: Member, ids: list[str], row: Row, library: Library
) -> dict[str, str]:
    """Columns with the names of what a field refers to, such as `actor_names` beside `actors`."""
    noun = member.key
    plural = ""
    if member.steps:
        noun = noun.removesuffix("s")
        plural = "s"
    names = []
    urls = []
    match member.field_type:
        case fields.ACTOR:
            for id_ in ids:
                names.append(library.actors[id_].name)
            return {f"{noun}_name{plural}": _joined(names)}
        case fields.PLACE:
            for id_ in ids:
                names.append(library.gazetteer[id_].name)
            return {f"{noun}_name{plural}": _joined(names)}
        case fields.BRIEF:
            for id_ in ids:
                names.append(library.summaries[id_].title)
            return {f"{noun}_title{plural}": _joined(names)}
        case fields.SOURCE:
            for id_ in ids:
                source = library.references[row["brief"]].source(id_)
                names.append(source.name)
                urls.append(source.url or "")
            return {
                f"{noun}_title{plural}": _joined(names),
                f"{noun}_url{plural}": _joined(urls),
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
