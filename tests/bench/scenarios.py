"""What happens to a project before a build that is timed.

Each edit takes the number of the run, so that no run finds what another left in a cache.
"""

import re
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.bench import library

BUILD = "briefs build"
GENERATOR = f"{BUILD} --engine none"
ENGINE = f"{BUILD} after {GENERATOR}"
WITHOUT_SEARCH = "--no-search"
"""The option that leaves the search index as it was; timed where the command line has it."""
PAGE_EDITED = "a word of one page edited"
EDITED = "sco-revival"
"""The brief in which a word changes: in its summary, which stands on many pages."""


@dataclass(frozen=True)
class Scenario:
    """An edit, and its name in the results."""

    name: str
    edit: Callable[[Path, int], None]


def _clean(folder: Path, _: int) -> None:
    subprocess.run(["git", "clean", "-fdXq", "docs", "site", ".cache"], cwd=folder, check=True)


def _nothing(_folder: Path, _run: int) -> None:
    pass


def edit_word(path: Path, word: str, field: str = "summary") -> None:
    """Change the first word of a field in a file."""
    text = path.read_text(encoding="utf-8")
    start = re.compile(rf"^({field}: (?:>-\n  |['\"])?)(\S+)", re.MULTILINE)
    path.write_text(start.sub(rf"\g<1>{word}", text, count=1), encoding="utf-8")


def _edit_brief(folder: Path, run: int) -> None:
    edit_word(folder / f"briefs/{EDITED}.yml", f"Word{run}")


def _edit_title(folder: Path, run: int) -> None:
    edit_word(folder / f"briefs/{EDITED}.yml", f"Title{run}", "title")


def _edit_profile(folder: Path, run: int) -> None:
    actor = library.originals().most_frequent_actor
    edit_word(folder / f"briefs/actors/{actor}.yml", f"Word{run}")


def _added(folder: Path, run: int) -> tuple[Path, str]:
    slug, text = library.variation(library.originals(), 1_000_000 + run)
    return folder / f"briefs/{slug}.yml", text


def _add(folder: Path, run: int) -> None:
    path, text = _added(folder, run)
    path.write_text(text, encoding="utf-8")


def _delete(folder: Path, run: int) -> None:
    _added(folder, run)[0].unlink()


COLD = Scenario("cold", _clean)
SCENARIOS = (
    COLD,
    Scenario("nothing changed", _nothing),
    Scenario("a word of one brief edited", _edit_brief),
    Scenario("the title of one brief edited", _edit_title),
    Scenario("the profile of the most frequent actor edited", _edit_profile),
    Scenario("a brief added", _add),
    Scenario("a brief deleted", _delete),  # one of those added before
)
