"""The diagram of relations: nothing in it covers anything else, whatever the relations are."""

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import combinations, pairwise, product
from pathlib import Path
from typing import NamedTuple

import pytest
from jinja2 import Template
from lxml import etree
from playwright.sync_api import Browser, Page

from briefing_site.library.library import Participant
from briefing_site.pages.components import graph, lettering
from briefing_site.pages.components.graph import Edge
from briefing_site.site import Links, Site
from tests.browser import box
from tests.project import CASES, ROOT, Files, linked

SVG = re.compile(r'<svg [^>]*aria-label="Relations.*?</svg>', re.DOTALL)
drawn = partial(graph.svg, link=Links("index.md"), site=Site())
node = partial(Participant, role="", sources=(), sort_name="")
NAMESPACE = "{http://www.w3.org/2000/svg}"
PHONE = 328
"""Pixels that a screen 360 pixels wide has for a diagram."""
NAMES = [
    *("NATO", "Dmitry Medvedev", "River Council", "Donaudampfschifffahrtsgesellschaft"),
    *("上海合作组织成员国元首理事会第二十五次会议", "اللجنة الوطنية لمكافحة المخدرات"),
    *("Организация Договора", "W" * 60, "संयुक्त राष्ट्र", "i", "องค์การความร่วมมือเซี่ยงไฮ้"),
]
LABELS = [
    *(
        "of",
        "head of",
        "promises 7.5 of 10 billion dollars to",
        "Rindfleischetikettierungsüberwachung",
    ),
    *(
        "成员国",
        "是该组织的创始成员国之一",
        "عضو في",
        "twice offers ten billion dollars to the members of",
    ),
]


class Rectangle(NamedTuple):
    """Part of a picture, in its pixels."""

    left: float
    top: float
    right: float
    bottom: float

    def overlaps(self, other: "Rectangle") -> bool:
        """Whether both have more than half a pixel in common."""
        return (
            min(self.right, other.right) - max(self.left, other.left) > 0.5
            and min(self.bottom, other.bottom) - max(self.top, other.top) > 0.5
        )

    def distance(self, x: float, y: float) -> float:
        """How far a point is from it, across or down."""
        return max(self.left - x, x - self.right, self.top - y, y - self.bottom, 0)

    def grown(self, across: float, down: float) -> "Rectangle":
        return Rectangle(
            self.left - across, self.top - down, self.right + across, self.bottom + down
        )


@dataclass(frozen=True)
class Picture:
    """What is where in an SVG."""

    title: str
    frame: Rectangle
    boxes: list[Rectangle]
    names: list[Rectangle]
    labels: list[Rectangle]
    lines: list[Rectangle]
    """Each straight part of a line, as a rectangle without width or height."""
    subject: Rectangle

    @property
    def faults(self) -> list[str]:
        """Everything that covers something else."""
        things = [(f"box {index}", each) for index, each in enumerate(self.boxes)]
        things += [(f"label {index}", each) for index, each in enumerate(self.labels)]
        found = [
            f"{a} covers {b}"
            for (a, one), (b, other) in combinations(things, 2)
            if one.overlaps(other)
        ]
        found += [
            f"{name} leaves the picture"
            for name, each in things
            if union([self.frame, each]) != self.frame
        ]
        inside = zip(self.boxes, self.names, strict=True)
        return found + [
            f"{name} leaves {box}" for box, name in inside if union([box, name]) != box
        ]

    @property
    def crossed(self) -> int:
        """How many lines run through boxes or labels."""
        things = [
            *(each.grown(-2, -2) for each in self.boxes),
            *(each.grown(-5, -2) for each in self.labels),
        ]
        wide = [each.grown(0.5, 0.5) for each in self.lines]
        return sum(line.overlaps(each) for line, each in product(wide, things))

    @property
    def empty(self) -> float:
        """The share of the picture that is more than 40 pixels from everything in it."""
        across, down = (
            range(10, int(each), 20) for each in (self.frame.right, self.frame.bottom)
        )
        things = [*self.boxes, *self.labels, *self.lines]
        far = [
            all(each.distance(*point) > 40 for each in things)
            for point in product(across, down)
        ]
        return sum(far) / max(1, len(far))


def union(rectangles: list[Rectangle]) -> Rectangle:
    left, top, right, bottom = zip(*rectangles, strict=True)
    return Rectangle(min(left), min(top), max(right), max(bottom))


