"""The modules of the form agree with the program: its YAML, its checks, its hints.

They run in a browser, on what hypothesis thinks up and on briefs with mistakes.
"""

import json
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page

from generator.diagnostics import Diagnostic
from generator.form.messages import FormMessage
from generator.format import characters, dates, fields, locators, traversal, web_address
from generator.format.brief import Brief
from generator.format.dates import DateOrderError
from generator.format.field_type import FieldType
from generator.format.prose import parser as prose_parser
from generator.format.prose.tree import Citation
from generator.format.schema import schema
from generator.reading import date_formats, folder
from generator.reading.folder import RawFile
from generator.reading.yaml import composer
from generator.reading.yaml.document import Document
from generator.site import wording
from generator.site.site import Site as SiteSettings
from tests.conftest import Site
from tests.project import awkward_briefs, check, exported, in_form, site_briefs
from tests.sentinels import collection

pytestmark = pytest.mark.browser

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


SCHEMA = schema("brief")
PROSE = {"background", "text", "open_questions"}


@pytest.fixture(scope="module")
def page(browser: Browser, site: Site) -> Iterator[Page]:
    page = browser.new_page()
    page.goto(site.address + "contribute/write/")
    yield page
    page.close()


@pytest.fixture(scope="module")
def call(page: Page) -> Call:
    script = (
        "async ([module, name, given]) => (await import(`/contribute/form/${module}.js`))[name](...given)"
    )
    return lambda module, function, *given: page.evaluate(script, [module, function, given])


EDIT = """
async ([schema, slug]) => {
  const { listed } = await import("/contribute/form/schema.js");
  const { edited } = await import("/contribute/form/original.js");
  const { toYaml } = await import("/contribute/form/yaml.js");
  const { loadBrief } = await import("/contribute/form/published.js");
  const { files } = await (await fetch("/contribute/form.json")).json();
  const published = await loadBrief(slug, files);
  const before = listed(schema, published);
  const { $text: text } = before;
  const without = (values, key) => Object.fromEntries(Object.entries(values).filter(([each]) => each !== key));
  const [event, ...events] = before.timeline;
  const [source, ...sources] = before.sources;
  const changes = [
    before,
    { ...before, title: "Another" },
    { ...before, timeline: [{ ...event, title: "Another" }, ...events] },
    { ...before, timeline: [{ ...event, note: "A\\nB", id: "another" }, ...events] },
    { ...before, timeline: events },
    { ...before, timeline: [...events, event] },
    { ...before, timeline: [...before.timeline, { date: "2020", title: "New: one" }] },
    { ...before, sources: [...sources, { ...source, publisher: "Another" }] },
    { ...before, sources: [{ ...source, $key: "another" }, ...sources] },
    { ...before, open_questions: ["Who?", "What?"] },
    without(before, "background"),
    without(without(before, "timeline"), "topics"),
    without(before, "quotes"),
    { ...without(before, "summary"), formerly: ["old"], status: "archived", summary: "New # one" },
  ];
  return changes.map((now) => [edited(schema, text, before, now), toYaml(schema, schema, now)]);
}
"""


@pytest.mark.parametrize("slug", ["council-revival", "pipeline-loans"])
def test_only_what_was_changed_is_written_anew(page: Page, slug: str) -> None:
    """Each result has the values of one that is written anew, and nearly all lines of the file."""
    original = site_briefs()[f"briefs/{slug}.yml"]
    results = page.evaluate(EDIT, [SCHEMA, slug])
    assert results[0][0] == original
    for text, anew in results:
        assert data(text) == data(anew)
        assert len(set(text.splitlines()) - set(original.splitlines())) <= 8
    assert len(set(results[1][0].splitlines()) ^ set(original.splitlines())) == 2


AWKWARD = """\
# first
title: "A: title"   # why
sources:

    # about a
    a: {title: A}

    b:
        # about its title
        title: B
        authors: [X]
timeline:
- date: 2020
  # inside
  title: >-
    One
    two

# above the second
- {date: 2021, title: Two}
-   title: Three
    date: 2022
summary: |
  Words
"""


