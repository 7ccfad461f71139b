"""Adds entries to the lists of a brief; every other byte of the file stays the same."""

from collections.abc import Sequence
from typing import Any

from briefing_site.diagnostics import Edit, Span
from briefing_site.form import yaml_text
from briefing_site.imports.imported import Data, ImportFileError
from briefing_site.languages.phrase import marked
from briefing_site.reading import Document, RawFile, Scalar, composer, editing
from briefing_site.reading.yaml.node import Mapping

Entries = dict[str, Data] | list[Data]
"""The sources of a brief, by id, or its events."""


def with_entries(
    file: RawFile, sources: dict[str, Data], events: Sequence[Data]
) -> bytes:
    """The content of the file with more sources and events.

    Raises `ImportFileError` if the file can't be read, or if its lists are in braces or brackets.
    """
    content = file.content
    if sources:
        content = _with(file.path, content, "sources", sources)
    if events:
        content = _with(file.path, content, "timeline", list(events))
    return content


def read(file: RawFile) -> Document:
    """The tree of a file. Raises `ImportFileError` if it has errors of syntax."""
    document, _ = composer.compose(file.path, file.content)
    if not isinstance(document.root, Mapping) or document.readable != document.text:
        raise ImportFileError(
            marked("{path} has errors; fix them first", path=file.path)
        )
    return document


def _with(path: str, content: bytes, list_: str, entries: Entries) -> bytes:
    """The content with more entries in a list, which is made if it is missing."""
    document = read(RawFile(path, content))
    number_of_lines = len(document.text.removesuffix("\n").split("\n"))
    at, lines = _place(document, number_of_lines, list_, entries)
    text = "\n".join(lines) + "\n"
    if at == number_of_lines and not document.text.endswith("\n"):
        text = "\n" + text
    edit = Edit(Span.at(at + 1, 1, 0), text)
    data: Any = document.data()
    data[list_] = _merged(data.get(list_), entries)
    try:
        return editing.tried(document, [edit], data).content
    except editing.EditError as error:
        raise ImportFileError(*error.args) from error


def _merged(existing: object, entries: Entries) -> object:
    """What the list has to be afterwards; one of another type stays, so that the edit is refused."""
    if not existing:
        return entries
    if isinstance(existing, dict) and isinstance(entries, dict):
        return {**existing, **entries}
    if isinstance(existing, list) and isinstance(entries, list):
        return [*existing, *entries]
    return existing


def _place(
    document: Document, number_of_lines: int, list_: str, entries: Entries
) -> tuple[int, list[str]]:
    """The number of lines before the new ones, and these."""
    key = document.key((list_,))
    node = document.node((list_,))
    if key is None or node is None:
        return number_of_lines, [f"{list_}:", *yaml_text.lines(entries, 2)]
    if isinstance(node, Scalar) and node.is_empty:
        return key.line, yaml_text.lines(entries, 2)
    if isinstance(node, Scalar) or not node[0]:  # its items or entries
        raise ImportFileError(
            marked(
                "{path}: write nothing behind '{list}:', and import again",
                path=document.path,
                list=list_,
            )
        )
    end = document.range(0, editing.end_of(document, node)).end.line
    return end, yaml_text.lines(entries, node.span.start.column - 1)