def picture(svg: str, measured: Sequence[Rectangle] = ()) -> Picture:
    """What is where, and its texts where they were measured."""
    root = etree.fromstring(svg)
    left, top, width, height = map(float, root.get("viewBox", "").split())
    texts = [*root.iter(f"{NAMESPACE}text")]
    places = dict(zip(texts, measured or map(written, texts), strict=True))
    boxes, names, lines = [], [], []
    subject = None
    for node in root.iter(f"{NAMESPACE}a"):
        title, rectangle, text = node
        x, y, across, down = (
            float(rectangle.get(each, "")) for each in ("x", "y", "width", "height")
        )
        boxes.append(Rectangle(x, y, x + across, y + down))
        names.append(places[text])
        assert node.get("href")
        assert (title.text or "").startswith((text[0].text or "").split()[0])
        if "graph-node--subject" in node.get("class", ""):
            subject = boxes[-1]
    for path in root.iter(f"{NAMESPACE}path"):
        if "graph-line" in path.get("class", "").split():
            points = [
                (float(x), float(y))
                for x, y in re.findall(r"(-?\d+) (-?\d+)", path.get("d", ""))
            ]
            lines += [
                Rectangle(*map(min, *ends), *map(max, *ends))
                for ends in pairwise(points)
            ]
    labels = [
        place for text, place in places.items() if text.get("class") == "graph-label"
    ]
    subject = subject or max(
        boxes, key=lambda box: sum(touches(box, line) for line in lines)
    )
    frame = Rectangle(left, top, left + width, top + height)
    return Picture(
        root.get("aria-label", ""), frame, boxes, names, labels, lines, subject
    )


def touches(box: Rectangle, line: Rectangle) -> bool:
    ends = (line.left, line.top), (line.right, line.bottom)
    return any(box.grown(2, 2).distance(*end) == 0 for end in ends)


def written(text: etree._Element) -> Rectangle:
    """The space that lines of text take."""
    size = 12 if text.get("class") == "graph-label" else 12.5
    rectangles = []
    for line in text:
        x, y = float(line.get("x", "")), float(line.get("y", ""))
        half = lettering.width(line.text or "", size) / 2
        rectangles.append(
            Rectangle(x - half, y - 0.8 * size, x + half, y + 0.25 * size)
        )
    return union(rectangles)


def pictures(page: str) -> list[Picture]:
    return [picture(svg) for svg in SVG.findall(page)]


def test_nothing_covers_anything_on_pages(built: Path) -> None:
    """Groups are packed, and a diagram starts with its main actor."""
    pages = sorted((built.parent / "docs").rglob("*.md"))
    shown = [
        each for page in pages for each in pictures(page.read_text(encoding="utf-8"))
    ]
    assert len(shown) > 10
    assert {each.title: each.faults for each in shown if each.faults} == {}
    assert {each.title: each.crossed for each in shown if each.crossed} == {}
    assert {
        each.title: each.subject for each in shown if each.subject.right > PHONE
    } == {}
    assert max(each.empty for each in shown) < 0.45


