"""The live preview: one build for each change, and errors in the browser."""

import os
import re
import signal
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from typing import TypeVar
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest
import yaml
from playwright.sync_api import Browser, expect

from briefing_site.cli import main
from briefing_site.engines import additions
from tests.conftest import Site, visited
from tests.mistakes import BRIEF
from tests.project import (
    ROOT,
    make,
    run,
    site_settings,
    started,
    without_papers,
    written_pages,
)

TEXT = "After ten years two towns share a bridge again."
NOTICE = 'id="__preview-errors"'
FILES = {
    "briefs/bridge.yml": BRIEF,
    "briefs/topics.yml": "trade: {title: Trade, summary: Goods.}\n",
    "docs/about.md": "# About this site\n\n## Quotes { #quotes }\n",
    "docs/data.md": "# Data\n",
    "docs/address.txt": "By post",
    "docs/contribute/index.md": "# Contribute\n",
}
SECONDS = 120
"""Patience with a machine that has much else to do."""
Found = TypeVar("Found")


def until(wanted: Callable[[], Found | None], log: Path) -> Found:
    """What it finds, as soon as that is something; the log tells why it may find nothing."""
    end = time.monotonic() + SECONDS
    while not (found := wanted()):
        assert time.monotonic() < end, log.read_text()
        time.sleep(0.02)
    return found


@dataclass
class Preview:
    project: Path
    address: str
    log: Path
    process: int

    def get(self, path: str) -> tuple[int, str]:
        try:
            with urlopen(self.address + path, timeout=SECONDS) as response:  # noqa: S310 -- on loopback
                return response.status, response.read().decode("utf-8", "replace")
        except HTTPError as error:
            return error.code, error.read().decode()
        except URLError:  # nothing listens yet
            return 0, ""

    def wait_for(self, path: str, text: str, status: int = 200) -> str:
        """The page, as soon as it has the text and the status."""

        def shown() -> str:
            found, page = self.get(path)
            return page if found == status and text in page else ""

        return until(shown, self.log)

    def wait_without(self, path: str, text: str) -> str:
        """The page, as soon as it does not have the text."""

        def shown() -> str:
            _, page = self.get(path)
            return "" if text in page else page

        return until(shown, self.log)

    def wait_for_log(self, text: str, times: int = 1) -> None:
        """Wait until the terminal shows the text so many times, which may be after the page does."""
        until(lambda: self.log.read_text().count(text) >= times, self.log)

    def builds(self) -> int:
        return self.log.read_text().count("Documentation built in")

    def save(self, path: str, old: str, new: str) -> None:
        text = (self.project / path).read_text(encoding="utf-8")
        assert old in text
        (self.project / path).write_text(text.replace(old, new), encoding="utf-8")


def new_project(folder: Path, files: dict[str, str], *, typeset: bool = False) -> Path:
    """A project with the settings and the theme of this repository, and without papers and cards."""
    settings = {"nav": additions.navigation(), "markdown_extensions": ["attr_list"]}
    written = (
        site_settings()["mkdocs.yml"]
        if typeset
        else without_papers(site_settings()["mkdocs.yml"])
    )
    make(folder, files | {"mkdocs.yml": written + yaml.safe_dump(settings)})
    (folder / "generator").symlink_to(ROOT / "generator")
    return folder


@contextmanager
def previewed(
    project: Path, *options: str, program: Callable[[], object] = main
) -> Iterator[Preview]:
    """The preview of a project; it ends without an error on Ctrl+C."""
    log = project / "log.txt"
    log.touch()
    process = started(
        project, "serve", *(options or ("--port", "0")), log=log, program=program
    )
    assert process.pid is not None
    try:
        address = until(lambda: re.search(r"http://\S+", log.read_text()), log)
        yield Preview(project, f"{address[0].rstrip('/')}/", log, process.pid)
        with suppress(ProcessLookupError):  # the test has ended it
            os.killpg(process.pid, signal.SIGINT)
        process.join(SECONDS)
        assert process.exitcode == 0
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    assert "Traceback" not in log.read_text()


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    with previewed(new_project(tmp_path_factory.mktemp("preview"), FILES)) as running:
        yield running


