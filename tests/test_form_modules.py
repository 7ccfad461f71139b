"""The parts of the form think as the program does: its YAML, its dates, its prose, its checks.

They run in a browser, on what hypothesis thinks up and on briefs with mistakes.
"""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page

from generator import pipeline
from generator.format import characters, dates, prose_parser, web_address
from generator.format.dates import DateOrderError
from generator.format.schema import schema
from generator.reading import composer
from tests.conftest import Site
from tests.project import own_briefs, texts

pytestmark = pytest.mark.browser

Call = Callable[..., Any]
"""Calls a function of a module of the form: the module, the function, its arguments."""

slow = settings(deadline=None, max_examples=100, suppress_health_check=[HealthCheck.too_slow])

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


@slow
@given(texts_of_a_brief)
def test_the_reader_takes_back_what_was_given(call: Call, brief: dict[str, Any]) -> None:
    """Any text at all, in every kind of place."""
    written = call("yaml", "toYaml", SCHEMA, SCHEMA, {**brief, "sources": [["paper", brief["sources"]]]})
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


@slow
@given(any_text)
def test_what_no_reader_can_see_is_left_out(call: Call, text: str) -> None:
    cleaned = call("yaml", "clean", text, characters.BAD.pattern)
    assert not characters.BAD.search(cleaned)
    seen = characters.BAD.sub("", text.replace("\u0085", " ").replace("\u2028", " ").replace("\u2029", " "))
    assert cleaned.split() == seen.split()


MARKUP = (
    "<b>", "</b>", "<!--", "<?", "<https://example.org/>", "<a@b.org>", "<x:y>", "a < b", "\\<b>", "`<b>`", "`", "\\", "[@one]", "[@two; @one]", "[@]", "[@ three ]",
    "\\[@four]", "[a](https://example.org/)", "[a](", "(b)", "![", "[", "]", "](", ")", "](x)", "![a](https://example.org)", "https://e.org/(a)", "&lt;", "&#60;b>",
    '[a](<https://example.org/> "t")', "[a](https&#58;//u&#64;e.org)", "[a](\\https://e.org)", "> ", "* ", "    ", "\n", "\n\n", "*", "**", "_", " ", "x", "上",
)  # fmt: skip


@slow
@given(st.lists(st.sampled_from(MARKUP), max_size=10).map("".join) | any_text)
@example("[@one;\n> @two]")
def test_prose_that_the_form_lets_through_is_without_mistakes(call: Call, text: str) -> None:
    """It may refuse more than the parser does, but never less; and sees every citation."""
    seen = call("prose", "readProse", text)
    prose = prose_parser.parse(text)
    if not seen["mistakes"]:
        assert prose.findings == ()
    cited = {citation.source for citation in prose.citations()}
    if "\n> " not in text:  # a citation that a quotation is broken within
        assert cited <= set(seen["cited"])


PATTERN = SCHEMA["definitions"]["Event"]["properties"]["date"]["pattern"]


@slow
@given(
    st.from_regex(f"^(?:{dates.PATTERN})$", fullmatch=True)
    | st.text(alphabet="0123456789-~?%X/.", max_size=12)
    | any_text
)
@example("2011-02-29")
@example("2012-02-XX")
@example("1900-02-29")
@example("2010-24/2010-21")
def test_dates_are_read_alike(call: Call, text: str) -> None:
    text = text.strip()
    if not text:
        return
    read = call("dates", "readDate", text, PATTERN)
    try:
        date = dates.parse(text)
    except DateOrderError:
        assert read["problem"] == "BACKWARD_INTERVAL"
    except ValueError:
        assert read["problem"] == "BAD_DATE"
    else:
        assert (read["earliest"], read["latest"]) == (date.earliest.isoformat(), date.latest.isoformat())
        assert (read["isOpen"], read["isDay"]) == (date.first is None, date.is_day)


ADDRESS = st.lists(
    st.sampled_from(["https://", "http:", "HTTP://", "ftp://", "//", "/", "example.org", "上海.cn", "user", ":", "@", "80", "99999", "?a=b", "#c", "[::1]", "%41", " ", "\\", "é", "xn--", "..", "-"]),
    max_size=6,
).map("".join)  # fmt: skip


@slow
@given(ADDRESS | any_text)
def test_addresses_that_the_form_lets_through_are_complete(call: Call, text: str) -> None:
    if call("web_address", "isWebAddress", text):
        assert web_address.is_web_address(text)


@pytest.mark.parametrize(
    "text", ["https://example.org/桥?a=1#b", "HTTP://EXAMPLE.ORG", "http://[::1]:80/@x", "https://上海.cn/"]
)
def test_addresses_that_are_complete_are_let_through(call: Call, text: str) -> None:
    assert web_address.is_web_address(text)
    assert call("web_address", "isWebAddress", text)


