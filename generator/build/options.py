"""What a build is asked to do."""

from collections.abc import Callable
from concurrent.futures import Executor
from dataclasses import dataclass, field

from generator.build.parsed import Known
from generator.build.store import Store


@dataclass(frozen=True)
class Options:
    """How to build."""

    drafts: bool = False
    search: bool = True
    """Whether to build the search index, or to leave it as it is."""
    cache: Store | None = None
    """A cache that several machines share."""
    executor: Executor | None = None
    """Runs tasks on other machines."""
    skip_invalid: bool = False
    """Whether to leave out files with errors; only for previews, never for what is published."""
    quick: bool = False
    """Whether to make pages, and whatever was not there before, but leave all the rest for later."""
    parsed: Known = field(default_factory=dict)
    """Files that an earlier build in this process has parsed."""
    is_relinked: bool = False
    """Whether to link all files even if there is nothing else to do."""
    before_writing: Callable[[], None] = lambda: None
    """Called before the first file is replaced."""
