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

_NEVER_PUBLIC = (
    ipaddress.ip_network("168.63.129.16/32"),  # services of Azure
    ipaddress.ip_network("192.0.0.0/24"),  # services of Oracle's cloud
    ipaddress.ip_network("3fff::/20"),  # documentation
)
"""Networks which Python may take for public."""


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
        failure = OSError("no address")
        for address, number in self._allowed_addresses(host, port):
            try:
                seconds = max(0.1, self._ends - time.monotonic())
                connection = socket.create_connection(
                    (address, number), timeout=seconds
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
        raise failure

    def _allowed_addresses(self, host: str, port: int) -> list[tuple[str, int]]:
        """The IP addresses and ports of a host that may be contacted. Raises `HostError` if there is none."""
        try:
            results = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (socket.gaierror, UnicodeError) as error:
            raise HostError(marked("there is no host '{host}'", host=host)) from error
        addresses = []
        for *_, place in results:
            address = str(place[0])
            if self._allow_private or is_public(address):
                addresses.append((address, int(place[1])))
        if not addresses:
            raise HostError(
                marked(
                    "'{host}' is in a private network; use --allow-private to allow this",
                    host=host,
                )
            )
        return addresses

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
        if ip not in _PUBLIC_IPV6 or not _is_tunnel_public(ip):
            return False
    if any(ip in network for network in _NEVER_PUBLIC):
        return False
    return ip.is_global and not ip.is_multicast


def _is_tunnel_public(ip: ipaddress.IPv6Address) -> bool:
    """Whether the IPv4 addresses are public that it leads to, if it is one of 6to4 or Teredo."""
    embedded = list(ip.teredo or ())
    if ip.sixtofour:
        embedded.append(ip.sixtofour)
    return all(is_public(str(address)) for address in embedded)


class GuardedHTTPConnection(HTTPConnection):
    """A connection that the guard makes."""

    def __init__(self, *arguments: Any, guard: Guard, **settings: Any) -> None:  # noqa: ANN401 -- as in its base
        super().__init__(*arguments, **settings)
        self._guard = guard

    def _new_conn(self) -> socket.socket:
        return self._guard.connect(self.host, self.port)


class GuardedHTTPSConnection(GuardedHTTPConnection, HTTPSConnection):
    """An encrypted connection; the certificate has to match the name."""
