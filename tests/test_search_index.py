"""What the search is made of: which records there are, what is indexed of them, and the files for the browser."""

import gzip
import json
import re
from pathlib import Path
from typing import Any

import pytest

from briefing_site import search
from briefing_site.library.library import Library
from briefing_site.search.index import NEIGHBOURS, index
from briefing_site.search.records import (
    SearchRecord,
    groups,
    sections,
    written_records,
)
from briefing_site.search.relevance import relevances
from briefing_site.search.words import words
from briefing_site.site import Site
from tests.past import loaded
from tests.project import (
    CASES,
    awkward_briefs,
    linked,
    make,
    run,
    search_files,
    site_briefs,
    site_library,
    snapshot,
)
from tests.taking import records

FILES = ("records", "names", "actors", "exonyms")
"""Those that the index has one of."""
WORDS = loaded((CASES / "search/words.yml").read_text(encoding="utf-8"))
NOTHING = Library({}, {}, {}, (), (), ())
SITE = Site()


@pytest.fixture(scope="module")
def library() -> Library:
    """The case whose briefs tell of the same event."""
    case = CASES / "pages" / "linked"
    return linked(
        {
            f"briefs/{path}": text.decode()
            for path, text in snapshot(case / "briefs").items()
        }
    )


def unpacked(content: bytes) -> object:
    return json.loads(gzip.decompress(content))


def test_there_is_a_record_for_everything_and_an_event_is_told_once(
    library: Library,
) -> None:
    found = list(records(library))
    kinds = [record.kind for record in found]
    assert kinds.count("brief") == len(library.briefs)
    assert (
        kinds.count("event")
        == len(library.events)
        < sum(len(b.events) for b in library.briefs.values())
    )
    assert kinds.count("quote") == len(library.quotes)
    assert kinds.count("judgement") == len(library.judgements)
    assert kinds.count("forecast") == len(library.forecasts)
    assert kinds.count("actor") == len(library.actors)
    assert kinds.count("topic") == len(library.topics)
    addresses = [record.address for record in found]
    assert len(set(addresses)) == len(addresses)
    assert all(
        re.fullmatch(r"(briefs|actors|glossary|topics)/[a-z0-9-]+/(#[a-z0-9-]+)?", each)
        for each in addresses
    )


def test_the_glossary_is_searched_term_by_term() -> None:
    glossary = {
        "briefs/glossary.yml": "nato: {term: NATO, aliases: [Nato], explanation: An alliance.}"
    }
    found = next(
        each
        for each in records(linked(site_briefs() | glossary))
        if each.kind == "page"
    )
    assert (found.address, found.title, found.text) == (
        "glossary/#term--nato",
        "NATO",
        ("An alliance.",),
    )


def test_a_term_without_an_explanation_is_only_for_the_search() -> None:
    glossary = """
ferry: {term: ferry, equivalents: {de: [Fähre], fr: [bac, Fähre]}}
nato: {term: NATO, explanation: An alliance., equivalents: {ru: [НАТО]}}
"""
    library = linked(site_briefs() | {"briefs/glossary.yml": glossary})
    titles = {each.title for each in records(library)}
    assert "NATO" in titles
    assert "ferry" not in titles
    exonyms = next(
        unpacked(content)
        for path, content in search_files(library).items()
        if path.startswith("search-index/exonyms-")
    )
    assert isinstance(exonyms, list)
    assert exonyms[-2:] == [["NATO", "НАТО"], ["ferry", "Fähre", "bac"]]


def test_an_event_has_the_topics_and_actors_of_all_its_tellings(
    library: Library,
) -> None:
    merged = next(event for event in library.events if len(event.accounts) > 1)
    record = next(
        each
        for each in records(library)
        if each.address == f"briefs/{merged.slug}/#{merged.id}"
    )
    for account in merged.accounts:
        assert set(library.briefs[account.slug].entry.topics) <= set(record.topics)
        assert set(account.entry.actors) <= set(record.actors)


@pytest.mark.parametrize(("text", "found"), WORDS.items())
def test_words_have_no_accents_and_one_spelling(text: str, found: list[str]) -> None:
    assert words(text) == found


