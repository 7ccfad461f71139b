"""CSL-JSON, which programs for references read: https://github.com/citation-style-language/schema."""

import json
from collections.abc import Iterator

from generator.exports import bibliography
from generator.library.library import Library
from generator.publishing import addresses
from generator.publishing.output import Output
from generator.publishing.site import Site


def files(library: Library, site: Site) -> Iterator[Output]:
    """The references of each brief."""
    for slug, of, items in bibliography.lists(library, site):
        text = json.dumps(items, ensure_ascii=False, indent=1)
        yield Output(addresses.references(slug, of, "json"), f"{text}\n".encode())
