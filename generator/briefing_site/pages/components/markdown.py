"""Text and prose as Markdown that shows exactly what they say, with the apostrophes of the pages around them.

It is read by Python-Markdown with the extensions in `site/markdown.py`, and by CommonMark: whatever either
could read as markup is escaped. `Dialect` says which of two kinds of Markdown is written.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from html import unescape
from itertools import count
from urllib.parse import quote

from markupsafe import Markup

from briefing_site.format import Prose
from briefing_site.format.prose import Citation, Heading, ProseWriter, indented
from briefing_site.languages.language import DEFAULT, Language

_ESCAPES = {sign: f"\\{sign}" for sign in "\\`*_{}[]#|"} | {
    "<": "&lt;",
    ">": "&gt;",
    "&": "&amp;",
}
_APOSTROPHE = re.compile(r"'(?<=[^\W\d_]')(?=[^\W\d_])")
_ESCAPED = re.compile(f"[{re.escape(''.join(_ESCAPES))}]")
_HOST_IN_BRACKETS = re.compile(r"https?://\[[0-9a-f:.]+\]", re.IGNORECASE)
"""An address of IPv6; anywhere else, brackets are escaped."""
_OPENING = re.compile(
    r"^(?:(?P<sign>[-+!])|(?P<odd>[=~:?$%^@/])|(?P<number>\d+)(?=[.)]))"
)
_EMPHASIS = re.compile(r"<(em|strong)>([^*<>\n]+)</\1>")
"""Emphasis without other emphasis in it."""
_EMPHASIS_TAG = re.compile("</?(?:em|strong)>")


@dataclass(frozen=True)
class Dialect:
    """The Markdown that a template or a filter writes, in a language.

    That of pages has attribute lists and some elements. That of the plain text of a page is CommonMark
    alone, for programs that have no use for the design of a page.
    """

    language: Language = DEFAULT
    is_plain: bool = False

    def with_attributes(self, text: Markup, attributes: str) -> Markup:
        """The text with an attribute list, such as `**Disputed**{ .badge }`."""
        if self.is_plain:
            return text
        return text + Markup("{{ {} }}").format(Markup(attributes))  # noqa: S704 -- from this program


def escape(text: object) -> Markup:
    """Escape plain text, on one line, for anywhere in Markdown but an attribute or a code block."""
    if isinstance(text, Markup):
        return text
    return _escaped(str(text))


@lru_cache(4_000)  # most texts are on several pages
def _escaped(text: str) -> Markup:
    return verbatim(with_apostrophes(text))


def with_apostrophes(text: str) -> str:
    """The text, which stays as long; elsewhere, a straight one may be a quotation mark, or minutes."""
    return _APOSTROPHE.sub("’", text)


def verbatim(text: str) -> Markup:
    """Escape what has to stay as it was written: quotes, code and addresses."""
    line = " ".join(f"·{text}·".split())[1:-1]  # a space at its start or its end stays
    escaped = _ESCAPED.sub(lambda match: _ESCAPES[match[0]], line)
    # Python-Markdown reads even an escaped bracket before a colon as the end of a reference definition
    escaped = escaped.replace("]:", "]&#58;")
    return Markup(_OPENING.sub(_escape_opening, escaped))  # noqa: S704 -- escaped just now


def _escape_opening(match: re.Match[str]) -> str:
    """Escape what would begin a list or another block at the start of a line."""
    if match["number"]:
        return match["number"] + "\\"
    if match["sign"]:
        return "\\" + match["sign"]
    return f"&#{ord(match['odd'])};"


@lru_cache(4_000)
def destination(address: str) -> Markup:
    """Escape a web address for the target of a link."""
    host = _HOST_IN_BRACKETS.match(address)
    start = host.end() if host else 0
    safe = address[:start] + quote(address[start:], safe="/:?#@!$&'+,;=%~.-")
    return Markup(safe.replace("&", "&amp;").replace("'", "%27"))  # noqa: S704 -- quoted just now


def code(text: str, dialect: Dialect) -> Markup:
    """A text as code: between backticks, unless it has signs that Markdown would read there."""
    is_plain_code = text.strip() == text and not set(text) & set("`|\n\\<>&")
    if text and is_plain_code:
        return Markup(f"`{text}`")  # noqa: S704 -- nothing is markup between backticks
    if dialect.is_plain:
        return verbatim(text)
    return Markup("<code>{}</code>").format(verbatim(text))


def from_html(html: Markup) -> Markup:
    """Text of HTML that has no elements but emphasis, such as a citation."""
    parts = [verbatim(unescape(part)) for part in re.split("</?em>", html)]
    return Markup("*").join(parts)


def with_asterisks(text: Markup, dialect: Dialect) -> Markup:
    """Write emphasis with asterisks where both parsers read them as such.

    Elsewhere, such as between punctuation and a letter, it stays an element, and plain texts go without.
    """
    if "<" not in text:
        return text
    text = Markup(_EMPHASIS.sub(_emphasis, text))  # noqa: S704 -- was Markdown before
    if dialect.is_plain:
        return Markup(_EMPHASIS_TAG.sub("", text))  # noqa: S704 -- was Markdown before
    return text


def _emphasis(match: re.Match[str]) -> str:
    words = match[2]
    before = match.string[: match.start()][-1:]
    following = match.string[match.end() :][:1]
    opens = words[0].isalnum() or not (before.isalnum() or before == ">")
    closes = words[-1].isalnum() or not (following.isalnum() or following == "<")
    is_apart = before not in {"*", ">", "\\"} and following not in {"*", "<"}
    if not (opens and closes and is_apart) or words != words.strip():
        return match[0]
    sign = "*" if match[1] == "em" else "**"
    return f"{sign}{words}{sign}"


class MarkdownLine(ProseWriter[Markup]):
    """Prose on a single line: paragraphs are joined, and blocks become plain text."""

    def __init__(
        self,
        cite: Callable[[Citation], Markup],
        name: Callable[[str], Markup],
        dialect: Dialect,
    ) -> None:
        """`cite` writes a citation; `name` escapes a text, and marks what is named in it."""
        super().__init__(cite)
        self._name = name
        self._dialect = dialect

    def write(self, prose: Prose) -> Markup:
        return with_asterisks(super().write(prose), self._dialect)

    def join(self, parts: Iterable[Markup], between: str) -> Markup:
        separator = " " if between else ""
        joined = separator.join(parts)
        return Markup(with_unbroken_numbers(joined))  # noqa: S704 -- each was Markdown before

    def text(self, text: str) -> Markup:
        escaped = self._name(text)
        if self._dialect.is_plain and escaped.startswith("("):
            # the number of a source before it would become a link
            return Markup("&#40;") + escaped[1:]
        return escaped

    def line_break(self) -> Markup:
        return Markup(" ") if self._dialect.is_plain else Markup("<br>")

    def code(self, text: str) -> Markup:
        return code(text, self._dialect)

    def emphasis(self, content: Markup, *, strong: bool) -> Markup:
        name = "strong" if strong else "em"
        return Markup("<{0}>{1}</{0}>").format(name, content)

    def link(self, content: Markup, address: str) -> Markup:
        words = unmarked(content) or verbatim(address)
        return Markup("[{}]({})").format(words, destination(address))


class MarkdownBlocks(MarkdownLine):
    """Prose as blocks; its highest headings have level 3."""

    def write(self, prose: Prose) -> Markup:
        levels = (block.level for block in prose.blocks if isinstance(block, Heading))
        self._shift = 3 - min(levels, default=1)
        return super().write(prose)

    def join(self, parts: Iterable[Markup], between: str) -> Markup:
        return Markup(with_unbroken_numbers(between.join(parts)))  # noqa: S704 -- each was Markdown before

    def heading(self, content: Markup, level: int) -> Markup:
        mark = "#" * min(6, level + self._shift)
        return Markup("{} {}").format(mark, unmarked(content))

    def quotation(self, content: Markup) -> Markup:
        return _indented(unmarked(content), "> ", "> ")

    def listing(self, items: list[Markup], start: int | None) -> Markup:
        written = []
        for number, item in zip(count(start or 0), items, strict=False):
            mark = "-" if start is None else f"{number}."
            written.append(_indented(item, mark.ljust(4), " " * 4))
        return self.join(written, "\n\n")


def _indented(text: Markup, first: str, others: str) -> Markup:
    """The text with something before its first line, and before all others."""
    return Markup(indented(text, first, others))  # noqa: S704 -- was Markdown before


def with_unbroken_numbers(text: str) -> str:
    """Keep the number of a source on the line of the word before it."""
    return text.replace(" [\\[", "\u00a0[\\[")


_NAMED = re.compile("\0([^\0]+)\0([^\0]+)\0")
"""What `mark` writes; no text of a site has such characters."""
_SECTION = re.compile("^(?=## )", re.MULTILINE)


def mark(text: str, target: str) -> Markup:
    """A text that is to lead to the target where it is the first that does so in its section."""
    return Markup("\0{}\0{}\0").format(target, escape(text))


def unmarked(text: Markup) -> Markup:
    return Markup(_NAMED.sub(r"\2", text))  # noqa: S704 -- was Markdown before


def with_links(page: str) -> str:
    """The Markdown of a page, in which the first of the marks with the same target in a section is a link."""
    if "\0" not in page:
        return page
    return "".join(_section_with_links(section) for section in _SECTION.split(page))


def _section_with_links(section: str) -> str:
    """A mention in the folded part of a list item is none for what is outside of it."""
    linked: set[str] = set()
    folded: set[str] = set()
    is_folded = False

    def link(match: re.Match[str]) -> str:
        target, words = match.groups()
        if target in linked or (is_folded and target in folded):
            return words
        (folded if is_folded else linked).add(target)
        return f"[{words}]({target}){{ .term }}"

    lines = []
    for line in section.split("\n"):
        if line.startswith("    { .fold"):
            is_folded = True
            folded.clear()
        elif line and not line.startswith("    "):
            is_folded = False
        lines.append(_NAMED.sub(link, line))
    return "\n".join(lines)
