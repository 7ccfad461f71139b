"""What readers see of a brief's past: from git, in the terms of the subject."""

import json
import os
import re
import shutil
import sys
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any
from unittest import mock

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing_site import pipeline
from briefing_site.format import Mark, dates, limits
from briefing_site.history import git, histories
from briefing_site.history.histories import Histories
from briefing_site.library import linker
from briefing_site.library.library import Library
from briefing_site.pages import brief
from briefing_site.pages import history as page
from briefing_site.pages.components import history as rendered
from briefing_site.pages.components.news import site_news
from briefing_site.reading import Collection, RawFile
from briefing_site.site import Language, Site
from tests import past
from tests.past import Data, loaded, recorded
from tests.project import CASES, Ended, linked_project, make, run, texts
from tests.repository import Repository, commit
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
key_judgements:
- {text: The dam will hold for years., confidence: high, likelihood: likely}
- {text: Nobody asked the town., confidence: high}
forecasts:
- {statement: It holds, criteria: If seen, probability: 60, made_on: 2020-05-01, resolves_by: 2021-01-01}
- {statement: A flood comes, probability: 60, made_on: 2020-05-01, resolves_by: 2021-01-01, outcome: yes, resolved_on: 2020-05-01}
"""
RAIN = "timeline:\n  - {date: 2020-04-01, title: Rain, sources: [gazette]}"


@pytest.fixture
def dam(tmp_path: Path) -> Repository:
    """A repository in which the brief was published on 1 May."""
    made = Repository(tmp_path / "repository")
    made.commit("2020-05-01", BRIEF)
    return made


def shown(library: Library, slug: str = "dam") -> list[str]:
    """The lines of the page with the history of the brief; `*…*` stands out as a correction."""
    if not library.briefs[slug].has_history:
        return []
    file, *_ = page.page(library, Site(), slug)
    text = file.content.decode().replace(f"../../briefs/{slug}.md#", "#")
    for day, words in re.findall(r'<time datetime="([\d-]+)">(.*?)</time>', text):
        assert f"{date.fromisoformat(day):%-d %B %Y}" == words
    text = re.sub(r"</?time.*?>", "", text)
    text = re.sub(r"\*\*(.*?)\*\*\{ \.correction \}", r"*\1*", text)
    text = re.sub(r"\*([^*]*)\*\{ \.aside \}", r"(\1)", text)
    _, *lines = re.sub(r"(?m)^## (.*) \{ #\S+ \}$", r"## \1", text)[
        text.index("\n## ") :
    ].splitlines()
    return [line.removeprefix("## ") for line in lines if line]


def in_git(repository: Repository, slug: str = "dam") -> list[str]:
    return shown(linked_project(repository.folder), slug)


PUBLISHED = "First published 1 May 2020"
CHANGED = BRIEF.replace("title: A dam", "title: The dam")


def retitled(day: int, before: str = "A dam") -> list[str]:
    """The lines of a day on which the title changed."""
    return [
        f"{day} May 2020 (Minor)",
        "Title changed",
        f"- Title changed (previously: “{before}”)",
    ]


# --- what an edit is to readers

UPDATES, COURSES = (
    loaded((CASES / f"history/{name}.yml").read_text(encoding="utf-8"))
    for name in ("updates", "courses")
)
UPDATE = [
    (kind, line, edits)
    for kind, some in UPDATES.items()
    for line, edits in some.items()
]


def of_texts(*versions: str) -> Library:
    """The brief that has these texts on one day after the other."""
    checked = pipeline.check(texts({"briefs/dam.yml": versions[-1]}))
    known = recorded(
        *(
            (str(day), "dam", text.encode())
            for day, text in enumerate(versions, start=1)
        )
    )
    return linker.link(checked.collection, histories=known)


def lived(*commits: Data) -> Library:
    """The briefs after the first day, on which one was published, and all commits."""
    return past.lived(BRIEF, {"1": {}}, *commits)


@pytest.mark.parametrize("name", COURSES, ids=str)
def test_what_changed_from_day_to_day(name: str) -> None:
    *commits, last = COURSES[name]
    ((said, expected),) = last.items()
    slug = said.partition(" ")[2] or "dam"
    assert shown(lived(*commits), slug) == expected.splitlines()


@pytest.mark.parametrize(
    ("kind", "line", "edits"),
    UPDATE,
    ids=[f"{kind}: {line}" for kind, line, _ in UPDATE],
)
def test_what_an_edit_is(kind: str, line: str, edits: Data) -> None:
    """What changes the view is a major update; sources and the title of the brief are a minor one."""
    cast = {"id": "ben-hill", "name": "Ben Hill", "kind": "person", "role": "Engineer"}
    more = (
        {"sources.letter": {"title": "A letter"}, "background": "More"}
        if kind == "major"
        else {}
    )
    heading, said, *details = shown(
        lived({"1": {"actors+": [cast]}}, {"2": {**edits, **more}})
    )
    assert (
        heading == {"minor": "2 May 2020 (Minor)"}.get(kind, "2 May 2020")
        or kind == "details"
    )
    if kind == "details":
        assert any(each.endswith(line) for each in (said, *details))
    else:
        assert said == (f"{line}; 1 source added" if kind == "major" else line)


@pytest.mark.parametrize(
    ("importance", "minor"),
    [({"importance": "major"}, False), ({"importance": "minor"}, True), ({}, True)],
)
def test_the_author_may_say_otherwise(
    dam: Repository, importance: dict[str, str], *, minor: bool
) -> None:
    """In words of their own, which are text; what the program found stays in the details."""
    note = {"date": "2020-05-02", "text": "<b> [x](javascript:y) *So*", **importance}
    said = r"&lt;b&gt; \[x\](javascript:y) \*So\*"
    dam.commit("2020-05-02", f"{CHANGED}change_notes: {json.dumps([note])}\n")
    head = ["2 May 2020 (Minor)" if minor else "2 May 2020", said]
    assert in_git(dam) == [*head, "- Title changed", *retitled(2)[2:], PUBLISHED]
    shutil.rmtree(dam.folder / ".git")
    assert in_git(dam) == [
        head[0] if importance else "2 May 2020",
        said,
    ]  # nothing else is known


@pytest.mark.parametrize(
    ("edits", "line"),
    [
        (
            {
                "summary": "A dam falls.",
                "forecasts.0.probability": "20",
                "key_judgements.1.confidence": "low",
            },
            "Confidence in the judgement “Nobody asked the town.” is now low (before: high) · [2 more changes](dam/history.md)",
        ),
        (
            {"corrections": [{"date": "2020-05-02", "text": "It leaks."}]},
            "[1 correction](#corrections) · [Details](dam/history.md)",
        ),
    ],
)
def test_the_latest_update_is_told_in_short(edits: Data, line: str) -> None:
    """What matters most of what changed, and a link to the rest; corrections are linked and not repeated."""
    file, *_ = brief.page(lived({"2": edits}), Site(), "dam")
    day = '<time datetime="2020-05-02">2 May 2020</time>'
    text = file.content.decode()
    text = re.sub(r'<span class="unbroken">(.*?)</span>', r"\1", text)
    assert f"**Latest update** {day}: {line}\n{{ .latest }}" in text
    assert "It leaks" not in text.partition("\n## Corrections")[0]


def test_corrections_begin_with_the_newest() -> None:
    notes = [{"date": f"2020-05-0{day}", "text": f"Of {day}."} for day in (2, 5)]
    file, *_ = brief.page(lived({"5": {"corrections": notes}}), Site(), "dam")
    assert re.findall("Of [25]", file.content.decode()) == ["Of 5", "Of 2"]


@pytest.mark.parametrize(
    "other",
    [
        BRIEF.replace("title: A dam", 'title:   "A dam" # as readers call it'),
        BRIEF.replace("\n", "\r\n"),
        BRIEF.rstrip("\n"),
        BRIEF.replace("  # the oldest first\n", "\n"),
        BRIEF.replace("- {id: ada-stone, name", "# one only\n- {id: ada-stone,   name"),
        BRIEF.replace("date: 2020-05-01", "date: 2020-05-01\nupdated: 2020-05-02"),
        BRIEF.replace(
            "    url:", "    archived: https://archive.example/dam\n    url:"
        ),
        BRIEF.replace("text: The river", "text: >-\n      The river"),
    ],
)
def test_what_no_reader_notices_is_not_shown(other: str) -> None:
    assert other != BRIEF
    assert shown(of_texts(BRIEF, other)) == [PUBLISHED]


@pytest.mark.parametrize(
    ("old", "new"),
    [("actor:ada-stone", "ada-rock"), ("dam@gazette", "paper"), ("dam#river", "flood")],
)
def test_a_rename_is_no_news(dam: Repository, old: str, new: str) -> None:
    """Neither in the lists of what is new nor at the top of the brief; the history has it, unless it is an anchor."""
    before = site_news(linked_project(dam.folder), Site().language)
    assert run(dam.folder, "rename", old, new, "--yes").returncode == 0
    commit(dam.top, day="2020-05-02")
    library = linked_project(dam.folder)
    assert site_news(library, Site().language) == before
    former = re.split("[:@#]", old)[1]
    renamed = ["2 May 2020 (Minor)", f"- 1 id renamed: {former} → {new}"]
    assert shown(library) == [*([] if "#" in old else renamed), PUBLISHED]
    page_of_brief, *_ = brief.page(library, Site(), "dam")
    assert "2 May" not in page_of_brief.content.decode()


def test_a_brief_that_was_merged_keeps_its_history_for_itself() -> None:
    """It was published beside the other, whose history is not that of the two."""
    known = (
        lived(
            {"2": {"forecasts.0.statement": "It leaks"}},
            {"4 bridge": {"title": "A bridge", "forecasts": []}},
            {"5": "(deleted)"},
            {"5 bridge": {"formerly": ["dam"]}},
        )
        .briefs["bridge"]
        .history
    )
    assert known
    assert known.published == dates.parse("2020-05-04")
    assert known.forecasts == {}


def test_a_version_that_the_check_refuses_does_not_end_a_build(dam: Repository) -> None:
    """It is compared as text, and what was forecast has its record since before."""
    dam.commit("2020-05-02", BRIEF.replace("outcome: yes", "outcome: maybe"))
    dam.commit("2020-05-03", BRIEF)
    library = linked_project(dam.folder)
    assert [line for line in shown(library) if line.startswith("- ")] == [
        "- *Forecast corrected*: A flood comes (Outcome: maybe → yes)",
        "- *Forecast corrected*: A flood comes (Outcome: yes → maybe)",
    ]
    history = library.briefs["dam"].history
    assert history
    assert {each.since for each in history.forecasts.values()} == {
        dates.parse("2020-05-01")
    }


LONG = [
    f"{'and so on ' * 50}{'x' * 300} {word} {'y' * 300}{' and so on' * 50}"
    for word in ("dry", "wet")
]
LISTED = "Any of\n\n- it breaks - or\n- it leaks"


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (*LONG, f"“… {'x' * 80} dry {'y' * 80} …” → “… {'x' * 80} wet {'y' * 80} …”"),
        ("If seen", "If seen " * 90, f"“If seen” → “{('If seen ' * 25)[:-6]} …”"),
        ("If seen", "河水" * 200, f"“If seen” → “{'河水' * 99}河…”"),
        # a line break counts where a paragraph or an item begins; elsewhere nobody sees it
        (LISTED, "Any\nof\n\n\n-  it breaks -\n  or\n- it leaks\n", None),
        (LISTED, "Any of - it breaks - or\n- it leaks", "“Any of ¶ - it breaks - or ¶ - it leaks” → “Any of - it breaks - or ¶ - it leaks”"),
        ("Any ¶ of", LISTED, "“Any ¶¶ of” → “Any of ¶ - it breaks - or ¶ - it leaks”"),
        ("Any of", "Any of\n\n- it breaks - or\n  - it leaks", "“Any of” → “Any of ¶ - it breaks - or ¶·· - it leaks”"),
        ("Any of", "Any of\n\n- it breaks - or\n\n  it leaks", "“Any of” → “Any of ¶ - it breaks - or ¶·· it leaks”"),
        ("Any of", "Any of\n\n- it breaks - or\n1. it leaks", "“Any of” → “Any of ¶ - it breaks - or ¶ 1. it leaks”"),
    ],
)  # fmt: skip
def test_of_a_long_text_the_change_and_the_words_around_it_are_shown(
    before: str, after: str, said: str | None
) -> None:
    days = (
        {str(day): {"forecasts.0.criteria": each}}
        for day, each in ((2, before), (3, after))
    )
    heading, _, detail, *_ = shown(lived(*days))
    assert heading.startswith("3 May 2020" if said else "2 May 2020")
    assert said is None or detail.endswith(f"(Criteria: {said})")


@pytest.mark.parametrize(
    "broken", ["title: [", "- a list", "", "title: x\n" + " " * limits.FILE.size]
)
def test_a_version_that_can_not_be_read_was_never_seen(broken: str) -> None:
    """For it stopped the build."""
    assert shown(of_texts(BRIEF, broken, CHANGED)) == [*retitled(3), PUBLISHED]
    assert shown(of_texts(broken, BRIEF)) == ["First published 2 May 2020"]


def test_versions_of_another_format_compare_too() -> None:
    """Whatever the format does not know is compared as text."""
    old = BRIEF.replace("timeline:", "region: {is: The north, was: }\nevents:").replace(
        "role:", "part:"
    )
    old = old.replace("quotes:\n", "quotes: none yet\nwords:\n").replace(
        "sources:\n  gazette:", "sources:\n  -"
    )
    lines = shown(of_texts(old, BRIEF))
    assert {
        "- Region removed",
        "- Events removed",
        "- 1 event added: [Work begins](#work-begins)",
    } <= {*lines}
    assert any(each.startswith("- 1 actor changed: Ada Stone") for each in lines)


# --- what git has of it


@pytest.mark.parametrize("seconds", [253402300800, 99999999999999])
def test_a_commit_of_a_year_without_calendar(dam: Repository, seconds: int) -> None:
    """It counts as made on the day of the one before it; the first one on the day that git shows for none."""
    dam.commit(f"@{seconds} +0000", CHANGED)
    assert in_git(dam)[-1] == PUBLISHED
    dam.commit("2020-05-03", BRIEF)
    assert in_git(dam)[:3] == retitled(3, "The dam")
    shutil.rmtree(dam.folder / ".git")
    dam.git("init", "--quiet")
    dam.commit(f"@{seconds} +0000", CHANGED)
    assert in_git(dam) == ["First published 1 January 1970"]


def test_a_commit_whose_date_runs_backwards(dam: Repository) -> None:
    """It counts as made on the day of the latest commit before it, also of one that changed no brief."""
    dam.git(
        "commit", "--quiet", "--allow-empty", "--message", "Elsewhere", day="2020-05-06"
    )
    dam.commit("2020-05-03", CHANGED)
    dam.commit("2020-05-07", BRIEF)
    assert in_git(dam) == [
        *retitled(7, "The dam"),
        *retitled(6),
        PUBLISHED,
    ]


def test_another_time_zone_is_no_date_that_runs_backwards(dam: Repository) -> None:
    """The day is one earlier where the commit was made, and the moment a later one."""
    dam.commit("@1588345200 +1300", CHANGED)  # 2 May, 4:00 there
    dam.commit("@1588348800 +0000", BRIEF)  # an hour later, 1 May
    assert [(each.day, each.claimed_day) for each in git.main_line(dam.folder)] == [
        ("2020-05-01", None),
        ("2020-05-02", None),
        ("2020-05-02", None),
    ]
    dam.commit("@1588420800 +0000", BRIEF)  # 2 May
    raw = dam.git("cat-file", "commit", "HEAD").replace(
        "1588420800 +0000", "1588420800 -9900"
    )
    (dam.top / "commit").write_text(f"{raw}\n")
    dam.git("reset", "--hard", dam.git("hash-object", "-t", "commit", "-w", "commit"))
    last = git.main_line(dam.folder)[-1]
    assert (last.day, last.claimed_day) == ("2020-05-02", "2020-04-28")


def test_the_main_line_counts(dam: Repository) -> None:
    """What was tried on a branch was published on the day of its merge."""
    dam.git("switch", "--quiet", "--create", "branch")
    dam.commit("2020-05-02", CHANGED)
    dam.git("switch", "--quiet", "main")
    dam.git(
        "commit", "--quiet", "--allow-empty", "--message", "Meanwhile", day="2020-05-03"
    )
    dam.git(
        "merge", "--quiet", "--no-ff", "--message", "Merge", "branch", day="2020-05-04"
    )
    assert in_git(dam) == [*retitled(4), PUBLISHED]


def test_a_project_in_a_folder_of_the_repository(tmp_path: Path) -> None:
    """What is not committed has no history."""
    made = Repository(tmp_path / "repository", "sites/briefs")
    made.commit("2020-05-01", BRIEF)
    make(made.folder, {"briefs/bridge.yml": BRIEF, "briefs/dam.yml": CHANGED})
    assert (in_git(made, "bridge"), in_git(made)) == ([], [PUBLISHED])


def test_a_shallow_clone_says_less(dam: Repository, tmp_path: Path) -> None:
    dam.commit("2020-05-02", BRIEF.replace("timeline:", RAIN))
    dam.commit("2020-05-03", BRIEF)
    dam.commit("2020-05-04", BRIEF, "bridge")
    clone = tmp_path / "clone"
    dam.git("clone", "--quiet", "--depth", "3", f"file://{dam.top}", str(clone))
    unknown = "Changes before 2 May 2020 are not recorded"
    library = linked_project(clone)
    assert shown(library) == [
        "3 May 2020",
        "1 event removed",
        "- *Event removed*: Rain",
        unknown,
    ]
    assert shown(library, "bridge") == ["First published 4 May 2020"]


def test_git_is_asked_once_for_all_briefs(dam: Repository, tmp_path: Path) -> None:
    """For their versions, and for what is in them; which commit is checked out; and what nobody may track.

    The pages depend on it: a new commit is a reason to make them again. Without git there is no history, and
    nothing else is missing.
    """
    (dam.top / ".git/info/exclude").write_text("/.cache\n/docs\n")
    for number in range(5):
        dam.commit("2020-05-02", BRIEF, f"brief-{number}")
    calls = tmp_path / "calls"
    shim = tmp_path / "bin" / "git"
    shim.parent.mkdir()
    shim.write_text(
        f'#!/bin/sh\necho "$@" >> {calls}\nexec {shutil.which("git")} "$@"\n'
    )
    shim.chmod(0o755)
    path = f"{shim.parent}{os.pathsep}{os.environ['PATH']}"

    def build(path: str) -> Ended:
        return run(
            dam.folder,
            "build",
            "--engine",
            "none",
            environment={**os.environ, "PATH": path},
        )

    first = build(path)
    assert first.returncode == 0
    asked = [call.split()[0] for call in calls.read_text().splitlines()]
    assert asked == ["ls-files", "rev-parse", "-c", "cat-file"]
    assert build(path).stdout.startswith("docs/: 0 files written")
    assert len(calls.read_text().splitlines()) == 6
    dam.commit("2020-05-03", CHANGED)
    assert build(path).returncode == 0
    assert "3 May 2020" in (dam.folder / "docs/briefs/dam/history.md").read_text()
    without = build(str(tmp_path))
    assert (without.returncode, without.stderr) == (0, first.stderr)


def test_what_versions_contain_is_kept(dam: Repository) -> None:
    """Each is read once."""
    kept: dict[str, bytes] = {}
    store = mock.Mock(
        get=lambda key, _: kept.get(key), put=mock.Mock(side_effect=kept.__setitem__)
    )

    def read() -> tuple[Histories, int]:
        found = histories.read(
            dam.folder,
            git.checkout(dam.folder),
            store=store,
            program="1",
        )
        return found, store.put.call_count

    assert read() == (histories.read(dam.folder, git.checkout(dam.folder)), 1)
    dam.commit("2020-05-02", CHANGED)
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


def test_old_versions_are_the_words_of_strangers(tmp_path: Path) -> None:
    """Whatever one held, it is shown as text, or not at all."""
    made = Repository(tmp_path)
    slugs = [f"brief-{number}" for number in range(len(HOSTILE))]
    for day, contents in (
        ("2020-05-01", HOSTILE),
        ("2020-05-02", [BRIEF] * len(HOSTILE)),
    ):
        make(
            made.folder,
            {
                f"briefs/{slug}.yml": text
                for slug, text in zip(slugs, contents, strict=True)
            },
        )
        made.commit(day, BRIEF)
    library = linked_project(made.folder)
    for slug in slugs:
        text = "\n".join(shown(library, slug))
        assert re.search(r"^First published [12] May 2020$", text, re.MULTILINE), slug
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
    dam.commit("2020-05-02", CHANGED)
    (dam.folder / ".git/info/grafts").write_text(
        git.main_line(dam.folder)[-1].id
    )  # without a parent
    assert in_git(dam) == [*retitled(2), PUBLISHED]


def test_a_link_is_no_version(dam: Repository) -> None:
    file = dam.folder / "briefs" / "dam.yml"
    file.unlink()
    file.symlink_to("other.yml")
    dam.git("add", "--all")
    dam.git("commit", "--quiet", "--message", "A message", day="2020-05-02")
    file.unlink()
    dam.commit("2020-05-03", CHANGED)
    assert in_git(dam) == [*retitled(3), PUBLISHED]


def test_a_version_that_is_missing_from_the_repository(dam: Repository) -> None:
    """As in a damaged one, or in a partial clone without network."""
    dam.commit("2020-05-02", CHANGED)
    dam.commit("2020-05-03", BRIEF.replace("title: A dam", "title: Our dam"))
    (lost, *_) = (
        each
        for one in git.main_line(dam.folder, *histories.FILES)
        for each in one.versions
    )
    (dam.top / ".git" / "objects" / lost.blob[:2] / lost.blob[2:]).unlink()
    assert in_git(dam) == [*retitled(3, "The dam"), "First published 2 May 2020"]


# --- every field and any edit

FILES, SENTINELS = collection()
NOTICED = [
    each
    for each in SENTINELS
    if each.model == "brief"
    and Mark.HIDDEN_FROM_HISTORY not in each.member.marks
    and not (each.member.field_type and each.member.field_type.is_id)
]


def is_in_the_history(sentinel: Sentinel, parsed: Collection) -> bool:
    now = FILES[f"briefs/{SLUG}.yml"]
    versions = enumerate((replaced(now, sentinel, "other"), now), start=1)
    known = recorded(*((str(day), SLUG, text.encode()) for day, text in versions))
    library = linker.link(parsed, histories=known)
    found = rendered.of_brief(library.briefs[SLUG], Language())
    return [bool(each.details) for each in found if each.line] == [True]


def test_every_field_is_in_the_history() -> None:
    parsed = pipeline.check(texts(FILES)).collection
    assert [each.path for each in NOTICED if not is_in_the_history(each, parsed)] == []


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
STATEMENTS = (
    ("forecasts", "forecast", "probability", ["90", "60", "5"]),
    (
        "forecasts",
        "forecast",
        "criteria",
        ["If seen", "If a newspaper of the capital says so", ""],
    ),
    ("forecasts", "forecast", "made_on", ["2020-04-01", "2020-04-02"]),
    ("timeline", "event", "date", ["2020-03", "2020-04"]),
)
OTHER_NAME = {"dam": "our-dam", "our-dam": "dam"}
Step = tuple[int, str, str, tuple[str, ...], dict[str, Any], str, str]
STEPS: st.SearchStrategy[Step] = st.tuples(
    st.integers(0, 1),
    st.sampled_from(
        ["saved", "saved", "saved", "broken", "of another format", "deleted"]
    ),
    st.sampled_from([*OTHER_NAME]),
    st.tuples(*(st.sampled_from(each) for *_, each in STATEMENTS)),
    st.sampled_from(DUMPED),
    st.sampled_from(DRESSED),
    st.sampled_from(["published", "published", "archived", "draft"]),
)


STATED = {
    key: value
    for key, value in loaded(BRIEF).items()
    if key not in {"key_judgements", "quotes"}
}


def _written(step: Step) -> bytes:
    _, action, name, values, how, dress, status = step
    data = {**STATED, "timeline": [dict(STATED["timeline"][0])]}
    data |= {
        "title": sys.intern(status),
        "status": sys.intern(status),
        "formerly": [OTHER_NAME[name]],
    }
    data["forecasts"] = [{"statement": "It holds.", "resolves_by": "2021-01-01"}]
    for (list_, _, key, _), value in zip(STATEMENTS, values, strict=True):
        data[list_][0] |= {key: value} if value else {}
    if action == "of another format":
        data["region"] = "North"
    text = yaml.dump(data, **{"Dumper": yaml.SafeDumper, "allow_unicode": True, **how})
    return (dress.format(text) + ("title: [" if action == "broken" else "")).encode()


@settings(max_examples=30)
@given(st.lists(STEPS, min_size=2, max_size=8))
def test_whatever_passes_the_check_and_changes_a_statement_is_in_the_history(
    steps: list[Step],
) -> None:
    """From day to day, in any form of YAML, under any name, whatever came between: a draft, an error, a deletion."""
    versions: list[tuple[str, str, bytes | None]] = []
    seen: list[tuple[str, tuple[str, ...]]] = []
    day, name = 1, ""
    last: Step = (1, "saved", "dam", steps[-1][3], DUMPED[0], DRESSED[0], "published")
    for step in [*steps, last]:
        later, action, new, values, *_, status = step
        day += later
        date = f"2020-05-{day:02}"
        if name and (action == "deleted" or name != new):
            versions.append((str(day), name, None))
        name = "" if action == "deleted" else new
        if name:
            versions.append((str(day), name, content := _written(step)))
            is_valid = not pipeline.check(
                [RawFile(f"briefs/{name}.yml", content)]
            ).errors
            if is_valid and status != "draft":
                seen.append((date, values))
    found = recorded(*versions).briefs
    changes = [
        (revision.date.text, inner.kind, field)
        for revision in found["dam"].revisions
        for inner in revision.change.entries
        for field in inner.fields
    ]
    ends = [*seen[:1], *dict(seen).items()]
    for (since, before), (until, after) in pairwise(ends):
        for (_, kind, key, _), old, new in zip(STATEMENTS, before, after, strict=True):
            between = [
                field
                for on, of, field in changes
                if since <= on <= until and (of, field.key) == (kind, key)
            ]
            if old != new:
                assert old in [field.before for field in between]
                assert new in [field.after for field in between]
