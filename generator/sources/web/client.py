"""Asks hosts for pages: within limits, never too often, and only where it may."""

import threading
import time
from dataclasses import dataclass
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

REDIRECTING = frozenset({301, 302, 303, 307, 308})
LONGEST_PAUSE = 10.0
"""Seconds between two requests to a host, whatever its robots.txt asks for."""
LARGEST_ROBOTS = 512 * 1024
"""Bytes of a robots.txt to read; RFC 9309 asks for 500 KiB."""


@dataclass(frozen=True)
class RequestPolicy:
    """How the client behaves."""

    agent: str
    """Who asks: the first word is what a robots.txt may name."""
    pause: float = 1.0
    """Seconds between two requests to one host."""
    seconds: float = 30.0
    """For one request, from the first to the last byte."""
    wait: float = 10.0
    """Seconds without a byte."""
    largest: int = 5 * 1024 * 1024
    """Bytes of an answer to read, unpacked."""
    redirects: int = 5
    allow_private: bool = False
    """Whether hosts of private networks and this machine may be asked."""


class Client:
    """May be used by several threads: one host is asked by one of them at a time."""

    def __init__(self, manners: RequestPolicy) -> None:
        self._manners = manners
        self._turns: dict[str, threading.Lock] = {}
        self._rules: dict[str, Protego | Failure] = {}
        self._asked: dict[str, float] = {}

    def get(self, address: str, largest: int | None = None) -> Answer | Failure:
        """What is at the address, after redirects; of the body at most `largest` bytes."""
        redirects: list[tuple[int, str]] = []
        here = urldefrag(address).url
        for _ in range(self._manners.redirects + 1):
            if not is_web_address(here):
                return Failure("unreachable", f"a redirect leads to '{here[:200]}', which is no web address")
            with self._turns.setdefault(_host(here), threading.Lock()):
                failure = self._forbidden(here)
                answer = failure or self._ask(here, largest or self._manners.largest)
            if isinstance(answer, Failure):
                return answer
            target = answer.headers.get("location")
            if answer.status not in REDIRECTING or not target:
                return Answer(
                    answer.address,
                    answer.status,
                    answer.headers,
                    answer.body,
                    answer.cut_off,
                    tuple(redirects),
                )
            # headers come as Latin-1 whatever they are, and some hosts leave out to escape
            escaped = quote(target.encode("latin-1", "replace"), safe="%/:=&?~#+!$,;'@()*[]")
            here = urldefrag(urljoin(here, escaped)).url
            redirects.append((answer.status, here))
        return Failure("unreachable", f"more than {self._manners.redirects} redirects")

    def _forbidden(self, address: str) -> Failure | None:
        """What the robots.txt of the host has against asking for the address (RFC 9309)."""
        origin = urljoin(address, "/")
        if origin not in self._rules:
            self._rules[origin] = self._read_rules(origin)
        rules = self._rules[origin]
        if isinstance(rules, Failure):
            return rules
        if rules.can_fetch(address, self._manners.agent):
            return None
        return Failure("blocked", "the host's robots.txt forbids programs to read the page")

    def _read_rules(self, origin: str) -> Protego | Failure:
        here = urljoin(origin, "/robots.txt")
        for _ in range(self._manners.redirects + 1):
            answer = self._ask(here, LARGEST_ROBOTS)
            if isinstance(answer, Failure):
                return answer
            target = urljoin(here, answer.headers.get("location", ""))
            # where it has moved to another host that one would have to be asked in its turn
            if answer.status in REDIRECTING and _host(target) == _host(here) and is_web_address(target):
                here = target
                continue
            if answer.status >= 500:
                return Failure("unreachable", f"the host answers {answer.status}")
            return Protego.parse(answer.body.decode("utf-8", "replace") if answer.status == 200 else "")
        return Protego.parse("")

    def _ask(self, address: str, largest: int) -> Answer | Failure:
        """One request, once the host had its pause."""
        host = _host(address)
        self._wait(host, urljoin(address, "/"))
        guard = Guard(self._manners.seconds, allow_private=self._manners.allow_private)
        try:
            with guard:
                return self._exchange(address, guard, largest)
        except PrivateAddressError as error:
            return Failure("refused", f"{error}, where nothing is asked for without --allow-private")
        except (TookTooLongError, TimeoutError):
            limit = self._manners.seconds if guard.expired else self._manners.wait
            return Failure("timeout", f"the host took more than {limit:g} seconds")
        except UnknownHostError as error:
            return Failure("unreachable", str(error))
        except SSLError as error:
            return Failure("unreachable", f"there is no secure connection: {_cause(error)}")
        except (HTTPError, OSError, ValueError) as error:
            if guard.expired:
                return Failure("timeout", f"the host took more than {self._manners.seconds:g} seconds")
            return Failure("unreachable", f"there is no connection: {_cause(error)}")
        finally:
            self._asked[host] = time.monotonic()

    def _wait(self, host: str, origin: str) -> None:
        rules = self._rules.get(origin)
        wanted = rules.crawl_delay(self._manners.agent) if isinstance(rules, Protego) else None
        pause = max(self._manners.pause, min(wanted or 0.0, LONGEST_PAUSE))
        if host in self._asked:
            time.sleep(max(0.0, self._asked[host] + pause - time.monotonic()))

    def _exchange(self, address: str, guard: Guard, largest: int) -> Answer:
        parts = urlsplit(address)
        wait = min(self._manners.wait, self._manners.seconds)
        host = parts.hostname or ""
        pool: HTTPConnectionPool
        if parts.scheme == "https":
            pool = HTTPSConnectionPool(host, parts.port or 443, timeout=wait, guard=guard)
            pool.ConnectionCls = GuardedHTTPSConnection
        else:
            pool = HTTPConnectionPool(host, parts.port or 80, timeout=wait, guard=guard)
            pool.ConnectionCls = GuardedHTTPConnection
        with pool:
            response = pool.urlopen(
                "GET",
                (parts.path or "/") + (f"?{parts.query}" if parts.query else ""),
                headers={
                    "User-Agent": self._manners.agent,
                    "Accept": "text/html,application/xhtml+xml,text/plain;q=0.9,*/*;q=0.5",
                    "Accept-Encoding": "gzip, deflate",
                },
                retries=False,
                redirect=False,
                preload_content=False,
            )
            body = bytearray()
            while len(body) <= largest and (piece := response.read(64 * 1024)):
                body += piece
            response.close()
        if guard.expired:
            raise TookTooLongError("cut off")
        headers = {name.lower(): value for name, value in response.headers.items()}
        return Answer(address, response.status, headers, bytes(body[:largest]), cut_off=len(body) > largest)


def _host(address: str) -> str:
    return urlsplit(address).netloc.lower()


def _cause(error: BaseException) -> str:
    """What the innermost of the errors says."""
    inner = next((each for each in reversed(error.args) if isinstance(each, BaseException)), None)
    if inner is not None:
        return _cause(inner)
    return (isinstance(error, OSError) and error.strerror) or str(error)[:200] or type(error).__name__
