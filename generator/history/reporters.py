"""The output formats of `briefs diff`: text for people, Markdown for a pull request, JSON for programs.

A line for people begins with `+` for what was added, `-` for what was removed, and `!` for a change or a
warning. In Markdown, texts of contributors are set as code, so they can't mention people, link, or load a
picture.
"""

import re
import textwrap
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from typing import Any

from generator.diagnostics import in_language, log
from generator.history.changes import Action, Change, excerpts
from generator.history.collection import Changes
from generator.languages.phrase import within
from generator.site import quote_checks
from generator.site.language import DEFAULT, Language, marked, marked_plural
from generator.site.quote_checks import CheckName

VERSION = 1
"""Of the JSON; within a version, keys are only added."""
WIDTH = 100
"""Characters in a line."""
LONGEST = 600
"""Characters of any text that are shown."""
LONGEST_COMMENT = 60_000
"""Characters. GitHub refuses comments of more than 65,536."""

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


def text(changes: Changes, language: Language = DEFAULT) -> str:
    """A paragraph for each file, and a line with the numbers of changes."""
    paragraphs = []
    for section in _sections(changes, language):
        note = f" ({section.note})" if section.note else ""
        heading = section.heading or f"{section.path}{note}: {section.title}"
        paragraphs.append("\n".join([heading, *section.lines]) + "\n")
    words = summary(changes, language)
    return log.harmless("\n".join([*paragraphs, words[0].upper() + words[1:]]) + "\n")


def markdown(changes: Changes, language: Language = DEFAULT) -> str:
    """A heading and a coloured block for each file, as many as fit into a comment."""
    heading = language.gettext("Changes to the briefs")
    parts = [f"### {heading}\n\n{summary(changes, language)}\n"]
    room = LONGEST_COMMENT - len(parts[0])
    for section in _sections(changes, language):
        note = f" ({_code(section.note)})" if section.note else ""
        heading = section.heading or f"{_code(section.path)}{note}: {_code(section.title)}"
        block = ["", "```diff", *section.lines, "```"] if section.lines else []
        part = "\n".join([f"#### {heading}", *block, ""])
        room -= len(part) + 1
        if room < 0:
            cut = language.gettext("This is too long for a comment; run `make diff` to see all of it.")
            parts.append(f"{cut}\n")
            break
        parts.append(part)
    return log.harmless("\n".join(parts))


def json(changes: Changes, language: Language = DEFAULT) -> str:
    """Every change in full, even if there is none; only help texts are in the language."""
    document = {
        "version": VERSION,
        "briefs": [
            {
                "action": each.action,
                "slug": each.entry.id,
                "title": each.entry.name,
                "fields": _values(each),
                "entries": [_in_json(inner) for inner in each.entries],
                "old_slug": each.old_id,
            }
            for each in changes.briefs
        ],
        "profiles": [_in_json(each) for each in changes.profiles],
        "topics": [_in_json(each) for each in changes.topics],
        "verification": [
            {
                "action": each.action,
                "quote": each.entry.id,
                "record": {key: value for key, value in each.entry.fields.items() if value},
                "fields": _values(each),
            }
            for each in changes.records
        ],
        "versions": [_in_json(each) for each in changes.versions],
        "broken": [asdict(each) | {"help": within(each.help, language)} for each in changes.broken],
        "unreadable": changes.unreadable,
        "unreadable_before": changes.unreadable_before,
    }
    return log.as_json(document)


REPORTERS = {"text": text, "json": json, "markdown": markdown}


def _in_json(change: Change) -> dict[str, Any]:
    return {
        "kind": change.kind,
        "action": change.action,
        "id": change.entry.id,
        "name": change.entry.name,
        "fields": _values(change),
        "old_id": change.old_id,
    }


def _values(change: Change) -> list[dict[str, str]]:
    return [{"field": each.key, "before": each.before, "after": each.after} for each in change.fields]


def _code(words: str) -> str:
    """The text in a code span, between more backticks than it has in a row."""
    fence = "`" * (max(map(len, re.findall("`+", words)), default=0) + 1)
    padding = " " if words.startswith("`") or words.endswith("`") else ""
    return f"{fence}{padding}{words}{padding}{fence}"


@dataclass(frozen=True)
class _Section:
    """What changed in one file, or something else to report. All texts are on one line each."""

    heading: str
    """A fixed heading; empty if `path` is the heading."""
    lines: tuple[str, ...]
    path: str = ""
    note: str = ""
    """What happened to the file; empty if it was only changed."""
    title: str = ""


