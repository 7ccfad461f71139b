"""The published JSON Schema and `briefs check` agree, as far as a schema can find errors.

Tested with `check-jsonschema`, an independent program.
"""

import copy
import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

import check_jsonschema
import pytest
import yaml
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft7Validator

from briefing_site.diagnostics import Code, Diagnostic, Severity
from briefing_site.format import dates, schema
from briefing_site.format.fields.field_type import whole, whole_with_blanks
from briefing_site.format.verification import fingerprint
from briefing_site.reading import settings
from briefing_site.reading.brief_files import VERIFICATION, VERSIONS
from briefing_site.site import Site
from tests import hostile
from tests.blocks import sections
from tests.project import CASES, ROOT, check, exported, site_briefs

SEVERAL_FILES = "{number:05}.yml"


def kind(path: str) -> str:
    names = ("topics.yml", "glossary.yml", "places.yml", VERIFICATION)
    if path in {f"briefs/{name}" for name in names}:
        return Path(path).stem
    return "actor" if path.startswith("briefs/actors/") else "brief"


def rejected(folder: Path, name: str, files: Iterable[str]) -> dict[int, list[str]]:
    """The files that `check-jsonschema` rejects with the schema of this name, and why."""
    (folder / "schema.json").write_text(schema.text(name), encoding="utf-8")
    paths = []
    for number, text in enumerate(files):
        paths.append(SEVERAL_FILES.format(number=number))
        (folder / paths[-1]).write_text(text, encoding="utf-8")
    if not paths:
        return {}
    options = ["--schemafile", str(folder / "schema.json"), "-o", "JSON"]
    result = CliRunner().invoke(
        check_jsonschema.main, [*options, *(str(folder / path) for path in paths)]
    )
    report = json.loads(result.stdout)
    found: dict[int, list[str]] = {}
    for error in [*report.get("errors", []), *report.get("parse_errors", [])]:
        number = int(Path(error["filename"]).stem)
        found.setdefault(number, []).append(f"{error.get('path')}: {error['message']}")
    assert bool(found) == (result.exit_code != 0), result.stderr
    return found


@pytest.mark.parametrize("name", schema.MODELS)
def test_what_is_published_is_a_schema(name: str) -> None:
    Draft7Validator.check_schema(json.loads(schema.text(name)))


def test_editors_have_the_schemas_before_anything_is_built() -> None:
    """`make messages` writes them."""
    kinds = settings.load(ROOT).briefs.kinds
    for name in schema.MODELS:
        committed = (ROOT / schema.FOLDER / f"{name}.json").read_text(encoding="utf-8")
        assert committed == schema.text(name, kinds)


def test_editors_complete_the_ids_of_the_site() -> None:
    """Other ids are no errors."""
    published = json.loads(exported(site_briefs(), Site())["schema/site/brief.json"])
    member, event, quote = (
        published["definitions"][name]["properties"]
        for name in ("CastMember", "Event", "Quote")
    )
    for actors in (member["id"], event["actors"]["items"], quote["speaker"]):
        assert "ada-stone" in actors["examples"]
    assert "council-revival" in published["properties"]["see_also"]["items"]["examples"]
    assert any(each.startswith("mill-raid#") for each in event["same_as"]["examples"])
    assert published["properties"]["topics"]["items"]["examples"] == [
        *yaml.safe_load(site_briefs()["briefs/topics.yml"])
    ]
    for record in (published, *published["definitions"].values()):
        for value in record.get("properties", {}).values():
            value.pop("examples", None)
            value.get("items", {}).pop("examples", None)
    assert not list(
        Draft7Validator(published).iter_errors(yaml.load(BRIEF, yaml.BaseLoader))  # noqa: S506
    )


@pytest.mark.parametrize("name", schema.MODELS)
def test_everything_is_explained(name: str) -> None:
    """Every record and field has a title and a description, and every field examples or choices."""
    made = json.loads(schema.text(name))
    for record in (made, *made["definitions"].values()):
        assert record["title"]
        assert record["description"]
        for key, field in record.get("properties", {}).items():
            assert field["title"], key
            assert field["description"], key
            records = "$ref" in field.get("items", {}) or "x-refers-to" in field
            assert (
                records or "examples" in field or "enum" in field or "items" in field
            ), key


def test_valid_files_are_accepted(tmp_path: Path) -> None:
    files = {path: text for path, text in site_briefs().items() if not is_record(path)}
    files["briefs/places.yml"] = PLACES
    for name in schema.MODELS:
        of_kind = [text for path, text in files.items() if kind(path) == name]
        assert of_kind
        assert rejected(tmp_path, name, of_kind) == {}


def test_the_cases_of_mistakes(tmp_path: Path) -> None:
    """A file with an error that a schema can find is rejected, and a rejected file has an error."""
    cases: dict[str, list[Case]] = {name: [] for name in schema.MODELS}
    for case in sorted((CASES / "diagnostics").glob("*.md")):
        files = sections(case)
        del files["expected"]
        found = check(files).diagnostics
        for path, text in files.items():
            if is_record(path):
                continue
            cases[kind(path)].append(Case((case.stem, path), text, codes(found, path)))
    for name, of_kind in cases.items():
        assert disagreements(tmp_path, name, of_kind) == []


