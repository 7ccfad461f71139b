"""Requests the address of every source, looks up archived copies of sources that have none, and reports both.

`with_copies` adds the addresses of the copies to a file.
"""

import datetime
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from typing import Any, NamedTuple

from briefing_site.diagnostics import Position, log
from briefing_site.format import Brief, Location, Profile, dates
from briefing_site.format.web_address import is_web_address
from briefing_site.languages.language import DEFAULT
from briefing_site.languages.phrase import marked, within
from briefing_site.reading import Document, ParsedFile, RawFile, editing, parsing
from briefing_site.reading.brief_files import is_profile
from briefing_site.reading.editing import EditError
from briefing_site.site import Language, wording
from briefing_site.site.progress import Progress
from briefing_site.sources.archive import Archive, Copy, nearest, save
from briefing_site.sources.web.answer import Answer, Finding, State, finding
from briefing_site.sources.web.client import Client

VERSION = 2
"""The version of the structure of the JSON report."""

STATES: dict[State, str] = {
    "gone": marked("gone"),
    "moved": marked("moved"),
    "unreachable": marked("unreachable"),
    "timeout": marked("too slow"),
    "blocked": marked("blocked"),
    "answers": marked("online"),
}
"""The states in words, most urgent first."""
AT_ONCE = 8
"""Hosts to contact in parallel; each gets one request at a time."""
BEGINNING = 64 * 1024
"""Bytes to read of a page: enough to recognise it."""
_LONG_AGO = datetime.date(2000, 1, 1)
"""The day about which to look for a copy if nothing says when a source was published."""


@dataclass(frozen=True)
class PlacedSource:
    """A source with an address, in a brief or a profile."""

    holder: str
    """The id of the brief, or of the actor."""
    id: str
    path: str
    """The file that has the source."""
    place: Position
    """The position of the address in the file."""
    address: str
    archived: str
    """The address of a copy in an archive; empty if the file has none."""
    day: datetime.date
    """The day of publication, or that of the brief; a day long ago if neither is known."""


@dataclass(frozen=True)
class CheckedSource:
    """A source, and what its host and the archive answered."""

    source: PlacedSource
    finding: Finding
    copy: Copy
    """What the archive has of the source; an empty `Copy` if the file has the address of a copy already."""


class _Page(NamedTuple):
    """A page of which to look up the copy that was made nearest to a day."""

    address: str
    day: datetime.date


File = ParsedFile[Brief] | ParsedFile[Profile]


def placed(files: Iterable[File]) -> list[PlacedSource]:
    """Every source with a valid address, in the order of the files. Files with errors are included."""
    sources = []
    for file in files:
        document = file.document
        for location, url in document.scalars(("sources", "?", "url")):
            address = url.text.strip()
            if not is_web_address(address):
                continue
            source = location[:-1]
            sources.append(
                PlacedSource(
                    holder=file.id,
                    id=str(source[-1]),
                    path=document.path,
                    place=url.span.start,
                    address=address,
                    archived=document.value((*source, "archived")).strip(),
                    day=_day(document, (*source, "published"), ("date",)),
                )
            )
    return sources


def _day(document: Document, *locations: Location) -> datetime.date:
    """The last day of the first date that is valid and not open-ended; a day long ago if none is."""
    for location in locations:
        date = dates.parse_valid(document.value(location).strip())
        if date and date.latest != datetime.date.max:
            return date.latest
    return _LONG_AGO


def check(
    sources: Sequence[PlacedSource],
    client: Client,
    archive: Archive,
    progress: Progress,
) -> list[CheckedSource]:
    """Request all sources, and look up copies of those without one.

    The archive is asked to save pages that it does not have, unless they are gone. Each address is requested
    once, however many files use it.
    """
    addresses = list(dict.fromkeys(source.address for source in sources))
    without_copy = [source for source in sources if not source.archived]
    pages = list(
        dict.fromkeys(_Page(source.address, source.day) for source in without_copy)
    )
    findings, copies = _contact(addresses, pages, client, archive, progress)
    missing = []
    for page, copy in copies.items():
        if copy.is_missing and findings[page.address].state != "gone":
            missing.append(page)
    copies.update(_save(missing, client, archive, progress))
    checked = []
    for source in sources:
        copy = Copy()
        if not source.archived:
            copy = copies[_Page(source.address, source.day)]
        checked.append(CheckedSource(source, findings[source.address], copy))
    return checked


def _contact(
    addresses: Sequence[str],
    pages: Sequence[_Page],
    client: Client,
    archive: Archive,
    progress: Progress,
) -> tuple[dict[str, Finding], dict[_Page, Copy]]:
    """Request the addresses and look up copies of the pages, both at the same time."""
    tick = progress(marked("Checking"), len(addresses) + len(pages))
    answers: dict[str, Future[Answer | Finding]] = {}
    copies: dict[_Page, Future[Copy]] = {}
    running: dict[Future[Any], str] = {}
    hosts = ThreadPoolExecutor(AT_ONCE)
    archives = ThreadPoolExecutor(1)  # the archive is a single host
    try:
        for address in addresses:
            answers[address] = hosts.submit(client.get, address, BEGINNING)
            running[answers[address]] = address
        for page in pages:
            copies[page] = archives.submit(
                nearest, client, archive.api, page.address, page.day
            )
            running[copies[page]] = page.address
        for future in as_completed(running):
            tick(running[future])
    finally:
        hosts.shutdown(cancel_futures=True)
        archives.shutdown(cancel_futures=True)
    return (
        {address: finding(answer.result()) for address, answer in answers.items()},
        {page: copy.result() for page, copy in copies.items()},
    )


