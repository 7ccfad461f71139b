"""Every field of the format is in every output, or in a list of those that are left out with a reason."""

import io
import json
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from functools import partial
from typing import NamedTuple

import pytest
from pypdf import PdfReader

from generator import pipeline
from generator.exports import versions as exports
from generator.exports.freezing import freeze
from generator.library import linker
from generator.library.library import Library
from generator.pages import version
from generator.search.records import records
from generator.site.site import Site
from tests.project import in_form, texts
from tests.sentinels import Sentinel, collection

Files = Mapping[str, bytes]

FILES, SENTINELS = collection()


@pytest.fixture(scope="module")
def built() -> Files:
    checked = pipeline.check(texts(FILES))
    assert not checked.errors, checked.diagnostics
    site = Site(address="https://example.org/")
    library = linker.link(checked.collection, files=texts(FILES))
    made = pipeline.render(library, site)
    found = "\n".join(repr(each) for each in records(library))
    return made | {"search": found.encode()} | dict(frozen(library, site))


def frozen(library: Library, site: Site) -> Iterator[tuple[str, bytes]]:
    """What becomes of a version of each brief on a site that has nothing else any more."""
    versions = {slug: (freeze.freeze(library, site, slug, "2050-01-01", "1"),) for slug in library.briefs}
    alone = Library({}, {}, {}, (), (), (), versions=versions)
    for slug in versions:
        for make in (version.page, exports.text, exports.paper):
            yield from ((f"frozen/{file.path}", file.content) for file in make(alone, site, slug, 0))


def ending(*ends: str) -> Callable[[Files], str]:
    def text(files: Files) -> str:
        return "\n".join(
            content.decode()
            for path, content in files.items()
            if path.endswith(ends) and not path.startswith("frozen/")
        )

    return text


def papers(files: Files, *, is_frozen: bool = False) -> str:
    pages = (
        page.extract_text()
        for path, content in files.items()
        if path.endswith(".pdf") and path.startswith("frozen/") == is_frozen
        for page in PdfReader(io.BytesIO(content)).pages
    )
    return " ".join(" ".join(pages).split())


def tables(files: Files) -> str:
    with closing(sqlite3.connect(":memory:")) as database:
        database.deserialize(files["api/v1/briefs.sqlite"])
        return "\n".join(database.iterdump())


def form(files: Files) -> str:
    return json.dumps(in_form("sentinel", files.__getitem__), ensure_ascii=False)


def below(folder: str, *ends: str) -> Callable[[Files], str]:
    return lambda files: ending(*ends)(
        {path.removeprefix("frozen/"): each for path, each in files.items() if path.startswith(folder)}
    )


class Output(NamedTuple):
    """A kind of output: its text, the fields that it is about, and those of them that it leaves out."""

    text: Callable[[Files], str]
    is_about: Callable[[Sentinel], bool]
    left_out: Mapping[str, str]


def anything(_: Sentinel) -> bool:
    return True


def of_a_brief(sentinel: Sentinel) -> bool:
    return sentinel.model == "brief"


def in_a_table(sentinel: Sentinel) -> bool:
    return sentinel.model == "actor" or sentinel.pattern[0] in {"timeline", "quotes"}


def read_as_text(sentinel: Sentinel) -> bool:
    return sentinel.member.field_type is not None and sentinel.member.field_type.is_text


ADDRESSES = {
    "brief.timeline.*.id": "it is an address, which means nothing outside of the site",
    "brief.quotes.*.id": "as that of an event",
    "brief.timeline.*.same_as": "it leads to another brief",
}
FIGURE = {"brief.figures.*.kind": "it is how the picture is drawn"}
PROFILE_SOURCES = {
    each.path: "the database has the sources of profiles"
    for each in SENTINELS
    if each.path.startswith("actor.sources.")
}
SAID = {"actor.sources.?.language", "actor.sources.?.kind"}
"""Every plain text of a brief with such a source says the same."""
KIND = {"brief.actors.*.kind": "the role says more"}
AFFILIATIONS = {
    "actor.affiliations.*.role": "a row of a table holds one of each; the database has them",
    "actor.affiliations.*.period": "as the role",
    "actor.affiliations.*.sources.*": "as the role",
}
IDS = {each.path for each in SENTINELS if each.path.startswith("actor.ids.")}
ACTOR_TEXTS = dict.fromkeys(
    ("actor.aliases.*", "actor.summary", *IDS, *AFFILIATIONS, *(PROFILE_SOURCES.keys() - SAID)),
    "pages of actors have no plain text; the data has it",
)

VERSION = FIGURE | {
    "brief.actors.*.id": "nothing leads to an actor that is not on the site any more",
}
PRINTED = VERSION | ADDRESSES

OUTPUTS = {
    "page": Output(ending(".md", "index.html"), anything, {}),
    "plain text": Output(ending(".md.txt"), anything, {**ACTOR_TEXTS, **FIGURE}),
    "JSON": Output(below("api/", ".json"), anything, {}),
    "SQLite": Output(tables, anything, {}),
    "CSV": Output(ending(".csv"), in_a_table, {**AFFILIATIONS, **PROFILE_SOURCES}),
    "paper": Output(
        papers, of_a_brief, {**ADDRESSES, **KIND, **FIGURE, "brief.actors.*.id": "as that of an event"}
    ),
    "feed": Output(
        ending(".atom"),
        of_a_brief,
        {path: reason for path, reason in ADDRESSES.items() if path.endswith(".id")} | FIGURE,
    ),
    "search": Output(
        below("search", "search"),
        read_as_text,
        {"brief.relations.*.label": "what two actors are to each other is looked for by their names"},
    ),
    "page of a version": Output(below("frozen/", ".md"), of_a_brief, VERSION),
    "text of a version": Output(below("frozen/", ".txt"), of_a_brief, VERSION),
    "paper of a version": Output(partial(papers, is_frozen=True), of_a_brief, PRINTED),
    "form": Output(form, of_a_brief, {}),
}


@pytest.mark.parametrize("name", OUTPUTS)
def test_every_field_is_in_every_output(built: Files, name: str) -> None:
    """An output that shows what it is said to leave out, or the other way round, fails too."""
    output = OUTPUTS[name]
    text = output.text(built)
    # an address of long ago leads on, and is nothing to read
    fields = [each for each in SENTINELS if output.is_about(each) and "formerly" not in each.pattern]
    assert {each.path for each in fields if not each.is_in(text)} == set(output.left_out)
