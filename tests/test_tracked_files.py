"""What a contributor can put where only the program, or nobody, writes: git tells who wrote it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from briefing_site.cli import main as briefs
from briefing_site.engines.engine import ENGINES
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
        tmp_path,
        {
            "briefs/dam.yml": BRIEF,
            ".gitignore": "/.cache/\n/.preview/\n/docs/.generated/\n",
        },
    )
    git(project, "init", "-q")
    git(project, "add", "-A")
    return project


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
    make(
        repository,
        {
            "mkdocs.yml": SETTINGS + place,
            **ELSEWHERE,
            "elsewhere/public/mine.txt": "mine",
        },
    )
    for folder in {"docs", "shared"} - {name}:
        (repository / folder).mkdir()
    (repository / name).symlink_to(repository / "elsewhere")
    before = snapshot(repository / "elsewhere")
    done = run(repository, "build", *options, program=program)
    assert done.returncode == (1 if program is mkdocs else 2)
    assert f"'{name}' is a symbolic link" in done.stderr
    assert snapshot(repository / "elsewhere") == before


@pytest.mark.parametrize("name", [".preview", ".preview/docs"])
def test_a_preview_writes_through_no_link(repository: Path, name: str) -> None:
    make(repository, ELSEWHERE | {"mkdocs.yml": SETTINGS})
    (repository / "docs").mkdir()
    (repository / name).parent.mkdir(exist_ok=True)
    (repository / name).symlink_to(repository / "elsewhere")
    ended = run(repository, "serve", "--port", "0")
    assert ended.returncode == 1
    assert f"'{name}' is a symbolic link" in ended.stderr
    assert [path.name for path in (repository / "elsewhere").iterdir()] == ["mine.txt"]
