"""What the largest files cost that the check accepts, and how the cost grows with each list and each text.

A file may take the check 2 seconds and 300 MB, the build with MkDocs 10 seconds and 500 MB. Seconds are those of
all processors together, so that a busy machine makes no difference.
"""

import copy
import resource
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from generator.format import limits, traversal
from generator.format.brief import Brief
from generator.format.fields import PROSE, Id, Reference
from generator.format.profile import Profile
from generator.format.topics import Topics
from generator.format.traversal import Member, Pattern
from tests import hostile
from tests.bench.process import measured
from tests.project import ROOT, check, copy_repository

MOST_GROWTH = 2.5
"""How much longer something may take that is twice as long."""
NOTICEABLE = 1.0
"""Seconds of a build beyond that of a short brief, below which growth can't be measured."""
ATTEMPTS = 3
"""How often something is measured that exceeds a limit: other processes take caches, and so time, from it."""
MEGABYTE = 2**20

TOGETHER = {"series", "values"}
"""Lists that are as long as one another, of which `limits.SERIES` is the most."""

Tree = Any
"""What YAML holds."""
Files = dict[str, str]

MODELS = {"briefs/a.yml": Brief, "briefs/actors/one.yml": Profile, "briefs/topics.yml": Topics}
OTHER = "b"
"""A brief that others can name."""
TREES: dict[str, Tree] = {
    "briefs/a.yml": hostile.BRIEF,
    f"briefs/{OTHER}.yml": {key: hostile.BRIEF[key] for key in ("title", "summary", "date", "sources")},
    "briefs/actors/one.yml": hostile.PROFILE,
    "briefs/topics.yml": {"topic": {**hostile.TOPIC, "aliases": ["A subject"]}},
}
PATTERNS = {
    "words": "word ",
    "one word": "x",
    "Chinese": "上海",
    "Arabic": "مرحبا ",
    "marks": "x" + "\u0327" * limits.MARKS,
    "paragraphs": "a\n\n",
    "lines": "a\n",
    "line breaks": "a\\\n",
    "items": "- a\n",
    "deep items": "- - - - - - a\n",
    "quotations": "> a\n\n",
    "deep quotations": "> > > > > > a\n\n",
    "items in quotations": "> - > - > - a\n\n",
    "headings": "# a\n",
    "citations": "[@paper] ",
    "links": "[a](https://b.cd) ",
    "emphasis": "*a* **b** ",
    "code": "`a` ",
    "open emphasis": "*a_ ",
    "open tags": "<a ",
    "open brackets": "[a](b ",
    "escapes": "\\[",
    "entities": "&amp;",
}
"""Texts that are repeated in prose."""


COMMANDS = {"check": (2, 300), "build": (10, 500)}
"""The seconds and megabytes that each command may take."""


@dataclass(frozen=True)
class Case:
    """Something of which there may be much in a file."""

    name: str
    make: Callable[[int], Files]
    most: int

    def largest(self) -> int:
        """How much of it the check accepts; 0 if not even one."""
        low, high = 0, self.most
        while low < high:
            middle = (low + high + 1) // 2
            if check({**_files(TREES), **self.make(middle)}).errors:
                high = middle - 1
            else:
                low = middle
        return low


def cases() -> Iterator[Case]:
    """Every list of the format, every text in a list that is as long as it may be, and texts in prose."""
    for path, model in MODELS.items():
        for place, record in traversal.records(model):
            for member in traversal.members(record):
                if member.steps and member.key not in TOGETHER:
                    yield Case(
                        f"{path}: {_named((*place, member.key))}", _list(path, place, member), limits.ENTRIES
                    )
        for place, member in traversal.leaves(model):
            longest = _longest(member)
            if longest and not TOGETHER.intersection(place):
                yield Case(
                    f"{path}: {_named(place)}, long", _texts(path, place, "word ", longest), limits.ENTRIES
                )
    for name, text in PATTERNS.items():
        for place in (("open_questions", "*"), ("timeline", "*", "text")):
            longest = limits.PROSE - limits.PROSE % len(text)
            yield Case(
                f"{'.'.join(place)}: {name}", _prose(place, text, longest), limits.FILE.size // len(text)
            )
    for key in ("actors", "sources"):
        yield Case(f"events with many {key}", _crowds(key), 50)
    yield Case("relations of as many actors", _related, limits.ENTRIES)
    yield Case("topics, many of a brief", _topical, limits.ENTRIES)


