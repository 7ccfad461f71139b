"""What the search is made of: which records there are, what is indexed of them, and the files for the browser."""

import gzip
import json
import re
from pathlib import Path

import cbor2
import pytest
from lxml import html

from generator import search
from generator.library import linker
from generator.library.library import Library
from generator.pipeline import check
from generator.search import handwritten, pagefind
from generator.search.pagefind import PagefindError
from generator.search.record import SearchRecord, named, spaced
from generator.search.records import records
from tests.project import CASES, make, own_briefs, run, snapshot, texts


@pytest.fixture(scope="module")
def library() -> Library:
    """The case whose briefs tell of the same event."""
    case = CASES / "pages" / "linked"
    files = {
        path.relative_to(case).as_posix(): path.read_text(encoding="utf-8")
        for path in (case / "briefs").rglob("*.yml")
    }
    return linker.link(check(texts(files)).collection)


def unpacked(content: bytes) -> object:
    return json.loads(gzip.decompress(content))


def test_there_is_a_record_for_everything_and_an_event_is_told_once(library: Library) -> None:
    found = list(records(library))
    kinds = [record.kind for record in found]
    assert kinds.count("brief") == len(library.briefs)
    assert kinds.count("event") == len(library.events) < sum(len(b.events) for b in library.briefs.values())
    assert kinds.count("quote") == len(library.quotes)
    assert kinds.count("actor") == len(library.actors)
    assert kinds.count("topic") == len(library.topics)
    addresses = [record.address for record in found]
    assert len(set(addresses)) == len(addresses)
    assert all(re.fullmatch(r"(briefs|actors|topics)/[a-z0-9-]+/(#[a-z0-9-]+)?", each) for each in addresses)


def test_an_event_has_the_topics_and_actors_of_all_its_tellings(library: Library) -> None:
    merged = next(event for event in library.events if len(event.tellings) > 1)
    record = next(
        each for each in records(library) if each.address == f"briefs/{merged.main.slug}/#{merged.main.id}"
    )
    for telling in merged.tellings:
        assert set(library.briefs[telling.slug].entry.topics) <= set(record.topics)
        assert set(telling.entry.actors) <= set(record.actors)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("上海 and 合作", "上⁠ 海 and 合⁠ 作"),
        ("the SCO上海", "the SCO⁠ 上⁠ 海"),
        ("2010–2012", "2010⁠ –⁠ 2012"),
        ("oil/gas – both", "oil/gas – both"),
        ("«кавычки» in Zürich", "«кавычки» in Zürich"),
        ("no\u200bthing ___END_PAGEFIND_WEIGHT___", "nothing END_PAGEFIND_WEIGHT___"),
    ],
)
def test_words_are_set_apart_and_nothing_is_lost(text: str, words: str) -> None:
    assert spaced(text) == words


def test_hostile_text_is_text_in_the_document() -> None:
    hostile = "\"><script>alert(1)</script><p data-pagefind-ignore>&lt; ' {{ x }}"
    document = html.fromstring(SearchRecord("brief", "a.md", "a/", hostile, (hostile,), (hostile,)).html())
    assert {element.tag for element in document.iter()} == {"html", "head", "meta", "body", "span"}
    assert document.xpath("//meta[@data-pagefind-meta]/@content") == [hostile]
    assert document.xpath("string(//span)") == hostile


def test_names_tell_what_results_are_counted_by(library: Library) -> None:
    """The scripts in the browser read them: digest, three digits for each topic, kind and year, number."""
    topics = tuple(library.topics)
    for each in named(records(library), topics):
        digest, about, kind, number = each.name.split("-")
        assert digest == each.digest
        assert tuple(topics[int(code, 16)] for code in re.findall("...", about)) == each.record.topics
        assert kind == f"{each.record.kind[0]}{each.record.year or ''}"
        assert number == str(each.number)


def test_another_page_changes_no_name(library: Library) -> None:
    """So what a browser keeps is loaded anew only where something changed."""
    before = {each.name for each in named(records(library), tuple(library.topics))}
    extra = SearchRecord("page", "zzz.md", "zzz/", "More")
    after = {each.name for each in named([extra, *records(library)], tuple(library.topics))}
    assert before < after


def test_the_bundle_is_whole() -> None:
    """Each record that is found has a text where the browser looks for it, and nothing unused is there."""
    made = search.files(linker.link(check(texts(own_briefs())).collection), {})
    entry = json.loads(made["pagefind/pagefind-entry.json"])
    listed = made[f"pagefind/pagefind.{entry['languages']['en']['hash']}.pf_meta"]
    names = [name for name, _ in cbor2.loads(gzip.decompress(listed).removeprefix(b"pagefind_dcd"))[1]]
    assert len(names) == len(set(names)) > 300
    actors = unpacked(made["pagefind/actors.pack"])
    assert isinstance(actors, dict)
    for name in names:
        digest, _, kind, number = name.split("-")
        pack = unpacked(made[f"pagefind/records/{digest}-{int(number) // 32}.pack"])
        assert isinstance(pack, list)
        address, title, *_, text = pack[int(number) % 32]
        assert title
        assert text
        if kind == "a":
            assert actors["actors"][actors["records"][digest][int(number)][0]] == [
                address.split("/")[1],
                title,
            ]
    kinds = {path.split("/")[1] if path.count("/") > 1 else path.rsplit(".", 1)[-1] for path in made}
    assert kinds == {"index", "records", "js", "json", "pack", "pf_meta", "pagefind"}
    assert not [path for path in made if "ui" in path or "highlight" in path]


def test_sections_of_pages_that_people_wrote() -> None:
    found = list(
        handwritten.records(
            "contribute/index.md",
            "---\ntitle: X\n---\n\n# Contribute\n\nFirst `code`\nwords.\n\n## Add a *brief* { #add }\n\n- One [link](x.md)\n\n"
            "### No anchor\n\n```yaml\na: b\n```\n",
        )
    )
    assert [(each.address, each.title, each.context) for each in found] == [
        ("contribute/", "Contribute", ""),
        ("contribute/#add", "Add a brief", "Contribute"),
    ]
    assert found[0].text == ("First code words.",)
    assert found[1].text == ("One link", "No anchor", "a: b\n")


def test_nothing_to_find_is_no_index() -> None:
    assert search.files(Library({}, {}, {}, (), (), ()), {}) == {}


def test_failures_are_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    program = tmp_path / "pagefind"
    program.write_text("#!/bin/sh\nexit 3\n")
    program.chmod(0o755)
    monkeypatch.setattr(pagefind, "get_executable", lambda: program)
    with pytest.raises(PagefindError, match="exited before"):
        pagefind.index([("0", "x" * 1_000_000)], "en")


def test_a_page_that_people_wrote_is_searched_and_its_change_seen(tmp_path: Path) -> None:
    project = make(tmp_path, own_briefs() | {"docs/about.md": "# About\n\nZyzzyva.\n"})
    assert run(project, "build", "--engine", "none").returncode == 0
    first = snapshot(project / "docs" / "pagefind")
    assert "0 files written" in run(project, "build", "--engine", "none").stdout
    (project / "docs/about.md").write_text("# About\n\nAnother word.\n")
    assert run(project, "build", "--engine", "none").returncode == 0
    second = snapshot(project / "docs" / "pagefind")
    assert first != second
    assert b"Zyzzyva" in b"".join(
        gzip.decompress(each) for path, each in first.items() if path.endswith(".pack")
    )
