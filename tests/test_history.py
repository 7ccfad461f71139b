"""What readers see of a brief's past: from git, in the terms of the subject."""

import json
import os
import re
import shutil
import subprocess
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any
from unittest import mock

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from generator import pipeline
from generator.format import dates, limits
from generator.format.field_type import Mark
from generator.format.fields import Id
from generator.history import entry, git, histories, updates
from generator.history.changes import Histories, History, compare_files
from generator.history.git import FileVersion
from generator.library import linker
from generator.pages import brief
from generator.pages import history as page
from generator.pages.components import history as rendered
from generator.pipeline import Project
from generator.reading import folder
from generator.reading.folder import Collection, RawFile
from generator.site.language import Language
from generator.site.site import Site
from tests.project import ROOT, call, linked_project, make, run, texts
from tests.repository import Repository
from tests.sentinels import SLUG, Sentinel, collection, replaced

BRIEF = """\
title: A dam
summary: A dam is built.
date: 2020-05-01
actors:
- {id: ada-stone, name: Ada Stone, kind: person, role: Engineer}
timeline:
  # the oldest first
  - date: 2020-03
    title: Work begins
    text: |
      They began.

      # In the rain
    sources: [gazette]
quotes:
  - id: river
    text: The river belongs to nobody
    speaker: ada-stone
    date: 2020-04
    source: gazette
sources:
  gazette:
    title: The dam
    url: https://gazette.example/dam
"""
EVENT = """\
  - date: 2020-04-{day}
    title: {title}
    sources: [gazette]
"""


_HEAD = re.compile(
    r'((?:<time|<span class="date").*?</(?:time|span)>(?: <span class="aside">in git .*?</span>)?)'
    r'( <span class="aside">Minor</span>)? \{ #\S+ \}'
)


def history(root: Path, slug: str = "dam") -> list[tuple[str, str, str, list[str]]]:
    """Each update on the page for the history of the brief: its day, `Minor` or nothing, its line, and its details.

    What is not recorded comes last, without a day.
    """
    library = linked_project(root)
    if not library.briefs[slug].has_history:
        return []
    (file,) = page.page(library, Site(), slug)
    text = file.content.decode().replace(f"../../briefs/{slug}.md#", "#")
    _, *days = text.split("\n## ")
    found: list[tuple[str, str, str, list[str]]] = []
    for each in days:
        heading, *lines = filter(None, each.splitlines())
        if first := re.fullmatch(r"First published (.*) \{ #published \}", heading):
            found.append((first[1], "", "First published", []))
            continue
        head = _HEAD.fullmatch(heading)
        assert head, heading
        details = [each[2:] for each in lines if each.startswith("- ")]
        said = "" if lines[0].startswith("- ") else lines[0]
        found.append((head[1], "Minor" if head[2] else "", said, details))
    unknown = re.search(r"(?m)^Changes before .* are not recorded$", text)
    return [*found, ("", "", unknown[0], [])] if unknown else found


def shown(root: Path, slug: str = "dam") -> str:
    """The days of the history with their details, in lines."""
    lines = []
    for day_, _, said, details in history(root, slug):
        start = f"- {day_}: " if day_ else "- "
        is_long = len(details) > 1
        lines += [start.rstrip()] if is_long else [start + (details or [said])[0]]
        lines += [f"    - {each}" for each in details] if is_long else []
    return "\n".join(lines)


@pytest.fixture
def dam(tmp_path: Path) -> Repository:
    """A repository in which the brief was published on 1 May."""
    made = Repository(tmp_path / "repository")
    made.commit("2020-05-01", BRIEF)
    return made


def day(number: int) -> str:
    return f'<time datetime="2020-05-{number:02}">{number} May 2020</time>'


def corrected(words: str) -> str:
    return f'<strong class="correction">{words}</strong>'


PUBLISHED = f"- {day(1)}: First published"


def test_a_build_in_a_repository(dam: Repository) -> None:
    """The pages depend on the history: a new commit is a reason to make them again."""
    (dam.top / ".git/info/exclude").write_text("/.cache\n/docs\n")
    first = run(dam.folder, "build", "--engine", "none")
    assert first.returncode == 0, first.stderr
    dam.commit("2020-05-03", BRIEF.replace("A dam is built", "A dam was built"))
    assert run(dam.folder, "build", "--engine", "none").returncode == 0
    assert day(3) in (dam.folder / "docs/briefs/dam/history.md").read_text()


NO_DAY = ' <span class="aside">in git without a day of the calendar</span>'


@pytest.mark.parametrize("seconds", [253402300800, 99999999999999])
def test_a_commit_of_a_year_without_calendar(dam: Repository, seconds: int) -> None:
    """It counts as made on the day of the one before it; the first one on the day that git shows for none."""
    changed = BRIEF.replace("A dam is built", "A dam was built")
    dam.commit(f"@{seconds} +0000", changed)
    assert shown(dam.folder).splitlines()[-1] == f"- {day(1)}{NO_DAY}: First published"
    dam.commit("2020-05-03", BRIEF)
    assert shown(dam.folder).splitlines()[0] == f"- {day(3)}: Summary changed"
    shutil.rmtree(dam.folder / ".git")
    dam.git("init", "--quiet")
    dam.commit(f"@{seconds} +0000", changed)
    assert f'<time datetime="1970-01-01">1 January 1970</time>{NO_DAY}' in shown(dam.folder)


def test_a_commit_whose_date_runs_backwards(dam: Repository) -> None:
    """It counts as made on the day of the latest commit before it, also of one that changed no brief."""
    dam.git("commit", "--quiet", "--allow-empty", "--message", "Elsewhere", day="2020-05-06")
    dam.commit("2020-05-03", BRIEF.replace("title: A dam", "title: The dam"))
    dam.commit("2020-05-07", BRIEF)
    claimed = f' <span class="aside">in git {day(3)}, but an earlier commit has a later day</span>'
    assert shown(dam.folder).splitlines() == [
        f"- {day(7)}: Title changed (previously: “The dam”)",
        f"- {day(6)}{claimed}: Title changed (previously: “A dam”)",
        PUBLISHED,
    ]


