"""What became of a brief since it was published, as data."""

from dataclasses import dataclass
from typing import Literal

from generator.format.dates import EdtfDate

Action = Literal["added", "removed", "changed"]


@dataclass(frozen=True)
class Change:
    """Something in a brief that came, went or changed."""

    action: Action
    part: str
    """The key in the file: `timeline`, `quotes`, `title` ..."""
    id: str = ""
    """The id of an event, a quote, a source or an actor."""
    name: str = ""
    """What to call it: the title of an event or a source, the words of a quote."""
    is_correction: bool = False
    """Whether readers were told something else before: that has to stand out."""
    before: tuple[tuple[str, str], ...] = ()
    """What was said before, where something else took its place: fields and their values."""


@dataclass(frozen=True)
class Revision:
    """All changes of one day."""

    date: EdtfDate
    changes: tuple[Change, ...]


@dataclass(frozen=True)
class History:
    """When a brief was published, and what changed since, the newest first."""

    published: EdtfDate | None
    """The day of its first version that is no draft; `None` where that lies before what is known."""
    known_since: EdtfDate
    """The day from which on everything is known."""
    revisions: tuple[Revision, ...]
