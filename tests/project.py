"""What the tests work on: a project in a folder of its own, and cases that lie in files."""

import re
import subprocess
import sys
from pathlib import Path

from generator import pipeline
from generator.library import linker
from generator.publishing.output import Deferred
from generator.publishing.site import Site
from generator.reading.folder import RawFile

ROOT = Path(__file__).parent.parent
CASES = Path(__file__).parent / "cases"


def make(folder: Path, files: dict[str, str]) -> Path:
    """A project with the files, by path; the folder is made where it is missing."""
    (folder / "briefs").mkdir(parents=True, exist_ok=True)
    (folder / "mkdocs.yml").write_text("site_name: Test\n")
    for path, text in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
    return folder


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """`briefs` with the arguments, as a process of its own in the folder."""
    return subprocess.run(
        [sys.executable, "-m", "generator", *arguments],
        cwd=folder,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def texts(files: dict[str, str]) -> list[RawFile]:
    """The files as the reader takes them."""
    return [RawFile(path, content.encode("utf-8", "surrogatepass")) for path, content in files.items()]


def own_briefs() -> dict[str, str]:
    """The briefs of this repository, by path."""
    return {
        path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted((ROOT / "briefs").rglob("*.yml"))
    }


def exported(files: dict[str, str], site: Site) -> dict[str, bytes]:
    """What readers take away: every file but the pages, by path."""
    checked = pipeline.check(texts(files))
    assert not checked.errors, checked.diagnostics
    made = pipeline.render(linker.link(checked.collection), site)
    return {
        path: content.make() if isinstance(content, Deferred) else content
        for path, content in made.items()
        if not path.endswith(".md")
    }


def awkward_briefs() -> dict[str, str]:
    """Briefs with something in every field that some format could take for its own, and every kind of date."""
    case = CASES / "exports"
    return {
        path.relative_to(case).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(case.rglob("*.yml"))
    }


MARKER = re.compile(
    r"^=== (briefs/.+|(?:before|after|named|renamed|replace|mistake|fixed|with|expected)(?: .+)?)\n",
    re.MULTILINE,
)
"""The line before each section of a case. Only these names make one, so that a text may hold `===` as well."""


def sections(file: Path) -> dict[str, str]:
    """The sections of a case by name."""
    return dict(section_list(file))


def section_list(file: Path) -> list[tuple[str, str]]:
    """The sections of a case, each with the name in the line `=== name` before it."""
    _, *parts = MARKER.split(file.read_text(encoding="utf-8"))
    return list(zip(parts[::2], parts[1::2], strict=True))


def snapshot(folder: Path) -> dict[str, bytes]:
    """Every file below the folder with its content."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
