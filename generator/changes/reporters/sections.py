"""Changes as headings and lines for people, which the formats for people set in their own ways.

A line begins with `+` for what came, `-` for what went, and `!` for what changed or needs to be looked at.
"""

import textwrap
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generator.changes.records import Action, BriefChange, Changes, EntryChange, FieldChange

WIDTH = 100
"""Characters in a line."""
SHORT = 200
"""Characters of a text that is shown whole."""
CONTEXT = 8
"""Words that are shown on either side of what changed in a longer one."""
LONGEST = 600
"""Characters that are shown of anything; the file has the rest."""

_SIGNS: dict[Action, str] = {"added": "+", "removed": "-", "changed": "!"}
_NOTES: dict[Action, str] = {"added": "new", "removed": "deleted", "changed": ""}


@dataclass(frozen=True)
class Section:
    """What changed in one file, or something else to tell. All texts are on one line each."""

    heading: str
    """Words of our own; empty where `path` is the heading."""
    lines: tuple[str, ...]
    path: str = ""
    note: str = ""
    """What became of the file; empty where it was only changed."""
    title: str = ""
    """What readers call the brief."""


def sections(changes: Changes) -> Iterator[Section]:
    """First what needs to be looked at, then the files in order."""
    if changes.broken:
        lines = [
            line
            for each in changes.broken
            for line in (*_lines("-", each.address), *_lines("!", f"  help: {each.help}"))
        ]
        yield Section("Permalinks that would break", tuple(lines))
    if changes.unreadable:
        yield _files("Not compared, for there are mistakes in them", changes.unreadable)
    if changes.unreadable_before:
        yield _files("Not compared, for there were mistakes in them", changes.unreadable_before)
    for brief in changes.briefs:
        yield _brief(brief)
    for heading, entries in (("Shared actors", changes.profiles), ("Topics", changes.topics)):
        if entries:
            yield Section(heading, tuple(line for each in entries for line in _entry(each)))


def summary(changes: Changes) -> str:
    """What changed, counted: `1 brief new, 2 briefs changed, 3 permalinks would break`."""
    done = Counter(
        "renamed" if each.old_slug else _NOTES[each.action] or "changed" for each in changes.briefs
    )
    parts = [f"{_count(number, 'brief')} {what}" for what, number in sorted(done.items())]
    others = (("shared actor", changes.profiles), ("topic", changes.topics))
    parts += [f"{_count(len(found), kind)} changed" for kind, found in others if found]
    if changes.unreadable:
        parts.append(f"{_count(len(changes.unreadable), 'file')} with mistakes")
    if changes.broken:
        parts.append(f"{_count(len(changes.broken), 'permalink')} would break")
    return ", ".join(parts) or "nothing changed"


def _count(number: int, one: str) -> str:
    return f"{number} {one}{'' if number == 1 else 's'}"


def _files(heading: str, paths: Iterable[str]) -> Section:
    return Section(heading, tuple(line for path in paths for line in _lines("!", path)))


def _brief(brief: BriefChange) -> Section:
    note = f"formerly briefs/{brief.old_slug}.yml" if brief.old_slug else _NOTES[brief.action]
    lines = [line for field in brief.fields for line in _field(field, "")]
    lines += [line for entry in brief.entries for line in _entry(entry)]
    return Section("", tuple(lines), _clean(f"briefs/{brief.slug}.yml"), _clean(note), _clean(brief.title))


def _entry(entry: EntryChange) -> Iterator[str]:
    name = f"{entry.kind} '{entry.id}'" if entry.id else entry.kind
    yield from _lines(_SIGNS[entry.action], f"{name}: {_shorten(entry.name)}")
    if entry.old_id:
        yield from _field(FieldChange("id", entry.old_id, entry.id), "  ")
    for field in entry.fields:
        yield from _field(field, "  ")


def _field(field: FieldChange, indentation: str) -> Iterator[str]:
    before, after = _excerpts(field.before, field.after)
    for sign, text in (("-", before), ("+", after)):
        if text:
            yield from _lines(sign, f"{indentation}{field.field}: {_shorten(text)}")


def _excerpts(before: str, after: str) -> tuple[str, str]:
    """Both texts, cut to what differs and some words around it where they are long."""
    if max(len(before), len(after)) <= SHORT or not (before and after):
        return before, after
    old, new = before.split(" "), after.split(" ")
    start = _common(old, new)
    end = _common(old[start:][::-1], new[start:][::-1])
    return _cut(old, start, len(old) - end), _cut(new, start, len(new) - end)


def _common(one: list[str], other: list[str]) -> int:
    """How many words both begin with."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((place for place, (a, b) in pairs if a != b), min(len(one), len(other)))


def _cut(words: list[str], start: int, end: int) -> str:
    first, last = max(0, start - CONTEXT), end + CONTEXT
    return ("… " if first else "") + " ".join(words[first:last]) + (" …" if last < len(words) else "")


def _shorten(text: str) -> str:
    return text if len(text) <= LONGEST else text[:LONGEST].rstrip() + " …"


def _clean(text: str) -> str:
    """The text without anything that could move, hide or colour what stands around it."""
    return "".join(character if character.isprintable() else " " for character in text)


def _lines(sign: str, text: str) -> Iterator[str]:
    text = _clean(text)
    indentation = " " * (len(text) - len(text.lstrip(" ")))
    yield from textwrap.wrap(
        text.lstrip(" "),
        WIDTH,
        initial_indent=f"{sign} {indentation}",
        subsequent_indent=f"{sign} {indentation}  ",
        break_long_words=False,
        break_on_hyphens=False,
    )
