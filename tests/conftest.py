import functools
import gc
import os
import signal
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

import hypothesis
import pytest
from filelock import FileLock
from hypothesis import HealthCheck
from playwright.sync_api import Browser, Page, expect

from briefing_site.build.processes import cores
from tests.browser import described, launched
from tests.project import make, run, site_briefs, site_settings, without_papers

# a shell ignores Ctrl+C for what it runs in the background, and so would the programs that tests interrupt
signal.signal(signal.SIGINT, signal.default_int_handler)
expect.set_options(
    timeout=30_000
)  # milliseconds: for a machine that has much else to do
# neither the speed of a machine nor chance decides a test; `make fuzz` looks further
hypothesis.settings.register_profile(
    "repeatable",
    deadline=None,
    derandomize=True,
    max_examples=20,
    suppress_health_check=list(HealthCheck),
)
hypothesis.settings.load_profile("repeatable")
hypothesis.settings.register_profile("long", derandomize=False, max_examples=1_000)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--renew",
        action="store_true",
        help="write the expected pages anew; then read the diff",
    )


def pytest_report_header() -> str:
    return f"browser: {described()}"


def pytest_itemcollected(item: pytest.Function) -> None:
    if "browser" in item.fixturenames:
        item.add_marker("browser")
    if getattr(item.function, "is_hypothesis_test", False):
        item.add_marker("fuzz")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Those that use a browser come first: few processes start one, and none is left to the end."""
    items.sort(key=lambda item: item.get_closest_marker("browser") is None)


gc.disable()  # each of its runs would look at all that is being imported


def pytest_collection_finish() -> None:
    gc.freeze()
    gc.enable()


def pytest_xdist_auto_num_workers() -> int:
    """Two more than cores: tests wait for the processes that they start."""
    return cores() + 2


@dataclass(frozen=True)
class Site:
    """A built site: its folder, and where it is served on loopback."""

    folder: Path
    address: str


def build(
    project: Path,
    files: Mapping[str, str],
    engine: str = "mkdocs",
    *,
    typeset: bool = True,
    warns: bool = False,
) -> Path:
    """A site of the briefs in the files, which may have settings of their own.

    Without papers and cards it takes half the time.
    """
    make(project, site_settings() | dict(files))
    if not typeset:
        settings = project / "mkdocs.yml"
        settings.write_text(without_papers(settings.read_text()))
    environment = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("GITHUB_", "CI_"))
    }
    environment |= {
        "REPO_URL": "https://git.example/owner/briefs",
        "SITE_URL": "https://briefs.example/",
    }
    result = run(project, "build", "--engine", engine, environment=environment)
    assert result.returncode == 0, result.stdout + result.stderr
    assert (
        result.kilobytes < 500 * 1024
    )  # also with the longest briefs: see SECURITY.md
    # a machine that has much else to do makes it say where it is
    assert warns or not [
        line
        for line in result.stderr.splitlines()
        if not line.startswith("Rendering: ")
    ]
    return project / "site"


def shared(
    factory: pytest.TempPathFactory, name: str, make: Callable[[Path], object]
) -> Path:
    """A folder that the first of the processes that run tests makes, and that all of them read."""
    own = factory.getbasetemp()
    folder = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / name
    with FileLock(f"{folder}.lock"):
        if not folder.exists():
            unfinished = folder.with_name(f"{name}.unfinished")
            make(unfinished)
            unfinished.rename(folder)
    return folder


@pytest.fixture
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A test that fetches pages finds none that another one, or somebody on this machine, has fetched."""
    monkeypatch.setenv(
        "XDG_CACHE_HOME", str(tmp_path.with_name(f"{tmp_path.name}-cache"))
    )


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site of invented briefs, with every kind of page."""
    return (
        shared(
            tmp_path_factory, "project", lambda project: build(project, site_briefs())
        )
        / "site"
    )


EMPTY = "empty"
"""The address of a page of the same origin that has nothing; a tab that routes requests has no cache."""
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; "
    "form-action 'self'; base-uri 'none'; require-trusted-types-for 'script'"
)
"""With which a host lets the form run no script but files of the site, and no text become one."""


class _Quiet(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"  # which keeps connections

    def __init__(
        self,
        *arguments: Any,  # noqa: ANN401
        instead: Mapping[str, bytes],
        **options: Any,  # noqa: ANN401
    ) -> None:
        self._instead = instead
        super().__init__(*arguments, **options)  # answers the request

    def do_GET(self) -> None:
        content = self._instead.get(self.path[1:])
        if content is None:
            super().do_GET()
            return
        self.send_response(200)
        self.send_header(
            "Content-Type",
            "application/json" if self.path.endswith(".json") else "text/html",
        )
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def end_headers(self) -> None:
        if self.path.startswith("/contribute/write/"):
            self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 -- its name in the base class
        """Say nothing."""


@contextmanager
def served(
    folder: Path, instead: Mapping[str, bytes] = MappingProxyType({})
) -> Iterator[Site]:
    """The folder on a server of its own, with other contents of files by address."""
    empty = {EMPTY: b"<link rel=icon href='data:,'>"}  # or the browser asks for one
    handler = functools.partial(
        _Quiet, directory=str(folder), instead={**instead, **empty}
    )
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield Site(folder, f"http://127.0.0.1:{server.server_port}/")
        server.shutdown()


@pytest.fixture(scope="session")
def site(built: Path) -> Iterator[Site]:
    with served(built) as site:
        yield site


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A running Chromium. Without one the test is skipped, and under CI it fails."""
    with launched() as running:
        if running is None:
            pytest.skip("no browser on this machine; `make browser` installs one")
        yield running


