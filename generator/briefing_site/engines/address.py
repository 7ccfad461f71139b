"""The address that a preview listens at."""

import errno
import socket
from dataclasses import dataclass

from briefing_site.languages.exceptions import system_reason
from briefing_site.languages.phrase import marked


@dataclass(frozen=True)
class Address:
    host: str
    port: int

    def __str__(self) -> str:
        if ":" in self.host:
            return f"[{self.host}]:{self.port}"
        return f"{self.host}:{self.port}"

    def checked(self) -> "Address":
        """This address, with a port that is free in place of port 0.

        Raises `OSError` if a program can't listen there; if the port is in use, the message says what to do.
        """
        try:
            family, _, _, _, place = socket.getaddrinfo(
                self.host, self.port, type=socket.SOCK_STREAM
            )[0]
            with socket.create_server(place[:2], family=family) as server:
                return Address(self.host, server.getsockname()[1])
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                raise OSError(
                    marked(
                        "port {port} is in use; choose another one with --port",
                        port=self.port,
                    )
                ) from error
            raise OSError(
                marked(
                    "the preview can't listen at {address}: {reason}",
                    address=self,
                    reason=system_reason(error),
                )
            ) from error


def parse(text: str) -> Address:
    """The address from text such as `127.0.0.1:8000`.

    Raises `ValueError` if there is no port, or if it is not a number up to 65535.
    """
    host, _, port = text.rpartition(":")
    is_number = port.isascii() and port.isdecimal()
    if not host or not is_number or int(port) > 65535:
        raise ValueError(
            marked(
                "'{text}' is not a host and a port, such as 127.0.0.1:8000", text=text
            )
        )
    return Address(host.strip("[]"), int(port))
