"""`briefs import`: references and tables of events become entries of a brief, and nothing is lost silently."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner
from hypothesis import example, given
from hypothesis import strategies as st

from briefing_site import pipeline
from briefing_site.commands.imports import import_
from briefing_site.format import examples
from briefing_site.imports import bibtex as bibtex_file
from briefing_site.imports import csl_json, events, imported, insertion
from briefing_site.imports import ris as ris_file
from briefing_site.imports.imported import Imported, ImportFileError
from briefing_site.reading import RawFile
from briefing_site.references import csl, formats
from briefing_site.site import Language, Site
from briefing_site.site.site import DEFAULT
from tests.past import loaded
from tests.project import case, linked, make, texts

GIVEN = case("imports")
OWN, REFERENCES = GIVEN["bridge.yml"], GIVEN["references.json"]
BRIEF = loaded(GIVEN["brief.yml"])


@pytest.mark.parametrize("site", [DEFAULT, Site(language=Language("de"))])
@pytest.mark.parametrize(
    ("format_", "written"),
    [
        ("csl", formats.csl_json),
        ("bibtex", formats.bibtex),
        ("ris", formats.ris),
    ],
)
def test_what_a_site_exports_comes_back(format_: str, written: Any, site: Site) -> None:  # noqa: ANN401
    library = linked({"briefs/a.yml": GIVEN["brief.yml"]})
    found = READERS[format_](
        written(csl.source_items(library.briefs["a"], site.language))
    )
    # RIS has dates of no exact year in words, of which only the English are known
    lost = {"decade"} if format_ == "ris" and not site.language.is_english else set()
    expected = {
        id_: {key: value for key, value in each.items() if key != "archived"}
        for id_, each in BRIEF["sources"].items()
        if id_ not in lost
    }
    assert {
        id_: each for id_, each in found.sources.items() if id_ not in lost
    } == expected
    # what is exported as a note, such as where a copy is archived, is a note to a program for references
    assert len(found.notes) == 1 + len(lost)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("title: A\nsources:\n  - b\n", "'sources' has no entries"),
        ("title: [A\n", "fix them first"),
        (OWN, "the limit is"),
    ],
)
def test_what_cannot_be_added_to(text: str, reason: str) -> None:
    event = {"date": "2020", "title": "A" * 200_000}
    with pytest.raises(ImportFileError, match=reason):
        insertion.with_entries(
            RawFile("briefs/a.yml", text.encode()), {"b": {"title": "B"}}, [event]
        )


def test_a_list_in_braces_is_added_to() -> None:
    made = insertion.with_entries(
        RawFile("briefs/a.yml", b"sources: {a: {title: B}}\ntitle: A # one\n"),
        {"b": {"title": "C"}},
        [],
    )
    assert made == b"sources: {a: {title: B}, b: {title: C}}\ntitle: A # one\n"


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
        (lambda text: csl_json.read(text, {}), "{"),
        (lambda text: csl_json.read(text, {}), "[" * 100_000),
        (lambda text: csl_json.read(text, {}), '{"a": 1}'),
        (lambda text: csl_json.read(text, {}), json.dumps([{"title": "A"}] * 1_001)),
        (lambda text: list(bibtex_file.items(text)), "@misc{a"),
        (lambda text: list(bibtex_file.items(text)), '@string{a="x"} @string{b = a # a}'),
        (lambda text: list(bibtex_file.items(text)), "@misc{c, title = " + '"x" # ' * 1_001 + '"x"}'),
        (lambda text: list(bibtex_file.items(text)), '@string{a="x"} @misc{c, title = a' + "#a" * 202 + "}"),
        (lambda text: list(ris_file.items(text)), "nothing"),
        (events.read, "day,what happened\n1,2\n"),
        (events.read, "date,title\n" + "2020,A\n" * 1_001),
        (lambda text: imported.decoded(text.encode("latin-1")), "ü"),
        (lambda text: imported.decoded(text.encode()), "x" * (imported.MAX_FILE_SIZE + 1)),
    ],
)  # fmt: skip
def test_what_is_no_such_file(read: Any, text: str) -> None:  # noqa: ANN401
    with pytest.raises(ImportFileError):
        read(text)


@pytest.mark.parametrize("value", [None, 1, "x", [], {}, [[]], [None], {"date-parts": [[None]]}, {"date-parts": [[2020, "x"]]}, "\x00\u202e" + "a" * 9_999])  # fmt: skip
def test_any_value_in_a_reference_does_no_harm(value: object) -> None:
    names = (
        "title", "author", "issued", "accessed", "URL", "DOI", "language", "note", "id", "container-title",
    )  # fmt: skip
    found = csl_json.sources(
        [
            {"title": "A", "publisher": str(number), name: value}
            for number, name in enumerate(names)
        ],
        {},
    )
    content = insertion.with_entries(
        RawFile("briefs/a.yml", b"title: A\n"), found.sources, []
    )
    written = content.decode() + "summary: B.\ndate: 2020-01-01\n"
    assert [
        each.message for each in pipeline.check(texts({"briefs/a.yml": written})).errors
    ] == []


def test_a_draft_keeps_the_sources_that_its_events_cite(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Should a format ever have both, as no format has today: only sources that are missing are examples."""
    project = make(tmp_path, {"both.json": "[]"})
    both = Imported(
        {"gazette": {"title": "Town Gazette"}},
        ({"date": "2020", "title": "A", "sources": ["gazette", "mirror"]},),
    )
    monkeypatch.setattr(csl_json, "read", lambda *_: both)
    monkeypatch.chdir(project)
    CliRunner().invoke(import_, ["both.json"])
    draft = yaml.safe_load((project / "briefs/both.yml").read_text(encoding="utf-8"))
    assert draft["sources"] == {
        "gazette": {"title": "Town Gazette"},
        "mirror": {"title": examples.SOURCE_TITLE},
    }