def test_another_time_zone_is_no_date_that_runs_backwards(dam: Repository) -> None:
    """The day is one earlier where the commit was made, and the moment a later one."""
    dam.commit("@1588345200 +1300", BRIEF.replace("title: A dam", "title: The dam"))  # 2 May, 4:00 there
    dam.commit("@1588348800 +0000", BRIEF)  # an hour later, 1 May
    assert [(each.day, each.dated) for each in git.main_line(dam.folder)] == [
        ("2020-05-01", None),
        ("2020-05-02", None),
        ("2020-05-02", None),
    ]
    dam.commit("@1588420800 +0000", BRIEF)  # 2 May
    made = subprocess.run(["git", "cat-file", "commit", "HEAD"], cwd=dam.top, capture_output=True, check=True)
    raw = made.stdout.replace(b"1588420800 +0000", b"1588420800 -9900")
    id_ = subprocess.run(
        ["git", "hash-object", "-t", "commit", "-w", "--stdin"],
        cwd=dam.top,
        input=raw,
        capture_output=True,
        check=True,
    ).stdout.decode()
    dam.git("reset", "--hard", id_.strip())
    last = git.main_line(dam.folder)[-1]
    assert (last.day, last.dated) == ("2020-05-02", "2020-04-28")


def test_what_changed_in_the_terms_of_the_subject(dam: Repository) -> None:
    """Corrections come first and stand out, with what was said before."""
    text = BRIEF.replace(
        "quotes:\n", EVENT.format(day="01", title="Rain") + EVENT.format(day="02", title="Sun") + "quotes:\n"
    )
    dam.commit("2020-05-02", text)
    text = text.replace("belongs to nobody", "belongs to everybody").replace(
        "sources:\n  g", "sources:\n  letter: {title: A letter}\n  g"
    )
    text = text.replace("title: A dam\n", "title: The dam\n").replace("A dam is built.", "It is\n  built.")
    dam.commit("2020-05-03", text)
    text = (
        text.replace("date: 2020-04-01", "date: 2020-04-03")
        + "corrections:\n  - {date: 2020-05-04, text: It rained later.}\n"
    )
    dam.commit("2020-05-04", text)
    dam.commit("2020-05-05", text.replace(EVENT.format(day="02", title="Sun"), ""))
    assert shown(dam.folder).splitlines() == [
        f"- {day(5)}: {corrected('Event removed')}: Sun",
        f"- {day(4)}:",
        f"    - {corrected('Event corrected')}: [Rain](#rain) (Date: 1 April 2020 → 3 April 2020)",
        "    - 1 correction added",
        f"- {day(3)}:",
        f"    - {corrected('Quote corrected')}: [The river belongs to everybody](#river) (previously: “The river belongs to nobody”)",
        "    - Title changed (previously: “A dam”)",
        "    - Summary changed",
        "    - 1 source added: A letter",
        f"- {day(2)}: 2 events added: [Rain](#rain); Sun",
        PUBLISHED,
    ]


JUDGED = (
    BRIEF
    + """\
key_judgements:
- {text: The dam will hold for years., confidence: high, likelihood: likely}
- {text: Nobody asked the town., confidence: high}
forecasts:
- {statement: It holds, probability: 35, made_on: 2020-05-01, resolves_by: 2021-01-01}
"""
)
OTHER = "- {text: It was built in 12 months., confidence: low}\n- {text: Nobody"


@pytest.mark.parametrize(
    ("changes", "line"),
    [
        (
            {"town., confidence: high": "town., confidence: moderate"},
            "Confidence in judgement 2 “Nobody asked the town.” lowered from high to moderate",
        ),
        (
            {"confidence: high": "confidence: low"},
            (
                "Confidence in judgements 1 “The dam will hold for years.” and 2 “Nobody asked the town.” "
                "lowered from high to low"
            ),
        ),
        (
            {"likelihood: likely": "likelihood: very likely"},
            "Likelihood of judgement 1 “The dam will hold for years.” raised from likely to very likely",
        ),
        ({", likelihood: likely": ""}, "Judgement 1 “The dam will hold for years.” no longer called likely"),
        ({"- {text: Nobody": OTHER}, "New judgement 2 “It was built in 12 months.”"),
        (
            {"Nobody asked the town.": "The river is full of trout."},
            "Judgement “Nobody asked the town.” replaced by “The river is full of trout.”",
        ),
        ({"for years": "for ages"}, "Judgement 1 “The dam will hold for ages.” reworded"),
        (
            {"town.": "town nor the villages below whose fields it floods as a report of 2019 says."},
            "Judgement 2 “Nobody asked the town nor the villages below whose fields …” reworded",
        ),
        ({"probability: 35": "probability: 20"}, "Forecast changed: “It holds” (35% → 20%)"),
        (
            {
                "35, made_on: 2020-05-01": "20, made_on: 2020-05-03",
                "actors:\n": "updated: 2020-05-03\nactors:\n",
            },
            "Forecast made anew with other terms: “It holds” (35% → 20%)",
        ),
        (
            {"resolves_by: 2021-01-01": "resolves_by: 2021-01-01, outcome: yes, resolved_on: 2020-05-02"},
            "Forecast came true: “It holds”",
        ),
        ({"resolves_by: 2021": "resolves_by: 2022"}, "Forecast made anew with other terms: “It holds”"),
        ({"A dam is built": "A dam falls"}, "Bottom line changed"),
        ({"title: A dam": "status: archived\ntitle: A dam"}, "Archived: no longer maintained"),
        ({"title: Work begins": "title: Work ends"}, "1 event corrected"),
    ],
)
def test_what_changes_the_view_is_a_major_update(dam: Repository, changes: dict[str, str], line: str) -> None:
    """What was added is named after it, and nothing else that is minor."""
    dam.commit("2020-05-02", JUDGED)
    text = (
        JUDGED.replace("sources:\n  g", "sources:\n  letter: {title: A letter}\n  g") + "background: More\n"
    )
    for old, new in changes.items():
        assert old in text
        text = text.replace(old, new)
    dam.commit("2020-05-03", text)
    assert history(dam.folder)[0][:3] == (day(3), "", f"{line}; 1 source added")


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("hold for years.", "hold for yeasr", "Judgement 1 “The dam will hold for yeasr” reworded"),
        (
            "confidence: high}",
            "confidence: high, basis: Nobody says so.}",
            "Reasons for judgement 2 “Nobody asked the town.” changed",
        ),
        ("title: Work begins", "title: 'work beginns'", "1 event corrected"),
        ("title: A dam\n", "title: The dam\nbackground: More.\n", "Title and Background changed"),
        ("quotes:\n", EVENT.format(day="01", title="Rain") * 2 + "quotes:\n", "2 events added"),
    ],
)
def test_words_sources_and_typing_errors_are_a_minor_update(
    dam: Repository, old: str, new: str, line: str
) -> None:
    dam.commit("2020-05-02", JUDGED)
    assert old in JUDGED
    new = new.replace(
        EVENT.format(day="01", title="Rain") * 2,
        EVENT.format(day="01", title="Rain") + EVENT.format(day="02", title="Sun"),
    )
    dam.commit("2020-05-03", JUDGED.replace(old, new, 1))
    assert history(dam.folder)[0][:3] == (day(3), "Minor", line)


