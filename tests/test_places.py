"""Places: their pages, the maps with them, and their data."""

import json
import re
from collections.abc import Mapping
from itertools import combinations

import pytest
from babel import Locale
from lxml import html

from briefing_site.format.fields import Point
from briefing_site.maps import drawing, lines, outlines
from briefing_site.maps.drawing import MappedPlace
from briefing_site.maps.outlines import EARTH_RADIUS
from briefing_site.maps.projection import EqualArea
from briefing_site.pages.components import lettering
from briefing_site.site import Site
from tests.project import Files, linked

PLACES = """\
osh: {name: Osh, coordinates: "40.51, 72.80", country: KG, aliases: [Ош], wikidata: Q207044}
bishkek: {name: Bishkek, coordinates: "42.87, 74.59", formerly: [frunze]}
road: {name: The road, kind: road, line: ["42.87, 74.59", "40.51, 72.80"]}
"""
BRIEF = """\
title: A road
summary: It opens.
date: 2024-05-14
timeline:
  - {date: 2024-01-02, title: It opens, places: [bishkek, osh], sources: [gazette]}
  - {date: 2024-01-03, title: It closes, places: [road], sources: [gazette]}
quotes:
  - {text: At last., speaker_description: a driver, date: 2024-01-02, source: gazette, places: [osh]}
sources:
  gazette: {title: Gazette}
"""
FILES = {"briefs/places.yml": PLACES, "briefs/a.yml": BRIEF}
SITE = Site(address="https://example.org/")
CASES: Mapping[str, list[tuple[float, float]]] = {
    "neighbours": [(40.51, 72.80), (40.06, 70.82), (40.13, 70.63), (42.87, 74.59)],
    "one": [(54.48, 17.10)],
    "the same twice": [(40.51, 72.80), (40.51, 72.80)],
    "on both sides of the date line": [(-18.0, 178.0), (-13.8, -171.7)],
    "around the world": [(38.9, -77.0), (55.75, 37.6), (39.9, 116.4), (-35.3, 149.1)],
    "at the poles": [(90.0, 0.0), (-90.0, 0.0)],
}


@pytest.fixture(scope="module")
def files() -> Files:
    return Files(linked(FILES), SITE)


def page(files: Files, path: str) -> html.HtmlElement:
    return html.fromstring(files[path].decode())


def test_a_brief_has_a_map_and_a_list_that_says_the_same(files: Files) -> None:
    text = files["briefs/a.md"].decode()
    drawn = page(files, "briefs/a.md").xpath("//figure[@class='map']//a")
    marks = [
        (mark.get("href"), mark.xpath("string(*[@class='map-number'])"))
        for mark in drawn
    ]
    assert marks == [
        ("../../places/bishkek/", "1"),
        ("../../places/osh/", "2"),
        ("../../places/road/", "3"),
    ]
    assert "1. [Bishkek](../places/bishkek.md): [It opens](#it-opens)" in text
    assert "3. [The road](../places/road.md): [It closes](#it-closes)" in text
    plain = files["briefs/a/index.md.txt"].decode()
    assert "Bishkek" in plain
    assert "svg" not in plain


def test_a_place_has_a_page_with_what_happened_there(files: Files) -> None:
    text = files["places/osh.md"].decode()
    assert "Kyrgyzstan · also known as Ош" in text
    assert "[It opens](../briefs/a.md#it-opens)" in text
    assert "At last." in text
    assert "It closes" not in text
    assert "places/bishkek/" in files["places/frunze/index.html"].decode()


def test_a_site_without_places_has_no_pages_of_them() -> None:
    brief = re.sub(r", places: \[[^]]*\]", "", BRIEF)
    paths = set(Files(linked({"briefs/a.yml": brief}), SITE))
    assert not [path for path in paths if path.startswith("places/")]


