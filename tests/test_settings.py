"""The settings of a site: what `extra.briefs` in `mkdocs.yml` changes, and what sets one site apart from another."""

import itertools
import re
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from generator.publishing import colours
from generator.publishing.site import Site, of
from generator.reading import settings
from generator.reading.folder import RawFile
from tests.mistakes import BRIEF
from tests.project import exported, make, run

FILES = {"briefs/bridge.yml": BRIEF, "briefs/topics.yml": "trade: {title: Trade, summary: Goods.}\n"}


def site(text: str, **environment: str) -> Site:
    return of(settings.read(RawFile("mkdocs.yml", text.encode())), environment)


def ids(site: Site) -> set[str]:
    files = exported(FILES, site)
    feeds = re.findall("<id>(.*?)</id>", files["feeds/all.atom"].decode())
    return {*feeds, *re.findall("UID:(.*)\r\n", files["calendars/all.ics"].decode())}


def test_two_sites_share_no_ids() -> None:
    """Feed readers and calendars would take what one of them publishes for news of the other."""
    sites = [
        site("site_name: A\n", SITE_URL="https://a.example"),
        site("site_name: A\n", SITE_URL="https://b.example"),
        site("site_name: A\nextra: {briefs: {namespace: 3f1c2a52-8d2b-4c1e-9a57-0c6f5b7d9e10}}\n"),
        site("site_name: A\n"),
        site("site_name: B\n"),
    ]
    for one, other in itertools.combinations(map(ids, sites), 2):
        assert one
        assert not one & other


def test_a_site_that_moves_keeps_its_ids() -> None:
    text = "site_name: {}\nextra: {{briefs: {{namespace: 3f1c2a52-8d2b-4c1e-9a57-0c6f5b7d9e10}}}}\n"
    before = site(text.format("A"), SITE_URL="https://a.example")
    assert ids(before) == ids(site(text.format("B"), SITE_URL="https://b.example"))


@given(st.integers(0, 0xFFFFFF))
def test_every_accent_can_be_read(number: int) -> None:
    colour = f"#{number:06x}"
    accent = colours.accent(colour)
    for shade, backgrounds in ((accent.light, colours.LIGHT), (accent.dark, colours.DARK)):
        assert all(colours.contrast(shade, each) >= 4.5 for each in backgrounds)
        is_fine = all(colours.contrast(colour, each) >= 4.5 for each in backgrounds)
        assert not is_fine or max(abs(a - b) for a, b in zip(parts(shade), parts(colour), strict=True)) <= 1


def parts(colour: str) -> bytes:
    return bytes.fromhex(colour[1:])


def test_errors_stop_a_build_and_are_shown_where_they_are(tmp_path: Path) -> None:
    project = make(tmp_path, FILES)
    text = "site_name: Bridges\nextra:\n  briefs:\n    accnt: '#0b5394'\n    logo: logo.svg\n"
    (project / "mkdocs.yml").write_text(text)
    for command in (("check",), ("build", "--engine", "none")):
        ended = run(project, *command)
        assert ended.returncode == 1
        shown = ended.stdout + ended.stderr
        assert "mkdocs.yml:4:5: error[unknown-key]: unknown field 'accnt'" in shown
        assert "did you mean 'accent'?" in shown
    (project / "mkdocs.yml").write_text(text.replace("accnt", "accent"))
    assert "mkdocs.yml:5:11: error[bad-setting]: docs/logo.svg is not there" in run(project, "check").stdout
