"""Pictures of each kind of page, to look at: `make screenshots` puts them into `screenshots/`.

Each at the widths of a phone, a tablet and a desk, light and dark, and as a PDF of the printed page. The name
`readme` stands for the pictures of a brief at the top of the README, in `.github/pictures/`, and `guides` for those of the
example in the guides, in `docs/pictures/`.
"""

import io
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

from PIL import Image, ImageOps
from playwright.sync_api import Browser, ViewportSize

from tests.browser import launched
from tests.conftest import served
from tests.pages import PAGES
from tests.project import ROOT, case, make, run

OWN = PAGES | {
    "brief": "briefs/sco-revival/",
    "version": "briefs/espo-pipeline/versions/2026-11-26/",
    "history": "briefs/espo-pipeline/history/",
    "actor": "actors/vladimir-putin/",
    "topic": "topics/regional-security/",
    "search": "search/?q=nato",
    "figure": "briefs/sco-ten-members/#figures",
    "part": "sources/r/",
    "unprofiled": "actors/cnpc/",
}
"""Those of the site of this repository, and a few of which only pictures are made."""
WIDTHS = (360, 820, 1440)
SCHEMES: tuple[Literal["light"], Literal["dark"]] = ("light", "dark")
README = ROOT / ".github/pictures"
GUIDES = ROOT / "docs/pictures"
BRIEF = "briefs/seat-recall/"
RECALL, INQUIRY = "briefs/seat-recall.yml", "briefs/seat-inquiry.yml"
COLOURS = 64
"""In a picture of the README: enough for text, and a third of the size."""


def main(wanted: list[str]) -> None:
    """Make the pictures of the pages named, or of all."""
    folder = ROOT / "screenshots"
    folder.mkdir(exist_ok=True)
    with served(ROOT / "site") as site, launched() as browser:
        if browser is None:
            sys.exit("no browser on this machine; `make browser` installs one")
        if not wanted or "readme" in wanted:
            pictures_of_readme(browser, site.address + OWN["brief"])
        if not wanted or "guides" in wanted:
            pictures_of_guides(browser)
        for name in wanted or OWN:
            if name in {"readme", "guides"}:
                continue
            address = site.address + OWN[name]
            for scheme in SCHEMES:
                for width in WIDTHS:
                    with browser.new_page(
                        viewport={"width": width, "height": 900}, color_scheme=scheme
                    ) as page:
                        page.goto(address, wait_until="networkidle")
                        page.screenshot(
                            path=folder / f"{name}-{width}-{scheme}.png", full_page=True
                        )
            with browser.new_page() as page:
                page.goto(address)
                page.pdf(path=folder / f"{name}.pdf", format="A4")


def pictures_of_readme(browser: Browser, address: str) -> None:
    """The top of a brief, light and dark."""
    README.mkdir(exist_ok=True)
    for scheme in SCHEMES:
        with browser.new_page(
            viewport={"width": 1200, "height": 860}, color_scheme=scheme
        ) as page:
            page.goto(address, wait_until="networkidle")
            picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
            small = picture.quantize(COLOURS, dither=Image.Dither.NONE)
            small.save(README / f"brief-{scheme}.png", optimize=True)


def pictures_of_guides(browser: Browser) -> None:
    """A new site, the example with one brief, and its main brief."""
    refund = {
        path: text
        for path, text in case("recall").items()
        if path not in (RECALL, INQUIRY)
    }
    for name, files, path in (
        ("new-site", None, ""),
        ("own-site", refund, ""),
        ("brief", case("recall"), BRIEF),
    ):
        with TemporaryDirectory() as folder:
            if files is None:
                run(Path(folder), "init", "--name", "Recalls (an example)")
            else:
                make(Path(folder), files)
            run(Path(folder), "build", "--drafts")
            viewport: ViewportSize = {"width": 1000, "height": 640}
            with (
                served(Path(folder) / "site") as site,
                browser.new_page(viewport=viewport) as page,
            ):
                page.goto(site.address + path, wait_until="networkidle")
                picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
                framed = ImageOps.expand(picture, border=2, fill="#8a8578")
                framed.save(GUIDES / f"{name}.webp", quality=60, method=6)


if __name__ == "__main__":
    main(sys.argv[1:])
