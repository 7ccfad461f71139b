"""Reports citations and markup that the program does not recognize, so that readers see them as written.

`literal_citations` and `literal_markup` have the rules. This module applies them to each text of a file.
"""

import re
from collections.abc import Collection, Iterator
from itertools import islice
from typing import Any

from briefing_site.checks import literal_citations, literal_markup
from briefing_site.checks.literal_citations import LITERAL_CITATION
from briefing_site.checks.names import references, sources
from briefing_site.checks.passage import LiteralText, Passage, shown
from briefing_site.diagnostics import MAX_DIAGNOSTICS, Diagnostic, Message
from briefing_site.format import fields, identifiers
from briefing_site.format.fields.text import QUOTED
from briefing_site.format.prose_markdown import CITATION
from briefing_site.reading import ParsedFile

NO_PROSE = Message(
    LITERAL_CITATION.code,
    "readers see '{text}' as it is written, because no citations are read in '{field}'",
    "delete it, and cite the source where the details are, such as in 'background'",
)

RULES = (*literal_citations.RULES, *literal_markup.RULES)
"""In the order in which they are applied. What a rule has found is blank for the rules after it."""

_RECOGNIZED = re.compile(rf"{CITATION.pattern}|https?://[^\s()]+")
"""Citations and addresses in correct form, in which nothing is to be found."""
_QUOTATION = re.compile(QUOTED + r"|^[ \t]*>.*$", re.MULTILINE)
"""Quoted words, and the lines of a quotation in Markdown."""
_MAY_BE_MISREAD = re.compile(r"[@|\[*]|~~|^ {0,3}[-=_]{3}|^(?: {4}|\t)", re.MULTILINE)
"""What each finding has at least; most texts have none of these, and need not be looked at closely."""
_MARKER = "\ue000"
"""A character for private use, which no text of a brief has for another purpose."""
_CITATION = re.compile(rf"\[@({identifiers.PATTERN})[^\[\]]*\]")


def _literal_texts(text: str, source_ids: Collection[str]) -> list[LiteralText]:
    """What the rules find in a text and readers see, in the order of the text."""
    unread = _RECOGNIZED.sub(lambda match: " " * len(match[0]), text)
    quotations = [range(*match.span()) for match in _QUOTATION.finditer(text)]
    texts: list[LiteralText] = []
    for rule in RULES:
        passage = Passage(text, unread, source_ids, quotations)
        for literal in islice(rule(passage), MAX_DIAGNOSTICS + 1):
            # later rules look at a text of the same length without this one
            blank = " " * (literal.end - literal.start)
            unread = unread[: literal.start] + blank + unread[literal.end :]
            texts.append(literal)
    texts.sort(key=lambda literal: literal.start)
    return _visible(text, texts)


def _visible(text: str, texts: list[LiteralText]) -> list[LiteralText]:
    """Those that readers see: not those in the address of a link, for example.

    Each is replaced by a marker with its number. It is visible if the marker is in the text that readers
    see.
    """
    marked_text = ""
    end = 0
    for index, literal in enumerate(texts):
        marked_text += text[end : literal.start] + f"{_MARKER}{index}{_MARKER}"
        end = max(end, literal.end)
    visible = shown(marked_text + text[end:])
    return [
        literal
        for index, literal in enumerate(texts)
        if f"{_MARKER}{index}{_MARKER}" in visible
    ]


def check_file(file: ParsedFile[Any]) -> Iterator[Diagnostic]:
    """Report what readers see as it is written, in prose and in other texts."""
    source_ids = sources(file.document)
    yield from _check_prose(file, source_ids)
    yield from _check_plain_texts(file, source_ids)


def _check_prose(
    file: ParsedFile[Any], source_ids: Collection[str]
) -> Iterator[Diagnostic]:
    document = file.document
    for location in file.prose:
        scalar = document.scalar(location)
        if not _MAY_BE_MISREAD.search(scalar.text):
            continue
        for literal in _literal_texts(scalar.text, source_ids):
            changes = []
            if literal.replacement is not None:
                changes.append((literal.start, literal.end, literal.replacement))
            yield document.report(
                literal.message,
                document.span(scalar, literal.start, literal.end),
                edits=document.changed(scalar, changes),
                **literal.values,
            )


def _check_plain_texts(
    file: ParsedFile[Any], source_ids: Collection[str]
) -> Iterator[Diagnostic]:
    """Report citations in fields that are not prose, where no citations are recognized."""
    document = file.document
    for location, scalar in references(file, fields.LINE, fields.WORDS):
        for citation in _CITATION.finditer(scalar.text):
            if citation[1] in source_ids:
                keys = [step for step in location if isinstance(step, str)]
                span = document.span(scalar, *citation.span())
                yield document.report(NO_PROSE, span, text=citation[0], field=keys[-1])
