"""What a killed run, a full disk, a locked folder or a second build leave behind: whole pages and a clear error."""

import ctypes
import os
import random
import re
import resource
import shutil
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from itertools import cycle
from pathlib import Path

import pytest

from briefing_site import pipeline
from briefing_site.build import lock
from briefing_site.build.writer import WritingError
from briefing_site.cli import main
from briefing_site.pipeline import Project
from briefing_site.reading import brief_files
from tests.project import (
    CASES,
    ROOT,
    Ended,
    call,
    make,
    run,
    snapshot,
    started,
    write,
    written_pages,
)

BUILD = ("build", "--engine", "none", "--no-search")
WITH_SEARCH = BUILD[:-1]
LINKED = CASES / "pages" / "linked"
POLL = 0.001
"""Seconds."""


def two_states(one: dict[str, str]) -> tuple[dict[str, str], dict[str, str]]:
    """The briefs, and others of which most pages differ."""
    two = {
        path: re.sub(
            r"^summary: (?:>-\n  )?",
            r"\g<0>As it turned out ",
            text,
            count=1,
            flags=re.MULTILINE,
        )
        for path, text in one.items()
    }
    two["briefs/of-the-second-state.yml"] = (
        "title: Of the second state\nsummary: It comes and goes.\ndate: 2020-01-01\n"
        "actors: [{id: comes-and-goes, name: Comes and goes, kind: person, role: Example}]\n"
        "sources: {paper: {title: A paper}}\nbackground: Text [@paper].\n"
    )
    return one, two


def identity(file: Path | None) -> int | None:
    """A number that changes when the file comes, goes or is replaced."""
    try:
        return file.stat().st_ino if file else None
    except FileNotFoundError:
        return None


STATES = two_states(
    {
        path.relative_to(LINKED).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted((LINKED / "briefs").rglob("*.yml"))
    }
)


