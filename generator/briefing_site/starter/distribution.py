"""The program that runs, as a new site requires it: by its name, or as a wheel within the site.

The name serves if an index had it; from anywhere else (https://peps.python.org/pep-0610/), such as a copy of
the repository or a git address, what is installed is packed as a wheel again.
"""

import base64
import io
import re
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from importlib import metadata
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

DISTRIBUTION = "briefing-site"
"""The name of the program on PyPI."""
_LINK = re.compile(rb"(\.\./)+[\w./-]+")
VENDOR = "vendor"
WHEELS = f"{DISTRIBUTION.replace('-', '_')}-*.whl"
"""What is in the folder `VENDOR` of a site if no index has the program."""
_EXTRAS = "[fonts,import]"
_PACKAGE = Path(__file__).parent.parent
_BY_INSTALLERS = frozenset(
    {"RECORD", "INSTALLER", "REQUESTED", "direct_url.json", "uv_cache.json"}
)
"""What installers add to the metadata of a wheel."""


@dataclass(frozen=True)
class Program:
    version: str = ""
    required: str = ""
    """As `requirements.in` has it."""
    pinned: str = ""
    """As `requirements.txt` has it, with the hash."""
    files: Mapping[str, bytes] = field(default_factory=dict)
    """The wheel by its path in the site, if no index has it."""


def program(site: Path) -> Program:
    """The program for a site, which keeps the wheel that it has if that is of the same content."""
    installed = metadata.distribution(DISTRIBUTION)
    version = installed.version
    if installed.read_text("direct_url.json") is None:
        published = _published_hash(version)
        if published:
            return Program(
                version,
                f"{DISTRIBUTION}{_EXTRAS}=={version}",
                _pinned(f"{DISTRIBUTION}=={version}", published),
            )
    path, wheel = _wheel(installed)
    if (site / path).is_file():
        wheel = (site / path).read_bytes()  # zlib does not compress alike everywhere
    pinned = _pinned(f"./{path}", sha256(wheel).hexdigest())
    return Program(version, f"./{path}{_EXTRAS}", pinned, {path: wheel})


def _pinned(requirement: str, digest: str) -> str:
    return (
        f"{requirement} \\\n    --hash=sha256:{digest}\n    # via -r requirements.in\n"
    )


def _published_hash(version: str) -> str:
    """The hash of the wheel that pip gets by the name of the program; empty if it gets none."""
    with TemporaryDirectory() as folder:
        command = [sys.executable, "-P", "-m", "pip", "download", "--quiet"]
        command += ["--no-deps", "--only-binary", ":all:", "--dest", folder]
        command += [f"{DISTRIBUTION}=={version}"]
        subprocess.run(command, capture_output=True, check=False)  # noqa: S603 -- its own arguments
        for wheel in Path(folder).iterdir():
            return sha256(wheel.read_bytes()).hexdigest()
        return ""


def _wheel(installed: metadata.Distribution) -> tuple[str, bytes]:
    """What is installed as a wheel: its path in a site, which has a hash of its content, and its bytes."""
    name = f"{DISTRIBUTION.replace('-', '_')}-{installed.version}"
    files: dict[str, bytes] = {}
    for path in _PACKAGE.rglob("*"):
        if path.is_file() and path.suffix != ".pyc":
            inner = path.relative_to(_PACKAGE.parent).as_posix()
            files[inner] = content(path)
    for file in installed.files or ():
        folder, _, inner = file.as_posix().partition("/")
        if folder.endswith(".dist-info") and inner not in _BY_INSTALLERS:
            files[f"{name}.dist-info/{inner}"] = file.read_binary()
    record = f"{name}.dist-info/RECORD"
    wheel = _packed(files, record)
    with ZipFile(io.BytesIO(wheel)) as archive:
        hashes = archive.read(record)
    build = f"0{sha256(hashes).hexdigest()[:8]}"  # which has to begin with a digit
    return f"{VENDOR}/{name}-{build}-py3-none-any.whl", wheel


def content(path: Path) -> bytes:
    """That of a file, also where git wrote a symbolic link as a text with its target, as on Windows."""
    content_ = path.read_bytes()
    if _LINK.fullmatch(content_):
        target = path.parent / content_.decode()
        if target.is_file():
            return content(target)
    return content_


def _packed(files: Mapping[str, bytes], record: str) -> bytes:
    """The files of a package as a wheel, with the list of them at the path `record`."""
    lines = []
    for path in sorted(files):
        lines.append(f"{path},{_digest(files[path])},{len(files[path])}\n")
    lines.append(f"{record},,\n")
    contents = {**files, record: "".join(lines).encode()}
    wheel = io.BytesIO()
    with ZipFile(wheel, "w", ZIP_DEFLATED) as archive:
        for path in sorted(contents):
            entry = ZipInfo(path)
            entry.compress_type = ZIP_DEFLATED
            entry.external_attr = 0o100644 << 16
            archive.writestr(entry, contents[path])
    return wheel.getvalue()


def _digest(content: bytes) -> str:
    """The hash of a file as the list of a wheel has it."""
    digest = base64.urlsafe_b64encode(sha256(content).digest())
    return f"sha256={digest.decode().rstrip('=')}"
