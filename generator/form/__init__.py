"""The form in the browser that writes a brief, and the file that a new brief begins with.

Both come from the format: a new field appears in them without a line of code here.
"""

from collections.abc import Iterator

from generator.form import data, program
from generator.library.library import Library
from generator.site.output import Task
from generator.site.site import Site


def tasks(library: Library, site: Site) -> Iterator[Task]:
    yield from data.tasks(library, site)
    yield from program.tasks(library, site)
