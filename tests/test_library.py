"""How briefs are linked: what they share is in order, and an event is shown as the most cautious account says."""

import io
import re

import pytest
from icalendar import Calendar
from pypdf import PdfReader

from generator.library import linker
from generator.pipeline import check
from generator.search.records import records
from generator.site.site import Site
from tests.project import Files, exported, texts

BOLD = """\
title: The bold brief
summary: Summary.
date: 2020-05-01
topics: [oil]
actors: [{id: ada, role: Host}]
timeline:
  - {id: met, date: 2020-03, title: They met, text: "They agreed [@a].", actors: [ada], sources: [a]}
sources: {a: {title: First paper, language: de}}
"""
CAUTIOUS = """\
title: The cautious brief
summary: Summary.
date: 2020-05-02
topics: [gas]
actors: [{id: bo, name: Bo, kind: person, role: Guest}]
timeline:
  - id: meeting
    date: 2020-03-04
    title: They may have met
    actors: [bo]
    sources: [b, c]
    status: disputed
    note: One paper says that they only called [@c].
    same_as: bold#met
sources: {b: {title: Second paper}, c: {title: Third paper, url: "https://example.org/c"}}
"""
FILES = {
    "briefs/topics.yml": "oil: {title: Oil, summary: S.}\ngas: {title: Gas, summary: S.}\n",
    "briefs/actors/ada.yml": "name: Ada\nkind: person\n",
    "briefs/bold.yml": BOLD,
    "briefs/cautious.yml": CAUTIOUS,
}
LIBRARY = linker.link(check(texts(FILES)).collection)


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    made = Files(LIBRARY, Site())
    return {path: content.decode() for path, content in made.items() if path.endswith(".md")}


@pytest.mark.parametrize(
    "path",
    ["briefs/bold.md", "briefs/cautious.md", "actors/ada.md", "actors/bo.md", "topics/oil.md", "timeline.md"],
)
def test_an_event_is_as_sure_as_its_most_cautious_account(pages: dict[str, str], path: str) -> None:
    lines = (line for line in pages[path].split("\n") if "1 event in" not in line)
    line = next(line for line in lines if re.search(r"met( |\])", line))
    assert '<strong class="badge badge--disputed">Disputed</strong>' in line.partition("<details")[0]


def test_a_brief_says_which_others_have_its_event_and_what_differs(pages: dict[str, str]) -> None:
    badge = '<strong class="badge badge--{}">{}</strong>'
    others = {
        "bold": ("[The cautious brief](cautious.md#meeting)", badge.format("disputed", "Disputed")),
        "cautious": ("[The bold brief](bold.md#met)", badge.format("confirmed", "Confirmed")),
    }
    for slug, (title, status) in others.items():
        (line,) = re.findall("^Also in .*", pages[f"briefs/{slug}.md"], re.MULTILINE)
        assert (line.startswith(f"Also in {title}, <time"), line.endswith(status)) == (True, True), line
    for path in ("index.md", "briefs/index.md"):
        assert pages[path].count("Disputed in part") == 2
    assert LIBRARY.briefs["bold"].disputed


def test_what_one_brief_has_seen_happen_is_no_plan_any_more() -> None:
    """The brief that still has it as a plan says where it is confirmed."""
    planned = (
        CAUTIOUS.replace("disputed", "planned")
        .replace("2020-03-04", "2020-07-04")
        .replace("same_as: bold#met", "formerly: [x]")
    )
    dates = ("date: 2020-03, title", "date: 2020-07, title"), ("date: 2020-05-01", "date: 2020-08-01")
    bold = BOLD
    for old, new in dates:
        bold = bold.replace(old, new)
    for one, status in (
        ("status: planned", "planned"),
        ("same_as: bold#met\n    status: planned", "confirmed"),
    ):
        files = {
            **FILES,
            "briefs/bold.yml": bold,
            "briefs/cautious.yml": planned.replace("status: planned", one),
        }
        checked = check(texts(files))
        assert [each.message for each in checked.diagnostics] == []
        library = linker.link(checked.collection)
        assert {event.status for event in library.events} == {status, "confirmed"}
        page = Files(library, Site())["briefs/cautious.md"].decode()
        assert (">Confirmed<" in page.partition("Also in")[2]) == (status == "confirmed")
        calendar = Calendar.from_ical(exported(files, Site())["calendars/all.ics"])
        assert {str(each["status"]) for each in calendar.events} == {"CONFIRMED"} | (
            {"TENTATIVE"} if status == "planned" else set()
        )


