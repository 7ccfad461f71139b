"""The files of the data: where each is, what it holds, and the index of them."""

from dataclasses import dataclass
from typing import Literal

from generator.exports.data import published
from generator.exports.data.kinds import NUMBER, OBJECT, DataModel
from generator.exports.data.records import DataField, DataRecord
from generator.format.fields import ADDRESS, LINE
from generator.format.settings import CC_BY
from generator.site import addresses


class DataDocument(DataModel):
    """A file of the data."""

    schema_version: Literal["1.0"] = "1.0"
    """The version of this format. A change of the first number may break programs; of the second, not."""
    licence: str = CC_BY.url
    """The address of the terms of use."""


@dataclass(frozen=True)
class DataFile:
    """A kind of file: its path below the root of the site, with `{id}` where there are many."""

    name: str
    path: str
    description: str
    media_type: str
    record: DataRecord | None = None
    """What is in it, if it is JSON of this format."""

    @property
    def model(self) -> type[DataModel] | None:
        """What its JSON Schema is made from, if it is JSON of this format."""
        return self.record.model if self.record else None

    @property
    def schema(self) -> str:
        """The path of its JSON Schema."""
        return addresses.data(f"schema/{self.name}.json")


COUNTS = DataRecord(
    "Counts",
    description="How many of each there are.",
    first=(
        DataField("briefs", "Briefs.", NUMBER),
        DataField("actors", "Actors.", NUMBER),
        DataField("events", "Events, each counted once.", NUMBER),
        DataField("quotes", "Quotes.", NUMBER),
        DataField("sources", "Publications, each counted once.", NUMBER),
        DataField("topics", "Topics.", NUMBER),
        DataField("forecasts", "Forecasts.", NUMBER),
    ),
)
DOWNLOAD = DataRecord(
    "Download",
    description="Something to fetch.",
    first=(
        DataField("name", "The last part of its address, or what the descriptions call it.", LINE),
        DataField("description", "What it holds.", LINE),
        DataField("url", "Where it is; {id} stands for an id.", ADDRESS),
        DataField("media_type", "Its format.", LINE),
        DataField("described_by", "The JSON Schema of it.", ADDRESS, optional=True),
    ),
)


def _json(title: str, name: str, path: str, description: str, *fields: DataField) -> DataFile:
    record = DataRecord(title, None, f"{description}.", fields, base=DataDocument)
    return DataFile(name, addresses.data(path), description, "application/json", record)


def _list(name: str, of: DataRecord, description: str) -> DataFile:
    field = DataField(name, f"The {name}.", of, many=True)
    return _json(f"{name.removesuffix('s').capitalize()}List", name, f"{name}.json", description, field)


def _single(name: str, of: DataRecord) -> DataFile:
    field = DataField(name, f"The {name}.", of)
    return _json(f"{name.capitalize()}Document", name, f"{name}s/{{id}}.json", f"One {name}", field)


def _other(path: str, media_type: str, description: str) -> DataFile:
    return DataFile(path.rpartition("/")[2], path, description, media_type)


FILES = (
    _json(
        *("Index", "index", "index.json", "Where everything is"),
        DataField("name", "The name of the site.", LINE),
        DataField("description", "What the site is about.", LINE),
        DataField("url", "The home page.", ADDRESS),
        DataField("counts", "How much there is.", COUNTS),
        DataField("downloads", "Every kind of file.", DOWNLOAD, many=True),
    ),
    _list("briefs", published.BRIEF_IN_LIST, "All briefs, the newest first"),
    _single("brief", published.WHOLE_BRIEF),
    _json(
        *("VersionDocument", "version", "briefs/{id}/versions/{date}.json"),
        "One version of a brief",
        DataField("version", "The version.", published.VERSION),
        DataField("brief", "The brief as it was in this file on that day.", OBJECT),
    ),
    _list("actors", published.ACTOR_IN_LIST, "All actors, by id"),
    _single("actor", published.WHOLE_ACTOR),
    _list("events", published.DATED_EVENT, "All events by date, each once, however many briefs tell it"),
    _list("quotes", published.QUOTE, "All quotes, by date"),
    _list("sources", published.PUBLICATION, "All publications by title, each once, and where they are used"),
    _list("topics", published.TOPIC, "All topics, by id"),
    _list("forecasts", published.FORECAST, "All forecasts, by the day on which they resolve"),
    _other(addresses.data("events.csv"), "text/csv", "All events as a table, for spreadsheets"),
    _other(addresses.data("quotes.csv"), "text/csv", "All quotes as a table, for spreadsheets"),
    _other(addresses.data("actors.csv"), "text/csv", "All actors as a table, for spreadsheets"),
    _other(
        addresses.data("briefs.sqlite"),
        "application/vnd.sqlite3",
        "Everything as an SQLite database, to be queried",
    ),
)
SUBSCRIPTIONS = (
    _other(addresses.feed(addresses.HOME, "atom"), "application/atom+xml", "What is new, for feed readers"),
    _other(addresses.feed(addresses.HOME, "json"), "application/feed+json", "The same as JSON Feed"),
    _other(addresses.calendar(addresses.HOME), "text/calendar", "All events as a calendar to subscribe to"),
)
