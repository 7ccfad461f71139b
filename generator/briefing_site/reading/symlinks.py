"""Symbolic links, by which what is read or written is at another place than its path says."""

import os
from pathlib import Path, PurePath

from briefing_site.languages.phrase import marked


class LinkError(OSError):
    """A path leads through a symbolic link; the message says which one is to be replaced."""


def refuse(root: Path, *paths: PurePath | str) -> None:
    """Raise `LinkError` if one of the paths, or a folder between it and the root, is a link.

    What is not below the root is the choice of whoever runs the program.
    """
    top = os.path.abspath(root)  # noqa: PTH100 -- as `resolve` follows links
    for path in paths:
        place = os.path.abspath(os.path.join(top, path))  # noqa: PTH100, PTH118 -- for every file
        while place.startswith(os.path.join(top, "")):  # noqa: PTH118
            if os.path.islink(place):  # noqa: PTH114
                raise LinkError(
                    marked(
                        "'{path}' is a symbolic link; put what it leads to in its place, or delete it",
                        path=Path(place).relative_to(top).as_posix(),
                    )
                )
            place = os.path.dirname(place)  # noqa: PTH120


def refuse_within(root: Path, folder: Path) -> None:
    """Raise `LinkError` if anything in the folder is a link, which an engine would follow and publish."""
    for place, folders, names in os.walk(folder):
        paths = (os.path.join(place, name) for name in (*folders, *names))  # noqa: PTH118 -- for every page
        refuse(root, *filter(os.path.islink, paths))
