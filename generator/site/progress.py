"""Progress of a long run; how it is shown is up to the caller."""

from collections.abc import Callable
from typing import Protocol


class Tick(Protocol):
    """To be called after each step, and from time to time during a long one."""

    def __call__(self, at: str = "", /, *, is_done: bool = True) -> None:
        """Show the progress; `at` is the file of the step."""


Progress = Callable[[str, int], Tick]
"""Takes a label and the number of steps; returns what to call after each."""


def no_tick(_at: str = "", /, *, is_done: bool = True) -> None:
    del is_done


def no_progress(_label: str, _steps: int) -> Tick:
    return no_tick