@pytest.mark.parametrize(
    ("importance", "minor"), [(", importance: major", ""), (", importance: minor", "Minor"), ("", "Minor")]
)
def test_the_author_may_say_otherwise(dam: Repository, importance: str, minor: str) -> None:
    """In words of their own, which are text; what the program found stays in the details."""
    note = f"change_notes: [{{date: 2020-05-02, text: '<b> [x](javascript:y) *So*'{importance}}}]\n"
    dam.commit("2020-05-02", BRIEF.replace("title: A dam", "title: The dam") + note)
    said = r"&lt;b&gt; \[x\](javascript:y) \*So\*"
    details = ["Title changed", "Title changed (previously: “A dam”)"]
    assert history(dam.folder)[0] == (day(2), minor, said, details)
    shutil.rmtree(dam.folder / ".git")
    assert history(dam.folder) == [(day(2), minor if importance else "", said, [])]  # nothing else is known


@pytest.mark.parametrize(
    ("old", "new", "is_error"),
    [
        ("It recieved *aid*", "It received aid.", True),
        ("It was legal", "It was illegal", False),
        ("a typical case", "atypical case", False),
        ("it is now open", "it is not open", False),
        ("3,500 soldiers", "3,600 soldiers", False),
        ("大坝会倒下来", "大坝不会倒下来", False),
        ("Плотина стоит", "Плотена стоит", True),
    ],
)
def test_typing_errors_change_no_meaning(*, old: str, new: str, is_error: bool) -> None:
    changes = [compare_files(*(f"summary: {text}" for text in both)) for both in ((old, new), (new, old))]
    assert [updates.is_major(updates.line([each], {}, Language())) for each in changes if each] == [
        not is_error
    ] * 2


def test_a_changed_profile_is_a_minor_update_of_the_briefs_of_the_actor(dam: Repository) -> None:
    """But not of a brief that was published later; and names by which to find it are none."""
    profile, summary = "name: Ada Stone\nkind: person\n", "summary: An engineer.\n"
    text = BRIEF.replace("name: Ada Stone, kind: person, ", "")
    for number, more in enumerate(("", "", summary, f"{summary}aliases: [Ada]\n"), start=1):
        make(dam.folder, {"briefs/actors/ada-stone.yml": profile + more})
        dam.commit(f"2020-05-0{number}", text if number > 1 else BRIEF)
    dam.commit("2020-05-03", text, "bridge")
    changed = "Profile of Ada Stone changed"
    assert history(dam.folder)[0] == (day(3), "Minor", "", [f"{changed}: Summary"])
    assert [each[2] for each in history(dam.folder, "bridge")] == ["First published"]


def test_actors_that_are_gone_have_their_names(dam: Repository) -> None:
    """From an earlier version of the brief; where none has it, the id is read as a name."""
    make(dam.folder, {"briefs/actors/ben-hill.yml": "name: Benjamin Hill\nkind: person\n"})
    cast = (
        "- {id: ben-hill, role: Mayor}\nrelations: [{from: ben-hill, to: ada-stone, label: met}]\ntimeline:"
    )
    dam.commit("2020-05-02", BRIEF.replace("timeline:", cast))
    dam.commit("2020-05-03", BRIEF)
    assert history(dam.folder)[0][3] == [
        "1 actor removed: Benjamin Hill",
        "1 relation removed: Benjamin Hill met Ada Stone",
    ]
    (dam.folder / "briefs/actors/ben-hill.yml").unlink()
    assert "1 actor removed: Ben Hill" in history(dam.folder)[0][3]


def test_the_latest_update_stands_in_short_at_the_top(dam: Repository) -> None:
    """What matters most of what changed, and a link to the rest."""
    text = JUDGED.replace("sources:\n  g", "sources:\n  letter: {title: A letter}\n  g")
    dam.commit("2020-05-02", JUDGED)
    text = text.replace("A dam is built", "A dam falls").replace("y: 35", "y: 20").replace("high}", "low}")
    dam.commit("2020-05-03", text)
    (file,) = brief.page(linked_project(dam.folder), Site(), "dam")
    said = "Confidence in judgement 2 “Nobody asked the town.” lowered from high to low · [3 more changes](dam/history.md)"
    assert f"<strong>Latest update</strong> {day(3)}: {said}\n{{ .latest }}" in file.content.decode()


def test_corrections_are_linked_and_not_repeated(dam: Repository) -> None:
    dam.commit("2020-05-02", f"{BRIEF}corrections: [{{date: 2020-05-02, text: It leaks.}}]\n")
    line = "[1 correction](#corrections)"
    assert history(dam.folder)[0] == (day(2), "", line, ["1 correction added"])
    (file,) = brief.page(linked_project(dam.folder), Site(), "dam")
    box = f"<strong>Latest update</strong> {day(2)}: {line} · [Details](dam/history.md)\n{{ .latest }}"
    assert box in file.content.decode()
    assert file.content.decode().partition("\n## Sources")[0].count("It leaks") == 0


