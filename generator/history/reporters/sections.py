"""Changes as headings and lines, which the formats for people lay out in their own ways.

A line begins with `+` for what was added, `-` for what was removed, and `!` for a change or a warning.
"""

import textwrap
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from generator.format.verification import FOUND
from generator.history.records import Action, BrokenPermalink, Change, Changes
from generator.languages.phrase import within
from generator.site.language import Language, marked, marked_plural

WIDTH = 100
"""Characters in a line."""
SHORT = 200
"""Characters up to which a text is shown in full."""
CONTEXT = 8
"""Words that are shown on either side of a change in a longer one."""
LONGEST = 600
"""Characters of any text that are shown."""

_LIVE, _ARCHIVED, _COPY = ("url",), ("archived",), ("text", "")
"""What a quote was compared with, by `from` in its record."""
_CLAIMS: tuple[tuple[str, Sequence[str], tuple[str, str]], ...] = (
    (
        "verified",
        _LIVE,
        marked_plural(
            "claims that %(count)s quote is verified against the live page",
            "claims that %(count)s quotes are verified against the live page",
        ),
    ),
    (
        "verified",
        _ARCHIVED,
        marked_plural(
            "claims that %(count)s quote is verified against an archived copy",
            "claims that %(count)s quotes are verified against an archived copy",
        ),
    ),
    (
        "verified",
        _COPY,
        marked_plural(
            "claims that %(count)s quote is verified by a copy that the author had",
            "claims that %(count)s quotes are verified by a copy that the author had",
        ),
    ),
    (
        "with-gaps",
        _LIVE,
        marked_plural(
            "claims that %(count)s quote is verified with gaps against the live page",
            "claims that %(count)s quotes are verified with gaps against the live page",
        ),
    ),
    (
        "with-gaps",
        _ARCHIVED,
        marked_plural(
            "claims that %(count)s quote is verified with gaps against an archived copy",
            "claims that %(count)s quotes are verified with gaps against an archived copy",
        ),
    ),
    (
        "with-gaps",
        _COPY,
        marked_plural(
            "claims that %(count)s quote is verified with gaps by a copy that the author had",
            "claims that %(count)s quotes are verified with gaps by a copy that the author had",
        ),
    ),
)
"""What records say to readers, by their state and by what they compared."""
_CLAIMS_NO_LONGER: tuple[tuple[str, tuple[str, str]], ...] = (
    (
        "verified",
        marked_plural(
            "no longer claims that %(count)s quote is verified",
            "no longer claims that %(count)s quotes are verified",
        ),
    ),
    (
        "with-gaps",
        marked_plural(
            "no longer claims that %(count)s quote is verified with gaps",
            "no longer claims that %(count)s quotes are verified with gaps",
        ),
    ),
    (
        "not-found",
        marked_plural(
            "no longer says that %(count)s quote is not found",
            "no longer says that %(count)s quotes are not found",
        ),
    ),
)

_SIGNS: dict[Action, str] = {"added": "+", "removed": "-", "changed": "!"}
_NOTES: dict[Action, str] = {"added": marked("new"), "removed": marked("deleted"), "changed": ""}
_BRIEFS = {
    "changed": marked_plural("%(count)s brief changed", "%(count)s briefs changed"),
    "deleted": marked_plural("%(count)s brief deleted", "%(count)s briefs deleted"),
    "new": marked_plural("%(count)s brief new", "%(count)s briefs new"),
    "renamed": marked_plural("%(count)s brief renamed", "%(count)s briefs renamed"),
}
_VERSIONS = {
    "changed": marked_plural("%(count)s version changed", "%(count)s versions changed"),
    "deleted": marked_plural("%(count)s version deleted", "%(count)s versions deleted"),
    "new": marked_plural("%(count)s version new", "%(count)s versions new"),
}
KINDS = frozenset(
    {
        *(marked("actor"), marked("author"), marked("correction"), marked("event"), marked("figure")),
        *(marked("forecast"), marked("indicator"), marked("key judgement"), marked("open question")),
        *(marked("quote"), marked("record"), marked("relation"), marked("reviewer"), marked("source")),
        *(marked("topic"), marked("version")),
    }
)
"""What `Change.kind` can be in an entry, to be translated."""


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


