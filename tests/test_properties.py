"""Properties that hold for any input, tested with hypothesis."""

import datetime
import os
import random
import string

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st
from lxml import html

from briefing_site import pipeline
from briefing_site.format import dates
from briefing_site.format.prose_parser import parse as parse_prose
from briefing_site.pages.components import markdown
from briefing_site.pages.components.markdown import Dialect
from briefing_site.reading import RawFile
from briefing_site.site import Site
from tests import fuzz
from tests import hostile as cases
from tests.project import Files, awkward_briefs, linked, texts, write, written_pages
from tests.taking import engine, take

SIGNS = "\\`*_{}[]()<>#+-.!|~:=&\"'$^%@/?;,\n\t 1.aé上\u200f\u0301"

any_text = st.text(max_size=200) | st.text(alphabet=SIGNS, max_size=60)
hostile = st.lists(
    st.sampled_from(
        ["<script>", "</p>", "javascript:", "[x](y)", "![", "](", "{: #x }", "{:", "}", "***", "__", "`", "``",
         "&amp;", "&#60;", "\\", "<!--", "-->", "[^1]", "[x]: y", "|", "---", "===", "> ", "# ", "1. ", "- ",
         "<b", 'onload="', "'", '"', "{{", "{%", "--8<--", "!!! ", "++", "上海", "«»", "Zürich", "a", " ", "]]>"]
    ),
    min_size=1, max_size=12,
).map("".join)  # fmt: skip


def as_shown(page: str) -> html.HtmlElement:
    return html.fragment_fromstring(engine().convert(page), create_parent="div")


@pytest.mark.fuzz
@pytest.mark.parametrize("seed", range(int(os.environ.get("SEEDS", "12"))))
def test_a_brief_changed_at_random(seed: int) -> None:
    fuzz.attempt(seed)


@pytest.mark.parametrize(
    "content",
    [
        b"title: A\rsummary: \xca\r", b'title: A\nformerly: "[a]\t# b\n  c: {title: T}\n', b"\xff", b"a\0",
        b"<<<<<<< a\ntitle: A\n>>>>>>> b\n",
    ],
)  # fmt: skip
def test_a_diagnostic_is_about_a_place_in_the_file(content: bytes) -> None:
    found = pipeline.check([RawFile("briefs/a.yml", content)]).diagnostics
    assert found
    for each in found:
        fuzz.assert_true(each, content)


@settings(max_examples=15)
@given(st.dictionaries(st.sampled_from(cases.FIELDS), any_text | hostile, max_size=4))
def test_any_values_are_rendered_or_refused(
    values: dict[tuple[str, cases.Path], str],
) -> None:
    take(texts(cases.project(0, values)))


@given(any_text | st.text(alphabet=string.digits + "-~?%X/.YE", max_size=20))
def test_any_date_is_read(text: str) -> None:
    try:
        date = dates.parse(text)
    except ValueError:
        return
    assert date.earliest <= date.latest


@given(st.from_regex(f"^(?:{dates.PATTERN})$", fullmatch=True))
@example("2012-02-XX~")
@example("20XX%")
@example("2010-24")
def test_dates_mean_what_they_mean_to_others(text: str) -> None:
    """To the library `edtf`; a winter is in the year that it is named after."""
    from edtf import (
        parse_edtf,
    )  # takes half a second, in each process that collects tests

    try:
        date = dates.parse(text)
    except ValueError:
        return
    for part, moment in zip(text.split("/"), (date.first, date.last), strict=False):
        if moment is not None and part:
            other = parse_edtf(part)
            days = (other.lower_strict()[:3], other.upper_strict()[:3])
            assert [datetime.date(*day) for day in days] == [
                moment.earliest,
                moment.latest,
            ]


CONTEXTS: dict[str, tuple[str, str]] = {
    "paragraph": ("{}", "//p"),
    "heading": ("## {} {{ #given }}", "//h2"),
    "after a time": ("### <time>2010</time> {} {{ #given .event }}", "//h3"),
    "list": ("- before\n- {}\n- after", "//li[2]"),
    "link": ("[{}](https://example.org/)", "//a"),
    "quotation": ("> “{}”", "//blockquote"),
    "before attributes": ("{}\n{{ .given }}", "//p"),
}


