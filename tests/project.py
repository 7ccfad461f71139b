"""What the tests work on: a project in a folder of its own, and cases that lie in files."""

import atexit
import gzip
import json
import multiprocessing
import os
import pty
import re
import shutil
import socketserver
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

import pytest
import yaml

from briefing_site import pipeline, search
from briefing_site.build import builder, parsed, records, writer
from briefing_site.build.records import BuildRecord
from briefing_site.build.writer import Written
from briefing_site.checks.rules import Checked
from briefing_site.cli import main
from briefing_site.format import dates
from briefing_site.history import content, git, histories
from briefing_site.history.git import FileVersion
from briefing_site.history.histories import Histories
from briefing_site.library import linker
from briefing_site.library.library import Library
from briefing_site.library.linker import NO_HISTORIES
from briefing_site.pipeline import Project
from briefing_site.reading import RawFile
from briefing_site.reading.parsing import Model, Parsed
from briefing_site.site import Site
from briefing_site.site.site import DEFAULT

ROOT = Path(__file__).parent.parent
CASES = Path(__file__).parent / "cases"
NOTHING = Path(os.devnull)


WITH_PAPERS = {"mkdocs.yml": "site_name: Test\n"}
"""For a project whose papers and cards a test looks at, too; a build takes twice as long with them."""


def without_papers(settings: str) -> str:
    """Settings that say something under `extra.briefs`, for a site that has neither papers nor cards."""
    exports = "exports: [data, calendars, references, feeds]"
    written, found = re.subn(
        "\n  briefs:(?: #.*)?\n", f"\n  briefs:\n    {exports}\n", settings
    )
    assert found == 1
    return written


def make(folder: Path, files: Mapping[str, str]) -> Path:
    """A project with the files, by path; the folder is made where it is missing.

    Without settings of its own it has neither papers nor cards.
    """
    (folder / "briefs").mkdir(parents=True, exist_ok=True)
    put(
        folder,
        {"mkdocs.yml": without_papers("site_name: Test\nextra:\n  briefs:\n"), **files},
    )
    return folder


def put(folder: Path, files: Mapping[str, str]) -> None:
    """Write the files, by path, into a project that has others."""
    for path, text in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")


def with_settings(**own: object) -> dict[str, str]:
    """Settings of a site, with these below `extra.briefs`."""
    given = {
        "site_name": "Bridges",
        "theme": "briefs",
        "plugins": ["briefs"],
        "extra": {"briefs": own},
    }
    return {"mkdocs.yml": yaml.safe_dump(given)}


def site_of(folder: Path, files: Mapping[str, str], *arguments: str) -> Path:
    ended = run(make(folder, files), "build", *arguments)
    assert ended.returncode == 0, ended.stdout + ended.stderr
    return folder / "site"


def copy_repository(folder: Path, *names: str) -> None:
    """Copy files and folders of this repository, and with them what Python has compiled, into a project."""
    for name in names:
        if (ROOT / name).is_dir():
            # while another process compiles, its file has a number behind its name
            shutil.copytree(
                ROOT / name, folder / name, ignore=shutil.ignore_patterns("*.pyc.*")
            )
        else:
            shutil.copy(ROOT / name, folder)


_imported = multiprocessing.get_context("forkserver")
_imported.set_forkserver_preload(
    [
        "briefing_site.cli",
        "mkdocs.__main__",
        "lxml.html",
        "briefing_site.engines.mkdocs",
        "tests.conftest",
        "tests.begun",
        "tests.test_incremental_site",  # and others with programs of their own
        "tests.test_spoken_commands",
    ]
)


@dataclass(frozen=True)
class Ended:
    """What a command left behind."""

    returncode: int
    stdout: str
    stderr: str
    kilobytes: int
    """The most memory that it had, where the system tells."""


