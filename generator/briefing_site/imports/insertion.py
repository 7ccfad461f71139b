"""Adds entries to the lists of a brief; all other lines of the file stay the same."""

from collections.abc import Sequence
from typing import Any

from briefing_site.imports.imported import Data, ImportFileError
from briefing_site.languages.phrase import marked
from briefing_site.reading import Document, RawFile, composer, editing
from briefing_site.reading.yaml.node import Mapping


def with_entries(
    file: RawFile, sources: dict[str, Data], events: Sequence[Data]
) -> bytes:
    """The content of the file with more sources and events.

    Raises `ImportFileError` if the file can't be read, or has something else in place of its lists.
    """
    document = read(file)
    data: Any = document.data()
    if sources:
        data["sources"] = {**_existing(data, "sources", {}), **sources}
    if events:
        data["timeline"] = [*_existing(data, "timeline", []), *events]
    try:
        return editing.with_data(document, data).content
    except editing.EditError as error:
        raise ImportFileError(*error.args) from error


def _existing(data: Any, list_: str, empty: Any) -> Any:  # noqa: ANN401 -- what a file holds
    """The entries that a list has already. Raises `ImportFileError` if they are of another type."""
    entries = data.get(list_) or empty
    if not isinstance(entries, type(empty)):
        raise ImportFileError(
            marked("'{list}' has no entries; delete it, and import again", list=list_)
        )
    return entries


def read(file: RawFile) -> Document:
    """The tree of a file. Raises `ImportFileError` if it has errors of syntax."""
    document, _ = composer.compose(file.path, file.content)
    if not isinstance(document.root, Mapping) or document.readable != document.text:
        raise ImportFileError(
            marked("{path} has errors; fix them first", path=file.path)
        )
    return document
