"""How long a thousand briefs take: `python -m tests.benchmark [BRIEFS]` makes them and times the commands.

The briefs are copies of those in this repository with slugs, actors, events and sources of their own.
Each command runs as a process of its own, several times; the seconds shown are those of each run.
"""

import re
import shutil
import sys
import tempfile
import time
from pathlib import Path

from tests.project import ROOT, run_anew

RUNS = 3


def library(folder: Path, number: int) -> None:
    """A project with so many briefs."""
    shutil.copytree(ROOT / "generator", folder / "generator", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "mkdocs.yml", folder)
    shutil.copytree(ROOT / "briefs", folder / "briefs")
    originals = sorted((ROOT / "briefs").glob("*.yml"))
    briefs = [path for path in originals if path.stem not in {"topics", "verification"}]
    profiles = {path.stem for path in (ROOT / "briefs/actors").glob("*.yml")}
    for index in range(number - len(briefs)):
        original = briefs[index % len(briefs)]
        text = original.read_text(encoding="utf-8")
        (folder / "briefs" / f"{original.stem}-{index}.yml").write_text(
            _copy(text, index, profiles), encoding="utf-8"
        )


def _copy(text: str, index: int, profiles: set[str]) -> str:
    """The brief with actors of its own, but for those that all share, and addresses of its own."""
    actors = set(re.findall(r"^  - id: ([a-z0-9-]+)\n    name:", text, re.MULTILINE)) - profiles
    for actor in sorted(actors):
        text = re.sub(rf"(?<![\w-]){actor}(?![\w-])", f"{actor}-{index}", text)
    text = re.sub(r"^\s+same_as: .*\n", "", text, flags=re.MULTILINE)
    text = re.sub(r"^see_also: .*\n", "", text, flags=re.MULTILINE)
    text = re.sub(r'^(title: .*?)("?)$', rf"\1 {index}\2", text, count=1, flags=re.MULTILINE)
    return re.sub(r"^(    url: \S+)$", rf"\1?copy={index}", text, flags=re.MULTILINE)


def main(number: int) -> None:
    """Make the briefs, time the commands, and say what came out."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        library(folder, number)
        for label, arguments in (
            ("check", ("check",)),
            ("build --engine none, first time", ("build", "--engine", "none")),
            ("build --engine none, nothing changed", ("build", "--engine", "none")),
            ("build", ("build",)),
        ):
            seconds = []
            for _ in range(RUNS):
                if "first time" in label:
                    shutil.rmtree(folder / "docs", ignore_errors=True)
                    shutil.copytree(
                        ROOT / "docs/contribute",
                        folder / "docs/contribute",
                        ignore=shutil.ignore_patterns("*.json", "briefs", "reference.md"),
                    )
                    for page in ("about.md", "data.md"):
                        shutil.copy(ROOT / "docs" / page, folder / "docs")
                start = time.perf_counter()
                result = run_anew(folder, *arguments)
                seconds.append(time.perf_counter() - start)
                if result.returncode:
                    sys.exit(result.stdout[-3000:] + result.stderr[-3000:])
            print(f"{label:40}", *(f"{each:6.1f} s" for each in seconds), flush=True)  # noqa: T201 -- its output
        pages = sum(1 for _ in (folder / "site").rglob("*.html"))
        print(f"{number} briefs, {pages} pages")  # noqa: T201


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)
