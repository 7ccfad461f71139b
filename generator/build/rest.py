"""What a quick build, such as that of the preview, leaves for later."""

from collections.abc import Mapping
from dataclasses import dataclass

from generator import search
from generator.build import later
from generator.build.builder import Left
from generator.build.workspace import Workspace
from generator.languages.phrase import marked
from generator.library.library import Library
from generator.site.failure import FailureError, stage
from generator.site.site import Site


@dataclass(frozen=True)
class Rest:
    """What a quick build left for later."""

    left: Left
    library: Library
    pages: Mapping[str, str]
    """The hand-written pages, by path."""
    site: Site
    inputs: str
    """The digest of all inputs."""
    place: Workspace

    def make(self) -> None:
        """Make it, and keep it in the cache: a quick build of the same files then writes it.

        Raises `FailureError` if a task fails, after all others were made.
        """
        made, failed = self.left.make()
        with stage(marked("making the search index")):
            index = search.files(self.library, self.pages, self.site).made
        later.write(self.place.cache, self.inputs, made, index)
        if failed:
            raise FailureError("\n".join(each.reason for each in failed))
