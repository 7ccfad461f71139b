"""Reads the cases in `cases/mistakes`: a mistake in the brief `bridge.yml` there, and how to fix it.

`README.md` explains the blocks of a case.
"""

from dataclasses import dataclass
from pathlib import Path

from tests import following
from tests.blocks import blocks
from tests.project import CASES

FILES = sorted((CASES / "mistakes").glob("*.md"))
TOPICS = {
    "briefs/topics.yml": "trade: {title: Trade, summary: Trade.}\nwater: {title: Water, summary: Rivers.}\n"
}
BRIEF = (CASES / "mistakes" / "bridge.yml").read_text(encoding="utf-8")


@dataclass(frozen=True)
class Mistake:
    """Files with a mistake, and the same files without it."""

    broken: dict[str, str]
    fixed: dict[str, str]
    expected: tuple[tuple[str, tuple[str, ...]], ...]
    """Position and code of each diagnostic, and what its help has to contain."""
    note: str
    """What following the help takes, if a program can't do it; see `following.py`."""


def read(file: Path) -> Mistake:
    broken = fixed = BRIEF
    name, new_name, replaced = "briefs/bridge.yml", "briefs/bridge.yml", ""
    others: dict[str, str] = {}
    corrected: dict[str, str] = {}
    expected: list[tuple[str, tuple[str, ...]]] = []
    notes: list[str] = []
    for section, text in blocks(file):
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
                broken, fixed = (
                    _replace(broken, replaced, text),
                    _replace(fixed, replaced, text),
                )
            case "corrected":
                corrected[argument] = text
            case "expected":
                place, note = following.parted(argument)
                expected.append((place, tuple(text.splitlines())))
                notes += [note] if note else []
            case _:
                others[section] = text
    return Mistake(
        {name: broken, **others},
        {**others, **corrected, new_name: fixed},
        tuple(expected),
        ", ".join(notes),
    )


def _replace(text: str, old: str, new: str) -> str:
    """The text with some lines replaced, which have to occur once."""
    before, *after = f"\n{text}".split(f"\n{old}")
    assert len(after) == 1, f"not once in the brief: {old}"
    return f"{before}\n{new}{after[0]}"[1:]
