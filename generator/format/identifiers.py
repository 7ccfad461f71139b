"""Ids: what they may be, which are taken, and how one is made where none was given.

An id is part of an address that readers cite and of a file name on any disk.
"""

import re
from functools import cache

from slugify import slugify

from generator.diagnostics import Reason

LONGEST_ID = 80
"""Characters. Longer file names make trouble in archives and on some disks."""

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
_PAGE_SECTIONS = frozenset({"cite", "history", "see-also", "summary"})
"""Sections of a brief page that show no field, or one that is neither prose nor a list of entries."""


def invalid_reason(text: str) -> str | None:
    """Why the text can't be an id, or `None` if it can."""
    if len(text) > LONGEST_ID:
        return Reason.ID_TOO_LONG.format(length=len(text), limit=LONGEST_ID)
    if not _ID.fullmatch(text):
        return Reason.ID_CHARACTERS
    if text in DEVICES:
        return Reason.ID_OF_A_DEVICE
    return None


def invalid_page_reason(text: str) -> str | None:
    """Why the text can't be an id that is also a page and a file, or `None` if it can."""
    return Reason.ID_OF_A_PAGE if text in PAGE_NAMES else invalid_reason(text)


def invalid_anchor_reason(text: str) -> str | None:
    """Why the text can't be an id within a brief page, or `None` if it can."""
    return Reason.ID_OF_A_SECTION if text in section_anchors() else invalid_reason(text)


@cache
def section_anchors() -> frozenset[str]:
    """Anchors of a brief page's own sections, which no event and no quote may take."""
    from generator.format.brief import Brief  # noqa: PLC0415 -- its fields are made with this module

    return frozenset(_PAGE_SECTIONS | {section_anchor(key) for key in Brief.sections()})


def section_anchor(key: str) -> str:
    """The anchor of the section that shows a field of a brief."""
    return key.replace("_", "-")


def suggestion(text: str, longest: int = LONGEST_ID) -> str:
    """The nearest thing to the text that is an id; empty where the text has no letter and no digit."""
    return slugify(text, max_length=longest, word_boundary=True)


def derived(text: str, noun: str) -> str:
    """An id made from a text, for an event or a quote that gives none; empty where there is no text."""
    if not text.strip():
        return ""
    made = slugify(text, max_length=60, word_boundary=True)
    return made if made and invalid_anchor_reason(made) is None else f"{noun}-{made}".rstrip("-")
