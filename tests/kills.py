"""Builds killed at random moments, each followed by one that has to make everything right.

The briefs change before each build, so that pages come, change and go.
"""

import random
import re
import signal
import time
from itertools import cycle
from pathlib import Path

from tests.project import make, run, snapshot, started

BUILD = ("build", "--engine", "none")
POLL = 0.001
"""Seconds."""


State = dict[str, str]
"""Files by path."""


def two_states(one: State) -> tuple[State, State]:
    """The briefs, and others of which most pages differ."""
    two = {
        path: re.sub(r"^summary: (?:>-\n  )?", r"\g<0>As it turned out ", text, count=1, flags=re.MULTILINE)
        for path, text in one.items()
    }
    two["briefs/of-the-second-state.yml"] = (
        "title: Of the second state\nsummary: It comes and goes.\ndate: 2020-01-01\n"
        "actors: [{id: comes-and-goes, name: Comes and goes, kind: person, role: Example}]\n"
        "sources: {paper: {title: A paper}}\nbackground: Text [@paper].\n"
    )
    return one, two


def pages(folder: Path) -> dict[str, bytes]:
    """What the folder of pages holds, the generator's own notes aside."""
    return {path: content for path, content in snapshot(folder).items() if not path.startswith(".generated/")}


def identity(file: Path | None) -> int | None:
    """A number that changes when the file comes, goes or is replaced."""
    try:
        return file.stat().st_ino if file else None
    except FileNotFoundError:
        return None


class Victim:
    """A project whose builds are killed; what the pages should be is made in another, from nothing."""

    def __init__(self, folder: Path, states: tuple[State, State], seed: int) -> None:
        self._random = random.Random(seed)  # noqa: S311 -- for moments, not for secrets
        self._folder = make(folder / "victim", {})
        self._states = []
        for number, files in enumerate(states):
            reference = make(folder / f"reference-{number}", files)
            start = time.monotonic()
            process = started(reference, *BUILD)
            process.join()
            assert process.exitcode == 0
            self._longest = time.monotonic() - start
            self._states.append((files, pages(reference / "docs")))
        self._next_state = cycle(self._states)

    def kill_and_rebuild(self) -> None:
        is_killed = False
        while not is_killed:
            files, expected = next(self._next_state)
            for path in (self._folder / "briefs").rglob("*.yml"):
                path.unlink()
            make(self._folder, files)
            is_killed = self._is_killed()
        result = run(self._folder, *BUILD)
        assert result.returncode == 0, result.stderr
        assert pages(self._folder / "docs") == expected
        left = sorted(path.name for path in (self._folder / "docs" / ".generated").iterdir())
        assert left == ["lock", "record.cbor", "search"]

    def _is_killed(self) -> bool:
        """Kill a build: at any moment, or soon after it began to write, or to change pages, a third each.

        It may have ended before.
        """
        own = self._folder / "docs" / ".generated"
        watched = self._random.choice((None, own / "unfinished", own / "record.cbor"))
        before = identity(watched)
        process = started(self._folder, *BUILD)
        if watched is None:
            time.sleep(self._random.uniform(0, self._longest))
        else:
            while process.is_alive() and identity(watched) == before:
                time.sleep(POLL)
            time.sleep(self._random.uniform(0, 0.03))
        process.kill()
        process.join()
        return process.exitcode == -signal.SIGKILL
