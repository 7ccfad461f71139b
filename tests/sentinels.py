"""A brief, a profile, topics and a term with a text of its own in every field, made from the models.

A field that is added to the format is in it, without a line of code here, unless it is of a new kind.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from itertools import count
from typing import Any

import yaml
from pydantic import BaseModel

from briefing_site.format import Brief, Member, Pattern, Profile, fields
from briefing_site.format.fields.external_ids import ExternalIdType
from briefing_site.format.gazetteer import GazetteerEntry
from briefing_site.format.glossary import GlossaryEntry
from briefing_site.format.topics import TopicEntry
from briefing_site.format.traversal import members

SLUG = "sentinel"
PROFILED = "profiled-actor"
TOPIC = "sentinel-topic"
WHOLE_TOPIC = "told-topic"
WHOLE_PLACE = "whole-place"
TERM = "told-term"
PLACE = "told-place"
OTHER = "other-brief"
OTHER_EVENT = "other-event"
LANGUAGE = "sw"
DAYS = iter(range(1, 29))


@dataclass(frozen=True)
class Sentinel:
    """What was put into a field, and the forms of it that outputs may show instead."""

    model: str
    """`brief`, `actor`, `topic`, `term` or `place`."""
    pattern: Pattern
    member: Member
    forms: tuple[str, ...]

    @property
    def path(self) -> str:
        """Such as `brief.timeline.*.title`."""
        return ".".join((self.model, *self.pattern))

    def is_in(self, text: str) -> bool:
        """Whether the text shows it in any of its forms, in capitals or not."""
        return any(form.casefold() in text.casefold() for form in self.forms)


@dataclass
class Maker:
    """Makes the data of a record field by field, and keeps what it put where."""

    model: str
    sentinels: list[Sentinel] = field(default_factory=list)
    actors: list[str] = field(default_factory=list)
    sources: list[str] = field(default_factory=list)
    number: Iterator[int] = field(default_factory=lambda: count(1))

    def record(self, model: type[BaseModel], place: Pattern = ()) -> dict[str, Any]:
        """A mapping with every field, and one entry in each list."""
        return {member.key: self._field(member, place) for member in members(model)}

    def _field(self, member: Member, place: Pattern) -> Any:  # noqa: ANN401 -- what YAML holds
        pattern = (*place, *member.pattern)
        value: Any = (
            self.record(member.record, pattern)
            if member.record
            else self._value(member, pattern)
        )
        for step in reversed(member.steps):
            value = {self._key(member): value} if step == "?" else [value]
        return value

    def _key(self, member: Member) -> str:
        """A language, or the id of a source that nothing else has."""
        if member.key == "equivalents":
            return LANGUAGE
        self.sources.append(f"{self.model}-key-{next(self.number)}")
        return self.sources[-1]

    def _value(self, member: Member, pattern: Pattern) -> str:
        text, *forms = self._forms(member, pattern)
        self.sentinels.append(Sentinel(self.model, pattern, member, (text, *forms)))
        return text

    def _forms(self, member: Member, pattern: Pattern) -> tuple[str, ...]:
        number = next(self.number)
        kind, word = (
            member.field_type,
            f"{self.model}{'abcdefghij'[number // 10]}{'abcdefghij'[number % 10]}word",
        )
        match kind:
            case fields.PROSE if pattern[0] == "in_brief":
                source = f"source-{word}"
                self.sources.append(source)
                return f"{word} [@{source}]", word
            case _ if kind and kind.is_text:
                return (f"{word} {word}", word)
            case fields.DATE:
                # nothing is documented before it happened
                year = 1900 + number if pattern[-1] == "published" else 1500 + number
                return str(year), str(year)
            case fields.DAY:
                day, year = next(DAYS), 2020 if pattern == ("date",) else 2024
                return f"{year}-05-{day:02}", f"{day} May {year}"
            case fields.CHOICE:
                return (member.choices[-1], member.choices[-1].capitalize())
            case fields.ACTOR_KIND:
                return (fields.ACTOR_KINDS[-1], fields.ACTOR_KINDS[-1].capitalize())
            case fields.PERCENT:
                return str(number % 90 + 5), f"{number % 90 + 5}%"
            case fields.NUMBER:
                return f"{number}7319.5", f"{number}7,319.5"
            case ExternalIdType():
                return (kind.examples[-1 if self.model == "actor" else 0],)
            case fields.ADDRESS:
                return (f"https://{word}.example/",)
            case fields.LANGUAGE:
                return LANGUAGE, "Swahili"
            case _ if kind and kind.is_id:
                return (f"{word}-id",)
            case fields.ACTOR | fields.ANY_ACTOR:
                actor = f"actor-{word}"
                self.actors.append(actor)
                return actor, f"Name of {actor}"
            case fields.SOURCE:
                source = f"source-{word}"
                self.sources.append(source)
                return source, f"Title of {source}"
            case fields.TOPIC:
                return TOPIC, f"Title of {TOPIC}"
            case fields.PLACE:
                return PLACE, f"Name of {PLACE}"
            case fields.POINT:
                return f"40.5, 72.8{number:02}", f"72.8{number:02}"
            case fields.COUNTRY:
                return "KG", "Kyrgyzstan"
            case fields.BRIEF:
                return OTHER, f"Title of {OTHER}"
            case fields.EVENT:
                return f"{OTHER}#{OTHER_EVENT}", f"{OTHER}#{OTHER_EVENT}", OTHER_EVENT
            case _:
                raise AssertionError(f"no sentinel for a field of the kind {kind}")


@cache
def collection() -> tuple[dict[str, str], tuple[Sentinel, ...]]:
    """The files by path, and what is in which field of them."""
    brief, profile, topic, term, place = map(
        Maker, ("brief", "actor", "topic", "term", "place")
    )
    data = brief.record(Brief)
    about = profile.record(Profile)
    told = topic.record(TopicEntry)
    data["actors"] += [
        _actor(actor) for actor in (*brief.actors, *profile.actors, PROFILED)
    ]
    data["sources"] |= _titled(brief, data["sources"])
    about["sources"] |= _titled(profile, about["sources"])
    # an event that another brief tells too is listed as that one tells it
    (event,) = data["timeline"]
    told_twice = {
        "date": event["date"],
        "title": "Other event",
        "same_as": event.pop("same_as"),
    }
    data["timeline"].append({**told_twice, "sources": [*data["sources"]]})
    other = {
        "title": f"Title of {OTHER}",
        "summary": "Another brief.",
        "date": "2024-06-01",
        "timeline": [
            {
                "date": event["date"],
                "title": "Other event",
                "id": OTHER_EVENT,
                "sources": ["gazette"],
            }
        ],
        "sources": {"gazette": {"title": "Gazette"}},
    }
    files = {
        f"briefs/{SLUG}.yml": data,
        f"briefs/{OTHER}.yml": other,
        f"briefs/actors/{PROFILED}.yml": about,
        "briefs/topics.yml": {TOPIC: {"title": f"Title of {TOPIC}", "summary": "A topic."}, WHOLE_TOPIC: told},
        "briefs/glossary.yml": {TERM: term.record(GlossaryEntry)},
        "briefs/places.yml": {
            PLACE: {"name": f"Name of {PLACE}", "coordinates": "40.51, 72.80"},
            WHOLE_PLACE: place.record(GazetteerEntry),
        },
    }  # fmt: skip
    written = {
        path: yaml.safe_dump(each, allow_unicode=True, sort_keys=False)
        for path, each in files.items()
    }
    return written, (
        *brief.sentinels,
        *profile.sentinels,
        *topic.sentinels,
        *term.sentinels,
        *place.sentinels,
    )


def _titled(maker: Maker, known: Mapping[str, object]) -> dict[str, dict[str, str]]:
    """The sources that fields refer to, each with a title."""
    return {
        source: {"title": f"Title of {source}"}
        for source in maker.sources
        if source not in known
    }


def replaced(text: str, sentinel: Sentinel, other: str) -> str:
    place = (
        ("?", *sentinel.pattern)
        if sentinel.model in {"topic", "term", "place"}
        else sentinel.pattern
    )
    data = _replaced(yaml.load(text, yaml.BaseLoader), place, sentinel.forms[0], other)  # noqa: S506 -- texts only
    return str(yaml.safe_dump(data, allow_unicode=True, sort_keys=False))


def _replaced(data: Any, place: Pattern, old: str, other: str) -> Any:  # noqa: ANN401 -- what YAML holds
    if not place:
        return other if data == old else data
    steps = {"*": range(len(data)), "?": data}.get(
        place[0], [place[0]] if place[0] in data else []
    )
    for step in steps:
        data[step] = _replaced(data[step], place[1:], old, other)
    return data


def _actor(actor: str) -> Mapping[str, str]:
    named = {} if actor == PROFILED else {"name": f"Name of {actor}", "kind": "person"}
    return {"id": actor, "role": f"Role of {actor}", **named}