def test_an_actor_of_many_relations_is_shown_with_those_it_has_most_with(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(graph, "MOST_NEIGHBOURS", 1)
    actors = "".join(
        f"  - {{id: {id_}, name: {id_ * 3}, kind: state, role: r}}\n" for id_ in "abc"
    )
    rows = "".join(
        f"  - {{from: a, to: {id_}, label: l{number}}}\n"
        for number, id_ in enumerate("bcc")
    )
    brief = f"title: A\nsummary: S\ndate: 2020-01-01\nactors:\n{actors}relations:\n{rows}sources: {{s: {{title: T}}}}\n"
    library = linked({"briefs/x.yml": brief})
    svg = graph.actor_diagram(
        library.actors["a"], library, Links("actors/a.md"), Site()
    )
    assert re.findall(r"\bl[0-9]\b", svg) == ["l1"]
    assert "The diagram has 2 of 3 actors and 1 of 3 relations." in svg


def test_a_page_lists_all_connected_actors_with_what_connects_them() -> None:
    ids = [f"a{number}" for number in range(150)]
    brief = Template(
        (CASES / "parts/cast.yml.jinja").read_text(encoding="utf-8")
    ).render()
    also = re.sub(
        "timeline:.*?(?=sources: {s:)",
        "",
        brief.replace("title: A", "title: B"),
        flags=re.DOTALL,
    )
    made = Files(linked({"briefs/x.yml": brief, "briefs/y.yml": also}), Site())[
        "actors/a0.md"
    ].decode()
    entries = made.split("\n- [")[3:]
    listed = [
        re.findall(r"\((.*?)\.md\)", each)[0]
        for each in entries
        if "aside" not in each[:20]
    ]
    most = ["a149", "a98", "a99"]
    assert listed[:149] == most + sorted(set(ids[1:]) - {*most})
    (both,) = (each for each in entries if each.startswith(r"a98 \*](a98.md)"))
    assert r"a98 \*: knows a0 \*, <time" in both
    assert "[A](../briefs/x.md#relations) · [B](../briefs/y.md#relations)" in both
    assert "    1 relation · 1 event in common\n    { .fold .reasons }" in both
    assert "[All](../briefs/x.md#all)" in both


def some_graph(
    kind: str, chance: random.Random
) -> tuple[tuple[Participant, ...], tuple[Edge, ...]]:
    count = chance.randint(2, 24)
    nodes = tuple(
        node(
            f"n{index}",
            f"{chance.choice(NAMES)} {index}",
            chance.choice(("person", "state")),
        )
        for index in range(count)
    )
    number = chance.randrange
    match kind:
        case "tree":
            pairs = [(index, number(index)) for index in range(1, count)]
        case "cycle":
            pairs = [(index, (index + 1) % count) for index in range(count)]
        case "star":
            pairs = [
                (0, index) if number(2) else (index, 0) for index in range(1, count)
            ]
        case "pairs":
            pairs = [(index - 1, index) for index in range(1, count, 2)]
        case "multiple":
            pairs = [(index % 2, 1 - index % 2) for index in range(count)]
        case "loops":
            pairs = [(index, index) for index in range(count)] + [
                (0, index) for index in range(1, count, 2)
            ]
        case _:
            pairs = [(number(count), number(count)) for _ in range(count)]
    related = {each for pair in pairs for each in pair}
    edges = tuple(
        dict.fromkeys(
            Edge(f"n{one}", f"n{other}", chance.choice(LABELS)) for one, other in pairs
        )
    )
    return tuple(node for index, node in enumerate(nodes) if index in related), edges


def some_graphs() -> Iterator[tuple[str, tuple[Participant, ...], tuple[Edge, ...]]]:
    for kind in ("tree", "cycle", "star", "pairs", "multiple", "loops", "random"):
        for seed in range(12):
            yield f"{kind} {seed}", *some_graph(kind, random.Random(f"{kind} {seed}"))  # noqa: S311


def test_nothing_covers_anything_in_random_graphs() -> None:
    for name, nodes, edges in some_graphs():
        svg = drawn(nodes, edges, "Relations")
        assert svg == drawn(nodes, edges, "Relations")
        made = picture(svg)
        assert made.faults == [], name
        assert len(made.boxes) == len(nodes)
        assert len(made.labels) == len(edges)
        assert made.crossed == 0, name


@pytest.mark.parametrize("is_confirmed", [True, False])
def test_gaps_of_a_line_are_explained_where_there_are_any(
    *, is_confirmed: bool
) -> None:
    nodes = tuple(node(each, each, "person") for each in "ab")
    made = drawn(
        nodes, (Edge("a", "b", "aide to", is_confirmed=is_confirmed),), "Relations"
    )
    assert (
        ("not confirmed" in made)
        is ("graph-line--doubtful" in made)
        is not is_confirmed
    )


MEASURE = """
() => [...document.querySelectorAll("svg")].map((svg) =>
  [...svg.querySelectorAll("text")].map((each) => each.getBBox()).map(({ x, y, width, height }) => [x, y, x + width, y + height]))
"""
"""The space that each text takes."""


def test_text_fits_where_a_browser_draws_it(browser: Browser) -> None:
    """The widths of letters are estimates; here, a browser measures them in whatever fonts it has."""
    assets = ROOT / "generator/briefing_site/theme/assets"
    styles = ""
    for name in ("components.css", "look.css"):
        styles += (assets / name).read_text(encoding="utf-8")
    svgs = [drawn(nodes, edges, name) for name, nodes, edges in some_graphs()]
    with browser.new_page() as page:
        page.set_content(
            f"<style>{styles}</style><figure class=graph>{''.join(svgs)}</figure>"
        )
        measured = page.evaluate(MEASURE)
    made = [
        picture(svg, [Rectangle(*each) for each in texts])
        for svg, texts in zip(svgs, measured, strict=True)
    ]
    assert {each.title: each.faults for each in made if each.faults} == {}


def test_a_phone_shows_the_main_actor_first_and_letters_in_full_size(
    page: Page,
) -> None:
    page.set_viewport_size({"width": 360, "height": 900})
    page.goto("actors/upland/")
    place = box(page.locator(".graph-node--subject"))
    assert 0 <= place["x"] < place["right"] <= 360
    svg = page.locator("figure.graph svg")
    assert svg.evaluate("svg => svg.clientWidth == svg.getAttribute('width')")
    assert svg.evaluate("svg => svg.clientWidth > svg.parentElement.clientWidth")
    assert "gradient" in page.locator("figure.graph").evaluate(
        "each => getComputedStyle(each).backgroundImage"
    )


def test_a_desktop_shows_all_of_a_picture(page: Page) -> None:
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto("briefs/council-revival/")
    assert page.locator("figure.graph").evaluate(
        "figure => figure.scrollWidth == figure.clientWidth"
    )
