"""The page of the benchmark shows the results that were kept."""

from tests.bench import page, results


def test_the_page_shows_the_latest_results() -> None:
    """After a new run: `python -m tests.bench page`."""
    text = page.PAGE.read_text(encoding="utf-8")
    assert page.with_results(text, results.latest()) == text
    assert page.PLOT.is_file()
