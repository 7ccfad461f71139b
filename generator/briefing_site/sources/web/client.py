"""Fetches pages, within limits, with pauses, and only where robots.txt allows it."""

import threading
import time
import zlib
from dataclasses import dataclass, field, replace
from urllib.parse import SplitResult, quote, urldefrag, urljoin, urlsplit

from protego import Protego
from urllib3 import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.exceptions import HTTPError, SSLError
from urllib3.exceptions import TimeoutError as TookTooLongError

from briefing_site.format.web_address import is_web_address
from briefing_site.languages.exceptions import reason, system_reason
from briefing_site.languages.phrase import marked
from briefing_site.sources.contained import Container, ExhaustedError
from briefing_site.sources.web.answer import ACCEPTED, Answer, Finding, unpacked
from briefing_site.sources.web.cache import Recent
from briefing_site.sources.web.guard import (
    Guard,
    GuardedHTTPConnection,
    GuardedHTTPSConnection,
    HostError,
)

PERMANENT = frozenset({301, 308})
REDIRECTING = PERMANENT | {302, 303, 307}
LONGEST_PAUSE = 10.0
"""The most seconds between two requests to a host, even if its robots.txt requests more."""
LONGEST_SILENCE = 10.0
"""Seconds after which a request fails if no byte arrives."""
MOST_REDIRECTS = 5
MOST_SILENT = 100
"""If none of so many hosts can be reached, no others are contacted."""
LARGEST = 5 * 1024 * 1024
"""Bytes of a response to read, unpacked."""
LARGEST_ROBOTS = 512 * 1024
"""Bytes of a robots.txt to read; RFC 9309 requires 500 KiB."""
ROOM_FOR_ROBOTS = 32 * LARGEST_ROBOTS
"""Characters of all robots.txt to keep in memory; most have a thousand."""

OFFLINE = marked("no host could be reached: is this machine online?")


@dataclass(frozen=True)
class Posted:
    """What a request sends."""

    body: bytes
    type_: str
    """Its media type."""