def test_a_map_of_another_brief_stays_as_it_is() -> None:
    """What happens at a place changes its page, and no brief that names it."""
    other = BRIEF.replace("It opens", "It is opened").replace("A road", "Another road")
    before = Files(linked(FILES), SITE)
    after = Files(linked(FILES | {"briefs/b.yml": other}), SITE)
    assert after["briefs/a.md"] == before["briefs/a.md"]
    assert after["places/osh.md"] != before["places/osh.md"]


def test_places_and_events_as_geojson(files: Files) -> None:
    places = json.loads(files["api/v1/places.geojson"])
    kinds = {
        feature["id"]: (feature["geometry"]["type"], feature["geometry"]["coordinates"])
        for feature in places["features"]
    }
    assert kinds == {
        "bishkek": ("Point", [74.59, 42.87]),
        "osh": ("Point", [72.8, 40.51]),
        "road": ("LineString", [[74.59, 42.87], [72.8, 40.51]]),
    }
    events = json.loads(files["api/v1/events.geojson"])
    assert [feature["id"] for feature in events["features"]] == [
        "a#it-opens",
        "a#it-closes",
    ]
    assert events["features"][0]["geometry"]["type"] == "GeometryCollection"


def mapped(name: str) -> drawing.MapDrawing:
    places = [
        MappedPlace(number, f"Place {number}", [Point(*point)])
        for number, point in enumerate(CASES[name], start=1)
    ]
    return drawing.drawn(places, dict(Locale("en").territories), lettering.width)


@pytest.mark.parametrize("name", CASES)
def test_a_map_shows_every_place_and_no_label_over_another(name: str) -> None:
    drawn = mapped(name)
    frames = []
    for label in (*drawn.labels, *drawn.countries):
        width = lettering.width(label.text, drawing.COUNTRY_SIZE)
        frames.append(lines.Frame(label.x, label.y - 8, label.x + width, label.y))
    for place in drawn.places:
        assert 0 <= place.x <= drawn.width
        assert 0 <= place.y <= drawn.height
    for frame, other in combinations(frames, 2):
        assert not frame.overlaps(other)
    assert drawn.shapes.size < 40_000
    assert mapped(name) == drawn


def test_lambert_is_as_snyder_has_it() -> None:
    """The example of Map Projections: A Working Manual, page 332, on a sphere with the radius 3."""
    position = EqualArea(Point(40, -100)).position(Point(-20, 100))
    assert position is not None
    assert position.x * 3 / EARTH_RADIUS == pytest.approx(-4.2339303)
    assert position.y * 3 / EARTH_RADIUS == pytest.approx(4.0257775)


@pytest.mark.parametrize(
    ("point", "country"),
    [
        ((40.51, 72.80), "KG"),
        ((66.0, -172.0), "RU"),
        ((-16.9, -179.95), "FJ"),
        ((42.5, 12.9), "IT"),
        ((-29.5, 28.2), "LS"),
        ((43.0, -30.0), ""),
        ((-75.0, 0.0), "AQ"),
    ],
)
def test_which_country_a_point_is_in(point: tuple[float, float], country: str) -> None:
    assert outlines.country_at(Point(*point)) == country


def test_a_state_is_found_with_its_office_holders() -> None:
    """While they held the office: with the event of 2020, and not with that of 2010."""
    profile = "name: Ada\nkind: person\naffiliations: [{to: upland, role: President, period: 2015/2022, sources: [x]}]\n"
    brief = """\
title: Two visits
summary: She comes twice.
date: 2024-05-14
actors: [{id: ada, role: Guest}, {id: upland, name: Upland, kind: state, role: A state}]
timeline:
  - {date: 2010-01-02, title: The first visit, actors: [ada], sources: [x]}
  - {date: 2020-01-02, title: The second visit, actors: [ada], sources: [x]}
sources: {x: {title: X}}
"""
    library = linked(
        {
            "briefs/a.yml": brief,
            "briefs/actors/ada.yml": profile + "sources: {x: {title: X}}\n",
        }
    )
    text = Files(library, SITE)["timeline.md"].decode()
    assert "A state is found with those who held an office in it" in text
    first, second = library.events
    assert library.participants(first) == ("ada",)
    assert library.participants(second) == ("ada", "upland")
