"""Errors of libyaml, the YAML parser, explained to people who do not know YAML.

libyaml gives its errors no codes, so they are recognized by their text, in this module only. A test provokes
each of them and fails if a version of libyaml words one differently. Browsers have no libyaml: there PyYAML's
own parser reads, which follows the same rules, and words some errors differently.
"""

import re
import sys
from collections.abc import Iterator
from typing import NamedTuple

import yaml

from briefing_site.languages.phrase import marked


class Explanation(NamedTuple):
    message: str
    help: str
    is_at_start: bool = False
    """Whether the error is where the key or value begins, and not where the parser gave up."""


def _no_bracket(bracket: str) -> str:
    return marked(
        "put commas between the entries, and '{bracket}' after the last one",
        bracket=bracket,
    )


EXPLANATIONS = {
    "mapping values are not allowed (in this context|here)": Explanation(
        marked(
            "a value that contains a colon followed by a space must be in quotation marks"
        ),
        marked("put the whole value in quotation marks, as in: key: 'one: two'"),
    ),
    "found character .*that cannot start any token": Explanation(
        marked("a value can't begin with this character"),
        marked(
            "put the whole value in quotation marks, as in: key: '@value'; indent with spaces, not with tabs"
        ),
    ),
    "(did not find )?expected (the )?node content": Explanation(
        marked("a value is missing here"),
        marked(
            "write the value; put one that begins with a comma or a bracket in quotation marks"
        ),
    ),
    "did not find expected key|expected <block end>.* while parsing a block mapping": Explanation(
        marked("this line should be 'key: value'"),
        marked(
            "give the line the same indentation as the keys above it; if a value begins with a quotation "
            "mark or a bracket but does not end with it, quote the whole value, as in: key: '\"one\" and two'"
        ),
    ),
    "did not find expected '-'|expected <block end>.* while parsing a block collection": Explanation(
        marked("this line should start an entry of the list, with '- '"),
        marked("give '- ' the same indentation as in the entries above it"),
    ),
    "could not find expected ':'": Explanation(
        marked("this line is neither 'key: value' nor part of the text above it"),
        marked(
            "put a colon and a space after the key, or indent the line if it continues the text"
        ),
        is_at_start=True,
    ),
    "found unexpected end of stream": Explanation(
        marked("the closing quotation mark is missing"),
        marked(
            "put the same quotation mark at the end of the text; inside '...', write an apostrophe as ''"
        ),
        is_at_start=True,
    ),
    "found unknown escape character": Explanation(
        marked(
            'inside "...", a backslash starts an escape sequence, and this one is invalid'
        ),
        marked("put the text in '...' instead of \"...\""),
    ),
    r"(did not find )?expected ',' or '\]'": Explanation(
        marked("a list that starts with '[' is not closed"), _no_bracket("]")
    ),
    "(did not find )?expected ',' or '}'": Explanation(
        marked("a mapping that starts with '{' is not closed"), _no_bracket("}")
    ),
}
"""By patterns of what libyaml, or PyYAML's parser, says, and of what it was doing."""


_END = r"\0 \t\r\n\x85\u2028\u2029"
_TEXT = re.compile(rf"(?:[^:{_END}]|:(?![{_END}]))*")
_TEXT_IN_BRACKETS = re.compile(rf"(?:[^:,\[\]{{}}{_END}]|:(?![,?\[\]{{}}{_END}]))*")
_AMBIGUOUS = re.compile(r":[,?\[\]{}]")
_SPACE = re.compile(r"[ \t\r\n\x85\u2028\u2029]*")
_COMMENT = re.compile(r"[^\0\r\n\x85\u2028\u2029]*")
_BREAK = re.compile(r"\r\n|[\r\n\x85\u2028\u2029]")
_DOCUMENT = re.compile(rf"(?:---|\.\.\.)[{_END}]")


