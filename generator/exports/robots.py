"""Where robots find the map of the site: https://www.rfc-editor.org/rfc/rfc9309."""

from collections.abc import Iterator

from generator.library.library import Library
from generator.publishing import addresses
from generator.publishing.output import Output
from generator.publishing.site import Site


def files(library: Library, site: Site) -> Iterator[Output]:
    """One file, where the address of the site is known; the map itself is made by the site engine."""
    if site.address:
        text = f"User-agent: *\nAllow: /\n\nSitemap: {site.address}sitemap.xml\n"
        yield Output(addresses.ROBOTS_TXT, text.encode())