def test_a_plan_that_was_carried_out_or_moved_was_no_mistake(dam: Repository) -> None:
    planned = (
        EVENT.format(day="01", title="Rain").replace("    sources", "    status: planned\n    sources")
        + "quotes:\n"
    )
    dam.commit("2020-05-02", BRIEF.replace("quotes:\n", planned))
    dam.commit("2020-05-03", BRIEF.replace("quotes:\n", planned.replace("2020-04-01", "2020-04-02")))
    dam.commit("2020-05-04", BRIEF.replace("quotes:\n", planned.replace("    status: planned\n", "")))
    assert shown(dam.folder).splitlines()[:2] == [
        f"- {day(4)}: Event updated: [Rain](#rain) (Date: 2 April 2020 → 1 April 2020; Status: planned → confirmed)",
        f"- {day(3)}: Event updated: [Rain](#rain) (Date: 1 April 2020 → 2 April 2020)",
    ]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("speaker: ada-stone", "speaker: ben-hill", "Speaker: Ada Stone → Ben Hill"),
        ("date: 2020-03", "date: 2020-04~", "Date: March 2020 → about April 2020"),
        (
            "date: 2020-03\n    title: Work begins",
            "date: 2020\n    title: Digging begins",
            "previously: “Work begins”) (Date: March 2020 → 2020",
        ),
        (
            "    sources: [gazette]",
            "    status: reported\n    sources: [gazette]",
            "Status: confirmed → reported",
        ),
        ("probability: 60", "probability: 35", "Probability: 60% → 35%"),
        ("made_on: 2020-05-01", "made_on: 2020-04-01", "Made on: 1 May 2020 → 1 April 2020"),
        (
            "resolves_by: 2021-01-01",
            "resolves_by: 2022-01-01",
            "Resolves by: 1 January 2021 → 1 January 2022",
        ),
        ("criteria: If seen", "criteria: If *heard*", "Criteria: “If seen” → “If heard”"),
        (", criteria: If seen", "", "Criteria: “If seen” → –"),
        ("{statement: It holds", "{reasoning: Dams do, statement: It leaks", "previously: “It holds”"),
        (
            "criteria: If seen",
            f"criteria: {'If seen ' * 90}",
            "Criteria: “If seen” → “" + ("If seen " * 25)[:-6] + " …”",
        ),
        ("criteria: If seen", f"criteria: {'河水' * 200}", f"Criteria: “If seen” → “{'河水' * 99}河…”"),
        ("outcome: yes", "outcome: no", "Outcome: yes → no"),
        ("outcome: yes, ", "", "Outcome: yes → –"),
        ("resolved_on: 2020-05-01", "resolved_on: 2020-05-02", "Resolved on: 1 May 2020 → 2 May 2020"),
    ],
)
def test_what_was_said_before_reads_as_it_did(dam: Repository, old: str, new: str, said: str) -> None:
    """Dates as dates and names as names, before and after."""
    cast = "- {id: ben-hill, name: Ben Hill, kind: person, role: Engineer}\ntimeline:"
    days = "probability: 60, made_on: 2020-05-01, resolves_by: 2021-01-01"
    now = BRIEF.replace("timeline:", cast) + (
        f"forecasts:\n- {{statement: It holds, criteria: If seen, {days}}}\n"
        f"- {{statement: A flood comes, {days}, outcome: yes, resolved_on: 2020-05-01}}\n"
    )
    assert old in now
    dam.commit("2020-05-01", now)
    dam.commit("2020-05-02", now.replace(old, new, 1))
    assert f"({said})" in shown(dam.folder).splitlines()[0]


def test_a_change_late_in_a_long_text_is_shown(dam: Repository) -> None:
    """With the words around it, of which long ones hide nothing."""
    long, days = "and so on " * 50, "made_on: 2020-05-01, resolves_by: 2021-01-01"
    for number, word in enumerate(("dry", "wet"), start=1):
        text = f"{long}{'x' * 300} {word} {'y' * 300} {long}"
        dam.commit(
            f"2020-05-0{number}",
            f"{BRIEF}forecasts: [{{statement: It holds, probability: 60, criteria: {text}, {days}}}]\n",
        )
    newest = shown(dam.folder).splitlines()[0]
    assert f"Criteria: “… {'x' * 80} dry {'y' * 80} …” → “… {'x' * 80} wet {'y' * 80} …”" in newest


def test_of_many_things_some_are_named(dam: Repository) -> None:
    events = "".join(EVENT.format(day=f"{number:02}", title=f"Event {number}") for number in range(1, 9))
    dam.commit("2020-05-02", BRIEF.replace("quotes:\n", events + "quotes:\n"))
    assert "8 events added, among them: [Event 1](#event-1); " in shown(dam.folder)
    assert "; [Event 5](#event-5)\n" in shown(dam.folder)
    dam.commit("2020-05-03", BRIEF + "open_questions: [Who pays?, Who drinks?, It is open.]\n")
    assert ": Who pays? Who drinks? It is open." in shown(dam.folder)


def test_forecasts_that_are_removed_are_all_named(dam: Repository) -> None:
    """As events and quotes are: somebody may want to be rid of what they said."""
    days = "probability: 60, made_on: 2020-05-01, resolves_by: 2021-01-01"
    listed = "".join(f"- {{statement: Flood {number}, {days}}}\n" for number in range(7))
    dam.commit("2020-05-02", f"{BRIEF}forecasts:\n{listed}")
    dam.commit("2020-05-03", BRIEF)
    removed = [f"    - {corrected('Forecast removed')}: Flood {number}" for number in range(7)]
    assert shown(dam.folder).splitlines()[:8] == [f"- {day(3)}:", *removed]


