"""Which sources are the same publication: by their DOI, their address, or their title and year."""

import re
from collections.abc import Mapping
from typing import Any, NamedTuple
from urllib.parse import unquote

from briefing_site.format import web_address
from briefing_site.imports.imported import without_tags

_DOI_URL = re.compile(r"https?://(?:dx\.|www\.)?doi\.org/(10\..+)", re.IGNORECASE)


class Identity(NamedTuple):
    """What identifies a publication, in forms that can be compared; each may be missing."""

    doi: str
    address: tuple[str, str, str] | None
    title: str
    year: str

    def is_same(self, other: "Identity") -> bool:
        """Whether a DOI or an address says so, or else the title and the year."""
        if self.doi and self.doi == other.doi:
            return True
        if self.address and self.address == other.address:
            return True
        if (self.doi and other.doi) or (self.address and other.address):
            return False
        if not self.title:
            return False
        return self.title == other.title and self.year == other.year


def identify(source: Mapping[str, Any]) -> Identity:
    """The identity of a source, of which a file may have anything."""
    url = str(source.get("url") or "")
    doi = str(source.get("doi") or "")
    address = None
    doi_url = _DOI_URL.fullmatch(url)
    if doi_url:
        doi = unquote(doi_url[1])
    elif web_address.is_web_address(url):
        address = web_address.page(url)
    title = str(source.get("title") or source.get("description") or "")
    words = re.sub(r"\W", "", without_tags(title).casefold())
    year = str(source.get("published") or "")[:4]
    return Identity(doi.casefold(), address, words, year)
