"""What the form writes is what the reader takes back, and of a file that exists, the rest stays.

The modules run in a browser, on what hypothesis thinks up.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page

from briefing_site.form import brief_page
from briefing_site.form.changed_lines import changed_lines
from briefing_site.form.check import Session
from briefing_site.form.messages import in_form
from briefing_site.format import characters, schema
from briefing_site.reading.yaml import composer
from tests.conftest import Site
from tests.past import loaded
from tests.project import CASES

Call = Callable[..., Any]
"""Calls a function of a module of the form: the module, the function, its arguments."""

SIGNS = "\\`*_{}[]()<>#+-.!|~:=&\"'$^%@/?;,\n\t 01eé上\u200f\u0301\u00a0\u0085\u2028\ufeff\x07😀"
PIECES = (
    "no", "Yes", "null", "~", "1e3", "0x1F", "12:30", "2010-12-09", "1_000", ".inf", ": ", " #", "- ", "? ", "| ", "> ", "'", '"', "\\", "\t", "\n",
    "\n\n", "  ", "\n  ", "---", "...", "%", "@", "`", "!", "&a", "*a", "<<", "{", "}", "[", "]", ",", "上海", "«»", "🌉", "x", "word " * 40,
)  # fmt: skip
any_text = (
    st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=60)
    | st.text(alphabet=SIGNS, max_size=40)
    | st.lists(st.sampled_from(PIECES), max_size=8).map("".join)
)


PROSE = {"background", "text", "open_questions"}


@pytest.fixture(scope="module")
def page(browser: Browser, site: Site) -> Iterator[Page]:
    with browser.new_page() as page:
        page.goto(site.address + "contribute/write/")
        page.evaluate(
            "async (schema) => { brief = (await import('/contribute/form/schema.js')).recordOf(schema); }",
            json.loads(schema.text("brief")),
        )
        yield page


@pytest.fixture(scope="module")
def call(page: Page) -> Call:
    """The schema of a brief is given as the form reads it."""
    script = """async ([module, name, given]) => {
      const values = given.map((each) => (each === "brief" ? brief : each));
      return (await import(`/contribute/form/${module}.js`))[name](...values);
    }"""
    return lambda module, function, *given: page.evaluate(
        script, [module, function, given]
    )


def data(text: str) -> object:
    document, diagnostics = composer.compose("briefs/a.yml", text.encode())
    assert diagnostics == []
    return document.data()


visible = any_text.map(
    lambda text: characters.cleaned(characters.BAD.sub("", text.replace("\r", "\n")))
).filter(str.strip)
texts_of_a_brief = st.fixed_dictionaries(
    {
        "title": visible,
        "summary": visible,
        "background": visible,
        "open_questions": st.lists(visible, min_size=1, max_size=3),
        "timeline": st.lists(
            st.fixed_dictionaries({"date": visible, "title": visible, "text": visible}),
            min_size=1,
            max_size=2,
        ),
        "relations": st.lists(
            st.fixed_dictionaries({"from": visible, "to": visible, "label": visible}),
            min_size=1,
            max_size=2,
        ),
        "sources": st.fixed_dictionaries(
            {"title": visible, "authors": st.lists(visible, min_size=1, max_size=2)}
        ),
    }
)


@given(texts_of_a_brief)
def test_the_reader_takes_back_what_was_given(
    call: Call, brief: dict[str, Any]
) -> None:
    written = call(
        "yaml",
        "toYaml",
        "brief",
        {**brief, "sources": [{"$key": "paper", **brief["sources"]}]},
    )
    document, diagnostics = composer.compose("briefs/a.yml", written.encode())
    assert diagnostics == [], written
    assert meant(document.data()) == meant(
        {**brief, "sources": {"paper": brief["sources"]}}
    ), written


def meant(value: Any, key: str = "") -> Any:  # noqa: ANN401
    """What the reader makes of the texts: in a line, white space is one space."""
    match value:
        case str():
            return value if key in PROSE else " ".join(value.split())
        case dict():
            return {inner: meant(each, inner) for inner, each in value.items()}
        case _:
            return [meant(each, key) for each in value]


@given(any_text)
def test_what_no_reader_can_see_is_left_out(call: Call, text: str) -> None:
    cleaned = call("yaml", "clean", text, characters.BAD.pattern)
    assert not characters.BAD.search(cleaned)
    seen = characters.BAD.sub(
        "", text.replace("\u0085", " ").replace("\u2028", " ").replace("\u2029", " ")
    )
    assert cleaned.split() == seen.split()


lines = st.lists(st.sampled_from(["a", "b", "c", "", "  d: e"]), max_size=8)


@given(lines, lines)
def test_the_changed_lines_make_the_new_text(old: list[str], new: list[str]) -> None:
    """Taken in their order, with the numbers that the old text has."""
    current = [*old, "end"]
    blocks = changed_lines("\n".join(current), "\n".join([*new, "end"]))
    for block in json.loads(blocks):
        start = block["line"] - 1
        end = start + len(block["old"])
        assert block["above"] == current[start - 1 : start]
        assert block["old"] == current[start:end]
        current[start:end] = block["new"]
    assert current == [*new, "end"]


MERGE = """
async ([was, mine, theirs]) => {
  const { merged } = await import("/contribute/form/merging.js");
  const clashes = {};
  const made = merged(was, mine, theirs, (path, value) => (clashes[path.join(".")] = value ?? null));
  return [made, clashes];
}
"""
ONE, TWO, THREE = ({"id": each, "title": each} for each in ("one", "two", "three"))
EDITED = {"id": "one", "title": "edited"}


Brief = dict[str, Any]


def events(*given: dict[str, str]) -> Brief:
    return {"title": "A", "timeline": [*given]}


@pytest.mark.parametrize(
    ("mine", "theirs", "made", "clashes"),
    [
        (events(EDITED, TWO), events(ONE, TWO, THREE), events(EDITED, TWO, THREE), {}),
        (events(TWO, ONE), events(EDITED, TWO), events(TWO, EDITED), {}),
        (events(TWO), events(ONE, TWO, THREE), events(TWO, THREE), {}),
        (events(ONE, TWO, THREE), events(TWO), events(TWO, THREE), {}),
        (events(EDITED, TWO), events(TWO), events(EDITED, TWO), {"timeline.0": None}),
        (events(TWO), events(EDITED, TWO), events(TWO), {"timeline": EDITED}),
        (events(EDITED, TWO), events({**ONE, "title": "x"}, TWO), events(EDITED, TWO), {"timeline.0.title": "x"}),
        (events({"$published": "one", "id": "new", "title": "one"}, TWO), events(EDITED, TWO), events({"$published": "one", "id": "new", "title": "edited"}, TWO), {}),
        ({**events(ONE, TWO), "summary": "B"}, {**events(ONE, TWO), "title": "C"}, {**events(ONE, TWO), "title": "C", "summary": "B"}, {}),
        ({**events(ONE, TWO), "title": "B"}, {**events(ONE, TWO), "title": "C"}, {**events(ONE, TWO), "title": "B"}, {"title": "C"}),
        ({"title": "B"}, events(ONE, TWO, THREE), {"title": "B"}, {"timeline": [ONE, TWO, THREE]}),
    ],
)  # fmt: skip
def test_what_two_people_changed_is_merged(
    page: Page, mine: Brief, theirs: Brief, made: Brief, clashes: dict[str, object]
) -> None:
    assert page.evaluate(MERGE, [events(ONE, TWO), mine, theirs]) == [made, clashes]


FIRST = {"judgement": "The dam holds.", "confidence": "low", "basis": "A"}
SECOND = {"judgement": "The river rises.", "confidence": "low", "basis": "B"}
THIRD = {"judgement": "The ferry stops.", "confidence": "high", "basis": "C"}
LIKELY = {**THIRD, "likelihood": "likely"}
SURE = {**SECOND, "confidence": "high"}


def judgements(*given: dict[str, str]) -> Brief:
    return {"key_judgements": [*given]}


@pytest.mark.parametrize(
    ("versions", "made", "clashes"),
    [
        # what I have deleted gives its changes to no other judgement
        (((FIRST, SECOND, THIRD), (SECOND, LIKELY), (FIRST, SURE, THIRD)), (SURE, LIKELY), {}),
        (((FIRST, SECOND), (SECOND,), ({**FIRST, "basis": "D"}, SECOND)), (SECOND,), {"key_judgements": {**FIRST, "basis": "D"}}),
        (((FIRST,), (FIRST, SECOND), (FIRST, THIRD)), (FIRST, SECOND, THIRD), {}),
        (((FIRST,), (FIRST, SECOND), (FIRST, SECOND)), (FIRST, SECOND), {}),
        (((FIRST,), (SECOND,), (THIRD,)), (SECOND, THIRD), {}),
    ],
)  # fmt: skip
def test_entries_without_ids_are_known_by_what_they_say(
    page: Page,
    versions: Sequence[Sequence[dict[str, str]]],
    made: Sequence[dict[str, str]],
    clashes: dict[str, object],
) -> None:
    """The versions are what both began with, mine and theirs."""
    briefs = [judgements(*entries) for entries in versions]
    assert page.evaluate(MERGE, briefs) == [judgements(*made), clashes]


def test_new_entries_with_one_id_are_all_kept(page: Page) -> None:
    other = {"id": "three", "title": "another"}
    versions = [events(), events(THREE, other), events(TWO, {**THREE, "title": "x"})]
    made, clashes = page.evaluate(MERGE, versions)
    titles = [event["title"] for event in made["timeline"]]
    assert titles == ["three", "another", "two", "x"]
    assert clashes == {}


MESSAGES = loaded((CASES / "form/messages.yml").read_text(encoding="utf-8"))


def alone(language: str = "en") -> Session:
    """What a browser runs, where there are no other files."""
    site = {
        "name": "A",
        "address": "",
        "repository": "",
        "branch": "",
        "language": language,
        "settings": {},
    }
    return Session(json.dumps({"site": site, "files": {}}))


def checked(text: str, language: str = "en") -> Session:
    session = alone(language)
    session.check({"briefs/a.yml": text.encode()}, "2026-01-01")
    return session


@pytest.mark.parametrize(
    ("language", "required"),
    [("en", "{label} is required"), ("de", "{label} ist erforderlich")],
)
def test_the_check_speaks_of_fields(language: str, required: str) -> None:
    found = {
        ".".join(map(str, each["path"])): each["text"]
        for each in json.loads(
            in_form(checked(MESSAGES["brief"], language), "briefs/a.yml")
        )
    }
    assert found["summary"] == required
    assert found.keys() >= MESSAGES["messages"].keys()
    if language == "en":
        assert found.items() >= MESSAGES["messages"].items()


def test_the_page_lacks_only_what_has_errors() -> None:
    events = "[{date: 2020-01-01, title: Warned of}, {date: 2020-02-30, title: Wrong}]"
    brief = f"title: A\nsummary: B\ndate: 2020-05-02\ntimeline: {events}\nsources: {{unused: {{title: Paper}}}}\n"
    made = brief_page.page(checked(brief), "briefs/a.yml")
    assert [each in made for each in ("Warned of", "Paper", "Wrong")] == [
        True,
        True,
        False,
    ]


def test_the_page_shows_while_another_brief_lacks_the_name_of_an_actor() -> None:
    session, actors = (
        alone(),
        ("lowland, name: Lowland, kind: state, role: Guest", "upland, role: Host"),
    )
    brief = "title: A\nsummary: B\ndate: 2020-05-02\nactors: [{{id: {}}}]\ntimeline: [{}]\nsources: {{p: {{title: P}}}}\n"
    event = "{date: 2020-01-01, title: Visit}"
    texts = {
        f"briefs/{name}.yml": brief.format(each, event).encode()
        for name, each in zip("ab", actors, strict=True)
    }
    session.check(texts, "2026-01-01")
    assert "Lowland" in brief_page.page(session, "briefs/a.yml")
