"""The live preview: one build for each change, and errors in the browser."""

import multiprocessing
import os
import re
import signal
import socket
import struct
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from functools import partial
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
from briefing_site.engines.address import Address
from briefing_site.engines.preview.builder import Builder, PreviewState
from briefing_site.engines.preview.server import Builds, Server
from briefing_site.engines.preview.serving import concerns
from briefing_site.pipeline import Project
from tests.conftest import Site, visited
from tests.mistakes import BRIEF
from tests.project import (
    ROOT,
    make,
    run,
    site_settings,
    started,
    without_papers,
    write,
    written_pages,
)

TEXT = "After ten years two towns share a bridge again."
NOTICE = 'id="preview-errors"'
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
        return len(
            re.findall(r"^(?:Built|Not built)", self.log.read_text(), re.MULTILINE)
        )

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
    """But for one that another build of the project makes. In the end, another thread gets Ctrl+C."""
    with previewed(new_project(tmp_path, FILES)) as preview:
        preview.wait_for("briefs/bridge/", TEXT)
        assert preview.builds() == 1
        with socket.create_connection(
            ("127.0.0.1", urlsplit(preview.address).port or 0)
        ) as gone:
            gone.setsockopt(
                socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0)
            )
            gone.sendall(b"GET /.preview/builds/1 HTTP/1.0\r\n\r\n")
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
            # not only for the page: what is made in the background may have taken the change over already
            preview.wait_for_log("Built (", builds)
            preview.wait_for(page, after)
        preview.wait_for("", "Two towns share a bridge.")
        added = BRIEF.replace("Two towns", "Three towns")
        (preview.project / "briefs/other.yml").write_text(f"{added}status: draft\n")
        preview.wait_for("briefs/other/", "Three towns")
        preview.wait_for_log("Built (", 5)
        (preview.project / "briefs/other.yml").unlink()
        preview.wait_for("briefs/other/", "", 404)
        preview.wait_for_log("Built (", 6)
        result = run(preview.project, "build", "--engine", "none", "--no-search")
        assert result.returncode == 0, result.stderr
        time.sleep(
            1
        )  # for a build that should not be, and until nothing is left to do that would wake it
        assert preview.builds() == 6
        tasks = Path(f"/proc/{preview.process}/task")
        if tasks.exists():  # the system lists threads: one that gets Ctrl+C does not interrupt the main thread
            os.kill(
                min({int(path.name) for path in tasks.iterdir()} - {preview.process}),
                signal.SIGINT,
            )
            until(lambda: not tasks.exists(), preview.log)


def test_errors_show_until_they_are_fixed(preview: Preview) -> None:
    before = preview.wait_for("briefs/bridge/", TEXT)
    assert NOTICE not in before
    preview.save(
        "briefs/bridge.yml", "topics: [trade]", "topics: ['<script>alert(1)</script>']"
    )
    page = preview.wait_for("briefs/bridge/", NOTICE)
    assert TEXT in page
    assert "briefs/bridge.yml:4:10: error[unknown-topic]" in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "<script>alert" not in page
    for path, status in (("", 200), ("about/", 200), ("missing/", 404)):
        preview.wait_for(path, NOTICE, status)
    preview.wait_for_log("error[unknown-topic]")
    preview.save("briefs/bridge.yml", "'<script>alert(1)</script>'", "trade")
    assert TEXT in preview.wait_without("briefs/bridge/", NOTICE)


def test_errors_in_the_settings(preview: Preview) -> None:
    for old, new in (
        ("site_name: Briefs", "site_name: ["),
        ("- attr_list", "- no_such_extension"),
    ):
        preview.save("mkdocs.yml", old, new)
        assert NOTICE in preview.wait_for(
            "", "mkdocs.yml" if "[" in new else "no_such_extension"
        )
        preview.save("mkdocs.yml", new, old)
        preview.wait_without("", NOTICE)


def test_errors_in_hand_written_pages(preview: Preview) -> None:
    """Also where every build makes all pages, and where a page has no title but its own."""
    about = FILES["docs/about.md"]
    for old, new, text in (
        (
            "plugins: [briefs]",
            "plugins: [briefs, search]",
            f"{about}\n[no](missing-page.md)\n",
        ),
        (
            "plugins: [briefs, search]",
            "plugins: [briefs]",
            f"{about}\n[no](other-page.md)\n",
        ),
        ("About: about.md", "about.md", f"{about}\n[no](third-page.md)\n"),
        (
            "- about.md",
            "- About: about.md",
            f"---\ntemplate: no-such.html\n---\n{about}",
        ),
    ):
        builds = preview.builds()
        preview.save("mkdocs.yml", old, new)
        preview.wait_for_log(" seconds)", builds + 1)
        preview.save("docs/about.md", about, text)
        preview.wait_for_log(re.findall(r"[a-z]+-[a-z]+[.]\w+", text)[-1])
        preview.save("docs/about.md", text, about)
        preview.wait_without("about/", NOTICE)


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