class Tab(NamedTuple):
    """A tab of a browser of its own."""

    page: Page
    wrong: list[str]
    """What it asked of another host than it may, and what went wrong."""

    def clear(self, site: Site) -> None:
        """Make it as good as new. Another one takes a second of the processor, and most tests take less."""
        for other in self.page.context.pages[1:]:
            other.close()
        self.page.unroute_all(behavior="ignoreErrors")
        self.page.goto(f"{site.address}{EMPTY}")
        self.page.evaluate("localStorage.clear(); sessionStorage.clear()")
        self.page.set_viewport_size({"width": 1280, "height": 720})
        self.page.emulate_media(
            media="null", color_scheme="null", reduced_motion="null"
        )
        self.page.mouse.move(0, 0)
        self.wrong.clear()


SCRIPTS = """
addEventListener("DOMContentLoaded", () => {
  const policy = trustedTypes.createPolicy("tests", { createScriptURL: (path) => path });
  for (const path of document.querySelector("[data-modules]")?.dataset.modules.match(/\\S+/g) ?? [])
    document.head.append(Object.assign(document.createElement("script"), { type: "module", src: policy.createScriptURL(path) }));
});
"""
"""Scripts that a page loads once it is shown run before the event `load` in tests, which wait for that."""


@contextmanager
def watched(
    browser: Browser,
    site: Site,
    *others: str,
    **options: Any,  # noqa: ANN401
) -> Iterator[Tab]:
    """A tab that may only ask the site, and addresses that begin like the others."""
    allowed = (site.address, f"blob:{site.address}", *others)
    wrong: list[str] = []
    with browser.new_context(base_url=site.address, **options) as context:
        context.add_init_script(SCRIPTS)
        context.grant_permissions(["clipboard-read", "clipboard-write"])
        context.on(
            "console",
            lambda each: wrong.append(each.text) if each.type == "error" else None,
        )
        context.on("weberror", lambda each: wrong.append(str(each.error)))
        context.on(
            "request",
            lambda each: (
                wrong.append(each.url) if not each.url.startswith(allowed) else None
            ),
        )
        yield Tab(context.new_page(), wrong)


@contextmanager
def visited(browser: Browser, site: Site, **options: Any) -> Iterator[Page]:  # noqa: ANN401
    """The page of such a tab. Whatever goes wrong in it fails the test."""
    with watched(browser, site, **options) as tab:
        yield tab.page
    assert tab.wrong == []


@pytest.fixture
def new_page(browser: Browser, site: Site) -> Iterator[Page]:
    """A tab for a test that changes what `Tab.clear` leaves."""
    with visited(browser, site) as page:
        yield page


@pytest.fixture(scope="session")
def tab(browser: Browser, site: Site) -> Iterator[Tab]:
    """The tab of all tests that a process runs one after the other; a module may have another one."""
    with watched(browser, site) as tab:
        yield tab


@pytest.fixture
def page(tab: Tab, site: Site) -> Iterator[Page]:
    """It, empty. Whatever it asks of another host, and whatever goes wrong, fails the test."""
    tab.clear(site)
    yield tab.page
    assert tab.wrong == []


@pytest.fixture(scope="session")
def page_without_scripts(browser: Browser, site: Site) -> Iterator[Page]:
    """A tab of a browser that runs no scripts, and so keeps nothing from one page to the next."""
    with browser.new_page(base_url=site.address, java_script_enabled=False) as page:
        yield page
