"""Where a build works, and with what."""

from concurrent.futures import Executor
from dataclasses import dataclass
from pathlib import Path

from generator.build import processes
from generator.build.store import Store


@dataclass(frozen=True)
class Workspace:
    """Where a build works."""

    docs: Path
    """The folder of the files."""
    cache: Store
    """What can be made again, and holds for this folder only."""
    shared: Store
    """What can be made again, and holds everywhere: it may be used by several machines at once."""
    program: str
    """A digest of the program and all that it uses."""
    can_fork: bool = processes.CAN_FORK
    """Whether forked processes can do what this one can."""
    executor: Executor | None = None
    """Runs the tasks, maybe on other machines; `None` for processes on all cores of this one."""
