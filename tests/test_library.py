"""How briefs are linked: what they share is in order, and an event is shown as the most cautious account says."""

import re

from icalendar import Calendar

from briefing_site.library import linker
from briefing_site.pipeline import check
from briefing_site.site import Site
from tests import readers
from tests.project import exported, texts
from tests.taking import records
from tests.test_shown import FILES_OF

FILES = FILES_OF["tellings"]
"""Two briefs that tell of the same event."""
LIBRARY = linker.link(check(texts(FILES)).collection)


def test_search_calendars_and_papers_are_as_cautious() -> None:
    made = exported(FILES, Site(), papers=True)
    (found,) = (each for each in records(LIBRARY) if each.kind == "event")
    assert found.state == "disputed"
    (event,) = Calendar.from_ical(made["calendars/all.ics"]).events
    assert event["status"] == "TENTATIVE"
    assert "Disputed" in str(event["description"])
    words = readers.paper(made["briefs/bold/bold.pdf"])
    assert re.search(
        r"They met Disputed They agreed \[1\]\.? ?\[1\] Disputed in “The cautious brief”",
        words,
    ), words


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
        (each.entry.title, [(use.slug, len(use.checks)) for use in each.uses])
        for each in library.sources
    ] == [
        ("ant", [("a", 2), ("a-b", 2)]),
        ("Zoo", [("a", 1), ("a-b", 1)]),
    ]
    assert [each.number for each in library.briefs["a"].sources] == [1, 2]
