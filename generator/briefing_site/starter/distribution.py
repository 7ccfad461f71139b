"""How a site requires the program that is running: by name and version, or as a wheel in the site's folder.

If the program was installed from a package index, the site requires it by name. If it was installed from
anywhere else, such as a git address or a copy of the repository, no index may have it; the installed files
are then packed as a wheel again.
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
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from briefing_site.languages.phrase import marked

DISTRIBUTION = "briefing-site"
"""The name of the program on PyPI."""
VENDOR = "vendor"
"""The folder of a site for a wheel of the program."""
_WHEEL_NAME = DISTRIBUTION.replace("-", "_")
"""The name of the program in the names of wheels, where hyphens separate the parts."""
WHEELS = f"{_WHEEL_NAME}-*.whl"
"""A pattern for the names of all wheels of the program in `VENDOR`."""
_EXTRAS = "[fonts,import]"
"""Optional packages that each site has: fonts for papers and cards, and readers for `briefs import`."""
_PACKAGE = Path(__file__).parent.parent
"""The folder `briefing_site`, which has all files of the program."""
_RELATIVE_PATH = re.compile(rb"(\.\./)+[\w./-]+")
"""The whole content of a file that git wrote in place of a symbolic link."""
_BY_INSTALLERS = frozenset(
    {"RECORD", "INSTALLER", "REQUESTED", "direct_url.json", "uv_cache.json"}
)
"""Files that installers add to the metadata of a wheel, or write anew."""


@dataclass(frozen=True)
class Program:
    """The program as a site requires it."""

    version: str = ""
    required: str = ""
    """The requirement in `requirements.in`, with the optional packages."""
    pinned: str = ""
    """The lines in `requirements.txt`, where the optional packages have lines of their own."""
    files: Mapping[str, bytes] = field(default_factory=dict)
    """The wheel by its path in the site; empty if the site requires the program by name."""


def program() -> Program:
    """The running program, as a site requires it.

    Without network, or if the index has no such version, the program becomes a wheel.

    Raises `OSError` if a file can't be read, or if the files of the program are not known.
    """
    installed = metadata.distribution(DISTRIBUTION)
    version = installed.version
    # installers write this file if they install from elsewhere: https://peps.python.org/pep-0610/
    is_from_index = installed.read_text("direct_url.json") is None
    if is_from_index:
        published = _published_hash(version)
        if published:
            return Program(
                version,
                f"{DISTRIBUTION}{_EXTRAS}=={version}",
                _pinned(f"{DISTRIBUTION}=={version}", published),
            )
    path, wheel = _wheel(installed)
    pinned = _pinned(f"./{path}", sha256(wheel).hexdigest())
    return Program(version, f"./{path}{_EXTRAS}", pinned, {path: wheel})


def _pinned(requirement: str, digest: str) -> str:
    """The lines for a requirement with its hash, as `uv pip compile` writes them."""
    return (
        f"{requirement} \\\n    --hash=sha256:{digest}\n    # via -r requirements.in\n"
    )


def _published_hash(version: str) -> str:
    """The hash of the wheel that the package index has of a version.

    Empty if pip can't download it, for whatever reason.
    """
    with TemporaryDirectory() as folder:
        command = [sys.executable, "-P", "-m", "pip", "download", "--quiet"]
        command += ["--no-deps", "--only-binary", ":all:", "--dest", folder]
        command += [f"{DISTRIBUTION}=={version}"]
        subprocess.run(command, capture_output=True, check=False)  # noqa: S603 -- its own arguments
        wheels = list(Path(folder).iterdir())
        if not wheels:
            return ""
        return sha256(wheels[0].read_bytes()).hexdigest()


def _wheel(installed: metadata.Distribution) -> tuple[str, bytes]:
    """The path of a wheel of the installed program in a site, and the wheel.

    https://packaging.python.org/en/latest/specifications/binary-distribution-format/ describes the format.
    Nothing in the program is compiled, so the wheel is for any system.
    """
    name = f"{_WHEEL_NAME}-{installed.version}"
    files: dict[str, bytes] = {}
    for path in _PACKAGE.rglob("*"):
        if path.is_file() and path.suffix != ".pyc":
            inner_path = path.relative_to(_PACKAGE.parent).as_posix()
            files[inner_path] = content(path)
    files |= _metadata(installed, f"{name}.dist-info")
    record_path = f"{name}.dist-info/RECORD"
    record = _record(files, record_path)
    files[record_path] = record
    # a build number tells wheels of the same version apart; it has to begin with a digit
    build = f"0{sha256(record).hexdigest()[:8]}"
    return f"{VENDOR}/{name}-{build}-py3-none-any.whl", _packed(files)


def _metadata(installed: metadata.Distribution, folder: str) -> dict[str, bytes]:
    """The metadata of the installed program as it was in its wheel, by path in the `folder` of a new one.

    Raises `OSError` if the list of installed files is missing, as in some packages of Linux distributions.
    """
    if installed.files is None:
        raise OSError(
            marked(
                "the list of files of the installed {program} is missing; install it with pip or uv",
                program=DISTRIBUTION,
            )
        )
    files: dict[str, bytes] = {}
    for path in installed.files:
        installed_folder, _, name = path.as_posix().partition("/")
        if installed_folder.endswith(".dist-info") and name not in _BY_INSTALLERS:
            files[f"{folder}/{name}"] = path.read_binary()
    return files


def _record(files: Mapping[str, bytes], record_path: str) -> bytes:
    """The list of all files of a wheel with their hashes and sizes; it lists itself without."""
    lines = []
    for path in sorted(files):
        digest = base64.urlsafe_b64encode(sha256(files[path]).digest())
        hash_ = f"sha256={digest.decode().rstrip('=')}"
        lines.append(f"{path},{hash_},{len(files[path])}\n")
    lines.append(f"{record_path},,\n")
    return "".join(lines).encode()


def _packed(files: Mapping[str, bytes]) -> bytes:
    """The files as a zip archive, which is the same for the same files whenever and wherever it is made.

    It is not compressed, as not every zlib compresses alike. Git compresses what it keeps.
    """
    archive = io.BytesIO()
    with ZipFile(archive, "w", ZIP_STORED) as zip_file:
        for path in sorted(files):
            entry = ZipInfo(path)  # dated 1 January 1980
            # the upper half has the mode of Unix: a regular file that all can read
            entry.external_attr = 0o100644 << 16
            zip_file.writestr(entry, files[path])
    return archive.getvalue()


def content(path: Path) -> bytes:
    """The content of a file of the program.

    Where the repository has a symbolic link, git on Windows writes a file with the relative path of the
    target; the result is the content of the target.
    """
    file_content = path.read_bytes()
    if _RELATIVE_PATH.fullmatch(file_content):
        target = path.parent / file_content.decode()
        if target.is_file():
            return content(target)
    return file_content
