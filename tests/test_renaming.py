"""`briefs rename` and `briefs delete`: references follow, addresses stay alive, and nothing else changes."""

import codecs
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

from generator import pipeline
from generator.commands import rename as renaming
from generator.commands.rename import Changes
from generator.format import traversal
from generator.format.brief import Brief
from generator.format.fields import Reference
from generator.format.profile import Profile
from generator.format.topics import Topics
from generator.format.verification import Verifications
from generator.history import collection as trees
from generator.reading import folder, mentions
from generator.reading.folder import RawFile
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
    parse = lru_cache(None)(folder.parse)
    for turn in range(50):
        collection = folder.read(files, parse=parse)[0]
        index = mentions.index(collection)
        kind = chance.choice(["actor", "brief", "topic", "source", "entry"])
        old = chance.choice(sorted((each for each in index if each.kind == kind), key=str))
        new = old._replace(id=chance.choice([f"renamed-{turn}", f"{old.id[:60]}-{turn}"]))
        changes = renaming.renamed(collection, index, old, new)
        for before, now in changes:
            assert_only_the_id_differs(before, now, old.id, new.id)
        files, old_tree = after(files, changes), tree
        tree = trees.tree(files, known=tree)
        assert trees.compare(old_tree, tree).broken == ()
    assert found(files) == found(first)
    assert trees.compare(trees.tree(first), tree).broken == ()


def assert_only_the_id_differs(before: RawFile, after: RawFile, old: str, new: str) -> None:
    was, now = (raw.content.decode().splitlines() for raw in (before, after))
    if not was:
        assert [line.partition(":")[0] for line in now] == ["name", "kind", "formerly"]
    for kind, start, end, first, last in SequenceMatcher(None, was, now, autojunk=False).get_opcodes():
        replaced, by = was[start:end], now[first:last]
        while by and len(by) > len(replaced) and ADDED.fullmatch(by[-1]):
            by = by[:-1]
        assert (
            kind == "equal"
            or not was
            or list(map(masked(old, new), replaced)) == list(map(masked(old, new), by))
        )


def masked(*ids: str) -> Callable[[str], str]:
    """The line without the ids, former ids and fingerprints."""
    either = "|".join(map(re.escape, ids))
    return lambda line: re.sub(
        rf"(?<![\w-])(?:{either})(?![\w-])|quote: [0-9a-f]{{16}}|(?:, )?formerly: \[.*?\]|(?:, )?\bid: [a-z0-9-]+",
        "",
        line,
    )


FILES = {path: text for path, text in case("renaming").items() if path.startswith("briefs/")}
DAM, MILL = (FILES[f"briefs/{name}.yml"] for name in ("dam", "mill"))
RENAMED = yaml.safe_load((CASES / "renaming/renamed.yml").read_text(encoding="utf-8"))


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return make(tmp_path, FILES)


@pytest.mark.parametrize("arguments", RENAMED)
def test_references_follow_and_every_other_byte_stays(project: Path, arguments: str) -> None:
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
    assert {path: content.decode() for path, content in snapshot(project).items()} == expected
    assert run(project, "check").returncode == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ("dam плотина", "'плотина' can't be an id: use only lower-case letters"),
        ("dam index", "the site uses this name for one of its own pages"),
        ("dam#plotina-at-the-ford timeline", "every brief page has a section with this name"),
        ("dam mill", "there is 'brief:mill' already"),
        ("dam mill --merge", "only actors, topics and sources can be merged"),
        ("lake victor", "there is 'actor:victor' already; to merge the two, add --merge"),
        ("lake sea --merge", "there is no 'actor:sea'"),
        ("dam dam", "'brief:dam' has this id already"),
        ("damm x", "there is no 'damm'; did you mean 'dam'?"),
        ("dam#nothing x", "there is no 'dam#nothing'"),
        ("dam#plotina-at-the-ford mill#x", "'mill#x' can't be an id"),
        ("ford lake --merge", "the kind of 'lake' is 'state' here, but 'person' in"),
    ],
)
def test_what_can_not_be_renamed(project: Path, arguments: str, said: str) -> None:
    before = snapshot(project)
    ended = run(project, "rename", *arguments.split(), "--yes")
    assert ended.returncode in {1, 2}
    assert said in " ".join(ended.stderr.split())
    assert snapshot(project) == before


def test_two_with_the_same_id(project: Path) -> None:
    make(project, {"briefs/ford.yml": MILL.replace("see_also:\n- dam\n", "")})
    ended = run(project, "rename", "ford", "x", "--yes")
    assert "several have the id 'ford': write actor:ford or brief:ford" in ended.stderr


def test_an_actor_without_a_profile_gets_one(tmp_path: Path) -> None:
    """Also where no other has one: it keeps the old address alive."""
    project = make(tmp_path, {path: FILES[path] for path in ("briefs/dam.yml", "briefs/topics.yml")})
    assert run(project, "rename", "actor:lake", "sea", "--yes").returncode == 0
    profile = (project / "briefs/actors/sea.yml").read_text()
    assert profile == "name: Lake\nkind: state\nformerly: [lake]\n"


