"""The search: a record for each result, and the index of them.

`records` makes the records of the library and `handwritten` those of the hand-written pages, `index` says
which of them have a word, and `bundle` makes the files that the browser loads. The scripts are in
`theme/assets/search/`.

Pagefind, which indexes any site, knows neither typing errors nor partial matches
(https://github.com/Pagefind/pagefind/issues/756), takes the beginning of a word for the word
(https://github.com/Pagefind/pagefind/pull/315), and has no names that come before everything else.
"""

from collections.abc import Container, Mapping
from itertools import chain

from generator.library.library import Library
from generator.search import bundle, handwritten
from generator.search.bundle import Bundle
from generator.search.record import groups
from generator.search.records import records
from generator.site.site import DEFAULT, Site


def is_part(path: str) -> bool:
    """Whether a file belongs to the index."""
    return path.startswith(f"{bundle.FOLDER}/")


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
    written = chain.from_iterable(handwritten.records(path, text) for path, text in sorted(pages.items()))
    return bundle.files(tuple(groups(chain(records(library, site), written))), there)
