"""A file to a `Document`: decodes the text, parses it, and repairs syntax errors on the way.

The events come from libyaml through PyYAML, which neither recurses nor resolves anything. The tree is
built here, so that its depth is limited before anything is built from it, with a report where YAML reads
something else than was meant.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from itertools import islice, takewhile
from typing import cast

import yaml

from briefing_site.diagnostics import (
    MAX_DIAGNOSTICS,
    Code,
    Diagnostic,
    Edit,
    Message,
    Position,
    Span,
)
from briefing_site.format import characters, dates, limits
from briefing_site.format.limits import FileLimit
from briefing_site.format.prose import NESTED
from briefing_site.format.traversal import Keys
from briefing_site.languages.phrase import both, either, marked
from briefing_site.reading import codes
from briefing_site.reading.repair import libyaml, syntax
from briefing_site.reading.repair.line import (
    keeps_comment,
    line_range,
    spaces,
    with_quoted_value,
)
from briefing_site.reading.repair.syntax import Fix
from briefing_site.reading.yaml.document import Document
from briefing_site.reading.yaml.node import Mapping, Node, Scalar, Sequence

MAX_FIXES = 20
"""How many syntax errors of a file are repaired in order to read on."""

_SIGNATURES = {
    b"PK\x03\x04": marked(
        "a document of Word or another office program, or a zip file"
    ),
    b"\xd0\xcf\x11\xe0": marked("a document of an old version of Word or Excel"),
    b"%PDF": marked("a PDF file"),
    b"{\\rtf": marked("a formatted document (RTF)"),
    b"\x89PNG": marked("a picture"),
    b"\xff\xd8\xff": marked("a picture"),
}
"""The first bytes of files that people take for text: https://en.wikipedia.org/wiki/List_of_file_signatures."""
_MOST_CONTROLS = 10
"""How many invisible characters a text may have; a file with more is something else."""
_CONFLICT = re.compile(r"(<{7}|\|{7}|={7}|>{7})(?: .*)?")
_ESCAPE_IN_TAG = re.compile(
    "![^\\s%]*%[89a-f][0-9a-f]|%TAG.*%[89a-f][0-9a-f]", re.IGNORECASE
)
_PARTS = marked("lists and fields")
_ENTRY = re.compile(r" *- +\S")
_HEAD = re.compile(r" *(?:(?:- +)*(?P<key>[\w-]+:) +|(?:- +)+)")
"""What stands before the text of an entry or of a key."""
_CUT_OFF = re.compile(r"[ \t]+(#+[^\s#].*)")
"""A comment for YAML, but hardly for a person, who puts a space after the `#`."""
_IN_PLACE = re.compile(r"\w[\w ./-]{,80}")
"""A text that needs no quotation marks anywhere."""
DUPLICATE_FIELD = Message(
    codes.DUPLICATE_KEY,
    "the field '{field}' is already on line {line}",
    "delete one of the two, or merge them",
    in_form="Another entry has the id “{field}”. Enter another one",
)
_NO_KEYS = Keys()
_NO_VALUES = frozenset({"null", "~"})
"""What stands for no value in YAML, if it is not in quotation marks."""


def compose(
    path: str,
    content: bytes,
    keys: Keys = _NO_KEYS,
    limit: FileLimit = limits.FILE,
    first: Fix | None = None,
) -> tuple[Document, list[Diagnostic]]:
    """Read a file within a limit; `keys` are those of its format, which help to repair it after `first`.

    The document has no root if the text can't be read at all.
    """
    nothing = Document(path, b"", None)
    if len(content) > limit.size:
        message = marked(
            "the file has {size:,} bytes; the limit is {limit:,}",
            size=len(content),
            limit=limit.size,
        )
        help_ = marked(
            "split it into several briefs that refer to one another with 'see_also'"
        )
        return nothing, [
            nothing.report(Message(codes.TOO_LARGE, message, help_), Span.at(1, 1))
        ]
    if other := _foreign_kind(content):
        return nothing, [nothing.report(codes.NO_TEXT, Span.at(1, 1), kind=other)]
    original = Document(path, content, None)
    found = list(islice(_bytes_and_characters(original), MAX_DIAGNOSTICS + 1)) or list(
        _conflicts(original)
    )
    if found or not original.text.strip():
        return original, found
    return _compose_text(original, keys, limit.values, first)


