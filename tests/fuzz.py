"""Feeds the program whatever atheris thinks up, to find a file that makes it raise, hang or take too much.

What the check accepts is built: all pages, as the site engine's Markdown parser reads them, and all downloads.

`python -m tests.fuzz [SECONDS] [FOLDER]` does so for so long, keeps in the folder what reached new code,
and begins with what is there: the cases of the tests and the briefs of this repository at first. What
libFuzzer says of its progress goes to standard error; a file that it found is left as `crash-*`.

Atheris is in no lock, for it comes for Linux on x86-64 alone: `.venv/bin/pip install atheris`.
"""

import json
import random
import sys
import tempfile
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

SECONDS_A_RUN = 5
MEGABYTES = 500
MARK = b"=== "
"""Stands before the path of each file, as in the cases of the tests."""

atheris: Any = import_module("atheris")
with atheris.instrument_imports(include=["generator", "markdown_it"]):
    from generator.format import traversal
    from generator.format.brief import Brief
    from generator.format.profile import Profile
    from generator.reading.folder import RawFile
    from tests import hostile, mistakes
    from tests.project import CASES, own_briefs, sections
    from tests.taking import LINKED, engine, take


MARKDOWN = engine()
VALUES = [text for text in hostile.PAYLOADS.values() if len(text) < 60]


def files(data: bytes) -> Iterator[RawFile]:
    """The files in the data, under names that a disk may hold."""
    found = {}
    for part in data.split(MARK)[1:]:
        name, _, content = part.partition(b"\n")
        steps = name.decode("utf-8", "replace").replace("\0", "").split("/")
        path = "/".join(["briefs", *[step for step in steps[1:] if step and not step.startswith(".")][:3]])
        found[path] = content
    for path, content in found.items():
        yield RawFile(path, content)


def one(data: bytes) -> None:
    """One run."""
    pages = [content for path, content in take(files(data)).items() if path.endswith(".md")]
    for page in pages:
        MARKDOWN.reset().convert(page.decode())


def seeds() -> Iterator[bytes]:
    """The cases of the tests, files that pass together, and each brief of this repository."""
    for folder in ("changes", "diagnostics"):
        for case in sorted((CASES / folder).glob("*.txt")):
            yield _joined({name.removeprefix("after "): text for name, text in sections(case).items()})
    for case in mistakes.FILES:
        yield _joined(mistakes.read(case).broken)
    yield _joined(LINKED)
    yield _joined(hostile.project(0, {}))
    for path, text in own_briefs().items():
        yield _joined({path: text})


def _joined(texts: dict[str, str]) -> bytes:
    return b"".join(
        MARK + f"{path}\n{text}".encode() for path, text in texts.items() if path.startswith("briefs/")
    )


def mutate(data: bytes, longest: int, seed: int) -> bytes:
    """Every other time put a hostile value behind a key, so that more than the syntax is tried."""
    chance = random.Random(seed)  # noqa: S311 -- nothing secret is made of it
    lines = data.split(b"\n")
    line = chance.randrange(len(lines))
    key, colon, value = lines[line].partition(b": ")
    if seed % 2 or not colon or b"{" in key:
        return bytes(atheris.Mutate(data, longest))
    values = [value.decode("utf-8", "replace"), *chance.sample(VALUES, 2)]
    lines[line] = key + b": " + json.dumps("".join(values[: chance.randint(1, 3)])).encode()
    return b"\n".join(lines)[:longest]


def words() -> Iterator[bytes]:
    """What bytes that are changed at random seldom become."""
    for key in sorted(traversal.all_keys(Brief) | traversal.all_keys(Profile)):
        yield f"{key}: ".encode()
    for text in VALUES:
        yield text.encode("utf-8", "surrogatepass")
    yield from (
        b"\n  - ",
        b"&a ",
        b"*a",
        b"<<: ",
        b"!!x ",
        b"|\n  ",
        b">-\n  ",
        b"\r\n",
        b"\xef\xbb\xbf",
        b"---\n",
    )
    yield from (b"[@paper]", b"2020-05", b"/..", b"-05~", b"#event", MARK + b"briefs/")


def main() -> None:
    """Run libFuzzer, which ends the process."""
    seconds = sys.argv[1] if len(sys.argv) > 1 else "600"
    folder = Path(sys.argv[2] if len(sys.argv) > 2 else tempfile.mkdtemp())
    folder.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(seeds()):
        (folder / f"seed-{number}").write_bytes(seed)
    with tempfile.NamedTemporaryFile("w", suffix=".dict") as dictionary:
        for word in words():
            dictionary.write('"' + "".join(f"\\x{byte:02x}" for byte in word) + '"\n')
        dictionary.flush()
        limits = [f"-max_total_time={seconds}", f"-timeout={SECONDS_A_RUN}", f"-rss_limit_mb={MEGABYTES}"]
        options = [f"-dict={dictionary.name}", "-max_len=100000", *limits]
        atheris.Setup([sys.argv[0], *options, str(folder)], one, custom_mutator=mutate)
        atheris.Fuzz()


if __name__ == "__main__":
    main()
