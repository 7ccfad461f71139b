"""Builds killed at random moments, each followed by one that has to make everything right.

`python -m tests.kills [NUMBER] [SEED]` does it so often and says at which stage the builds were. The
briefs change before each build, so that pages come, change and go.
"""

import random
import re
import signal
import sys
import tempfile
import time
from collections import Counter
from itertools import cycle
from pathlib import Path

from generator.build import writer
from tests.project import make, own_briefs, run, snapshot, started

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

    def kill_and_rebuild(self) -> str:
        """Change the briefs, kill a build and build again; gives back the stage that the first was in."""
        stage = None
        while stage is None:
            files, expected = next(self._next_state)
            for path in (self._folder / "briefs").rglob("*.yml"):
                path.unlink()
            make(self._folder, files)
            stage = self._killed()
        result = run(self._folder, *BUILD)
        assert result.returncode == 0, result.stderr
        assert pages(self._folder / "docs") == expected, stage
        left = sorted(path.name for path in (self._folder / "docs" / ".generated").iterdir())
        assert left == ["lock", "record.cbor", "search"], stage
        return stage

    def _killed(self) -> str | None:
        """Kill a build: at any moment, or soon after it began to write, or to change pages, a third each.

        Gives back the stage that it was in, or `None` where it ended before.
        """
        own = self._folder / "docs" / ".generated"
        unfinished, record = own / "unfinished", own / "record.cbor"
        watched = self._random.choice((None, unfinished, record))
        before, old_record = identity(watched), identity(record)
        process = started(self._folder, *BUILD)
        if watched is None:
            time.sleep(self._random.uniform(0, self._longest))
        else:
            while process.is_alive() and identity(watched) == before:
                time.sleep(POLL)
            time.sleep(self._random.uniform(0, 0.03))
        process.kill()
        process.join()
        if process.exitcode != -signal.SIGKILL:
            return None
        if not unfinished.exists():
            return "before or after writing"
        if identity(record) == old_record:
            return "writing beside the pages"
        return "tidying up" if writer.read_record(self._folder / "docs").inputs else "changing pages"


def main(number: int, seed: int) -> None:
    """Kill so many builds, and say where they were."""
    with tempfile.TemporaryDirectory() as name:
        victim = Victim(Path(name), two_states(own_briefs()), seed)
        stages: Counter[str] = Counter()
        for count in range(1, number + 1):
            stages[victim.kill_and_rebuild()] += 1
            print(f"{count} kills, {count} right rebuilds", end="\r", flush=True)  # noqa: T201 -- its output
        print()  # noqa: T201
        for stage, times in sorted(stages.items()):
            print(f"{times:4} {stage}")  # noqa: T201


if __name__ == "__main__":
    arguments = [int(argument) for argument in sys.argv[1:]]
    main(*[*arguments, *(100, 1)[len(arguments) :]])
