"""Answers browsers. Each page has a script that loads it again after the next build."""

import io
import ipaddress
import os
import re
import socket
import sys
import threading
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, BinaryIO
from urllib.parse import urlsplit

from briefing_site.engines.preview.builder import PreviewState
from briefing_site.pages.components.html import html
from briefing_site.pipeline import Project

PATIENCE = 30.0
"""Seconds to wait for the next build before the browser has to ask again."""
_BUILDS = "/.preview/builds/"
_BODY = re.compile(rb"<body\b[^>]*>")


class Builds:
    """The number of builds so far, and the result of the last one, for all threads."""

    def __init__(self) -> None:
        self._condition = threading.Condition()
        self._number = 0
        self._is_running = True
        self._state = PreviewState()

    def begin(self) -> None:
        with self._condition:
            self._is_running = True

    def end(self, state: PreviewState) -> None:
        with self._condition:
            self._is_running = False
            self._number += 1
            self._state = state
            self._condition.notify_all()

    def last(self) -> tuple[int, PreviewState]:
        """The number and the result of the last build, once none is running."""
        with self._condition:
            self._condition.wait_for(lambda: not self._is_running)
            return self._number, self._state

    def other_than(self, number: int) -> int:
        """The number of the last build, once it is another one, or after some time in any case."""
        with self._condition:
            self._condition.wait_for(lambda: self._number != number, PATIENCE)
            return self._number


class Server(ThreadingHTTPServer):
    """The server of a preview; `listening` is its socket, and `host` what people call it."""

    def __init__(
        self, listening: socket.socket, project: Project, builds: Builds, host: str
    ) -> None:
        self.builds = builds
        self.generated = project.generated
        self.names = frozenset(
            map(str.lower, ("localhost", host, socket.gethostname()))
        )
        handler = partial(_Handler, directory=str(project.site_folder))
        super().__init__(listening.getsockname()[:2], handler, bind_and_activate=False)
        self.socket.close()
        self.socket = listening
        self.server_port = listening.getsockname()[1]

    def handle_error(self, request: Any, client_address: Any) -> None:  # noqa: ANN401 -- as in the base class
        """Do not report that a browser closed a connection."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


class _Handler(SimpleHTTPRequestHandler):
    server: Server

    def parse_request(self) -> bool:
        """Refuse requests to other names: any page could give one of its own this address (DNS rebinding)."""
        if not super().parse_request():
            return False
        if _has_name(self.headers.get("Host", ""), self.server.names):
            return True
        self.send_error(HTTPStatus.MISDIRECTED_REQUEST)
        return False

    def send_head(self) -> io.BytesIO | BinaryIO | None:
        """Begin the answer, and return the rest. Pages get the script and, after errors, the notice."""
        known = self.path.removeprefix(_BUILDS)
        if (
            known != self.path
            and known.isascii()
            and known.isdecimal()
            and len(known) < 10
        ):
            number = self.server.builds.other_than(int(known))
            return self._begin(HTTPStatus.OK, "text/plain", str(number).encode())
        number, state = self.server.builds.last()
        path = Path(self.translate_path(self.path))
        if os.path.isdir(path):  # noqa: PTH112 -- also for names that are too long
            path /= "index.html"
            if path.is_file() and not urlsplit(self.path).path.endswith("/"):
                return super().send_head()  # redirects to the address of the folder
        is_file = os.path.isfile(path)  # noqa: PTH113
        status = HTTPStatus.OK if is_file else HTTPStatus.NOT_FOUND
        if status is HTTPStatus.OK and path.suffix != ".html":
            return super().send_head()
        try:
            page = (
                path if status is HTTPStatus.OK else Path(self.directory, "404.html")
            ).read_bytes()
        except OSError:  # before the first build without errors
            page, status = (
                html("parts/preview-no-pages.html", state.language).encode(),
                HTTPStatus.OK,
            )
        if not state.is_current:  # at the start, where screen readers find it
            notice = html(
                "parts/preview-notice.html", state.language, report=state.report
            )
            shown = notice.encode("utf-8", "backslashreplace")
            page = _BODY.sub(lambda body: body[0] + shown, page, count=1)
        script = html(
            "parts/preview-reload.html", state.language, builds=_BUILDS, number=number
        )
        return self._begin(status, "text/html", page + script.encode())

    def _begin(self, status: HTTPStatus, kind: str, content: bytes) -> io.BytesIO:
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        return io.BytesIO(content)

    def translate_path(self, path: str) -> str:
        """The file in the site or, as it may be newer, the one beside the pages that is not a page."""
        found = super().translate_path(path)
        relative = os.path.relpath(found, self.directory)
        newer = self.server.generated / relative
        is_file = os.path.isfile(newer)  # noqa: PTH113
        is_served = is_file and not relative.startswith(".") and newer.suffix != ".md"
        return str(newer) if is_served else found

    def end_headers(self) -> None:
        """Keep browsers from storing what may change at any time."""
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 -- its name in the base class
        """Leave the terminal to the builds."""


def _has_name(host: str, names: frozenset[str]) -> bool:
    """Whether a `Host` header has one of the names, or an IP address, which nobody can rebind."""
    try:
        name = urlsplit(f"//{host}").hostname or ""
        return name in names or bool(ipaddress.ip_address(name))
    except ValueError:
        return False
