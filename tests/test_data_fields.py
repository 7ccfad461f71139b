"""A field that is added to the format is in the data by itself: see `wider_format`."""

import csv
import io
import json
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from tests.project import ROOT
from tests.wider_format import KINDS, ONLY_IN_BRIEFS

PLACES: dict[str, tuple[str, tuple[str | int, ...], str]] = {
    "Brief": ("briefs/first", ("brief",), "brief"),
    "KeyJudgement": ("briefs/first", ("brief", "key_judgements", 0), "key_judgement"),
    "CastMember": ("briefs/first", ("brief", "actors", 0), "brief_actors"),
    "Relation": ("briefs/first", ("brief", "relations", 0), "relation"),
    "Event": ("briefs/first", ("brief", "events", 0), "event"),
    "Quote": ("briefs/first", ("brief", "quotes", 0), "quote"),
    "Source": ("briefs/first", ("brief", "sources", 0), "source"),
    "Correction": ("briefs/first", ("brief", "corrections", 0), "correction"),
    "UsedPublication": ("sources", ("sources", 0), ""),
    "Actor": ("actors/jane", ("actor",), "actor"),
    "Affiliation": ("actors/jane", ("actor", "affiliations", 0), "affiliation"),
    "Topic": ("topics", ("topics", 0), "topic"),
}
"""Each record, where in which file it is, and what the tables of its lists begin with."""
SHARED = {"Actor", "Affiliation", "Topic"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("wider")
    subprocess.run([sys.executable, "-m", "tests.wider_format", str(made)], cwd=ROOT, check=True)
    return made / "api/v1"


@pytest.fixture
def database(folder: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(folder / "briefs.sqlite")) as connection:
        connection.row_factory = sqlite3.Row
        yield connection


def read(folder: Path, name: str) -> Any:  # noqa: ANN401 -- JSON
    return json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))


def expected(record: str) -> dict[str, Any]:
    """What the fields that were added have to hold."""
    added = KINDS if record in SHARED else KINDS | ONLY_IN_BRIEFS
    return {
        f"{number}_{name}": [kind.published] if number == "many" else kind.published
        for name, kind in added.items()
        for number in ("more", "many")
    }


@pytest.mark.parametrize("record", PLACES)
def test_a_field_is_in_json_and_its_schema(folder: Path, record: str) -> None:
    name, way, _ = PLACES[record]
    document = found = read(folder, name)
    for step in way:
        found = found[step]
    assert {key: found[key] for key in expected(record)} == expected(record)
    schema = read(folder, f"schema/{name.partition('/')[0].removesuffix('s') if '/' in name else name}")
    Draft202012Validator(schema, format_checker=FormatChecker()).validate(document)
    for described in (schema["$defs"], read(folder, "openapi")["components"]["schemas"]):
        assert list(described[record]["properties"]) == list(found)
        assert described[record]["properties"]["more_choice"]["anyOf"][0]["enum"] == [
            "low",
            "moderate",
            "high",
        ]


@pytest.mark.parametrize("record", [name for name, (*_, prefix) in PLACES.items() if prefix])
def test_a_field_is_in_the_database(database: sqlite3.Connection, record: str) -> None:
    """A single value is a column; a list, or a record, is a table."""
    prefix = PLACES[record][2]
    table = prefix if prefix.endswith("s") else f"{prefix}s"
    (row,) = database.execute(f"SELECT * FROM {table} WHERE more_line IS NOT NULL")  # noqa: S608
    for name, value in expected(record).items():
        if name == "more_event":
            assert (row["more_event_brief"], row["more_event_event"]) == ("second", "opens")
        elif name == "more_note" or name.startswith("many_"):
            (inside,) = database.execute(f"SELECT * FROM {prefix}_{name}")  # noqa: S608
            assert first_text(value) in tuple(inside)
        else:
            assert row[name] == first_text(value)
    with pytest.raises(sqlite3.IntegrityError, match="CHECK"):
        database.execute(f"UPDATE {table} SET more_choice = 'other'")  # noqa: S608


def first_text(value: Any) -> Any:  # noqa: ANN401 -- JSON
    """What a column shows of it."""
    if isinstance(value, list):
        return first_text(value[0])
    return next(iter(value.values())) if isinstance(value, dict) else value


def test_texts_can_be_searched(database: sqlite3.Connection) -> None:
    assert database.execute("PRAGMA foreign_key_check").fetchall() == []
    for table in ("briefs", "events", "quotes", "actors"):
        query = f"SELECT count(*) FROM {table}_fts WHERE {table}_fts MATCH 'more_prose : prose'"  # noqa: S608
        assert database.execute(query).fetchone()[0] == 1


@pytest.mark.parametrize(("table", "record"), [("events", "Event"), ("quotes", "Quote"), ("actors", "Actor")])
def test_a_field_is_in_a_table_for_spreadsheets(folder: Path, table: str, record: str) -> None:
    text = (folder / f"{table}.csv").read_text(encoding="utf-8-sig")
    row = next(each for each in csv.DictReader(io.StringIO(text)) if each["more_line"])
    in_other_words = {
        "more_actor": "Jane", "more_actor_id": "jane", "many_actor": "Jane", "many_actor_ids": "jane",
        "more_source": "News", "many_source": "News",
        "more_brief_title": "Second", "many_brief_titles": "Second",
        "more_time_in_words": "about November 2010", "many_time_in_words": "about November 2010",
        "more_event": "second#opens", "many_event": "second#opens",
        "more_note": "A note, why", "many_note": "A note, why",
    }  # fmt: skip
    known = {name: in_other_words.get(name, first_text(value)) for name, value in expected(record).items()}
    columns = {
        name: in_other_words.get(name, known.get(name)) for name in row if name[:5] in {"more_", "many_"}
    }
    assert {name: row[name] for name in columns} == columns
    assert known.keys() <= columns.keys()
