"""Makes the tree of a text in Markdown, and finds what is wrong in it, with its position."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import accumulate

from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode

from briefing_site.diagnostics import Message
from briefing_site.format import (
    characters,
    limits,
    locators,
    prose_markdown,
    web_address,
)
from briefing_site.format.prose import (
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
from briefing_site.format.prose_errors import (
    BAD_LINK,
    BAD_LOCATOR,
    MAIL,
    NESTED,
    NO_WORDS,
    NOTHING_TO_SEE,
    OPEN_BRACKETS,
    PICTURE,
    RAW_HTML,
)
from briefing_site.languages.phrase import marked

_KEPT_TREES = 20_000
"""Those of more than a hundred briefs, in 30 MB. With fewer, each stage of a build would parse all again."""
_BULLETS = "•‣◦▪▫●○■□∙·\uf0b7"
"""Those of lists as word processors write them."""
_PERHAPS_MARKUP = re.compile(rf"[\\`*_\[\]<>&!\n]|^\s*(?:[-+#>{_BULLETS}]|\d+[.)])")
_PASTED_MARK = re.compile(
    rf"^([ \t]*)(?:([{_BULLETS}])|([-*+]|#{{1,6}}))"
    r"([ \t\u00a0\u2002-\u200a\u202f\u3000]+)(?=\S)",
    re.MULTILINE,
)
"""The bullet of a list as word processors write it, or a mark of Markdown with another space behind it."""
_LAST_LIST_MARK = re.compile(r"(?:[-+*>]|\d{1,9}[.)])(?=\s*(?:[^-+*>\s]|$))")
_HASHES = re.compile(r"#(?:[#\s]*#)?")
_LAST_WORD = re.compile(r"\S+(?=\s*$)")
_BRACKET_OR_PARAGRAPH = re.compile(r"\\.|[\[\]]|\n[ \t]*\n", re.DOTALL)

_LISTS_AND_QUOTATIONS = frozenset({"blockquote", "bullet_list", "ordered_list"})
_EMPHASIS = frozenset({"em", "strong"})
_NO_PARTS = frozenset({"root", "inline", "text", "softbreak"})
"""The types of nodes that do not count, see `ParsedProse.parts`."""


def parse(text: str) -> Prose:
    """The text as prose. Never fails: errors are among its problems."""
    return Prose(text, _parsed)


@lru_cache(_KEPT_TREES)
def _parsed(text: str) -> ParsedProse:
    if not _PERHAPS_MARKUP.search(text) and not characters.is_blank(text):
        return ParsedProse((Paragraph((Text(characters.shown(text.strip())),)),))
    text = _PASTED_MARK.sub(_as_markdown, text)
    reader = TreeReader(text)
    bracket = _position_of_bracket_too_many(text)
    if bracket is not None:
        return reader.refused(OPEN_BRACKETS, bracket, limit=limits.OPEN_BRACKETS)
    return reader.read(prose_markdown.parser().parse(text))


def _as_markdown(pasted: re.Match[str]) -> str:
    """The mark in Markdown, with as many characters, so that all positions stay."""
    indentation, bullet, mark, gap = pasted.groups()
    if bullet:
        mark = "-"
    return indentation + mark + re.sub(r"[^ \t]", " ", gap)


def _position_of_bracket_too_many(text: str) -> int | None:
    """The position of the first square bracket beyond the limit; `None` if there is none."""
    number_open = 0
    for match in _BRACKET_OR_PARAGRAPH.finditer(text):
        if match[0] == "[":
            number_open += 1
        elif match[0] == "]":
            number_open = max(0, number_open - 1)
        elif match[0].startswith("\n"):  # a paragraph ends
            number_open = 0
        if number_open > limits.OPEN_BRACKETS:
            return match.start()
    return None


def _first_too_deep(tokens: Sequence[Token], types: frozenset[str]) -> Token | None:
    """The first token of these types that is nested more deeply than the limit."""
    depth = 0
    for token in tokens:
        if token.type.removesuffix("_open").removesuffix("_close") in types:
            depth += token.nesting
            if depth > limits.PROSE_DEPTH:
                return token
    return None


def _can_be_seen(inline: Inline) -> bool:
    match inline:
        case Text() | CodeText():
            return not characters.is_blank(inline.text)
        case Emphasis():
            return any(_can_be_seen(part) for part in inline.content)
        case Citation() | Link():
            return True  # a link without words shows its address
        case LineBreak():
            return False


def _joined(inlines: Iterable[Inline]) -> tuple[Inline, ...]:
    """The inlines, with one text for all that follow one another: a name may be on two lines."""
    joined: list[Inline] = []
    for inline in inlines:
        last = joined[-1] if joined else None
        if isinstance(inline, Text) and isinstance(last, Text):
            joined[-1] = Text(last.text + inline.text)
        else:
            joined.append(inline)
    return tuple(joined)


def _starts(lines: Iterable[str]) -> list[int]:
    """Where each line begins, and where the next one would."""
    return [0, *accumulate(len(line) + 1 for line in lines)]


def _first_line(node: Token | SyntaxTreeNode) -> int:
    """The number of the line where a block begins, counted from 0."""
    return node.map[0] if node.map else 0


def _parts(root: SyntaxTreeNode) -> int:
    """See `ParsedProse.parts`."""
    number = 0
    for node in root.walk():
        if node.type not in _NO_PARTS:
            number += 1
    return number


class TreeReader:
    """Turns the tokens of one text into a tree and collects the problems."""

    def __init__(self, text: str) -> None:
        self._lines = text.split("\n")
        self._starts = _starts(self._lines)
        self._problems: list[ProseProblem] = []

    def read(self, tokens: Sequence[Token]) -> ParsedProse:
        # trees are built by recursion, so their depth comes first
        token = _first_too_deep(tokens, _LISTS_AND_QUOTATIONS)
        if token:
            return self._refused_list(token)
        for block in tokens:
            token = _first_too_deep(block.children or (), _EMPHASIS)
            if token:
                return self._refused_depth(
                    self._starts[_first_line(block)],
                    token.markup,
                    marked("pieces of emphasis"),
                )
        root = SyntaxTreeNode(tokens)
        blocks = self._blocks(root)
        return ParsedProse(blocks, tuple(self._problems), _parts(root))

    def refused(
        self, message: Message, start: int, length: int = 1, **values: object
    ) -> ParsedProse:
        """Nothing but the reason why the text is not read."""
        self._report(message, start, start + length, help_="", **values)
        return ParsedProse((), tuple(self._problems))

    def _refused_list(self, token: Token) -> ParsedProse:
        line = _first_line(token)
        mark = _LAST_LIST_MARK.search(self._lines[line])
        start = self._starts[line]
        written = token.markup
        if mark:
            start += mark.start()
            written = mark[0]
        return self._refused_depth(start, written, marked("lists and quotations"))

    def _refused_depth(self, start: int, written: str, parts: str) -> ParsedProse:
        return self.refused(
            NESTED,
            start,
            len(written),
            parts=parts,
            limit=limits.PROSE_DEPTH,
            written=written,
        )

    def _blocks(self, parent: SyntaxTreeNode) -> tuple[Block, ...]:
        blocks = []
        for node in parent.children:
            block = self._block(node)
            if block is not None:
                blocks.append(block)
        return tuple(blocks)

    def _block(self, node: SyntaxTreeNode) -> Block | None:
        """The block of a node; `None` for HTML, which is an error."""
        match node.type:
            case "paragraph":
                return self._paragraph(node)
            case "heading":
                return self._heading(node)
            case "bullet_list":
                return Listing(None, self._items(node))
            case "ordered_list":
                return Listing(int(node.attrs.get("start", 1)), self._items(node))
            case "blockquote":
                return Quotation(self._content(node, marked("quotation")))
            case _:  # "html_block": the parser makes no other with the rules that are left on
                self._report_html_block(node)
                return None

    def _paragraph(self, node: SyntaxTreeNode) -> Paragraph:
        number_of_problems = len(self._problems)
        content = self._inlines(node.children[0])
        can_be_seen = any(_can_be_seen(inline) for inline in content)
        if not can_be_seen and len(self._problems) == number_of_problems:
            first, last = node.map or (0, 1)
            self._report(NOTHING_TO_SEE, self._starts[first], self._starts[last] - 1)
        return Paragraph(content)

    def _heading(self, node: SyntaxTreeNode) -> Heading:
        level = int(node.tag.removeprefix("h"))
        heading = Heading(level, self._inlines(node.children[0]))
        if characters.is_blank(words((heading,))):
            self._report_no_words(node, _HASHES, marked("heading"))
        return heading

    def _items(self, node: SyntaxTreeNode) -> tuple[tuple[Block, ...], ...]:
        items = []
        for item in node.children:
            items.append(self._content(item, marked("list item")))
        return tuple(items)

    def _content(self, node: SyntaxTreeNode, part: str) -> tuple[Block, ...]:
        """The blocks of a list item or a quotation, which has to have some."""
        if not node.children:
            self._report_no_words(node, _LAST_WORD, part)
        return self._blocks(node)

    def _report_no_words(
        self, node: SyntaxTreeNode, mark: re.Pattern[str], part: str
    ) -> None:
        line_number = _first_line(node)
        line = self._lines[line_number]
        start = 0
        end = len(line)
        match = mark.search(line)
        if match:
            start, end = match.span()
        written = line[start:end]
        line_start = self._starts[line_number]
        self._report(
            NO_WORDS,
            line_start + start,
            line_start + end,
            part=part,
            mark=written.partition(" ")[0],
            written=written,
        )

    def _report_html_block(self, node: SyntaxTreeNode) -> None:
        """Report the first line of the block, from its first character that is no space."""
        first, last = node.map or (0, 1)
        line = self._lines[first]
        start = self._starts[first] + len(line) - len(line.lstrip())
        end = max(start + 1, self._starts[last] - 1)
        self._report(RAW_HTML, start, min(end, self._starts[first + 1] - 1))

    def _inlines(self, node: SyntaxTreeNode) -> tuple[Inline, ...]:
        """The content of a block, whose node is of the type `inline`."""
        positions = Positions(self._lines, node.content, _first_line(node))
        return self._children(node, positions)

    def _children(
        self, node: SyntaxTreeNode, positions: "Positions"
    ) -> tuple[Inline, ...]:
        inlines: list[Inline] = []
        for child in node.children:
            inlines += self._inline(child, positions)
        return _joined(inlines)

    def _inline(self, node: SyntaxTreeNode, positions: "Positions") -> Iterator[Inline]:
        start = positions.in_prose(int(node.meta.get("start", 0)))
        end = positions.in_prose(int(node.meta.get("end", 0)))
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
                content = self._children(node, positions)
                yield Emphasis(content, strong=node.type == "strong")
            case "citation":
                locator = self._locator(node, positions)
                yield Citation(node.content, start, end, locator)
            case "link":
                address = str(node.attrs.get("href", ""))
                content = self._children(node, positions)
                if not web_address.is_web_address(address):
                    self._report_link(address, start, end)
                    yield from content
                elif any(_can_be_seen(inline) for inline in content):
                    yield Link(address, content)
                else:
                    yield Link(address, ())
            case "image":
                self._report(PICTURE, start, end)
            case _:  # "html_inline"
                self._report(RAW_HTML, start, end)

    def _locator(
        self, node: SyntaxTreeNode, positions: "Positions"
    ) -> locators.Locator | None:
        """The place in the source that a citation names, if it does."""
        if "locator" not in node.meta:
            return None
        text, start, end = node.meta["locator"]
        locator = locators.parse(text)
        if locator is None:
            self._report(
                BAD_LOCATOR,
                positions.in_prose(start),
                positions.in_prose(end),
                text=" ".join(text.split()),
            )
        return locator

    def _report_link(self, address: str, start: int, end: int) -> None:
        if address.startswith("mailto:"):
            self._report(MAIL, start, end, address=address.removeprefix("mailto:"))
            return
        help_ = ""
        better = web_address.suggestion(address)
        if better:
            help_ = marked("change the address to {address}", address=better)
        self._report(BAD_LINK, start, end, help_=help_, address=address)

    def _report(
        self,
        message: Message,
        start: int,
        end: int,
        *,
        help_: str = "",
        **values: object,
    ) -> None:
        text = marked(message.text, **values)
        help_ = help_ or marked(message.help, **values)
        error = Message(message.code, text, help_)
        self._problems.append(ProseProblem(error, start, max(end, start + 1)))


class Positions:
    """Finds where the text of a block, whose lines have lost their indentation, stands in the prose."""

    def __init__(self, prose_lines: list[str], content: str, first_line: int) -> None:
        """`content` is the text of the block, and `first_line` the number of its first line in the prose."""
        lines = content.split("\n")
        prose_starts = _starts(prose_lines)
        self._starts = _starts(lines)
        self._prose_starts: list[int] = []
        for number, line in enumerate(lines, start=first_line):
            prose_line = min(number, len(prose_lines) - 1)
            indentation = max(0, prose_lines[prose_line].find(line))
            self._prose_starts.append(prose_starts[prose_line] + indentation)

    def in_prose(self, position: int) -> int:
        """The position in the prose of what is at this position in the block."""
        line = bisect_right(self._starts, position) - 1
        return self._prose_starts[line] + position - self._starts[line]
