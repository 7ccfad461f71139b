"""Changes as data. How they are shown is the business of the reporters."""

from dataclasses import dataclass
from typing import Literal

Action = Literal["added", "removed", "changed"]


@dataclass(frozen=True)
class FieldChange:
    """A value before and after, as text on one line; empty where there was or is none."""

    field: str
    """The key in the file."""
    before: str
    after: str


@dataclass(frozen=True)
class EntryChange:
    """An event, a quote, a source or the like that came, went or changed."""

    kind: str
    action: Action
    id: str
    """Its id now, or its last one; empty for what has none, such as an open question."""
    name: str
    """What to call it: the date and title of an event, the first words of a quote."""
    fields: tuple[FieldChange, ...] = ()
    """What changed in it; nothing for one that came or went."""
    old_id: str = ""
    """What its id was, where that changed."""


@dataclass(frozen=True)
class BriefChange:
    """A brief that came, went or changed."""

    action: Action
    slug: str
    title: str
    fields: tuple[FieldChange, ...] = ()
    entries: tuple[EntryChange, ...] = ()
    old_slug: str = ""
    """What its file was called, where that changed."""


@dataclass(frozen=True)
class BrokenPermalink:
    """An address of the site that leads nowhere any more."""

    address: str
    """Below the address of the site, beginning with a slash."""
    help: str
    """What to do so that it leads somewhere."""


@dataclass(frozen=True)
class Changes:
    """All that changed, sorted by file."""

    briefs: tuple[BriefChange, ...] = ()
    profiles: tuple[EntryChange, ...] = ()
    topics: tuple[EntryChange, ...] = ()
    broken: tuple[BrokenPermalink, ...] = ()
    unreadable: tuple[str, ...] = ()
    """Files with mistakes now: what changed in them can't be told."""
    unreadable_before: tuple[str, ...] = ()
    """Files that had mistakes then, or were written for another version of the format."""
