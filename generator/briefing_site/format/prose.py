"""Prose: its tree, what parses it, and what visits it. Later stages see only the tree, so no text is markup.

It is CommonMark (https://spec.commonmark.org) without HTML, with citations `[@source]`, which are modelled on
those of Pandoc (https://pandoc.org/MANUAL.html, "Citation syntax").
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property, lru_cache
from itertools import accumulate
from typing import Generic, TypeVar

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, fence, reference
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.autolink import autolink
from markdown_it.rules_inline.html_inline import html_inline
from markdown_it.rules_inline.image import image
from markdown_it.rules_inline.link import link
from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode

from briefing_site.diagnostics import Code, Message
from briefing_site.format import characters, limits, locators
from briefing_site.format.web_address import is_web_address, suggestion
from briefing_site.languages.phrase import marked


@dataclass(frozen=True, slots=True)
class Text:
    text: str


@dataclass(frozen=True, slots=True)
class CodeText:
    text: str


@dataclass(frozen=True, slots=True)
class LineBreak:
    """A line break within a paragraph."""


@dataclass(frozen=True, slots=True)
class Emphasis:
    content: tuple["Inline", ...]
    strong: bool


@dataclass(frozen=True, slots=True)
class Link:
    """A link to a web address, which has been checked."""

    address: str
    content: tuple["Inline", ...]


@dataclass(frozen=True, slots=True)
class Citation:
    """A reference to a source of the brief; `start` and `end` are the position of its id in the prose."""

    source: str
    start: int
    end: int
    locator: locators.Locator | None = None
    """The place in the source."""


Inline = Text | CodeText | LineBreak | Emphasis | Link | Citation


@dataclass(frozen=True, slots=True)
class Paragraph:
    content: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    level: int
    content: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """A list, numbered from `start`, or with bullets if that is `None`."""

    start: int | None
    items: tuple[tuple["Block", ...], ...]


@dataclass(frozen=True, slots=True)
class Quotation:
    content: tuple["Block", ...]


Block = Paragraph | Heading | Listing | Quotation

_MARK = "\0"
"""Stands for a citation; no text contains it."""
_BEFORE_CITATION = re.compile(rf"(?<!\s)\s*{_MARK}")


@dataclass(frozen=True, slots=True)
class ProseProblem:
    """An error at the characters from `start` up to `end` of the prose."""

    message: Message
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class ParsedProse:
    """What a text consists of; `findings` are the errors in it."""

    blocks: tuple[Block, ...]
    findings: tuple[ProseProblem, ...] = ()
    parts: int = 1
    """How many blocks, list items, citations, links, line breaks, and pieces of emphasis or code it has."""


@dataclass(frozen=True)
class Prose:
    """A text, which is parsed when it is looked into: a build looks into few of those in the store.

    `parse` remembers the last texts, not all, as the trees of a thousand briefs take 200 MB.
    """

    source: str
    parse: Callable[[str], ParsedProse] = field(repr=False)

    @property
    def parsed(self) -> ParsedProse:
        return self.parse(self.source)

    @property
    def blocks(self) -> tuple[Block, ...]:
        return self.parsed.blocks

    def citations(self) -> tuple[Citation, ...]:
        """Every citation, in reading order."""
        found: list[Citation] = []

        def cite(citation: Citation) -> str:
            found.append(citation)
            return ""

        BareText(cite).write(self)
        return tuple(found)

    @cached_property
    def cited(self) -> tuple[str, ...]:
        """The ids of the sources that it cites, in reading order."""
        return tuple(citation.source for citation in self.citations())

    @cached_property
    def words(self) -> str:
        return words(self.blocks)


Written = TypeVar("Written")


class ProseWriter(Generic[Written]):
    """Writes prose in some form: a method for each part, which is given what is inside as it was written."""

    def __init__(self, cite: Callable[[Citation], Written]) -> None:
        """`cite` returns how a citation is shown."""
        self._cite = cite

    def write(self, prose: Prose) -> Written:
        return self.blocks(prose.blocks)

    def blocks(self, blocks: Iterable[Block]) -> Written:
        return self.join(map(self._block, blocks), "\n\n")

    def _block(self, block: Block) -> Written:
        match block:
            case Paragraph():
                return self._inlines(block.content)
            case Heading():
                return self.heading(self._inlines(block.content), block.level)
            case Quotation():
                return self.quotation(self.blocks(block.content))
            case Listing():
                return self.listing(list(map(self.blocks, block.items)), block.start)

    def _inlines(self, inlines: Iterable[Inline]) -> Written:
        return self.join(map(self._inline, inlines), "")

    def _inline(self, inline: Inline) -> Written:
        match inline:
            case Text():
                return self.text(inline.text)
            case CodeText():
                return self.code(inline.text)
            case LineBreak():
                return self.line_break()
            case Emphasis():
                return self.emphasis(
                    self._inlines(inline.content), strong=inline.strong
                )
            case Link():
                return self.link(self._inlines(inline.content), inline.address)
            case Citation():
                return self._cite(inline)

    def join(self, parts: Iterable[Written], between: str) -> Written:
        """Parts in their order, with empty lines or nothing between them."""
        raise NotImplementedError

    def heading(self, content: Written, level: int) -> Written:  # noqa: ARG002
        return content

    def quotation(self, content: Written) -> Written:
        return content

    def listing(self, items: list[Written], start: int | None) -> Written:  # noqa: ARG002
        return self.join(items, "\n\n")

    def text(self, text: str) -> Written:
        raise NotImplementedError

    def line_break(self) -> Written:
        return self.text("\n")

    def code(self, text: str) -> Written:
        return self.text(text)

    def emphasis(self, content: Written, *, strong: bool) -> Written:  # noqa: ARG002
        return content

    def link(self, content: Written, address: str) -> Written:  # noqa: ARG002
        """A link, whose content may be empty."""
        return content


class BareText(ProseWriter[str]):
    """The text alone, without markup and addresses of links."""

    def join(self, parts: Iterable[str], between: str) -> str:
        return between.join(parts)

    def text(self, text: str) -> str:
        return text


def words(blocks: Iterable[Block]) -> str:
    """The text on one line, without markup, citations and addresses of links."""
    return " ".join(
        _BEFORE_CITATION.sub("", BareText(lambda _: _MARK).blocks(blocks)).split()
    )


class PlainText(BareText):
    """Text for formats without markup, with an empty line between paragraphs, and addresses behind links."""

    def link(self, content: str, address: str) -> str:
        return f"{content} ({address})" if content not in {"", address} else address

    def quotation(self, content: str) -> str:
        return indented(content, "> ", "> ")

    def listing(self, items: list[str], start: int | None) -> str:
        marks = [
            "- " if start is None else f"{start + index}. "
            for index in range(len(items))
        ]
        return "\n".join(
            map(indented, items, marks, (" " * len(mark) for mark in marks))
        )


def indented(text: str, first: str, others: str) -> str:
    """The text with something before its first line, and before all others."""
    lines = f"{first}{text}".replace("\n", f"\n{others}").split("\n")
    return "\n".join(map(str.rstrip, lines))


TOO_DEEP = Code("too-deep", "Lists, fields, or parts of prose are nested too deeply.")
NESTED = Message(
    TOO_DEEP,
    "{parts} are nested more than {limit} levels deep",
    "delete '{written}' here, or begin a new paragraph",
)
OPEN_BRACKETS = Message(
    TOO_DEEP,
    "more than {limit} square brackets are open here",
    "close each with ], or write \\[ for one that is meant as it is",
)
RAW_HTML = Message(
    Code("raw-html", "Prose contains HTML, but only Markdown is allowed."),
    "HTML is not allowed in prose",
    "delete the tag; for emphasis write *text* or **text**, for a literal < write \\<",
)
NO_WORDS = Message(
    Code(
        "no-words",
        "Prose has a part without words, such as a heading that consists of `#` alone.",
    ),
    "the {part} has no words",
    "write its words after the '{mark}', or delete the '{written}'",
)
NOTHING_TO_SEE = Message(
    NO_WORDS.code, "nothing of this text can be seen", "write words, or delete it"
)
BAD_LOCATOR = Message(
    Code(
        "bad-locator",
        "A citation names a place in its source that is not written as one.",
    ),
    "'{text}' is not a place in a source",
    "write a term and a number, such as p. 4, pp. 4–6, ch. 2, sec. 3, para. 5, art. 2, vol. 1 or n. 8",
)
BAD_LINK = Message(
    Code(
        "bad-link",
        "Prose contains a picture, or a link that does not lead to a web address.",
    ),
    "the link leads to '{address}', which is not a complete web address",
    "start the address with https://; refer to other briefs with 'see_also'; for a literal [ write \\[",
)
PICTURE = Message(
    BAD_LINK.code,
    "pictures are not allowed in prose, because they would be loaded from another site",
    "link to the picture instead: delete the '!' before the '['",
)
MAIL = Message(
    BAD_LINK.code,
    "links to e-mail addresses are not allowed in prose",
    "write '{address}', without brackets around it",
)

_PERHAPS_MARKUP = re.compile(
    r"[\\`*_\[\]<>&!\n]|^\s*(?:[-+#>•‣◦▪▫●○■□∙·\uf0b7]|\d+[.)])"
)


def parse(text: str) -> Prose:
    """The text as prose. Never fails: errors are in the findings."""
    return Prose(text, _parsed)


@lru_cache(limits.FILE.values)
def _parsed(text: str) -> ParsedProse:
    if not _PERHAPS_MARKUP.search(text) and not characters.is_blank(text):
        return ParsedProse((Paragraph((Text(characters.shown(text.strip())),)),))
    text = _PASTED.sub(_as_markdown, text)
    reading = _Reading(text)
    bracket = _open_bracket(text)
    if bracket is not None:
        return reading.refused(OPEN_BRACKETS, bracket, limit=limits.OPEN_BRACKETS)
    return reading.parsed(_parser().parse(text))


_CITED = r"@[^\[\]\n;,]*(?:,[^\[\]\n;]*(?:\n[^\[\]\n;]*)?)?"
CITATION = re.compile(rf"\[({_CITED}(?:;\s*{_CITED})*)\]")
"""A place in a source may go on in the next line.

