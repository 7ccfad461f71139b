"""Everything that a build depends on, as a digest."""

import hashlib
from collections.abc import Iterable

from generator.history.git import Checkout
from generator.reading.folder import RawFile
from generator.site.site import Site


def of_inputs(
    texts: Iterable[RawFile], site: Site, checkout: Checkout | None, program_version: str, *, drafts: bool
) -> str:
    """A digest of all inputs: the briefs and their history, the site, the program."""
    hashed = hashlib.sha256(repr((site, checkout, drafts, program_version)).encode())
    for text in texts:
        hashed.update(f"{text.path}\0{len(text.content)}\0".encode() + text.content)
    return hashed.hexdigest()
