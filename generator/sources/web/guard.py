"""Connections that lead only where they may, and that end in time.

An address in a brief is a stranger's text. A name is resolved once, each of its addresses is checked,
and the connection goes to a checked one: a name that means something else a moment later does not help.
"""

import contextlib
import ipaddress
import socket
import threading
import time
from typing import Any, Self

from urllib3.connection import HTTPConnection, HTTPSConnection

_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
"""IPv4 addresses as a network of IPv6 alone sees them: RFC 6052."""
_PUBLIC_IPV6 = ipaddress.IPv6Network("2000::/3")
"""All that is given out so far; outside of it are older forms of private addresses too: RFC 4291."""


class PrivateAddressError(Exception):
    """A host is in a private network, or on this machine."""


class UnknownHostError(Exception):
    """There is no host of that name."""


class Guard:
    """Watches over one exchange with one host, which may take `seconds`."""

    def __init__(self, seconds: float, *, allow_private: bool) -> None:
        self._ends = time.monotonic() + seconds
        self._allow_private = allow_private
        self._timer = threading.Timer(seconds, self._end)
        self._timer.daemon = True
        self._socket: socket.socket | None = None
        self.expired = False

    def __enter__(self) -> Self:
        self._timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()
        if self._socket is not None:
            self._socket.close()

    def connect(self, host: str, port: int) -> socket.socket:
        """A connection to the host.

        Raises `PrivateAddressError` where that is not allowed, `UnknownHostError` where there is no such
        host, and `OSError` where it can't be reached.
        """
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (socket.gaierror, UnicodeError) as error:
            raise UnknownHostError(f"there is no host '{host}'") from error
        places = [place for *_, place in found if self._allow_private or is_public(str(place[0]))]
        if not places:
            raise PrivateAddressError(f"'{host}' is in a private network")
        failure: OSError | None = None
        for address, number, *_ in places:
            try:
                left = max(0.1, self._ends - time.monotonic())
                made = socket.create_connection((str(address), int(number)), timeout=left)
            except OSError as error:
                failure = error
            else:
                self._socket = made.dup()  # encryption takes the first one over
                return made
        raise failure or OSError("no address")

    def _end(self) -> None:
        """Cut off whoever sends so slowly that no single wait is too long."""
        self.expired = True
        if self._socket is not None:
            with contextlib.suppress(OSError):  # where it has ended already
                self._socket.shutdown(socket.SHUT_RDWR)


def is_public(address: str) -> bool:
    """Whether the IP address belongs to a host of the public Internet."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    inner: list[ipaddress.IPv4Address] = []
    if isinstance(ip, ipaddress.IPv6Address):
        inner = [each for each in (ip.ipv4_mapped, ip.sixtofour, *(ip.teredo or ())) if each]
        if ip in _NAT64:
            inner.append(ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF))
        if ip.ipv4_mapped or ip in _NAT64:
            return all(is_public(str(each)) for each in inner)
        if ip not in _PUBLIC_IPV6:
            return False
    return ip.is_global and not ip.is_multicast and all(is_public(str(each)) for each in inner)


class GuardedHTTPConnection(HTTPConnection):
    """A connection without encryption that a guard makes."""

    def __init__(self, *arguments: Any, guard: Guard, **settings: Any) -> None:  # noqa: ANN401 -- as in its base
        super().__init__(*arguments, **settings)
        self._guard = guard

    def _new_conn(self) -> socket.socket:
        return self._guard.connect(self.host, int(self.port or 80))


class GuardedHTTPSConnection(HTTPSConnection):
    """A connection that a guard makes; the certificate has to be that of the name."""

    def __init__(self, *arguments: Any, guard: Guard, **settings: Any) -> None:  # noqa: ANN401
        super().__init__(*arguments, **settings)
        self._guard = guard

    def _new_conn(self) -> socket.socket:
        return self._guard.connect(self.host, int(self.port or 443))