def test_a_title_counts_more_than_a_mention_and_a_source_less() -> None:
    def relevance(record: SearchRecord) -> int:
        return ord(index([record])["opium"]) - ord("@")

    said = SearchRecord("event", "a/", "A raid", ("They found opium.",))
    titled = SearchRecord("event", "a/", "Opium is found", ("A raid.",))
    cited = SearchRecord(
        "event", "a/", "A raid", ("They found it.",), aside=("The opium trade",)
    )
    long = SearchRecord(
        "event", "a/", "A raid", ("They found opium." + " More words." * 99,)
    )
    called = SearchRecord(
        "event", "a/", "Opium is found by soldiers of four states", ("A raid.",)
    )
    assert (
        relevance(titled)
        > relevance(called)
        > relevance(said)
        > relevance(long)
        > relevance(cited)
        >= 1
    )


def test_a_record_that_is_about_few_is_more_about_each() -> None:
    cast = tuple(f"Actor {number}" for number in range(50))
    few, many = (
        SearchRecord("event", "a/", "A raid", about=("Russia", *more))
        for more in ((), cast)
    )
    found = index([few, many])["russia"]
    assert found[0] > found[1]


def test_an_event_is_found_by_every_name_of_its_actors_and_topics(
    library: Library,
) -> None:
    for record in records(library):
        if record.kind in {"event", "quote", "brief"}:
            for actor in record.actors:
                profile = library.actors[actor].profile
                assert {
                    library.actors[actor].name,
                    *(profile.aliases if profile else ()),
                } <= set(record.about)
            assert {library.topics[topic].title for topic in record.topics} <= set(
                record.about
            )


def test_another_page_changes_few_digests() -> None:
    """So what a browser keeps is loaded anew only where something changed."""
    pages = {f"{number}.md": "" for number in range(100)}
    whole = set(groups(NOTHING, Site(), pages))
    assert len(whole) > 10
    for left_out in pages:
        others = {path: text for path, text in pages.items() if path != left_out}
        assert len(whole - {*groups(NOTHING, Site(), others)}) < 3


