"""What a build records of the files that it wrote to `site/`, so that the next one can keep them."""

from dataclasses import dataclass, field
from typing import Any, NamedTuple

import cbor2

from generator.build.store import Store

_KEY = "site.cbor"


class PageRecord(NamedTuple):
    """A page, what it was made from, and what the build of other pages and the checks have to know of it."""

    source: str
    """The stamp of its Markdown."""
    digest: bytes
    """The digest of its Markdown."""
    target: str
    """The stamp of the file in `site/`."""
    hooked: str
    """What the hook added."""
    title: Any
    meta: dict[str, Any]
    """The front matter."""
    linked: dict[str, bool]
    """Files that it links to, and whether each is excluded from the site."""
    missing: list[str]
    """Files that it would link to if there were any."""
    anchors: list[str]
    """The anchors on it."""
    linked_anchors: dict[str, list[str]]
    """By file, the anchors that it links to, except for those that are on the page itself."""
    messages: list[tuple[str, int, str]]
    """The logger, level and text of each message about it."""


@dataclass
class Records:
    """All records, by path in `docs/` or the theme."""

    program: str
    """A digest of the program, on which all files depend."""
    inputs: str
    """A digest of what all pages depend on."""
    navigation: str = ""
    pages: dict[str, PageRecord] = field(default_factory=dict)
    static: dict[str, list[str]] = field(default_factory=dict)
    """The stamps of the source and of the copy."""


def read(store: Store, program: str, inputs: str) -> Records:
    """The records of files that do not depend on something that has changed."""
    stored = store.get(_KEY)
    made_by, made_from, *made = cbor2.loads(stored) if stored else ("", "")
    if made_by != program:
        return Records(program, inputs)
    navigation, pages, static = made
    if made_from != inputs:
        return Records(program, inputs, static=static)
    pages = {path: PageRecord(*each) for path, each in pages.items()}
    return Records(program, inputs, navigation, pages, static)


def write(store: Store, records: Records) -> None:
    """Keep the records for the next build."""
    stored = [records.program, records.inputs, records.navigation, records.pages, records.static]
    store.put(_KEY, cbor2.dumps(stored))