def test_files_that_nobody_else_would_write(call: Call) -> None:
    before: dict[str, Any] = {
        "title": "A: title",
        "summary": "Words\n",
        "sources": [{"$key": "a", "title": "A"}, {"$key": "b", "title": "B", "authors": ["X"]}],
        "timeline": [
            {"date": "2020", "title": "One two"},
            {"date": "2021", "title": "Two"},
            {"date": "2022", "title": "Three"},
        ],
    }
    (a, b), (one, two, three) = before["sources"], before["timeline"]
    for now, old, new in (
        ({}, "", ""),
        ({"title": "B"}, 'title: "A: title"   # why', "title: B"),
        ({"timeline": [one, {**two, "date": "2023"}, three]}, "- {date: 2021, title: Two}", "- date: 2023\n  title: Two"),
        ({"timeline": [one, two, {**three, "title": "Four"}]}, "title: Three", "title: Four"),
        ({"sources": [a, {**b, "title": "C"}]}, "title: B", "title: C"),
        ({"sources": [{**a, "title": "C"}, b]}, "    a: {title: A}\n", "    a:\n      title: C\n"),
        ({"timeline": [one, three]}, "# above the second\n- {date: 2021, title: Two}\n", ""),
    ):  # fmt: skip
        written = call("original", "edited", SCHEMA, AWKWARD, before, {**before, **now})
        assert data(written) == data(AWKWARD.replace(old, new)), written
        kept = [line for line in AWKWARD.replace(old, "").splitlines() if "#" in line]
        assert [line for line in written.splitlines() if "#" in line] == kept


def data(text: str) -> object:
    document, diagnostics = composer.compose("briefs/a.yml", text.encode())
    assert diagnostics == []
    return document.data()


visible = any_text.map(lambda text: characters.BAD.sub("", text.replace("\r", "\n"))).filter(str.strip)
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
            st.fixed_dictionaries({"from": visible, "to": visible, "label": visible}), min_size=1, max_size=2
        ),
        "sources": st.fixed_dictionaries(
            {"title": visible, "authors": st.lists(visible, min_size=1, max_size=2)}
        ),
    }
)


@given(texts_of_a_brief)
def test_the_reader_takes_back_what_was_given(call: Call, brief: dict[str, Any]) -> None:
    """Any text at all, in every kind of place."""
    written = call(
        "yaml", "toYaml", SCHEMA, SCHEMA, {**brief, "sources": [{"$key": "paper", **brief["sources"]}]}
    )
    document, diagnostics = composer.compose("briefs/a.yml", written.encode())
    assert diagnostics == [], written
    assert meant(document.data()) == meant({**brief, "sources": {"paper": brief["sources"]}}), written


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
    seen = characters.BAD.sub("", text.replace("\u0085", " ").replace("\u2028", " ").replace("\u2029", " "))
    assert cleaned.split() == seen.split()


PROPERTIES = {
    "date": SCHEMA["definitions"]["Event"]["properties"]["date"],
    "day": SCHEMA["properties"]["date"],
    "address": SCHEMA["definitions"]["Source"]["properties"]["url"],
}


def finds(call: Call, kind: str, text: str) -> bool:
    """Whether the form finds anything wrong with the text in a field of that kind."""
    return bool(call("checks", "checkText", {"node": PROPERTIES[kind], "text": text, "path": []}))


@given(
    st.from_regex(f"^(?:{dates.PATTERN})$", fullmatch=True)
    | st.text(alphabet="0123456789-~?%X/.", max_size=12)
    | any_text
)
@example("2011-02-29")
@example("2012-02-29")
@example("1900-02-29/2000-02-29")
@example("2012-02-XX")
@example("0000-01-01")
def test_dates_are_read_alike(call: Call, text: str) -> None:
    """But for the order of the two dates of an interval."""
    text = text.strip()
    try:
        date = dates.parse(text)
    except DateOrderError:
        assert not finds(call, "date", text)
    except ValueError:
        assert finds(call, "date", text)
    else:
        assert not finds(call, "date", text)
        assert finds(call, "day", text) != date.is_day


