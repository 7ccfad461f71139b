"""Briefs, commits, versions and settings with other values at random, of which a build must survive all that the check accepts."""

import copy
import json
import posixpath
import random
import re
from typing import Any

import yaml

from briefing_site import pipeline
from briefing_site.format import fields, traversal
from briefing_site.format import version as versions
from briefing_site.library import linker
from briefing_site.reading import RawFile, codes, settings
from briefing_site.reading.brief_files import model_of
from briefing_site.reading.settings import SiteSettings
from briefing_site.site import site as sites
from tests import hostile
from tests.past import loaded, recorded
from tests.project import Files, frozen, texts
from tests.taking import records

Path = tuple[str | int, ...]

BRIEF = "briefs/brief-0.yml"
VERSION = "briefs/versions/signs/2020-07-01.json"
DATES = [
    "0001-01-01", "9999-12-31", "0001", "9999", "9999-12", "9999-24", "9XXX", "99XX", "999X", "000X", "2020-XX", "2020-XX-XX", "../0001-01-01",
    "/9999", "9999-12-31/", "0001/9999", "0001-01-01/..", "2020?", "2020-02-29%",
]  # fmt: skip
NUMBERS = [
    "0", "-0", "+1", "1.0", "1.0000000000001", "0.000000000000001", "-0.000000000000001", "999999999999999",
    "-999999999999999.999999999999999", "007", "1", "99",
]  # fmt: skip
WORDS = [
    "maybe", "no", "yes", "null", "constructor", "__proto__", "draft", "archived", "minor", "high", "likely", "planned", "lines", "steps", "en-US",
    "zz", "sr-Latn-RS", "x", "-", "…", "¶", "¶¶ ·", "[@paper]", "[@paper, 1]", "{brief}", "%(x)s", "%s", "{0}", "a\n\n- b", "\u00a0a", "a\u200b",
    "https://example.org/", "http://a", "mailto:a@b.cc", "10.1/x", "10.1000/182", "Q1", "#000000", "#ffffff", "#7f7f7f", "one-0", "two-0", "event",
    "quote", "topic-0", "brief-0", "brief-0#event", "a" * 80, "ё" * 300, "\U0001f600" * 200, "1" * 200,
]  # fmt: skip
VALUES = [*DATES, *NUMBERS, *WORDS]
SHAPES: list[Any] = ["", [], {}, [[]], [{}], {"a": "b"}, ["a", "a"], {"id": ["x"]}, [None], None, "1: 2"]  # fmt: skip
"""What a value of another kind may be, in a commit that no check has seen."""
ANCHOR = re.compile(r"""[{ ]#([\w-]+)(?=[^{}\n]*})|\bid="([\w-]+)\"""")
LINK = re.compile(r"(?<!\\)\]\(((?:[\w./-]+\.md)?(?:#[\w-]+)?)\)")
SETTINGS: dict[str, Any] = {
    "headline": "Briefs",
    "publisher": "The Institute",
    "editors": ["Maria", "Li"],
    "contact": "mailto:us@example.org",
    "licence": {
        "name": "CC BY 4.0",
        "url": "https://example.org/licence",
        "id": "CC-BY-4.0",
    },
    "accent": "#0b5394",
    "actor_kinds": {
        "person": {"label": "person", "plural": "People"},
        "organisation": {},
        "state": {},
        "group": {},
    },
    "namespace": "3f1c2a52-8d2b-4c1e-9a57-0c6f5b7d9e10",
    "root_commit": "6f0a1c3e5b7d9f2a4c6e8b0d1f3a5c7e9b2d4f60",
    "exports": ["data", "calendars", "references", "feeds"],
}


def attempt(seed: int) -> None:
    """Build what the seed makes of a site. Raises whatever is wrong with the program."""
    chance = random.Random(seed)  # noqa: S311 -- nothing secret is made of it
    own_settings = _accepted_settings(chance)
    files = _accepted(chance, own_settings.kinds)
    commits = [_committed(chance, files) for _ in range(3)]
    current = [
        (f"{day:02}", path.removeprefix("briefs/").removesuffix(".yml"), content)
        for day, commit in enumerate([*commits, files], start=1)
        for path, content in commit.items()
        if "versions" not in path
    ]
    named = texts({path: content.decode() for path, content in files.items()})
    checked = pipeline.check(named, actor_kinds=own_settings.kinds)
    library = linker.link(
        checked.collection, drafts=True, histories=recorded(*current), files=named
    )
    site = sites.from_settings(own_settings, {})
    made = dict(Files(library, site, slow=chance.random() < 0.05))
    assert broken_links(made) == []
    for record in records(library):
        record.shown()


