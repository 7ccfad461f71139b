"""Symbolic links, by which what is read or written is at another place than its path says."""

from pathlib import Path, PurePath

from generator.languages.phrase import marked


class LinkError(OSError):
    """A path leads through a symbolic link; the message says which one is to be replaced."""


def refuse(root: Path, *paths: PurePath | str) -> None:
    """Raise `LinkError` if one of the paths, or a folder between it and the root, is a link."""
    for path in map(PurePath, paths):
        for place in (path, *path.parents):
            if (root / place).is_symlink() and place.parts:
                name = place.as_posix()
                raise LinkError(
                    marked(
                        "'{path}' is a symbolic link; put what it leads to in its place, or delete it",
                        path=name,
                    )
                )
