"""A cache of recently fetched pages, so that a second run does not request them again.

It is outside of the project, where a contributor could put a page that no host has sent.
"""

import hashlib
import json
from pathlib import Path

from generator.sources.web.answer import Answer

DAYS = 7
_SECONDS_A_DAY = 86_400


class Cache:
    """A cache in a folder; `now` is the time in seconds, by the clock of the file system."""

    def __init__(self, folder: Path, now: float) -> None:
        self._folder = folder
        self._oldest = now - DAYS * _SECONDS_A_DAY

    def get(self, address: str) -> Answer | None:
        """The page, if it was fetched recently."""
        file = self._file(address)
        try:
            if file.stat().st_mtime < self._oldest:
                return None
            head, _, body = file.read_bytes().partition(b"\n")
            kept = json.loads(head)
            return Answer(str(kept["address"]), 200, {"content-type": str(kept["type"])}, body)
        except (OSError, ValueError, KeyError, TypeError):
            return None  # missing or damaged

    def put(self, address: str, answer: Answer) -> None:
        """Store a complete page.

        Raises `OSError` if it can't be written.
        """
        if answer.status != 200 or answer.cut_off:
            return
        self._folder.mkdir(parents=True, exist_ok=True)
        head = {"address": answer.address, "type": answer.headers.get("content-type", "")}
        unfinished = self._file(address).with_suffix(".unfinished")
        unfinished.write_bytes(json.dumps(head).encode() + b"\n" + answer.body)
        unfinished.replace(self._file(address))

    def _file(self, address: str) -> Path:
        return self._folder / hashlib.sha256(address.encode()).hexdigest()