def run(report: Callable[[str], None], chosen: str = "") -> list[str]:
    """Measure all cases with these words in their names; return what exceeds a limit."""
    failures = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        base = {command: min(_measured(folder, {}, command)[0] for _ in range(3)) for command in COMMANDS}
        for case in cases():
            if chosen not in case.name:
                continue
            most = case.largest()
            if not most:
                raise ValueError(f"the check does not accept {case.name}")
            for command, (seconds, megabytes) in COMMANDS.items():
                for _ in range(ATTEMPTS):
                    taken, memory = _measured(folder, case.make(most), command)
                    growth = 0.0  # with twice as much; 0 if that can't be measured
                    if taken - base[command] > NOTICEABLE and most > 1:
                        half, _memory = _measured(folder, case.make(most // 2), command)
                        growth = (taken - base[command]) / max(half - base[command], 0.01)
                    exceeds = taken > seconds or memory > megabytes or growth > MOST_GROWTH
                    if not exceeds:
                        break
                line = f"{case.name} × {most:,}, {command}: {taken:.1f} s, {memory:.0f} MB"
                line += f", × {growth:.1f} for × 2" if growth else ""
                if exceeds:
                    failures.append(line)
                    line += "  <-- too much"
                report(line)
    return failures


def _measured(folder: Path, files: Files, command: str) -> tuple[float, float]:
    """Seconds of processors, and megabytes of the largest process."""
    project = folder / "project"
    shutil.rmtree(project, ignore_errors=True)
    project.mkdir()
    copy_repository(project, "docs", "mkdocs.yml")
    for path in _generated():
        (project / path).unlink(missing_ok=True)
    shutil.rmtree(project / "docs/.generated", ignore_errors=True)
    (project / "generator").symlink_to(ROOT / "generator")
    for path, text in {**_files(TREES), **files}.items():
        (project / path).parent.mkdir(parents=True, exist_ok=True)
        (project / path).write_text(text, encoding="utf-8")
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    usage = measured((sys.executable, "-m", "generator", command), project)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return seconds, usage.largest_process / MEGABYTE


@cache
def _generated() -> tuple[str, ...]:
    from generator.build import writer

    return tuple(f"docs/{path}" for path in writer.owned(ROOT / "docs"))


def _files(trees: dict[str, Tree]) -> Files:
    return {
        path: yaml.dump(tree, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False, width=10_000)
        for path, tree in trees.items()
    }


def _named(place: Pattern) -> str:
    return ".".join(place)


def _longest(member: Member) -> int:
    """How long a text may be; 0 for what is no text that people read."""
    if member.field_type is PROSE:
        return limits.PROSE
    return {"line": limits.LINE, "words": limits.WORDS}.get(
        member.field_type.name if member.field_type else "", 0
    )


def _list(path: str, place: Pattern, member: Member) -> Callable[[int], Files]:
    """As many entries in a list."""

    def make(count: int) -> Files:
        tree = copy.deepcopy(TREES[path])
        around = _at(tree, place)
        sample = around.get(member.key)
        if member.steps == ("?",):
            first = next(iter(sample.values()))
            around[member.key] = {**sample, **{f"x{n}": copy.deepcopy(first) for n in range(count)}}
        else:
            example = sample[-1] if sample else OTHER if isinstance(member.field_type, Reference) else "x"
            around[member.key] = [*(sample or ()), *(_numbered(example, n, member) for n in range(count))]
        return _files({path: tree})

    return make


def _numbered(example: Tree, number: int, member: Member) -> Tree:
    """An entry that is not the same as others."""
    if isinstance(example, dict):
        record = member.record
        assert record is not None
        inner = {each.key: each for each in traversal.members(record)}
        return {
            key: _numbered(value, number, inner[key])
            if inner[key].field_type and not inner[key].steps
            else value
            for key, value in example.items()
        }
    if isinstance(member.field_type, Id):
        return f"x{number}"
    if isinstance(member.field_type, Reference) or not _longest(member):
        return example
    return f"{example} {number}"


def _at(tree: Tree, place: Pattern) -> Tree:
    """The first value at the place."""
    for step in place:
        tree = tree[0] if step == "*" else next(iter(tree.values())) if step == "?" else tree[step]
    return tree


def _texts(path: str, place: Pattern, text: str, longest: int) -> Callable[[int], Files]:
    """As many entries of the list around a text, each with the text as long as it may be; else one."""

    def make(count: int) -> Files:
        tree = copy.deepcopy(TREES[path])
        repeated = (text * longest)[:longest].strip()
        if "*" not in place and "?" not in place:
            _at(tree, place[:-1])[place[-1]] = (text * longest)[
                : max(1, longest * count // limits.ENTRIES)
            ].strip()
            return _files({path: tree})
        last = max(index for index, step in enumerate(place) if step in {"*", "?"})
        entries = _at(tree, place[:last])
        first = list(entries.values())[-1] if isinstance(entries, dict) else entries[-1]
        rest = place[last + 1 :]
        for number in range(count):
            entry = copy.deepcopy(first)
            if rest:
                _at(entry, rest[:-1])[rest[-1]] = repeated
                if "id" in entry:
                    entry["id"] = f"x{number}"
            else:
                entry = repeated
            if isinstance(entries, dict):
                entries[f"x{number}"] = entry
            else:
                entries.append(entry)
        return _files({path: tree})

    return make


def _prose(place: Pattern, text: str, longest: int) -> Callable[[int], Files]:
    """The text as often, in as few entries of a list as can hold it."""

    def make(count: int) -> Files:
        tree = copy.deepcopy(TREES["briefs/a.yml"])
        each = longest // len(text)
        entries = [text * min(each, count - start) for start in range(0, count, each)]
        if place[0] == "timeline":
            event = tree["timeline"][0]
            tree["timeline"] += [{**event, "id": f"x{n}", "text": entry} for n, entry in enumerate(entries)]
        else:
            tree[place[0]] += entries
        return _files({"briefs/a.yml": tree})

    return make


def _with(count: int, key: str) -> Tree:
    """A brief with as many more actors or sources."""
    tree = copy.deepcopy(TREES["briefs/a.yml"])
    if key == "actors":
        actors = ({"id": f"x{n}", "name": f"X{n}", "kind": "person", "role": "One"} for n in range(count))
        tree["actors"] += actors
    else:
        tree["sources"] |= {f"x{n}": {"title": f"X{n}"} for n in range(count)}
    return tree


def _crowds(key: str) -> Callable[[int], Files]:
    """As many actors or sources, in as many events as there may be."""

    def make(count: int) -> Files:
        tree = _with(count, key)
        event = {**tree["timeline"][0], key: [f"x{n}" for n in range(count)]}
        number = (limits.FILE.values - 600) // (count + 12) * count // 50
        tree["timeline"] += [{**event, "id": f"e{n}"} for n in range(number)]
        return _files({"briefs/a.yml": tree})

    return make


def _related(count: int) -> Files:
    """As many actors, each related to the next but one."""
    tree = _with(count, "actors")
    tree["relations"] += [{"from": f"x{n}", "to": f"x{(n + 2) % count}", "label": "of"} for n in range(count)]
    return _files({"briefs/a.yml": tree})


def _topical(count: int) -> Files:
    """As many topics, and a brief that belongs to as many of them as it may."""
    topics = {f"x{n}": {"title": f"X{n}", "summary": "One."} for n in range(count)}
    brief = {**TREES["briefs/a.yml"], "topics": [*topics][: limits.TOPICS]}
    return _files({"briefs/topics.yml": {**TREES["briefs/topics.yml"], **topics}, "briefs/a.yml": brief})