def test_corrections_begin_with_the_newest(dam: Repository) -> None:
    notes = "corrections: [{date: 2020-05-02, text: Old.}, {date: 2020-05-05, text: New.}]\n"
    dam.commit("2020-05-05", BRIEF + notes)
    (file,) = brief.page(
        linker.link(pipeline.check(pipeline.load(Project(dam.folder))).collection), Site(), "dam"
    )
    page = file.content.decode()
    assert page.index(f"- {day(5)}: New.") < page.index(f"- {day(2)}: Old.")


def test_a_day_shows_what_it_changed_and_not_each_commit(dam: Repository) -> None:
    summer = BRIEF.replace("date: 2020-03", "date: 2020-06")
    rain = summer.replace("quotes:\n", EVENT.format(day="01", title="Rain") + "quotes:\n")
    dam.commit("2020-05-02", summer)
    dam.commit("2020-05-02", rain.replace("date: 2020-06", "date: 2020-07").replace("title: A", "title: The"))
    dam.commit("2020-05-02", rain.replace("title: Rain", "title: Sun"))
    assert shown(dam.folder).splitlines() == [
        f"- {day(2)}:",
        f"    - {corrected('Event corrected')}: [Work begins](#work-begins) (Date: March 2020 → June 2020)",
        "    - 1 event added: [Sun](#sun)",
        PUBLISHED,
    ]


def test_a_later_commit_can_not_change_what_was_published_on_the_first_day(dam: Repository) -> None:
    dam.commit("2020-05-01", BRIEF.replace("date: 2020-03", "date: 2020-06").replace("A dam is", "It was"))
    assert shown(dam.folder).splitlines() == [
        f"- {day(1)}:",
        f"    - {corrected('Event corrected')}: [Work begins](#work-begins) (Date: March 2020 → June 2020)",
        "    - Summary changed",
        PUBLISHED,
    ]


@pytest.mark.parametrize(
    "other",
    [
        BRIEF.replace("title: A dam", 'title:   "A dam" # as readers call it'),
        BRIEF.replace("\n", "\r\n"),
        BRIEF.rstrip("\n"),
        BRIEF.replace("  # the oldest first\n", "\n"),
        BRIEF.replace("- {id: ada-stone, name", "# one only\n- {id: ada-stone,   name"),
        BRIEF.replace("date: 2020-05-01", "date: 2020-05-01\nupdated: 2020-05-02"),
        BRIEF.replace("    url:", "    archived: https://archive.example/dam\n    url:"),
        BRIEF.replace(
            "quotes:\n  - id: river\n    text: The", "quotes:\n  -\n    id: river\n    text: >-\n      The"
        ),
    ],
)
def test_what_no_reader_notices_is_not_shown(dam: Repository, other: str) -> None:
    assert other != BRIEF
    dam.commit("2020-05-02", other)
    assert shown(dam.folder) == PUBLISHED


def test_prose_that_looks_like_a_comment_counts(dam: Repository) -> None:
    dam.commit("2020-05-02", BRIEF.replace("# In the rain", "# In the sun"))
    assert "1 event changed: [Work begins](#work-begins)" in shown(dam.folder)


def test_drafts_are_no_part_of_the_history(dam: Repository) -> None:
    dam.commit("2020-05-02", BRIEF.replace("title: A dam", "status: draft\ntitle: An idea"), "bridge")
    dam.commit("2020-05-03", BRIEF.replace("title: A dam", "title: A bridge"), "bridge")
    assert shown(dam.folder, "bridge") == f"- {day(3)}: First published"


def test_a_brief_that_was_deleted_comes_back_with_its_history(dam: Repository) -> None:
    dam.commit("2020-05-02", None)
    dam.commit("2020-05-03", BRIEF.replace("title: A dam", "title: The dam"))
    assert shown(dam.folder).splitlines() == [f"- {day(3)}: Title changed (previously: “A dam”)", PUBLISHED]


def test_a_brief_that_was_renamed_keeps_its_history(dam: Repository) -> None:
    dam.commit("2020-05-02", BRIEF.replace("title: A dam", "title: The dam"))
    (dam.folder / "briefs" / "dam.yml").unlink()
    dam.commit("2020-05-03", BRIEF.replace("title: A dam", "formerly: [dam]\ntitle: Our dam"), "our-dam")
    assert shown(dam.folder, "our-dam").splitlines() == [
        f"- {day(3)}: Title changed (previously: “The dam”)",
        f"- {day(2)}: Title changed (previously: “A dam”)",
        PUBLISHED,
    ]


def test_the_history_of_a_brief_that_was_merged_is_not_that_of_the_other(dam: Repository) -> None:
    """They were there side by side. If two became a third, it has the history of the first that it names."""
    bridge = BRIEF.replace("title: A dam", "title: A bridge")
    dam.commit("2020-05-02", bridge, "bridge")
    dam.commit("2020-05-03", BRIEF.replace("is built", "was built"))
    (dam.folder / "briefs/dam.yml").unlink()
    dam.commit("2020-05-04", f"formerly: [dam]\n{bridge}", "bridge")
    assert shown(dam.folder, "bridge") == f"- {day(2)}: First published"
    dam.commit("2020-05-05", BRIEF)
    for slug in ("dam", "bridge"):
        (dam.folder / f"briefs/{slug}.yml").unlink()
    dam.commit("2020-05-06", f"formerly: [bridge, dam]\n{bridge}", "river")
    assert shown(dam.folder, "river") == f"- {day(2)}: First published"


FORECAST = "{{statement: It {}, probability: 60, made_on: 2020-05-01, resolves_by: 2021-01-01}}"


