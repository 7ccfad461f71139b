"""Texts of other hosts, of which only so much is kept: a brief can name a thousand hosts."""

from collections import OrderedDict
from threading import Lock
from typing import Generic, TypeVar

Other = TypeVar("Other")
"""What there may be instead of a text, which takes no room."""


class Recent(Generic[Other]):
    """The texts that were used last, by address; for several threads."""

    def __init__(self, characters: int) -> None:
        self._room = characters
        self._values: OrderedDict[str, str | Other] = OrderedDict()
        self._lock = Lock()

    def get(self, address: str) -> str | Other | None:
        """What was put in; `None` if it is not kept, or no longer."""
        with self._lock:
            if address in self._values:
                self._values.move_to_end(address)
            return self._values.get(address)

    def put(self, address: str, value: str | Other) -> None:
        """Keep it, and as much else as there is room for."""
        with self._lock:
            self._values[address] = value
            while sum(len(each) for each in self._values.values() if isinstance(each, str)) > self._room:
                self._values.popitem(last=False)