def test_a_builder_that_is_killed_is_started_again(tmp_path: Path) -> None:
    project = Project(make(tmp_path, {}))
    others = {*multiprocessing.active_children()}
    builder = Builder(project)
    (process,) = {*multiprocessing.active_children()} - others
    process.kill()
    failed = PreviewState(
        messages="the build failed; see the terminal", is_current=False
    )
    assert builder.build() == failed
    assert builder.build().is_current
    builder.close()


def test_browsers_wait_for_the_build_that_runs() -> None:
    builds, found = Builds(), list[object]()
    built, fixed = PreviewState(seconds=1), PreviewState(seconds=2)

    def waiting(ask: Callable[[], object]) -> threading.Thread:
        thread = threading.Thread(target=lambda: found.append(ask()), daemon=True)
        thread.start()
        thread.join(0.1)
        assert thread.is_alive()
        return thread

    first = waiting(builds.last)
    builds.end(built)
    first.join(SECONDS)
    assert found == [(1, built)]
    assert builds.last() == (1, built)
    assert builds.other_than(0) == 1
    threads = [waiting(partial(builds.other_than, 1))]
    builds.begin()
    threads.append(waiting(builds.last))
    builds.end(fixed)
    for thread in threads:
        thread.join(SECONDS)
    assert sorted(map(repr, found[1:])) == sorted(map(repr, (2, (2, fixed))))


def test_what_a_preview_is_not_made_from(tmp_path: Path) -> None:
    project = Project(make(tmp_path, {"briefs/a.yml": ""}))
    write(project.docs, {"briefs/a.md": b"made"})
    for path, expected in {
        project.docs / "about.md": True, project.docs / "briefs/a.md": False, project.docs / ".generated/lock": False,
        project.docs / ".of-an-editor": False, project.briefs / "a.yml": True, project.root / "mkdocs.yml": True,
    }.items():  # fmt: skip
        assert concerns({path}, project) is expected, path
    assert concerns({project.docs / "briefs/a.md", project.briefs / "a.yml"}, project)


def test_edits_in_quick_succession_after_errors_at_the_start(tmp_path: Path) -> None:
    """Each is shown at once, whatever the one before it has left; all else follows in the background."""
    files, before = (
        FILES | {"briefs/bridge.yml": BRIEF.replace("[trade]", "[tirade]")},
        TEXT,
    )
    with previewed(new_project(tmp_path, files, typeset=True)) as preview:
        for path in ("", "briefs/bridge/"):
            assert "error[unknown-topic]" in preview.wait_for(path, "No pages yet")
        assert "WARNING" not in preview.log.read_text()
        preview.save("briefs/bridge.yml", "tirade", "trade")
        assert NOTICE not in preview.wait_for("briefs/bridge/", TEXT)
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
        for path in ("bridge", "topics"):
            files[f"briefs/{path}.yml"] = (tmp_path / f"briefs/{path}.yml").read_text()
        clean = new_project(tmp_path / "clean", files, typeset=True)
        assert run(clean, "build", "--engine", "none", "--drafts").returncode == 0
        expected = written_pages(clean / "docs")
        del expected[".gitignore"]  # that of a preview is in a folder that git ignores
        until(
            lambda: written_pages(tmp_path / ".preview/docs") == expected, preview.log
        )
        preview.wait_for("api/v1/briefs/bridge.json", before)
        for path in ("briefs/bridge/bridge.pdf", "search-index/catalogue.json"):
            assert preview.get(path)[0] == 200


def test_only_pages_and_generated_files_are_served(preview: Preview) -> None:
    for path in (
        "index.md", ".generated/record.cbor", "%2e%2e/mkdocs.yml", "../mkdocs.yml", "briefs/../../docs/.generated/record.cbor",
    ):  # fmt: skip
        assert preview.get(path)[0] == 404, path
    for long in (
        ".preview/builds/" + "1" * 5_000,
        ".preview/builds/" + "9" * 10,
        "a" * 5_000,
        "a/" * 5_000,
    ):
        assert preview.get(long)[0] == 404
    assert preview.get("schema/brief.json")[0] == 200
    assert preview.get("briefs/bridge") == preview.get("briefs/bridge/")


NAMES = {
    200: ("localhost", "LOCALHOST:1", "127.0.0.1:8000", "[::1]:8000", "192.168.1.7"),
    421: ("evil.example", "evil.example:8000", "localhost.evil.example", "127.0.0.1.evil.example", "127.0.0.1@evil.example", "[::1", ""),
}  # fmt: skip


def test_only_own_names_are_answered(tmp_path: Path) -> None:
    """Any page in a browser could have its own name lead to this machine."""
    (tmp_path / "site").mkdir()
    (tmp_path / "site/index.html").write_text("")
    builds = Builds()
    builds.end(PreviewState())
    listening = Address("127.0.0.1", 0).listen()
    with Server(listening, Project(tmp_path), builds, "127.0.0.1") as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        for status, names in NAMES.items():
            for host in names:
                with closing(
                    HTTPConnection("127.0.0.1", server.server_port, timeout=SECONDS)
                ) as connection:
                    connection.request("GET", "/", headers={"Host": host})
                    assert connection.getresponse().status == status, host
        server.shutdown()
        thread.join()


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