def test_the_forecasts_of_a_brief_that_was_merged_keep_their_record(dam: Repository) -> None:
    """Also under the name that it had before, whose history is not that of the other, either."""
    bridge = BRIEF.replace("title: A dam", "title: A bridge")
    dam.commit("2020-05-02", f"{BRIEF}forecasts: [{FORECAST.format('leaks')}]\n")
    (dam.folder / "briefs/dam.yml").unlink()
    dam.commit("2020-05-03", f"{BRIEF}forecasts: [{FORECAST.format('breaks')}]\nformerly: [dam]\n", "our-dam")
    dam.commit("2020-05-04", bridge, "bridge")
    (dam.folder / "briefs/our-dam.yml").unlink()
    dam.commit("2020-05-05", f"formerly: [our-dam, dam]\n{bridge}", "bridge")
    known = linked_project(dam.folder).briefs["bridge"].history
    assert known
    assert known.published == dates.parse("2020-05-04")
    assert {terms[0]: each.since.text for terms, each in known.forecasts.items() if each.since} == {
        "It leaks": "2020-05-02",
        "It breaks": "2020-05-03",
    }


def test_a_new_probability_is_no_correction(dam: Repository) -> None:
    """It follows events; what was wrong before is another field."""
    now = f"{BRIEF}forecasts: [{FORECAST.format('holds')}]\n"
    dam.commit("2020-05-02", now)
    dam.commit("2020-05-03", now.replace("60", "70"))
    dam.commit("2020-05-04", now.replace("60", "80").replace("by: 2021", "by: 2022"))
    newest, older, *_ = shown(dam.folder).splitlines()
    assert older == f"- {day(3)}: Forecast updated: It holds (Probability: 60% → 70%)"
    both = "Probability: 70% → 80%; Resolves by: 1 January 2021 → 1 January 2022"
    assert newest == f"- {day(4)}: {corrected('Forecast corrected')}: It holds ({both})"


@pytest.mark.parametrize(
    ("other", "words"),
    [
        ("Any of\n\n- it breaks - or\n- it leaks", None),
        ("Any\nof\n\n\n-  it breaks -\n  or\n- it leaks\n", None),
        ("Any of - it breaks - or\n- it leaks", "Any of - it breaks - or ¶ - it leaks"),
        ("Any of ¶ - it breaks - or ¶ - it leaks", "Any of ¶¶ - it breaks - or ¶¶ - it leaks"),
        ("Any of\n\n- it breaks - or\n  - it leaks", "Any of ¶ - it breaks - or ¶·· - it leaks"),
        ("Any of\n\n- it breaks - or\n\n  it leaks", "Any of ¶ - it breaks - or ¶·· it leaks"),
        ("Any of\n\n- it breaks - or\n1. it leaks", "Any of ¶ - it breaks - or ¶ 1. it leaks"),
    ],
)
def test_a_line_break_counts_where_a_paragraph_or_an_item_begins(other: str, words: str | None) -> None:
    """There it has a meaning; elsewhere nobody sees it."""
    before, after = (
        f"{BRIEF}forecasts: [{FORECAST.format('holds')[:-1]}, criteria: {json.dumps(text)}}}]\n"
        for text in ("Any of\n\n- it breaks - or\n- it leaks", other)
    )
    revisions = lives(before.encode(), after.encode()).revisions
    changed = [field.after for each in revisions for one in each.change.entries for field in one.fields]
    assert changed == ([words] if words else [])


def test_what_is_not_committed_has_no_history(dam: Repository) -> None:
    make(
        dam.folder,
        {"briefs/bridge.yml": BRIEF, "briefs/dam.yml": BRIEF.replace("title: A dam", "title: Not yet")},
    )
    assert shown(dam.folder, "bridge") == ""
    assert shown(dam.folder) == PUBLISHED


def test_the_main_line_counts(dam: Repository) -> None:
    """What was tried on a branch was published on the day of its merge."""
    dam.git("switch", "--quiet", "--create", "branch")
    dam.commit("2020-05-02", BRIEF.replace("quotes:\n", EVENT.format(day="01", title="Rain") + "quotes:\n"))
    dam.git("switch", "--quiet", "main")
    dam.git("commit", "--quiet", "--allow-empty", "--message", "Meanwhile", day="2020-05-03")
    dam.git("merge", "--quiet", "--no-ff", "--message", "Merge", "branch", day="2020-05-04")
    assert shown(dam.folder).splitlines() == [f"- {day(4)}: 1 event added: [Rain](#rain)", PUBLISHED]


def test_a_project_in_a_folder_of_the_repository(tmp_path: Path) -> None:
    made = Repository(tmp_path / "repository", "sites/briefs")
    made.commit("2020-05-01", BRIEF)
    assert shown(made.folder) == PUBLISHED


def test_a_shallow_clone_says_less(dam: Repository, tmp_path: Path) -> None:
    with_rain = BRIEF.replace("quotes:\n", EVENT.format(day="01", title="Rain") + "quotes:\n")
    dam.commit("2020-05-02", with_rain)
    dam.commit("2020-05-03", BRIEF)
    dam.commit("2020-05-04", BRIEF, "bridge")
    clone = tmp_path / "clone"
    dam.git("clone", "--quiet", "--depth", "3", f"file://{dam.top}", str(clone))
    assert shown(clone).splitlines() == [
        f"- {day(3)}: {corrected('Event removed')}: Rain",
        f"- Changes before {day(2)} are not recorded",
    ]
    assert shown(clone, "bridge") == f"- {day(4)}: First published"


def build(folder: Path, path: str | None = None) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), **({"PATH": path} if path is not None else {})}
    command = (sys.executable, "-m", "generator", "build", "--engine", "none")
    return call(folder, *command, environment=environment)


def test_without_git_there_is_none(dam: Repository, tmp_path: Path) -> None:
    result = build(dam.folder, str(tmp_path))
    assert (result.returncode, result.stderr) == (0, "")


def test_git_is_asked_once_for_all_briefs(dam: Repository, tmp_path: Path) -> None:
    """For their versions, and for what is in them; which commit is checked out; and what nobody may track."""
    for number in range(5):
        dam.commit("2020-05-02", BRIEF, f"brief-{number}")
    calls = tmp_path / "calls"
    shim = tmp_path / "bin" / "git"
    shim.parent.mkdir()
    shim.write_text(f'#!/bin/sh\necho "$@" >> {calls}\nexec {shutil.which("git")} "$@"\n')
    shim.chmod(0o755)
    path = f"{shim.parent}{os.pathsep}{os.environ['PATH']}"
    assert build(dam.folder, path).returncode == 0
    first = calls.read_text().splitlines()
    assert [call.split()[0] for call in first] == ["ls-files", "rev-parse", "-c", "cat-file"]
    assert build(dam.folder, path).stdout.startswith("docs/: 0 files written")
    assert len(calls.read_text().splitlines()) == 6


