"""What a version of a file contains: its data, as the check reads it, in any version of the format."""

from pathlib import PurePath
from typing import NamedTuple

from briefing_site.diagnostics import Severity
from briefing_site.format import Brief, Record
from briefing_site.history.entry import Data
from briefing_site.reading import RawFile, composer
from briefing_site.reading.brief_files import limit
from briefing_site.reading.parsing import parse


class BriefVersion(NamedTuple):
    """What a version of a brief or of a profile contains."""

    data: Data
    is_valid: bool
    """Whether the check accepts the file; if not, it may be in an older format."""

    @property
    def is_published(self) -> bool:
        return self.data.get("status") != "draft"


def read(file: RawFile) -> Data | None:
    """The content of a file; `None` if it has errors of YAML or is not a mapping."""
    document, diagnostics = composer.compose(
        file.path, file.content, limit=limit(PurePath(file.path))
    )
    # where YAML has another meaning than what was written, the result is only a guess
    if any(diagnostic.severity is Severity.ERROR for diagnostic in diagnostics):
        return None
    data = document.data()
    return data if isinstance(data, dict) else None


def read_version(content: bytes, model: type[Record] = Brief) -> BriefVersion | None:
    """A version of a brief or a profile, as the check reads it; `None` if it can't be read."""
    file = RawFile("", content)
    parsed, _ = parse(file, model)
    is_valid = parsed.record is not None
    data = parsed.document.data() if is_valid else read(file)
    if isinstance(data, dict) and data:
        return BriefVersion(data, is_valid)
    return None
