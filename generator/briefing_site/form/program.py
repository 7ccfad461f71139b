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
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from babel import localedata

from briefing_site.languages import language as languages
from briefing_site.library.library import Library
from briefing_site.reading import date_formats
from briefing_site.site import Language, Output, Site, Task, addresses
from briefing_site.site.program import FOLDER

_PYODIDE = "flet_web/web/pyodide/"
_PACKED = ("pyodide.asm.mjs", "pyodide.asm.wasm")
_CORE = "pydantic_core/*.so"
_PACKAGES = [
    "annotated_types",
    "babel",
    "jinja2",
    "markdown",
    "markdown_it",
    "markupsafe",
    "mdurl",
    "pydantic",
    "pydantic_core",
    "slugify",
    "text_unidecode",
    "typing_extensions",
    "typing_inspection",
    "yaml",
]
_ROOMS = [
    "languages",
    "diagnostics",
    "format",
    "maps",
    "reading",
    "checks",
    "site",
    "history",
    "library",
    "references",
    "pages",
]
"""The packages of the program that a check or a page imports."""
_FORM = ("__init__", "brief_page", "changed_lines", "check", "messages")
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
_DATA = frozenset({".py", ".jinja", ".json", ".dat", ".bin"})
_packed = partial(gzip.compress, compresslevel=5, mtime=0)


def tasks(_library: Library, site: Site) -> Iterator[Task]:
    if site.program:
        yield Task(addresses.program("index.json"), files, site.program, is_slow=True)


def files(_library: Library, site: Site, pyodide: str, core: str) -> Iterator[Output]:
    """The files, and a list of them with the version of each, by which browsers keep them."""
    contents: dict[str, bytes] = {}
    with ZipFile(FOLDER / pyodide) as wheel, ZipFile(FOLDER / core) as core_wheel:
        lock = json.loads(wheel.read(f"{_PYODIDE}pyodide-lock.json"))
        with ZipFile(io.BytesIO(wheel.read(f"{_PYODIDE}python_stdlib.zip"))) as stdlib:
            modules = _standard_library(stdlib)
        contents["pyodide.mjs"] = wheel.read(f"{_PYODIDE}pyodide.mjs")
        for name in _PACKED:
            contents[f"{name}.pack"] = _packed(wheel.read(_PYODIDE + name))
        (core_path,) = [path for path in core_wheel.namelist() if fnmatch(path, _CORE)]
        core_module = core_wheel.read(core_path)
    version = ".".join(lock["info"]["python"].split(".")[:2])
    contents["python.zip"] = _zip(modules)
    packages = _packages(site.language)
    packages[core_path] = core_module
    contents["packages.pack"] = _packed(_tar(packages))
    versions = {}
    for name, content in contents.items():
        versions[name] = [blake2b(content, digest_size=8).hexdigest(), len(content)]
    index = {
        "files": versions,
        "packages": f"/lib/python{version}/site-packages",
        "lock": {"info": lock["info"], "packages": {}},
    }
    index_json = json.dumps(index, separators=(",", ":"))
    yield Output(addresses.program("index.json"), index_json.encode())
    for name, content in contents.items():
        yield Output(addresses.program(name), content)


def _standard_library(archive: ZipFile) -> dict[str, bytes]:
    """Python's own modules, by path, without those that nothing here imports."""
    modules = {}
    for path in archive.namelist():
        folder, _, name = path.partition("/")
        if folder == "encodings":
            is_used = _ENCODINGS.fullmatch(name) is not None
        else:
            is_used = path.endswith(".py") and not _LEFT_OUT.fullmatch(path)
        if is_used:
            modules[path] = archive.read(path)
    return modules


def _packages(language: Language) -> dict[str, bytes]:
    """The modules of all packages and ours, and their data, by path in `site-packages`."""
    paths: dict[str, Path] = {}
    for package in _PACKAGES:
        paths |= _below(_place(package), _place(package).name)
    package_name = __name__.partition(".")[0]
    program = _place(package_name)
    for room in _ROOMS:
        paths |= _below(program / room, f"{package_name}/{room}")
    for name in ("__init__.py", *(f"form/{module}.py" for module in _FORM)):
        paths[f"{package_name}/{name}"] = program / name
    contents = {}
    for name, path in paths.items():
        if not _LEFT_OUT.fullmatch(name):
            contents[name] = path.read_bytes()
    catalogue = languages.catalogue(language.code)
    if catalogue:
        name = f"{package_name}/languages/{catalogue.parent.name}/{catalogue.name}"
        contents[name] = catalogue.read_bytes()
    return contents | _locales(language)


def _place(package: str) -> Path:
    """The folder of a package, or the file of a module."""
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError(package)
    path = Path(spec.origin)
    return path.parent if path.name == "__init__.py" else path


def _below(place: Path, name: str) -> dict[str, Path]:
    """The files of a package in a folder, or that of a module, by their paths for Python."""
    if place.is_file():
        return {name: place}
    paths = {}
    for path in place.rglob("*"):
        if path.suffix in _DATA and path.is_file():
            paths[f"{name}/{path.relative_to(place).as_posix()}"] = path
    return paths


def _locales(language: Language) -> dict[str, bytes]:
    """The data of the languages in which dates are read or shown; of all others only that they exist."""
    used = {"root", "en_001"}
    for code in (*date_formats.LANGUAGES, str(language.locale)):
        parts = code.split("_")
        for length in range(1, len(parts) + 1):
            used.add("_".join(parts[:length]))
    folder = _place("babel") / "locale-data"
    contents = {}
    for code in ("root", *localedata.locale_identifiers()):
        is_used = code in used
        data = (folder / f"{code}.dat").read_bytes() if is_used else b""
        contents[f"babel/locale-data/{code}.dat"] = data
    return contents


def _tar(contents: Mapping[str, bytes]) -> bytes:
    archive_file = io.BytesIO()
    with tarfile.open(
        fileobj=archive_file, mode="w", format=tarfile.USTAR_FORMAT
    ) as archive:
        for path in sorted(contents):
            entry = tarfile.TarInfo(path)
            entry.size = len(contents[path])
            archive.addfile(entry, io.BytesIO(contents[path]))
    return archive_file.getvalue()


def _zip(contents: Mapping[str, bytes]) -> bytes:
    archive_file = io.BytesIO()
    with ZipFile(archive_file, "w", ZIP_DEFLATED) as archive:
        for path in sorted(contents):
            entry = ZipInfo(path)
            entry.compress_type = ZIP_DEFLATED
            archive.writestr(entry, contents[path])
    return archive_file.getvalue()