ADDRESS = st.lists(
    st.sampled_from(["https://", "http:", "HTTP://", "ftp://", "//", "/", "example.org", "上海.cn", "user", ":", "@", "80", "99999", "?a=b", "#c", "[::1]", "%41", " ", "\\", "é", "..", "-"]),
    max_size=6,
).map("".join)  # fmt: skip


@given(ADDRESS | any_text)
def test_addresses_that_the_form_lets_through_are_complete(call: Call, text: str) -> None:
    text = text.strip()
    if not finds(call, "address", text):
        assert web_address.is_web_address(text)


@pytest.mark.parametrize(
    "text",
    [
        "15 April 2010", "9. Dezember 2010", "Dez. 2010", "May 14, 2024", "Sept 2010", "14.05.2024", "5/6/2024", "2024/5/14",
        "ca. 2010", "30 Feb 2020", "9 декабря 2010", "10-Dec-2025", "31 May", "tomorrow", "5/2024", "99.99.2024", "2024-5",
        "early 2010", "mid-2010", "late May 2024", "end of February 2020", "the late 1990s", "the 1990s", "Mitte 2010", "early 9 May 2020",
        "3-5 May 2024", "May 3–5, 2024", "3 May - 5 June 2024", "May to June 2024", "1990-2000", "from 1990 to 2000", "3. bis 5. Mai 2024",
        "since May 2020", "2020-today", "until 2019", "before 9 May 2020", "5-3", "early bird",
    ],
)  # fmt: skip
def test_the_form_and_the_check_advise_the_same_dates(call: Call, text: str) -> None:
    assert call("advice", "datesFor", text) == list(date_formats.possible_dates(text))


@pytest.mark.parametrize(
    "text", ["https://example.org/桥?a=1#b", "HTTP://EXAMPLE.ORG", "http://[::1]:80/@x", "https://上海.cn/"]
)
def test_addresses_that_are_complete_are_let_through(call: Call, text: str) -> None:
    assert web_address.is_web_address(text)
    assert not finds(call, "address", text)


