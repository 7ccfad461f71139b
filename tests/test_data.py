"""The data, read back with the tools of those who will use it."""

import csv
import io
import json
import re
import sqlite3
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from briefing_site.exports.data.objects import Collector
from briefing_site.format import dates
from briefing_site.format.fields import DATE
from briefing_site.format.fields.field_type import DataContext
from briefing_site.site import Site
from tests import readers
from tests.project import (
    CASES,
    Files,
    awkward_briefs,
    exported,
    first_seen,
    frozen,
    site_library,
)

SITE = Site("A <site> & more", "What it is about", "https://briefs.example/sub/")
HEADLINE = '=HYPERLINK("https://example.org") </script><script>alert(1)</script> ]]> &amp; {{ x }}'
NAME = "=cmd('calc') \"Jane\", </script><script>alert(1)</script>; Doe"
UPLAND = '上海 שלום <Upland> & "Sons"'
EVENT = "=cmd|'/C calc'!A0, \"one\"; </script> \\n ]]> &amp; 上海 שלום 👩🏽‍🚀"
EVENT_TEXT = (
    '=1 first </script> and two & three; a, "b" \\ c with a line break\nhere [1].\n\n'
    "- one\n\n  1. deep\n  2. deeper\n- שלום 上海 👩🏽‍🚀\n\n"
    "> quoted link (https://example.org/a_(b)) <img src=x onerror=alert(1)>"
)
QUOTE = '=SUM(A1) "they" said, </script>; \\ back 上海 שלום 👩🏽‍🚀'
VERSION = "briefs/signs/versions/2020-07-01"
ALL = {
    "index", "briefs", "actors", "events", "quotes", "sources", "topics", "forecasts", "judgements", "removed_forecasts", "places",
    "briefs/signs", "briefs/other", VERSION, "actors/jane-doe", "actors/upland", "actors/bystander",
}  # fmt: skip


@pytest.fixture(scope="module")
def files() -> Files:
    briefs = awkward_briefs()
    return exported(
        briefs | frozen(), SITE, known=first_seen(briefs, "2020-05-02", "2020-06-02")
    )


def data(files: Mapping[str, bytes], name: str) -> Any:  # noqa: ANN401 -- JSON
    return json.loads(files[f"api/v1/{name}.json"])


def schema_of(name: str) -> str:
    if "/versions/" in name:
        return "version"
    return name.partition("/")[0].removesuffix("s") if "/" in name else name


@pytest.mark.parametrize("briefs", [lambda: awkward_briefs() | frozen(), dict])
@pytest.mark.parametrize(
    "site", [SITE, Site()], ids=["address known", "address not known"]
)
def test_every_file_follows_its_schema(briefs: Any, site: Site) -> None:  # noqa: ANN401
    """The awkward briefs, and none at all."""
    follows_its_schema(exported(briefs(), site))


def follows_its_schema(made: Mapping[str, bytes]) -> None:
    names = [
        path.removeprefix("api/v1/").removesuffix(".json")
        for path in made
        if path.startswith("api/v1/")
        and path.endswith(".json")
        and "/schema/" not in path
    ]
    assert {"index", "events", "openapi"} <= set(names)
    validators: dict[str, Draft202012Validator] = {}
    for name in sorted({*names} - {"openapi"}):
        kind = schema_of(name)
        if kind not in validators:
            schema = data(made, f"schema/{kind}")
            Draft202012Validator.check_schema(schema)
            formats = {*re.findall(r'"format": "([^"]+)"', json.dumps(schema))}
            assert formats <= {*FormatChecker.checkers}, (
                "what is not checked here may be wrong"
            )
            validators[kind] = Draft202012Validator(
                schema, format_checker=FormatChecker()
            )
        validators[kind].validate(data(made, name))


def test_schemas_refuse_what_is_no_such_file(files: Files) -> None:
    for name, field in (
        ("events", "events"),
        ("briefs/signs", "brief"),
        ("index", "counts"),
    ):
        document = data(files, name)
        del document[field]
        assert not Draft202012Validator(
            data(files, f"schema/{schema_of(name)}")
        ).is_valid(document)
    document = data(files, "events")
    document["events"][0]["date"]["earliest"] = "long ago"
    validator = Draft202012Validator(
        data(files, "schema/events"), format_checker=FormatChecker()
    )
    assert not validator.is_valid(document)


