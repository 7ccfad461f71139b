"""Versions of briefs: files of JSON, without positions, as nobody writes them by hand."""

from contextlib import suppress
from pathlib import PurePath

from generator.diagnostics import Diagnostic, Span, VersionMessage
from generator.format import dates, identifiers, version
from generator.format.version import EditedVersionError, FrozenVersion, VersionError
from generator.reading.yaml.document import Document

_START = Span.at(1, 1)


def read(path: str, content: bytes) -> tuple[Document, FrozenVersion | None, list[Diagnostic]]:
    """The version in a file that is called after its brief and its day."""
    document, place = Document(path, "", None), PurePath(path)
    try:
        return document, version.read(content, place.parent.name, place.stem), []
    except EditedVersionError:
        found = document.report_message(VersionMessage.EDITED_VERSION, _START)
    except VersionError as error:
        found = document.report_message(VersionMessage.BAD_VERSION, _START, reason=error.args[0])
    return document, None, [found]


def is_name(brief: str, day: str) -> bool:
    """Whether a file is called after a brief and a day, which are part of the address of a page."""
    with suppress(ValueError):
        return identifiers.invalid_page_reason(brief) is None and dates.parse(day).is_day
    return False
