"""`briefs import`: references and tables of events become entries of a brief, and nothing is lost silently."""

import json
import time
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from generator import pipeline
from generator.format import examples
from generator.imports import bibtex as bibtex_file
from generator.imports import events, imported, insertion, items
from generator.imports import ris as ris_file
from generator.imports.imported import Imported, ImportFileError
from generator.pages.components import references
from generator.reading.folder import RawFile
from generator.site.language import Language
from generator.site.site import DEFAULT, Site
from tests.project import linked, make, run, texts

SIGNS = '{x} \\textbf #1 & 50% $5 ~^_ <b> «» 上海 - "a"'
SOURCES = {
    "paper": {"title": SIGNS, "authors": ["Ludwig van Beethoven", "Ministry of Roads", "Zhang Wei"], "publisher": f"P {SIGNS}",
              "published": "2015-02", "url": "https://example.org/a_(b)?c=1&d=%20", "accessed": "2015-03-01",
              "archived": "https://web.archive.org/web/1/https://example.org/", "language": "zh-Hans"},
    "letter": {"description": "Letter of the town", "published": "1999~"},
    "book": {"title": "A book", "description": "Second edition", "publisher": "House", "published": "2010/2012"},
    "autumn": {"title": "Quarterly", "publisher": "House", "published": "2010-23"},
    "day": {"title": "Daily", "url": "https://example.org/daily", "published": "2010-05-09"},
    "decade": {"title": "Old", "published": "199X"},
}  # fmt: skip
BRIEF = {
    "title": "A brief",
    "summary": "S.",
    "date": "2020-01-01",
    "open_questions": [f"[@{'; @'.join(SOURCES)}]"],
    "sources": SOURCES,
}


def exported_items(site: Site) -> list[dict[str, Any]]:
    library = linked({"briefs/a.yml": yaml.safe_dump(BRIEF, allow_unicode=True)})
    return references.sources(library.briefs["a"], site.language)


@pytest.mark.parametrize("site", [DEFAULT, Site(language=Language("de"))])
@pytest.mark.parametrize("format_", ["csl", "bibtex", "ris"])
def test_what_a_site_exports_comes_back(format_: str, site: Site) -> None:
    made = exported_items(site)
    read: dict[str, Imported] = {
        "csl": items.read(references.csl_json(made), {}),
        "bibtex": items.sources(bibtex_file.items(references.bibtex(made)), {}),
        "ris": items.sources(ris_file.items(references.ris(made)), {}),
    }
    # RIS has dates of no exact year in words, of which only the English are known
    lost = {"decade"} if format_ == "ris" and not site.language.is_english else set()
    expected = {id_: each for id_, each in SOURCES.items() if id_ not in lost}
    assert {id_: each for id_, each in read[format_].sources.items() if id_ not in lost} == expected
    assert len(read[format_].notes) == len(lost)


OWN = """\
# a comment
title: A bridge   # keep me
summary: It opens.
date: 2024-05-14
timeline:
    - date: 2024-05-14
      title: Opens
      sources: [gazette]   # why
sources:
    gazette:
        title: The Gazette
        url: https://www.example.org/gazette/

# of what follows
corrections:
  - {date: 2024-05-14, text: "A text"}
"""
REFERENCES = [
    {"id": "http://zotero.org/users/1/items/A", "type": "article-journal", "title": "On bridges: a <b>study</b>",
     "author": [{"family": "Doe", "given": "Jane"}], "container-title": "Journal", "DOI": "10.1000/xyz", "page": "4-6",
     "issued": {"date-parts": [["2020", 3]]}},
    {"type": "webpage", "title": "Same", "URL": "http://example.org/gazette"},
    {"type": "webpage", "title": "Same article", "URL": "https://dx.doi.org/10.1000/XYZ"},
    {"type": "book", "publisher": "Nobody"},
    {"id": "evil", "title": "- a: {{ b }} # c\n!!python/object:os.system", "URL": "javascript:alert(1)", "issued": {"raw": "soon"}},
]  # fmt: skip
ADDED = """\
    doe-2020:
      title: 'On bridges: a <b>study</b>'
      kind: research
      authors: [Jane Doe]
      publisher: Journal
      published: 2020-03
      url: https://doi.org/10.1000/xyz
    evil:
      title: '- a: {{ b }} # c !!python/object:os.system'
"""
NOTES = """\
On bridges: a <b>study</b>: without page
Same: left out, for it is the source 'gazette'
Same article: left out, for it is the source 'doe-2020'
reference 4: left out, for it has no title
- a: {{ b }} # c !!python/object:os.system: without URL, issued
"""
EVENTS = "Date;Title;Sources;Place\r\n14.05.2024;Opens;gazette;here\r\n13 May 2024;=Closes;gazette;\r\n05/06/2024;When?;;\r\n"


