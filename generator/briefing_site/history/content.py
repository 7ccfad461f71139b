"""What a version of a file contains, as the check reads its YAML, in any version of the format."""

from pathlib import PurePath

from briefing_site.diagnostics import Severity
from briefing_site.history.entry import Data
from briefing_site.history.git import BlobReader, FileVersion
from briefing_site.reading import RawFile, composer
from briefing_site.reading.brief_files import limit


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


def read_version(blobs: BlobReader, version: FileVersion) -> Data | None:
    """The content of a version, as `read` has it; `None` also if the file was deleted."""
    if not version.blob:
        return None
    return read(RawFile(version.path, blobs.read(version.blob)))
