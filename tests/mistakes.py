"""Reads the cases in `cases/mistakes`: what a newcomer changes in the brief `bridge.yml` there, and the result.

A case is a list of sections:

    === replace
    lines of the brief, which stand there once
    === mistake
    the lines with the mistake, in their place
    === fixed
    what they have to be: without this section, the lines of the brief
    === expected briefs/bridge.yml:3 error[bad-date]
    what the help for it has to say, each line of it
    and this as well

`replace` and `with` change the brief and are no mistake; `named` and `renamed` give the name of the file, and the name
that it has to have; and a section named after a file is another file.
"""

from dataclasses import dataclass
from pathlib import Path

from tests.project import CASES, section_list

FILES = sorted((CASES / "mistakes").glob("*.txt"))
BRIEF = (CASES / "mistakes" / "bridge.yml").read_text(encoding="utf-8")


@dataclass(frozen=True)
class Mistake:
    """Files with a mistake, and without it."""

    broken: dict[str, str]
    fixed: dict[str, str]
    expected: tuple[tuple[str, tuple[str, ...]], ...]
    """Place and code of each diagnostic, and what its help has to say."""


def read(file: Path) -> Mistake:
    """The case in a file."""
    broken = fixed = BRIEF
    name, new_name, replaced = "briefs/bridge.yml", "briefs/bridge.yml", ""
    others: dict[str, str] = {}
    expected: list[tuple[str, tuple[str, ...]]] = []
    for section, text in section_list(file):
        kind, _, argument = section.partition(" ")
        match kind:
            case "named":
                name = argument
            case "renamed":
                new_name = argument
            case "replace":
                replaced = text
            case "mistake":
                broken = _replace(broken, replaced, text)
            case "fixed":
                fixed = _replace(fixed, replaced, text)
            case "with":
                broken, fixed = _replace(broken, replaced, text), _replace(fixed, replaced, text)
            case "expected":
                expected.append((argument, tuple(text.splitlines())))
            case _:
                others[section] = text
    return Mistake({name: broken, **others}, {**others, new_name: fixed}, tuple(expected))


def _replace(text: str, old: str, new: str) -> str:
    """The text with other lines in the place of the old ones, which have to stand there once."""
    before, *after = f"\n{text}".split(f"\n{old}")
    assert len(after) == 1, f"not once in the brief: {old}"
    return f"{before}\n{new}{after[0]}"[1:]