def _sections(changes: Changes, language: Language) -> Iterator[_Section]:
    """The warnings, then the files in order.

    What records claim comes first, so that nothing before it can make a report too long to show it.
    """
    _ = language.gettext
    claims = [line for each in _claims(changes, language) for line in _lines("!", _shorten(each))]
    broken: list[str] = []
    for each in changes.broken:
        help_ = language.gettext("help: %(help)s", help=within(each.help, language))
        broken += (*_lines("-", each.address), *_lines("!", f"  {help_}"))

    missing: list[str] = []
    for first in {each.path: each for each in reversed(in_language(changes.errors, language))}.values():
        help_ = language.gettext("help: %(help)s", help=first.help)
        missing += _lines("!", f"{first.path}:{first.span.start.line}: {first.message}")
        missing += _lines("!", f"  {help_}")

    def entries(changed: Iterable[Change]) -> list[str]:
        return [line for each in changed for line in _entry(each, language)]

    def files(paths: Iterable[str]) -> list[str]:
        return [line for path in paths for line in _lines("!", path)]

    before_briefs = {
        _("Claims about quotes"): claims,
        _("Permalinks that would break"): broken,
        _("Missing in the preview, because of errors; the first of each file"): missing,
        _("Not compared, because they contain errors"): files(changes.unreadable),
        _("Not compared, because they could not be read before"): files(changes.unreadable_before),
        _("Verification records"): entries(changes.records),
        _("Versions, which have to stay as they were frozen"): entries(changes.versions),
    }
    after_briefs = {_("Shared actors"): entries(changes.profiles), _("Topics"): entries(changes.topics)}
    yield from (_Section(heading, tuple(lines)) for heading, lines in before_briefs.items() if lines)
    yield from (_brief(brief, language) for brief in changes.briefs)
    yield from (_Section(heading, tuple(lines)) for heading, lines in after_briefs.items() if lines)


def summary(changes: Changes, language: Language) -> str:
    """The number of changes: `1 brief new, 2 briefs changed, 3 permalinks would break`."""
    ngettext = language.ngettext
    done = Counter("renamed" if each.old_id else _NOTES[each.action] or "changed" for each in changes.briefs)
    frozen = Counter(_NOTES[each.action] or "changed" for each in changes.versions)
    claims = [_check(each) for each in changes.records if each.action != "removed"]
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
        *((1, words) for _, words in quote_checks.counts(claims, language)),
    ]
    return ", ".join(words for number, words in counts if number) or language.gettext("nothing changed")


def _claims(changes: Changes, language: Language) -> Iterator[str]:
    """What the changed records say to readers: `1 quote matches the author’s copy: dam#river`."""
    for is_removed in (False, True):
        found = defaultdict(list)
        for each in changes.records:
            if (each.action == "removed") is is_removed:
                found[_check(each)].append(each.entry.id)
        names = (name for name, ids in found.items() for _ in ids)
        for check, words in quote_checks.counts(names, language):
            claim = language.gettext("no longer: %(claim)s", claim=words) if is_removed else words
            yield f"{claim}: {', '.join(found[check.name])}"


def _check(change: Change) -> CheckName:
    fields = change.entry.fields
    return quote_checks.check(fields.get("state"), fields.get("from")).name


def _brief(change: Change, language: Language) -> _Section:
    note = language.gettext(_NOTES[change.action])
    if change.old_id:
        note = language.gettext("formerly %(path)s", path=f"briefs/{change.old_id}.yml")
    lines = [line for field in change.fields for line in _field(field.key, field.before, field.after)]
    lines += [line for each in change.entries for line in _entry(each, language)]
    path = f"briefs/{change.entry.id}.yml"
    return _Section(
        "", tuple(lines), log.printable(path), log.printable(note), log.printable(change.entry.name)
    )


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
    for sign, text in zip("-+", excerpts(before, after), strict=True):
        if text:
            yield from _lines(sign, f"{key}: {_shorten(text)}")


def _shorten(text: str) -> str:
    return text if len(text) <= LONGEST else text[:LONGEST].rstrip() + " …"


def _lines(sign: str, text: str) -> Iterator[str]:
    text = log.printable(text)
    indentation = " " * (len(text) - len(text.lstrip(" ")))
    yield from textwrap.wrap(
        text.lstrip(" "),
        WIDTH,
        initial_indent=f"{sign} {indentation}",
        subsequent_indent=f"{sign} {indentation}  ",
        break_long_words=False,
        break_on_hyphens=False,
    )