def test_what_versions_contain_is_kept(dam: Repository) -> None:
    """Each is read once; of one that is as it was checked, not even that."""
    kept: dict[str, bytes] = {}
    store = mock.Mock(get=lambda key, _: kept.get(key), put=mock.Mock(side_effect=kept.__setitem__))
    files = pipeline.load(Project(dam.folder))
    collection, _ = folder.read(files)

    def read() -> tuple[Histories, int]:
        found = histories.read(
            dam.folder, git.checkout(dam.folder), collection, files, store=store, program="1"
        )
        return found, store.put.call_count

    assert read() == (histories.read(dam.folder, git.checkout(dam.folder)), 0)
    dam.commit("2020-05-02", BRIEF.replace("title: A dam", "title: The dam"))
    dam.commit("2020-05-03", "title: [")
    expected = histories.read(dam.folder, git.checkout(dam.folder))
    assert len(expected.briefs["dam"].revisions) == 1
    assert read() == read() == (expected, 3)


HOSTILE = [
    "title: '<script>alert(1)</script> [x](javascript:alert(1)) {{ 7*7 }} {: onclick=x }'",
    'title: "a \\u202e b"',
    "title: &a [x, x]\nx: &b [*a, *a, *a]\ny: &c [*b, *b, *b]",
    "title: " + "[" * 400,
    "title: !!python/object/apply:os.system [id]",
    "timeline:\n" + "  - {date: 1, title: x}\n" * 3000,
    "title: \x00\x01",
    "diff --git a/briefs/other.yml b/briefs/other.yml\n@@ -0,0 +1 @@\n+title: x",
    "title: caf\xe9",
    "timeline: no\nquotes: {a: [b]}\nsources: [x, {y: z}]\nformerly: [{a: b}, [c]]",
]


@pytest.mark.parametrize("line", HOSTILE)
def test_old_versions_are_the_words_of_strangers(tmp_path: Path, line: str) -> None:
    """Whatever one held, it is shown as text, or not at all."""
    made = Repository(tmp_path)
    made.commit("2020-05-01", line)
    made.commit("2020-05-02", BRIEF)
    text = shown(made.folder)
    assert text.endswith(": First published")
    for sign in ("<script", "\u202e", "\x00"):
        assert sign not in text
    assert not re.search(r"(?<!\\)(?:\]\((?!#)|\{)", text)


def test_settings_of_git_change_nothing(dam: Repository) -> None:
    """Whatever the user has set, and whatever the project says of its files."""
    for name, value in (
        ("color.ui", "always"), ("core.quotePath", "true"), ("diff.noprefix", "true"), ("diff.relative", "false"),
        ("diff.renames", "copies"), ("log.abbrevCommit", "true"), ("log.date", "relative"),
        ("log.decorate", "full"), ("log.diffMerges", "off"), ("log.follow", "true"), ("log.mailmap", "false"),
        ("log.showRoot", "false"), ("log.showSignature", "true"),
    ):  # fmt: skip
        dam.git("config", name, value)
    make(dam.folder, {".gitattributes": "*.yml -diff -text export-ignore\n"})
    dam.commit("2020-05-02", BRIEF.replace("title: A dam", "title: The dam"))
    (dam.folder / ".git/info/grafts").write_text(git.main_line(dam.folder)[-1].id)  # without a parent
    assert shown(dam.folder).splitlines() == [f"- {day(2)}: Title changed (previously: “A dam”)", PUBLISHED]


@pytest.mark.parametrize("broken", ["title: [", "- a list", "", "title: x\n" + " " * limits.FILE.size])
def test_a_version_that_can_not_be_read_was_never_seen(dam: Repository, broken: str) -> None:
    """For it stopped the build."""
    dam.commit("2020-05-02", broken)
    dam.commit("2020-05-03", BRIEF.replace("title: A dam", "title: The dam"))
    dam.commit("2020-05-04", broken, "bridge")
    dam.commit("2020-05-05", BRIEF, "bridge")
    assert shown(dam.folder).splitlines() == [f"- {day(3)}: Title changed (previously: “A dam”)", PUBLISHED]
    assert shown(dam.folder, "bridge") == f"- {day(5)}: First published"


def test_a_link_is_no_version(dam: Repository) -> None:
    file = dam.folder / "briefs" / "dam.yml"
    file.unlink()
    file.symlink_to("other.yml")
    dam.git("add", "--all")
    dam.git("commit", "--quiet", "--message", "A message", day="2020-05-02")
    file.unlink()
    dam.commit("2020-05-03", BRIEF.replace("title: A dam", "title: The dam"))
    assert shown(dam.folder).splitlines() == [f"- {day(3)}: Title changed (previously: “A dam”)", PUBLISHED]


def test_a_version_that_is_missing_from_the_repository(dam: Repository) -> None:
    """As in a damaged one, or in a partial clone without network."""
    dam.commit("2020-05-02", BRIEF.replace("title: A dam", "title: The dam"))
    dam.commit("2020-05-03", BRIEF.replace("title: A dam", "title: Our dam"))
    (lost, *_) = (each for one in git.main_line(dam.folder, *histories.FILES) for each in one.versions)
    (dam.top / ".git" / "objects" / lost.blob[:2] / lost.blob[2:]).unlink()
    assert shown(dam.folder).splitlines() == [
        f"- {day(3)}: Title changed (previously: “The dam”)",
        f"- {day(2)}: First published",
    ]