def run(
    folder: Path,
    *arguments: str,
    seconds: float | None = None,
    program: Callable[[], object] = main,
    environment: Mapping[str, str] = os.environ,
    answers: str | None = None,
) -> Ended:
    """`briefs` with the arguments, as a process of its own in the folder, with so many seconds to end.

    It is at a terminal if there are answers to its questions, which may be none. It is forked from a process
    that has imported everything, which takes longer than most commands do.
    """
    with tempfile.TemporaryDirectory() as name, _terminal(answers) as terminal:
        paths = [Path(name) / each for each in ("stdout", "stderr", "status")]
        process = _imported.Process(
            target=_perform,
            args=(program, folder, arguments, dict(environment), [terminal, *paths]),
        )
        process.start()
        process.join(seconds)
        code = process.exitcode
        if code is None:
            process.kill()
            process.join()
            raise TimeoutError(arguments)
        process.close()
        output, errors, status = (path.read_text(encoding="utf-8") for path in paths)
        return Ended(
            code,
            output,
            errors,
            int(status.partition("VmHWM:")[2].split()[0]) if status else 0,
        )


@contextmanager
def _terminal(answers: str | None) -> Iterator[Path]:
    """A terminal at which somebody types the answers; where there are none, a file without anything."""
    if answers is None:
        yield NOTHING
        return
    controlling, terminal = pty.openpty()
    try:
        os.write(controlling, answers.encode())
        yield Path(os.ttyname(terminal))
    finally:
        os.close(terminal)
        os.close(controlling)


def started(
    folder: Path,
    *arguments: str,
    log: Path = NOTHING,
    program: Callable[[], object] = main,
) -> BaseProcess:
    """The same, which runs on, in a group of its own; the file gets what it says."""
    paths = [NOTHING, log, log, NOTHING]
    process = _imported.Process(
        target=_perform_apart,
        args=(program, folder, arguments, dict(os.environ), paths),
    )
    process.start()
    return process


def run_anew(
    folder: Path, *arguments: str, **environment: str
) -> subprocess.CompletedProcess[str]:
    """The same with an interpreter of its own: it takes the program in the folder, if there is one."""
    return call(
        folder,
        sys.executable,
        "-m",
        "briefing_site",
        *arguments,
        environment=os.environ | {"PYTHONPATH": "generator"} | environment,
    )


CLIENT = """#!/bin/bash
[[ " $* " == *" serve "* ]] && exec {program} "$@"  # which whoever stops it stops at once
exec 3<>/dev/tcp/{address} 4<&0 5>&1 6>&2  # what follows changes the first ones for a moment
echo $$ >&3
read -r status <&3
exit "$status"
"""
"""Asks for a command in its own folder and environment, with its own input and output; only `serve` it runs itself."""


def _in_one_process() -> None:
    """The program, whose builds start no processes for pages: the tests use all cores already."""
    builder.FEW = sys.maxsize
    main()


class _Answering(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        asker = Path("/proc", self.rfile.readline().decode().strip())
        _, _, *arguments = os.fsdecode((asker / "cmdline").read_bytes()).split("\0")[
            :-1
        ]
        variables = os.fsdecode((asker / "environ").read_bytes()).split("\0")[:-1]
        environment = dict(each.split("=", 1) for each in variables)
        streams = [asker / "fd" / str(number) for number in (4, 5, 6)]
        process = _imported.Process(
            target=_perform,
            args=(
                _in_one_process,
                asker / "cwd",
                arguments,
                environment,
                [*streams, NOTHING],
            ),
        )
        process.start()
        process.join()
        self.wfile.write(b"%d\n" % (process.exitcode or 0))


@cache
def program_for_scripts() -> Path:
    """`briefs`, whose commands are forked as in `run`, if the system lets them open its streams, as Linux does."""
    program, folder = Path(sys.prefix) / "bin/briefs", Path(tempfile.mkdtemp())
    atexit.register(shutil.rmtree, folder)
    if not Path("/proc/self/fd").exists():
        return program
    server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), _Answering)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    client = folder / "briefs"
    client.write_text(
        CLIENT.format(program=program, address=f"127.0.0.1/{server.server_address[1]}")
    )
    client.chmod(0o755)
    return client


