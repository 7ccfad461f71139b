"""Small files that a page contains: their links hold them, so that a site of many briefs has fewer files."""

from dataclasses import dataclass
from urllib.parse import quote

from markupsafe import Markup


@dataclass(frozen=True)
class ContainedFile:
    """A file to download, without an address of its own."""

    name: str
    """What it is saved as."""
    media_type: str
    content: bytes

    @property
    def address(self) -> Markup:
        """An address that is the file itself: https://www.rfc-editor.org/rfc/rfc2397."""
        return Markup(f"data:{self.media_type};charset=utf-8,{quote(self.content, safe='')}")  # noqa: S704 -- quoted
