"""What hosts have sent: recently fetched pages on disk, and the texts that were used last in memory."""

import hashlib
import json
from collections import OrderedDict
from pathlib import Path
from threading import Lock
from typing import Generic, TypeVar

from briefing_site.sources.web.answer import Answer

DAYS = 7
_SECONDS_A_DAY = 86_400


class Cache:
    """Pages in a folder, so that a second run does not request them again.

    It is outside of the project, where a contributor could put a page that no host has sent. `now` is the
    time in seconds, by the clock of the file system.
    """

    def __init__(self, folder: Path, now: float) -> None:
        self._folder = folder
        self._oldest = now - DAYS * _SECONDS_A_DAY

    def get(self, address: str) -> Answer | None:
        """The page at an address, if it was fetched recently and can be read."""
        file = self._file(address)
        try:
            if file.stat().st_mtime < self._oldest:
                return None
            head, _, body = file.read_bytes().partition(b"\n")
            page = json.loads(head)
            headers = {"content-type": str(page["type"])}
            return Answer(str(page["address"]), 200, headers, body)
        except (OSError, ValueError, KeyError, TypeError):
            return None  # missing or damaged

    def put(self, address: str, answer: Answer) -> None:
        """Keep a complete page. Raises `OSError` if the folder can't be written."""
        if answer.status != 200 or answer.cut_off:
            return
        self._folder.mkdir(parents=True, exist_ok=True)
        head = {
            "address": answer.address,
            "type": answer.headers.get("content-type", ""),
        }
        unfinished = self._file(address).with_suffix(".unfinished")
        unfinished.write_bytes(json.dumps(head).encode() + b"\n" + answer.body)
        unfinished.replace(self._file(address))

    def _file(self, address: str) -> Path:
        return self._folder / hashlib.sha256(address.encode()).hexdigest()


Other = TypeVar("Other")
"""What there may be instead of a text, which takes no room."""


class Recent(Generic[Other]):
    """The texts that were used last, by address; for several threads.

    Only so much is kept: a brief can name a thousand hosts.
    """

    def __init__(self, characters: int) -> None:
        self._room = characters
        self._values: OrderedDict[str, str | Other] = OrderedDict()
        self._lock = Lock()

    def get(self, address: str) -> str | Other | None:
        with self._lock:
            if address in self._values:
                self._values.move_to_end(address)
            return self._values.get(address)

    def put(self, address: str, value: str | Other) -> None:
        with self._lock:
            self._values[address] = value
            while self._characters() > self._room:
                self._values.popitem(last=False)

    def _characters(self) -> int:
        texts = [value for value in self._values.values() if isinstance(value, str)]
        return sum(map(len, texts))
