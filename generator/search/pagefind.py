"""Runs Pagefind to index documents: https://pagefind.app/. Only this module does.

It runs as a service, as it does for its wrapper packages: requests and responses are JSON in Base64, each
followed by a comma. So nothing is written to disk, and we choose the order of the documents; in a folder it
would be that of the file system. The Python package waits a tenth of a second for each response, which for a
thousand briefs would be most of an hour.
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
    """Pagefind built no index; the message says why."""


def index(documents: Iterable[tuple[str, str]], language: str) -> dict[str, bytes]:
    """The files of the index of HTML documents, by path; each document comes with its address.

    Words are stemmed by the rules of the language. Raises `PagefindError` if Pagefind fails, and `OSError`
    if its program is missing or can't be run.
    """
    requests: list[_Message] = [
        {"type": "NewIndex", "config": {"force_language": language}},
        *(
            {"type": "AddFile", "index_id": 0, "file_path": None, "url": address, "file_contents": document}
            for address, document in documents
        ),
        {"type": "GetFiles", "index_id": 0},
    ]
    numbered = ({"message_id": number, "payload": request} for number, request in enumerate(requests))
    encoded = (base64.b64encode(json.dumps(each).encode()) + b"," for each in numbered)
    answer = _converse(b"".join(encoded))
    if answer["type"] == "Error":  # pragma: no cover – no records make it fail
        raise PagefindError(f"Pagefind could not build the search index: {answer['message']}")
    return {file["path"].replace("\\", "/"): base64.b64decode(file["content"]) for file in answer["files"]}


def _converse(requests: bytes) -> _Message:
    """Send the requests; return the files, or the first error."""
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
    raise PagefindError("Pagefind exited before the search index was complete; reinstall `pagefind-bin`")


def _send(requests: bytes, pipe: IO[bytes]) -> None:
    """Send everything and leave the pipe open: at its end Pagefind exits without a response."""
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
