"""Copies of pages in the Wayback Machine, or in another archive that speaks its API.

https://archive.org/help/wayback_api.php describes the search for a copy. "Save Page Now" is a request for the
address of a page after `/save/`; its response leads to the new copy: https://web.archive.org/save/.
"""

import datetime
import json
import re
from dataclasses import dataclass
from urllib.parse import unquote, urlencode, urljoin

from briefing_site.format.web_address import is_web_address
from briefing_site.languages.phrase import marked
from briefing_site.sources.web.answer import Answer, Finding, finding
from briefing_site.sources.web.client import Client

API = "https://archive.org/wayback/available"
SAVE = "https://web.archive.org/save/"
_LARGEST = 64 * 1024
"""Bytes of a response of the archive to read."""
_COPY = re.compile(r"https?://[^/]+/web/\d{4,14}(?:[a-z]{2}_)?/(?P<page>.+)")
_PAGE = re.compile(
    r"(?i:https?:/{1,2})?(?i:www\.)?([^/?#:]+)(?::(?:80|443))?/*([^#]*?)/*(?:#.*)?"
)
"""As in `.ci/archived.py`, which runs without this program."""
_TOO_MANY_REQUESTS = 429


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
    """Whether the archive answered that it has no copy."""
    is_refused: bool = False
    """Whether the archive saves no more pages for now."""


def nearest(client: Client, api: str, address: str, day: datetime.date) -> Copy:
    """The complete copy of a page nearest to the day that `api` knows."""
    query = urlencode({"url": address, "timestamp": day.strftime("%Y%m%d")})
    answer = client.get(f"{api}?{query}", _LARGEST)
    if isinstance(answer, Finding) or answer.status != 200:
        reason = finding(answer).detail
        trouble = marked("the archive could not be reached: {reason}", reason=reason)
        return Copy(trouble=trouble)
    try:
        snapshots = json.loads(answer.body)["archived_snapshots"]
        closest = snapshots.get("closest") or {}
        copy = str(closest.get("url", ""))
        is_available = closest.get("available") is True
        is_complete = is_available and str(closest.get("status")) == "200"
    except (ValueError, KeyError, AttributeError, TypeError, RecursionError):
        trouble = marked("the archive could not be reached: its response can't be read")
        return Copy(trouble=trouble)
    if is_complete and _is_copy(copy, address):
        return Copy(_encrypted(copy))
    return Copy(trouble=marked("none found in the archive"), is_missing=True)


def save(client: Client, api: str, address: str) -> Copy:
    """Have the archive save a page. If its response names no copy, `nearest` may find one later."""
    answer = client.get(api + address, _LARGEST)
    if isinstance(answer, Finding) or answer.status != 200:
        reason = finding(answer).detail
        trouble = marked("the archive did not save it: {reason}", reason=reason)
        is_refused = isinstance(answer, Answer) and answer.status == _TOO_MANY_REQUESTS
        return Copy(trouble=trouble, is_refused=is_refused)
    copy = urljoin(answer.address, answer.headers.get("content-location", ""))
    if _is_copy(copy, address):
        return Copy(_encrypted(copy))
    return Copy(trouble=marked("the archive was asked to save it; look again later"))


def _is_copy(copy: str, address: str) -> bool:
    """Whether an address is that of a copy of the page at `address`."""
    match = _COPY.fullmatch(copy)
    if match is None or not is_web_address(copy):
        return False
    return _page(match["page"]) == _page(address)


def _encrypted(copy: str) -> str:
    return re.sub("^http://(?=web[.]archive[.]org/)", "https://", copy)


def _page(address: str) -> tuple[str, str]:
    """Host and path of an address, without what archives add and leave out: `www.`, the port and slashes."""
    match = _PAGE.fullmatch(address)
    if match is None:
        return "", address
    return match[1].lower(), unquote(match[2])
