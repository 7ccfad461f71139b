"""How a long run tells how far it is; what shows it is up to whoever waits."""

from collections.abc import Callable

Progress = Callable[[str, int], Callable[[], None]]
"""Told what begins and how many steps it has; gives back what is to be called after each step."""


def no_progress(_label: str, _steps: int) -> Callable[[], None]:
    """Shows nothing."""
    return lambda: None
