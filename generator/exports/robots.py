"""Where robots find the map of the site: https://www.rfc-editor.org/rfc/rfc9309."""

from collections.abc import Iterator

from generator.linking.library import Library
from generator.rendering import addresses
from generator.rendering.file import File
from generator.site import Site


def files(library: Library, site: Site) -> Iterator[File]:
    """One file, where the address of the site is known; the map itself is made by the site engine."""
    if site.address:
        text = f"User-agent: *\nAllow: /\n\nSitemap: {site.address}sitemap.xml\n"
        yield File(addresses.RULES_FOR_ROBOTS, text.encode())
