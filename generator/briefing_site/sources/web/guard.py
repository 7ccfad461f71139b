"""Connections that reach only allowed hosts, and that end in time.

Addresses in briefs are untrusted. A name is resolved once, each of its IP addresses is checked, and the
connection goes to a checked one, which prevents DNS rebinding.
"""

import contextlib
import ipaddress
import socket
import threading
import time
from typing import Any, Self

from urllib3.connection import HTTPConnection, HTTPSConnection

from briefing_site.languages.phrase import marked

_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
"""IPv4 addresses in IPv6-only networks: RFC 6052."""
_PUBLIC_IPV6 = ipaddress.IPv6Network("2000::/3")
"""The only range allocated so far; outside it are also older forms of private addresses: RFC 4291."""

_OF_CLOUDS = frozenset(
    map(ipaddress.ip_network, ("168.63.129.16/32", "192.0.0.0/24", "3fff::/20"))
)
"""Services of clouds (Azure, Oracle), and documentation, which Python may take for public."""


class HostError(Exception):
    """There is no host with this name, or it is in a private network or on this machine."""


class Guard:
    """Guards one exchange with one host, which may take `seconds`."""

    def __init__(self, seconds: float, *, allow_private: bool) -> None:
        self._ends = time.monotonic() + seconds
        self._allow_private = allow_private
        self._timer = threading.Timer(seconds, self._end)
        self._timer.daemon = True
        self._socket: socket.socket | None = None
        self.expired = False

    @property
    def has_connected(self) -> bool:
        return self._socket is not None

    def __enter__(self) -> Self:
        self._timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()
        if self._socket is not None:
            self._socket.close()

    def connect(self, host: str, port: int) -> socket.socket:
        """Connect to the host.

        Raises `HostError` if it does not exist or is not allowed, `OSError` if it can't be reached in time.
        """
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (socket.gaierror, UnicodeError) as error:
            raise HostError(marked("there is no host '{host}'", host=host)) from error
        places = [
            place
            for *_, place in found
            if self._allow_private or is_public(str(place[0]))
        ]
        if not places:
            raise HostError(
                marked(
                    "'{host}' is in a private network; use --allow-private to allow this",
                    host=host,
                )
            )
        failure: OSError | None = None
        for address, number, *_ in places:
            try:
                left = max(0.1, self._ends - time.monotonic())
                connection = socket.create_connection(
                    (str(address), int(number)), timeout=left
                )
            except OSError as error:
                failure = error
            else:
                self._socket = connection.dup()  # TLS takes over the first one
                if not self.expired:
                    return connection
                connection.close()
            if self.expired:  # from now on, nothing else would cut the host off
                raise TimeoutError("no connection in time") from failure
        raise failure or OSError("no address")

    def _end(self) -> None:
        """Cut off a host that sends too slowly for the limit, but too fast for the timeout."""
        self.expired = True
        if self._socket is not None:  # pragma: no branch – while it connects
            with contextlib.suppress(OSError):  # if it has already ended
                self._socket.shutdown(socket.SHUT_RDWR)


def is_public(address: str) -> bool:
    """Whether the IP address belongs to the public Internet."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        if ip.ipv4_mapped or ip in _NAT64:
            return is_public(str(ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)))
        embedded = filter(None, (ip.sixtofour, *(ip.teredo or ())))
        if ip not in _PUBLIC_IPV6 or not all(is_public(str(each)) for each in embedded):
            return False
    return (
        ip.is_global
        and not ip.is_multicast
        and not any(ip in network for network in _OF_CLOUDS)
    )


class GuardedHTTPConnection(HTTPConnection):
    def __init__(self, *arguments: Any, guard: Guard, **settings: Any) -> None:  # noqa: ANN401 -- as in its base
        super().__init__(*arguments, **settings)
        self._guard = guard

    def _new_conn(self) -> socket.socket:
        return self._guard.connect(self.host, self.port)


class GuardedHTTPSConnection(GuardedHTTPConnection, HTTPSConnection):
    """The same, encrypted; the certificate has to match the name."""