READERS: dict[str, Callable[[str], Imported]] = {
    "csl": lambda text: csl_json.read(text, {}),
    "bibtex": lambda text: csl_json.sources(bibtex_file.items(text), {}),
    "ris": lambda text: csl_json.sources(ris_file.items(text), {}),
    "events": events.read,
}

JOURNAL = "https://journal.example/9"
PAPER = {
    "title": "On CO<sub>2</sub> in <i>rivers</i>",
    "URL": JOURNAL,
    "DOI": "10.1000/X",
    "issued": {"raw": "2020"},
}
KEPT = {
    "title": "On CO₂ in rivers",
    "published": "2020",
    "url": JOURNAL,
    "doi": "10.1000/X",
}


def test_a_doi_is_kept_beside_the_address_and_markup_becomes_text() -> None:
    (made,) = csl_json.read(json.dumps([PAPER]), {}).sources.values()
    assert made == KEPT
    (alone,) = csl_json.read(json.dumps([{**PAPER, "URL": ""}]), {}).sources.values()
    assert alone["url"] == "https://doi.org/10.1000/X"
    assert "doi" not in alone
    marked_up = "10<sup>6</sup> a &lt; b < c <b>d</b>, x <y"
    (made,) = csl_json.read(json.dumps([{"title": marked_up}]), {}).sources.values()
    assert made["title"] == "10⁶ a &lt; b < c d, x <y"
    (made,) = READERS["bibtex"](
        "@misc{a, title={{CO$_2$} and Ca$^{2+}$}}"
    ).sources.values()
    assert made["title"] == "CO₂ and Ca²⁺"


@pytest.mark.parametrize(
    ("there", "is_new"),
    [
        (KEPT, False),
        ({"title": "Another title", "doi": "10.1000/x"}, False),
        ({"title": "Another title", "url": "https://doi.org/10.1000/x"}, False),
        ({"title": "Another title", "url": "http://www.journal.example/9/"}, False),
        (
            {
                "title": "On CO₂ in Rivers.",
                "publisher": "A house",
                "published": "2020-05-01",
            },
            False,
        ),
        (
            {
                "title": "ON CO2 IN RIVERS".replace("2", "₂"),
                "url": "https://doi.org/10.1000/x",
            },
            False,
        ),
        ({**KEPT, "url": "https://journal.example/8", "doi": "10.1000/y"}, True),
        ({"title": "On CO₂ in rivers", "published": "2019"}, True),
        ({"title": "On CO₂ in rivers", "url": "https://other.example/9"}, True),
        ({"title": "On CO₂", "published": "2020"}, True),
    ],
)
def test_the_same_publication_is_not_imported_twice(
    *, there: dict[str, str], is_new: bool
) -> None:
    found = csl_json.read(json.dumps([PAPER, PAPER]), {"rivers": there})
    note = "On CO₂ in rivers: left out, for it is the source 'rivers'"
    assert len(found.sources) == is_new
    assert is_new or found.notes == (note, note)


NOTES = loaded(GIVEN["notes.yml"])


@pytest.mark.parametrize("number", range(len(NOTES)))
def test_what_is_left_out_is_noted_and_the_rest_is_imported(number: int) -> None:
    case = NOTES[number]
    found = READERS[case["format"]](
        case["file"].replace("LONG", "x" * 99_999).replace("TITLE", "x" * 400)
    )
    titles = [each["title"] for each in (*found.sources.values(), *found.events)]
    assert titles == case.get("titles", ["x" * 299 + "…"])
    for note, pattern in zip(found.notes, case["notes"], strict=True):
        assert re.fullmatch(pattern, note), note


