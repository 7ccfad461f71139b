"""Changes as data, for the reporters and for pages."""

from dataclasses import dataclass
from typing import Literal

from generator.format.dates import EdtfDate
from generator.format.fields import Mark
from generator.format.traversal import Member
from generator.history.entry import Entry

Action = Literal["added", "removed", "changed"]


@dataclass(frozen=True)
class FieldChange:
    """A value before and after, as text on one line; empty if there was or is none."""

    key: str
    before: str
    after: str
    member: Member | None
    """The field; `None` for a key that is not in the format."""

    def has(self, mark: Mark) -> bool:
        """Whether the format marks the field so."""
        return self.member is not None and mark in self.member.marks


@dataclass(frozen=True)
class Change:
    """A brief, an entry of a brief, a profile or a topic that was added, removed or changed."""

    kind: str
    """The name for such a thing: `brief`, `event`, `key judgement`."""
    action: Action
    entry: Entry
    """What it is now, or was last."""
    old_id: str = ""
    """Its former id, if that changed."""
    fields: tuple[FieldChange, ...] = ()
    """The fields that changed; none if it was added or removed."""
    entries: tuple["Change", ...] = ()
    """What changed in its lists; nothing if it was removed."""


@dataclass(frozen=True)
class BrokenPermalink:
    """An address of the site that no longer leads anywhere."""

    address: str
    """Below the address of the site, beginning with a slash."""
    help: str
    """What to do so that it leads somewhere."""


@dataclass(frozen=True)
class Changes:
    """All that changed, sorted by file."""

    briefs: tuple[Change, ...] = ()
    profiles: tuple[Change, ...] = ()
    topics: tuple[Change, ...] = ()
    records: tuple[Change, ...] = ()
    """Of the records of verification, by `<brief>#<quote>`."""
    broken: tuple[BrokenPermalink, ...] = ()
    unreadable: tuple[str, ...] = ()
    """Files that contain errors now and are not compared."""
    unreadable_before: tuple[str, ...] = ()
    """Files that could not be read in the old version."""
    versions: tuple[Change, ...] = ()
    """Of the versions of briefs, which stay as they are, by `<brief>/<day>`."""


@dataclass(frozen=True)
class Revision:
    """The changes of a brief on one day."""

    date: EdtfDate
    change: Change


@dataclass(frozen=True)
class History:
    """When a brief was published, and its revisions since then, the newest first."""

    published: EdtfDate | None
    """The day of its first version that is not a draft; `None` if that is older than what is known."""
    known_since: EdtfDate
    """The day since which all changes are known."""
    revisions: tuple[Revision, ...]
