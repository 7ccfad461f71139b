"""The search: records of what can be found, and an index of their words in files for the browser.

The scripts that load it are in `theme/assets/search/`.

Pagefind, which indexes any site, knows neither typing errors nor partial matches
(https://github.com/Pagefind/pagefind/issues/756), takes the beginning of a word for the word
(https://github.com/Pagefind/pagefind/pull/315), and has no names that come before everything else.
"""

from collections.abc import Container, Mapping
from itertools import chain

from generator.library.library import Library
from generator.search import index
from generator.search.index import Bundle
from generator.search.records import groups, records, sections
from generator.site.site import DEFAULT, Site


def is_part(path: str) -> bool:
    """Whether a file belongs to the index."""
    return path.startswith(f"{index.FOLDER}/")


def files(
    library: Library,
    pages: Mapping[str, str],
    site: Site = DEFAULT,
    there: Container[str] = frozenset(),
) -> Bundle:
    """The files of the search; `pages` are the hand-written pages, by path below `docs/`.

    There are none if there is nothing to find. `there` are the paths of those that an earlier build has made
    in the same way: their names change with their contents, so they need not be made again.
    """
    written = chain.from_iterable(sections(path, text) for path, text in sorted(pages.items()))
    return index.files(tuple(groups(chain(records(library, site), written))), there)
