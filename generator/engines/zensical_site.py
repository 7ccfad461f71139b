"""Whether Zensical wrote all of a site: on a full disk it ends as if it had, and leaves files cut off."""

import os
from collections.abc import Iterator
from pathlib import Path

from generator.site import addresses

_END = b"</html>"


def unfinished(docs: Path, site: Path, theme: Path) -> Iterator[str]:
    """The files of the site that are not whole: pages, and copies from `docs/` and the theme.

    Raises `OSError` if they can't be read.
    """
    for path in _visible(docs):
        if path.suffix == ".md":
            page = site / addresses.address(path.relative_to(docs).as_posix()) / "index.html"
            if not (page.is_file() and page.read_bytes().rstrip().endswith(_END)):
                yield page.relative_to(site).as_posix()
        elif not _is_copy(path, site / path.relative_to(docs)):
            yield path.relative_to(docs).as_posix()
    for path in _visible(theme / "assets"):
        copy = site / path.relative_to(theme)
        if copy.exists() and not _is_copy(path, copy):
            yield copy.relative_to(site).as_posix()


def _visible(folder: Path) -> Iterator[Path]:
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(place, name) for name in sorted(names) if not name.startswith("."))


def _is_copy(path: Path, copy: Path) -> bool:
    return copy.is_file() and copy.stat().st_size == path.stat().st_size
