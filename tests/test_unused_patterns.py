"""Markdown with and without what spares pages work."""

import re
from xml.etree.ElementTree import Element

import pytest
from briefing_site.site import markdown as own
from hypothesis import example, given
from hypothesis import strategies as st
from markdown import Markdown, markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

EXTENSIONS: list[str | Extension] = ["attr_list", "def_list", "md_in_html", "tables"]
EXTENSION = "briefing_site.site.markdown"
MARKS = [
    *("`", "\\", "[", "]", "(", ")", "![", "]: ", "<", ">", "</", "://", "@", "  \n", "\n\n", "&", "#38;", "amp;", "*", "__"),
    *("a", "b", "http", "x.org", '"', "=", "{ .a }", " ", "|", "    ", "> ", "- ", "\n\n<div markdown>\n", "\n</div>\n\n"),
    *("<b>", "</b>", "<a href='x'>", "</a>", "<i title='", '<i title="a">', "<q markdown>", "</q>", "<!--", "-->", "<p>", "# ", "~~~\n", "\n"),
    *("[a](b.md#c)", "[", "](b.md)", "\\]", "\\[", "](", "'", "&lt;", "<script>", "</script>", "<summary>", "</summary>", "<pre>", "</pre>", "{", "}"),
    *('\n<svg viewBox="0 1">', "<title>", "</title>", '<path d="M0"/>', "<text>", "</text>", "</svg>\n"),
    *("\n1. ", "\n- ", "\n---\n", "\n==\n", "\n: ", "\n| - | - |", "[a]: x", "\nb]:", "\n# ", "\n    ", "\n{ .a }", "* * *"),
    *("- a\n- b", "\n- [a](b.md#c) d", "\n- a ", "<details>", "</details>", '<b id="a">', "~", "$", "\n\n- ", "\n\n"),
]  # fmt: skip


class Addresses(Extension, Treeprocessor):
    """Replaces the addresses of links, under the name that MkDocs gives to what does so."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 -- its name in the base class
        md.treeprocessors.register(self, "relpath", 0)

    def path_to_url(self, url: str) -> str:
        return url.replace("b.md", "b/")

    def run(self, root: Element) -> None:
        for link in root.iter("a"):
            link.set("href", self.path_to_url(link.get("href", "")))


def assert_same(text: str) -> None:
    for others in (EXTENSIONS, [*EXTENSIONS, Addresses()]):
        with_all = markdown(text, extensions=others)
        made = markdown(text, extensions=[*others, EXTENSION])
        made = re.sub(
            r'<div [^>]*class="table"[^>]*>(.*?)</div>', r"\1", made, flags=re.DOTALL
        )
        assert made == with_all


def test_sites_have_it() -> None:
    assert EXTENSION in own.extensions()


@pytest.mark.parametrize(
    "text",
    [
        "`code`", r"\*a\*", "[a][b] and [b] and ![b]\n\n[b]: http://x.org 'title'", "[a](http://x.org)", "![a](b.png)",
        "![a][b]\n\n[b]: b.png", "<http://x.org>", "<a@x.org>", r"<a\!b@x.org>", "a  \nb", "<b>a</b>", "&copy; &#38;", "*a* __b__",
        "<div markdown>\n[a](<http://x.org>) `b`\n</div>", "| a |\n| --- |\n| `b` [c] |\n\n[c]: d",
    ],
)  # fmt: skip
def test_each_pattern_works(text: str) -> None:
    assert_same(text)


@given(st.lists(st.sampled_from(MARKS), max_size=30).map("".join))
@example("[a]\n\n> [a]: b")
@example("![<b>](b.md)")
@example(">     <b>")
@example("- a | b\n    | - | - |")
@example("[a\nb]: x")
@example("[a](b.md) &\\#38;")
@example("- a\n- b[- a\n- b](b.md)")
@example("<details markdown>\n<pre>\n\n<p>a</p>\n\n[a](b.md#c)")
def test_any_text_becomes_the_same(text: str) -> None:
    assert_same(text)
