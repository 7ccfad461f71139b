"""The program for browsers: Python as WebAssembly, the packages that a check uses, and the check itself.

Python is Pyodide, https://pyodide.org, from the wheel `flet-web`; pydantic-core has a wheel for it.
"""

import gzip
import io
import json
import re
import tarfile
from collections.abc import Iterator, Mapping
from fnmatch import fnmatch
from functools import partial
from hashlib import blake2b
from importlib.util import find_spec
from pathlib import Path
from zipfile import ZipFile

from babel import localedata

from briefing_site.languages import language as languages
from briefing_site.library.library import Library
from briefing_site.reading import date_formats
from briefing_site.site import Language, Output, Site, Task, addresses
from briefing_site.site.program import FOLDER

_PYODIDE = "flet_web/web/pyodide/"
_PACKED = ("pyodide.asm.mjs", "pyodide.asm.wasm")
_CORE = "pydantic_core/*.so"
_PACKAGES = (
    *(
        "annotated_types",
        "babel",
        "jinja2",
        "markdown",
        "markdown_it",
        "markupsafe",
        "mdurl",
        "pydantic",
    ),
    *(
        "pydantic_core",
        "slugify",
        "text_unidecode",
        "typing_extensions",
        "typing_inspection",
        "yaml",
    ),
)
_ROOMS = (
    "languages",
    "diagnostics",
    "format",
    "reading",
    "checks",
    "site",
    "history",
    "library",
    "references",
    "pages",
)
_FORM = ("__init__", "check", "messages", "brief_page")
_LEFT_OUT = re.compile(
    r"pydantic/(v1/.*|mypy\.py)|babel/(messages/(frontend|extract|jslexer)\.py|locale-data/.*)"
    r"|briefing_site/pages/templates/provided/.*|(pydoc|turtle).*"
    r"|(_pyrepl|curses|dbm|ensurepip|idlelib|multiprocessing|sqlite3|tkinter|unittest|venv|wsgiref)/.*"
    r"|(xml/(dom|parsers|sax)|xmlrpc)/.*|(doctest|ftplib|imaplib|mailbox|optparse|pdb|pickletools)\.py"
    r"|(poplib|profile|smtplib|statistics|_pyio)\.py"
)
_ENCODINGS = re.compile(
    r"(__init__|aliases|ascii|cp437|idna|latin_1|utf_8(_sig)?|utf_16.*|.*unicode_escape)\.py"
)
_DATA = frozenset({".py", ".jinja", ".dat", ".bin"})
_packed = partial(gzip.compress, compresslevel=5, mtime=0)


def tasks(_library: Library, site: Site) -> Iterator[Task]:
    if site.program:
        yield Task(addresses.program("index.json"), files, site.program, is_slow=True)


def files(_library: Library, site: Site, pyodide: str, core: str) -> Iterator[Output]:
    """The files, and a list of them with the version of each, by which browsers keep them."""
    made: dict[str, bytes] = {}
    with ZipFile(FOLDER / pyodide) as wheel, ZipFile(FOLDER / core) as core_wheel:
        lock = json.loads(wheel.read(f"{_PYODIDE}pyodide-lock.json"))
        with ZipFile(io.BytesIO(wheel.read(f"{_PYODIDE}python_stdlib.zip"))) as stdlib:
            python = _standard_library(stdlib)
        made["pyodide.mjs"] = wheel.read(f"{_PYODIDE}pyodide.mjs")
        for name in _PACKED:
            made[f"{name}.pack"] = _packed(wheel.read(_PYODIDE + name))
        (library,) = (each for each in core_wheel.namelist() if fnmatch(each, _CORE))
        made["core.pack"] = _packed(core_wheel.read(library))
    version = ".".join(lock["info"]["python"].split(".")[:2])
    # Pyodide imports from what it takes for an archive; a folder of that name serves as well
    stdlib_folder = f"lib/python{version.replace('.', '')}.zip"
    content = {f"{stdlib_folder}/{path}": each for path, each in python.items()} | {
        f"lib/python{version}/site-packages/{path}": each
        for path, each in _packages(site.language).items()
    }
    made["packages.pack"] = _packed(_tar(content))
    index = {
        "files": {
            name: [blake2b(each, digest_size=8).hexdigest(), len(each)]
            for name, each in made.items()
        },
        "standard_library": f"/{stdlib_folder}",
        "core": f"/lib/python{version}/site-packages/{library}",
        "lock": {"info": lock["info"], "packages": {}},
    }
    yield Output(
        addresses.program("index.json"),
        json.dumps(index, separators=(",", ":")).encode(),
    )
    for name, each in made.items():
        yield Output(addresses.program(name), each)


def _standard_library(archive: ZipFile) -> dict[str, bytes]:
    """Python's own modules without those that nothing here imports."""

    def is_used(path: str) -> bool:
        folder, _, name = path.partition("/")
        if folder == "encodings":
            return _ENCODINGS.fullmatch(name) is not None
        return path.endswith(".py") and not _LEFT_OUT.fullmatch(path)

    return {path: archive.read(path) for path in archive.namelist() if is_used(path)}


def _packages(language: Language) -> dict[str, bytes]:
    """The modules of all packages and ours, and their data, by path in `site-packages`."""
    found = {path.name: path for path in (_place(name) for name in _PACKAGES)}
    own = _place(__name__.partition(".")[0])
    made = {
        name: path for top, place in found.items() for name, path in _below(place, top)
    }
    made |= {
        name: path
        for room in _ROOMS
        for name, path in _below(own / room, f"briefing_site/{room}")
    }
    made |= {
        f"briefing_site/{path}": own / path
        for path in ("__init__.py", *(f"form/{name}.py" for name in _FORM))
    }
    content = {
        name: path.read_bytes()
        for name, path in made.items()
        if not _LEFT_OUT.fullmatch(name)
    }
    if catalogue := languages.catalogue(language.code):
        content[f"briefing_site/languages/{catalogue.parent.name}/{catalogue.name}"] = (
            catalogue.read_bytes()
        )
    return content | _locales(found["babel"], language)


def _place(package: str) -> Path:
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError(package)
    path = Path(spec.origin)
    return path.parent if path.name == "__init__.py" else path


def _below(place: Path, name: str) -> Iterator[tuple[str, Path]]:
    if place.is_file():
        yield name, place
    for path in place.rglob("*"):
        if path.suffix in _DATA and path.is_file():
            yield f"{name}/{path.relative_to(place).as_posix()}", path


def _locales(babel: Path, language: Language) -> dict[str, bytes]:
    """The data of the languages in which dates are read or shown; of all others only that they exist."""
    used = {"root"}
    for code in (*date_formats.LANGUAGES, str(language.locale)):
        parts = code.split("_")
        used |= {"_".join(parts[:length]) for length in range(1, len(parts) + 1)} | {
            "en_001"
        }
    folder = babel / "locale-data"
    return {
        f"babel/locale-data/{each}.dat": (folder / f"{each}.dat").read_bytes()
        if each in used
        else b""
        for each in ("root", *localedata.locale_identifiers())
    }


def _tar(content: Mapping[str, bytes]) -> bytes:
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w", format=tarfile.USTAR_FORMAT) as archive:
        for path in sorted(content):
            entry = tarfile.TarInfo(path)
            entry.size = len(content[path])
            archive.addfile(entry, io.BytesIO(content[path]))
    return made.getvalue()
