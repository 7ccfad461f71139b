"""Every field of the format is in every output, or in a list of those that are left out with a reason."""

import json
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import PurePath
from typing import NamedTuple

import pytest

from briefing_site import pipeline
from briefing_site.exports import freezing
from briefing_site.format.fields import ACTOR_KIND, ACTOR_KINDS, LANGUAGE
from briefing_site.library.library import Library
from briefing_site.pages import version
from briefing_site.site import Site
from tests import readers
from tests.project import in_form, linked
from tests.sentinels import (
    OTHER,
    PROFILED,
    SLUG,
    WHOLE_PLACE,
    WHOLE_TOPIC,
    Sentinel,
    collection,
    replaced,
)
from tests.taking import records

Files = Mapping[str, bytes]

FILES, SENTINELS = collection()
SITE = Site(address="https://example.org/")
YAML = {
    "brief": f"briefs/{SLUG}.yml",
    "actor": f"briefs/actors/{PROFILED}.yml",
    "topic": "briefs/topics.yml",
    "term": "briefs/glossary.yml",
    "place": "briefs/places.yml",
}
PLACES = {
    "brief": f"briefs/{SLUG}",
    "actor": f"actors/{PROFILED}",
    "topic": f"topics/{WHOLE_TOPIC}",
    "term": "glossary",
    "place": f"places/{WHOLE_PLACE}",
}
"""The page of each entry, without `.md`."""
WANTED = (
    "briefs/",
    "actors/",
    "topics/",
    "glossary",
    "places/",
    "api/",
    "contribute/form.json",
    "contribute/briefs/",
    "feeds/all.atom",
)
UNWANTED = ("card.png", "openapi.json", f"{OTHER}.pdf")


@cache
def built(changed: Sentinel | None = None) -> Files:
    """What the entries are in; with another choice in a field, if one is to be changed."""
    files = dict(FILES)
    if changed:
        path = YAML[changed.model]
        files[path] = replaced(files[path], changed, other_choice(changed))
    library = linked(files)
    made: dict[str, bytes] = {}
    for task in pipeline.tasks(library, SITE):
        if task.name.startswith(WANTED) and not task.name.endswith(UNWANTED):
            made |= {
                file.path: file.content
                for file in task.make(library, SITE, *task.arguments)
            }
    own = [
        each
        for each in records(library)
        if not each.address.startswith(f"briefs/{OTHER}/")
    ]
    made["search"] = "\n".join(map(repr, own)).encode()
    return made if changed else made | dict(frozen(library))


def frozen(library: Library) -> Iterator[tuple[str, bytes]]:
    """What becomes of a version of the brief on a site that has nothing else any more."""
    versions = {SLUG: (freezing.freeze(library, SITE, SLUG, "2050-01-01", "1"),)}
    alone = Library({}, {}, {}, (), (), (), versions=versions)
    for file in version.page(alone, SITE, SLUG, 0):
        yield f"frozen{PurePath(file.path).suffix}", file.content


def is_choice(sentinel: Sentinel) -> bool:
    """Whether the same value may be in other fields, so that only a change of it shows where it is."""
    return bool(sentinel.member.choices) or sentinel.member.field_type in {
        ACTOR_KIND,
        LANGUAGE,
    }


def other_choice(sentinel: Sentinel) -> str:
    if sentinel.member.field_type is LANGUAGE:
        return "xh"
    return (sentinel.member.choices or ACTOR_KINDS)[-2]


def at(path: str) -> Callable[[Files, Sentinel], str]:
    """A file, with the place of the entry in its path."""
    return lambda files, sentinel: files[path.format(PLACES[sentinel.model])].decode()


def pdf(files: Files, _: Sentinel) -> str:
    return _paper(files[f"briefs/{SLUG}/{SLUG}.pdf"])


_paper = cache(readers.paper)


def data(files: Files, sentinel: Sentinel) -> str:
    lists = {"topic": "topics", "place": "places"}
    place = lists.get(sentinel.model) or PLACES[sentinel.model]
    return files[f"api/v1/{place}.json"].decode()


def rows(files: Files, _: Sentinel) -> str:
    """Only what is in the tables: their definitions list all choices."""
    return _rows(files["api/v1/briefs.sqlite"])


@cache
def _rows(content: bytes) -> str:
    with readers.database(content) as database:
        return "\n".join(
            line for line in database.iterdump() if line.startswith('INSERT INTO "')
        )


def table(files: Files, sentinel: Sentinel) -> str:
    names = {"timeline": "events", "quotes": "quotes"}
    return files[f"api/v1/{names.get(sentinel.pattern[0], 'actors')}.csv"].decode()


def feed(files: Files, _: Sentinel) -> str:
    """The entries of the brief."""
    entries = files["feeds/all.atom"].decode().split("<entry>")
    return "".join(
        each for each in entries if f'href="https://example.org/briefs/{SLUG}/' in each
    )