def _foreign_kind(content: bytes) -> str:
    """What the file is, if it is not a text; empty for a text."""
    for signature, name in _SIGNATURES.items():
        if content.startswith(signature):
            return name
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return ""  # a text in UTF-16
    text = content.decode("utf-8", errors="ignore").removeprefix("\ufeff")
    is_text = (
        len(characters.BAD.findall(text[: 100 * _MOST_CONTROLS])) <= _MOST_CONTROLS
    )
    return "" if is_text else marked("the data of another program")


def _bytes_and_characters(document: Document) -> Iterator[Diagnostic]:
    """Report a byte that is not UTF-8, or else each character that may do harm."""
    try:
        document.content.decode("utf-8")
    except UnicodeDecodeError as error:
        before = replace(document, content=document.content[: error.start]).lines
        message = Message(
            codes.BAD_ENCODING,
            "the byte {byte} is not valid in UTF-8",
            "save the file as UTF-8: in Notepad, choose the encoding under 'Save as'; in VS Code, click the "
            "encoding in the status bar, then 'Save with Encoding'",
        )
        place = Span.at(len(before), len(before[-1]) + 1)
        yield document.report(
            message, place, byte=f"0x{document.content[error.start]:02x}"
        )
        return
    if not (
        characters.BAD.search(document.text) or any(characters.heaps(document.text))
    ):
        return
    help_ = marked("delete it, or type the text again")
    for number, text in enumerate(document.lines, start=1):
        at = partial(
            lambda line, start, end: Span.at(line, start + 1, end - start), number
        )
        yield from document.report_characters(text, at, help_)


def _conflicts(document: Document) -> Iterator[Diagnostic]:
    """Report each place at which git left two versions."""
    marks: list[tuple[int, str]] = []
    for number, line in enumerate(document.lines, start=1):
        found = _CONFLICT.fullmatch(line)
        if not found:
            continue
        mark = found[1][0]
        marks = (
            [(number, mark)]
            if mark == "<"
            else [*marks, (number, mark)]
            if marks
            else []
        )
        if mark == ">" and {"<", "="} <= {each for _, each in marks}:
            yield _conflict(document, marks)
            marks = []


def _conflict(document: Document, marks: list[tuple[int, str]]) -> Diagnostic:
    start, end = marks[0][0], marks[-1][0]
    middle = [number for number, mark in marks if mark in "|="]
    first, second = (start + 1, middle[0] - 1), (middle[-1] + 1, end - 1)
    lines = ", ".join(str(number) for number, _ in marks[:-1])
    return document.report(
        codes.CONFLICT,
        Span.at(start, 1, len(document.lines[start - 1])),
        lines=both([lines, str(end)]),
        versions=either([line_range(*each) for each in (first, second)]),
    )


def _compose_text(
    original: Document, keys: Keys, most_values: int, first: Fix | None
) -> tuple[Document, list[Diagnostic]]:
    """Parse the text, repairing syntax errors until it can be read: so one run reports everything else."""
    errors: list[Diagnostic] = []
    document = original
    if fix := first or syntax.special_spaces(original.text, keys):
        errors.append(_report_fix(document, fix))
        document = replace(
            document, repaired=fix.text, moved={errors[0]: _edits(document, fix)}
        )
    for _ in range(MAX_FIXES):
        composition = Composition(document, most_values)
        try:
            root = composition.document_root()
        except LimitError as limit:
            return original, [*errors, limit.diagnostic]
        except UnicodeDecodeError:
            return original, [*errors, _bad_tag(original)]
        except yaml.MarkedYAMLError as error:
            fix = syntax.find(document.readable, error, keys)
            errors.append(_syntax_error(document, error, fix))
            if fix is None:
                return original, errors
            moved = (
                {errors[-1]: _edits(document, fix)}
                if fix.is_layout and not fix.is_certain
                else {}
            )
            document = replace(
                document, repaired=fix.text, moved={**document.moved, **moved}
            )
        else:
            separator = composition.separator
            joined = (
                _without_separator(document, separator, most_values)
                if separator
                else None
            )
            document, found = joined or (
                replace(document, root=root),
                composition.diagnostics,
            )
            return document, [*errors, *found]
    return original, errors


def _bad_tag(document: Document) -> Diagnostic:
    """Only the escapes in a tag can stand for bytes that are no text."""
    found = _ESCAPE_IN_TAG.search(document.text)
    before = document.text[: found.start() if found else 0].split("\n")
    span = Span.at(len(before), len(before[-1]) + 1, len(found[0]) if found else 1)
    message = marked("YAML reads this as a tag, and it is not UTF-8")
    help_ = marked(
        "put a text that starts with '{character}' in quotation marks", character="!"
    )
    return document.report(Message(codes.UNSUPPORTED_YAML, message, help_), span)


