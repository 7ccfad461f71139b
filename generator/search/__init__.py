"""The search: records of what can be found, and an index of their words in files for the browser.

The scripts that load it are in `theme/assets/search/`.

Pagefind, which indexes any site, knows neither typing errors nor partial matches
(https://github.com/Pagefind/pagefind/issues/756), takes the beginning of a word for the word
(https://github.com/Pagefind/pagefind/pull/315), and has no names that come before everything else.
"""

from collections.abc import Iterator, Mapping
from itertools import chain

from generator.library.library import Library
from generator.search import index
from generator.search.index import files
from generator.search.records import Source, groups
from generator.site import Output, Site, Task

__all__ = ["files", "is_part", "tasks"]


def is_part(path: str) -> bool:
    """Whether a file belongs to the index."""
    return path.startswith((f"{index.FOLDER}/", f"{index.PARTS}/"))


def tasks(library: Library, site: Site, written: Mapping[str, str]) -> Iterator[Task]:
    """Those that make the parts of the index; `written` are the pages that people wrote, by path."""
    for path, sources in groups(library, site, written):
        name = f"{index.PARTS}/{path}.json"
        yield Task(name, part, (name, *sources))


def part(library: Library, site: Site, name: str, *sources: Source) -> Iterator[Output]:
    records = chain.from_iterable(make(library, site, *texts) for make, *texts in sources)
    return index.part(name, tuple(records))