def _accepted(chance: random.Random, kinds: tuple[str, ...]) -> dict[str, bytes]:
    """Files of which some values are others, and that pass the check."""
    trees: dict[str, Any] = {
        path: loaded(text) for path, text in hostile.project(0, {}).items()
    }
    trees[VERSION] = json.loads(frozen()[VERSION])
    for _ in range(chance.choice((1, 3, 9))):
        changed = dict(trees)
        path = chance.choice([*trees, BRIEF, BRIEF, BRIEF])
        changed[path] = mutated(chance, trees[path], VALUES, path)
        content = {path: written(path, tree) for path, tree in changed.items()}
        raw = [RawFile(path, text) for path, text in content.items()]
        errors = pipeline.check(raw, actor_kinds=kinds).errors
        assert all(error.code != codes.PROGRAM_ERROR.code for error in errors)
        if not errors:
            trees = changed
    return {path: written(path, tree) for path, tree in trees.items()}


def _committed(chance: random.Random, files: dict[str, bytes]) -> dict[str, bytes]:
    """Files that a commit in between may have had, whether or not the check accepts them."""
    commit = {}
    for path, content in files.items():
        if path.endswith(".yml") and chance.random() < 0.7:
            tree = loaded(content.decode())
            for _ in range(chance.choice((1, 2, 5))):
                tree = mutated(chance, tree, [*VALUES, *SHAPES], path)
            commit[path] = written(path, tree)
    return commit


def _accepted_settings(chance: random.Random) -> SiteSettings:
    own = SETTINGS
    for _ in range(chance.choice((1, 3))):
        changed = mutated(chance, own, VALUES)
        read = _settings(changed)
        if not read.diagnostics and {*SETTINGS["actor_kinds"]} <= {*read.kinds}:
            own = changed
    return _settings(own)


def _settings(own: dict[str, Any]) -> SiteSettings:
    content = yaml.safe_dump({"site_name": "Bridges", "extra": {"briefs": own}})
    return settings.read(RawFile(settings.FILE, content.encode()))


def broken_links(made: dict[str, bytes]) -> list[str]:
    """The links from one generated page to another, or to a place there, that there is not."""
    pages = {
        path: content.decode() for path, content in made.items() if path.endswith(".md")
    }
    anchors = {
        path: {"", *map("".join, ANCHOR.findall(text))} for path, text in pages.items()
    }
    broken = []
    for path, text in pages.items():
        for link in LINK.findall(text):
            name, _, anchor = link.partition("#")
            target = posixpath.normpath(
                posixpath.join(posixpath.dirname(path), name) if name else path
            )
            if target not in pages or anchor not in anchors[target]:
                broken.append(f"{path}: {link}")
    return broken


def written(path: str, tree: Any) -> bytes:  # noqa: ANN401 -- what YAML holds
    """The file of a tree; that of a version has the digest of what it says."""
    if not path.endswith(".json"):
        return yaml.safe_dump(tree, allow_unicode=True).encode()
    return json.dumps({**tree, "digest": versions.digest(tree)}).encode()


def mutated(
    chance: random.Random,
    tree: Any,  # noqa: ANN401 -- what YAML holds
    values: list[Any],
    path: str = "",
) -> Any:  # noqa: ANN401 -- what YAML holds
    """The tree of a file with something else in one place, with something twice, or without it."""
    tree = copy.deepcopy(tree)
    places = [place for place in _places(tree) if place]
    if not places:
        return tree
    place = chance.choice(places)
    last: Any = place[-1]
    parent: Any = tree
    for step in place[:-1]:
        parent = parent[step]
    match chance.choice(["other"] * 6 + ["gone", "empty", "twice", "moved"]):
        case "gone":
            del parent[last]
        case "empty":
            parent[last] = type(parent[last])()
        case "twice" if isinstance(parent, list):
            parent.append(copy.deepcopy(parent[last]))
        case "moved" if isinstance(parent, list):
            parent.reverse()
        case _:
            likely = fitting(path, place)
            is_likely = likely and chance.random() < 0.7
            parent[last] = chance.choice(likely if is_likely else values)
    return tree


def fitting(path: str, place: Path) -> list[str]:
    """Values of the type of a field, if it is one of which most others are refused."""
    member = None
    if path.endswith(".yml"):
        member = traversal.member_at(model_of(path), place)
    if member is None:
        return []
    if member.field_type in {fields.DATE, fields.DAY}:
        return DATES
    if member.field_type in {fields.NUMBER, fields.PERCENT}:
        return NUMBERS
    return list(member.choices)


def _places(tree: Any, place: Path = ()) -> list[Path]:  # noqa: ANN401 -- what YAML holds
    places = [place]
    children: Any = ()
    if isinstance(tree, dict):
        children = tree.items()
    elif isinstance(tree, list):
        children = enumerate(tree)
    for step, value in children:
        places += _places(value, (*place, step))
    return places
