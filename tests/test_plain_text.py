"""The plain text of each page, read back by a parser of CommonMark."""

import json
import re
from pathlib import Path
from urllib.parse import unquote, urljoin

import pytest
from lxml import etree, html
from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from briefing_site.site import Site, addresses
from tests import odd
from tests.project import CASES, Files, exported, site_library
from tests.taking import LINKED

TEXTS = CASES / "plain_text"
GOLDEN = sorted(path.relative_to(TEXTS).as_posix() for path in TEXTS.rglob("*.md.txt"))


@pytest.fixture(scope="module")
def files() -> Files:
    return exported(odd.briefs(), odd.SITE)


@pytest.fixture(scope="module")
def linked() -> Files:
    return exported(LINKED, Site(address="https://briefs.example/"))


@pytest.fixture(scope="module")
def made() -> Files:
    return Files(site_library(), Site())


def parsed(content: bytes) -> list[SyntaxTreeNode]:
    return list(SyntaxTreeNode(MarkdownIt("commonmark").parse(content.decode())).walk())


def words(node: SyntaxTreeNode) -> str:
    return "".join(each.content for each in node.walk() if each.type == "text")


def targets(content: bytes) -> set[str]:
    return {str(node.attrs["href"]) for node in parsed(content) if node.type == "link"}


def test_a_brief_says_what_was_written(files: Files) -> None:
    nodes = parsed(files["briefs/odd/index.md.txt"])
    headings = [(node.tag, words(node)) for node in nodes if node.type == "heading"]
    assert headings[0] == ("h1", odd.TEXT)
    assert [text for tag, text in headings if tag == "h2"] == [
        "Key judgements", "What we don’t know", "Background", "About this brief", "Corrections", "Timeline", "Quotes", "Actors", "Relations", "Sources",
    ]  # fmt: skip
    assert ("h4", f"about 2001: 4 {odd.TEXT}") in headings
    quoted = [words(node) for node in nodes if node.type == "blockquote"]
    assert quoted == ["quoted", f"“{odd.TEXT}”"]
    paragraphs = {words(node) for node in nodes if node.type == "paragraph"}
    assert paragraphs >= {
        odd.TEXT,
        odd.PROSE_WORDS,
        f"Low confidence: {odd.PROSE_WORDS} [1]",
    }
    assert f"{odd.TEXT} person {odd.TEXT}" in paragraphs


def test_an_event_and_a_quote_have_their_addresses(files: Files) -> None:
    text = files["briefs/odd/index.md.txt"].decode()
    page = "https://briefs.example/sub/briefs/odd/"
    stated = re.findall(r"^ *(?:Page|Address): <(.*)>$", text, re.MULTILINE)
    assert stated[0] == page
    assert sorted(stated[1:]) == [
        *(f"{page}#event-{number}" for number in range(10)),
        f"{page}#quote",
    ]


@pytest.mark.parametrize("path", GOLDEN)
def test_golden(linked: Files, path: str, request: pytest.FixtureRequest) -> None:
    if request.config.getoption("--renew"):
        (TEXTS / path).write_bytes(linked[path])
    assert linked[path].decode() == (TEXTS / path).read_text(encoding="utf-8")


def test_nothing_in_it_is_for_the_design_of_a_page(files: Files, made: Files) -> None:
    for path, content in (*files.items(), *made.items()):
        if path.endswith((".md.txt", "llms.txt")):
            assert content.startswith(b"# "), path
            assert not re.search(rb"^\{.*\}$", content, re.MULTILINE), path
            assert b"application/ld+json" not in content, path
            assert not [
                node
                for node in parsed(content)
                if node.type in {"html_inline", "html_block"}
            ], path


def test_every_tag_in_a_feed_is_closed(files: Files, made: Files) -> None:
    for feed in (files, made):
        for item in json.loads(feed["feeds/all.json"])["items"]:
            etree.fromstring(
                f"<div>{item['content_html']}</div>"
            )  # raises an error otherwise


@pytest.mark.parametrize("site", [odd.SITE, Site()])
def test_its_links_lead_somewhere(site: Site, built: Path, made: Files) -> None:
    """To other texts, to pages and to files; by whole addresses, or from where they stand."""
    made = Files(site_library(), site) if site.address else made
    plain = {
        path: content
        for path, content in made.items()
        if path.endswith((".md.txt", "llms.txt"))
    }
    base = site.address or "https://unknown.example/"
    docs = built.parent / "docs"  # with papers and cards, which take long
    own = {
        urljoin(base, path.relative_to(docs).as_posix())
        for path in docs.rglob("*")
        if path.is_file()
    }
    pages = {
        urljoin(base, addresses.address(path)) for path in made if path.endswith(".md")
    }
    pages.add(urljoin(base, "about/"))
    for path, content in plain.items():
        assert isinstance(content, bytes)
        for target in targets(content):
            address = re.split("[?#]", unquote(urljoin(urljoin(base, path), target)))[0]
            assert not address.startswith(base) or address in own | pages, (
                path,
                target,
            )


def test_every_page_that_is_read_has_its_text(built: Path) -> None:
    pages = {
        path.parent
        for path in built.rglob("index.html")
        if b'http-equiv="refresh"' not in path.read_bytes()
    }
    lacking = {
        path.relative_to(built).as_posix()
        for path in pages
        if not (path / "index.md.txt").is_file()
    }
    assert {
        path
        for path in lacking
        if not path.startswith(("contribute", "actors", "sources/"))
    } == {
        *("about", "data", "method", "search"),
        "sources",
    }


def test_its_addresses_are_places_on_pages(built: Path) -> None:
    plain = list(built.rglob("index.md.txt"))
    places = {
        path.parent: set(html.parse(path.parent / "index.html").xpath("//@id"))
        for path in plain
    }
    places[built / "about"] = set(html.parse(built / "about/index.html").xpath("//@id"))
    for text in plain:
        content = text.read_bytes()
        stated = set(
            re.findall(r"^ *(?:Page|Address): <(.*)>$", content.decode(), re.MULTILINE)
        )
        for target in targets(content) | stated:
            path, sign, anchor = target.partition("#")
            if sign and ":" not in path:
                assert anchor in places[(text.parent / path).resolve()], (text, target)


def test_llms_txt(files: Files) -> None:
    """A title, a summary in a quotation, and lists of links under headings: https://llmstxt.org/."""
    tree = SyntaxTreeNode(MarkdownIt("commonmark").parse(files["llms.txt"].decode()))
    assert [node.type for node in tree.children[:3]] == [
        "heading",
        "blockquote",
        "paragraph",
    ]
    assert words(tree.children[0]) == odd.SITE.name
    rest = tree.children[3:]
    assert {node.type for node in rest} == {"heading", "bullet_list"}
    for item in (
        item for node in rest if node.type == "bullet_list" for item in node.children
    ):
        inline = item.children[0].children[0]
        assert inline.children[0].type == "link"
        assert words(inline).partition(": ")[2]
    assert "https://briefs.example/sub/briefs/odd/index.md.txt" in targets(
        files["llms.txt"]
    )
