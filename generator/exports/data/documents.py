"""The files of the data: what each holds and where it is, for themselves and for whoever describes them."""

from dataclasses import dataclass
from typing import Literal

from generator.exports.data.records import (
    Actor,
    ActorSummary,
    Address,
    Brief,
    BriefSummary,
    Event,
    Quote,
    Record,
    UsedPublication,
)
from generator.publishing import addresses


class Document(Record):
    """A file of the data."""

    schema_version: Literal["1.0"] = "1.0"
    """The version of this format. A change of the first number may break programs; of the second, not."""
    licence: Literal["https://creativecommons.org/licenses/by/4.0/"] = (
        "https://creativecommons.org/licenses/by/4.0/"
    )
    """The terms of use: name the site as the source, and do what you like."""


class Counts(Record):
    """How many of each there are."""

    briefs: int
    """Briefs."""
    actors: int
    """Actors."""
    events: int
    """Events, each counted once."""
    quotes: int
    """Quotes."""
    sources: int
    """Publications, each counted once."""
    topics: int
    """Topics."""


class Download(Record):
    """Something to fetch."""

    name: str
    """The last part of its address, or what the descriptions call it."""
    description: str
    """What it holds."""
    url: Address
    """Where it is; {id} stands for an id."""
    media_type: str
    """Its format."""
    described_by: Address | None
    """The JSON Schema of it."""


class Index(Document):
    """Where everything is."""

    name: str
    """The name of the site."""
    description: str
    """What the site is about."""
    url: Address
    """The home page."""
    counts: Counts
    """How much there is."""
    downloads: tuple[Download, ...]
    """Every kind of file."""


class BriefList(Document):
    """All briefs, the newest first."""

    briefs: tuple[BriefSummary, ...]
    """The briefs."""


class BriefDocument(Document):
    """One brief."""

    brief: Brief
    """The brief."""


class ActorList(Document):
    """All actors, by id."""

    actors: tuple[ActorSummary, ...]
    """The actors."""


class ActorDocument(Document):
    """One actor."""

    actor: Actor
    """The actor."""


class EventList(Document):
    """All events by date, each once, however many briefs tell it."""

    events: tuple[Event, ...]
    """The events."""


class QuoteList(Document):
    """All quotes, by date."""

    quotes: tuple[Quote, ...]
    """The quotes."""


class SourceList(Document):
    """All publications by title, each once, however many briefs use it."""

    sources: tuple[UsedPublication, ...]
    """The publications."""


class Topic(Record):
    """Something that several briefs are about."""

    id: str
    """Its id."""
    title: str
    """What readers call it."""
    summary: str
    """What belongs to it."""
    briefs: tuple[str, ...]
    """Ids of its briefs, the newest first."""
    url: Address
    """Its page."""


class TopicList(Document):
    """All topics, by id."""

    topics: tuple[Topic, ...]
    """The topics."""


@dataclass(frozen=True)
class Kind:
    """A kind of file: its name and path below `api/v1/`, with `{id}` where there are many."""

    name: str
    path: str
    model: type[Document]


KINDS = (
    Kind("index", "index.json", Index),
    Kind("briefs", "briefs.json", BriefList),
    Kind("brief", "briefs/{id}.json", BriefDocument),
    Kind("actors", "actors.json", ActorList),
    Kind("actor", "actors/{id}.json", ActorDocument),
    Kind("events", "events.json", EventList),
    Kind("quotes", "quotes.json", QuoteList),
    Kind("sources", "sources.json", SourceList),
    Kind("topics", "topics.json", TopicList),
)


@dataclass(frozen=True)
class Other:
    """A file that is no JSON of this format, with its path below the root of the site."""

    path: str
    media_type: str
    description: str


TABLES = (
    Other(addresses.data("events.csv"), "text/csv", "All events as a table, for spreadsheets"),
    Other(addresses.data("quotes.csv"), "text/csv", "All quotes as a table, for spreadsheets"),
    Other(addresses.data("actors.csv"), "text/csv", "All actors as a table, for spreadsheets"),
    Other(
        addresses.data("briefs.sqlite"),
        "application/vnd.sqlite3",
        "Everything as an SQLite database, to be queried",
    ),
)
SUBSCRIPTIONS = (
    Other(addresses.feed(addresses.HOME, "atom"), "application/atom+xml", "What is new, for feed readers"),
    Other(addresses.feed(addresses.HOME, "json"), "application/feed+json", "The same as JSON Feed"),
    Other(addresses.calendar(addresses.HOME), "text/calendar", "All events as a calendar to subscribe to"),
)


def schema(name: str) -> str:
    """The path below `api/v1/` of the JSON Schema of a kind of file."""
    return f"schema/{name}.json"


def description(model: type[Document]) -> str:
    """What a kind of file holds, without a full stop."""
    return (model.__doc__ or "").strip().rstrip(".")
