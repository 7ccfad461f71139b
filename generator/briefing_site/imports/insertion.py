"""Adds entries to the lists of a brief; every other byte of the file stays the same."""

from collections.abc import Sequence as Lines
from typing import Any, cast

from briefing_site.diagnostics import Edit, Span
from briefing_site.form import yaml_text
from briefing_site.imports.imported import Data, ImportFileError
from briefing_site.languages.phrase import marked
from briefing_site.reading import Document, RawFile, Scalar, composer, editing
from briefing_site.reading.yaml.node import Mapping


def with_entries(file: RawFile, sources: dict[str, Data], events: Lines[Data]) -> bytes:
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


def _with(
    path: str, content: bytes, list_: str, added: dict[str, Data] | list[Data]
) -> bytes:
    before = read(RawFile(path, content))
    lines = before.text.removesuffix("\n").split("\n")
    at, new = _place(before, len(lines), list_, added)
    ending = "" if at < len(lines) or before.text.endswith("\n") else "\n"
    change = Edit(Span.at(at + 1, 1, 0), ending + "".join(f"{line}\n" for line in new))
    wanted: Any = before.data()
    known, more = wanted.get(list_) or type(added)(), cast("Any", added)
    if isinstance(known, type(added)):
        wanted[list_] = (
            {**known, **more} if isinstance(known, dict) else [*known, *more]
        )
    try:
        return editing.tried(before, [change], wanted).content
    except editing.EditError as error:
        raise ImportFileError(*error.args) from error


def _place(
    document: Document, last: int, list_: str, added: dict[str, Data] | list[Data]
) -> tuple[int, list[str]]:
    """The number of lines before the new ones, and these."""
    key, node = document.key((list_,)), document.node((list_,))
    if key is None or node is None:
        return last, [f"{list_}:", *yaml_text.lines(added, 2)]
    if isinstance(node, Scalar) and node.is_empty:
        return key.line, yaml_text.lines(added, 2)
    if isinstance(node, Scalar) or not node[0]:  # its items or entries
        raise ImportFileError(
            marked(
                "{path}: write nothing behind '{list}:', and import again",
                path=document.path,
                list=list_,
            )
        )
    end = document.range(0, editing.end_of(document, node)).end.line
    return end, yaml_text.lines(added, node.span.start.column - 1)
