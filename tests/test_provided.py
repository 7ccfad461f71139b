"""The pages about the site itself: it has them without writing any, and its own ones instead where it does."""

import re

import pytest

from briefing_site.format.settings import Settings
from briefing_site.pages import provided
from briefing_site.site import Language, Site, addresses
from tests.mistakes import BRIEF
from tests.project import linked

FILES = {
    "briefs/bridge.yml": BRIEF,
    "briefs/topics.yml": "trade: {title: Trade, summary: Goods.}\n",
}


def test_pages_speak_of_what_the_site_has() -> None:
    site = Site(address="https://bridges.test/", repository="https://git.example/a/b")
    pages = (
        (addresses.DATA, Site()),
        (addresses.DATA, site),
        (addresses.CONTRIBUTE, site),
    )
    without, data, contribute = (
        next(provided.page(linked(FILES), given, path)).content.decode()
        for path, given in pages
    )
    assert "replace `https://briefs.example`" in without
    assert "replace `" not in data
    assert "curl -sO https://bridges.test/api/v1/briefs.sqlite" in data
    assert "pencil" in contribute


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize("path", provided.PAGES)
def test_pages_of_a_site_without_a_repository_speak_of_none(
    path: str, language: str
) -> None:
    site = Site(
        language=Language(language), settings=Settings(contact="mailto:us@bridges.test")
    )
    text = next(provided.page(linked(FILES), site, path)).content.decode()
    runs = "the repository’s host|bei dem das Repository"
    assert not re.search(
        "pencil|repositor|pull request|stiftsymbol",
        re.sub(runs, "", text),
        re.IGNORECASE,
    )
    assert ("mailto:us@bridges.test" in text) == (
        path in {addresses.CONTRIBUTE, addresses.ABOUT}
    )


ACTORS = "actors: [{id: a, name: A, kind: state, role: R}, {id: b, name: B, kind: state, role: R}]"
FORECAST = "{statement: It ends., probability: 50, made_on: 2020-01-01, resolves_by: 2021-01-01}"


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize(
    ("more", "sections"),
    [
        ("scope: All of it.", set()),
        ("timeline: [{date: 2020, title: A walk}]", {"events"}),
        (
            "quotes: [{text: Yes, speaker_description: a guest, date: 2020, source: a}]",
            {"quotes"},
        ),
        ("key_judgements: [{text: It ends., confidence: low}]", {"judgements"}),
        (
            "key_judgements: [{text: It ends., confidence: low, likelihood: likely}]",
            {"judgements", "likelihood"},
        ),
        (f"forecasts: [{FORECAST}]", {"forecasts"}),
        (f"{ACTORS}\nrelations: [{{from: a, to: b, label: knows}}]", {"relations"}),
    ],
)
def test_about_explains_what_the_site_has(
    more: str, sections: set[str], language: str
) -> None:
    head = "title: A\nsummary: S.\ndate: 2020-05-01\nsources: {a: {title: A}}\n"
    site = Site(language=Language(language))
    (page,) = provided.page(
        linked({"briefs/a.yml": head + more}), site, addresses.ABOUT
    )
    text = page.content.decode().replace("ICD-203.pdf", "{ #likelihood }")
    known = {
        "sources",
        "events",
        "quotes",
        "judgements",
        "likelihood",
        "forecasts",
        "relations",
    }
    assert {*re.findall(r"{ #(\w+) }", text)} & known == sections
    (page,) = provided.page(
        linked({"briefs/a.yml": head.replace("A}", "A, kind: press}")}),
        site,
        addresses.ABOUT,
    )
    assert "{ #sources }" in page.content.decode()