def test_a_brief_gets_more_and_keeps_every_other_byte(tmp_path: Path) -> None:
    project = make(
        tmp_path, {"briefs/bridge.yml": OWN, "library.json": json.dumps(REFERENCES), "events.csv": EVENTS}
    )
    brief = project / "briefs/bridge.yml"
    tried = run(project, "import", "library.json", "--into", "bridge", "--dry-run")
    assert brief.read_text() == OWN
    done = run(project, "import", "library.json", "--into", "bridge")
    assert (done.returncode, done.stdout) == (0, tried.stdout)
    assert NOTES in done.stderr
    assert brief.read_text() == OWN.replace("/gazette/\n", f"/gazette/\n{ADDED}")
    again = run(project, "import", "library.json", "--into", "bridge")
    assert "Nothing is new." in again.stderr
    table = run(project, "import", "events.csv", "--into", "bridge")
    assert "row 4: left out, for '05/06/2024' can be" in table.stderr
    assert "the column 'place' is left out" in table.stderr
    event = "    - date: 2024-05-13\n      title: =Closes\n      sources: [gazette]\n"
    assert brief.read_text() == OWN.replace("# why\n", f"# why\n{event}").replace(
        "/gazette/\n", f"/gazette/\n{ADDED}"
    )


def test_a_new_draft_passes_the_check(tmp_path: Path) -> None:
    project = make(
        tmp_path, {"briefs/other.yml": OWN, "My library.bib": "@misc{a, title={A {B}}, year=2020, month=may}"}
    )
    made = run(project, "import", "My library.bib", "--title", "On bridges")
    assert made.returncode == 0, made.stderr
    text = (project / "briefs/my-library.yml").read_text()
    assert text.startswith("title: On bridges\n")
    assert text.endswith("sources:\n  a-b-2020:\n    title: A B\n    published: 2020-05\n")
    assert "there is briefs/my-library.yml already" in run(project, "import", "My library.bib").stderr
    assert (
        "there is no brief 'nothing'" in run(project, "import", "My library.bib", "--into", "nothing").stderr
    )


def test_a_german_table_makes_a_german_draft(tmp_path: Path) -> None:
    settings = "site_name: A\ntheme: {name: briefs, language: de}\n"
    table = "Datum;Titel;Quellen;Anmerkung\n14.05.2024;Die Brücke öffnet;zeitung;Mit Musik\n"
    project = make(tmp_path, {"mkdocs.yml": settings, "ereignisse.csv": table})
    assert run(project, "import", "ereignisse.csv").returncode == 0
    draft = yaml.load((project / "briefs/ereignisse.yml").read_text(), yaml.BaseLoader)  # noqa: S506
    event = {"date": "2024-05-14", "title": "Die Brücke öffnet", "sources": ["zeitung"], "note": "Mit Musik"}
    assert draft["timeline"] == [event]
    assert draft["title"] == "Was geschehen ist"
    assert draft["sources"]["zeitung"]["title"] not in {"", examples.SOURCE_TITLE}


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("title: A\nsources: {a: {title: B}}\n", "not in lines of its own"),
        ("title: A\nsources:\n  - b\n", "not in lines of its own"),
        ("title: A\nsources: {}\n", "write nothing behind 'sources:'"),
        ("title: [A\n", "fix them first"),
    ],
)
def test_what_cannot_be_added_to(text: str, reason: str) -> None:
    with pytest.raises(ImportFileError, match=reason):
        insertion.with_entries(RawFile("briefs/a.yml", text.encode()), {"b": {"title": "B"}}, [])


def test_a_list_that_is_not_there_is_made_and_line_breaks_stay() -> None:
    made = insertion.with_entries(
        RawFile("briefs/a.yml", b"title: A\r\nsources:\r\ndate: 2020"),
        {"b": {"title": "B"}},
        [{"date": "2020", "title": "C"}],
    )
    assert (
        made
        == b"title: A\r\nsources:\r\n  b:\r\n    title: B\r\ndate: 2020\r\ntimeline:\r\n  - date: 2020\r\n    title: C\r\n"
    )


@pytest.mark.parametrize(
    ("read", "text"),
    [
        (lambda text: items.read(text, {}), "{"),
        (lambda text: items.read(text, {}), "[" * 100_000),
        (lambda text: items.read(text, {}), '{"a": 1}'),
        (lambda text: items.read(text, {}), json.dumps([{"title": "A"}] * 1_001)),
        (lambda text: list(bibtex_file.items(text)), "@misc{a"),
        (lambda text: list(bibtex_file.items(text)), '@string{a="x"} @string{b = a # a} @misc{c, title = b}'),
        (lambda text: list(bibtex_file.items(text)), "@misc{c, title = " + '"x" # ' * 1_001 + '"x"}'),
        (lambda text: list(bibtex_file.items(text)), '@string{a="x"} @misc{c, title = a' + "#a" * 202 + "}"),
        (lambda text: list(ris_file.items(text)), "nothing"),
        (events.read, "day,what happened\n1,2\n"),
        (events.read, "date,title\n" + "2020,A\n" * 1_001),
        (lambda text: imported.decoded(text.encode("latin-1")), "ü"),
        (lambda text: imported.decoded(text.encode()), "x" * (imported.LARGEST_FILE + 1)),
    ],
)  # fmt: skip
def test_what_is_no_such_file(read: Any, text: str) -> None:  # noqa: ANN401
    with pytest.raises(ImportFileError):
        read(text)


