"""The version of the program: what all results depend on besides their inputs."""

import re
import sqlite3
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from briefing_site.build.store import digest

_PACKAGE = Path(__file__).parent.parent
_DISTRIBUTION = "briefing-site"
_SUFFIXES = {
    ".py",
    ".jinja",
    ".html",
    ".svg",
    ".typ",
    ".js",
    ".css",
    ".xml",
    ".yml",
    ".po",
    ".sql",
}
_REQUIRED = re.compile(r"^Requires-Dist: *([\w.-]+)(?!.*extra *==)", re.MULTILINE)
_REQUIRED_OR_OPTIONAL = re.compile(r"^Requires-Dist: *([\w.-]+)", re.MULTILINE)


@cache
def version() -> str:
    """A digest of the source code, of the installed packages that it depends on, and of Python."""
    parts = [repr((sorted(_packages()), sys.version, sqlite3.sqlite_version)).encode()]
    for path in sorted(
        path for path in _PACKAGE.rglob("*") if path.suffix in _SUFFIXES
    ):
        content = path.read_bytes()
        parts.append(
            f"{path.relative_to(_PACKAGE).as_posix()}\0{len(content)}\0".encode()
            + content
        )
    return digest(b"".join(parts))


def _packages() -> Iterator[str]:
    """The program, all that it requires or may use, and all that these require, each with its version."""
    # to read them with `importlib.metadata` takes longer than everything else here
    installed = {
        _name(path.name.partition("-")[0]): path
        for folder in reversed(sys.path)
        for path in Path(folder).glob("*.dist-info")
    }
    found, left = set[str](), [_DISTRIBUTION]
    while left:
        name = left.pop()
        if name in found or name not in installed:
            continue
        found.add(name)
        metadata = (
            (installed[name] / "METADATA")
            .read_text(encoding="utf-8")
            .partition("\n\n")[0]
        )
        pattern = _REQUIRED_OR_OPTIONAL if name == _DISTRIBUTION else _REQUIRED
        left += map(_name, pattern.findall(metadata))
    return (installed[name].name for name in found or installed)


def _name(written: str) -> str:
    # https://packaging.python.org/en/latest/specifications/name-normalization/
    return re.sub(r"[-_.]+", "-", written).lower()
