"""What readers search: a record for each thing that can be found, and the index that Pagefind makes of them.

`records` makes them from the library and `handwritten` from the pages that people wrote, `pagefind` has
them indexed, and `bundle` turns what comes back into the files that the browser loads. The scripts that
do so are in `theme/assets/search/`.
"""

from collections.abc import Mapping
from itertools import chain

from generator.library.library import Library
from generator.search import bundle, handwritten, pagefind
from generator.search.record import named
from generator.search.records import records


def files(library: Library, pages: Mapping[str, str]) -> dict[str, bytes]:
    """The files that a browser searches with; `pages` are those that people wrote, by path below `docs/`.

    There are none where there is nothing to find.
    Raises `OSError` where the index can't be made.
    """
    written = chain.from_iterable(handwritten.records(path, text) for path, text in sorted(pages.items()))
    found = tuple(named(chain(records(library), written), tuple(library.topics)))
    documents = ((str(number), each.record.html()) for number, each in enumerate(found))
    return bundle.files(found, pagefind.index(documents, bundle.LANGUAGE))
