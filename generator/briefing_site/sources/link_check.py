"""Requests the address of every source, looks up archived copies where there are none, and reports both.

`with_copies` adds the addresses of copies to a file; every other byte of it stays the same.

The copies are in the Wayback Machine, or in another archive that speaks its API:
https://archive.org/help/wayback_api.php. "Save Page Now" is a request for the address of a page after
`/save/`; its response leads to the new copy: https://web.archive.org/save/.
"""

import datetime
import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from contextlib import suppress
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote, urlencode, urljoin

from briefing_site.diagnostics import Position, log
from briefing_site.format import Brief, Location, Profile, dates
from briefing_site.format.web_address import is_web_address
from briefing_site.languages.language import DEFAULT
from briefing_site.languages.phrase import marked, within
from briefing_site.reading import Document, ParsedFile, RawFile, Scalar, editing, folder
from briefing_site.reading.editing import EditError
from briefing_site.reading.folder import is_profile
from briefing_site.reading.yaml.node import Mapping
from briefing_site.site import Language, wording
from briefing_site.site.progress import Progress
from briefing_site.sources.web.answer import Answer, Finding, State, finding
from briefing_site.sources.web.client import Client

API = "https://archive.org/wayback/available"
SAVE = "https://web.archive.org/save/"
_LARGEST = 64 * 1024
_COPY = re.compile(r"https?://[^/]+/web/\d{4,14}(?:[a-z]{2}_)?/(?P<page>.+)")
_PAGE = re.compile(
    r"(?i:https?:/{1,2})?(?i:www\.)?([^/?#:]+)(?::(?:80|443))?/*([^#]*?)/*(?:#.*)?"
)
"""As in `.ci/archived.py`, which runs without this program."""
_TOO_MANY_REQUESTS = 429
VERSION = 2
"""Of the JSON report: it changes with the structure."""

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


@dataclass(frozen=True)
class Archive:
    """The addresses of an archive's APIs, and how many pages to have saved."""

    api: str = API
    save_api: str = SAVE
    most_saved: int = 0


@dataclass(frozen=True)
class Copy:
    """The address of a copy or, for people, why there is none."""

    address: str = ""
    trouble: str = ""
    is_missing: bool = False
    is_refused: bool = False
    """Whether the archive saves no more pages for now."""


@dataclass(frozen=True)
class PlacedSource:
    """A source of a brief or a profile with an address, and the position of that."""

    holder: str
    """The id of the brief, or of the actor."""
    id: str
    path: str
    place: Position
    address: str
    archived: str
    """The address of a copy in an archive; empty if the file has none."""
    day: datetime.date
    """The day of publication, or that of the brief; a day long ago if neither is known."""


@dataclass(frozen=True)
class CheckedSource:
    source: PlacedSource
    finding: Finding
    copy: Copy
    """What the archive has, if the file has no archived copy."""


File = ParsedFile[Brief] | ParsedFile[Profile]


def placed(files: Iterable[File]) -> list[PlacedSource]:
    """Every source with an address, in the order of the files, also of files with errors."""
    return [
        source
        for file in files
        for location, entry in file.document.find(("sources", "?"))
        if isinstance(entry, Mapping)
        and (source := _placed(file.id, file.document, location, entry))
    ]


def _placed(
    holder: str, document: Document, location: Location, entry: Mapping
) -> PlacedSource | None:
    _, address = entry.entries.get("url", (None, None))
    if not isinstance(address, Scalar) or not is_web_address(address.text.strip()):
        return None
    return PlacedSource(
        holder,
        str(location[-1]),
        document.path,
        address.span.start,
        address.text.strip(),
        document.value((*location, "archived")).strip(),
        _day(document, (*location, "published"), ("date",)),
    )


def _day(document: Document, *locations: Location) -> datetime.date:
    for location in locations:
        date = dates.parse_valid(document.value(location).strip())
        if date and date.latest != datetime.date.max:
            return date.latest
    return datetime.date(2000, 1, 1)


