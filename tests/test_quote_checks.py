"""What quotes were compared with stands in every output that shows, counts or publishes what came of it."""

import json
import re
from itertools import product
from pathlib import Path

import pytest

from briefing_site.exports import card
from briefing_site.format.verification import fingerprint
from briefing_site.site import Site
from tests import readers
from tests.project import Files, linked, linked_project, make
from tests.repository import Repository

BRIEF = """\
title: A dam
summary: A dam is built.
date: 2020-05-01
actors: [{id: ada-stone, name: Ada Stone, kind: person, role: Engineer}]
quotes:
  - {id: river, text: The river is ours, speaker: ada-stone, date: 2020-04, source: gazette}
sources: {gazette: {title: The dam, url: https://gazette.example/page, archived: https://gazette.example/copy}}
"""
QUOTE = fingerprint("The river is ours", "gazette", "https://gazette.example/page")
PLACES = {
    "url": ("on the live page", "on-page"),
    "archived": ("in an archived copy of the page", "in-archived-copy"),
    "text": ("the brief author’s copy", "authors-copy"),
}
STATES = {"verified": "checked", "doubtful": "doubtful", "not-found": "not-found"}
PAGES = {
    "briefs/dam.md": 3,
    "quotes.md": 2,
    "sources.md": 1,
    "actors/ada-stone.md": 1,
}
"""How often each says it: beside the quote, and with numbers of quotes."""
TEXTS = {
    "briefs/dam/index.md.txt": 3,
    "paper": 3,
    "cards": 2,
}
DATA = (
    "quotes.json",
    "quotes.csv",
    "briefs/dam.json",
    "actors/ada-stone.json",
    "briefs.sqlite",
)


def outputs(folder: Path) -> dict[str, str]:
    """The texts of all files of a build, and what its papers and cards say."""
    library, site = linked_project(folder), Site("The site")
    made = Files(library, site, slow=True)
    (pdf,) = (content for path, content in made.items() if path.endswith(".pdf"))
    with readers.database(made["api/v1/briefs.sqlite"]) as database:
        rows = database.execute("SELECT comparison FROM quotes").fetchall()
    texts = {
        path: content.decode(errors="replace")
        for path, content in made.items()
        if not path.startswith(
            ("about.md", "contribute/", "data.md", "api/v1/schema", "api/v1/openapi")
        )
    }
    return texts | {
        "paper": readers.paper(pdf),
        "cards": str([each.arguments for each in card.tasks(library, site)]),
        "api/v1/briefs.sqlite": str(rows),
    }


@pytest.mark.parametrize(("state", "origin"), list(product(STATES, PLACES)))
def test_what_was_compared_stands_wherever_the_result_does(
    tmp_path: Path, state: str, origin: str
) -> None:
    """“Checked” is only what a program saw on the page, or in an archived copy of it."""
    record = f"dam:\n  river: {{state: {state}, date: 2020-05-02, from: {origin}, quote: {QUOTE}}}\n"
    files = outputs(
        make(tmp_path, {"briefs/dam.yml": BRIEF, "briefs/verification.yml": record})
    )
    place, suffix = PLACES[origin]
    name = f"{STATES[state]}-{'in-' * (origin == 'text')}{suffix}"
    name = "matches-authors-copy" if (state, origin) == ("verified", "text") else name
    for path, number in (PAGES | TEXTS).items():
        assert files[path].count(place) == number, path
    for path in DATA:
        assert files[f"api/v1/{path}"].count(name) == 1, path
    others = "|".join(
        each for other, names in PLACES.items() if other != origin for each in names
    )
    checked = "" if state == "verified" and origin != "text" else "|checked"
    for path, text in files.items():
        assert not re.search(others + checked, text, re.IGNORECASE), path


@pytest.mark.parametrize("origin", ["url", "archived"])
def test_a_page_that_the_source_does_not_name_was_not_compared(
    tmp_path: Path, origin: str
) -> None:
    """Nobody could look at it."""
    brief = re.sub(", url: .*}}", "}}", BRIEF)
    mark = fingerprint("The river is ours", "gazette", None)
    record = f"dam:\n  river: {{state: verified, date: 2020-05-02, from: {origin}, quote: {mark}}}\n"
    folder = make(
        tmp_path, {"briefs/dam.yml": brief, "briefs/verification.yml": record}
    )
    page = Files(linked_project(folder), Site("The site"))["briefs/dam.md"].decode()
    assert "matches only the brief author’s copy" in page


@pytest.mark.parametrize(
    ("ids", "said"), [("ab", "2 quotes not"), ("abc", "All 3 quotes not")]
)
def test_a_check_of_all_quotes_says_so(ids: str, said: str) -> None:
    quotes = "".join(
        f"  - {{id: {each}, text: Words, speaker: ada-stone, date: 2020, source: gazette}}\n"
        for each in ids
    )
    brief = re.sub("  - {id: river.*\n", quotes, BRIEF)
    made = Files(linked({"briefs/dam.yml": brief}), Site("The site"))
    page = made["briefs/dam.md"].decode()
    assert f"[{said} checked yet]" in page


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return Repository(tmp_path)


def commit(
    repository: Repository,
    day: str,
    claimed: str,
    slug: str = "dam",
    brief: str = BRIEF,
) -> None:
    """Commit the brief with a record, in any form of YAML, that claims the day."""
    record = f"{slug}:\n  river:\n    state: verified\n    date: '{claimed}'\n    from: text\n    quote: {QUOTE}\n"
    make(repository.folder, {"briefs/verification.yml": record})
    repository.commit(day, brief, slug)


def test_a_record_that_is_dated_back_says_since_when_git_has_it(
    repository: Repository,
) -> None:
    """It is the same record under another name of the brief, and whatever else changes; another day is another."""
    commit(repository, "2025-06-01", "2020-01-01")
    (repository.folder / "briefs" / "dam.yml").unlink()
    renamed = BRIEF.replace("A dam is", "The dam is") + "formerly: [dam]\n"
    commit(repository, "2025-07-01", "2020-01-01", "weir", renamed)
    files = outputs(repository.folder)
    assert "1 January 2020</time>, **recorded <time" in files["briefs/weir.md"]
    for path in ("briefs/weir/index.md.txt", "paper"):
        text = files[path].replace("**", "")
        assert "1 January 2020, recorded 1 June 2025" in text, path
    (quote,) = json.loads(files["api/v1/quotes.json"])["quotes"]
    assert (quote["compared_on"], quote["recorded"]) == ("2020-01-01", "2025-06-01")
    commit(repository, "2025-08-01", "2020-01-02", "weir", renamed)
    assert (
        "2 January 2020, recorded 1 August 2025" in outputs(repository.folder)["paper"]
    )


def test_a_record_that_went_and_came_back_is_new(repository: Repository) -> None:
    """Also where a version between cannot be read, which no reader saw."""
    commit(repository, "2025-06-01", "2025-06-01")
    make(repository.folder, {"briefs/verification.yml": "dam: ["})
    repository.commit("2025-06-02", BRIEF)
    commit(repository, "2025-06-03", "2025-06-01")
    assert "recorded" not in outputs(repository.folder)["paper"]
    make(repository.folder, {"briefs/verification.yml": "{}\n"})
    repository.commit("2025-06-04", BRIEF)
    commit(repository, "2025-06-05", "2025-06-01")
    assert "1 June 2025, recorded 5 June 2025" in outputs(repository.folder)["paper"]
