"""Progress of a long run; how it is shown is up to the caller."""

from collections.abc import Callable

Tick = Callable[[str], None]
"""To be called after each step, with the file of the step."""
Progress = Callable[[str, int], Tick]
"""Takes a label and the number of steps; returns what to call after each."""


def no_progress(_label: str, _steps: int) -> Tick:
    return lambda _at: None