@given(any_text | hostile)
@example("]:")
@example("“")
@pytest.mark.parametrize("context", CONTEXTS)
def test_plain_text_shows_as_it_is(context: str, text: str) -> None:
    """Escaped text shows the same words in a browser, and creates no element and no attribute."""
    words = "".join(
        each if each.isprintable() or each.isspace() else "" for each in text
    )
    if not words.strip() or "\u0002" in words:
        return
    template, path = CONTEXTS[context]
    line = markdown.with_apostrophes(" ".join(words.split()))
    root = as_shown(template.format(markdown.escape(line)))
    (shown,) = root.xpath(path)
    before = "2010" if context == "after a time" else ""
    content = "".join(shown.itertext()).removeprefix(before).strip()
    if context == "quotation":
        content = content.removeprefix("“").removesuffix("”")
    assert " ".join(content.split()) == line
    inner = {element.tag for element in shown.iter()} - {shown.tag}
    assert inner <= {"p", "time"}
    assert set(shown.attrib) <= {"id", "class", "href", "rel"}


@given(any_text | hostile)
def test_prose_makes_only_its_own_elements(text: str) -> None:
    """Prose without findings is rendered with the elements of the tree, and with no others."""
    prose = parse_prose(text)
    written = markdown.MarkdownBlocks(
        lambda source: markdown.escape(f"[{source}]"), markdown.escape, Dialect()
    ).write(prose)
    root = as_shown(written)
    tags = {str(element.tag) for element in root.iter()}
    assert tags <= {
        "div", "p", "em", "strong", "code", "a", "ul", "ol", "li", "blockquote", "br",
        "h3", "h4", "h5", "h6",
    }  # fmt: skip
    for element in root.iter():
        assert set(element.attrib) <= {"href", "rel", "id", "start"}
        if element.tag == "a":
            assert element.attrib["href"].lower().startswith(("http://", "https://"))


@pytest.fixture(scope="module")
def ordered_pages() -> dict[str, bytes]:
    return _pages(awkward_briefs())


@pytest.mark.parametrize("seed", range(2))
def test_shuffled_input_gives_the_same_bytes(
    ordered_pages: dict[str, bytes], seed: int
) -> None:
    """The order of files, and of keys in a mapping, does not matter."""
    chance = random.Random(seed)  # noqa: S311 -- nothing secret is made of it
    files = {path: _shuffled(text, chance) for path, text in awkward_briefs().items()}
    items = list(files.items())
    chance.shuffle(items)
    assert _pages(dict(items)) == ordered_pages


def _shuffled(text: str, chance: random.Random) -> str:
    def shuffle(node: object) -> object:
        if isinstance(node, dict):
            entries = [(key, shuffle(value)) for key, value in node.items()]
            chance.shuffle(entries)
            return dict(entries)
        return [shuffle(item) for item in node] if isinstance(node, list) else node

    data = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 -- makes texts only
    return yaml.safe_dump(shuffle(data), allow_unicode=True, sort_keys=False)


def _pages(files: dict[str, str]) -> dict[str, bytes]:
    made = Files(linked(files), Site())
    # but the form, which writes a file back, has to know in which order its sources stood
    return {
        path: content
        for path, content in made.items()
        if not path.startswith(("contribute/briefs/", "contribute/known/"))
    }


paths = st.lists(
    st.sampled_from(["a", "b", "c.md", "d.md"]), min_size=1, max_size=3
).map("/".join)


@given(
    st.lists(
        st.dictionaries(paths, st.binary(max_size=5), max_size=5),
        min_size=1,
        max_size=4,
    )
)
def test_a_second_run_writes_nothing(
    tmp_path_factory: pytest.TempPathFactory, runs: list[dict[str, bytes]]
) -> None:
    """Whatever was there before, the folder contains the files of the last run, and nothing is written again."""
    folder = tmp_path_factory.mktemp("docs")
    for files in map(_without_files_as_folders, runs):
        write(folder, files)
        again = write(folder, files)
        assert (again.written, again.removed) == ((), ())
        assert written_pages(folder) == files


def _without_files_as_folders(files: dict[str, bytes]) -> dict[str, bytes]:
    return {
        path: content
        for path, content in files.items()
        if not any(other.startswith(path + "/") for other in files)
    }
