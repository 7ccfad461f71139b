"""The benchmark works on valid briefs that differ, and its page shows the results that were kept."""

import re
from pathlib import Path

from tests.bench import library, page, results
from tests.bench.library import PROSE
from tests.project import ours, run


def _prose(slug_and_text: tuple[str, str]) -> set[str]:
    """The texts of a brief that are long enough to be of its own, in the language in which words are replaced."""
    found = set()

    def collect(value: library.Value, *, prose: bool = False) -> None:
        if isinstance(value, dict):
            for key, each in value.items():
                collect(each, prose=key in PROSE)
        elif isinstance(value, list):
            for each in value:
                collect(each, prose=prose)
        elif prose and len(re.findall("[a-z]{3,}", value)) > 20:
            found.add(value)

    collect(library.parsed(slug_and_text[1]))
    return found


@ours
def test_variations_have_no_text_in_common() -> None:
    source = library.originals()
    number = len(source.briefs)
    one, two = (_prose(library.variation(source, index)) for index in (0, number))
    assert len(one) > 10
    assert not one & two
    assert library.variation(source, 0) == library.variation(library.originals(), 0)


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
