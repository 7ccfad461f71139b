"""What a build is asked to do."""

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
    pages_first: bool = False
    """Whether to leave to the next build what takes long and is no page."""
    parsed: Known = field(default_factory=dict)
    """The files that earlier builds in this process have parsed; this one takes and adds some."""