@pytest.fixture(scope="module")
def built_states(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A project with the briefs before, and one with those after a change, each built from nothing."""
    before, after = (
        make(tmp_path_factory.mktemp("state") / "project", files) for files in STATES
    )
    assert [run(folder, *BUILD).returncode for folder in (before, after)] == [0, 0]
    return before, after


@pytest.fixture
def project(tmp_path: Path, built_states: tuple[Path, Path]) -> Path:
    """A project that was built, and whose briefs then changed."""
    return make(shutil.copytree(built_states[0], tmp_path / "project"), STATES[1])


Told = Callable[..., None]


@pytest.fixture
def assert_told_and_whole(project: Path, built_states: tuple[Path, Path]) -> Told:
    """One line says what is wrong; the pages are the last good ones, and the next run makes them right."""
    before, after = (written_pages(folder / "docs") for folder in built_states)

    def check(result: Ended, *words: str) -> None:
        assert result.returncode == 2, result.stderr
        assert (result.stdout, result.stderr.count("\n")) == ("", 1), result.stderr
        for word in ("briefs: ", *words):
            assert word in result.stderr
        assert written_pages(project / "docs") == before
        assert run(project, *BUILD).returncode == 0
        assert written_pages(project / "docs") == after

    return check


class Victim:
    """A project whose builds are killed; what the pages should be is made in another, from nothing."""

    def __init__(
        self, folder: Path, states: tuple[dict[str, str], dict[str, str]], seed: int
    ) -> None:
        self._random = random.Random(seed)  # noqa: S311 -- for moments, not for secrets
        self._folder = make(folder / "victim", {})
        self._states = []
        for number, files in enumerate(states):
            reference = make(folder / f"reference-{number}", files)
            start = time.monotonic()
            process = started(reference, *WITH_SEARCH)
            process.join()
            assert process.exitcode == 0
            self._longest = time.monotonic() - start
            self._states.append((files, written_pages(reference / "docs")))
        self._next_state = cycle(self._states)

    def kill_and_rebuild(self) -> None:
        is_killed = False
        while not is_killed:
            files, expected = next(self._next_state)
            for path in (self._folder / "briefs").rglob("*.yml"):
                path.unlink()
            make(self._folder, files)
            is_killed = self._is_killed()
        result = run(self._folder, *WITH_SEARCH)
        assert result.returncode == 0, result.stderr
        assert written_pages(self._folder / "docs") == expected
        left = sorted(
            path.name for path in (self._folder / "docs" / ".generated").iterdir()
        )
        assert left == ["lock", "record.cbor", "search"]

    def _is_killed(self) -> bool:
        """Kill a build: at any moment, or soon after it began to write, or to change pages, a third each.

        It may have ended before.
        """
        own = self._folder / "docs" / ".generated"
        watched = self._random.choice((None, own / "unfinished", own / "record.cbor"))
        before = identity(watched)
        process = started(self._folder, *WITH_SEARCH)
        if watched is None:
            time.sleep(self._random.uniform(0, self._longest))
        else:
            while process.is_alive() and identity(watched) == before:
                time.sleep(POLL)
            time.sleep(self._random.uniform(0, 0.03))
        process.kill()
        process.join()
        return process.exitcode == -signal.SIGKILL


@pytest.mark.fuzz
def test_killed_builds_are_made_good(tmp_path: Path) -> None:
    victim = Victim(tmp_path, STATES, seed=7)
    for _ in range(int(os.environ.get("KILLS", "3"))):
        victim.kill_and_rebuild()


def test_what_a_killed_build_left_is_tidied_up_even_if_nothing_else_is_to_do(
    project: Path,
) -> None:
    """It was killed after the last page, or its briefs are again what they were before."""
    assert run(project, *BUILD).returncode == 0
    left = project / "docs" / ".generated" / "unfinished"
    left.mkdir()
    (left / "0").touch()
    assert run(project, *BUILD).stdout.startswith("docs/: 0 files written")
    assert not left.exists()


def limited(kind: int, most: int) -> None:
    """The command where the system lets it have no more of something."""
    resource.setrlimit(kind, (most, most))
    main()


def test_a_disk_that_takes_no_large_file(
    project: Path, assert_told_and_whole: Told
) -> None:
    assert_told_and_whole(
        run(project, *BUILD, program=partial(limited, resource.RLIMIT_FSIZE, 2_000)),
        "docs",
        "File too large",
    )


def test_a_full_disk(project: Path, tmp_path: Path) -> None:
    """The folder of pages is on a disk of its own with too little room left."""
    script = tmp_path / "on-a-small-disk.sh"
    script.write_text(
        f"set -e; cp -a docs {tmp_path}/saved; mount -t tmpfs -o size=2m tmpfs docs; cp -a {tmp_path}/saved/. docs\n"
        "head -c 2m /dev/zero > docs/.filler || true; truncate -s -16k docs/.filler\n"
        f"status=0; '{sys.executable}' -m briefing_site {' '.join(BUILD)} || status=$?\n"
        f"cp -a docs {tmp_path}/left; exit $status\n"
    )
    command = ("unshare", "--mount", "--map-root-user", "bash", str(script))
    result = call(
        project,
        *command,
        environment={**os.environ, "PYTHONPATH": str(ROOT / "generator")},
    )
    if "unshare" in result.stderr or "mount:" in result.stderr:
        pytest.skip("no disk can be made here")
    assert (tmp_path / "left" / ".filler").stat().st_size > 0
    (tmp_path / "left" / ".filler").unlink()
    assert (
        written_pages(tmp_path / "left")
        == written_pages(tmp_path / "saved")
        == written_pages(project / "docs")
    )
    assert "No space left on device" in result.stderr.splitlines()[-1]
    assert result.returncode == 2


def bound() -> None:
    """The command by somebody whom permissions hold back, as they do the superuser without capabilities."""
    if os.geteuid() == 0:
        third_version_of_this_process = (ctypes.c_uint32 * 2)(0x20080522, 0)
        ctypes.CDLL(None).capset(third_version_of_this_process, (ctypes.c_uint32 * 6)())
    main()


@contextmanager
def forbidden(
    path: Path, _: Path, of_folder: int = 0, of_file: int = 0
) -> Iterator[None]:
    """It and all that it holds can't be read, or have other modes."""
    modes = {each: each.stat().st_mode for each in (path, *path.rglob("*"))}
    for each in reversed(modes):
        each.chmod(of_folder if each.is_dir() else of_file)
    yield
    for each, mode in modes.items():
        each.chmod(mode)


@contextmanager
def instead(
    path: Path, kept: Path, other: Callable[[Path, Path], object]
) -> Iterator[None]:
    """Something else is there, and what was there is elsewhere, where nothing changes."""
    if path.exists():
        path.rename(kept)
    other(path, kept)
    before = snapshot(kept.parent)
    yield
    assert snapshot(kept.parent) == before
    path.unlink()
    if kept.exists():
        kept.rename(path)


GENERATED = ("docs/.generated", "docs/.generated/record.cbor", "docs/.generated/lock")
Trouble = Callable[[Path, Path], AbstractContextManager[None]]
TROUBLES: list[tuple[str, Trouble, str]] = [
    ("docs", partial(forbidden, of_folder=0o555, of_file=0o444), "'docs' can't be written: Permission denied"),
    ("docs", partial(instead, other=lambda path, _: path.touch()), "'docs' can't be written: Not a directory"),
    # a build that reads a pipe would wait for ever
    ("briefs/pipe.yml", partial(instead, other=lambda path, _: os.mkfifo(path)), "'briefs/pipe.yml' is not a regular file"),
    ("briefs/link.yml", partial(instead, other=lambda path, _: path.symlink_to(path)), "'briefs/link.yml'"),
    # a folder that can't be listed is not taken for an empty one
    *((path, forbidden, f"{path}' can't be read: Permission denied") for path in ("briefs/dam.yml", "briefs/actors", "briefs")),
    *((path, partial(instead, other=Path.symlink_to), f"'{path}' is a symbolic link; put") for path in GENERATED),
]  # fmt: skip


@pytest.mark.parametrize(("path", "trouble", "words"), TROUBLES)
def test_what_stops_a_build(
    project: Path,
    tmp_path: Path,
    assert_told_and_whole: Told,
    path: str,
    *,
    trouble: Trouble,
    words: str,
) -> None:
    with trouble(project / path, tmp_path / "kept"):
        result = run(project, *BUILD, program=bound)
    assert_told_and_whole(result, words)


@pytest.mark.parametrize(
    "name",
    [b"a\n::error::b.yml", b"\x1b[31m.yml", b"\xff.yml", "a\u202elmy.b".encode()],
)
def test_a_name_that_would_break_a_report(tmp_path: Path, name: bytes) -> None:
    Path(os.fsdecode(os.fsencode(make(tmp_path, {}) / "briefs") + b"/" + name)).touch()
    result = run(tmp_path, "check")
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr.removesuffix("\n").isprintable()
    assert "contains an invisible character" in result.stderr


def test_a_brief_that_is_deleted_while_being_read(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = snapshot(project / "docs")
    listed = brief_files.list_files

    def list_and_delete(
        root: Path, briefs: Path, tracked: brief_files.Tracked
    ) -> list[Path]:
        found = listed(root, briefs, tracked)
        (briefs / "dam.yml").unlink()
        return found

    monkeypatch.setattr(brief_files, "list_files", list_and_delete)
    place = Project(project)
    with pytest.raises(
        OSError, match=r"'briefs/dam\.yml' has disappeared: .* try again"
    ):
        pipeline.build(place, place.site())
    assert snapshot(project / "docs") == before


def test_two_builds_at_once_take_turns(
    project: Path, built_states: tuple[Path, Path]
) -> None:
    ended: list[Ended] = []
    builds = [
        threading.Thread(target=lambda: ended.append(run(project, *BUILD)))
        for _ in range(3)
    ]
    for build in builds:
        build.start()
    for build in builds:
        build.join()
    assert [build.returncode for build in ended] == [0, 0, 0], [
        build.stderr for build in ended
    ]
    assert written_pages(project / "docs") == written_pages(built_states[1] / "docs")


def test_a_build_that_waits_too_long_is_told(tmp_path: Path) -> None:
    told: list[str] = []
    with lock.held(tmp_path, tmp_path):
        with (
            pytest.raises(WritingError, match="another build"),
            lock.held(
                tmp_path, tmp_path, patience=0.1, waiting=lambda: told.append("waiting")
            ),
        ):
            pass
        assert told == ["waiting"]
    with lock.held(tmp_path, tmp_path, patience=0):
        pass


OBSTACLES: dict[str, Callable[[Path], object]] = {
    "a folder": lambda place: make(place, {"mine.md": "mine"}),
    "an empty folder": Path.mkdir,
    "a link": lambda place: place.symlink_to(place.with_name("elsewhere")),
    "a file": Path.touch,
}


@pytest.mark.parametrize(
    ("obstacle", "path"),
    [*((each, "b") for each in OBSTACLES), ("a link", "b/c.md"), ("a file", "b/c.md")],
)
def test_what_is_in_the_way_stops_a_run_before_it_changes_anything(
    tmp_path: Path, obstacle: str, path: str
) -> None:
    write(tmp_path, {"a.md": b"1"})
    OBSTACLES[obstacle](tmp_path / "b")
    before = snapshot(tmp_path)
    with pytest.raises(WritingError, match=r"/b' is (?:in the way|a symbolic link)"):
        write(tmp_path, {"a.md": b"2", path: b"3"})
    assert snapshot(tmp_path) == before