def _save(
    pages: Sequence[_Page], client: Client, archive: Archive, progress: Progress
) -> dict[_Page, Copy]:
    """Have the archive save pages, and return the copies.

    It saves up to `archive.most_saved` pages, or fewer if it refuses to save more; the result lacks the
    others.
    """
    addresses = list(dict.fromkeys(page.address for page in pages))
    addresses = addresses[: archive.most_saved]
    tick = progress(marked("Saving"), len(addresses))
    saved: dict[str, Copy] = {}
    for address in addresses:
        saved[address] = save(client, archive.save_api, address)
        tick(address)
        if saved[address].is_refused:
            break
    return {page: saved[page.address] for page in pages if page.address in saved}


def with_copies(file: RawFile, copies: dict[str, str]) -> tuple[bytes, list[str]]:
    """Add the addresses of copies to the sources of a file; every other byte stays the same.

    `copies` are the addresses by the id of the source. Returns the new content, and the ids of the sources to
    which nothing was added because the file has an error, or would have one.
    """
    model = Profile if is_profile(file.path) else Brief
    valid, _ = parsing.parse(file, model)
    if valid.record is None:
        return file.content, list(copies)
    left_out = []
    for source, copy in copies.items():
        try:
            document = _with_copy(valid.document, source, copy)
        except EditError:
            left_out.append(source)
            continue
        edited, _ = parsing.parse(RawFile(file.path, document.content), model)
        if edited.record is None:
            left_out.append(source)
        else:
            valid = edited
    return valid.document.content, left_out


def _with_copy(document: Document, source: str, copy: str) -> Document:
    """The file with the address of a copy behind that of a source. Raises `EditError`."""
    data: Any = document.data()
    fields = {}
    for key, value in data["sources"][source].items():
        fields[key] = value
        if key == "url":
            fields["archived"] = copy
    data["sources"][source] = fields
    return editing.with_data(document, data)


def text(checked: Sequence[CheckedSource], language: Language = DEFAULT) -> str:
    """Every source with a problem, the most urgent first; then a summary."""
    lines: list[str] = []
    for result in sorted(checked, key=_urgency):
        if result.finding.state != "answers" or not result.source.archived:
            lines.extend(_lines(result, language))
            lines.append("")
    lines.extend(_count(checked, language))
    report = "".join(f"{log.printable(line)}\n" for line in lines)
    return log.harmless(report)


def _urgency(checked: CheckedSource) -> tuple[int, str, Position]:
    """A key that sorts by state, the most urgent first, and then by position."""
    order = list(STATES).index(checked.finding.state)
    return order, checked.source.path, checked.source.place


def _lines(checked: CheckedSource, language: Language) -> Iterator[str]:
    """The report on a source: its state, where it has moved to, and its copy."""
    _ = language.gettext
    source = checked.source
    result = checked.finding
    copy = checked.copy
    line, column = source.place
    state = _(STATES[result.state])
    if result.state == "blocked":
        state = _("blocked (not gone: open it in a browser to check)")
    detail = f" ({within(result.detail, language)})" if result.detail else ""
    yield f"{source.path}:{line}:{column}: {state}: {source.address}{detail}"
    if result.moved_to:
        yield "      " + _("to %(address)s", address=result.moved_to)
    if copy.address:
        yield "      " + _(
            "no archived copy; --fix adds %(address)s", address=copy.address
        )
    elif copy.trouble:
        reason = within(copy.trouble, language)
        yield "      " + _("no archived copy: %(reason)s", reason=reason)


def _count(checked: Sequence[CheckedSource], language: Language) -> Iterator[str]:
    """How many sources have each state, and how many have no archived copy."""
    _ = language.gettext
    numbers = Counter(result.finding.state for result in checked)
    total = wording.count(len(checked), "source", language=language)
    states = []
    for state, name in STATES.items():
        if numbers[state]:
            states.append(f"{numbers[state]} {_(name)}")
    yield f"{total}: {', '.join(states)}" if states else total
    without_copy = [result for result in checked if not result.source.archived]
    with_new_copy = [result for result in checked if result.copy.address]
    yield _(
        "without an archived copy: %(number)s (found in the archive: %(found)s)",
        number=len(without_copy),
        found=len(with_new_copy),
    )


def document(checked: Sequence[CheckedSource], _: Language = DEFAULT) -> str:
    """All sources as JSON."""
    sources = []
    for result in checked:
        source = result.source
        is_of_actor = is_profile(source.path)
        sources.append(
            {
                "brief": None if is_of_actor else source.holder,
                "actor": source.holder if is_of_actor else None,
                "source": source.id,
                "path": source.path,
                "line": source.place.line,
                "column": source.place.column,
                "url": source.address,
                "state": result.finding.state,
                "detail": result.finding.detail,
                "moved_to": result.finding.moved_to,
                "archived": source.archived,
                "archive_has": result.copy.address,
                "archive_trouble": result.copy.trouble,
            }
        )
    return log.as_json({"version": VERSION, "sources": sources})


REPORTERS: dict[str, Callable[[Sequence[CheckedSource], Language], str]] = {
    "text": text,
    "json": document,
}