PAPER = {"$key": "paper", "title": "A paper", "published": "2020"}
BRIEF: dict[str, Any] = {
    "title": "A title", "summary": "A summary.", "date": "2020-05-01", "background": "Text [@paper].", "sources": [PAPER],
}  # fmt: skip
JANE = {"id": "jane", "name": "Jane", "kind": "person", "role": "Witness"}
EVENT = {"date": "2020", "title": "One", "sources": ["paper"]}
QUOTE = {"text": "A", "speaker": "jane", "date": "2020", "source": "paper"}
MISTAKES: dict[str, dict[str, Any]] = {
    "nothing": {},
    "missing": {"title": None, "date": None, "timeline": [{"sources": ["paper"]}], "quotes": [{"text": "A", "speaker": "x", "date": "2020"}]},
    "no sources": {"sources": None, "background": None},
    "quotation marks": {"actors": [JANE], "quotes": [{**QUOTE, "text": each, "id": f"q{number}"} for number, each in enumerate(["“One.”", " «Two\n2.» ", '"Three"', "„Four“", "“Five” and “six”", "“Seven” she said", "Eight “8”", "Nine", "“"])]},
    "too long": {"title": "word " * 61, "background": "é" * 20_001, "timeline": [EVENT], "sources": [{"$key": "paper", "title": "é" * 301}]},
    "no words": {"open_questions": ["- ", "1. > *", "> ## ##"], "timeline": [{**EVENT, "text": "#"}]},
    "choices": {"status": "ready", "actors": [{**JANE, "kind": "human"}], "timeline": [{**EVENT, "status": "denied"}]},
    "days": {"date": "2020-05", "updated": "1 May 2020"},
    "days of no calendar": {"date": "2019-02-29"},
    "dates": {"timeline": [{**EVENT, "date": each, "id": f"e{number}"} for number, each in enumerate(["2020-13", "2019-02-29", "0000", "../..", "May", "2" * 41])]},
    "ids": {"actors": [{**JANE, "id": each} for each in ("Jane", "con", "index", "a" * 81)], "sources": [{**PAPER, "$key": "Paper"}], "background": "Text [@Paper]."},
    "anchors": {"timeline": [{**EVENT, "id": "sources"}]},
    "address and language": {"sources": [{"$key": "paper", "title": "A", "url": "www.example.org", "archived": "https://u:p@example.org", "language": "English"}]},
    "unknown": {"topics": ["nothing-such"], "see_also": ["nothing-such", "a"], "timeline": [{**EVENT, "actors": ["jane"]}, {**EVENT, "title": "Two", "sources": ["papre"]}]},
    "unknown events": {"timeline": [{**EVENT, "id": f"e{number}", "same_as": each} for number, each in enumerate(["a#one", "nothing#one", "council-revival"])]},
    "undefined actors": {"actors": [{"id": "nobody", "role": "None"}, {"id": "somebody", "name": "Some Body", "role": "One"}]},
    "conflicting actors": {"actors": [{"id": "ada-stone", "name": "Ada Stoneham", "kind": "group", "role": "President"}]},
    "the same name": {"actors": [{"id": "a-stone", "name": "Ada  stone", "kind": "person", "role": "President"}, JANE, {**JANE, "id": "j-doe"}]},
    "the same twice": {"actors": [JANE, {"id": "jane", "role": "Judge"}], "timeline": [{**EVENT, "id": "one"}], "quotes": [{**QUOTE, "id": "one"}]},
    "relations": {"actors": [JANE, {**JANE, "id": "john"}], "relations": [{"from": "jane", "to": "john", "label": "knows"}]},
    "relations in events": {"actors": [JANE, {**JANE, "id": "john"}, {**JANE, "id": "jim"}], "relations": [{"from": "jane", "to": "john", "label": "knows"}, {"from": "jim", "to": "john", "label": "knows"}], "timeline": [{**EVENT, "actors": ["jane", "john"]}]},
    "said by nobody": {"quotes": [{"text": "Now.", "date": "2020", "source": "paper"}]},
    "nameless": {"sources": [{"$key": "paper", "publisher": "Somebody"}]},
    "numbers": {"figures": [{"title": "A", "rows": [{"label": "a", "values": each} for each in (["1"], ["1,5"], ["1e3"], ["-0.25"])]}]},
    "rows": {"figures": [{"title": "A", "series": ["b", "c"], "rows": [{"label": "a", "values": each} for each in (["1"], ["1", "2"])]}]},
    "percentages": {"forecasts": [{"statement": "A", "probability": each, "made_on": "2020-05-01", "resolves_by": "2030-01-01"} for each in ("1", "99", "0", "100", "50%")]},
    "people": {"authors": [{"name": "A", "orcid": each} for each in ("0000-0002-1825-0097", "0000-0002-9079-593X", "0000-0002-1825-0098", "1825")]},
    "confidence": {
        "key_judgements": [
            {"text": "One.", "confidence": "high", "sources": ["paper", "copy"]},
            {"text": "Two [@other].", "confidence": "high", "sources": ["paper"]},
            {"text": "Three.", "confidence": "moderate", "sources": ["copy"]},
            {"text": "Four.", "confidence": "low"},
        ],
        "sources": [PAPER, {"$key": "copy", "title": "A copy", "copy_of": "paper"}, {"$key": "other", "title": "Another"}],
    },
    "after the date": {"actors": [JANE], "timeline": [{**EVENT, "date": each, "id": f"e{number}"} for number, each in enumerate(["2020-05-01", "2020-05", "2020-06", "2020-05-02/2021", "../2021", "2021~", "May"])], "quotes": [{**QUOTE, "date": "2020-05-02"}], "sources": [{"$key": "paper", "title": "A paper"}]},
    "after the update": {"updated": "2020-05-03", "actors": [JANE], "quotes": [{**QUOTE, "date": each, "id": f"q{number}"} for number, each in enumerate(["2020-05-03", "2020-05-04"])], "sources": [{"$key": "paper", "title": "A paper"}]},
    "after the cut-off": {"updated": "2020-05-03", "as_of": "2020-04-20", "timeline": [{**EVENT, "date": "2020-04-21"}], "sources": [{"$key": "paper", "title": "A paper"}]},
    "updated before its date": {"updated": "2020-04-30", "timeline": [{**EVENT, "date": "2020-05-02"}], "sources": [{"$key": "paper", "title": "A paper"}]},
    "after its sources": {"timeline": [{**EVENT, "date": each, "id": f"e{number}"} for number, each in enumerate(["2011-01-01", "2011-01-02", "2011-02"])], "sources": [{**PAPER, "published": "2010"}]},
    "evidence": {"background": None, "timeline": [{"date": "2020", "title": "One", "status": "disputed"}]},
}  # fmt: skip
LEFT_TO_THE_CHECK: dict[str, dict[str, Any]] = {
    "raw-html": {"background": "A <b> [@paper]."},
    "bad-link": {"background": "[x](y) [@paper]."},
    "no-words": {"background": "[@paper]\n\n- a\n-\n- b"},
    "unknown-citation": {"background": "[@papre] [@paper]."},
    "bad-locator": {"background": "[@paper, the end]."},
    "unknown-event": {"timeline": [{**EVENT, "same_as": "council-revival#nothing-such"}]},
    "merged-dates": {"timeline": [{**EVENT, "same_as": "council-revival#council-founded"}]},
    "date-order": {"timeline": [{**EVENT, "date": "2020-02/2020-01"}]},
    "incomplete": {"forecasts": [{"statement": "A", "probability": "50", "made_on": "2020-05-01", "resolves_by": "2030-01-01", "outcome": "yes"}]},
    "former-id-in-use": {"formerly": ["council-revival"]},
}  # fmt: skip