def _syntax_error(
    document: Document, error: yaml.MarkedYAMLError, fix: Fix | None
) -> Diagnostic:
    """The error in plain words, with the help and the edits of its fix if there is one."""
    if fix and fix.message:
        return _report_fix(document, fix)
    line, column = libyaml.position(error)
    message, help_, _ = libyaml.explanation(error)
    edits = _edits(document, fix) if fix and fix.is_certain else ()
    span = Span.at(line + 1, column + 1)
    return document.report(
        Message(codes.SYNTAX, message, fix.help if fix else help_), span, edits=edits
    )


def _report_fix(document: Document, fix: Fix) -> Diagnostic:
    edits = _edits(document, fix) if fix.is_certain else ()
    length = max(1, len(document.lines[fix.line].rstrip()) - fix.column)
    span = Span.at(fix.line + 1, fix.column + 1, length)
    return document.report(
        Message(codes.SYNTAX, fix.message, fix.help), span, edits=edits
    )


def _edits(document: Document, fix: Fix) -> tuple[Edit, ...]:
    """The lines that the fix changes, unless a fix before has changed one of them, or a comment changes."""
    edits = []
    triples = zip(
        document.lines, document.readable_lines, fix.text.split("\n"), strict=True
    )
    for number, (line, before, after) in enumerate(triples, start=1):
        if before == after:
            continue
        if line != before or not keeps_comment(before, after):
            return ()
        end = (
            Position(number, len(line) + 1)
            if after or not line.strip()
            else Position(number + 1, 1)
        )
        edits.append(Edit(Span(Position(number, 1), end), after))
    return tuple(edits)


def _without_separator(
    document: Document, separator: Diagnostic, most_values: int
) -> tuple[Document, list[Diagnostic]] | None:
    """The file without the '---' between its parts; `None` if these are not one brief."""
    lines = list(document.readable_lines)
    lines[separator.span.start.line - 1] = ""
    document = replace(document, repaired="\n".join(lines))
    composition = Composition(document, most_values)
    try:
        root = composition.document_root()
    except (LimitError, UnicodeDecodeError, yaml.MarkedYAMLError):
        return None
    if any(
        diagnostic.code == codes.DUPLICATE_KEY for diagnostic in composition.diagnostics
    ):
        return None  # two briefs
    return replace(document, root=root), [separator, *composition.diagnostics]


