"""Synthetic projects of any size: the briefs of this repository, and variations of them.

A variation has a slug, actors, events and sources of its own, and words of its own: every third word of its
prose is replaced by another of the same length from the prose of all briefs. So no two have the same texts, and
a cache of identical texts saves nothing, while lengths, structure and the number of links stay realistic. The
same number gives the same project.
"""

import compileall
import random
import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

from briefing_site.format import Brief, fields, traversal
from tests.past import loaded
from tests.project import ROOT, copy_repository
from tests.repository import commit, git

PROSE = frozenset({"label", "role", "title"}) | {
    member.key
    for _, member in traversal.leaves(Brief)
    if member.field_type in {fields.PROSE, fields.WORDS}
}
"""The keys whose values are varied. Dates and addresses stay, and names but for a number."""
SHARE = 1 / 3
"""Of the words in prose, how many are replaced."""

_WORD = re.compile(r"(?<= )[a-z]{4,}(?=[ ,.;])")


@dataclass(frozen=True)
class Originals:
    """The briefs of this repository, from which all others are made."""

    briefs: Mapping[str, str]
    """Their text, by slug."""
    profiles: frozenset[str]
    """The ids of actors with a profile, whom all briefs share."""

    @cached_property
    def words(self) -> dict[int, list[str]]:
        """The words of their prose, by length."""
        found: dict[int, set[str]] = {}

        def collect(word: re.Match[str]) -> str:
            found.setdefault(len(word[0]), set()).add(word[0])
            return word[0]

        for text in self.briefs.values():
            _replaced(loaded(text), collect)
        return {length: sorted(words) for length, words in found.items()}

    @property
    def most_frequent_actor(self) -> str:
        """The id of the actor with a profile that is named most often."""
        named = Counter(re.findall(r"[a-z0-9-]+", " ".join(self.briefs.values())))
        return max(sorted(self.profiles), key=lambda actor: named[actor])


def originals() -> Originals:
    reserved = {"topics", "glossary", "verification"}
    return Originals(
        {
            path.stem: path.read_text(encoding="utf-8")
            for path in sorted((ROOT / "briefs").glob("*.yml"))
            if path.stem not in reserved
        },
        frozenset(path.stem for path in (ROOT / "briefs/actors").glob("*.yml")),
    )


def variation(source: Originals, index: int) -> tuple[str, str]:
    """The slug and the text of a variation; `index` counts from 0."""
    slug = sorted(source.briefs)[index % len(source.briefs)]
    text = source.briefs[slug]
    actors = (
        set(re.findall(r"^  - id: ([a-z0-9-]+)\n    name:", text, re.MULTILINE))
        - source.profiles
    )
    for actor in sorted(actors):
        text = re.sub(rf"(?<![\w-]){actor}(?![\w-])", f"{actor}-{index}", text)
        text = re.sub(
            rf"^(  - id: {actor}-{index}\n    name: .*)",
            rf"\1 {index}",
            text,
            flags=re.MULTILINE,
        )
    text = re.sub(r"^\s+same_as: .*\n", "", text, flags=re.MULTILINE)
    text = re.sub(r"^see_also: .*\n", "", text, flags=re.MULTILINE)
    text = re.sub(r"^(    url: \S+)$", rf"\1?copy={index}", text, flags=re.MULTILINE)
    chance = random.Random(index)  # noqa: S311 -- nothing secret is made of it

    def another(word: re.Match[str]) -> str:
        return (
            chance.choice(source.words[len(word[0])])
            if chance.random() < SHARE
            else word[0]
        )

    varied = _replaced(loaded(text), another)
    varied["title"] += f" {index}"
    for member in varied["actors"]:
        if "name" in member and member["id"].endswith(
            f"-{index}"
        ):  # or each would be taken for the others
            member["name"] += f" {index}"
    return f"{slug}-{index}", yaml.dump(
        varied, Dumper=yaml.CSafeDumper, sort_keys=False, allow_unicode=True, width=110
    )


def _replaced(
    value: Any,  # noqa: ANN401 -- what YAML can hold
    replace: Callable[[re.Match[str]], str],
    *,
    prose: bool = False,
) -> Any:  # noqa: ANN401 -- as above
    """What YAML holds with the words in its prose replaced."""
    match value:
        case dict():
            return {
                key: _replaced(each, replace, prose=key in PROSE)
                for key, each in value.items()
            }
        case list():
            return [_replaced(each, replace, prose=prose) for each in value]
        case _:
            return _WORD.sub(replace, value) if prose else value


def make(folder: Path, number: int) -> None:
    """Create a project with so many briefs, at least those of this repository, in a git repository with one commit, as real projects are."""
    folder.mkdir(parents=True)
    copy_repository(folder, "generator", "briefs", "mkdocs.yml", ".gitignore")
    for path in git(ROOT, "ls-files", "docs").splitlines():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes((ROOT / path).read_bytes())
    source = originals()
    for index in range(number - len(source.briefs)):
        slug, text = variation(source, index)
        (folder / f"briefs/{slug}.yml").write_text(text, encoding="utf-8")
    compileall.compile_dir(folder / "generator", quiet=2)
    git(folder, "init", "--quiet")
    commit(folder)
