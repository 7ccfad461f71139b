"""A host of the test's own on loopback, which answers as it is told and remembers what it was asked."""

import gzip
import socket
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

POLL = 0.02
"""Seconds after which a server notices that it is to end: by default, each test would wait half a second for it."""
HTML = {"Content-Type": "text/html; charset=utf-8"}


@dataclass(frozen=True)
class Reply:
    """What to answer; `slow` sends the body byte by byte, with so many seconds between."""

    status: int = 200
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=lambda: dict(HTML))
    slow: float = 0.0


def page(title: str, *paragraphs: str) -> Reply:
    """A page with an article."""
    text = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return Reply(
        body=f"<!doctype html><html><head><title>{title}</title></head><body><nav>Menu</nav>"
        f"<main><article><h1>{title}</h1>{text}</article></main><footer>Imprint</footer></body></html>".encode()
    )


def packed(reply: Reply) -> Reply:
    """The same, compressed."""
    return Reply(
        reply.status,
        gzip.compress(reply.body),
        {**reply.headers, "Content-Encoding": "gzip"},
    )


def bomb(megabytes: int) -> Reply:
    """So many megabytes of the same letter, compressed: no part refers to another, so they are the same, too."""
    packer = zlib.compressobj(wbits=zlib.MAX_WBITS + 16)
    letters = b"x" * 1_000_000
    first, next_ = (
        packer.compress(letters) + packer.flush(zlib.Z_FULL_FLUSH) for _ in range(2)
    )
    return Reply(
        body=first + next_ * (megabytes - 1),
        headers={**HTML, "Content-Encoding": "gzip"},
    )


def redirect(target: str, status: int = 301) -> Reply:
    return Reply(status, headers={"Location": target})


def free_port() -> int:
    """A port of loopback on which nothing listens."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@dataclass
class Host:
    """The address of a running host, its replies by path, and the paths that it was asked for."""

    address: str
    replies: dict[str, Reply]
    asked: list[str]
    most_at_once: int = 0
    agents: set[str] = field(default_factory=set)


@contextmanager
def host(
    replies: dict[str, Reply], service: Callable[[bytes], Reply] | None = None
) -> Iterator[Host]:
    """Run one; what it has no reply for it answers with 404, and what it is sent, at any path, as the service does."""
    running = Host("", replies, [])
    at_once = 0

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            assert service
            running.asked.append(self.path)
            reply = service(self.rfile.read(int(self.headers["Content-Length"])))
            self.send_response(reply.status)
            for name, value in reply.headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(reply.body)

        def do_GET(self) -> None:
            nonlocal at_once
            at_once += 1
            running.most_at_once = max(running.most_at_once, at_once)
            running.asked.append(self.path)
            running.agents.add(self.headers["User-Agent"])
            reply = replies.get(self.path) or replies.get(
                self.path.partition("?")[0], Reply(404)
            )
            try:
                self.send_response(reply.status)
                for name, value in reply.headers.items():
                    self.send_header(name, value)
                self.end_headers()
                pieces = (
                    [bytes([byte]) for byte in reply.body]
                    if reply.slow
                    else [reply.body]
                )
                for piece in pieces:
                    time.sleep(reply.slow)
                    self.wfile.write(piece)
            except OSError:
                pass  # whoever asked has gone
            finally:
                at_once -= 1

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 -- its name in the base class
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, args=(POLL,), daemon=True).start()
        running.address = f"http://127.0.0.1:{server.server_port}"
        yield running
        server.shutdown()