def test_openapi_describes_every_file(files: Files) -> None:
    from openapi_spec_validator import OpenAPIV31SpecValidator

    description = data(files, "openapi")
    OpenAPIV31SpecValidator(description).validate()
    patterns = [
        re.sub(r"\\{\w+\\}", "[a-z0-9-]+", re.escape(path))
        for path in description["paths"]
    ]
    served = [
        path.removeprefix("api/v1") for path in files if path.startswith("api/v1/")
    ]
    described = [
        path
        for path in served
        if any(re.fullmatch(pattern, path) for pattern in patterns)
    ]
    assert sorted({*served} - {*described}) == sorted(
        [
            "/openapi.json",
            *(f"/schema/{name}.json" for name in {schema_of(name) for name in ALL}),
        ]
    )
    assert description["servers"] == [{"url": "https://briefs.example/sub/api/v1"}]
    for pattern in patterns:
        assert any(re.fullmatch(pattern, path) for path in served), pattern


def test_openapi_says_what_a_missing_file_is_missing(files: Files) -> None:
    """The kinds of files of which there are many: each part of their path may be unknown."""
    reasons = {}
    for path, operations in data(files, "openapi")["paths"].items():
        responses = operations["get"]["responses"]
        if "404" in responses:
            reasons[path] = responses["404"]["description"]
    assert reasons == {
        "/actors/{id}.json": "There is none with this id",
        "/briefs/{id}.json": "There is none with this id",
        "/briefs/{id}/versions/{date}.json": "There is none with this id and this date",
    }


def test_a_forecast_says_when_it_was_recorded_and_how_it_did(files: Files) -> None:
    (forecast,) = data(files, "forecasts")["forecasts"]
    assert {
        key: forecast[key] for key in ("recorded", "standing", "score", "probabilities")
    } == {
        "recorded": "2020-05-02",
        "standing": "scored",
        "score": pytest.approx(0.09),
        "probabilities": [{"date": "2020-05-02", "probability": 70}],
    }


def test_the_index_leads_to_every_file(files: Files) -> None:
    index = data(files, "index")
    numbers = {
        "briefs": 2, "actors": 3, "events": 13, "quotes": 2, "sources": 5, "topics": 2, "forecasts": 1, "judgements": 2,
        "removed_forecasts": 0, "places": 3,
    }  # fmt: skip
    assert index["counts"] == numbers
    leads = {
        each[key] for each in index["downloads"] for key in ("url", "described_by")
    } - {None}
    paths = {
        each.removeprefix(SITE.address).replace("{date}", "2020-07-01")
        for each in leads
    }
    ids = {"briefs/{id}": "briefs/signs", "actors/{id}": "actors/upland"}
    assert {
        re.sub(r"\w+/{id}", lambda found: ids[found[0]], each) for each in paths
    } <= files.keys()
    assert {"api/v1/briefs.sqlite", "feeds/all.atom", "calendars/all.ics"} <= paths


def test_words_arrive_unharmed_in_json(files: Files) -> None:
    brief = data(files, "briefs/signs")["brief"]
    assert brief["title"] == HEADLINE
    event = next(event for event in brief["events"] if event["id"] == "first")
    assert (event["title"], event["text"], event["note"]) == (
        EVENT,
        EVENT_TEXT,
        "@note: says [2]",
    )
    assert [quote["text"] for quote in brief["quotes"]] == ["indented", QUOTE]
    assert brief["background"] == "=Heading </b>\n\nText & code </script> ]]> [1][2]."
    assert brief["sources"][1]["url"] == "https://example.org/?q=<x>\"'*_`&r=%22"
    actor = data(files, "actors/jane-doe")["actor"]
    assert actor["name"] == NAME
    assert actor["aliases"] == ["@alias, one; two", "-alias \\ three"]
    ends = {
        "brief": "signs",
        "from": "jane-doe",
        "label": "=of, </script>",
        "to": "upland",
    }
    assert actor["relations"] == [
        ends | {"date": None, "status": "disputed", "sources": ["paper"]}
    ]