def test_versions_of_another_format_compare_too(dam: Repository) -> None:
    """Whatever the format does not know is compared as text."""
    old = BRIEF.replace("timeline:", "region: {is: The north, was: }\nevents:").replace("role:", "part:")
    old = old.replace("quotes:\n", "quotes: none yet\nwords:\n").replace(
        "sources:\n  gazette:", "sources:\n  -"
    )
    dam.commit("2020-05-02", old, "bridge")
    dam.commit("2020-05-03", BRIEF, "bridge")
    newest = shown(dam.folder, "bridge").partition("\n- ")[0]
    assert "    - Region removed\n    - Events removed\n" in newest
    assert "1 event added: [Work begins](#work-begins)" in newest
    assert "1 actor changed: Ada Stone" in newest


def lives(*contents: bytes, path: str = "briefs/dam.yml") -> History:
    """The history of a brief with these versions, of a day each."""
    versions = [FileVersion(f"2020-05-{number + 1:02}", path, str(number)) for number in range(len(contents))]
    (found,) = histories.histories(
        versions, lambda blob: entry.read_version(contents[int(blob)]), {}, is_shallow=False
    ).values()
    return found


FILES, SENTINELS = collection()
NOTICED = [
    each
    for each in SENTINELS
    if each.model == "brief"
    and Mark.WHEREABOUTS not in each.member.marks
    and not isinstance(each.member.field_type, Id)
]


@pytest.fixture(scope="module")
def parsed() -> Collection:
    return pipeline.check(texts(FILES)).collection


@pytest.mark.parametrize("sentinel", NOTICED, ids=lambda each: each.path)
def test_every_field_is_in_the_history(sentinel: Sentinel, parsed: Collection) -> None:
    now = FILES[f"briefs/{SLUG}.yml"]
    known = lives(replaced(now, sentinel, "other").encode(), now.encode())
    library = linker.link(parsed, histories=Histories({SLUG: known}))
    found = rendered.of_brief(library.briefs[SLUG], Language())
    assert [bool(each.details) for each in found if each.line] == [True]


class _Sharing(yaml.SafeDumper):
    """Writes a text that comes twice as an anchor and an alias."""

    def ignore_aliases(self, data: object) -> bool:
        return not isinstance(data, str)


DUMPED: tuple[dict[str, Any], ...] = (
    {},
    {"default_flow_style": True},
    {"default_style": '"'},
    {"default_style": "|"},
    {"canonical": True},
    {"width": 20, "indent": 4},
    {"Dumper": _Sharing},
)
DRESSED = ("{}", "\ufeff{}", "---\n{}...\n", "%YAML 1.1\n---\n{}", "# A comment\n\n{}")
CHANGED = (
    ("forecasts", "forecast", "probability", ["90", "60", "5"]),
    ("forecasts", "forecast", "criteria", ["If seen", "If a newspaper of the capital says so", ""]),
    ("forecasts", "forecast", "made_on", ["2020-04-01", "2020-04-02"]),
    ("timeline", "event", "date", ["2020-03", "2020-04"]),
)
OTHER_NAME = {"dam": "our-dam", "our-dam": "dam"}
Step = tuple[int, str, str, tuple[str, ...], dict[str, Any], str, str]
STEPS: st.SearchStrategy[Step] = st.tuples(
    st.integers(0, 1),
    st.sampled_from(["saved", "saved", "saved", "broken", "of another format", "deleted"]),
    st.sampled_from([*OTHER_NAME]),
    st.tuples(*(st.sampled_from(each) for *_, each in CHANGED)),
    st.sampled_from(DUMPED),
    st.sampled_from(DRESSED),
    st.sampled_from(["published", "published", "archived", "draft"]),
)


def _written(step: Step) -> bytes:
    _, action, name, values, how, dress, status = step
    data = yaml.load(BRIEF, yaml.BaseLoader)  # noqa: S506 -- makes texts only
    data |= {"title": sys.intern(status), "status": sys.intern(status), "formerly": [OTHER_NAME[name]]}
    data["forecasts"] = [{"statement": "It holds.", "resolves_by": "2021-01-01"}]
    for (list_, _, key, _), value in zip(CHANGED, values, strict=True):
        data[list_][0] |= {key: value} if value else {}
    if action == "of another format":
        data["region"] = "North"
    text = yaml.dump(data, **{"Dumper": yaml.SafeDumper, "allow_unicode": True, **how})
    return (dress.format(text) + ("title: [" if action == "broken" else "")).encode()


@settings(max_examples=30)
@given(st.lists(STEPS, min_size=2, max_size=8))
def test_whatever_passes_the_check_and_changes_a_statement_is_in_the_history(steps: list[Step]) -> None:
    """From day to day, in any form of YAML, under any name, whatever came between: a draft, an error, a deletion."""
    versions: list[FileVersion] = []
    contents: dict[str, bytes] = {}
    seen: list[tuple[str, tuple[str, ...]]] = []
    day, name = 1, ""
    last: Step = (1, "saved", "dam", steps[-1][3], DUMPED[0], DRESSED[0], "published")
    for step in [*steps, last]:
        later, action, new, values, *_, status = step
        day += later
        date = f"2020-05-{day:02}"
        if name and (action == "deleted" or name != new):
            versions.append(FileVersion(date, f"briefs/{name}.yml", ""))
        name = "" if action == "deleted" else new
        if name:
            versions.append(FileVersion(date, f"briefs/{name}.yml", blob := str(len(contents))))
            contents[blob] = _written(step)
            is_valid = not pipeline.check([RawFile(f"briefs/{name}.yml", contents[blob])]).errors
            if is_valid and status != "draft":
                seen.append((date, values))
    found = histories.histories(
        versions, lambda blob: entry.read_version(contents[blob]), {}, is_shallow=False
    )
    changes = [
        (revision.date.text, inner.kind, field)
        for revision in found["dam"].revisions
        for inner in revision.change.entries
        for field in inner.fields
    ]
    ends = [*seen[:1], *dict(seen).items()]
    for (since, before), (until, after) in pairwise(ends):
        for (_, kind, key, _), old, new in zip(CHANGED, before, after, strict=True):
            between = [
                field for on, of, field in changes if since <= on <= until and (of, field.key) == (kind, key)
            ]
            if old != new:
                assert old in [field.before for field in between]
                assert new in [field.after for field in between]
