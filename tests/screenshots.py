"""Pictures of each kind of page, to look at: `make screenshots` puts them into `screenshots/`.

Each at the widths of a phone, a tablet and a desk, light and dark, and as a PDF of the printed page.
"""

import sys

from tests.browser import launched
from tests.conftest import served
from tests.project import ROOT

PAGES = {
    "home": "",
    "brief": "briefs/sco-revival/",
    "briefs": "briefs/",
    "actor": "actors/vladimir-putin/",
    "actors": "actors/",
    "topic": "topics/regional-security/",
    "topics": "topics/",
    "new": "new/",
    "timeline": "timeline/",
    "quotes": "quotes/",
    "sources": "sources/",
    "search": "search/?q=nato",
    "data": "data/",
    "about": "about/",
    "contribute": "contribute/",
    "reference": "contribute/reference/",
    "write": "contribute/write/",
    "missing": "404.html",
}
WIDTHS = (360, 820, 1440)


def main(wanted: list[str]) -> None:
    """Make the pictures of the pages named, or of all."""
    folder = ROOT / "screenshots"
    folder.mkdir(exist_ok=True)
    with served(ROOT / "site") as site, launched() as browser:
        if browser is None:
            sys.exit("no browser on this machine; `make browser` installs one")
        for name in wanted or PAGES:
            address = site.address + PAGES[name]
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


if __name__ == "__main__":
    main(sys.argv[1:])