def call(
    folder: Path, *command: str, environment: Mapping[str, str] = os.environ
) -> subprocess.CompletedProcess[str]:
    """Any other command in the folder, however it ends."""
    return subprocess.run(
        command,
        cwd=folder,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def _perform_apart(*arguments: Any) -> None:  # noqa: ANN401 -- those of `_perform`
    os.setsid()
    _perform(*arguments)


def _perform(
    program: Callable[[], object],
    folder: Path,
    arguments: tuple[str, ...],
    environment: dict[str, str],
    paths: list[Path],
) -> None:
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    answers, output, errors, status = paths
    for path, stream in ((output, sys.stdout), (errors, sys.stderr)):
        with path.open("ab") as file:
            os.dup2(file.fileno(), stream.fileno())
    sys.stdin = answers.open(encoding="utf-8")
    sys.argv = ["briefs", *arguments]
    try:
        program()
    finally:
        on_linux = Path("/proc/self/status")
        status.write_text(on_linux.read_text() if on_linux.exists() else "")


def texts(files: dict[str, str]) -> list[RawFile]:
    """The files as the reader takes them."""
    return [
        RawFile(path, content.encode("utf-8", "surrogatepass"))
        for path, content in files.items()
    ]


def check(files: dict[str, str]) -> Checked:
    """Check the files; each is parsed once, for the cases in which only another one differs."""
    return pipeline.check(texts(files), parse=_parse)


@lru_cache(512)
def _parse(raw: RawFile, model: type[Model]) -> Parsed[Model]:
    return parsed.parse(raw, model)


@cache
def own_library() -> Library:
    """The linked briefs of this repository, for the tests of these briefs."""
    return linked(own_briefs())


ours = pytest.mark.skipif(
    not (ROOT / "briefs/sco-revival.yml").exists(),
    reason="the briefs are others than those that this repository began with",
)
"""Marks tests about these briefs that need not hold for those of another publisher."""


@cache
def site_library() -> Library:
    """The linked briefs of `site_briefs`, with their versions."""
    return linked(site_briefs())


def own_briefs() -> dict[str, str]:
    return {
        path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted((ROOT / "briefs").rglob("*.yml"))
    }


def first_seen(files: Mapping[str, str], day: str, until: str = "") -> Histories:
    """The histories of briefs that git has since a day, without outcomes of forecasts then, on that day or a later one."""
    open_ = {
        path: re.sub(r"[,\n]\s+(outcome|resolved_on): [\w-]+", "", text)
        for path, text in files.items()
    }
    versions = [
        FileVersion(day, path, path)
        for path in files
        if re.fullmatch(r"briefs/[\w-]+\.yml", path)
    ]
    known = histories.of_versions(
        versions,
        lambda version: content.read(
            RawFile(version.path, open_[version.path].encode())
        ),
    )
    return replace(known, until=dates.parse(until or day))


def linked(files: dict[str, str], known: Histories = NO_HISTORIES) -> Library:
    """The library of files without errors."""
    checked = check(files)
    assert not checked.errors, checked.diagnostics
    return linker.link(checked.collection, files=texts(files), histories=known)


def search_files(library: Library, site: Site = DEFAULT) -> dict[str, bytes]:
    """The files of the search index that the browser loads, by path."""
    tasks = [*search.tasks(library, site, {})]
    made = {
        each.path: each.content
        for task in tasks
        for each in task.make(library, site, *task.arguments)
    }
    made |= search.files([task.name for task in tasks], made.__getitem__)
    return {
        path: made[path] for path in sorted(made) if path.startswith("search-index/")
    }


def linked_project(folder: Path) -> Library:
    """The library of a project, whether it has errors or not, with what git has of it."""
    collection = pipeline.check(pipeline.load(Project(folder))).collection
    return linker.link(
        collection, histories=histories.read(folder, git.checkout(folder))
    )


class Files(Mapping[str, bytes]):
    """What a build makes of a library, by path: each file when it is asked for, as all of them take half a second."""

    def __init__(self, library: Library, site: Site, *, slow: bool = False) -> None:
        self._library, self._site = library, site
        self._made: dict[str, bytes] = {}
        self._tasks = {
            task.name: task
            for task in pipeline.tasks(library, site)
            if slow or not task.is_slow
        }

    def __getitem__(self, path: str) -> bytes:
        self._find(path, [*self._tasks])
        return self._made[path]

    def text(self, path: str) -> str:
        return self[path].decode()

    def __iter__(self) -> Iterator[str]:
        while self._tasks:
            self._make(next(iter(self._tasks)))
        return iter(self._made)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def _find(self, path: str, names: list[str]) -> None:
        """Make what has the most similar name first, as a file may be one of several of a task."""
        names.sort(key=lambda name: len(os.path.commonprefix((name, path))))  # noqa: RUF071
        while path not in self._made and names:
            self._make(names.pop())

    def _make(self, name: str) -> None:
        if task := self._tasks.pop(name, None):
            files = task.make(self._library, self._site, *task.arguments)
            self._made |= {file.path: file.content for file in files}


def exported(
    files: dict[str, str],
    site: Site,
    *,
    papers: bool = False,
    known: Histories = NO_HISTORIES,
) -> Files:
    """The files of a site; papers and cards, which take long, only where they are wanted."""
    return Files(linked(files, known), site, slow=papers)


def in_form(slug: str, file: Callable[[str], bytes]) -> Any:  # noqa: ANN401 -- what JSON holds
    """A brief as the form has it, given what a file of the site contains."""
    first = max(
        each
        for each in json.loads(file("contribute/form.json"))["files"]
        if each <= slug
    )
    return json.loads(gzip.decompress(file(f"contribute/briefs/{first}.pack")))[slug]


def write(folder: Path, files: Mapping[str, bytes], inputs: str = "") -> Written:
    """Stage all files and write them, as a build does."""
    former = records.read(folder)
    with writer.staging(folder):
        staged = {
            path: writer.stage(folder, path, content) for path, content in files.items()
        }
        return writer.write(folder, staged, former, BuildRecord(inputs=inputs))


def case(name: str) -> dict[str, str]:
    """The files of a case that is a project, by path."""
    return {path: content.decode() for path, content in snapshot(CASES / name).items()}


def site_briefs() -> dict[str, str]:
    """The briefs and versions of the site that tests of pages read: of the usual kind, and all invented."""
    return {
        path: text for path, text in case("site").items() if path.startswith("briefs/")
    }


def site_settings() -> dict[str, str]:
    """Its settings, and a page that belongs to it alone."""
    return {
        path: text
        for path, text in case("site").items()
        if not path.startswith("briefs/")
    }


def awkward_briefs() -> dict[str, str]:
    """Briefs with something in every field that some format could take for its own, and every kind of date."""
    return case("exports")


def frozen() -> dict[str, str]:
    """A version of one of the awkward briefs, as the first program that froze any wrote it."""
    text = (CASES / "versions/signs.json").read_text(encoding="utf-8")
    return {"briefs/versions/signs/2020-07-01.json": text}


def disguise(file: Path) -> None:
    """Change a file, but neither its size nor the time of its modification."""
    status, content = file.stat(), file.read_bytes()
    file.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
    os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))


def snapshot(folder: Path) -> dict[str, bytes]:
    """Every file below the folder with its content."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def written_pages(folder: Path) -> dict[str, bytes]:
    """What a folder of pages holds, the program's own notes aside."""
    return {
        path: content
        for path, content in snapshot(folder).items()
        if not path.startswith(".generated/")
    }
