"""The search: a record for each result, and the index of them that Pagefind builds.

`records` makes the records of the library and `handwritten` those of the hand-written pages, `pagefind`
indexes them, and `bundle` turns the index into the files that the browser loads. The scripts are in
`theme/assets/search/`.
"""

from collections.abc import Mapping
from itertools import chain

from generator.library.library import Library
from generator.search import bundle, handwritten, pagefind
from generator.search.record import named
from generator.search.records import records


def is_part(path: str) -> bool:
    """Whether a file belongs to the index."""
    return path.startswith(f"{bundle.FOLDER}/")


def files(library: Library, pages: Mapping[str, str]) -> dict[str, bytes]:
    """The files of the search; `pages` are the hand-written pages, by path below `docs/`.

    There are none if there is nothing to find.
    Raises `OSError` if the index can't be built.
    """
    written = chain.from_iterable(handwritten.records(path, text) for path, text in sorted(pages.items()))
    found = tuple(named(chain(records(library), written), tuple(library.topics)))
    documents = ((str(number), each.record.html()) for number, each in enumerate(found))
    return bundle.files(found, pagefind.index(documents, bundle.LANGUAGE))