class _Loader(yaml.SafeLoader):
    """PyYAML's parser, with tabs, question marks and the end where libyaml has them."""

    def fetch_stream_end(self) -> None:
        if self.column:
            self.line, self.column = self.line + 1, 0
            self.stale_possible_simple_keys()
        super().fetch_stream_end()

    def scan_to_next_token(self) -> None:
        while True:
            blanks = " \t" if self.flow_level or not self.allow_simple_key else " "
            while self.peek() in blanks:
                self.forward()
            if self.peek() == "#":
                self._skip(_COMMENT)
            if not self.scan_line_break():
                return
            if not self.flow_level:
                self.allow_simple_key = True

    def scan_plain(self) -> yaml.ScalarToken:
        start = end = self.get_mark()
        indentation, space, is_new_line = self.indent + 1, "", False
        parts: list[str] = []
        while (
            not (self.column == 0 and _DOCUMENT.match(self.buffer, self.pointer))
            and self.peek() != "#"
        ):
            text = self._skip(_TEXT_IN_BRACKETS if self.flow_level else _TEXT)
            if text:
                parts += (space, text)
                is_new_line, end = False, self.get_mark()
            if self.flow_level and _AMBIGUOUS.match(self.buffer, self.pointer):
                raise yaml.scanner.ScannerError(
                    _IN_PLAIN, start, "found unexpected ':'", self.get_mark()
                )
            found = _SPACE.match(self.buffer, self.pointer)
            first, *others = _BREAK.split(found[0] if found else "")
            breaks = _BREAK.findall(found[0] if found else "")
            if not (first or breaks):
                break
            self.forward(len(first))
            for line_break, line in zip(breaks, others, strict=True):
                self.forward(len(line_break))
                tab = line.find("\t")
                if 0 <= tab < indentation:
                    self.forward(tab)
                    problem = "found a tab character that violates indentation"
                    raise yaml.scanner.ScannerError(
                        _IN_PLAIN, start, problem, self.get_mark()
                    )
                self.forward(len(line))
            is_new_line = bool(breaks)
            space = first if not breaks else "\n" * (len(breaks) - 1) or " "
            if not self.flow_level and self.column < indentation:
                break
        self.allow_simple_key = is_new_line
        return yaml.ScalarToken(
            "".join(parts), plain=True, start_mark=start, end_mark=end
        )

    def parse_flow_mapping_value(self) -> yaml.Event:
        return self._before_next(super().parse_flow_mapping_value())

    def parse_flow_sequence_entry_mapping_value(self) -> yaml.Event:
        return self._before_next(super().parse_flow_sequence_entry_mapping_value())

    def _before_next(self, event: yaml.Event) -> yaml.Event:
        """An event at the next token, if it is that of a value that is missing."""
        start, end = event.start_mark, event.end_mark
        if (
            isinstance(event, yaml.ScalarEvent)
            and start
            and end
            and start.index == end.index
        ):
            event.start_mark = event.end_mark = self.peek_token().start_mark
        return event

    def scan_block_scalar_indentation(self) -> tuple[list[str], int, yaml.Mark]:
        found: tuple[list[str], int, yaml.Mark] = (
            super().scan_block_scalar_indentation()
        )
        self._refuse_tab()
        return found

    def scan_block_scalar_breaks(self, indent: int) -> tuple[list[str], yaml.Mark]:
        found: tuple[list[str], yaml.Mark] = super().scan_block_scalar_breaks(indent)
        if self.column < indent:
            self._refuse_tab()
        return found

    def _refuse_tab(self) -> None:
        if self.peek() == "\t":
            problem = "found a tab character where an indentation space is expected"
            raise yaml.scanner.ScannerError(
                "while scanning a block scalar", None, problem, self.get_mark()
            )

    def _skip(self, pattern: re.Pattern[str]) -> str:
        """Go on behind what the pattern matches, which has no line breaks."""
        found = pattern.match(self.buffer, self.pointer)
        text = found[0] if found else ""
        self.pointer += len(text)
        self.index += len(text)
        self.column += len(text)
        return text


_IN_PLAIN = "while scanning a plain scalar"


def events(
    text: str, *, has_libyaml: bool = yaml.__with_libyaml__
) -> Iterator[yaml.Event]:
    """The events of a YAML text.

    Raises `yaml.MarkedYAMLError` for an error of syntax, `UnicodeDecodeError` for a tag that is not UTF-8.
    """
    return yaml.parse(text, Loader=yaml.CSafeLoader if has_libyaml else _Loader)


def explanation(error: yaml.MarkedYAMLError) -> Explanation:
    said = f"{error.problem} {error.context}"
    known = (each for words, each in EXPLANATIONS.items() if re.match(words, said))
    return next(known, None) or Explanation(
        marked("this is not valid YAML: {problem}", problem=error.problem),
        marked("compare indentation and punctuation with the lines above"),
    )


def position(error: yaml.MarkedYAMLError) -> tuple[int, int]:
    """The line and the column of the error, both counted from 0."""
    first = error.context_mark if explanation(error).is_at_start else None
    mark = first or error.problem_mark or error.context_mark
    return (mark.line, mark.column) if mark else (0, 0)


def first_error_line(text: str) -> int:
    """The first line that can't be read, counted from 0; `sys.maxsize` if the text is valid YAML."""
    try:
        for _ in events(text):
            pass
    except yaml.MarkedYAMLError as error:
        return position(error)[0]
    except UnicodeDecodeError:
        pass  # a tag that is not UTF-8, which no fix helps
    return sys.maxsize
