"""Ids: what they may be, which are taken, and how one is made where none was given.

An id is part of an address that readers cite and of a file name on any disk.
"""

import re

from slugify import slugify

from generator.diagnostics import Reason

LONGEST_ID = 80
"""Characters. Longer file names make trouble in archives and on some disks."""

SECTIONS = (
    "actors",
    "background",
    "cite",
    "corrections",
    "history",
    "key-judgements",
    "open-questions",
    "quotes",
    "relations",
    "see-also",
    "sources",
    "summary",
    "timeline",
)
"""Anchors of a brief page's own sections, which no event and no quote may take."""

PATTERN = "[a-z0-9]+(?:-[a-z0-9]+)*"
"""A regular expression, as Python and JavaScript read it alike."""

PAGE_NAMES = ("actors", "index", "readme", "topics", "verification")
"""Pages of the site's own beside those of briefs and actors."""

DEVICES = (
    *("con", "prn", "aux", "nul"),
    *(f"{port}{number}" for port in ("com", "lpt") for number in range(10)),
)
"""What no file on Windows can be called."""

_ID = re.compile(PATTERN)


def objection(text: str) -> str | None:
    """Why the text can't be an id, or `None` if it can."""
    if len(text) > LONGEST_ID:
        return Reason.ID_TOO_LONG.format(length=len(text), limit=LONGEST_ID)
    if not _ID.fullmatch(text):
        return Reason.ID_CHARACTERS
    if text in DEVICES:
        return Reason.ID_OF_A_DEVICE
    return None


def objection_to_file_name(text: str) -> str | None:
    """Why the text can't be an id that is also a page, or `None` if it can."""
    return Reason.ID_OF_A_PAGE if text in PAGE_NAMES else objection(text)


def objection_to_anchor(text: str) -> str | None:
    """Why the text can't be an id within a brief page, or `None` if it can."""
    return Reason.ID_OF_A_SECTION if text in SECTIONS else objection(text)


def suggestion(text: str, longest: int = LONGEST_ID) -> str:
    """The nearest thing to the text that is an id; empty where the text has no letter and no digit."""
    return slugify(text, max_length=longest, word_boundary=True)


def event_id(title: str) -> str:
    """The id of an event that gives none. It changes with the title, so cited events should give one."""
    return _derived(title, "event")


def quote_id(speaker: str, text: str) -> str:
    """The id of a quote that gives none: its speaker and first words."""
    return _derived(f"{speaker} {' '.join(text.split()[:6])}", "quote")


def _derived(text: str, kind: str) -> str:
    derived = slugify(text, max_length=60, word_boundary=True)
    return derived if derived and objection_to_anchor(derived) is None else f"{kind}-{derived}".rstrip("-")