def sections(changes: Changes, language: Language) -> Iterator[Section]:
    """The warnings, then the files in order.

    What records claim comes first, so that nothing before it can make a report too long to show it.
    """
    _ = language.gettext
    claims = tuple(line for each in _claims(changes, language) for line in _lines("!", _shorten(each)))
    if claims:
        yield Section(_("Claims about quotes"), claims)
    if changes.broken:
        lines = [line for each in changes.broken for line in _broken(each, language)]
        yield Section(_("Permalinks that would break"), tuple(lines))
    if changes.unreadable:
        yield _files(_("Not compared, because they contain errors"), changes.unreadable)
    if changes.unreadable_before:
        yield _files(_("Not compared, because they could not be read before"), changes.unreadable_before)
    if changes.records:
        lines = [line for each in changes.records for line in _entry(each, language)]
        yield Section(_("Verification records"), tuple(lines))
    if changes.versions:
        lines = [line for each in changes.versions for line in _entry(each, language)]
        yield Section(_("Versions, which have to stay as they were frozen"), tuple(lines))
    for brief in changes.briefs:
        yield _brief(brief, language)
    for heading, entries in ((_("Shared actors"), changes.profiles), (_("Topics"), changes.topics)):
        if entries:
            yield Section(heading, tuple(line for each in entries for line in _entry(each, language)))


def _broken(link: BrokenPermalink, language: Language) -> Iterator[str]:
    yield from _lines("-", link.address)
    help_ = language.gettext("help: %(help)s", help=within(link.help, language))
    yield from _lines("!", f"  {help_}")


def summary(changes: Changes, language: Language) -> str:
    """The number of changes: `1 brief new, 2 briefs changed, 3 permalinks would break`."""
    ngettext = language.ngettext
    done = Counter("renamed" if each.old_id else _NOTES[each.action] or "changed" for each in changes.briefs)
    frozen = Counter(_NOTES[each.action] or "changed" for each in changes.versions)
    found = [each for each in changes.records if any(_is(each, state) for state in FOUND)]
    claims = sum(each.action != "removed" for each in found)
    shared, topics, records = len(changes.profiles), len(changes.topics), len(changes.records)
    invalid, broken = len(changes.unreadable), len(changes.broken)
    counts = [
        *((number, ngettext(*_BRIEFS[what], number)) for what, number in sorted(done.items())),
        (shared, ngettext("%(count)s shared actor changed", "%(count)s shared actors changed", shared)),
        (topics, ngettext("%(count)s topic changed", "%(count)s topics changed", topics)),
        (
            records,
            ngettext(
                "%(count)s verification record changed", "%(count)s verification records changed", records
            ),
        ),
        *((number, ngettext(*_VERSIONS[what], number)) for what, number in sorted(frozen.items())),
        (invalid, ngettext("%(count)s file with errors", "%(count)s files with errors", invalid)),
        (broken, ngettext("%(count)s permalink would break", "%(count)s permalinks would break", broken)),
        (
            claims,
            ngettext(
                "claims that %(count)s quote is verified", "claims that %(count)s quotes are verified", claims
            ),
        ),
    ]
    return ", ".join(words for number, words in counts if number) or language.gettext("nothing changed")


def _claims(changes: Changes, language: Language) -> Iterator[str]:
    """What the changed records say to readers: `claims that 1 quote is verified: dam#river`."""
    there = [each for each in changes.records if each.action != "removed"]
    gone = [each for each in changes.records if each.action == "removed"]
    claims = [
        *(
            (words, [each for each in there if _is(each, state, origins)])
            for state, origins, words in _CLAIMS
        ),
        *((words, [each for each in gone if _is(each, state)]) for state, words in _CLAIMS_NO_LONGER),
    ]
    for words, records in claims:
        if records:
            ids = ", ".join(each.entry.id for each in records)
            yield f"{language.ngettext(*words, len(records))}: {ids}"


def _is(change: Change, state: str, origins: Sequence[str] = ()) -> bool:
    fields = change.entry.fields
    return fields.get("state") == state and (not origins or fields.get("from", "") in origins)


def _files(heading: str, paths: Iterable[str]) -> Section:
    return Section(heading, tuple(line for path in paths for line in _lines("!", path)))


def _brief(change: Change, language: Language) -> Section:
    note = language.gettext(_NOTES[change.action])
    if change.old_id:
        note = language.gettext("formerly %(path)s", path=f"briefs/{change.old_id}.yml")
    lines = [line for field in change.fields for line in _field(field.key, field.before, field.after)]
    lines += [line for each in change.entries for line in _entry(each, language)]
    path = f"briefs/{change.entry.id}.yml"
    return Section("", tuple(lines), _clean(path), _clean(note), _clean(change.entry.name))


def _entry(change: Change, language: Language) -> Iterator[str]:
    id_ = change.entry.id
    kind = language.gettext(change.kind)
    name = f"{kind} '{id_}'" if id_ else kind
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