SOURCE = ["paper", {"title": "A paper", "published": "2020"}]
BRIEF: dict[str, Any] = {
    "title": "A title", "summary": "A summary.", "date": "2020-05-01", "background": "Text [@paper].", "sources": [SOURCE],
}  # fmt: skip
JANE = {"id": "jane", "name": "Jane", "kind": "person", "role": "Witness"}
MISTAKES: dict[str, dict[str, Any]] = {
    "nothing": {},
    "missing": {"title": None, "date": None, "timeline": [{"sources": ["paper"]}], "quotes": [{"text": "A", "speaker": "x", "date": "2020"}]},
    "no sources": {"sources": None, "background": None},
    "quotation marks": {"actors": [JANE], "quotes": [{"text": each, "speaker": "jane", "date": "2020", "source": "paper", "id": f"q{number}"} for number, each in enumerate(["“One.”", " «Two\n2.» ", '"Three"', "„Four“", "“Five” and “six”", "“Seven” she said", "Eight “8”", "Nine", "“"])]},
    "too long": {"title": "word " * 61, "background": "é" * 20_001, "sources": [["paper", {"title": "é" * 301}]]},
    "days": {"date": "2020-05", "updated": "1 May 2020"},
    "dates": {"timeline": [{"date": each, "title": each, "id": f"e{number}", "sources": ["paper"]} for number, each in enumerate(["2020-13", "2019-02-29", "0000", "../..", "2019/2018", "May", "2" * 41])]},
    "date order": {"updated": "2020-05-03", "timeline": [{"date": "2020-05-04", "title": "After the end", "sources": ["paper"]}]},
    "before its evidence": {"date": "2022-01-01", "actors": [JANE], "quotes": [{"text": "A", "speaker": "jane", "date": "2021-01-02", "source": "paper"}]},
    "updated before": {"updated": "2020-04-30"},
    "ids": {"actors": [{**JANE, "id": each} for each in ("Jane", "con", "index", "a" * 81)], "sources": [["Paper", SOURCE[1]]], "background": "Text [@Paper]."},
    "anchors": {"timeline": [{"date": "2020", "title": "One", "id": "sources", "sources": ["paper"]}]},
    "address and language": {"sources": [["paper", {"title": "A", "url": "www.example.org", "archived": "https://u:p@example.org", "language": "English"}]]},
    "prose": {"background": "A <b>, [x](y) and ![z](https://example.org/z) [@paper]."},
    "unknown": {"topics": ["nothing-such"], "see_also": ["nothing-such", "a"], "background": "Text [@papre]. [@paper]", "timeline": [{"date": "2020", "title": "One", "actors": ["jane"], "sources": ["papre"]}]},
    "unknown events": {"timeline": [{"date": "2020", "title": str(number), "id": f"e{number}", "same_as": each, "sources": ["paper"]} for number, each in enumerate(["a#one", "nothing#one", "sco-revival#nothing-such"])]},
    "other dates": {"timeline": [{"date": "2020", "title": "One", "same_as": "sco-revival#sco-founded", "sources": ["paper"]}]},
    "undefined actors": {"actors": [{"id": "nobody", "role": "None"}, {"id": "somebody", "name": "Some Body", "role": "One"}]},
    "conflicting actors": {"actors": [{"id": "vladimir-putin", "name": "Wladimir Putin", "kind": "group", "role": "President"}]},
    "the same twice": {"actors": [JANE, {"id": "jane", "role": "Judge"}], "timeline": [{"date": "2020", "title": "One", "id": "one", "sources": ["paper"]}], "quotes": [{"text": "A", "speaker": "jane", "date": "2020", "source": "paper", "id": "one"}]},
    "former ids": {"formerly": ["sco-revival", "a"], "timeline": [{"date": "2020", "title": each, "id": each, "formerly": ["one", "three"], "sources": ["paper"]} for each in ("one", "two")]},
    "evidence": {"background": None, "timeline": [{"date": "2020", "title": "One", "status": "disputed"}]},
}  # fmt: skip


CHECK = """
async ([schema, brief]) => {
  const { check, contextOf } = await import("/contribute/form/checks.js");
  const load = async (path) => (await fetch(path)).json();
  const { timeline } = await load("/contribute/briefs/sco-revival.json");
  const eventsOf = (slug) => (slug === "sco-revival" ? timeline : undefined);
  return check(contextOf(schema, await load("/contribute/form.json"), eventsOf), "a", brief);
}
"""


@pytest.mark.parametrize("name", MISTAKES)
def test_mistakes_are_told_in_the_words_of_the_check(page: Page, call: Call, name: str) -> None:
    """The same mistakes, in the same words but for where something else is."""
    brief = {key: value for key, value in {**BRIEF, **MISTAKES[name]}.items() if value is not None}
    found = page.evaluate(CHECK, [SCHEMA, brief])
    written = call("yaml", "toYaml", SCHEMA, SCHEMA, brief)
    told = pipeline.check(texts({**own_briefs(), "briefs/a.yml": written})).diagnostics
    expected = [(each.code.slug, placeless(each.message)) for each in told if each.path == "briefs/a.yml"]
    assert sorted((each["code"], placeless(each["message"])) for each in found) == sorted(expected)
    assert all(each["help"] for each in found)
    assert bool(found) == (name != "nothing")


def placeless(message: str) -> str:
    """The message without the place of something else, which the form names in another way."""
    return re.sub(
        r"listed in .*? already|the entry on line \d+|on line \d+|as actor \d+|(event|quote|source) \d+|(?<=\.yml):\d+",
        "",
        message,
    )