def test_line_breaks_and_a_byte_order_mark_stay(project: Path) -> None:
    file = project / "briefs/dam.yml"
    file.write_bytes(codecs.BOM_UTF8 + DAM.replace("\n", "\r\n").encode())
    before = file.read_bytes()
    ended = run(project, "rename", "dam#plotina-at-the-ford", "built", "--yes")
    assert ended.returncode == 0, ended.stderr
    line = b"at the ford\r\n"
    after = before.replace(line, line + b"  id: built\r\n  formerly: [plotina-at-the-ford]\r\n")
    assert file.read_bytes() == after


@pytest.mark.parametrize("model", [Brief, Profile, Topics, Verifications])
def test_every_reference_says_what_it_names(model: type[BaseModel]) -> None:
    """So `briefs rename` finds a new field."""
    types = {member.field_type for _, member in traversal.leaves(model)}
    assert [each for each in types if isinstance(each, Reference) and not [*each.mentions("a#b")]] == []


@pytest.mark.parametrize("id_", ["null", "no", "2010", "0x1", "1e3", "x" * 80])
def test_an_id_that_yaml_could_take_for_something_else(project: Path, id_: str) -> None:
    for name in ("actor:ford", "dam", "water", "dam@ford"):
        ended = run(project, "rename", name.replace("dam@", f"{id_}@"), id_, "--yes")
        assert ended.returncode == 0, ended.stderr
    assert run(project, "check").returncode == 0


def test_there_and_back(project: Path) -> None:
    """Each former id is listed once, and none that is in use."""
    for old, new in (("dam", "a"), ("a", "b"), ("b", "a"), ("a", "dam")):
        ended = run(project, "rename", old, new, "--yes")
        assert ended.returncode == 0, ended.stderr
    assert "formerly: [a, b]\n" in (project / "briefs/dam.yml").read_text()


def test_a_draft_has_no_address_to_keep(project: Path) -> None:
    make(project, {"briefs/mill.yml": MILL + "status: draft\n"})
    assert run(project, "rename", "mill", "raid", "--yes").returncode == 0
    assert (project / "briefs/raid.yml").read_text() == MILL + "status: draft\n"


def test_a_profile_with_more_is_not_merged(project: Path) -> None:
    make(project, {"briefs/actors/ford.yml": "name: Ford, Виктор\nkind: person\nsummary: A man.\n"})
    ended = run(project, "rename", "ford", "victor", "--merge", "--yes")
    assert ended.returncode == 2
    assert "briefs/actors/ford.yml also has summary: move what should stay" in ended.stderr
    make(project, {"briefs/actors/ford.yml": "name: Ford, Виктор\nkind: person\nformerly: [furt]\n"})
    assert run(project, "rename", "ford", "victor", "--merge", "--yes").returncode == 0
    assert not (project / "briefs/actors/ford.yml").exists()
    assert "formerly: [ford, furt]\n" in (project / "briefs/actors/victor.yml").read_text()


@pytest.mark.parametrize(
    ("name", "listed"),
    [
        ("dam", ["briefs/mill.yml:13:44: ", "briefs/mill.yml:17:3: - dam"]),
        ("water", ["briefs/dam.yml:6:10: ", "briefs/mill.yml:4:16: "]),
        ("dam@gazette", ["briefs/dam.yml:19:21: ", "briefs/dam.yml:21:57: ", 'briefs/dam.yml:26:6: "gazette"]']),
        ("victor", ["briefs/mill.yml:6:7: - id: victor", "briefs/mill.yml:13:78: "]),
        ("mill", ["/briefs/mill/: keep briefs/mill.yml and write 'status: archived' in it; or"]),
        ("dam#ford-the-river-belongs-to-nobody", ["/briefs/dam/#ford-the-river-belongs-to-nobody: restore it, or add"]),
    ],
)  # fmt: skip
def test_what_is_referred_to_or_cited_is_not_deleted(project: Path, name: str, listed: list[str]) -> None:
    before = snapshot(project)
    ended = run(project, "delete", name, "--yes")
    assert ended.returncode == 1
    lines = (ended.stdout or ended.stderr).splitlines()
    assert all(line.startswith(each) for line, each in zip(lines, listed, strict=False))
    assert len(ended.stdout.splitlines()) in {0, len(listed)}
    assert snapshot(project) == before


def test_what_nothing_refers_to_is_deleted(project: Path) -> None:
    draft = DAM.replace("topics: [water]   # water is a topic", "status: draft")
    mill = MILL.replace(" same_as: dam#plotina-at-the-ford,", "") + "status: draft\n"
    make(project, {"briefs/dam.yml": draft + "  other: {title: Other}\n", "briefs/mill.yml": mill})
    for name in ("dam@other", "dam#plotina-at-the-ford", "dam#ford-the-river-belongs-to-nobody"):
        ended = run(project, "delete", name, "--yes")
        assert ended.returncode == 0, ended.stderr
    left = draft.replace(draft[draft.index("timeline:") : draft.index("sources:\n  gazette")], "")
    assert (project / "briefs/dam.yml").read_text() == left
    assert run(project, "delete", "mill", "--yes").returncode == 0
    assert not (project / "briefs/mill.yml").exists()