def form(files: Files, _: Sentinel) -> str:
    return json.dumps(in_form(SLUG, files.__getitem__), ensure_ascii=False)


class Output(NamedTuple):
    """A kind of output: its text, the fields that it is about, and those of them that it leaves out."""

    text: Callable[[Files, Sentinel], str]
    is_about: Callable[[Sentinel], bool]
    left_out: Mapping[str, str]


def anything(_: Sentinel) -> bool:
    return True


def is_data(sentinel: Sentinel) -> bool:
    """The glossary is for those who read briefs."""
    return sentinel.model != "term"


def of_a_brief(sentinel: Sentinel) -> bool:
    return sentinel.model == "brief"


def has_plain_text(sentinel: Sentinel) -> bool:
    """Pages of actors have none: it would be what the data have."""
    return sentinel.model != "actor"


def in_a_table(sentinel: Sentinel) -> bool:
    return sentinel.model == "actor" or sentinel.pattern[0] in {"timeline", "quotes"}


def in_the_feed(sentinel: Sentinel) -> bool:
    """What a brief says first; a reader opens its page for the evidence.

    `test_feeds.py` has what corrections say, which the entry of an update has.
    """
    return sentinel.path in {
        "brief.title",
        "brief.summary",
        "brief.as_of",
        "brief.topics.*",
        "brief.authors.*.name",
        "brief.key_judgements.*.text",
        "brief.key_judgements.*.confidence",
        "brief.key_judgements.*.likelihood",
    }


def read_as_text(sentinel: Sentinel) -> bool:
    return sentinel.member.field_type is not None and sentinel.member.field_type.is_text


ADDRESSES = {
    "brief.timeline.*.id": "it is an address, which means nothing outside of the site",
    "brief.quotes.*.id": "as that of an event",
    "brief.timeline.*.same_as": "it leads to another brief",
}
FIGURE = {"brief.figures.*.kind": "it is how the picture is drawn"}
SORTED = {"actor.sort_name": "it is the name in another order"}
DATE = {"brief.date": "it is the day that the brief describes where it has no cut-off"}
PROFILE_SOURCES = {
    each.path: "the database has the sources of profiles"
    for each in SENTINELS
    if each.path.startswith("actor.sources.")
}
KIND = {"brief.actors.*.kind": "the role says more"}
AFFILIATIONS = {
    "actor.affiliations.*.role": "a row of a table holds one of each; the database has them",
    "actor.affiliations.*.period": "as the role",
    "actor.affiliations.*.sources.*": "as the role",
}
VERSION = {
    **DATE,
    **FIGURE,
    "brief.actors.*.id": "nothing leads to an actor that is not on the site any more",
}

LINE = {"place.line.*": "the map on the page draws it"}
EQUIVALENTS = {
    "term.equivalents.?.*": "the search alone has them, apart from its records"
}

OUTPUTS = {
    "page": Output(
        at("{}.md"), anything, {**DATE, **FIGURE, **SORTED, **LINE, **EQUIVALENTS}
    ),
    "plain text": Output(
        at("{}/index.md.txt"), has_plain_text, {**DATE, **FIGURE, **LINE, **EQUIVALENTS}
    ),
    "JSON": Output(data, is_data, {}),
    "SQLite": Output(rows, is_data, {}),
    "CSV": Output(table, in_a_table, {**AFFILIATIONS, **PROFILE_SOURCES}),
    "paper": Output(
        pdf,
        of_a_brief,
        {
            **ADDRESSES,
            **DATE,
            **KIND,
            **FIGURE,
            "brief.actors.*.id": "as that of an event",
            "brief.see_also.*": "it leads to another brief",
        },
    ),
    "feed": Output(feed, in_the_feed, {}),
    "search": Output(
        at("search"),
        read_as_text,
        {
            "brief.relations.*.label": "what two actors are to each other is looked for by their names",
            **SORTED,
            **EQUIVALENTS,
        },
    ),
    "page of a version": Output(at("frozen.md"), of_a_brief, VERSION),
    "text of a version": Output(at("frozen.txt"), of_a_brief, {**DATE, **FIGURE}),
    "form": Output(form, of_a_brief, {}),
}


@pytest.mark.parametrize("name", OUTPUTS)
def test_every_field_is_in_every_output(name: str) -> None:
    """Where the entry itself is. An output that shows what it is said to leave out fails too."""
    output = OUTPUTS[name]

    def is_shown(sentinel: Sentinel) -> bool:
        text = output.text(built(), sentinel)
        # a version has what the page has
        is_same = (
            "version" not in name
            and is_choice(sentinel)
            and output.text(built(sentinel), sentinel) == text
        )
        return sentinel.is_in(text) and not is_same

    # an address of long ago leads on, and is nothing to read
    fields = [
        each
        for each in SENTINELS
        if output.is_about(each) and "formerly" not in each.pattern
    ]
    assert {each.path for each in fields if not is_shown(each)} == set(output.left_out)