def is_record(path: str) -> bool:
    """Whether the file is in no format that editors know."""
    return path.startswith(f"briefs/{VERSIONS}/")


class Case(NamedTuple):
    """A file, its case, and the codes that `briefs check` reports for it."""

    label: tuple[str, str]
    text: str
    codes: frozenset[Code]


def codes(found: Iterable[Diagnostic], path: str) -> frozenset[Code]:
    """The errors in a file, except that in its name, which is reported at the very beginning."""
    return frozenset(
        each.code
        for each in found
        if each.path == path
        and not (each.code.slug == "bad-id" and each.span.start == (1, 1))
    )


def disagreements(folder: Path, name: str, cases: list[Case]) -> list[tuple[str, str]]:
    """The files that only one of the two rejects, except for errors that no schema can find."""
    told = rejected(folder, name, [case.text for case in cases])
    return [
        case.label
        for number, case in enumerate(cases)
        if (number not in told and any(code.in_editor for code in case.codes))
        or (
            number in told
            and not any(code.severity is Severity.ERROR for code in case.codes)
        )
    ]


BRIEF = """
title: A title
summary: A summary.
date: 2020-05-01
updated: 2020-05-02
status: published
topics: [water]
key_judgements: [{text: A judgement., confidence: low, sources: [paper]}]
actors: [{id: jane, name: Jane, kind: person, role: Witness}, {id: john, name: John, kind: person, role: Judge}]
relations: [{from: jane, to: john, label: accuses}]
timeline: [{date: 2020, title: One, text: A text., actors: [jane], sources: [paper], status: reported, note: A note., id: one, same_as: other#two}]
quotes: [{text: I saw it., speaker: jane, date: 2020, context: A context., source: paper, id: saw}]
background: A text.
open_questions: [Why]
sources: {paper: {title: A paper, authors: [Ann], publisher: A house, published: 2020, url: https://example.org, archived: https://example.org/a, language: en}}
corrections: [{date: 2020-05-02, text: A correction.}]
see_also: [other]
"""
OTHER = "title: A title\nsummary: A summary.\ndate: 2020-05-01\nsources: {paper: {title: A paper}}\n"
OTHER += "timeline: [{date: 2020, title: Two, sources: [paper]}]\n"
PROFILE = "name: Jane\nkind: person\nsummary: A witness.\naliases: [Jay]\naffiliations: [{to: john, role: wife, period: 2020}]\n"
RECORDS = "a: {saw: {state: unreachable, date: 2020-05-01, from: url, version: 1.0.0, run: https://example.org,"
RECORDS += f" text: {'0a' * 32}, quote: {fingerprint('I saw it.', 'paper', 'https://example.org')},"
RECORDS += " verified: 2020-05-01, passage: I saw it.}}\n"
PLACES = "osh: {name: Osh, kind: city, coordinates: '40.51, 72.80', country: KG, aliases: [Oş], source: 'https://example.org'}\n"
TOPICS = "water: {title: Water, summary: What flows.}\n"

VALUES = (
    "", "~", "''", '" "', "text", "7", "-7", "2020", "02020", "20.5", "1e3", "0x1F", "0o17", "1_000", ".inf", "no", "yes", "on",
    "true", "False", "[]", "{}", "[one]", "[[one]]", "[{}]", "{one: two}", "[~]", "['']", "[paper, paper]",
    "2020-05-01", "2020-05", "'2020'", "2020-02-30", "2020-13", "2020-05-01T10:00:00", "2020~", "2020-05-01?", "202X", "2X2X", "2020-XX-XX",
    "2020-21", "2020-05/2020-06", "2020/..", "../2020", "/2020", "'..'", "'/'", "0000", "000X", "12020", "May 2020", "2020-5-1", "' 2020 '", "2020-05-01/",
    "https://example.org", "HTTP://EXAMPLE.ORG/上海?a=b#c", "https://example.org:80/a@b", "ftp://example.org", "www.example.org",
    "https://user@example.org", "https://", "'https://exam ple.org'", "en", "zh-Hans", "EN", "English", "e", "a-b", "a--b", "-a", "A", "é", "con",
    "index", "sources", "actors", "other", "other#two", "other#", "a" * 81, "a" * 301, "a " * 149, "word " * 500, "person", "Person", "archived", "disputed",
    "confirmed", "high", "“text”", "“a” or “b”", "'null'", "'true'", "'7'",
)  # fmt: skip
"""Values for any field, as YAML."""

SHAPES = (
    "", "~", "''", '" "', "text", "7", "[]", "{}", "[one]", "[[one]]", "[{}]", "{one: two}", "[~]", "['']", "[paper, paper]",
    "a" * 81, "a" * 301, "word " * 500,
)  # fmt: skip
"""Those that tell apart fields with the same pattern: required or not, a list, a mapping, long or short."""

REQUIRED = {"title", "summary", "date", "name", "kind"}