def check(
    sources: Sequence[PlacedSource],
    client: Client,
    archive: Archive,
    progress: Progress,
) -> list[CheckedSource]:
    """Check all sources; each address is requested once, however many files use it."""
    addresses = dict.fromkeys(source.address for source in sources)
    wanted = dict.fromkeys(
        (source.address, source.day) for source in sources if not source.archived
    )
    tick = progress(marked("Checking"), len(addresses) + len(wanted))
    # the archive is a single host, so one thread is enough for it
    hosts, archives = ThreadPoolExecutor(AT_ONCE), ThreadPoolExecutor(1)
    try:
        answers = {
            address: hosts.submit(client.get, address, BEGINNING)
            for address in addresses
        }
        snapshots = {
            each: archives.submit(nearest, client, archive.api, *each)
            for each in wanted
        }
        running: dict[Future[Any], str] = {
            future: address for address, future in answers.items()
        }
        running |= {future: address for (address, _), future in snapshots.items()}
        for future in as_completed(running):
            tick(running[future])
    finally:
        hosts.shutdown(cancel_futures=True)
        archives.shutdown(cancel_futures=True)
    found = {address: finding(answer.result()) for address, answer in answers.items()}
    copies = {each: snapshot.result() for each, snapshot in snapshots.items()}
    missing = [
        each
        for each, copy in copies.items()
        if copy.is_missing and found[each[0]].state != "gone"
    ]
    copies |= _saved(missing, client, archive, progress)
    return [
        CheckedSource(
            source,
            found[source.address],
            Copy() if source.archived else copies[source.address, source.day],
        )
        for source in sources
    ]


def _saved(
    pages: Sequence[tuple[str, datetime.date]],
    client: Client,
    archive: Archive,
    progress: Progress,
) -> dict[tuple[str, datetime.date], Copy]:
    """What came of having pages saved, until the archive refuses to save more."""
    addresses = list(dict.fromkeys(address for address, _ in pages))[
        : archive.most_saved
    ]
    tick = progress(marked("Saving"), len(addresses))
    saved: dict[str, Copy] = {}
    for address in addresses:
        saved[address] = save(client, archive.save_api, address)
        tick(address)
        if saved[address].is_refused:
            break
    return {page: saved[page[0]] for page in pages if page[0] in saved}


def nearest(client: Client, api: str, address: str, day: datetime.date) -> Copy:
    """The complete copy of a page nearest to the day that `api` knows."""
    query = urlencode({"url": address, "timestamp": day.strftime("%Y%m%d")})
    answer = client.get(f"{api}?{query}", _LARGEST)
    if isinstance(answer, Finding) or answer.status != 200:
        reason = finding(answer).detail
        return Copy(
            trouble=marked("the archive could not be reached: {reason}", reason=reason)
        )
    try:
        closest = json.loads(answer.body)["archived_snapshots"].get("closest") or {}
        found = str(closest.get("url", ""))
        is_complete = (
            closest.get("available") is True and str(closest.get("status")) == "200"
        )
    except (ValueError, KeyError, AttributeError, TypeError, RecursionError):
        return Copy(
            trouble=marked(
                "the archive could not be reached: its response can't be read"
            )
        )
    if is_complete and (copy := _copy(found, address)):
        return Copy(copy)
    return Copy(trouble=marked("none found in the archive"), is_missing=True)


def save(client: Client, api: str, address: str) -> Copy:
    """Have the archive save a page. If its response names no copy, `nearest` may find one later."""
    answer = client.get(api + address, _LARGEST)
    if isinstance(answer, Answer) and answer.status == 200:
        copy = _copy(
            urljoin(answer.address, answer.headers.get("content-location", "")), address
        )
        asked = marked("the archive was asked to save it; look again later")
        return Copy(copy) if copy else Copy(trouble=asked)
    is_refused = isinstance(answer, Answer) and answer.status == _TOO_MANY_REQUESTS
    trouble = marked(
        "the archive did not save it: {reason}", reason=finding(answer).detail
    )
    return Copy(trouble=trouble, is_refused=is_refused)


