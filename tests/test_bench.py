"""The benchmark works on valid briefs, and its page shows the results that were kept."""

from pathlib import Path

from tests.bench import library, page, results
from tests.project import ours, run


@ours
def test_projects_are_valid_and_in_git(tmp_path: Path) -> None:
    number = len(library.originals().briefs) + 2
    library.make(tmp_path / "project", number)
    result = run(tmp_path / "project", "check")
    assert result.stdout == f"{number} briefs checked: 0 errors\n"
    assert (tmp_path / "project/.git").is_dir()


def test_the_page_shows_the_latest_results() -> None:
    """After a new run: `python -m tests.bench page`."""
    text = page.PAGE.read_text(encoding="utf-8")
    assert page.with_results(text, results.latest()) == text
    assert page.PLOT.is_file()
