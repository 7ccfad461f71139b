"""The data of a format in which every record has more fields, of each kind one with a value and one with several.

`python -m tests.wider_format FOLDER` writes them. It is a process of its own: the models of the format are
replaced before the rest of the generator is imported.
"""

import json
import sys
from pathlib import Path
from typing import Annotated, Any, NamedTuple

from pydantic import Field, RootModel, create_model

from generator.format import brief, fields, profile, topics
from generator.format.brief import AnchorField, Correction, Source
from generator.format.record import Record


class Note(Record):
    """Something noted."""

    text: fields.ProseField
    """What."""
    points: tuple[fields.Line, ...] = ()
    """In short."""


class Kind(NamedTuple):
    """A type of field, a value of it as a file has it, and the same in the data."""

    type: Any
    value: Any
    published: Any


KINDS = {
    "line": Kind(fields.Line, "a line", "a line"),
    "words": Kind(fields.Words, "some words", "some words"),
    "prose": Kind(fields.ProseField, "*Prose*", "Prose"),
    "address": Kind(fields.AddressField, "https://example.org/more", "https://example.org/more"),
    "choice": Kind(Annotated[fields.Confidence, fields.CHOICE], "moderate", "moderate"),
    "time": Kind(
        fields.DateField,
        "2010-11~",
        {
            "edtf": "2010-11~",
            "words": "about November 2010",
            "earliest": "2010-11-01",
            "latest": "2010-11-30",
            "precision": "month",
            "approximate": True,
            "uncertain": False,
        },
    ),
    "day": Kind(fields.DayField, "2010-11-09", "2010-11-09"),
    "language": Kind(fields.LanguageField, "ru", "ru"),
    "anchor": Kind(AnchorField, "some-id", "some-id"),
    "topic": Kind(fields.TopicRef, "trade", "trade"),
    "brief": Kind(fields.BriefRef, "second", "second"),
    "event": Kind(fields.EventRef, "second#opens", {"brief": "second", "id": "opens"}),
    "anyone": Kind(fields.AnyActorRef, "joan", "joan"),
    "note": Kind(Note, {"text": "A *note*", "points": ["why"]}, {"text": "A note", "points": ["why"]}),
}
ONLY_IN_BRIEFS = {
    "actor": Kind(fields.ActorRef, "jane", "jane"),
    "source": Kind(fields.SourceRef, "news", "news"),
    "cited": Kind(fields.ProseField, "See [@news]", "See [1]"),
}
DRAFTS = {"brief": "hidden", "event": "hidden#secret"}
"""Values that refer to a draft, and so are in no data."""


def kinds_of(record: type[Record]) -> dict[str, Kind]:
    """The kinds of fields that the record can have."""
    is_shared = record.__name__ in {"Affiliation", "Profile", "TopicEntry"}
    return KINDS if is_shared else KINDS | ONLY_IN_BRIEFS


def wider(record: type[Record], **fields: Any) -> type[Record]:  # noqa: ANN401
    """The record with more fields, and with these."""
    for name, kind in kinds_of(record).items():
        each: Any = kind.type
        fields[f"more_{name}"] = (each | None, Field(None, description="One of them."))
        fields[f"many_{name}"] = (tuple[each, ...], Field((), description="Several of them."))
    return create_model(record.__name__, __base__=record, __doc__=record.__doc__, **fields)


def filled(record: type[Record], **fields: Any) -> dict[str, Any]:  # noqa: ANN401
    """What a file says of such a record."""
    for name, kind in kinds_of(record).items():
        fields[f"more_{name}"] = kind.value
        fields[f"many_{name}"] = [kind.value, *([DRAFTS[name]] if name in DRAFTS else [])]
    return fields


def files() -> dict[str, Any]:
    """A brief with everything, what it refers to, and a draft."""
    source = filled(Source, title="News")
    event = {"date": "2010", "title": "Something", "sources": ["news"]}
    rest = {"summary": "Short", "date": "2011-01-01", "sources": {"news": {"title": "News"}}}
    return {
        "briefs/first.yml": filled(
            brief.Brief,
            title="First",
            summary="Short",
            date="2011-01-01",
            key_judgements=[filled(brief.KeyJudgement, text="So it is", confidence="low", sources=["news"])],
            actors=[filled(brief.CastMember, id="jane", role="Mayor"), {"id": "joan", "role": "Rival"}],
            relations=[filled(brief.Relation, **{"from": "jane", "to": "joan", "label": "rival of"})],
            timeline=[filled(brief.Event, **event, id="begins", actors=["jane"])],
            quotes=[filled(brief.Quote, text="Yes", speaker="jane", date="2010", source="news", id="yes")],
            sources={"news": source},
            corrections=[filled(Correction, date="2011-01-02", text="It was wrong")],
        ),
        "briefs/second.yml": {"title": "Second", **rest, "timeline": [event | {"id": "opens"}]},
        "briefs/hidden.yml": {
            "title": "Hidden",
            "status": "draft",
            **rest,
            "timeline": [event | {"id": "secret"}],
        },
        "briefs/actors/jane.yml": filled(
            profile.Profile,
            name="Jane",
            kind="person",
            affiliations=[filled(profile.Affiliation, to="union", role="member", sources=["news"])],
            sources={"news": source},
        ),
        "briefs/actors/joan.yml": {"name": "Joan", "kind": "person"},
        "briefs/actors/union.yml": {"name": "Union", "kind": "group"},
        "briefs/topics.yml": {"trade": filled(topics.TopicEntry, title="Trade", summary="Buying")},
    }


def several(record: Any) -> Any:  # noqa: ANN401 -- a type that is made here
    """A field with several of the record."""
    return tuple[record, ...], ()


def widen() -> None:
    """Replace the models of the format."""
    inner = (
        *(brief.KeyJudgement, brief.CastMember, brief.Relation, brief.Event, brief.Quote, Source),
        *(Correction, profile.Affiliation, topics.TopicEntry),
    )
    made: dict[type[Record], Any] = {record: wider(record) for record in inner}
    source: Any = made[Source]
    topic: Any = made[topics.TopicEntry]
    made[brief.Brief] = wider(
        brief.Brief,
        key_judgements=several(made[brief.KeyJudgement]),
        actors=several(made[brief.CastMember]),
        relations=several(made[brief.Relation]),
        timeline=several(made[brief.Event]),
        quotes=several(made[brief.Quote]),
        sources=(dict[fields.SourceId, source], ...),
        corrections=several(made[Correction]),
    )
    made[profile.Profile] = wider(
        profile.Profile,
        affiliations=several(made[profile.Affiliation]),
        sources=(dict[fields.SourceId, source], {}),
    )
    for record, model in made.items():
        setattr(sys.modules[record.__module__], record.__name__, model)
    vars(topics)["Topics"] = RootModel[dict[fields.IdField, topic]]


def main(folder: Path) -> None:
    """Write the data of the briefs."""
    contents = {path: json.dumps(content).encode() for path, content in files().items()}
    widen()
    from generator import pipeline  # after the models are replaced
    from generator.exports import data
    from generator.library import linker
    from generator.reading.folder import RawFile
    from generator.site.site import Site

    checked = pipeline.check([RawFile(path, content) for path, content in contents.items()])
    assert not checked.errors, [(error.path, error.message) for error in checked.errors]
    library, site = linker.link(checked.collection), Site("Wider", address="https://briefs.example/")
    for task in data.tasks(library, site):
        for file in task.make(library, site, *task.arguments):
            target = folder / file.path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(file.content)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