def _copy(found: str, address: str) -> str | None:
    """The address of a copy, encrypted; `None` if it is not one of a copy of the page at `address`."""
    match = _COPY.fullmatch(found)
    if (
        match is None
        or not is_web_address(found)
        or _page(match["page"]) != _page(address)
    ):
        return None
    return re.sub("^http://(?=web[.]archive[.]org/)", "https://", found)


def _page(address: str) -> tuple[str, str]:
    """Host and path of an address, without what archives add and leave out: `www.`, the port and slashes."""
    found = _PAGE.fullmatch(address)
    return (found[1].lower(), unquote(found[2])) if found else ("", address)


def with_copies(file: RawFile, copies: dict[str, str]) -> tuple[bytes, list[str]]:
    """The content of the file with the addresses of copies, by source, and the sources that were left out.

    A source is left out if the file has an error, or would have one afterwards.
    """
    model = Profile if is_profile(file.path) else Brief
    left_out = []
    valid, _ = folder.parse(file, model)
    for source, copy in copies.items():
        if valid.record:
            with suppress(EditError):
                longer = editing.with_field(
                    valid.document, ("sources", source), "archived", copy, behind="url"
                )
                after, _ = folder.parse(RawFile(file.path, longer.content), model)
                if after.record:
                    valid = after
                    continue
        left_out.append(source)
    return valid.document.content, left_out


def text(checked: Sequence[CheckedSource], language: Language = DEFAULT) -> str:
    """Every source with a problem, the most urgent first; then a summary."""
    order = list(STATES)
    problems = [
        each
        for each in checked
        if each.finding.state != "answers" or not each.source.archived
    ]
    problems.sort(
        key=lambda each: (
            order.index(each.finding.state),
            each.source.path,
            each.source.place,
        )
    )
    lines = [line for each in problems for line in (*_lines(each, language), "")]
    lines += _count(checked, language)
    return log.harmless("".join(log.printable(line) + "\n" for line in lines))


def _lines(each: CheckedSource, language: Language) -> Iterator[str]:
    source, found, _ = each.source, each.finding, language.gettext
    line, column = source.place
    state = (
        _("blocked (not gone: open it in a browser to check)")
        if found.state == "blocked"
        else _(STATES[found.state])
    )
    detail = f" ({within(found.detail, language)})" if found.detail else ""
    yield f"{source.path}:{line}:{column}: {state}: {source.address}{detail}"
    if found.moved_to:
        yield "      " + _("to %(address)s", address=found.moved_to)
    if each.copy.address:
        yield "      " + _(
            "no archived copy; --fix adds %(address)s", address=each.copy.address
        )
    elif each.copy.trouble:
        yield "      " + _(
            "no archived copy: %(reason)s", reason=within(each.copy.trouble, language)
        )


def _count(checked: Sequence[CheckedSource], language: Language) -> Iterator[str]:
    numbers, _ = Counter(each.finding.state for each in checked), language.gettext
    states = [
        f"{numbers[key]} {_(name)}" for key, name in STATES.items() if numbers[key]
    ]
    total = wording.count(len(checked), "source", language=language)
    yield f"{total}: {', '.join(states)}" if states else total
    yield _(
        "without an archived copy: %(number)s (found in the archive: %(found)s)",
        number=sum(not each.source.archived for each in checked),
        found=sum(bool(each.copy.address) for each in checked),
    )


def document(checked: Sequence[CheckedSource], _: Language = DEFAULT) -> str:
    sources = [
        {
            "brief": None if is_profile(each.source.path) else each.source.holder,
            "actor": each.source.holder if is_profile(each.source.path) else None,
            "source": each.source.id,
            "path": each.source.path,
            "line": each.source.place.line,
            "column": each.source.place.column,
            "url": each.source.address,
            "state": each.finding.state,
            "detail": each.finding.detail,
            "moved_to": each.finding.moved_to,
            "archived": each.source.archived,
            "archive_has": each.copy.address,
            "archive_trouble": each.copy.trouble,
        }
        for each in checked
    ]
    return log.as_json({"version": VERSION, "sources": sources})


REPORTERS: dict[str, Callable[[Sequence[CheckedSource], Language], str]] = {
    "text": text,
    "json": document,
}
