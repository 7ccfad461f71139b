"""Texts of other hosts, of which only so much is kept."""

from collections import OrderedDict
from threading import Lock
from typing import Generic, TypeVar

Other = TypeVar("Other")
"""What there may be instead of a text, which takes no room."""


class Recent(Generic[Other]):
    """The texts that were used last, by address; for several threads. A brief can name a thousand hosts."""

    def __init__(self, characters: int) -> None:
        self._room = characters
        self._kept: OrderedDict[str, str | Other] = OrderedDict()
        self._lock = Lock()

    def get(self, address: str) -> str | Other | None:
        """What was put in; `None` if it is not kept, or no longer."""
        with self._lock:
            if address in self._kept:
                self._kept.move_to_end(address)
            return self._kept.get(address)

    def put(self, address: str, value: str | Other) -> None:
        """Keep it, and as much else as there is room for."""
        with self._lock:
            self._kept[address] = value
            self._room -= _size(value)
            while self._room < 0:
                self._room += _size(self._kept.popitem(last=False)[1])


def _size(value: object) -> int:
    return len(value) if isinstance(value, str) else 0