No bracket opens within a citation, so that a text of opening brackets is not read again from each.
"""
_LAST_OF_MARKS = re.compile(r"(?:[-+*>]|\d{1,9}[.)])(?=\s*(?:[^-+*>\s]|$))")
_HASHES = re.compile(r"#(?:[#\s]*#)?")
_LAST_MARK = re.compile(r"\S+(?=\s*$)")
_BRACKETS = re.compile(r"\\.|[\[\]]|\n[ \t]*\n", re.DOTALL)
_NESTED = frozenset({"blockquote", "bullet_list", "ordered_list"})
_EMPHASIZED = frozenset({"em", "strong"})
_NO_PARTS = frozenset({"root", "inline", "text", "softbreak"})
"""The types of nodes that do not count, see `ParsedProse.parts`."""

_DEFINITION = re.compile(r"\[([^\[\]\n]+)\]:[ \t]*<?https?://\S{1,200}(?!\S)")
"""No longer addresses, as each link repeats it."""
_FENCE = re.compile(r"(`{3,}|~{3,})[ \t]*[\w+#.-]*[ \t]*$", re.MULTILINE)
_PASTED = re.compile(
    r"^([ \t]*)(?:([•‣◦▪▫●○■□∙·\uf0b7])|([-*+]|#{1,6}))([ \t\u00a0\u2002-\u200a\u202f\u3000]+)(?=\S)",
    re.MULTILINE,
)
"""The bullet of a list as word processors write it, or a mark of Markdown with another space behind it."""

Rule = Callable[[StateInline, bool], bool]
"""Parses something at the parser's position and returns whether it could; `silent` only tests."""