@pytest.mark.parametrize(
    ("format_", "text"),
    [
        ("bibtex", "@misc{a, title={A}, author={Doe, Jo and others}}"),
        ("ris", "TY  - JOUR\nTI  - A\nAU  - Doe, Jo\nAU  - et al.\nER  - \n"),
    ],
)
def test_others_are_et_al_there_and_back(format_: str, text: str) -> None:
    (made,) = READERS[format_](text).sources.values()
    assert made["authors"] == ["Jo Doe", "et al."]
    made_again = linked(
        {
            "briefs/a.yml": yaml.safe_dump(
                {**BRIEF, "sources": {"a": made}, "open_questions": ["[@a]"]}
            )
        }
    )
    written = formats.bibtex(csl.source_items(made_again.briefs["a"], Language("en")))
    assert "author = {Doe, Jo and others}" in written


def test_a_month_in_words_of_no_known_name_is_lost_alone() -> None:
    bib = "@misc{a, title={A}, year=2020, month=janv} @misc{b, title={B}, year=2020, month=mar, day=7}"
    made = READERS["bibtex"](bib)
    assert [each.get("published") for each in made.sources.values()] == [
        "2020",
        "2020-03-07",
    ]
    assert any("janv" in each for each in made.notes)


FILES = {
    "csl": REFERENCES,
    "bibtex": '@misc{a, title={A {B}}, author={M{\\"u}ller, Jo and Doe}, year=2020, month=5, day=4, doi={10.1000/xyz}}\n',
    "ris": "TY  - JOUR\nTI  - A\nAU  - Doe, Jo\nDA  - 2020/05/04/\nDO  - 10.1000/xyz\nUR  - https://example.org/\nER  - \n",
    "events": "title,date,text,actors,status,id\nA,2020-05-04,B,jane-doe;b,disputed,c\nD,2020-05-05\n",
}  # fmt: skip
INSERTED = ["1" * 5_000, "\N{ARABIC-INDIC DIGIT ONE}" * 5_000, "[" * 900, "{", "}", '"', "\\", "\x00", "\ud800", "\n", "\r", ",", ";", "@", "#", "", "null", "1e999", "{}", "[]", "AU  - "]  # fmt: skip


@given(
    st.sampled_from(sorted(FILES)),
    st.integers(0),
    st.integers(0, 12),
    st.sampled_from(INSERTED),
)
@example("events", 70, 12, "")
@example("bibtex", FILES["bibtex"].index("5,"), 1, INSERTED[0])
def test_any_file_gives_entries_or_says_why_not(
    format_: str, at: int, removed: int, inserted: str
) -> None:
    text = FILES[format_]
    at %= len(text)
    try:
        found = READERS[format_](text[:at] + inserted + text[at + removed :])
        insertion.with_entries(
            RawFile("briefs/a.yml", OWN.encode()), found.sources, found.events
        )
    except ImportFileError:
        pass


def full(unit: str, start: str = "", end: str = "") -> str:
    """A quarter of the largest file, in which what grows with the square of its size takes minutes, too."""
    return start + unit * (imported.MAX_FILE_SIZE // 4 // len(unit.encode())) + end


AUTHOR = "M{\\\"u}ller, J{\\'e}r{\\^o}me"


@pytest.mark.parametrize(
    ("format_", "text"),
    [
        ("bibtex", full(f"{AUTHOR} and ", "@book{a, title={T}, author={", "Doe}}")),
        ("bibtex", "".join(f"@book{{a{each}, title={{{each}}}, author={{{' and '.join([AUTHOR] * 60)}}}}}" for each in range(300))),
        ("bibtex", full('M{\\"u}ller ', "@book{a, title={T}, author={", "}}")),
        ("bibtex", full("a\N{COMBINING ACUTE ACCENT}", "@book{a, title={", "}}")),
        ("bibtex", full("@misc{a, title={\n")),
        ("ris", full("a\n", "TY  - JOUR\nTI  - A\n", "ER  - \n")),
        ("ris", full("AU  - Doe, Jo\n", "TY  - JOUR\nTI  - A\n", "ER  - \n")),
        ("csl", json.dumps([{"title": "A", "author": [{"family": "a", "given": "b"}] * 60_000}])),
    ],
)  # fmt: skip
def test_a_file_with_too_much_of_anything_is_refused(format_: str, text: str) -> None:
    """Before it takes time that grows faster than the file."""
    with pytest.raises(ImportFileError, match=r"longer than|more than|premature end"):
        READERS[format_](text)


def test_a_brief_with_odd_dates_gets_events() -> None:
    found = Imported(events=({"date": "2020", "title": "A"},))
    assert found.without_events([{"date": ["x"], "title": {}}]).events == found.events
