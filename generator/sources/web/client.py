"""Fetches pages, within limits, with pauses, and only where robots.txt allows it."""

import threading
import time
from dataclasses import dataclass, replace
from urllib.parse import quote, urldefrag, urljoin, urlsplit

from protego import Protego
from urllib3 import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.exceptions import HTTPError, SSLError
from urllib3.exceptions import TimeoutError as TookTooLongError

from generator.format.web_address import is_web_address
from generator.sources.web.answer import Answer, Failure
from generator.sources.web.guard import (
    Guard,
    GuardedHTTPConnection,
    GuardedHTTPSConnection,
    PrivateAddressError,
    UnknownHostError,
)

PERMANENT = frozenset({301, 308})
REDIRECTING = PERMANENT | {302, 303, 307}
LONGEST_PAUSE = 10.0
"""Seconds between two requests to a host, at most, whatever its robots.txt requests."""
LARGEST_ROBOTS = 512 * 1024
"""Bytes of a robots.txt to read; RFC 9309 requires 500 KiB."""


@dataclass(frozen=True)
class RequestPolicy:
    """The limits of the client."""

    agent: str
    """The user agent; a robots.txt may name its first word."""
    pause: float = 1.0
    """Seconds between two requests to one host."""
    seconds: float = 30.0
    """Timeout of a request, from the first to the last byte."""
    wait: float = 10.0
    """Timeout in seconds without a byte."""
    largest: int = 5 * 1024 * 1024
    """Bytes of a response to read, unpacked."""
    redirects: int = 5
    allow_private: bool = False
    """Whether hosts in private networks and on this machine are allowed."""


class Client:
    """Can be used by several threads: each host gets one request at a time."""

    def __init__(self, policy: RequestPolicy) -> None:
        self._policy = policy
        self._turns: dict[str, threading.Lock] = {}
        self._rules: dict[str, Protego | Failure] = {}
        self._asked: dict[str, float] = {}

    def get(self, address: str, largest: int | None = None) -> Answer | Failure:
        """Fetch an address, following redirects; read at most `largest` bytes of the body."""
        statuses: set[int] = set()
        here = urldefrag(address).url
        for _ in range(self._policy.redirects + 1):
            if not is_web_address(here):
                return Failure(
                    "unreachable", f"a redirect leads to '{here[:200]}', which is not a web address"
                )
            with self._turns.setdefault(_host(here), threading.Lock()):
                failure = self._forbidden(here)
                answer = failure or self._ask(here, largest or self._policy.largest)
            if isinstance(answer, Failure):
                return answer
            target = answer.headers.get("location")
            if answer.status not in REDIRECTING or not target:
                return replace(answer, has_moved=not PERMANENT.isdisjoint(statuses))
            # headers are decoded as Latin-1, and some hosts do not escape the address
            escaped = quote(target.encode("latin-1", "replace"), safe="%/:=&?~#+!$,;'@()*[]")
            here = urldefrag(urljoin(here, escaped)).url
            statuses.add(answer.status)
        return Failure("unreachable", f"more than {self._policy.redirects} redirects")

    def _forbidden(self, address: str) -> Failure | None:
        """The failure if the robots.txt of the host forbids the address (RFC 9309)."""
        origin = urljoin(address, "/")
        if origin not in self._rules:
            self._rules[origin] = self._read_rules(origin)
        rules = self._rules[origin]
        if isinstance(rules, Failure):
            return rules
        if rules.can_fetch(address, self._policy.agent):
            return None
        return Failure("blocked", "the host's robots.txt forbids programs to read the page")

    def _read_rules(self, origin: str) -> Protego | Failure:
        here = urljoin(origin, "/robots.txt")
        for _ in range(self._policy.redirects + 1):
            answer = self._ask(here, LARGEST_ROBOTS)
            if isinstance(answer, Failure):
                return answer
            target = urljoin(here, answer.headers.get("location", ""))
            # a redirect to another host would require a turn for that host
            if answer.status in REDIRECTING and _host(target) == _host(here) and is_web_address(target):
                here = target
                continue
            if answer.status >= 500:
                return Failure("unreachable", f"the host responds with {answer.status}")
            return Protego.parse(answer.body.decode("utf-8", "replace") if answer.status == 200 else "")
        return Protego.parse("")

    def _ask(self, address: str, largest: int) -> Answer | Failure:
        """Send one request, after the pause for the host."""
        host = _host(address)
        self._wait(host, urljoin(address, "/"))
        guard = Guard(self._policy.seconds, allow_private=self._policy.allow_private)
        try:
            with guard:
                return self._exchange(address, guard, largest)
        except PrivateAddressError as error:
            return Failure("refused", f"{error}; use --allow-private to allow this")
        except (TookTooLongError, TimeoutError):
            limit = self._policy.seconds if guard.expired else self._policy.wait
            return Failure("timeout", f"no complete response within {limit:g} seconds")
        except UnknownHostError as error:
            return Failure("unreachable", str(error))
        except SSLError as error:
            return Failure("unreachable", f"no secure connection: {_cause(error)}")
        except (HTTPError, OSError, ValueError) as error:
            if guard.expired:
                return Failure("timeout", f"no complete response within {self._policy.seconds:g} seconds")
            return Failure("unreachable", f"no connection: {_cause(error)}")
        finally:
            self._asked[host] = time.monotonic()

    def _wait(self, host: str, origin: str) -> None:
        rules = self._rules.get(origin)
        requested = rules.crawl_delay(self._policy.agent) if isinstance(rules, Protego) else None
        pause = max(self._policy.pause, min(requested or 0.0, LONGEST_PAUSE))
        if host in self._asked:
            time.sleep(max(0.0, self._asked[host] + pause - time.monotonic()))

    def _exchange(self, address: str, guard: Guard, largest: int) -> Answer:
        parts = urlsplit(address)
        wait = min(self._policy.wait, self._policy.seconds)
        is_encrypted = parts.scheme == "https"
        pool_type = HTTPSConnectionPool if is_encrypted else HTTPConnectionPool
        with pool_type(parts.hostname or "", parts.port, timeout=wait, guard=guard) as pool:
            pool.ConnectionCls = GuardedHTTPSConnection if is_encrypted else GuardedHTTPConnection
            response = pool.urlopen(
                "GET",
                (parts.path or "/") + (f"?{parts.query}" if parts.query else ""),
                headers={
                    "User-Agent": self._policy.agent,
                    "Accept": "text/html,application/xhtml+xml,text/plain;q=0.9,*/*;q=0.5",
                    "Accept-Encoding": "gzip, deflate",
                },
                retries=False,
                redirect=False,
                preload_content=False,
            )
            body = response.read(largest + 1)
            response.close()
        if guard.expired:
            raise TookTooLongError("cut off")
        headers = {name.lower(): value for name, value in response.headers.items()}
        return Answer(address, response.status, headers, body[:largest], cut_off=len(body) > largest)


def _host(address: str) -> str:
    return urlsplit(address).netloc.lower()


def _cause(error: BaseException) -> str:
    """The message of the innermost error."""
    inner = next((each for each in reversed(error.args) if isinstance(each, BaseException)), None)
    if inner is not None:
        return _cause(inner)
    return (isinstance(error, OSError) and error.strerror) or str(error)[:200] or type(error).__name__