@pytest.fixture
def preview(running: Preview) -> Preview:
    """One that other tests have had: whatever they have changed is undone."""
    written = {
        *running.project.glob("briefs/*.yml"),
        *running.project.glob("docs/**/*.md"),
    }
    for added in written - {running.project / path for path in FILES}:
        added.unlink()
    for path, text in FILES.items():
        if (running.project / path).read_text(encoding="utf-8") != text:
            (running.project / path).write_text(text, encoding="utf-8")
    running.wait_without("", NOTICE)
    running.wait_for("briefs/bridge/", TEXT)
    return running


def test_every_change_is_built_once(tmp_path: Path) -> None:
    with previewed(new_project(tmp_path, FILES)) as preview:
        preview.wait_for("briefs/bridge/", TEXT)
        assert preview.builds() == 1
        for builds, (path, before, after, page) in enumerate(
            (
                (
                    "briefs/bridge.yml",
                    TEXT,
                    "Two towns share a bridge.",
                    "briefs/bridge/",
                ),
                ("docs/about.md", "About this site", "About these briefs", "about/"),
                ("docs/address.txt", "By post", "By mail", "address.txt"),
            ),
            start=2,
        ):
            preview.save(path, before, after)
            preview.wait_for(page, after)
            assert preview.builds() == builds
        preview.wait_for("", "Two towns share a bridge.")
        added = BRIEF.replace("Two towns", "Three towns")
        (preview.project / "briefs/other.yml").write_text(f"{added}status: draft\n")
        preview.wait_for("briefs/other/", "Three towns")
        (preview.project / "briefs/other.yml").unlink()
        preview.wait_for("briefs/other/", "", 404)
        time.sleep(0.5)  # for a build that should not be
        assert preview.builds() == 6
        assert not (preview.project / "docs/briefs").exists()


def test_errors_show_until_they_are_fixed(preview: Preview) -> None:
    before = preview.wait_for("briefs/bridge/", TEXT)
    assert NOTICE not in before
    preview.save(
        "briefs/bridge.yml", "topics: [trade]", "topics: ['<script>alert(1)</script>']"
    )
    page = preview.wait_for("briefs/bridge/", NOTICE)
    assert TEXT in page
    assert "<h1" in page  # the last good page is still one
    assert "briefs/bridge.yml:4:10: error[unknown-topic]" in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "<script>alert" not in page
    for path, status in (("", 200), ("about/", 200), ("missing/", 404)):
        preview.wait_for(path, NOTICE, status)
    preview.wait_for_log("error[unknown-topic]")
    preview.save("briefs/bridge.yml", "'<script>alert(1)</script>'", "trade")
    assert TEXT in preview.wait_without("briefs/bridge/", NOTICE)


def test_errors_in_the_settings(preview: Preview) -> None:
    """MkDocs reports them in the terminal, and answers again once they are fixed."""
    for old, new, reported in (
        ("site_name: Briefs", "site_name: [", "mkdocs.yml"),
        ("- attr_list", "- no_such_extension", "no_such_extension"),
    ):
        preview.save("mkdocs.yml", old, new)
        preview.wait_for_log(reported)
        preview.save("mkdocs.yml", new, old)
        preview.wait_for("briefs/bridge/", TEXT)


def test_errors_in_handwritten_pages(preview: Preview) -> None:
    about = FILES["docs/about.md"]
    preview.save("docs/about.md", about, f"{about}\n[no](missing-page.md)\n")
    preview.wait_for_log("contains a link 'missing-page.md'")
    preview.save("docs/about.md", f"{about}\n[no](missing-page.md)\n", about)
    preview.wait_without("about/", "missing-page")


def test_files_in_the_way(preview: Preview) -> None:
    way = preview.project / ".preview/docs/briefs/new.md"
    way.write_text("# In the way\n")
    (preview.project / "briefs/new.yml").write_text(BRIEF)
    preview.wait_for_log(
        "'docs/briefs/new.md' is in the way: the generator did not write it"
    )
    way.unlink()
    (preview.project / "docs/briefs").mkdir()
    (preview.project / "docs/briefs/new.md").write_text("# In the way\n")
    preview.save("briefs/new.yml", TEXT, "Two towns share a bridge.")
    preview.wait_for_log("'docs/briefs/new.md' is in the way of a generated file")


