"""The response to a request: its body, and what it says about the address."""

import re
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from briefing_site.languages.phrase import marked

ACCEPTED = "gzip"
"""The encoding, as a request names it."""
_OTHER_ENCODINGS = re.compile("br|deflate|zstd|dcb|dcz|(x-)?compress|.*,.*")
"""https://www.iana.org/assignments/http-parameters#content-coding, as far as browsers know them."""


@dataclass(frozen=True)
class Answer:
    """What a host sent."""

    address: str
    """The final address, after all redirects."""
    status: int
    headers: Mapping[str, str]
    """By lower-case name."""
    body: bytes
    cut_off: bool = False
    """Whether the body was longer than the limit."""
    has_moved: bool = False


State = Literal["answers", "moved", "gone", "blocked", "timeout", "unreachable"]


@dataclass(frozen=True)
class Finding:
    """The state of an address, by its response or the lack of one; `detail` is for people."""

    state: State
    detail: str = ""
    moved_to: str = ""


GONE = frozenset({404, 410})
REFUSING = frozenset({401, 402, 403, 407, 429, 451, 999})
"""Statuses that refuse this client, not every reader; LinkedIn sends 999 to programs."""

_TITLE = re.compile(rb"<title[^>]{0,200}>([^<]{0,300})", re.IGNORECASE)
_WALL = re.compile(
    rb"just a moment|attention required|access denied|are you (?:a )?(?:human|robot)|not a robot|captcha"
    rb"|verify(?:ing)? (?:that )?you are human|human verification|checking your browser|ddos.guard"
    rb"|pardon our interruption|security check|request (?:was )?blocked|unusual traffic",
    re.IGNORECASE,
)
"""Titles of the pages that programs get instead of the requested one."""


def finding(answer: Answer | Finding) -> Finding:
    """The state of an address. A host that refuses a program may serve a reader: blocked is not gone."""
    if isinstance(answer, Finding):
        return answer
    status = marked("the host responds with {status}", status=answer.status)
    if answer.status in GONE:
        return Finding("gone", status)
    if answer.status in REFUSING:
        return Finding("blocked", status)
    if _is_robot_check(answer):
        return Finding(
            "blocked", marked("the host shows a check for robots instead of the page")
        )
    if not 200 <= answer.status < 300:
        return Finding("unreachable", status)
    if answer.has_moved:
        return Finding("moved", moved_to=answer.address)
    return Finding("answers")


def _is_robot_check(answer: Answer) -> bool:
    """Whether a service in front of the host shows its own page, by its headers or the title."""
    for name in ("cf-mitigated", "x-amzn-waf-action"):
        if answer.headers.get(name) in {"challenge", "captcha"}:
            return True
    title = _TITLE.search(answer.body[:20_000])
    return title is not None and _WALL.search(title[1]) is not None


def unpacked(body: bytes, encoding: str, most: int) -> bytes:
    """The first bytes of a body, at most so many; with an unknown encoding, as in browsers, as they are.

    What a host packs into a few bytes can take a library hours to unpack, such as a million empty members of
    gzip, or gigabytes. So only what was asked for is unpacked, and once (RFC 9110, 8.4.1).

    Of gzip, the first member is read, as in Chromium. Raises `zlib.error`, and `ValueError` for an encoding
    that was not asked for.
    """
    name = encoding.strip().lower()
    if name in {"gzip", "x-gzip"}:
        return zlib.decompressobj(16 + zlib.MAX_WBITS).decompress(body, most)
    if _OTHER_ENCODINGS.fullmatch(name):
        raise ValueError(
            marked(
                "it is encoded as '{encoding}', which was not asked for",
                encoding=name[:50],
            )
        )
    return body[:most]
