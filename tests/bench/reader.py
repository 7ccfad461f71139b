"""What the browser of a reader loads for a first search."""

from collections import Counter
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Response

from tests.browser import launched
from tests.conftest import served

QUERY = "drugs"


def first_search(site: Path) -> int | None:
    """The bytes that one query on the search page loads from `/search-index/`; `None` if there is no browser."""
    loaded: Counter[str] = Counter()

    def count(response: Response) -> None:
        path = urlsplit(response.url).path
        if path.startswith("/search-index/"):
            loaded[path] = len(response.body())

    with launched() as browser, served(site) as host:
        if browser is None:
            return None
        page = browser.new_page()
        page.on(
            "requestfinished", lambda request: count(response) if (response := request.response()) else None
        )
        page.goto(f"{host.address}search/?q={QUERY}")
        page.locator(".search-results ol a").first.wait_for(timeout=120_000)
        page.wait_for_load_state("networkidle")
        return loaded.total()
