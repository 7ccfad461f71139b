"""What quotes were compared with stands in every output that shows, counts or publishes what came of it."""

import io
import re
import sqlite3
from itertools import product
from pathlib import Path

import pytest
from pypdf import PdfReader

from generator.exports import card
from generator.format.verification import fingerprint
from generator.library import linker
from generator.pipeline import Project, check, load, render
from generator.site.site import Site
from tests.project import make, run

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
    "text": ("the author’s copy", "authors-copy"),
}
STATES = {"verified": "checked", "doubtful": "doubtful", "not-found": "not-found"}
PAGES = {"briefs/dam.md": 3, "index.md": 1, "quotes.md": 2, "sources.md": 1, "actors/ada-stone.md": 1}
"""How often each says it: beside the quote, and with numbers of quotes."""
TEXTS = {"briefs/dam/index.md.txt": 3, "feeds/all.atom": 3, "feeds/all.json": 3, "paper": 3, "cards": 2}
DATA = {
    "quotes.json": 1,
    "quotes.csv": 1,
    "briefs/dam.json": 1,
    "actors/ada-stone.json": 1,
    "briefs.sqlite": 1,
}


def outputs(folder: Path) -> dict[str, str]:
    """The texts of all files of a build, and what its papers and cards say."""
    library = linker.link(check(load(Project(folder))).collection)
    site = Site("The site")
    made = render(library, site)
    paper = PdfReader(io.BytesIO(made["briefs/dam/dam.pdf"])).pages
    (folder / "sqlite").write_bytes(made["api/v1/briefs.sqlite"])
    with sqlite3.connect(folder / "sqlite") as database:
        rows = database.execute("SELECT comparison FROM quotes").fetchall()
    texts = {
        path: content.decode(errors="replace")
        for path, content in made.items()
        if not path.startswith(("about.md", "contribute/", "data.md", "api/v1/schema", "api/v1/openapi"))
    }
    return texts | {
        "paper": " ".join(" ".join(page.extract_text() for page in paper).split()),
        "cards": str([each.arguments for each in card.tasks(library, site)]),
        "api/v1/briefs.sqlite": str(rows),
    }


@pytest.mark.parametrize(("state", "origin"), list(product(STATES, PLACES)))
def test_what_was_compared_stands_wherever_the_result_does(tmp_path: Path, state: str, origin: str) -> None:
    """“Checked” is only what a program saw on the page, or in an archived copy of it."""
    record = f"dam:\n  river: {{state: {state}, date: 2020-05-02, from: {origin}, quote: {QUOTE}}}\n"
    files = outputs(make(tmp_path, {"briefs/dam.yml": BRIEF, "briefs/verification.yml": record}))
    place, suffix = PLACES[origin]
    name = f"{STATES[state]}-{'in-' * (origin == 'text')}{suffix}"
    name = "matches-authors-copy" if (state, origin) == ("verified", "text") else name
    for path, number in (PAGES | TEXTS).items():
        assert files[path].count(place) == number, path
    for path, number in DATA.items():
        assert files[f"api/v1/{path}"].count(name) == number, path
    others = "|".join(each for other, names in PLACES.items() if other != origin for each in names)
    checked = "" if state == "verified" and origin != "text" else "|checked"
    for path, text in files.items():
        assert not re.search(others + checked, text, re.IGNORECASE), path


def test_the_program_says_what_it_compared(tmp_path: Path) -> None:
    make(tmp_path, {"briefs/dam.yml": BRIEF, "texts/gazette.txt": "“The river is ours,” she said."})
    done = run(tmp_path, "verify", "--offline", "--texts", "texts", "--date", "2020-05-02")
    assert done.stdout.startswith("1 quote matches the author’s copy; "), done.stdout
    edited = BRIEF.replace("river is ours", "river is mine")
    make(tmp_path, {"briefs/dam.yml": edited})
    assert "was found in the author’s copy on 2020-05-02, but it" in run(tmp_path, "check").stdout
