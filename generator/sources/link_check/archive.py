"""The nearest snapshot of a page in the Wayback Machine.

The availability API: https://archive.org/help/wayback_api.php
"""

import datetime
import json
from urllib.parse import urlencode, urlsplit

from generator.format.web_address import is_web_address
from generator.sources.web.answer import Finding, finding
from generator.sources.web.client import Client

API = "https://archive.org/wayback/available"
_LARGEST = 64 * 1024


def nearest(client: Client, api: str, address: str, day: datetime.date) -> str | Finding | None:
    """The address of the complete snapshot nearest to the day that `api` knows; `None` if there is none."""
    query = urlencode({"url": address, "timestamp": day.strftime("%Y%m%d")})
    answer = client.get(f"{api}?{query}", _LARGEST)
    if isinstance(answer, Finding) or answer.status != 200:
        return Finding("unreachable", finding(answer).detail)
    try:
        closest = json.loads(answer.body)["archived_snapshots"].get("closest") or {}
        found = str(closest.get("url", ""))
        is_complete = closest.get("available") is True and str(closest.get("status")) == "200"
    except (ValueError, KeyError, AttributeError, TypeError, RecursionError):
        return Finding("unreachable", "the response of the archive can't be read")
    if not is_complete or not is_web_address(found):
        return None
    encrypted = urlsplit(found).hostname == "web.archive.org"
    return found.replace("http://", "https://", 1) if encrypted else found
