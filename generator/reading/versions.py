"""Versions of briefs: files of JSON, without positions, as nobody writes them by hand."""

from contextlib import suppress
from pathlib import PurePath

from generator.diagnostics import Code, Diagnostic, Message, Span
from generator.format import dates, identifiers, version
from generator.format.version import EditedVersionError, FrozenVersion, VersionError
from generator.reading.yaml.document import Document

BAD_VERSION = Message(
    Code("bad-version", "A file in `briefs/versions/` is no version as `briefs freeze` writes it."),
    "this is no version that can be shown: {reason}",
    "restore the file as it was: git checkout -- <file>; `briefs freeze` writes versions",
)
EDITED_VERSION = Message(
    Code("edited-version", "A version was changed since it was frozen."),
    "this version was changed since it was frozen, but it has to stay what readers cite",
    "restore the file as it was: git checkout -- <file>; to publish something else, change the brief",
)

_START = Span.at(1, 1)


def read(path: str, content: bytes) -> tuple[Document, FrozenVersion | None, list[Diagnostic]]:
    """The version in a file that is called after its brief and its day."""
    document, place = Document(path, "", None), PurePath(path)
    try:
        return document, version.read(content, place.parent.name, place.stem), []
    except EditedVersionError:
        found = document.report_message(EDITED_VERSION, _START)
    except VersionError as error:
        found = document.report_message(BAD_VERSION, _START, reason=error.args[0])
    return document, None, [found]


def is_name(brief: str, day: str) -> bool:
    """Whether a file is called after a brief and a day, which are part of the address of a page."""
    with suppress(ValueError):
        return identifiers.invalid_page_reason(brief) is None and dates.parse(day).is_day
    return False