def test_search_calendars_and_papers_are_as_cautious() -> None:
    made = exported(FILES, Site(), papers=True)
    (found,) = (each for each in records(LIBRARY) if each.kind == "event")
    assert found.state == "disputed"
    (event,) = Calendar.from_ical(made["calendars/all.ics"]).events
    assert event["status"] == "TENTATIVE"
    assert "Disputed" in str(event["description"])
    paper = PdfReader(io.BytesIO(made["briefs/bold/bold.pdf"]))
    words = " ".join(paper.pages[0].extract_text().split())
    assert re.search(
        r"They met Disputed They agreed \[1\]\.? ?\[1\] Disputed in “The cautious brief”", words
    ), words
    # and the data has what each brief says
    assert b'"status":"confirmed"' in made["api/v1/briefs/bold.json"]


def test_topics_and_actors_have_the_account_of_their_briefs(pages: dict[str, str]) -> None:
    for path in ("topics/gas.md", "actors/bo.md"):
        assert "[They may have met](../briefs/cautious.md#meeting)" in pages[path]
        assert "The cautious brief · [The bold brief](../briefs/bold.md#met)" in pages[path]
    for path in ("topics/oil.md", "actors/ada.md"):
        assert "[They met](../briefs/bold.md#met)" in pages[path]


BOLD_SAYS = ("They met", ">Confirmed<", "They agreed", '<span lang="de">First paper')
CAUTIOUS_SAYS = (
    "They may have met",
    ">Disputed<",
    "only called",
    "What is disputed.",
    "Second paper",
    "Third paper",
)


def test_the_timeline_has_all_accounts_side_by_side(pages: dict[str, str]) -> None:
    panel = pages["timeline.md"].partition('<details class="tellings"')[2].partition("</details>")[0]
    assert "Described in 2 briefs" in panel
    assert [panel.count(each) for each in (*BOLD_SAYS, *CAUTIOUS_SAYS)] == [1] * 10


def test_an_event_of_one_brief_has_no_panel() -> None:
    alone = linker.link(check(texts({**FILES, "briefs/cautious.yml": ""})).collection)
    made = Files(alone, Site())
    assert b"tellings" not in made["briefs/bold.md"] + made["timeline.md"]


def test_what_briefs_share_is_in_order() -> None:
    """By date, title or name, whatever the order of files, in which a-b.yml comes before a.yml."""
    brief = """title: A brief
summary: S.
date: 2020-05-01
actors: [{id: ada, name: Ada, kind: person, role: R}]
forecasts:
  - {statement: It rains., probability: 40, made_on: 2020-05-01, resolves_by: 2030-01-01}
  - {statement: It snows., probability: 40, made_on: 2020-05-01, resolves_by: 2029-01-01}
quotes:
  - {id: late, text: Late, speaker: ada, date: 2020-05, source: b}
  - {id: early, text: Early, speaker: ada, date: 2020-03, source: b}
  - {id: same, text: Same, speaker: ada, date: 2020-03, source: a}
sources: {a: {title: Zoo}, b: {title: ant, publisher: P}}
"""
    checked = check(texts({"briefs/a-b.yml": brief, "briefs/a.yml": brief}))
    assert checked.errors == []
    library = linker.link(checked.collection)
    assert [file.id for file in checked.collection.briefs] == ["a-b", "a"]
    assert [(each.id, each.slug) for each in library.quotes] == [
        ("early", "a"), ("same", "a"), ("early", "a-b"), ("same", "a-b"), ("late", "a"), ("late", "a-b"),
    ]  # fmt: skip
    assert [(each.number, each.slug) for each in library.forecasts] == [
        (2, "a"),
        (2, "a-b"),
        (1, "a"),
        (1, "a-b"),
    ]
    assert [
        (each.entry.title, [(use.slug, len(use.checks)) for use in each.uses]) for each in library.sources
    ] == [
        ("ant", [("a", 2), ("a-b", 2)]),
        ("Zoo", [("a", 1), ("a-b", 1)]),
    ]
    assert [each.number for each in library.briefs["a"].sources] == [1, 2]
