"""What an engine is."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from importlib.util import find_spec

from generator.engines.address import Address
from generator.pipeline import Project


@dataclass(frozen=True)
class Engine:
    """A program that builds `site/` from `docs/`."""

    name: str
    """Also the name of its Python module, which is never imported here."""
    ready: Callable[[Project], AbstractContextManager[Callable[[], int]]]
    """Gets ready while the generator runs; provides what then builds `site/`, where any warning is an error,
    and returns the exit code."""
    serve: Callable[[Project, Address], int]
    """Serves a live preview at an address until it is interrupted, and returns the exit code."""
    requirement: str
    """What to install, as `pip` takes it."""

    @property
    def is_installed(self) -> bool:
        """Whether it can run."""
        return find_spec(self.name) is not None
