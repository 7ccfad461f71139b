"""Has Pagefind index documents: https://pagefind.app/. Only this module runs its program.

It runs as a service, as it does for the packages that wrap it: requests and answers are JSON in Base64
with a comma behind each. So nothing is written to the disk, and the order of the documents is ours; in
a folder it would be that of the file system. The package for Python waits a tenth of a second for each
answer, which for a thousand briefs would be most of an hour.
"""

import base64
import contextlib
import json
import os
import subprocess
import threading
from collections.abc import Iterable, Iterator
from typing import IO, Any, cast

from pagefind_bin import get_executable

_Message = dict[str, Any]


class PagefindError(OSError):
    """Pagefind made no index; the message says why."""


def index(documents: Iterable[tuple[str, str]], language: str) -> dict[str, bytes]:
    """The files that Pagefind makes of HTML documents with their addresses, by path.

    Words lose their endings by the rules of the language. Raises `PagefindError` where Pagefind fails,
    and `OSError` where its program is missing or can't be run.
    """
    requests: list[_Message] = [
        {"type": "NewIndex", "config": {"force_language": language}},
        *(
            {"type": "AddFile", "index_id": 0, "file_path": None, "url": address, "file_contents": document}
            for address, document in documents
        ),
        {"type": "GetFiles", "index_id": 0},
    ]
    answer = _converse(b"".join(_encoded(number, request) for number, request in enumerate(requests)))
    if answer["type"] == "Error":
        raise PagefindError(f"Pagefind could not make the search index: {answer['message']}")
    return {file["path"].replace("\\", "/"): base64.b64decode(file["content"]) for file in answer["files"]}


def _encoded(number: int, request: _Message) -> bytes:
    return base64.b64encode(json.dumps({"message_id": number, "payload": request}).encode()) + b","


def _converse(requests: bytes) -> _Message:
    """The files, or the first error."""
    with subprocess.Popen(  # noqa: S603 -- the installed program
        [str(get_executable()), "--service"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    ) as process:
        to, back = cast("IO[bytes]", process.stdin), cast("IO[bytes]", process.stdout)
        sender = threading.Thread(target=_send, args=(requests, to))
        sender.start()
        try:
            for answer in _answers(back):
                if answer["type"] in {"GetFiles", "Error"}:
                    return answer
        finally:
            process.kill()
            sender.join()
            with contextlib.suppress(BrokenPipeError):
                to.close()
    raise PagefindError("Pagefind ended before the search index was made; install `pagefind-bin` anew")


def _send(requests: bytes, pipe: IO[bytes]) -> None:
    """Send everything and leave the pipe open: at its end Pagefind leaves without an answer."""
    with contextlib.suppress(BrokenPipeError):
        pipe.write(requests)
        pipe.flush()


def _answers(pipe: IO[bytes]) -> Iterator[_Message]:
    begun: list[bytes] = []
    while read := os.read(pipe.fileno(), 1 << 20):
        *ends, begin = read.split(b",")
        for end in ends:
            yield json.loads(base64.b64decode(b"".join([*begun, end])))["payload"]
            begun = []
        begun.append(begin)