def test_events_are_merged_and_lead_to_their_tellings(files: Files) -> None:
    (event,) = (event for event in data(files, "events")["events"] if event["also_in"])
    assert event["url"] == "https://briefs.example/sub/briefs/signs/#first"
    assert event["also_in"] == [{"brief": "other", "id": "same"}]
    assert event["actors"] == ["jane-doe", "upland"]
    assert event["date"] == {
        "edtf": "2010-11-30", "words": "30 November 2010", "earliest": "2010-11-30", "latest": "2010-11-30",
        "precision": "day", "approximate": False, "uncertain": False,
    }  # fmt: skip


def test_an_event_in_two_briefs_has_the_actors_of_both() -> None:
    library = site_library()
    (event,) = (each for each in library.events if len(each.accounts) > 1)
    assert Collector(library, SITE).event(event)["actors"] == (
        "max-miller",
        "river-council",
        "victor-ford",
    )


def test_an_actor_has_its_relations_and_no_others() -> None:
    library = site_library()
    stated = [
        each for brief in library.briefs.values() for each in brief.entry.relations
    ]
    for actor in library.actors:
        found = Collector(library, SITE).actor(actor)["relations"]
        assert sorted(
            (each["from"], each["to"], each["label"]) for each in found
        ) == sorted(
            (each.from_, each.to, each.label)
            for each in stated
            if actor in {each.from_, each.to}
        )


def test_an_open_end_has_no_day() -> None:
    when = DATE.to_data(
        dates.parse("2010/.."), DataContext(lambda _: "", (), lambda _: "")
    )
    assert (when["earliest"], when["latest"]) == ("2010-01-01", None)


def test_a_publication_leads_to_the_profiles_that_use_it(files: Files) -> None:
    (source,) = (
        each for each in data(files, "sources")["sources"] if each["used_in_profiles"]
    )
    assert (source["title"], source["used_in"]) == ("=Gazette </script>", [])
    url = f"{SITE.address}actors/jane-doe/#source--gazette"
    assert source["used_in_profiles"] == [
        {"actor": "jane-doe", "source": "gazette", "url": url}
    ]


def test_drafts_are_in_no_file(files: Files) -> None:
    assert not [
        path
        for path, content in files.items()
        if re.search(b"unfinished|A draft", content)
    ]


def rows(files: Files, name: str) -> list[dict[str, str]]:
    content = files[f"api/v1/{name}.csv"]
    assert content.startswith(b"\xef\xbb\xbf")
    return list(
        csv.DictReader(
            io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True
        )
    )


def test_tables_open_as_they_are(files: Files) -> None:
    for name, number in (("events", 13), ("quotes", 2), ("actors", 3)):
        assert len(rows(files, name)) == number
        assert files[f"api/v1/{name}.csv"].split(b"\n", 1)[0].endswith(b"\r")
    month = next(row for row in rows(files, "events") if row["id"] == "month")
    assert (month["date"], month["date_earliest"], month["date_latest"]) == (
        "2010-11",
        "2010-11-01",
        "2010-11-30",
    )


def test_no_cell_is_a_formula_and_none_is_lost(files: Files) -> None:
    """An apostrophe in front is what spreadsheets take for "this is text"; without it the words are there."""
    for name in ("events", "quotes", "actors"):
        for row in rows(files, name):
            assert not [
                cell
                for cell in row.values()
                if cell.startswith(("=", "+", "-", "@", "\t", "\r"))
            ]
    event = next(row for row in rows(files, "events") if row["id"] == "first")
    assert event["title"] == f"'{EVENT}"
    assert event["text"] == f"'{EVENT_TEXT}".replace("\n- ", "\n'- ")
    assert event["note"] == "'@note: says [2]"
    assert [row["text"] for row in rows(files, "quotes")] == ["indented", f"'{QUOTE}"]
    names = [row["name"] for row in rows(files, "actors")]
    assert names == ["Bystander", f"'{NAME}", UPLAND]


def test_no_cell_is_a_formula_where_semicolons_separate_cells() -> None:
    """As in most of Europe, where Excel reads a file with commas that way."""
    title = "One;=1+1;\\t@SUM(1); ＝2; and -3; 4"
    brief = f"""title: A brief
summary: What happened.
date: 2020-05-01
sources: {{paper: {{title: A paper}}}}
timeline: [{{id: one, date: 2020, title: "{title}", text: "First.\\n\\n=2+2\\n\\n- an item", sources: [paper]}}]
"""
    content = exported({"briefs/a.yml": brief}, Site())["api/v1/events.csv"].decode(
        "utf-8-sig"
    )
    begun = [cell.lstrip() for line in content.splitlines() for cell in line.split(";")]
    assert not [cell for cell in begun if cell.startswith(("=", "+", "-", "@", "＝"))]
    assert "and -3" in content