DISAGREED = {
    # a schema sees the value of a number, not how it is written; for `briefs check` all of these are text
    *(("edtf", each) for each in ("7", "02020", "1e3", "0x1F", "0o17", "1_000")),
    *(("id", each) for each in ("0x1F", "1_000", "true")),
    *(("version", each) for each in ("-7", ".inf", "0x1F", "1_000")),
    # digits alone, of which a schema can't count how many there are
    *(("digest", each) for each in ("-7", ".inf", "0000", "02020", "0o17", "0x1F", "12020", "1_000", "1e3", "20.5", "2020", "7")),
    # an unquoted ~ is a mistake for `briefs check`, and no value for other programs
    *((each, "~") for each in ("", "actor-kind", "country", "date", "digest", "edtf", "id", "language", "markdown", "version", "web-address")),
    # codes that look like those of languages
    *(("language", each) for each in ("yes", "on", "con")),
    # and one that looks like that of a country
    ("country", "EN"),
}  # fmt: skip
"""The formats and values on which the two disagree, and why."""


Place = tuple[str | int, ...]


def places(node: object, path: Place = ()) -> Iterable[Place]:
    items = (
        node.items()
        if isinstance(node, dict)
        else enumerate(node)
        if isinstance(node, list)
        else ()
    )
    for key, value in items:
        yield (*path, key)
        yield from places(value, (*path, key))


def replaced(data: object, place: Place, value: str) -> str:
    """The data as YAML on one line, with all texts quoted, and the value at the place as it is."""
    changed = copy.deepcopy(data)
    hostile.put(changed, place, "(value)")
    return json.dumps(changed).replace('"(value)"', value)


def test_a_pattern_is_about_the_whole_text() -> None:
    """Each of its alternatives, too."""
    for pattern in (whole("one|two"), whole_with_blanks("one|two")):
        for text in ("one", "two"):
            assert re.search(pattern, text)
        for text in ("one more", "more two"):
            assert not re.search(pattern, text)


def test_any_value_anywhere(tmp_path: Path) -> None:
    """The two agree on each value in each kind of field, except on those listed."""
    files = {
        "briefs/a.yml": BRIEF, "briefs/other.yml": OTHER, "briefs/actors/jane.yml": PROFILE, "briefs/topics.yml": TOPICS, "briefs/verification.yml": RECORDS,
        "briefs/places.yml": PLACES,
        "briefs/glossary.yml": "ferry: {term: Ferry, aliases: [ferries], explanation: It crosses., url: 'https://example.org'}",
    }  # fmt: skip
    assert not check(files).errors
    found = set()
    seen: set[str] = set()
    for name in schema.MODELS:
        path = next(path for path in files if kind(path) == name)
        data = yaml.load(files[path], Loader=yaml.BaseLoader)  # noqa: S506 -- makes texts only
        cases = []
        for format_, place, values in places_of_each_kind(name, data, seen):
            # fields that have nothing to do with the place are left out, for speed
            also = (
                {"actors"} & data.keys()
                if place[0] in {"relations", "timeline", "quotes"}
                else set()
            )
            kept = {
                key: data[key] for key in data if key in {*REQUIRED, *also, place[0]}
            }
            if name == "brief" and place[0] != "sources":
                kept["sources"] = {"paper": {"title": "A paper"}}
            for value in values:
                text = replaced(kept, place, value)
                told = check({**files, path: text}).diagnostics
                cases.append(Case((format_, value), text, codes(told, path)))
        found |= set(disagreements(tmp_path, name, cases))
    assert found == DISAGREED


def places_of_each_kind(
    name: str, data: object, seen: set[str]
) -> Iterable[tuple[str, Place, tuple[str, ...]]]:
    """The format of each kind of field, the first place that has it, and values for it.

    The first place of all that have the same pattern or choices has all values.
    """
    made = json.loads(schema.text(name))
    for place in places(data):
        node: Any = made
        needed = True
        for step in place:
            node = (
                made["definitions"][node["$ref"].rpartition("/")[2]]
                if "$ref" in node
                else node
            )
            needed = step in node.get("required", [step])
            of_key = node.get("properties", {}).get(step) or node.get(
                "additionalProperties"
            )
            node = node["items"] if isinstance(step, int) else of_key
        said = {
            key: value
            for key, value in node.items()
            if key not in {"title", "description", "examples"}
        }
        choices = [each for each in said.get("enum", ()) if each]
        text = json.dumps([said.get("format"), said.get("pattern"), choices])
        has_text = "pattern" in said or "enum" in said
        mark = json.dumps([name, needed, said], sort_keys=True)
        if mark not in seen:
            yield (
                str(node.get("format", "")),
                place,
                VALUES if has_text and text not in seen else SHAPES,
            )
        seen |= {mark, text}


@given(st.from_regex(f"^(?:{dates.PATTERN})$", fullmatch=True))
def test_the_pattern_of_dates_agrees_with_the_parser(text: str) -> None:
    """Whatever it accepts is parsed, except 29 February of some years and reversed intervals."""
    reason = ""
    try:
        dates.parse(text)
    except dates.DateOrderError:
        pass
    except ValueError as error:
        reason = str(error)
    assert not reason or "02-29" in text, reason
