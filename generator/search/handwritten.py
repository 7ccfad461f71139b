"""The records of the hand-written pages: one for each section with an anchor."""

import re
from collections.abc import Iterator

from markdown_it import MarkdownIt
from markdown_it.token import Token

from generator.search.record import SearchRecord
from generator.site import addresses

_FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
_ATTRIBUTES = re.compile(r"\s*\{:?\s*[#.][^{}\n]*\}\s*$", re.MULTILINE)
"""Those of a heading or paragraph: https://python-markdown.github.io/extensions/attr_list/."""
_ANCHOR = re.compile(r"#([\w-]+)")
_DEFINITION = re.compile(r"^:\s+", re.MULTILINE)
_MARKDOWN = MarkdownIt("commonmark", {"html": True}).enable("table")


def records(path: str, markdown: str) -> Iterator[SearchRecord]:
    """The sections of the page at `path` below `docs/`, from one heading with an anchor to the next."""
    page_title, title, anchor, text = "", "", "", list[str]()
    address = addresses.address(path)

    def section() -> Iterator[SearchRecord]:
        if title:
            context, place = (page_title, f"{address}#{anchor}") if anchor else ("", address)
            yield SearchRecord("page", path, place, title, tuple(text), context=context)

    tokens = iter(_MARKDOWN.parse(_FRONT_MATTER.sub("", markdown.replace("\r\n", "\n"))))
    for token in tokens:
        if token.type == "heading_open":
            inline = next(tokens)
            attributes = _ATTRIBUTES.search(inline.content)
            found = _ANCHOR.search(attributes[0]) if attributes else None
            if found or not page_title:
                yield from section()
                title, anchor, text = _words(inline), found[1] if found else "", []
                page_title = page_title or title
                continue
            text.append(_words(inline))
        elif token.type in {"inline", "fence", "code_block"}:
            text.append(_words(token))
    yield from section()


def _words(token: Token) -> str:
    """The text of a token, without what only Markdown reads."""
    if token.children is None:
        return token.content
    breaks = {"softbreak", "hardbreak"}
    shown = (child for child in token.children if child.type != "html_inline")
    text = "".join("\n" if child.type in breaks else child.content for child in shown)
    return " ".join(_DEFINITION.sub("", _ATTRIBUTES.sub("", text)).split())
