"""The version of the program: what all results depend on besides their inputs."""

import hashlib
import sqlite3
import sys
from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).parent.parent
_SUFFIXES = {".py", ".jinja", ".html", ".svg", ".typ", ".js", ".css", ".xml", ".yml", ".po"}


@cache
def version() -> str:
    """A digest of the source code, of all installed packages, and of Python."""
    # named name-version.dist-info; to read what is in them takes longer than everything else here
    packages = sorted(path.name for folder in sys.path for path in Path(folder).glob("*.dist-info"))
    hashed = hashlib.sha256(repr((packages, sys.version, sqlite3.sqlite_version)).encode())
    for path in sorted(path for path in _PACKAGE.rglob("*") if path.suffix in _SUFFIXES):
        content = path.read_bytes()
        hashed.update(f"{path.relative_to(_PACKAGE).as_posix()}\0{len(content)}\0".encode() + content)
    return hashed.hexdigest()