@pytest.fixture
def database(files: Files) -> Iterator[sqlite3.Connection]:
    with readers.database(files["api/v1/briefs.sqlite"]) as connection:
        yield connection


def test_the_database_is_sound(files: Files) -> None:
    is_sound(files["api/v1/briefs.sqlite"])


def is_sound(content: bytes) -> None:
    with readers.database(content) as database:
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []


def test_the_tables_are_those_that_programs_know(
    files: Files, database: sqlite3.Connection
) -> None:
    """With their columns and keys: a renamed field must not rename a column."""
    names = {
        name: list(rows(files, name)[0])
        for name in ("events", "quotes", "actors", "judgements", "forecasts")
    }
    assert names == json.loads(
        (CASES / "data" / "columns.json").read_text(encoding="utf-8")
    )
    found = database.execute(
        "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY rowid"
    )
    text = "".join(f"{sql};\n\n" for (sql,) in found if "_fts_" not in sql)
    assert text == (CASES / "data" / "schema.sql").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("title FROM briefs WHERE id = 'signs'", [(HEADLINE,)]),
        ("title, text FROM events WHERE id = 'first'", [(EVENT, EVENT_TEXT)]),
        (
            "alias FROM actor_aliases ORDER BY alias",
            [("-alias \\ three",), ("@alias, one; two",)],
        ),
        (
            "url FROM sources WHERE id = 'web'",
            [("https://example.org/?q=<x>\"'*_`&r=%22",)],
        ),
        # the timeline has each event once, with all who took part
        ("count(*) FROM timeline", [(13,)]),
        (
            "title, actors FROM timeline WHERE url LIKE '%#first'",
            [(EVENT, f"{NAME}; {UPLAND}")],
        ),
        (
            "speaker, source FROM quotations",
            [(UPLAND, '@paper, "one"; </script>'), (NAME, "-web")],
        ),
    ],
)
def test_words_arrive_unharmed_in_the_database(
    database: sqlite3.Connection, query: str, found: list[tuple[str, ...]]
) -> None:
    assert database.execute(f"SELECT {query}").fetchall() == found


def test_every_column_is_described_but_those_of_keys(
    database: sqlite3.Connection,
) -> None:
    columns = database.execute(
        "SELECT m.name, c.name FROM sqlite_schema AS m, pragma_table_info(m.name) AS c WHERE m.type = 'table'"
        " AND m.name NOT LIKE '%!_fts%' ESCAPE '!' AND m.name NOT IN ('about', 'descriptions')"
    ).fetchall()
    described = database.execute(
        "SELECT table_name, column_name FROM descriptions"
    ).fetchall()
    keys = {
        "actor",
        "affiliation",
        "brief",
        "event",
        "figure",
        "forecast",
        "judgement",
        "place",
        "quote",
        "relation",
        "row",
        "source",
        "topic",
    }
    undescribed = {column for table, column in {*columns} - {*described}}
    assert {*described} <= {*columns}
    assert undescribed <= keys


def test_every_table_is_filled(database: sqlite3.Connection) -> None:
    names = database.execute(
        "SELECT name FROM sqlite_schema WHERE type IN ('table', 'view') AND name NOT LIKE '%!_fts%' ESCAPE '!'"
    ).fetchall()
    assert len(names) > 20
    for (name,) in names:
        assert database.execute(f"SELECT count(*) FROM {name}").fetchone() != (0,), name  # noqa: S608


@pytest.mark.parametrize(
    ("table", "words", "found"),
    [
        ("events", "calc", 1),
        ("events", "שלום", 1),
        ("events", "zebra", 0),
        ("quotes", "said", 1),
        ("briefs", "кавычки", 1),
        ("actors", "jane", 1),
    ],
)
def test_the_database_is_searchable(
    database: sqlite3.Connection, table: str, words: str, found: int
) -> None:
    query = f"SELECT count(*) FROM {table} WHERE rowid IN (SELECT rowid FROM {table}_fts WHERE {table}_fts MATCH ?)"  # noqa: S608
    assert database.execute(query, (words,)).fetchone() == (found,)
