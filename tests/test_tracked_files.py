"""What a contributor can put where only the program, or nobody, writes: git tells who wrote it."""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from generator.cli import main as briefs
from generator.engines.engine import ENGINES
from generator.engines.preview.builder import Builder
from generator.pipeline import Project
from tests.project import make, run, snapshot
from tests.repository import git
from tests.test_incremental_site import mkdocs

BRIEF = "title: A dam\nsummary: Built.\ndate: 2020-05-01\nbackground: A [@p].\nsources: {p: {title: P}}\n"
SETTINGS = "site_name: Test\ntheme: {name: briefs}\nplugins: [briefs]\nextra: {briefs: {exports: []}}\n"
ELSEWHERE = {"elsewhere/mine.txt": "mine"}


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository with one brief, whose caches git ignores."""
    project = make(
        tmp_path, {"briefs/dam.yml": BRIEF, ".gitignore": "/.cache/\n/.preview/\n/docs/.generated/\n"}
    )
    git(project, "init", "-q")
    git(project, "add", "-A")
    return project


def checked(project: Path) -> list[str]:
    return [line for line in run(project, "check").stdout.splitlines() if " error[" in line]


@pytest.mark.parametrize(
    "name", [".gitattributes", "actors/.gitattributes", ".GitAttributes", ".gitmodules", "x/.gitignore"]
)
def test_a_file_that_changes_what_git_does_is_an_error(repository: Path, name: str) -> None:
    """Also one that git does not track yet."""
    make(repository, {f"briefs/{name}": "*.yml export-ignore\n"})
    (error,) = checked(repository)
    assert error.startswith(
        f"briefs/{name}:1:1: error[bad-file-name]: '{name.rsplit('/', maxsplit=1)[-1]}' changes what git does"
    )
    assert f"git rm -f briefs/{name}\n" in run(repository, "check").stdout


def test_what_editors_leave_behind_is_an_error_only_in_git(repository: Path) -> None:
    """It is never read as a brief."""
    names = {".DS_Store", ".dam.yml.swp", ".hidden.yml", "actors/.x.yml", ".old/dam.yml", "dam.yml~", "#dam.yml#", "dam.yml.orig"}  # fmt: skip
    make(repository, {f"briefs/{name}": BRIEF.replace("A dam", "Another dam") for name in names})
    assert checked(repository) == []
    git(repository, "add", "-f", "briefs")
    errors = checked(repository)
    assert {each.partition(":1:1: error[bad-file-name]: ")[0] for each in errors} == {
        f"briefs/{name}" for name in names
    }
    assert all("is not a brief, but git tracks it" in each for each in errors)


def test_without_git_hidden_files_are_nobodys_business(tmp_path: Path) -> None:
    project = make(tmp_path, {"briefs/dam.yml": BRIEF, "briefs/.DS_Store": "", "briefs/dam.yml~": "a: ["})
    assert checked(project) == []
    make(project, {"briefs/.gitattributes": ""})
    assert len(checked(project)) == 1


@pytest.mark.parametrize("place", [".cache", ".preview", "docs/.generated", ".CACHE"])
def test_a_cache_in_git_stops_a_build(repository: Path, place: str) -> None:
    """Nothing of it is read."""
    assert run(repository, "build", "--engine", "none").returncode == 0
    make(repository, {f"{place}/forged": "x"})
    git(repository, "add", "-f", f"{place}/forged")
    done = run(repository, "build", "--engine", "none")
    assert (done.returncode, done.stdout) == (2, "")
    name = place.lower()
    assert done.stderr.startswith(f"briefs: git tracks files in '{name}'")
    assert done.stderr.endswith(f"git rm -r --cached {name}\n")


def test_a_cache_behind_a_link_stops_a_build(repository: Path) -> None:
    """Git lists nothing behind a link."""
    make(repository, {"pages/.generated/forged": "x"})
    (repository / "docs").symlink_to("pages")
    git(repository, "add", "-f", "pages", "docs")
    done = run(repository, "build", "--engine", "none")
    assert done.returncode == 2
    assert done.stderr.startswith("briefs: 'docs' is a symbolic link; put what it leads to in its place")


ELSEWHERE_BUILT = ("shared", "shared/public")


@pytest.mark.parametrize(
    ("program", "options", "name"),
    [
        *((program, [], name) for program in (mkdocs, briefs) for name in ("site", ".cache", ".preview", "docs", *ELSEWHERE_BUILT)),
        *((briefs, ["--engine", "zensical"], name) for name in ELSEWHERE_BUILT),
    ],
)  # fmt: skip
def test_a_build_writes_through_no_link(
    repository: Path, name: str, program: Callable[[], object], options: list[str]
) -> None:
    """Also MkDocs alone, which empties the folder of the site before it writes."""
    if options and not ENGINES["zensical"].is_installed:
        pytest.skip("zensical is not installed")
    place = "site_dir: shared/public\n" if "shared" in name else ""
    make(repository, {"mkdocs.yml": SETTINGS + place, **ELSEWHERE, "elsewhere/public/mine.txt": "mine"})
    for folder in {"docs", "shared"} - {name}:
        (repository / folder).mkdir()
    (repository / name).symlink_to(repository / "elsewhere")
    before = snapshot(repository / "elsewhere")
    done = run(repository, "build", *options, program=program)
    assert done.returncode == (1 if program is mkdocs else 2)
    assert f"'{name}' is a symbolic link" in done.stderr
    assert snapshot(repository / "elsewhere") == before


@pytest.mark.parametrize("name", [".preview", ".preview/docs", ".preview/site"])
def test_a_preview_writes_through_no_link(repository: Path, name: str) -> None:
    make(repository, ELSEWHERE)
    (repository / name).parent.mkdir(exist_ok=True)
    (repository / name).symlink_to(repository / "elsewhere")
    with closing(Builder(Project(repository, repository / ".preview"))) as builder:
        state = builder.build()
    assert f"'{name}' is a symbolic link" in state.messages
    assert [path.name for path in (repository / "elsewhere").iterdir()] == ["mine.txt"]


@pytest.mark.parametrize("name", ["docs/page.md", "docs/picture.png", "docs/folder", "docs/a/page.md"])
def test_a_link_in_docs_publishes_nothing(repository: Path, name: str) -> None:
    """Engines follow it, to a token in `.git`, for example, or a file of the machine."""
    make(repository, {"secret.md": "secret", "docs/page.txt": "Mine"})
    (repository / name).parent.mkdir(exist_ok=True)
    (repository / name).symlink_to(repository / ("" if name.endswith("folder") else "secret.md"))
    done = run(repository, "build")
    assert done.returncode == 2
    assert done.stderr.startswith(f"briefs: '{name}' is a symbolic link")
    assert not (repository / "site").exists()


def test_what_git_can_not_say_stops_a_build(repository: Path) -> None:
    """A repository of somebody else, for example, or one that is damaged."""
    assert run(repository, "build", "--engine", "none").returncode == 0
    (repository / ".git" / "config").write_text("[broken\n")
    done = run(repository, "build", "--engine", "none")
    assert done.returncode == 2
    assert done.stderr.startswith("briefs: fatal: bad config line 1")


@pytest.mark.parametrize("name", ["briefs", "briefs/actors", "briefs/more"])
def test_a_link_to_a_folder_stops_the_run(tmp_path: Path, name: str) -> None:
    """Its files would not be counted among those that a pull request changes, or be left out."""
    project = make(tmp_path, {"elsewhere/dam.yml": BRIEF})
    if name == "briefs":
        (project / "briefs").rmdir()
    (project / name).symlink_to(project / "elsewhere")
    done = run(project, "check")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"briefs: '{name}' is ")
