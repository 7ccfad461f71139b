"""Every kind of page is correct HTML."""

from pathlib import Path

import pytest

from tests import nu_checker
from tests.conftest import Site
from tests.pages import PAGES


@pytest.fixture(scope="session")
def java() -> str:
    """Without it the test is skipped, and under CI it fails."""
    found = nu_checker.java()
    if found is None:
        pytest.skip("no Java on this machine; `make java` installs it")
    return found


def test_the_nu_checker_finds_nothing(java: str, site: Site) -> None:
    paths = [path.partition("?")[0] for path in PAGES.values()]
    files = [
        site.folder / path / "index.html" if path[-1:] in {"", "/"} else site.folder / path for path in paths
    ]
    assert nu_checker.errors(java, files) == []


def test_the_nu_checker_finds_mistakes(java: str, tmp_path: Path) -> None:
    """Otherwise the test above could not fail."""
    page = tmp_path / "page.html"
    page.write_text(
        '<!doctype html><html lang="en"><title>A</title><input type="checkbox" autocomplete="off"></html>'
    )
    (error,) = nu_checker.errors(java, [page])
    assert "autocomplete" in error
