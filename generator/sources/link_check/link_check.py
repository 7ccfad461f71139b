"""Requests the address of every source, and looks up archived copies for those that have none."""

import datetime
from collections.abc import Iterable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from generator.diagnostics import Position
from generator.documents.document import Document
from generator.documents.node import Mapping, Scalar
from generator.format import dates
from generator.format.brief import Brief
from generator.format.traversal import Location
from generator.format.web_address import is_web_address
from generator.publishing.progress import Progress
from generator.reading.folder import ParsedFile
from generator.sources.link_check.archive import nearest
from generator.sources.web.answer import Finding, finding
from generator.sources.web.client import Client

AT_ONCE = 8
"""Hosts to contact in parallel; each gets one request at a time."""
BEGINNING = 64 * 1024
"""Bytes to read of a page: enough to recognise it."""


@dataclass(frozen=True)
class PlacedSource:
    """A source of a brief with an address, and the position of that."""

    slug: str
    id: str
    path: str
    place: Position
    address: str
    archived: str
    """The address of a copy in an archive; empty if the brief has none."""
    day: datetime.date
    """The day of publication, or that of the brief."""
    indent: int | None
    """The indentation of its keys; `None` if they are on one line, in braces."""


@dataclass(frozen=True)
class CheckedSource:
    """The result for a source."""

    source: PlacedSource
    finding: Finding
    proposal: str = ""
    """The line to add after that of the address or, in braces, the entry to add on it."""
    trouble: str = ""
    """Why there is no proposal although the brief has no archived copy, for people."""


def placed(briefs: Iterable[ParsedFile[Brief]]) -> list[PlacedSource]:
    """Every source with an address, in the order of the files, also of briefs with errors."""
    return [
        source
        for file in briefs
        for location, entry in file.document.find(("sources", "?"))
        if isinstance(entry, Mapping) and (source := _placed(file.id, file.document, location, entry))
    ]


def without_address(briefs: Sequence[ParsedFile[Brief]]) -> int:
    """The number of sources without an address."""
    entries = sum(len(file.document.find(("sources", "?"))) for file in briefs)
    return entries - len(placed(briefs))


def _placed(slug: str, document: Document, location: Location, entry: Mapping) -> PlacedSource | None:
    key, address = entry.entries.get("url", (None, None))
    if not isinstance(address, Scalar) or key is None or not is_web_address(address.text.strip()):
        return None
    archived = document.node((*location, "archived"))
    lines = [name.line for name, _ in entry.entries.values()]
    return PlacedSource(
        slug,
        str(location[-1]),
        document.path,
        address.span.start,
        address.text.strip(),
        archived.text.strip() if isinstance(archived, Scalar) else "",
        _day(document, (*location, "published"), ("date",)),
        key.column - 1 if len(lines) == len(set(lines)) else None,
    )


def _day(document: Document, *locations: Location) -> datetime.date:
    for location in locations:
        node = document.node(location)
        with suppress(ValueError):
            day = dates.parse(node.text.strip()).latest if isinstance(node, Scalar) else datetime.date.max
            if day != datetime.date.max:
                return day
    return datetime.date(2000, 1, 1)


def check(
    sources: Sequence[PlacedSource], client: Client, archive: str, progress: Progress
) -> list[CheckedSource]:
    """Check all sources; each address is requested once, however many briefs use it.

    `archive` is the address of an archive's API.
    """
    addresses = dict.fromkeys(source.address for source in sources)
    copies = dict.fromkeys((source.address, source.day) for source in sources if not source.archived)
    tick = progress("Checking", len(addresses) + len(copies))
    # the archive is a single host, so one thread is enough for it
    hosts, archives = ThreadPoolExecutor(AT_ONCE), ThreadPoolExecutor(1)
    try:
        answers = {address: hosts.submit(client.get, address, BEGINNING) for address in addresses}
        snapshots = {each: archives.submit(nearest, client, archive, *each) for each in copies}
        both: list[Future[Any]] = [*answers.values(), *snapshots.values()]
        for _ in as_completed(both):
            tick()
    finally:
        hosts.shutdown(cancel_futures=True)
        archives.shutdown(cancel_futures=True)
    checked = []
    for source in sources:
        found = finding(answers[source.address].result())
        if source.archived:
            checked.append(CheckedSource(source, found))
        else:
            checked.append(_with_copy(source, found, snapshots[source.address, source.day].result()))
    return checked


def _with_copy(source: PlacedSource, found: Finding, copy: str | Finding | None) -> CheckedSource:
    if isinstance(copy, Finding):
        return CheckedSource(source, found, trouble=f"the archive could not be reached: {copy.detail}")
    if copy is None:
        return CheckedSource(source, found, trouble="none found in the archive")
    return CheckedSource(source, found, f"{' ' * (source.indent or 0)}archived: {copy}")