@pytest.mark.parametrize("value", [None, 1, "x", [], {}, [[]], [None], {"date-parts": [[None]]}, {"date-parts": [[2020, "x"]]}, "\x00\u202e" + "a" * 9_999])  # fmt: skip
def test_any_value_in_a_reference_does_no_harm(value: object) -> None:
    names = (
        "title",
        "author",
        "issued",
        "accessed",
        "URL",
        "DOI",
        "language",
        "note",
        "id",
        "container-title",
    )
    found = items.sources(
        [{"title": "A", "publisher": str(number), name: value} for number, name in enumerate(names)], {}
    )
    content = insertion.with_entries(RawFile("briefs/a.yml", b"title: A\n"), found.sources, [])
    written = content.decode() + "summary: B.\ndate: 2020-01-01\n"
    assert [each.message for each in pipeline.check(texts({"briefs/a.yml": written})).errors] == []


READERS = {
    "csl": lambda text: items.read(text, {}),
    "bibtex": lambda text: items.sources(bibtex_file.items(text), {}),
    "ris": lambda text: items.sources(ris_file.items(text), {}),
    "events": events.read,
}
FILES = {
    "csl": json.dumps(REFERENCES),
    "bibtex": '@misc{a, title={A {B}}, author={M{\\"u}ller, Jo and Doe}, year=2020, month=5, day=4, doi={10.1000/xyz}}\n',
    "ris": "TY  - JOUR\nTI  - A\nAU  - Doe, Jo\nDA  - 2020/05/04/\nDO  - 10.1000/xyz\nUR  - https://example.org/\nER  - \n",
    "events": "title,date,text,actors,status,id\nA,2020-05-04,B,jane-doe;b,disputed,c\nD,2020-05-05\n",
}  # fmt: skip
INSERTED = ["1" * 5_000, "\N{ARABIC-INDIC DIGIT ONE}" * 5_000, "[" * 900, "{", "}", '"', "\\", "\x00", "\ud800", "\n", "\r", ",", ";", "@", "#", "", "null", "1e999", "{}", "[]", "AU  - "]  # fmt: skip


@given(st.sampled_from(sorted(FILES)), st.integers(0), st.integers(0, 12), st.sampled_from(INSERTED))
@example("events", 70, 12, "")
@example("bibtex", FILES["bibtex"].index("5,"), 1, INSERTED[0])
def test_any_file_gives_entries_or_says_why_not(format_: str, at: int, removed: int, inserted: str) -> None:
    text = FILES[format_]
    at %= len(text)
    try:
        found = READERS[format_](text[:at] + inserted + text[at + removed :])
        insertion.with_entries(RawFile("briefs/a.yml", OWN.encode()), found.sources, found.events)
    except ImportFileError:
        pass


def full(unit: str, start: str = "", end: str = "") -> str:
    return start + unit * ((imported.LARGEST_FILE - 1_000) // len(unit.encode())) + end


AUTHOR = "M{\\\"u}ller, J{\\'e}r{\\^o}me"


@pytest.mark.parametrize(
    ("format_", "text"),
    [
        ("bibtex", full(f"{AUTHOR} and ", "@book{a, title={T}, author={", "Doe}}")),
        ("bibtex", "".join(f"@book{{a{each}, title={{{each}}}, author={{{' and '.join([AUTHOR] * 60)}}}}}" for each in range(300))),
        ("bibtex", full('M{\\"u}ller ', "@book{a, title={T}, author={", "}}")),
        ("bibtex", full("a\N{COMBINING ACUTE ACCENT}", "@book{a, title={", "}}")),
        ("ris", full("a\n", "TY  - JOUR\nTI  - A\n", "ER  - \n")),
        ("ris", full("AU  - Doe, Jo\n", "TY  - JOUR\nTI  - A\n", "ER  - \n")),
        ("csl", json.dumps([{"title": "A", "author": [{"family": "a", "given": "b"}] * 60_000}])),
    ],
)  # fmt: skip
def test_a_file_takes_time_in_proportion_to_its_size(format_: str, text: str) -> None:
    started = time.process_time()
    with pytest.raises(ImportFileError, match=r"longer than|more than a brief"):
        READERS[format_](text)
    assert time.process_time() - started < 15


def test_what_makes_a_brief_too_large_says_so() -> None:
    with pytest.raises(ImportFileError, match="the limit is"):
        insertion.with_entries(
            RawFile("briefs/a.yml", OWN.encode()), {}, [{"date": "2020", "title": "A" * 200_000}]
        )


def test_a_brief_with_odd_dates_gets_events() -> None:
    found = Imported(events=({"date": "2020", "title": "A"},))
    assert found.without_events([{"date": ["x"], "title": {}}]).events == found.events