def test_the_index_is_whole() -> None:
    """Everything that the catalogue names is there, every record has a text, and nothing unused is there."""
    made = search_files(site_library())
    catalogue = json.loads(made["search-index/catalogue.json"])

    def pack(name: str) -> Any:  # noqa: ANN401 -- what JSON holds
        return unpacked(made[f"search-index/{name}.pack"])

    used = {"catalogue.json", *(f"{name}-{catalogue[name]}.pack" for name in FILES)}
    parts = pack(f"records-{catalogue['records']}")
    addresses, counts = [], [len(each["kinds"]) for each in parts]
    for columns, count in zip(parts, counts, strict=True):
        assert (
            count
            == len(columns["years"])
            == len(columns["about"])
            == len(columns["has"])
        )
        for number in range(-(-count // NEIGHBOURS)):
            path = f"texts/{columns['texts']}-{number}"
            addresses += [address for address, *_ in pack(path)]
            used.add(f"{path}.pack")
    assert len(addresses) == len(set(addresses)) == sum(counts) > 50
    listed: list[str] = []
    for first, block in catalogue["blocks"]:
        used.add(f"words-{block}.pack")
        found = pack(f"words-{block}")
        assert found[0][0] == first
        for word, postings in found:
            assert (
                word[0] == first[0] or not word[0].isascii()
            )  # so others keep their digests if it changes
            listed.append(word)
            part = -1
            for gap, there in re.findall(r"(\d*)/([^/]*[A-~])", postings):
                part += int(gap or 1)
                assert (
                    sum(
                        int(number or 1)
                        for number, _ in re.findall(r"(\d*)(\D)", there)
                    )
                    <= counts[part]
                )
    assert listed == sorted(set(listed))
    assert {path.removeprefix("search-index/") for path in made} == used
    actors = pack(f"actors-{catalogue['actors']}")
    about = [
        [ids[place] for place in places]
        for ids, lists in actors["parts"]
        for places in lists
    ]
    kinds = "".join(each["kinds"] for each in parts)
    titles = {
        actor: addresses.index(f"actors/{actor}/") for actor, _ in actors["actors"]
    }
    assert [about[place] for place in titles.values()] == [[actor] for actor in titles]
    assert kinds.count("a") == len(titles)


@pytest.mark.parametrize(
    ("front_matter", "number"),
    [
        ("search:\n  exclude: true", 0),
        ("tags: [a]\nsearch: {boost: 2, exclude: true}", 0),
        ("search:\n  exclude: false", 1),
        ("title: 'search: {exclude: true}'", 1),
        ("search: [", 1),
    ],
)
def test_a_page_may_be_left_out(front_matter: str, number: int) -> None:
    text = f"---\n{front_matter}\n---\n\n# A page\n"
    assert len([*written_records(NOTHING, SITE, "page.md", text)]) == number


def test_a_page_may_count_more() -> None:
    def relevance(boost: str) -> int:
        text = f"---\nsearch: {{boost: {boost}}}\n---\n\n# Title\n\nWord\n"
        (record,) = written_records(NOTHING, SITE, "page.md", text)
        return relevances(record)["word"]

    assert relevance("0.5") < relevance("1") < relevance("2")
    for invalid in ("many", "-1", ".inf", ".nan"):
        assert relevance(invalid) == relevance("1")


def test_sections_of_pages_that_people_wrote() -> None:
    found = list(
        sections(
            "contribute/index.md",
            "---\ntitle: X\n---\n\n# Contribute\n\nFirst `code`\nwords.\n\n## Add a *brief* { #add }\n\n- One [link](x.md)\n\n"
            "### No anchor\n\n```yaml\na: b\n```\n\nTerm\n:   Its meaning. { .quiet }\n\n## Here { .title #here }\n\n<b>Bold</b>\n",
        )
    )
    assert [(each.address, each.title, each.context) for each in found] == [
        ("contribute/", "Contribute", ""),
        ("contribute/#add", "Add a brief", "Contribute"),
        ("contribute/#here", "Here", "Contribute"),
    ]
    assert found[0].text == ("First code words.",)
    assert found[1].text == ("One link", "No anchor", "a: b\n", "Term Its meaning.")
    assert found[2].text == ("Bold",)


def test_the_same_briefs_make_the_same_index_in_any_order() -> None:
    backwards = dict(reversed(site_briefs().items()))
    assert search_files(linked(backwards)) == search_files(site_library())
    words = [*index(records(site_library()))]
    assert words == sorted(words)  # and not as sets happen to have them


def test_nothing_to_find_is_no_index() -> None:
    assert search.files((), dict[str, bytes]().__getitem__) == {}


def test_files_without_a_change_keep_their_names() -> None:
    def made(word: str) -> dict[str, bytes]:
        pages = {"a.md": f"# A\n\nA yak and a {word}.\n", "b.md": "# B\n\nZebra.\n"}
        tasks = [*search.tasks(NOTHING, Site(), pages)]
        files = {
            each.path: each.content
            for task in tasks
            for each in task.make(NOTHING, SITE, *task.arguments)
        }
        return search.files([task.name for task in tasks], files.__getitem__)

    before, after = made("zyzzyva"), made("zorilla")
    again = dict(after.items() - before.items())
    kinds = sorted(path.partition("/")[2].partition("-")[0] for path in again)
    assert kinds == ["catalogue.json", "records", "words"]


def test_a_page_that_people_wrote_is_searched_and_its_change_seen(
    tmp_path: Path,
) -> None:
    project = make(
        tmp_path, awkward_briefs() | {"docs/about.md": "# About\n\nZyzzyva.\n"}
    )
    assert run(project, "build", "--engine", "none").returncode == 0
    first = snapshot(project / "docs" / "search-index")
    assert "0 files written" in run(project, "build", "--engine", "none").stdout
    (project / "docs/about.md").write_text("# About\n\nAnother word.\n")
    assert run(project, "build", "--engine", "none").returncode == 0
    second = snapshot(project / "docs" / "search-index")
    assert first != second
    assert b"Zyzzyva" in b"".join(
        gzip.decompress(each) for path, each in first.items() if path.endswith(".pack")
    )
