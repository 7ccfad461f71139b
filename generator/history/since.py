"""What changed in a brief since one of its versions."""

from generator.history import entry
from generator.history.comparison import compare
from generator.history.records import Change
from generator.reading.folder import RawFile


class FormerTextError(Exception):
    """The file of a version, or of today, can't be read."""


def change(before: str, now: str) -> Change | None:
    """What changed between two texts of the file of a brief, in any format; `None` if nothing did.

    Raises `FormerTextError` if one of them is not YAML.
    """
    old, new = (entry.read(RawFile("", text.encode())) for text in (before, now))
    if old is None or new is None:
        raise FormerTextError
    return compare("brief", entry.of_brief("", old), entry.of_brief("", new))
