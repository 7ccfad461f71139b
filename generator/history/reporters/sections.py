"""Changes as headings and lines, which the formats for people lay out in their own ways.

A line begins with `+` for what was added, `-` for what was removed, and `!` for a change or a warning.
"""

import textwrap
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from generator.format.verification import FOUND
from generator.history.records import Action, Change, Changes
from generator.publishing import wording

WIDTH = 100
"""Characters in a line."""
SHORT = 200
"""Characters up to which a text is shown in full."""
CONTEXT = 8
"""Words that are shown on either side of a change in a longer one."""
LONGEST = 600
"""Characters of any text that are shown."""

ORIGINS: tuple[tuple[Sequence[str], str], ...] = (
    (("url",), " against the live page"),
    (("archived",), " against an archived copy"),
    (("text", ""), " by a copy that the author had"),
)
"""What a quote was compared with, by `from` in its record."""

_SIGNS: dict[Action, str] = {"added": "+", "removed": "-", "changed": "!"}
_NOTES: dict[Action, str] = {"added": "new", "removed": "deleted", "changed": ""}


@dataclass(frozen=True)
class Section:
    """What changed in one file, or something else to report. All texts are on one line each."""

    heading: str
    """A fixed heading; empty if `path` is the heading."""
    lines: tuple[str, ...]
    path: str = ""
    note: str = ""
    """What happened to the file; empty if it was only changed."""
    title: str = ""
    """The title of the brief."""


def sections(changes: Changes) -> Iterator[Section]:
    """The warnings, then the files in order.

    What records claim comes first, so that nothing before it can make a report too long to show it.
    """
    claims = tuple(line for each in _claims(changes) for line in _lines("!", _shorten(each)))
    if claims:
        yield Section("Claims about quotes", claims)
    if changes.broken:
        lines = [
            line
            for each in changes.broken
            for line in (*_lines("-", each.address), *_lines("!", f"  help: {each.help}"))
        ]
        yield Section("Permalinks that would break", tuple(lines))
    if changes.unreadable:
        yield _files("Not compared, because they contain errors", changes.unreadable)
    if changes.unreadable_before:
        yield _files("Not compared, because they could not be read before", changes.unreadable_before)
    if changes.records:
        yield Section(
            "Verification records", tuple(line for each in changes.records for line in _entry(each))
        )
    for brief in changes.briefs:
        yield _brief(brief)
    for heading, entries in (("Shared actors", changes.profiles), ("Topics", changes.topics)):
        if entries:
            yield Section(heading, tuple(line for each in entries for line in _entry(each)))


def summary(changes: Changes) -> str:
    """The number of changes: `1 brief new, 2 briefs changed, 3 permalinks would break`."""
    done = Counter("renamed" if each.old_id else _NOTES[each.action] or "changed" for each in changes.briefs)
    counts = [(number, "brief", what) for what, number in sorted(done.items())]
    counts += [
        (len(changes.profiles), "shared actor", "changed"),
        (len(changes.topics), "topic", "changed"),
        (len(changes.records), "verification record", "changed"),
        (len(changes.unreadable), "file", "with errors"),
        (len(changes.broken), "permalink", "would break"),
    ]
    parts = [f"{wording.count(number, kind)} {what}" for number, kind, what in counts if number]
    found = [each for each in changes.records if any(_is(each, state) for state in FOUND)]
    claims = sum(each.action != "removed" for each in found)
    parts += [_counted("claims that", "verified", claims)] if claims else []
    return ", ".join(parts) or "nothing changed"


def _claims(changes: Changes) -> Iterator[str]:
    """What the changed records say to readers: `claims that 1 quote is verified: dam#river`."""
    there = [each for each in changes.records if each.action != "removed"]
    gone = [each for each in changes.records if each.action == "removed"]
    for state, words in (("verified", "verified"), ("with-gaps", "verified with gaps")):
        for origins, text in ORIGINS:
            yield from _claim(
                "claims that", words + text, [each for each in there if _is(each, state, origins)]
            )
        yield from _claim("no longer claims that", words, [each for each in gone if _is(each, state)])
    yield from _claim("no longer says that", "not found", [each for each in gone if _is(each, "not-found")])


def _claim(beginning: str, words: str, records: Sequence[Change]) -> Iterator[str]:
    if records:
        ids = ", ".join(each.entry.id for each in records)
        yield f"{_counted(beginning, words, len(records))}: {ids}"


def _counted(beginning: str, words: str, number: int) -> str:
    return f"{beginning} {wording.count(number, 'quote')} {'is' if number == 1 else 'are'} {words}"


def _is(change: Change, state: str, origins: Sequence[str] = ()) -> bool:
    fields = change.entry.fields
    return fields.get("state") == state and (not origins or fields.get("from", "") in origins)


def _files(heading: str, paths: Iterable[str]) -> Section:
    return Section(heading, tuple(line for path in paths for line in _lines("!", path)))


def _brief(change: Change) -> Section:
    note = f"formerly briefs/{change.old_id}.yml" if change.old_id else _NOTES[change.action]
    lines = [line for field in change.fields for line in _field(field.key, field.before, field.after)]
    lines += [line for each in change.entries for line in _entry(each)]
    path = f"briefs/{change.entry.id}.yml"
    return Section("", tuple(lines), _clean(path), _clean(note), _clean(change.entry.name))


def _entry(change: Change) -> Iterator[str]:
    id_ = change.entry.id
    name = f"{change.kind} '{id_}'" if id_ else change.kind
    yield from _lines(_SIGNS[change.action], f"{name}: {_shorten(change.entry.name)}")
    if change.old_id:
        yield from _field("  id", change.old_id, id_)
    for field in change.fields:
        yield from _field(f"  {field.key}", field.before, field.after)


def _field(key: str, before: str, after: str) -> Iterator[str]:
    for sign, text in zip("-+", _excerpts(before, after), strict=True):
        if text:
            yield from _lines(sign, f"{key}: {_shorten(text)}")


def _excerpts(before: str, after: str) -> tuple[str, str]:
    """Both texts; if they are long, only what differs and some words around it."""
    if max(len(before), len(after)) <= SHORT or not (before and after):
        return before, after
    old, new = before.split(" "), after.split(" ")
    start = _common(old, new)
    end = _common(old[start:][::-1], new[start:][::-1])
    return _cut(old, start, len(old) - end), _cut(new, start, len(new) - end)


def _common(one: list[str], other: list[str]) -> int:
    """The number of words with which both begin."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((place for place, (a, b) in pairs if a != b), min(len(one), len(other)))


def _cut(words: list[str], start: int, end: int) -> str:
    first, last = max(0, start - CONTEXT), end + CONTEXT
    return ("… " if first else "") + " ".join(words[first:last]) + (" …" if last < len(words) else "")


def _shorten(text: str) -> str:
    return text if len(text) <= LONGEST else text[:LONGEST].rstrip() + " …"


def _clean(text: str) -> str:
    """The text without characters that could move, hide or colour what is around it."""
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