class LimitError(Exception):
    """The file exceeds a limit, so reading stops; carries the diagnostic."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.message)
        self.diagnostic = diagnostic


def _marks(event: yaml.Event) -> tuple[yaml.Mark, yaml.Mark]:
    return cast(
        "tuple[yaml.Mark, yaml.Mark]", (event.start_mark, event.end_mark)
    )  # libyaml has both


def _scalar(event: yaml.Event, text: str, style: str) -> Scalar:
    start, end = _marks(event)
    length = end.column - start.column if start.line == end.line else 1
    return Scalar(
        text,
        start.line + 1,
        start.column + 1,
        max(1, length),
        start.index,
        end.index,
        style,
    )


def _span(event: yaml.Event) -> Span:
    return _scalar(event, "", "").span


class Composition:
    """The state while a tree is built: the events to come, and the anchors and diagnostics so far."""

    def __init__(self, document: Document, most_values: int) -> None:
        self.document = document
        self._most_values = most_values
        self._values = 0
        self.diagnostics: list[Diagnostic] = []
        self._events: Iterator[yaml.Event] = libyaml.events(document.readable)
        self._anchors: dict[str, tuple[Node, Span]] = {}
        self._repeated: set[str] = set()
        self.separator: Diagnostic | None = None
        """About the `---` that starts a second document."""

    def document_root(self) -> Node | None:
        """The root of the first document in the file, or `None` if the file is empty.

        Raises `yaml.MarkedYAMLError` for a syntax error and `LimitError` past a limit.
        """
        root: Node | None = None
        documents = 0
        for event in self._events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents == 2:
                    self._report(
                        codes.UNSUPPORTED_YAML,
                        _span(event),
                        marked("'---' starts a second document in the same file"),
                        marked(
                            "delete this line, or move what follows to a file of its own"
                        ),
                    )
                    self.separator = self.diagnostics[-1]
            elif isinstance(event, yaml.NodeEvent):
                node = self._node(event, 0)
                root = node if documents == 1 else root
        for anchor, (node, span) in self._anchors.items():
            text = f"&{anchor}"
            is_text = isinstance(node, Scalar) and anchor not in self._repeated
            help_ = (
                self._quoting_help(span, "&")
                if is_text
                else self._writing_help(span, text, "")
            )
            message = marked("YAML reads '{text}' as an anchor, not as text", text=text)
            self._report(codes.UNSUPPORTED_YAML, span, message, *help_)
        return root

    def _report(
        self,
        code: Code,
        span: Span,
        text: str,
        help_: str,
        edits: tuple[Edit, ...] = (),
    ) -> None:
        self.diagnostics.append(
            self.document.report(Message(code, text, help_), span, edits=edits)
        )

    def _node(self, event: yaml.Event, depth: int, *, is_entry: bool = False) -> Node:
        """The node that starts with the event; `is_entry` if it is the entry of a list."""
        if depth > limits.DEPTH:
            help_ = marked("check for brackets or indentation that should not be there")
            span, limit = _span(event), limits.DEPTH
            raise LimitError(
                self.document.report(
                    NESTED, span, help_, parts=_PARTS, limit=limit, written=""
                )
            )
        self._values += 1
        if self._values > self._most_values:
            raise LimitError(
                self.document.report(
                    codes.TOO_MANY_VALUES, _span(event), limit=self._most_values
                )
            )
        if isinstance(event, yaml.AliasEvent):
            return self._alias(event)
        node = self._content(event, depth, is_entry=is_entry)
        anchor = getattr(event, "anchor", None)
        if anchor is not None:
            self._anchors[anchor] = node, _span(event)
        return node

    def _content(self, event: yaml.Event, depth: int, *, is_entry: bool) -> Node:
        tag = getattr(event, "tag", None)
        if tag is not None and (tag != "!" or isinstance(event, yaml.ScalarEvent)):
            span = _span(event)
            message = marked("YAML reads '{text}' as a tag, not as text", text=tag)
            self._report(
                codes.UNSUPPORTED_YAML, span, message, *self._quoting_help(span, "!")
            )
        if isinstance(event, yaml.ScalarEvent):
            scalar = _scalar(
                event, characters.cleaned(event.value), str(event.style or "")
            )
            self.diagnostics += _misread(self.document, event, scalar)
            return scalar
        if isinstance(event, yaml.SequenceStartEvent):
            entries = (
                self._node(following, depth + 1, is_entry=True)
                for following in self._entries()
            )
            return Sequence(tuple(entries), _span(event))
        return self._mapping(event, depth, is_entry=is_entry)

    def _quoting_help(self, span: Span, character: str) -> tuple[str, tuple[Edit, ...]]:
        """How to write a text that begins with a character that has a meaning in YAML."""
        line = self.document.readable_lines[span.start.line - 1]
        is_there = line[span.start.column - 1 :].startswith(character)
        written = with_quoted_value(line) if is_there else ""
        if not written:
            help_ = marked(
                "put a text that starts with '{character}' in quotation marks",
                character=character,
            )
            return help_, ()
        return marked("write: {line}", line=written), self.document.rewritten(
            span.start.line, written
        )

    def _writing_help(
        self, span: Span, old: str, new: str
    ) -> tuple[str, tuple[Edit, ...]]:
        """How to write a line with something else in it; by hand, as other lines change with it."""
        line, start = (
            self.document.readable_lines[span.start.line - 1],
            span.start.column - 1,
        )
        rest = line[start + len(old) :]
        written = f"{line[:start]}{new}{rest if new else rest.lstrip()}".strip()
        return marked("write: {line}", line=written), ()

    def _entries(self) -> Iterator[yaml.Event]:
        """The events with which the entries of a list or mapping begin."""
        inside = takewhile(
            lambda event: not isinstance(event, yaml.CollectionEndEvent), self._events
        )
        for number, event in enumerate(inside, start=1):
            if number > limits.ENTRIES:
                message = marked(
                    "there are more than {limit:,} entries in one list",
                    limit=limits.ENTRIES,
                )
                help_ = marked(
                    "split the file into several briefs that refer to one another with 'see_also'"
                )
                raise LimitError(
                    self.document.report(
                        Message(codes.TOO_LARGE, message, help_), _span(event)
                    )
                )
            yield event

    def _mapping(self, event: yaml.Event, depth: int, *, is_entry: bool) -> Mapping:
        entries: dict[str, tuple[Scalar, Node]] = {}
        starts_new_entry = False
        for following in self._entries():
            key = self._node(following, depth + 1)
            self._values -= isinstance(key, Scalar)  # a key is no value of its own
            value = self._node(next(self._events), depth + 1)
            if not isinstance(key, Scalar) or key.text == "<<":
                self._report(
                    codes.UNSUPPORTED_YAML,
                    _span(following),
                    marked("the name of a field must be plain text"),
                    marked(
                        "write 'key: value', without brackets around the key and without '<<'"
                    ),
                )
            elif key.text in entries:
                if not starts_new_entry:
                    starts_new_entry = is_entry and key.text == next(iter(entries))
                    self._duplicate(
                        key,
                        entries[key.text][0].line,
                        starts_new_entry=starts_new_entry,
                    )
            else:
                entries[key.text] = (key, value)
        return Mapping(
            entries, next((key.span for key, _ in entries.values()), _span(event))
        )

    def _duplicate(self, key: Scalar, first: int, *, starts_new_entry: bool) -> None:
        line = self.document.lines[key.line - 1].strip()
        help_ = marked(
            "if this is another entry of the list, write: {line}", line=f"- {line}"
        )
        self.diagnostics.append(
            self.document.report(
                DUPLICATE_FIELD,
                key,
                help_ if starts_new_entry else "",
                field=key.text,
                line=first,
            )
        )

    def _alias(self, event: yaml.AliasEvent) -> Node:
        """A short text that the alias repeats, so that nothing else is reported of it, or else its name."""
        span, text = _span(event), f"*{event.anchor}"
        code, help_ = codes.SYNTAX, self._quoting_help(span, "*")
        repeated = None
        if event.anchor in self._anchors:
            self._repeated.add(event.anchor)
            repeated, _ = self._anchors[event.anchor]
            code = codes.UNSUPPORTED_YAML
            help_ = (
                marked("write the values out instead of repeating them with '*'"),
                (),
            )
        if isinstance(repeated, Scalar) and _IN_PLACE.fullmatch(repeated.text):
            help_ = self._writing_help(span, text, repeated.text)
        else:
            repeated = _scalar(event, text, "'")
        self._report(
            code,
            span,
            marked("YAML reads '{text}' as an alias, not as text", text=text),
            *help_,
        )
        return repeated


def _misread(
    document: Document, event: yaml.ScalarEvent, scalar: Scalar
) -> Iterator[Diagnostic]:
    """Report what YAML reads otherwise than it looks, and characters that may do harm."""
    if scalar.style == '"':
        at = partial(document.span, scalar)
        help_ = marked("delete this escape sequence")
        yield from islice(document.report_characters(scalar.text, at, help_), 1)
    elif not scalar.style:
        if event.value in _NO_VALUES:
            yield _null(document, scalar)
        if event.value and (rest := _CUT_OFF.match(document.readable, scalar.end)):
            yield _cut_off(document, event, rest[1])
        yield from _joined_lines(document, event)


def _null(document: Document, scalar: Scalar) -> Diagnostic:
    written = with_quoted_value(document.readable_lines[scalar.line - 1])
    quoting = (
        marked("write: {line}", line=written)
        if written
        else marked("put {text} in quotation marks", text=scalar.text)
    )
    return document.report(codes.NULL, scalar, text=scalar.text, quoting=quoting)


def _joined_lines(document: Document, event: yaml.ScalarEvent) -> Iterator[Diagnostic]:
    """Lines of a text without quotation marks that were meant as a list."""
    start, end = _marks(event)
    if start.line == end.line:
        return
    first, *others = document.readable_lines[start.line : end.line + 1]
    joined = [
        (number, line)
        for number, line in enumerate(others, start.line + 2)
        if _ENTRY.match(line)
    ]
    head = _HEAD.fullmatch(first, 0, start.column)
    if head is None:
        return
    for number, line in joined[:1] if head["key"] else joined:
        yield document.report(
            codes.JOINED_LIST if head["key"] else codes.JOINED_ENTRY,
            Span.at(number, len(line) - len(line.lstrip(" ")) + 1),
            spaces=spaces(first.rfind("-", 0, start.column)),
            key=head["key"],
        )


def _cut_off(document: Document, event: yaml.ScalarEvent, rest: str) -> Diagnostic:
    start, end = _marks(event)
    line = document.readable_lines[end.line]
    written = with_quoted_value(line) if start.line == end.line else ""
    quoting = (
        marked("write: {line}", line=written)
        if written
        else marked("put the whole value in quotation marks")
    )
    message = Message(
        codes.CUT_OFF,
        "the value ends before the '#', because YAML reads the rest of the line as a comment",
        "if it is a comment, put a space after the '#'; if it belongs to the value, {quoting}",
    )
    at = Span.at(end.line + 1, len(line) - len(rest) + 1, len(rest))
    of_date = (
        marked("put a space after the '#'") if dates.parse_valid(event.value) else ""
    )
    return document.report(message, at, of_date, quoting=quoting)
