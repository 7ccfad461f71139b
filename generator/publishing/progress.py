"""Progress of a long run; how it is shown is up to the caller."""

from collections.abc import Callable

Progress = Callable[[str, int], Callable[[], None]]
"""Takes a label and the number of steps; returns a function to call after each step."""


def no_progress(_label: str, _steps: int) -> Callable[[], None]:
    """Show no progress."""
    return lambda: None
