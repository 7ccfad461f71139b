"""Copies of pages in the Wayback Machine, or in another archive that speaks its API.

The availability API: https://archive.org/help/wayback_api.php. "Save Page Now" is a request for the address
of a page after `/save/`; its response leads to the new copy: https://web.archive.org/save/.
"""

import datetime
import json
import re
from dataclasses import dataclass
from urllib.parse import unquote, urlencode, urljoin

from generator.format.web_address import is_web_address
from generator.languages.phrase import marked
from generator.sources.web.answer import Answer, Finding, finding
from generator.sources.web.client import Client

API = "https://archive.org/wayback/available"
SAVE = "https://web.archive.org/save/"
_LARGEST = 64 * 1024
_COPY = re.compile(r"https?://[^/]+/web/\d{4,14}(?:[a-z]{2}_)?/(?P<page>.+)")
_PAGE = re.compile(r"(?i:https?:/{1,2})?(?i:www\.)?([^/?#:]+)(?::(?:80|443))?/*([^#]*?)/*(?:#.*)?")
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
    is_refused: bool = False
    """Whether the archive saves no more pages for now."""


def nearest(client: Client, api: str, address: str, day: datetime.date) -> Copy:
    """The complete copy of a page nearest to the day that `api` knows."""
    query = urlencode({"url": address, "timestamp": day.strftime("%Y%m%d")})
    answer = client.get(f"{api}?{query}", _LARGEST)
    if isinstance(answer, Finding) or answer.status != 200:
        reason = finding(answer).detail
        return Copy(trouble=marked("the archive could not be reached: {reason}", reason=reason))
    try:
        closest = json.loads(answer.body)["archived_snapshots"].get("closest") or {}
        found = str(closest.get("url", ""))
        is_complete = closest.get("available") is True and str(closest.get("status")) == "200"
    except (ValueError, KeyError, AttributeError, TypeError, RecursionError):
        return Copy(trouble=marked("the archive could not be reached: its response can't be read"))
    if is_complete and (copy := _copy(found, address)):
        return Copy(copy)
    return Copy(trouble=marked("none found in the archive"), is_missing=True)


def save(client: Client, api: str, address: str) -> Copy:
    """Have the archive save a page. If its response names no copy, `nearest` may find one later."""
    answer = client.get(api + address, _LARGEST)
    if isinstance(answer, Answer) and answer.status == 200:
        copy = _copy(urljoin(answer.address, answer.headers.get("content-location", "")), address)
        asked = marked("the archive was asked to save it; look again later")
        return Copy(copy) if copy else Copy(trouble=asked)
    is_refused = isinstance(answer, Answer) and answer.status == _TOO_MANY_REQUESTS
    trouble = marked("the archive did not save it: {reason}", reason=finding(answer).detail)
    return Copy(trouble=trouble, is_refused=is_refused)


def _copy(found: str, address: str) -> str | None:
    """The address of a copy, encrypted; `None` if it is not one of a copy of the page at `address`."""
    match = _COPY.fullmatch(found)
    if match is None or not is_web_address(found) or _page(match["page"]) != _page(address):
        return None
    return re.sub("^http://(?=web[.]archive[.]org/)", "https://", found)


def _page(address: str) -> tuple[str, str]:
    """Host and path of an address, without what archives add and leave out: `www.`, the port and slashes."""
    found = _PAGE.fullmatch(address)
    return (found[1].lower(), unquote(found[2])) if found else ("", address)