POINTS_AT = {"DISPUTED_WITHOUT_NOTE": "status", "UNDEFINED_ACTOR": "id"}
"""Where the check points at another field of the entry than that which has to be filled in."""
LIKE_ANY_OTHER = {"quote-without-source": "missing-field"}
"""Codes of the check that the form does not part from others."""

CHECK = """
async ([schema, briefs]) => {
  const { check } = await import("/contribute/form/checks.js");
  const known = await (await fetch("/contribute/form.json")).json();
  return briefs.map((brief) => check(schema, known, "a", brief));
}
"""


def brief_with(mistake: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in {**BRIEF, **mistake}.items() if value is not None}


def checked(call: Call, brief: dict[str, Any]) -> tuple[Document, list[Diagnostic]]:
    """The file that the form writes, and what the check says of it."""
    text = call("yaml", "toYaml", SCHEMA, SCHEMA, brief)
    result = check({**site_briefs(), "briefs/a.yml": text})
    file, _ = folder.parse(RawFile("briefs/a.yml", text.encode()), Brief)
    return file.document, [each for each in result.diagnostics if each.path == "briefs/a.yml"]


def line_of(document: Document, brief: dict[str, Any], message: str, path: list[Any]) -> int:
    """The line on which the check reports what the form has found at the path."""
    if path[0] == "sources" and len(path) > 1:
        path = ["sources", brief["sources"][path[1]]["$key"], *path[2:]]
        if len(path) == 2 or path[2] == "$key":
            key = document.key(tuple(path[:2]))
            assert key is not None
            return key.line
    if message in POINTS_AT:
        path = [*path[:-1], POINTS_AT[message]]
    return document.nearest(tuple(path)).start.line


@pytest.mark.parametrize("name", MISTAKES)
def test_the_form_finds_what_the_check_finds(page: Page, call: Call, name: str) -> None:
    """The same mistakes in the same places."""
    brief = brief_with(MISTAKES[name])
    (found,) = page.evaluate(CHECK, [SCHEMA, [brief]])
    document, diagnostics = checked(call, brief)
    expected = {
        (LIKE_ANY_OTHER.get(each.code.slug, each.code.slug), each.span.start.line) for each in diagnostics
    }
    assert {
        (FormMessage[each["message"]].code.slug, line_of(document, brief, each["message"], each["path"]))
        for each in found
    } == expected
    assert bool(found) == (name != "nothing")


@pytest.mark.parametrize("code", LEFT_TO_THE_CHECK)
def test_what_takes_more_than_the_form_has_is_left_to_the_check(page: Page, call: Call, code: str) -> None:
    brief = brief_with(LEFT_TO_THE_CHECK[code])
    assert page.evaluate(CHECK, [SCHEMA, [brief]]) == [[]]
    assert [each.code.slug for each in checked(call, brief)[1]] == [code]


