"""The page of the benchmark shows the results that were kept."""

from tests.bench import results


def test_the_page_shows_the_latest_results() -> None:
    """After a new run: `make bench`."""
    text = results.PAGE.read_text(encoding="utf-8")
    assert results.with_latest(text) == text
