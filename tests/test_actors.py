"""The list of actors: people by their family names, each with a role, and a filter that knows other names."""

import json
import re

import pytest
from playwright.sync_api import Page, Route, expect

from briefing_site.pages import actors
from briefing_site.site import Site
from tests.project import linked

NAMES = [
    "Cher",
    "Ada van der Stone",
    "Xi Lake",
    "Bo Hill",
    "The Mill of Hill",
    "Åsa Zorn",
]
FILES = {
    f"briefs/actors/p{number}.yml": f"name: {name}\nkind: person\n"
    for number, name in enumerate(NAMES)
} | {
    "briefs/actors/p2.yml": """name: Xi Lake
kind: person
sort_name: Xi, Lake
aliases: [Xi of the Lake, 习]
affiliations:
  - {to: upland, role: Mayor, period: 2001/2005, sources: [gazette]}
  - {to: elsewhere, role: Envoy, period: 2004/.., sources: [gazette]}
  - {to: upland, role: Friend, sources: [gazette]}
sources: {gazette: {title: The gazette}}
""",
    "briefs/actors/upland.yml": "name: Upland\nkind: state\n",
    "briefs/a.yml": """title: A brief
summary: S.
date: 2020-05-01
actors: [{id: p3, role: Host of them all}, {id: elsewhere, name: Elsewhere, kind: state, role: A place}]
sources: {gazette: {title: The gazette}}
""",
}


def test_people_are_listed_by_family_name_with_a_role() -> None:
    """The last role that began, or that in the newest brief. A name of one word, or of no person, stays whole."""
    library = linked(FILES)
    page, names = actors.tasks(library, Site())
    listed, *_ = page.make(library, Site(), *page.arguments)
    lines = re.findall(
        r"^- \[(.+?)\]\(.+?\) \*(.*?)(?: · )?(?:\d+ (?:brief|event|quote).*)?\*\{ \.aside \}",
        listed.content.decode(),
        re.MULTILINE,
    )
    assert lines == [
        ("Cher", ""),
        ("Bo **Hill**", "Host of them all"),
        ("The Mill of Hill", ""),
        ("Ada **van der Stone**", ""),
        ("**Xi** Lake", "Envoy, Elsewhere, since 2004"),
        ("Åsa **Zorn**", ""),
        ("Elsewhere", ""),
        ("Upland", ""),
    ]
    (found,) = names.make(library, Site())
    assert json.loads(found.content) == {"p2": "Xi of the Lake 习"}


def test_the_filter_knows_other_names(page: Page) -> None:
    page.goto("actors/")
    page.get_by_label("Filter actors").fill("речной")
    expect(page.locator("[data-list] li:visible")).to_have_text(
        [re.compile("River Council")]
    )
    expect(page.locator(".filter output")).to_have_text("1 of 11 actors")


def test_the_filter_knows_other_names_beside_an_actor_called_constructor(
    page: Page,
) -> None:
    """Every object of a script has a `constructor`, which is no name."""

    def with_constructor(route: Route) -> None:
        response = route.fetch()
        markup, number = re.subn('[^/"]+/">Ada ', 'constructor/">Ada ', response.text())
        assert number == 1
        route.fulfill(response=response, body=markup)

    page.route("**/actors/", with_constructor)
    page.goto("actors/")
    page.get_by_label("Filter actors").fill("речной")
    expect(page.locator("[data-list] li:visible")).to_have_text(
        [re.compile("River Council")]
    )


def test_the_filter_of_a_divided_list_covers_all_of_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(actors, "LONGEST", 2)
    library = linked(FILES)
    whole, *_ = actors.tasks(library, Site())
    page, *_ = whole.make(library, Site(), *whole.arguments)
    (paths,) = re.findall('data-parts="(.+)"', page.content.decode())
    letters = (
        "people-c",
        "people-h",
        "people-t",
        "people-v",
        "people-x",
        "people-z",
        "states",
    )
    assert paths.split() == [f"../actors/index/{each}/" for each in letters]
    assert 'data-names="index/names.json"' in page.content.decode()
