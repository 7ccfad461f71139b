"""Parses prose: CommonMark (https://spec.commonmark.org) without HTML, with citations `[@source]`.

The citations are modelled on those of Pandoc (https://pandoc.org/MANUAL.html, "Citation syntax").
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, lru_cache

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, fence, reference
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.autolink import autolink
from markdown_it.rules_inline.html_inline import html_inline
from markdown_it.rules_inline.image import image
from markdown_it.rules_inline.link import link
from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode

from generator.diagnostics import Code, Message
from generator.format import characters, limits, locators
from generator.format.locators import Locator
from generator.format.prose.tree import (
    Block,
    Citation,
    CodeText,
    Emphasis,
    Heading,
    Inline,
    LineBreak,
    Link,
    Listing,
    Paragraph,
    ParsedProse,
    Prose,
    ProseProblem,
    Quotation,
    Text,
    words,
)
from generator.format.web_address import is_web_address, suggestion
from generator.languages.phrase import Phrase, marked

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
    Code("no-words", "Prose has a part without words, such as a heading that consists of `#` alone."),
    "the {part} has no words",
    "write its words after the '{mark}', or delete the '{written}'",
)
NOTHING_TO_SEE = Message(NO_WORDS.code, "nothing of this text can be seen", "write words, or delete it")
BAD_LOCATOR = Message(
    Code("bad-locator", "A citation names a place in its source that is not written as one."),
    "'{text}' is not a place in a source",
    "write a term and a number, such as p. 4, pp. 4–6, ch. 2, sec. 3, para. 5, art. 2, vol. 1 or n. 8",
)
BAD_LINK = Message(
    Code("bad-link", "Prose contains a picture, or a link that does not lead to a web address."),
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

_PERHAPS_MARKUP = re.compile(r"[\\`*_\[\]<>&!\n]|^\s*(?:[-+#>•‣◦▪▫●○■□∙·\uf0b7]|\d+[.)])")


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
                token.meta["locator"] = (place.strip(), begin, begin + len(place.strip()))
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
    return bool(last.search(state.src, found.end())) and fence(state, start, end, silent)


def _located(rule: Rule) -> Rule:
    """The rule, which also stores the position of what it finds in its first token."""

    def run(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 -- the parser calls it so
        start, count = state.pos, len(state.tokens)
        found = rule(state, silent)
        # the rule may first push a token for the text before
        own = next((token for token in state.tokens[count:] if token.type != "text"), None)
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
    parser.block.ruler.at("fence", _closed_fence, {"alt": ["paragraph", "reference", "blockquote", "list"]})
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


class _Reading:
    """Turns the tokens of one text into a tree and collects the findings."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._lines = text.split("\n")
        self._starts = [0]
        for line in self._lines:
            self._starts.append(self._starts[-1] + len(line) + 1)
        self._findings: list[ProseProblem] = []

    def refused(self, message: Message, at: int, length: int = 1, **values: object) -> ParsedProse:
        """Nothing but the reason why the text is not read."""
        self._finding(message, at, at + length, "", **values)
        return ParsedProse((), tuple(self._findings))

    def parsed(self, tokens: Sequence[Token]) -> ParsedProse:
        if token := next(_too_deep(tokens, _NESTED), None):
            line = (token.map or (0, 1))[0]
            found = _LAST_OF_MARKS.search(self._lines[line])
            start, written = (found.start(), found[0]) if found else (0, token.markup)
            return self._too_deep(self._starts[line] + start, written, marked("lists and quotations"))
        for each in tokens:  # first of all, as trees are built by recursion
            if token := next(_too_deep(each.children or (), _EMPHASIZED), None):
                at = self._starts[(each.map or (0, 1))[0]]
                return self._too_deep(at, token.markup, marked("pieces of emphasis"))
        root = SyntaxTreeNode(tokens)
        nodes = list(root.walk())
        parts = sum(node.type not in _NO_PARTS for node in nodes)
        parts += sum(2 * token.content.count("\n") for token in tokens if token.type == "fence")
        blocks = self._blocks(root)
        for node in nodes:  # or cycles would stay in memory, as builds collect no garbage
            node.parent = None
        return ParsedProse(blocks, tuple(self._findings), parts)

    def _too_deep(self, at: int, written: str, parts: str) -> ParsedProse:
        return self.refused(NESTED, at, len(written), parts=parts, limit=limits.PROSE_DEPTH, written=written)

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
                items = tuple(self._inside(item, marked("list item")) for item in node.children)
                numbered = node.type == "ordered_list"
                yield Listing(int(node.attrs.get("start", 1)) if numbered else None, items)
            case "blockquote":
                yield Quotation(self._inside(node, marked("quotation")))
            case "fence":
                lines = node.content.strip("\n").split("\n")
                code = (part for line in lines for part in (LineBreak(), CodeText(line or " ")))
                yield Paragraph(tuple(code)[1:] if node.content.strip() else (Text(node.markup),))
            case _:  # "html_block": the parser makes no other with the rules that are left on
                first, last = node.map or (0, 1)
                start = self._starts[first] + len(self._lines[first]) - len(self._lines[first].lstrip())
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

    def _without_words(self, node: SyntaxTreeNode, mark: re.Pattern[str], part: str) -> None:
        number = (node.map or (0, 1))[0]
        found = mark.search(self._lines[number])
        start, end = found.span() if found else (0, len(self._lines[number]))
        at = self._starts[number]
        written = self._lines[number][start:end]
        first = written.partition(" ")[0]
        self._finding(NO_WORDS, at + start, at + end, part=part, mark=first, written=written)

    def _inlines(self, parent: SyntaxTreeNode) -> tuple[Inline, ...]:
        place = self._places(parent.content, (parent.map or (0, 1))[0])
        return _joined(inline for node in parent.children for inline in self._inline(node, place))

    def _inline(self, node: SyntaxTreeNode, place: Callable[[int], int]) -> Iterator[Inline]:
        def children() -> tuple[Inline, ...]:
            return _joined(inline for child in node.children for inline in self._inline(child, place))

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
                yield from self._link(str(node.attrs.get("href", "")), children(), start, end)
            case "image":
                self._finding(PICTURE, start, end)
            case _:  # "html_inline"
                self._finding(RAW_HTML, start, end)

    def _locator(self, node: SyntaxTreeNode, place: Callable[[int], int]) -> Locator | None:
        """The place in the source that a citation names, if it does."""
        if "locator" not in node.meta:
            return None
        text, start, end = node.meta["locator"]
        found = locators.parse(text)
        if found is None:
            meant = locators.suggestion(text)
            help_ = marked("write '{field}'", field=meant) if meant else ""
            self._finding(BAD_LOCATOR, place(start), place(end), help_, text=" ".join(text.split()))
        return found

    def _link(self, address: str, content: tuple[Inline, ...], start: int, end: int) -> Iterator[Inline]:
        if is_web_address(address):
            yield Link(address, content if any(map(_can_be_seen, content)) else ())
            return
        if address.startswith("mailto:"):
            mail = address.removeprefix("mailto:")
            self._finding(MAIL, start, end, address=mail)
            yield from content
            return
        better = suggestion(address)
        help_ = marked("change the address to {address}", address=better) if better else ""
        self._finding(BAD_LINK, start, end, help_, address=address)
        yield from content

    def _finding(self, message: Message, start: int, end: int, help_: str = "", **values: object) -> None:
        text, help_ = Phrase(message.text, values), help_ or Phrase(message.help, values)
        self._findings.append(ProseProblem(message.code, start, max(end, start + 1), text, help_))

    def _places(self, content: str, first_line: int) -> Callable[[int], int]:
        """From positions in a block, whose lines have lost their indentation, to positions in the prose."""
        begins, starts = [], []
        begin = 0
        for number, line in enumerate(content.split("\n"), start=first_line):
            known = min(number, len(self._lines) - 1)
            begins.append(begin)
            starts.append(self._starts[known] + max(0, self._lines[known].find(line)))
            begin += len(line) + 1

        def place(at: int) -> int:
            line = bisect_right(begins, at) - 1
            return starts[line] + at - begins[line]

        return place
