"""The version of the program: what all results depend on besides their inputs."""

import sqlite3
import sys
from functools import cache
from importlib import metadata
from pathlib import Path

from briefing_site.build.store import digest

_PACKAGE = Path(__file__).parent.parent
_COMPILED = {".pyc", ".pyo"}


@cache
def version() -> str:
    """A digest of the source files, of the installed packages, and of Python."""
    lines = [sys.version, sqlite3.sqlite_version]
    for distribution in metadata.distributions():
        lines.append(f"{distribution.name} {distribution.version}")
    for path in sorted(_PACKAGE.rglob("*")):
        if path.is_file() and path.suffix not in _COMPILED:
            lines.append(f"{path.relative_to(_PACKAGE)} {digest(path.read_bytes())}")
    return digest("\n".join(sorted(set(lines))).encode())