def test_every_message_is_for_something(page: Page) -> None:
    """But for the one about the short name, which is no field of the file."""
    found = page.evaluate(CHECK, [SCHEMA, [brief_with(each) for each in MISTAKES.values()]])
    assert {finding["message"] for findings in found for finding in findings} == {
        each.name for each in FormMessage if each is not FormMessage.NAME_TAKEN
    }


@pytest.mark.parametrize("message", FormMessage)
def test_messages_are_for_people_who_write_no_file(message: FormMessage) -> None:
    assert (
        re.search(r"\b(?:files?|keys?|ya?ml|make|lines?|mend)\b|briefs/|[`']", message.text, re.IGNORECASE)
        is None
    )


HINTS = """
each => [...each.querySelectorAll("label, legend")].map((label) => {
  const field = label.htmlFor ? document.getElementById(label.htmlFor) : label.parentElement;
  const [hint] = (field?.getAttribute("aria-describedby") ?? "").split(" ");
  return [label.firstChild?.textContent, document.getElementById(hint)?.textContent];
})
"""


def test_the_hint_of_each_field_is_its_description(browser: Browser, site: Site) -> None:
    page = browser.new_page()
    page.goto(site.address + "contribute/write/")
    form = page.locator(".write-form")
    form.wait_for()
    for around in (page, page.locator(".entry")):  # then the lists in what was added
        for adder in around.get_by_role("button", name=re.compile("^Add an? ")).element_handles():
            adder.click()
    shown = {(label, hint) for label, hint in form.evaluate(HINTS) if hint}
    page.close()
    records = [SCHEMA, *SCHEMA["definitions"].values()]
    fields = [field for record in records for field in record["properties"].values()]
    assert len(fields) > 40
    for field in fields:
        described = field["description"].replace("`", "")
        assert any(label == field["title"] and hint.startswith(described) for label, hint in shown), field[
            "title"
        ]


def values(kind: FieldType, *collections: dict[str, str]) -> list[Any]:
    """All values of the kind in the briefs."""
    files = [file for briefs in collections for file in check(briefs).collection.briefs]
    records = [file.record for file in files if file.record]
    return [
        each.value
        for record in records
        for each in traversal.values(record)
        if each.member.field_type is kind
    ]


MARKDOWN = (
    "a *b* **c** _d_ __e__ f*g*h a_b_c 4 * 5 * 6 «*x*»", "***both*** **a *b* c** *a **b** c*", "# H #\ntext\n- no\n\n### *H*",
    "- a\n- b\n  - c\n\n  d\n- e", "1. x\n2. y\n\nword", "2. two\n3. three", "text\n2. no list\n1. list", "  - x\n   - y\n\n\n  z",
    "> q\n> r\nlazy\n\nz", "> - a\n>   b\n> - c", 'see [@a; @b] and [x](https://e.org/a_(b) "t") <https://x.org> [b] [c](<d>)',
    "`a * b` ``c`d`` \\* &amp; &#169; & &no;", "a  \nb\\\nc\n d", "*open **and [not [closed", "\\", "上海*市*。「*是*」",
)  # fmt: skip
WORDS = """
async (texts) => {
  const { blocks } = await import("/contribute/form/prose.js");
  const words = ({ type, text, content, items }) => {
    if (type === "citation") return "\\0";
    if (type === "break") return " ";
    if (type === "list") return items.map((item) => item.map(words).join(" ")).join(" ");
    return text ?? content.map(words).join(type === "quotation" ? " " : "");
  };
  return texts.map((text) => blocks(text).map(words).join(" ").replace(/\\s*\\0/gu, ""));
}
"""


def test_the_preview_reads_prose_as_the_program(page: Page) -> None:
    written = [*(prose.source for prose in values(fields.PROSE, site_briefs(), awkward_briefs())), *MARKDOWN]
    assert len(written) > 50
    read = page.evaluate(WORDS, written)
    assert dict(zip(written, (" ".join(each.split()) for each in read), strict=True)) == {
        each: prose_parser.parse(each).words for each in written
    }


