"""CSL-JSON, which programs for references read: https://github.com/citation-style-language/schema."""

import json
from collections.abc import Iterator

from generator.exports import bibliography
from generator.linking.library import Library
from generator.rendering import addresses
from generator.rendering.file import File
from generator.site import Site


def files(library: Library, site: Site) -> Iterator[File]:
    """The references of each brief."""
    for slug, of, items in bibliography.lists(library, site):
        text = json.dumps(items, ensure_ascii=False, indent=1)
        yield File(addresses.references(slug, of, "json"), f"{text}\n".encode())
