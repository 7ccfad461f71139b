"""Text and prose as Markdown that shows exactly what they say, with the apostrophes of the pages around them.

For Python-Markdown with the extensions in `mkdocs.yml`, and for CommonMark: whatever either could read as
markup is escaped. Emphasis is written as HTML tags, since the two disagree on asterisks within words.
"""

import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from itertools import count
from urllib.parse import quote

from markupsafe import Markup

from briefing_site.format import Prose
from briefing_site.format.prose import Citation, Heading, ProseWriter, indented

_ESCAPES = {sign: f"\\{sign}" for sign in "\\`*_{}[]#|"} | {
    "<": "&lt;",
    ">": "&gt;",
    "&": "&amp;",
}
_APOSTROPHE = re.compile(r"'(?<=[^\W\d_]')(?=[^\W\d_])")
_ESCAPED = re.compile(f"[{re.escape(''.join(_ESCAPES))}]")
_HOST_IN_BRACKETS = re.compile(r"https?://\[[0-9a-f:.]+\]", re.IGNORECASE)
"""An address of IPv6; anywhere else, brackets are escaped."""
_MARKED = re.compile("\0([^\0]+)\0([^\0]+)\0")
"""What `mark` makes; no text of a site has such characters."""
_MARKED_OR_FOLDED = re.compile(rf"<details\b|</details>|{_MARKED.pattern}")
_SECTION = re.compile("^(?=## )", re.MULTILINE)
_OPENING = re.compile(
    r"^(?:(?P<sign>[-+!])|(?P<odd>[=~:?$%^@/])|(?P<number>\d+)(?=[.)]))"
)


def escape(text: object) -> Markup:
    """Escape plain text, on one line, for anywhere in Markdown but an attribute or a code block."""
    return text if isinstance(text, Markup) else _escaped(str(text))


@lru_cache(4_000)  # most texts come again and again
def _escaped(text: str) -> Markup:
    return verbatim(with_apostrophes(text))


def with_apostrophes(text: str) -> str:
    """The text, which stays as long; elsewhere, a straight one may be a quotation mark, or minutes."""
    return _APOSTROPHE.sub("’", text)


def verbatim(text: str) -> Markup:
    """Escape what has to stay as it was written: quotes, code and addresses."""
    line = " ".join(f"·{text}·".split())[1:-1]  # a space at its start or its end stays
    escaped = _ESCAPED.sub(lambda found: _ESCAPES[found[0]], line)
    # Python-Markdown reads even an escaped bracket before a colon as the end of a reference definition
    escaped = escaped.replace("]:", "]&#58;")
    return Markup(_OPENING.sub(_escape_opening, escaped))  # noqa: S704 -- escaped just now


def _escape_opening(match: re.Match[str]) -> str:
    """Escape what would begin a list or another block at the start of a line."""
    if match["number"]:
        return match["number"] + "\\"
    return "\\" + match["sign"] if match["sign"] else f"&#{ord(match['odd'])};"


@lru_cache(4_000)
def destination(address: str) -> Markup:
    host = _HOST_IN_BRACKETS.match(address)
    start = host.end() if host else 0
    safe = address[:start] + quote(address[start:], safe="/:?#@!$&'+,;=%~.-")
    return Markup(safe.replace("&", "&amp;").replace("'", "%27"))  # noqa: S704 -- quoted just now


def mark(text: str, target: str) -> Markup:
    """A text that is to lead to the target where it is the first that does so in its section."""
    return Markup("\0{}\0{}\0").format(target, escape(text))


def unmarked(text: Markup) -> Markup:
    return Markup(_MARKED.sub(r"\2", text))  # noqa: S704 -- was Markdown before


def with_links(page: str) -> str:
    """The Markdown of a page, in which the first of the marks with the same target in a section is a link.

    One that is folded is no mention for what is outside.
    """
    return "".join(map(_with_links, _SECTION.split(page))) if "\0" in page else page


def _with_links(section: str) -> str:
    linked: list[set[str]] = [set()]
    """The targets in the section, then those in each fold that is open."""

    def link(found: re.Match[str]) -> str:
        target, text = found.groups()
        if found[0] == "<details":
            linked.append(set())
        elif found[0] == "</details>":
            linked.pop()
        elif not any(target in each for each in linked):
            linked[-1].add(target)
            return f'<a class="term" href="{target}">{text}</a>'
        return text or found[0]

    return _MARKED_OR_FOLDED.sub(link, section)


class MarkdownLine(ProseWriter[Markup]):
    """Prose on a single line: paragraphs are joined, and blocks become plain text."""

    def __init__(
        self, cite: Callable[[Citation], Markup], name: Callable[[str], Markup] = escape
    ) -> None:
        """`name` escapes a text, and marks what is named in it."""
        super().__init__(cite)
        self._name = name

    def join(self, parts: Iterable[Markup], between: str) -> Markup:
        return Markup((" " if between else "").join(parts))  # noqa: S704 -- each was Markdown before

    def text(self, text: str) -> Markup:
        return self._name(text)

    def line_break(self) -> Markup:
        return Markup("<br>")

    def code(self, text: str) -> Markup:
        return Markup("<code>{}</code>").format(verbatim(text))

    def emphasis(self, content: Markup, *, strong: bool) -> Markup:
        return Markup("<{0}>{1}</{0}>").format("strong" if strong else "em", content)

    def link(self, content: Markup, address: str) -> Markup:
        return Markup("[{}]({})").format(
            unmarked(content) or verbatim(address), destination(address)
        )


class MarkdownBlocks(MarkdownLine):
    """Prose as blocks; its highest headings have level 3."""

    def write(self, prose: Prose) -> Markup:
        levels = (block.level for block in prose.blocks if isinstance(block, Heading))
        self._shift = 3 - min(levels, default=1)
        return super().write(prose)

    def join(self, parts: Iterable[Markup], between: str) -> Markup:
        return Markup(between.join(parts))  # noqa: S704 -- each was Markdown before

    def heading(self, content: Markup, level: int) -> Markup:
        return Markup("{} {}").format(
            "#" * min(6, level + self._shift), unmarked(content)
        )

    def quotation(self, content: Markup) -> Markup:
        return _indented(unmarked(content), "> ", "> ")

    def listing(self, items: list[Markup], start: int | None) -> Markup:
        marks = (
            f"{number}." if start is not None else "-" for number in count(start or 0)
        )
        return self.join(
            (_indented(item, next(marks).ljust(4), " " * 4) for item in items), "\n\n"
        )


def _indented(text: Markup, first: str, others: str) -> Markup:
    """The text with something before its first line, and before all others."""
    return Markup(indented(text, first, others))  # noqa: S704 -- was Markdown before
