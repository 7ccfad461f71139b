"""What came of asking for an address, and what that tells of it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Trouble = Literal["timeout", "unreachable", "refused", "blocked"]


@dataclass(frozen=True)
class Failure:
    """No answer came, or none was asked for; `reason` is for people."""

    trouble: Trouble
    reason: str


@dataclass(frozen=True)
class Answer:
    """What a host answered."""

    address: str
    """Where the answer came from, after all redirects."""
    status: int
    headers: Mapping[str, str]
    """By name in lower case."""
    body: bytes
    cut_off: bool = False
    """Whether the body is longer than what was read of it."""
    redirects: tuple[tuple[int, str], ...] = field(default=())
    """The status of each redirect, and where it led."""


State = Literal["answers", "moved", "gone", "blocked", "timeout", "unreachable"]


@dataclass(frozen=True)
class Finding:
    """What an answer, or the lack of one, says of an address; `detail` is for people."""

    state: State
    detail: str = ""
    moved_to: str = ""


GONE = frozenset({404, 410})
REFUSING = frozenset({401, 402, 403, 407, 429, 451, 999})
"""Statuses that refuse this reader, not every reader; 999 is what LinkedIn says to programs."""
PERMANENT = frozenset({301, 308})

_TITLE = re.compile(rb"<title[^>]{0,200}>([^<]{0,300})", re.IGNORECASE)
_WALL = re.compile(
    rb"just a moment|attention required|access denied|are you (?:a )?(?:human|robot)|not a robot|captcha"
    rb"|verify(?:ing)? (?:that )?you are human|human verification|checking your browser|ddos.guard"
    rb"|pardon our interruption|security check|request (?:was )?blocked|unusual traffic",
    re.IGNORECASE,
)
"""Titles of the pages that are shown to programs instead of what they asked for."""


def finding(answer: Answer | Failure) -> Finding:
    """What to tell of an address. Who refuses a program may well serve a reader: blocked is not gone."""
    if isinstance(answer, Failure):
        state: State = "unreachable" if answer.trouble == "refused" else answer.trouble
        return Finding(state, answer.reason)
    if answer.status in GONE:
        return Finding("gone", f"the host answers {answer.status}")
    if answer.status in REFUSING:
        return Finding("blocked", f"the host answers {answer.status}")
    if _is_wall(answer):
        return Finding("blocked", "the host shows a check for robots instead of the page")
    if not 200 <= answer.status < 300:
        return Finding("unreachable", f"the host answers {answer.status}")
    if any(status in PERMANENT for status, _ in answer.redirects):
        return Finding("moved", moved_to=answer.address)
    return Finding("answers")


def _is_wall(answer: Answer) -> bool:
    challenged = (
        answer.headers.get("cf-mitigated") == "challenge"
        or answer.headers.get("x-amzn-waf-action") in {"challenge", "captcha"}
    )  # fmt: skip
    title = _TITLE.search(answer.body[:20_000])
    return challenged or bool(title and _WALL.search(title[1]))