@dataclass(frozen=True)
class Client:
    """Fetches pages. Several threads can use it: each host gets one request at a time."""

    agent: str
    """The user agent. Rules in a robots.txt are for its first word."""
    pause: float = 1.0
    """Seconds between two requests to one host."""
    timeout: float = 30.0
    """Seconds of a request, from the first to the last byte."""
    allow_private: bool = False
    """Whether hosts in private networks and on this machine are allowed."""
    container: Container = field(default_factory=Container)
    """Reads each robots.txt."""
    _turns: dict[str, threading.Lock] = field(default_factory=dict)
    """A lock for each host, which the thread that sends a request to it holds."""
    _rules: Recent[Finding] = field(default_factory=lambda: Recent(ROOM_FOR_ROBOTS))
    """The robots.txt of each host, empty if it has none; a finding if it could not be fetched."""
    _pauses: dict[str, float] = field(default_factory=dict)
    """The seconds between two requests that the robots.txt of a host asks for."""
    _requested: dict[str, float] = field(default_factory=dict)
    """When the last request to a host ended, by the monotonic clock."""
    _reached: set[str] = field(default_factory=set)
    """The hosts with which a connection was made."""

    @property
    def is_offline(self) -> bool:
        """Whether hosts were contacted, and none could be reached."""
        return bool(self._requested) and not self._reached

    @property
    def has_given_up(self) -> bool:
        """Whether so many hosts were contacted in vain that it is not worth contacting more."""
        return self.is_offline and len(self._requested) >= MOST_SILENT

    def get(self, address: str, largest: int = LARGEST) -> Answer | Finding:
        """Fetch an address, following redirects; read at most `largest` bytes of the body.

        Returns a finding with the reason if there is no response, or if robots.txt forbids the request.
        """
        if self.has_given_up:
            return Finding("unreachable", OFFLINE)
        try:
            return self._follow(address, largest)
        except Exception as error:  # noqa: BLE001 -- whatever a host sends, only its own sources are not read
            cause = marked("the response can't be read: {reason}", reason=_cause(error))
            return Finding("unreachable", cause)

    def post(
        self, address: str, body: bytes, type_: str, largest: int = LARGEST
    ) -> Answer | Finding:
        """Send a body of the media type to a service; as `get`, but without robots.txt and redirects."""
        posted = Posted(body, type_)
        try:
            with self._turns.setdefault(_host(address), threading.Lock()):
                return self._request(urldefrag(address).url, largest, posted)
        except Exception as error:  # noqa: BLE001 -- as in `get`
            cause = marked("the response can't be read: {reason}", reason=_cause(error))
            return Finding("unreachable", cause)

    def _follow(self, address: str, largest: int) -> Answer | Finding:
        """The response at the end of the redirects from an address, or why there is none."""
        has_moved = False
        address = urldefrag(address).url
        for _ in range(MOST_REDIRECTS + 1):
            with self._turns.setdefault(_host(address), threading.Lock()):
                answer = self._forbidden(address) or self._request(address, largest)
            if isinstance(answer, Finding):
                return answer
            target = answer.headers.get("location")
            if answer.status not in REDIRECTING or not target:
                return replace(answer, has_moved=has_moved)
            redirected = _redirected(address, target)
            if redirected is None:
                invalid = marked(
                    "a redirect leads to '{target}', which is not a web address",
                    target=target[:200],
                )
                return Finding("unreachable", invalid)
            address = redirected
            has_moved = has_moved or answer.status in PERMANENT
        too_many = marked("more than {number} redirects", number=MOST_REDIRECTS)
        return Finding("unreachable", too_many)

    def _forbidden(self, address: str) -> Finding | None:
        """A finding if the robots.txt of the host forbids the address (RFC 9309)."""
        origin = urljoin(address, "/")
        rules = self._rules.get(origin)
        if rules is None:
            rules = self._fetch_rules(origin)
            self._rules.put(origin, rules)
        if isinstance(rules, Finding):
            return rules
        if not rules:
            return None
        try:
            is_allowed, pause = self.container.call(_rule, rules, self.agent, address)
        except ExhaustedError as error:
            unread = marked(
                "the host's robots.txt can't be read: {reason}", reason=error.args[0]
            )
            return Finding("blocked", unread)
        self._pauses[_host(address)] = pause
        if is_allowed:
            return None
        return Finding(
            "blocked", marked("the host's robots.txt forbids programs to read the page")
        )

    def _fetch_rules(self, origin: str) -> str | Finding:
        """The text of the robots.txt of a host; empty if it has none."""
        address = urljoin(origin, "/robots.txt")
        for _ in range(MOST_REDIRECTS + 1):
            answer = self._request(address, LARGEST_ROBOTS)
            if isinstance(answer, Finding):
                return answer
            if answer.status in REDIRECTING:
                target = _redirected(address, answer.headers.get("location", ""))
                # a redirect to another host would require a turn for that host
                if target is None or _host(target) != _host(address):
                    return ""
                address = target
                continue
            if answer.status == 200:
                return answer.body.decode("utf-8-sig", "replace")
            if answer.status >= 500:
                status = marked("the host responds with {status}", status=answer.status)
                return Finding("unreachable", status)
            return ""
        return ""

    def _request(
        self, address: str, largest: int, posted: Posted | None = None
    ) -> Answer | Finding:
        """The response to a single request, or why there is none."""
        host = _host(address)
        self._wait(host)
        guard = Guard(self.timeout, allow_private=self.allow_private)
        try:
            with guard:
                return self._exchange(address, guard, largest, posted)
        except HostError as error:
            return Finding("unreachable", error.args[0])
        except (HTTPError, OSError, ValueError) as error:
            return self._failure(error, guard)
        finally:
            self._requested[host] = time.monotonic()
            if guard.has_connected:
                self._reached.add(host)

    def _wait(self, host: str) -> None:
        """Wait until the pause after the last request to the host is over."""
        if host in self._requested:
            pause = min(self._pauses.get(host, 0.0), LONGEST_PAUSE)
            end = self._requested[host] + max(self.pause, pause)
            time.sleep(max(0.0, end - time.monotonic()))

    def _failure(self, error: Exception, guard: Guard) -> Finding:
        """Why there is no response."""
        if guard.expired or isinstance(error, TookTooLongError | TimeoutError):
            limit = self.timeout if guard.expired else LONGEST_SILENCE
            slow = marked("no complete response within {limit:g} seconds", limit=limit)
            return Finding("timeout", slow)
        cause = _cause(error)
        if isinstance(error, SSLError):
            insecure = marked("no secure connection: {cause}", cause=cause)
            return Finding("unreachable", insecure)
        return Finding("unreachable", marked("no connection: {cause}", cause=cause))

    def _exchange(
        self, address: str, guard: Guard, largest: int, posted: Posted | None
    ) -> Answer | Finding:
        """Send a request, and read its response.

        Raises what the connection raises, and `TookTooLongError` if the guard has ended it.
        """
        parts = urlsplit(address)
        path = parts.path or "/"
        if parts.query:
            path = f"{path}?{parts.query}"
        headers = {
            "User-Agent": self.agent,
            "Accept": "text/html,application/xhtml+xml,text/plain;q=0.9,*/*;q=0.5",
            "Accept-Encoding": ACCEPTED,
        }
        if posted:
            headers["Content-Type"] = posted.type_
        with self._pool(parts, guard) as pool:
            response = pool.urlopen(
                "POST" if posted else "GET",
                path,
                body=posted.body if posted else None,
                headers=headers,
                retries=False,
                redirect=False,
                preload_content=False,
            )
            sent = response.read(largest + 1, decode_content=False)
            response.close()
        if guard.expired:
            raise TookTooLongError("cut off")
        received = {name.lower(): value for name, value in response.headers.items()}
        try:
            body = unpacked(sent, received.get("content-encoding", ""), largest + 1)
        except (ValueError, zlib.error) as error:
            unread = marked(
                "the response can't be unpacked: {reason}", reason=reason(error)
            )
            return Finding("unreachable", unread)
        is_cut_off = len(sent) > largest or len(body) > largest
        return Answer(
            address, response.status, received, body[:largest], cut_off=is_cut_off
        )

    def _pool(self, parts: SplitResult, guard: Guard) -> HTTPConnectionPool:
        """A pool whose connections to the host of an address are made by the guard."""
        host = parts.hostname or ""
        seconds = min(LONGEST_SILENCE, self.timeout)
        pool: HTTPConnectionPool
        if parts.scheme == "https":
            pool = HTTPSConnectionPool(host, parts.port, timeout=seconds, guard=guard)
            pool.ConnectionCls = GuardedHTTPSConnection
        else:
            pool = HTTPConnectionPool(host, parts.port, timeout=seconds, guard=guard)
            pool.ConnectionCls = GuardedHTTPConnection
        return pool


def _rule(text: str, agent: str, address: str) -> tuple[bool, float]:
    """Whether a robots.txt lets the user agent read an address, and the seconds between two requests."""
    rules = Protego.parse(text)
    return rules.can_fetch(address, agent), rules.crawl_delay(agent) or 0.0


def _redirected(address: str, target: str) -> str | None:
    """Where a redirect from the address leads; `None` if that is not a web address."""
    # headers are decoded as Latin-1, and some hosts do not escape the address
    escaped = quote(target.encode("latin-1", "replace"), safe="%/:=&?~#+!$,;'@()*[]")
    try:
        redirected = urldefrag(urljoin(address, escaped)).url
    except ValueError:
        return None
    return redirected if is_web_address(redirected) else None


def _host(address: str) -> str:
    return urlsplit(address).netloc.lower()


def _cause(error: BaseException) -> str:
    """The reason of the innermost error, which urllib3 hands on as an argument of others."""
    for inner in reversed(error.args):
        if isinstance(inner, BaseException):
            return _cause(inner)
    if isinstance(error, OSError) and error.strerror:
        return system_reason(error)
    return str(error)[:200] or type(error).__name__