def test_edits_in_quick_succession_after_errors_at_the_start(tmp_path: Path) -> None:
    """Each is shown, whatever the one before it has left."""
    invalid = FILES | {"briefs/bridge.yml": BRIEF.replace("[trade]", "[tirade]")}
    with previewed(new_project(tmp_path, invalid, typeset=True)) as preview:
        for path in ("", "briefs/bridge/"):
            assert "error[unknown-topic]" in preview.wait_for(path, NOTICE, 404)
        assert not re.search(r"WARNING -  (?!.* code 404)", preview.log.read_text())
        preview.save("briefs/bridge.yml", "tirade", "trade")
        assert NOTICE not in preview.wait_for("briefs/bridge/", TEXT)
        before = TEXT
        for number in range(5):
            after = f"Two towns share bridge {number}."
            preview.save("briefs/bridge.yml", before, after)
            assert NOTICE not in preview.wait_for("briefs/bridge/", after)
            before = after
            if number == 2:
                preview.save(
                    "briefs/topics.yml", "Goods", "Goods that cross the bridge"
                )
        preview.wait_for("", before)
        preview.wait_for("topics/trade/", "Goods that cross the bridge")
        files = FILES.copy()
        for name in ("bridge", "topics"):
            files[f"briefs/{name}.yml"] = (tmp_path / f"briefs/{name}.yml").read_text()
        clean = new_project(tmp_path / "clean", files, typeset=True)
        assert run(clean, "build", "--engine", "none", "--drafts").returncode == 0
        expected = written_pages(clean / "docs")
        del expected[".gitignore"]  # that of a preview is in a folder that git ignores
        assert written_pages(tmp_path / ".preview/docs") == expected
        preview.wait_for("api/v1/briefs/bridge.json", before)
        for path in ("briefs/bridge/bridge.pdf", "search-index/catalogue.json"):
            assert preview.get(path)[0] == 200


def test_only_the_site_is_served(preview: Preview) -> None:
    for path in (
        "index.md", ".generated/record.cbor", "%2e%2e/mkdocs.yml", "../mkdocs.yml", "briefs/../../docs/.generated/record.cbor",
    ):  # fmt: skip
        assert preview.get(path)[0] == 404, path


NAMES = {
    200: ("localhost", "LOCALHOST:1", "127.0.0.1:8000", "[::1]:8000", "192.168.1.7"),
    421: ("evil.example", "evil.example:8000", "localhost.evil.example", "127.0.0.1.evil.example", "127.0.0.1@evil.example", "[::1", ""),
}  # fmt: skip


def test_only_own_names_are_answered(preview: Preview) -> None:
    """Any page in a browser could have its own name lead to this machine."""
    port = urlsplit(preview.address).port
    for status, names in NAMES.items():
        for host in names:
            with closing(HTTPConnection("127.0.0.1", port, timeout=SECONDS)) as server:
                server.request("GET", "/", headers={"Host": host})
                assert server.getresponse().status == status, host


def test_browsers_reload(preview: Preview, browser: Browser) -> None:
    with visited(browser, Site(preview.project, preview.address)) as page:
        page.goto("briefs/bridge/")
        expect(page.get_by_text(TEXT).first).to_be_visible()
        preview.save("briefs/bridge.yml", TEXT, "Two towns share a bridge.")
        expect(page.get_by_text("Two towns share a bridge.").first).to_be_visible()
        preview.save("briefs/bridge.yml", "maria-example]", "mario]")
        expect(page.get_by_role("complementary", name="Fix this")).to_contain_text(
            "error[unknown-actor]"
        )
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        preview.save("briefs/bridge.yml", "mario]", "maria-example]")
        expect(page.get_by_role("complementary", name="Fix this")).to_have_count(0)


def test_a_port_in_use(tmp_path: Path) -> None:
    project = new_project(tmp_path, FILES)
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        for options in (("--port", str(port)), ("--address", f"127.0.0.1:{port}")):
            result = run(project, "serve", *options, seconds=SECONDS)
            assert result.returncode == 2
            assert (
                result.stderr
                == f"briefs: port {port} is in use; choose another one with --port\n"
            )
    result = run(
        project, "serve", "--address", "192.0.2.1:0", seconds=SECONDS
    )  # of no machine, by RFC 5737
    assert (result.returncode, result.stderr.count("\n")) == (2, 1)
    assert result.stderr.startswith("briefs: the preview can't listen at 192.0.2.1:0: ")
    assert run(project, "serve", "--address", "8000").returncode == 2
    assert not (project / ".preview").exists()
