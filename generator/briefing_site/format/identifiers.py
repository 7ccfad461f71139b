"""Ids: which are valid, which are reserved, and how they are derived from titles.

An id is part of an address that readers cite, and of file names on any operating system.
"""

import re

from slugify import slugify

from briefing_site.languages.phrase import marked

LONGEST_ID = 80
"""Characters. Longer file names cause trouble in archives and on some disks."""

PATTERN = "[a-z0-9]+(?:-[a-z0-9]+)*"
"""A regular expression for ids, in Python and JavaScript."""

PAGE_NAMES = (
    "actors",
    "glossary",
    "index",
    "places",
    "readme",
    "topics",
    "verification",
)
"""Names of the site's own pages, next to those of briefs and actors."""

WINDOWS_DEVICES = (
    *("con", "prn", "aux", "nul"),
    *(f"{port}{number}" for port in ("com", "lpt") for number in range(10)),
)

NAME_OF_A_DEVICE = marked("Windows does not allow files with this name")
NAME_OF_A_PAGE = marked("the site uses this name for one of its own pages")
NAME_OF_A_SECTION = marked("every brief page has a section with this name")

_ID = re.compile(PATTERN)


def invalid_reason(text: str) -> str | None:
    """Why the text is not a valid id, or `None` if it is."""
    if len(text) > LONGEST_ID:
        return marked(
            "it has {length} characters; the limit is {limit}",
            length=len(text),
            limit=LONGEST_ID,
        )
    if not _ID.fullmatch(text):
        return marked(
            "use only lower-case letters (a-z), digits, and single hyphens between them"
        )
    if text in WINDOWS_DEVICES:
        return NAME_OF_A_DEVICE
    return None


def invalid_page_reason(text: str) -> str | None:
    """Why the text is not a valid id of something with a page and a file of its own, or `None` if it is."""
    return NAME_OF_A_PAGE if text in PAGE_NAMES else invalid_reason(text)


def suggestion(text: str, longest: int = LONGEST_ID) -> str:
    """The id that is closest to the text; empty if the text has neither letters nor digits."""
    return slugify(text, max_length=longest, word_boundary=True)
