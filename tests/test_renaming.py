"""`briefs rename` and `briefs delete`: references follow, addresses stay alive, and nothing else changes."""

import random
import re
from collections import Counter
from collections.abc import Callable
from difflib import SequenceMatcher
from functools import lru_cache
from pathlib import Path

import pytest
import yaml
from pydantic import BaseModel

from briefing_site import pipeline
from briefing_site.commands import renaming
from briefing_site.commands.changes import Changes
from briefing_site.format import Brief, Profile, Topics, Verifications, traversal
from briefing_site.format.fields import ReferenceType
from briefing_site.history import collection as trees
from briefing_site.reading import RawFile, folder, mentions, parsing
from tests.project import CASES, case, make, run, site_briefs, snapshot, texts

ADDED = re.compile(r"\s*(?:formerly: \[.*\]|id: .*|- [a-z0-9-]+)")
"""A line that is written behind others; a new profile has the name and the kind of its actor, too."""


def after(files: list[RawFile], changes: Changes) -> list[RawFile]:
    before = {each.path for each, _ in changes}
    kept = [each for each in files if each.path not in before]
    return kept + [each for _, each in changes if each.content]


def found(files: list[RawFile]) -> Counter[str]:
    return Counter(each.code.slug for each in pipeline.check(files).diagnostics)


def test_random_renames() -> None:
    """The check says the same, no address breaks, and lines differ only in the id."""
    chance = random.Random(28)  # noqa: S311 -- nothing secret is made of it
    files = first = texts(site_briefs())
    tree = trees.tree(files)
    parse = lru_cache(None)(parsing.parse)
    for turn in range(50):
        collection = folder.read(files, parse=parse)[0]
        index = mentions.index(collection)
        kind = chance.choice(["actor", "brief", "topic", "source", "entry"])
        old = chance.choice(
            sorted((each for each in index if each.kind == kind), key=str)
        )
        new = old._replace(
            id=chance.choice([f"renamed-{turn}", f"{old.id[:60]}-{turn}"])
        )
        changes = renaming.renamed(collection, index, old, new)
        for before, now in changes:
            assert_only_the_id_differs(before, now, old.id, new.id)
        files, old_tree = after(files, changes), tree
        tree = trees.tree(files, similar=tree)
        assert trees.compare(old_tree, tree).broken == ()
    assert found(files) == found(first)
    assert trees.compare(trees.tree(first), tree).broken == ()


def assert_only_the_id_differs(
    before: RawFile, after: RawFile, old: str, new: str
) -> None:
    was, now = (raw.content.decode().splitlines() for raw in (before, after))
    if not was:
        assert [line.partition(":")[0] for line in now] == ["name", "kind", "formerly"]
    for kind, start, end, first, last in SequenceMatcher(
        None, was, now, autojunk=False
    ).get_opcodes():
        replaced, by = was[start:end], now[first:last]
        while by and len(by) > len(replaced) and ADDED.fullmatch(by[-1]):
            by = by[:-1]
        assert (
            kind == "equal"
            or not was
            or list(map(masked(old, new), replaced)) == list(map(masked(old, new), by))
        )


def masked(*ids: str) -> Callable[[str], str]:
    """The line without the ids, former ids and fingerprints; what is in braces is written anew."""
    either = "|".join(map(re.escape, ids))
    return lambda line: re.sub(
        rf"['\"](?=.*\}}$)|'\}}$|(?<![\w-])(?:{either})(?![\w-])|quote: [0-9a-f]{{16}}|(?:, )?formerly: \[.*?\]|(?:, )?\bid: [a-z0-9-]+",
        "",
        line,
    )


FILES = {
    path: text for path, text in case("renaming").items() if path.startswith("briefs/")
}
RENAMED = yaml.safe_load((CASES / "renaming/renamed.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("arguments", RENAMED)
def test_references_follow_and_every_other_byte_stays(
    tmp_path: Path, arguments: str
) -> None:
    project = make(tmp_path, FILES)
    before = snapshot(project)
    dry = run(project, "rename", *arguments.split(), "--dry-run")
    assert (dry.returncode, snapshot(project)) == (0, before)
    ended = run(project, "rename", *arguments.split(), "--yes")
    assert (ended.returncode, ended.stderr) == (0, dry.stderr)
    expected = {path: content.decode() for path, content in before.items()}
    for path, changes in RENAMED[arguments].items():
        if isinstance(changes, str):
            expected[path] = changes
        else:
            for old, new in changes:
                assert expected[path].count(old) == 1, old
                expected[path] = expected[path].replace(old, new)
    if arguments.startswith("dam b"):
        expected["briefs/barrage.yml"] = expected.pop("briefs/dam.yml")
    assert {
        path: content.decode() for path, content in snapshot(project).items()
    } == expected
    assert run(project, "check").returncode == 0


@pytest.mark.parametrize("model", [Brief, Profile, Topics, Verifications])
def test_every_reference_says_what_it_names(model: type[BaseModel]) -> None:
    """So `briefs rename` finds a new field."""
    types = {member.field_type for _, member in traversal.leaves(model)}
    assert [
        each
        for each in types
        if isinstance(each, ReferenceType) and not [*each.mentions("a#b")]
    ] == []
