"""The stylesheets of the theme, whose file names change with each version of it."""

from collections.abc import Iterable
from pathlib import Path


def stylesheets(folders: Iterable[str | Path], variant: str = "") -> list[str]:
    """The addresses of the theme's main styles, below the root of the site; `folders` has its templates."""
    pattern = (
        f"assets/stylesheets/{variant}/main.*.min.css" if variant else "assets/stylesheets/main.*.min.css"
    )
    return [
        path.relative_to(folder).as_posix()
        for folder in folders
        for path in sorted(Path(folder).glob(pattern))
    ]