LOCATORS = (
    "p. 4", "pp. 4–6", "P.4", "4", "4-6", "xiv", "l. 4", "v", "§ 4", "§§ 4, 5", "¶ 2", "s.v. word", "sub verbo word", "art. 2(1)", "art. 2",
    "chap. 2", "chapters 2 and 3", "vol. 1, p. 3", "p. 上海", "p. 4_", "p.", "S. 4", "the end", "p. " + "4" * 60, "p. " + "4" * 61,
)  # fmt: skip
PLACES = """
async (texts) => {
  const { blocks } = await import("/contribute/form/prose.js");
  return texts.map((text) => blocks(text)[0].content.flatMap(({ cited }) => cited ?? []));
}
"""


def test_the_preview_shows_places_in_sources_as_the_page(page: Page) -> None:
    terms = [f"{label} %(place)s" for label in locators.ABBREVIATIONS]
    terms += [term for both in locators.ABBREVIATIONS.values() for term in both]
    places = [*LOCATORS, *(term % {"place": 7} for term in terms)]
    texts = [*(f"[@a, {place}]" for place in places), "[@a,\np. 4; @b; @c, @d]", "[@a, p.\n4] [@b,]"]

    def shown(citation: Citation) -> dict[str, str | None]:
        place = citation.locator.text if citation.locator else None
        return {"source": citation.source, "place": place}

    read = page.evaluate(PLACES, texts)
    assert dict(zip(texts, read, strict=True)) == {
        each: list(map(shown, prose_parser.parse(each).citations())) for each in texts
    }


PREVIEW = """
async ([schema, brief, known]) => {
  const { listed } = await import("/contribute/form/schema.js");
  const { preview } = await import("/contribute/form/preview.js");
  const parts = preview({ schema, known, brief: listed(schema, brief), nameOf: (id) => known.actors[id]?.name ?? id });
  return parts.map(({ textContent }) => textContent).join("\\n");
}
"""


def test_the_preview_shows_every_text(page: Page) -> None:
    """Each field of the format that people read, also one that the preview does not know."""
    files, sentinels = collection()
    made = exported(files, SiteSettings())
    brief = in_form("sentinel", made.__getitem__)
    shown = page.evaluate(PREVIEW, [SCHEMA, brief, json.loads(made["contribute/form.json"])])
    texts = [
        each
        for each in sentinels
        if each.model == "brief" and each.member.field_type and each.member.field_type.is_text
    ]
    assert len(texts) > 20
    assert [each.path for each in texts if not each.is_in(shown)] == []


DEEP = (
    "[" * 9_000,
    "*_" * 9_000,
    "*a " * 5_000 + "a* " * 5_000,
    "`" * 9_001,
    "> " * 9_000,
    "[" * 900 + "](a)" * 900,
)


@pytest.mark.parametrize("text", DEEP)
def test_the_preview_ends_whatever_it_reads(page: Page, text: str) -> None:
    assert page.evaluate(WORDS, [text]) != []


DATES = """
async (texts) => {
  const { inWords, order, year } = await import("/contribute/form/dates.js");
  return texts.map((text) => [inWords(text), Number(year(text)), ...order(text)]);
}
"""


def test_the_preview_words_dates_as_the_program(page: Page) -> None:
    odd = (
        "2001~", "2001?", "2001%", "201X", "20XX", "20XX~", "2010-21", "2010-24", "2010-XX-XX", "2010-05-XX", "1990/2000",
        "1990~/2000", "../2001", "2001/..", "2001/", "/2001", "2010-11/2010-12", "2010-12-09/2010-12-11",
        "2010-05-30/2010-06-02", "2010-12/2011-02", "2010-05-30~", "0044-03-15",
    )  # fmt: skip
    written = sorted({*(each.text for each in values(fields.DATE, site_briefs(), awkward_briefs())), *odd})
    expected = [(each, dates.parse(each)) for each in written]
    assert page.evaluate(DATES, written) == [
        [wording.date(date), date.year, date.earliest.isoformat(), date.latest.isoformat(), each]
        for each, date in expected
    ]
