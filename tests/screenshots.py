"""Pictures of each kind of page, to look at: `make screenshots` puts them into `screenshots/`.

Each at the widths of a phone, a tablet and a desk, light and dark, and as a PDF of the printed page.
"""

import functools
import sys
import threading
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from tests.browser import launched

ROOT = Path(__file__).parent.parent
PAGES = {
    "home": "",
    "brief": "briefs/sco-revival/",
    "briefs": "briefs/",
    "actor": "actors/vladimir-putin/",
    "actors": "actors/",
    "topic": "topics/regional-security/",
    "topics": "topics/",
    "timeline": "timeline/",
    "quotes": "quotes/",
    "sources": "sources/",
    "search": "search/?q=nato",
    "data": "data/",
    "about": "about/",
    "contribute": "contribute/",
    "reference": "contribute/reference/",
    "write": "contribute/write/",
}
WIDTHS = (360, 820, 1440)


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 -- its name in the base class
        """Say nothing."""


def main(wanted: list[str]) -> None:
    """Make the pictures of the pages named, or of all."""
    folder = ROOT / "screenshots"
    folder.mkdir(exist_ok=True)
    handler = functools.partial(_Quiet, directory=str(ROOT / "site"))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server, launched() as browser:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        if browser is None:
            sys.exit("no browser on this machine; `make browser` installs one")
        for name in wanted or PAGES:
            address = f"http://127.0.0.1:{server.server_port}/{PAGES[name]}"
            for scheme in ("light", "dark"):
                for width in WIDTHS:
                    page = browser.new_page(
                        viewport={"width": width, "height": 900},
                        color_scheme="dark" if scheme == "dark" else "light",
                    )
                    page.goto(address, wait_until="networkidle")
                    page.screenshot(path=folder / f"{name}-{width}-{scheme}.png", full_page=True)
                    page.close()
            page = browser.new_page()
            page.goto(address)
            page.pdf(path=folder / f"{name}.pdf", format="A4")
            page.close()
        server.shutdown()


if __name__ == "__main__":
    main(sys.argv[1:])
