"""What the program for browsers is made of besides what is installed: wheels, in a folder of the environment.

`requirements/browser.lock` lists them, and `make setup` brings them. Without them, a site does without.
"""

import sys
from functools import cache
from importlib import metadata
from pathlib import Path

FOLDER = Path(sys.prefix) / "browser"


@cache
def wheels() -> tuple[str, ...]:
    """The names of that of Pyodide and that of pydantic-core; none if one is missing or does not fit."""
    fitting = f"pydantic_core-{metadata.version('pydantic_core')}-*.whl"
    latest = []
    for pattern in ("flet_web-*.whl", fitting):
        names = [path.name for path in FOLDER.glob(pattern)]
        if not names:
            return ()
        latest.append(max(names))
    return tuple(latest)