def _as_markdown(pasted: re.Match[str]) -> str:
    """The mark in Markdown, with as many characters, so that all positions stay."""
    space, bullet, mark, gap = pasted.groups()
    return "".join((space, "-" if bullet else mark, re.sub(r"[^ \t]", " ", gap)))


def _citation_rule(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 -- the parser calls it so
    found = CITATION.match(state.src, state.pos, state.posMax)
    if not found:
        return False
    if not silent:
        at = found.start(1)
        for part in found[1].split(";"):
            cited, _, place = part.partition(",")
            if not place.strip() or place.lstrip().startswith("@"):
                cited, place = part, ""
            name = cited.strip().removeprefix("@")
            start = state.src.index(name, at) if name else at
            token = state.push("citation", "", 0)
            token.content = name
            token.meta = {"start": start, "end": start + len(name)}
            if place:
                begin = at + len(part) - len(place.lstrip())
                token.meta["locator"] = (
                    place.strip(),
                    begin,
                    begin + len(place.strip()),
                )
            at += len(part) + 1
    state.pos = found.end()
    return True


def _definition(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001
    """Reads `[label]: https://…`, but only if a link has the label, so that no text disappears."""
    found = _DEFINITION.match(state.src, state.bMarks[start] + state.tShift[start])
    if found is None or state.src.casefold().count(f"[{found[1].casefold()}]") == 1:
        return False
    return reference(state, start, end, silent)


def _closed_fence(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001
    """Reads lines of code between marks, unless the second is missing or a text follows the first."""
    found = _FENCE.match(state.src, state.bMarks[start] + state.tShift[start])
    if found is None:
        return False
    last = re.compile(rf"\n[ \t>]*{found[1]}{found[1][0]}*[ \t]*(?:\n|\Z)")
    return bool(last.search(state.src, found.end())) and fence(
        state, start, end, silent
    )


def _located(rule: Rule) -> Rule:
    """The rule, which also stores the position of what it finds in its first token."""

    def run(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 -- the parser calls it so
        start, count = state.pos, len(state.tokens)
        found = rule(state, silent)
        # the rule may first push a token for the text before
        own = next(
            (token for token in state.tokens[count:] if token.type != "text"), None
        )
        if found and own is not None:
            own.meta = {"start": start, "end": state.pos}
        return found

    return run


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark")
    # an indented line is far more often a mistake than code, and a line of dashes is not a heading
    parser.disable(["code", "hr", "lheading"])
    parser.block.ruler.at("reference", _definition)
    parser.block.ruler.at(
        "fence",
        _closed_fence,
        {"alt": ["paragraph", "reference", "blockquote", "list"]},
    )
    for rule in (link, image, autolink, html_inline):
        parser.inline.ruler.at(rule.__name__, _located(rule))
    parser.inline.ruler.before("link", "citation", _citation_rule)
    # every link is parsed, so that a bad one is reported instead of shown as text
    parser.validateLink = lambda url: True  # type: ignore[method-assign]  # noqa: ARG005
    parser.normalizeLink = lambda url: url  # type: ignore[method-assign]
    return parser


def _open_bracket(text: str) -> int | None:
    """The position of the first square bracket that is one too many; `None` if there is none."""
    open_ = 0
    for found in _BRACKETS.finditer(text):
        match found[0]:
            case "[":
                open_ += 1
            case "]":
                open_ = max(0, open_ - 1)
            case other if other[0] == "\n":
                open_ = 0  # a paragraph ends
        if open_ > limits.OPEN_BRACKETS:
            return found.start()
    return None


def _too_deep(tokens: Sequence[Token], names: frozenset[str]) -> Iterator[Token]:
    """The tokens of these types that are nested more deeply than the limit."""
    depth = 0
    for token in tokens:
        if token.type.removesuffix("_open").removesuffix("_close") in names:
            depth += token.nesting
            if depth > limits.PROSE_DEPTH:
                yield token


def _can_be_seen(inline: Inline) -> bool:
    match inline:
        case Text() | CodeText():
            return not characters.is_blank(inline.text)
        case Emphasis():
            return any(map(_can_be_seen, inline.content))
        case Citation() | Link():
            return True  # a link without words shows its address
        case LineBreak():
            return False


def _joined(inlines: Iterable[Inline]) -> tuple[Inline, ...]:
    """The same with one text for all that follow one another, as the words of a name may be on two lines."""
    found: list[Inline] = []
    for each in inlines:
        last = found[-1] if found else None
        if isinstance(each, Text) and isinstance(last, Text):
            found[-1] = Text(last.text + each.text)
        else:
            found.append(each)
    return tuple(found)


def _starts(lines: Iterable[str]) -> list[int]:
    """Where each line begins, and where the next one would."""
    return [0, *accumulate(len(line) + 1 for line in lines)]


class _Reading:
    """Turns the tokens of one text into a tree and collects the findings."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._lines = text.split("\n")
        self._starts = _starts(self._lines)
        self._findings: list[ProseProblem] = []

    def refused(
        self, message: Message, at: int, length: int = 1, **values: object
    ) -> ParsedProse:
        """Nothing but the reason why the text is not read."""
        self._finding(message, at, at + length, "", **values)
        return ParsedProse((), tuple(self._findings))

    def parsed(self, tokens: Sequence[Token]) -> ParsedProse:
        if token := next(_too_deep(tokens, _NESTED), None):
            line = (token.map or (0, 1))[0]
            found = _LAST_OF_MARKS.search(self._lines[line])
            start, written = (found.start(), found[0]) if found else (0, token.markup)
            return self._too_deep(
                self._starts[line] + start, written, marked("lists and quotations")
            )
        for each in tokens:  # first of all, as trees are built by recursion
            if token := next(_too_deep(each.children or (), _EMPHASIZED), None):
                at = self._starts[(each.map or (0, 1))[0]]
                return self._too_deep(at, token.markup, marked("pieces of emphasis"))
        root = SyntaxTreeNode(tokens)
        parts = sum(node.type not in _NO_PARTS for node in root.walk())
        parts += sum(
            2 * token.content.count("\n") for token in tokens if token.type == "fence"
        )
        blocks = self._blocks(root)
        return ParsedProse(blocks, tuple(self._findings), parts)

    def _too_deep(self, at: int, written: str, parts: str) -> ParsedProse:
        return self.refused(
            NESTED,
            at,
            len(written),
            parts=parts,
            limit=limits.PROSE_DEPTH,
            written=written,
        )

    def _blocks(self, parent: SyntaxTreeNode) -> tuple[Block, ...]:
        return tuple(block for node in parent.children for block in self._block(node))

    def _block(self, node: SyntaxTreeNode) -> Iterator[Block]:
        match node.type:
            case "paragraph":
                yield from self._paragraph(node)
            case "heading":
                heading = Heading(int(node.tag[1:]), self._inlines(node.children[0]))
                if characters.is_blank(words((heading,))):
                    self._without_words(node, _HASHES, marked("heading"))
                yield heading
            case "bullet_list" | "ordered_list":
                items = tuple(
                    self._inside(item, marked("list item")) for item in node.children
                )
                numbered = node.type == "ordered_list"
                yield Listing(
                    int(node.attrs.get("start", 1)) if numbered else None, items
                )
            case "blockquote":
                yield Quotation(self._inside(node, marked("quotation")))
            case "fence":
                lines = node.content.strip("\n").split("\n")
                code = (
                    part
                    for line in lines
                    for part in (LineBreak(), CodeText(line or " "))
                )
                yield Paragraph(
                    tuple(code)[1:] if node.content.strip() else (Text(node.markup),)
                )
            case _:  # "html_block": the parser makes no other with the rules that are left on
                first, last = node.map or (0, 1)
                start = (
                    self._starts[first]
                    + len(self._lines[first])
                    - len(self._lines[first].lstrip())
                )
                end = max(start + 1, self._starts[last] - 1)
                self._finding(RAW_HTML, start, min(end, self._starts[first + 1] - 1))

    def _paragraph(self, node: SyntaxTreeNode) -> Iterator[Block]:
        known = len(self._findings)
        content = self._inlines(node.children[0])
        if len(self._findings) == known and not any(map(_can_be_seen, content)):
            first, last = node.map or (0, 1)
            self._finding(NOTHING_TO_SEE, self._starts[first], self._starts[last] - 1)
        yield Paragraph(content)

    def _inside(self, node: SyntaxTreeNode, part: str) -> tuple[Block, ...]:
        """The blocks of a list item or a quotation, which has to have some."""
        if not node.children:
            self._without_words(node, _LAST_MARK, part)
        return self._blocks(node)

    def _without_words(
        self, node: SyntaxTreeNode, mark: re.Pattern[str], part: str
    ) -> None:
        number = (node.map or (0, 1))[0]
        found = mark.search(self._lines[number])
        start, end = found.span() if found else (0, len(self._lines[number]))
        at = self._starts[number]
        written = self._lines[number][start:end]
        first = written.partition(" ")[0]
        self._finding(
            NO_WORDS, at + start, at + end, part=part, mark=first, written=written
        )

    def _inlines(self, parent: SyntaxTreeNode) -> tuple[Inline, ...]:
        place = self._places(parent.content, (parent.map or (0, 1))[0])
        return _joined(
            inline for node in parent.children for inline in self._inline(node, place)
        )

    def _inline(
        self, node: SyntaxTreeNode, place: Callable[[int], int]
    ) -> Iterator[Inline]:
        def children() -> tuple[Inline, ...]:
            return _joined(
                inline
                for child in node.children
                for inline in self._inline(child, place)
            )

        start, end = (place(int(node.meta.get(side, 0))) for side in ("start", "end"))
        match node.type:
            case "text":
                # an entity such as &#12; stands for what the file itself may not contain
                yield Text(characters.without_heaps(characters.shown(node.content)))
            case "softbreak":
                yield Text(" ")
            case "hardbreak":
                yield LineBreak()
            case "code_inline":
                yield CodeText(node.content)
            case "em" | "strong":
                yield Emphasis(children(), strong=node.type == "strong")
            case "citation":
                yield Citation(node.content, start, end, self._locator(node, place))
            case "link":
                yield from self._link(
                    str(node.attrs.get("href", "")), children(), start, end
                )
            case "image":
                self._finding(PICTURE, start, end)
            case _:  # "html_inline"
                self._finding(RAW_HTML, start, end)

    def _locator(
        self, node: SyntaxTreeNode, place: Callable[[int], int]
    ) -> locators.Locator | None:
        """The place in the source that a citation names, if it does."""
        if "locator" not in node.meta:
            return None
        text, start, end = node.meta["locator"]
        found = locators.parse(text)
        if found is None:
            meant = locators.suggestion(text)
            help_ = marked("write '{field}'", field=meant) if meant else ""
            self._finding(
                BAD_LOCATOR,
                place(start),
                place(end),
                help_,
                text=" ".join(text.split()),
            )
        return found

    def _link(
        self, address: str, content: tuple[Inline, ...], start: int, end: int
    ) -> Iterator[Inline]:
        if is_web_address(address):
            yield Link(address, content if any(map(_can_be_seen, content)) else ())
            return
        if address.startswith("mailto:"):
            self._finding(MAIL, start, end, address=address.removeprefix("mailto:"))
        else:
            better = suggestion(address)
            help_ = (
                marked("change the address to {address}", address=better)
                if better
                else ""
            )
            self._finding(BAD_LINK, start, end, help_, address=address)
        yield from content

    def _finding(
        self, message: Message, start: int, end: int, help_: str = "", **values: object
    ) -> None:
        text, help_ = (
            marked(message.text, **values),
            help_ or marked(message.help, **values),
        )
        problem = ProseProblem(
            Message(message.code, text, help_), start, max(end, start + 1)
        )
        self._findings.append(problem)

    def _places(self, content: str, first_line: int) -> Callable[[int], int]:
        """From positions in a block, whose lines have lost their indentation, to positions in the prose."""
        begins, starts = _starts(content.split("\n")), []
        for number, line in enumerate(content.split("\n"), start=first_line):
            known = min(number, len(self._lines) - 1)
            starts.append(self._starts[known] + max(0, self._lines[known].find(line)))

        def place(at: int) -> int:
            line = bisect_right(begins, at) - 1
            return starts[line] + at - begins[line]

        return place
