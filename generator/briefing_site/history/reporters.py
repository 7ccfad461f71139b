"""The output formats of `briefs diff`: text for people, Markdown for a pull request, JSON for programs.

Each changed field is a row, in the words of the form. In text, it begins with `+` for what was added, `-` for
what was removed, and `!` for a change or a warning.
"""

import textwrap
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from briefing_site.diagnostics import in_language, log
from briefing_site.history import comment, phrasing, updates
from briefing_site.history.changes import Action, Change
from briefing_site.history.collection import Changes
from briefing_site.languages.language import DEFAULT
from briefing_site.languages.phrase import marked, within
from briefing_site.site import Language, quote_checks, wording

VERSION = 2
"""Of the JSON; within a version, keys are only added."""
WIDTH = 100
"""Characters in a line."""
LONGEST = 600
"""Characters of any text that are shown."""
LONGEST_NAME = 80
"""Characters of the name of an entry before that of its field."""

_SIGNS: dict[Action, str] = {"added": "+", "removed": "-", "changed": "!"}
_NOTES: dict[Action, str] = {
    "added": marked("new"),
    "removed": marked("deleted"),
    "changed": "",
}
HEADING = marked("Changes to the briefs")
KINDS = (
    marked("actor"), marked("author"), marked("change note"), marked("correction"), marked("event"),
    marked("figure"), marked("forecast"), marked("indicator"), marked("key judgement"),
    marked("open question"), marked("quote"), marked("relation"), marked("reviewer"), marked("source"),
    marked("topic"), marked("verification record"), marked("version"),
)  # fmt: skip
"""What `Change.kind` can be in an entry, to be translated."""


@dataclass(frozen=True)
class Row:
    """A changed field, an entry that was added or removed, or a warning; all texts are on one line."""

    action: Action
    what: str
    before: str = ""
    after: str = ""


@dataclass(frozen=True)
class Section:
    """What changed in one file, or something else to report."""

    rows: Sequence[Row]
    heading: str = ""
    """A fixed heading; empty if `path` is the heading."""
    path: str = ""
    note: str = ""
    """What happened to the file; empty if it was only changed."""
    title: str = ""


def text(changes: Changes, language: Language = DEFAULT) -> str:
    """A paragraph for each file, and a line with the numbers of changes."""
    paragraphs = []
    for section in sections(changes, language):
        note = f" ({section.note})" if section.note else ""
        heading = section.heading or f"{section.path}{note}: {section.title}"
        lines = [line for row in section.rows for line in _lines(row)]
        paragraphs.append("\n".join([log.printable(heading), *lines]) + "\n")
    words = summary(changes, language)
    return log.harmless("\n".join([*paragraphs, words[0].upper() + words[1:]]) + "\n")


def _lines(row: Row) -> list[str]:
    values = " → ".join(filter(None, (row.before, row.after)))
    sign = _SIGNS[row.action]
    return textwrap.wrap(
        log.printable(f"{row.what}: {values}" if values else row.what),
        WIDTH,
        initial_indent=f"{sign} ",
        subsequent_indent=f"{sign}   ",
        break_long_words=False,
        break_on_hyphens=False,
    )


def markdown(changes: Changes, language: Language = DEFAULT) -> str:
    """A heading and a table for each file, as many as fit into a comment."""
    _ = language.gettext
    columns, cut = (_(comment.COLUMNS[0]), _(comment.COLUMNS[1])), _(comment.CUT)
    return log.harmless(
        comment.markdown(_for_people(changes, language), _(HEADING), columns, cut)
    )


def json(changes: Changes, language: Language = DEFAULT) -> str:
    """Every change in full, even if there is none; and in the language, help texts and what people read."""
    document = {
        "version": VERSION,
        "changes": [_in_json(each) for each in changes.every],
        "broken": [
            asdict(each) | {"help": within(each.help, language)}
            for each in changes.broken
        ],
        "unreadable": changes.unreadable,
        "unreadable_before": changes.unreadable_before,
        **_for_people(changes, language),
    }
    return log.as_json(document)


REPORTERS = {"text": text, "json": json, "markdown": markdown}


def _for_people(changes: Changes, language: Language) -> dict[str, Any]:
    found = [asdict(each) for each in sections(changes, language)]
    return {"summary": summary(changes, language), "sections": found}


def _in_json(change: Change) -> dict[str, Any]:
    return {
        "kind": change.kind,
        "action": change.action,
        "id": change.entry.id,
        "name": change.entry.name,
        "old_id": change.old_id,
        "fields": [
            {"field": each.key, "before": each.before, "after": each.after}
            for each in change.fields
        ],
        "entries": [_in_json(each) for each in change.entries],
    }


def sections(changes: Changes, language: Language) -> Iterator[Section]:
    """The warnings, then the files in order.

    What records claim comes first, so that nothing before it can make a report too long to show it.
    """
    _ = language.gettext

    def entries(kind: str) -> list[Row]:
        return [
            row
            for each in changes.by_kind[kind]
            for row in _entry(each, changes.names, language)
        ]

    first = {
        each.path: each for each in reversed(in_language(changes.errors, language))
    }
    before_briefs = {
        _("Claims about quotes"): [
            Row("changed", wording.shortened(each, LONGEST))
            for each in _claims(changes, language)
        ],
        _("Permalinks that would break"): [
            Row("removed", each.address, after=str(within(each.help, language)))
            for each in changes.broken
        ],
        _("Missing in the preview, because of errors; the first of each file"): [
            Row(
                "changed",
                f"{each.path}:{each.span.start.line}: {each.message}",
                after=each.help,
            )
            for each in first.values()
        ],
        _("Not compared, because they contain errors"): [
            Row("changed", each) for each in changes.unreadable
        ],
        _("Not compared, because they could not be read before"): [
            Row("changed", each) for each in changes.unreadable_before
        ],
        _("Verification records"): entries("verification record"),
        _("Versions, which have to stay as they were frozen"): entries("version"),
    }
    after_briefs = {
        _("Shared actors"): entries("actor"),
        _("Topics"): entries("topic"),
        _("Glossary"): entries("term"),
    }
    yield from (
        Section(rows, heading) for heading, rows in before_briefs.items() if rows
    )
    yield from (
        _brief(brief, changes.names, language) for brief in changes.by_kind["brief"]
    )
    yield from (
        Section(rows, heading) for heading, rows in after_briefs.items() if rows
    )


def summary(changes: Changes, language: Language) -> str:
    """The number of changes: `1 brief added, 2 briefs and 1 topic changed, 3 permalinks would break`."""
    invalid, broken = len(changes.unreadable), len(changes.broken)
    claims = [
        _check(each)
        for each in changes.by_kind["verification record"]
        if each.action != "removed"
    ]
    ngettext = language.ngettext
    counts = [
        *(
            updates.counted(action, found, language)
            for action in _SIGNS
            if (found := [each for each in changes.every if each.action == action])
        ),
        ngettext("%(count)s file with errors", "%(count)s files with errors", invalid)
        if invalid
        else "",
        ngettext(
            "%(count)s permalink would break",
            "%(count)s permalinks would break",
            broken,
        )
        if broken
        else "",
        *(words for _, words in quote_checks.counts(claims, language)),
    ]
    return ", ".join(filter(None, counts)) or language.gettext("nothing changed")


def _claims(changes: Changes, language: Language) -> Iterator[str]:
    """What the changed records say to readers: `1 quote matches only the brief author’s copy: dam#river`."""
    for is_removed in (False, True):
        found = defaultdict(list)
        for each in changes.by_kind["verification record"]:
            if (each.action == "removed") is is_removed:
                found[_check(each)].append(each.entry.id)
        names = (name for name, ids in found.items() for _ in ids)
        for check, words in quote_checks.counts(names, language):
            claim = (
                language.gettext("no longer: %(claim)s", claim=words)
                if is_removed
                else words
            )
            yield f"{claim}: {', '.join(found[check.name])}"


def _check(change: Change) -> quote_checks.CheckName:
    fields = change.entry.fields
    return quote_checks.check(fields.get("state"), fields.get("from")).name


def _brief(change: Change, names: phrasing.Names, language: Language) -> Section:
    _ = language.gettext
    note = _(_NOTES[change.action])
    if change.old_id:
        note = _("formerly %(path)s", path=f"briefs/{change.old_id}.yml")
    rows = []
    if (
        line := updates.line([change], names, language)
        if change.action == "changed"
        else ()
    ):
        what = _("Major update") if updates.is_major(line) else _("Minor update")
        rows.append(Row("changed", what, updates.words(line)))
    rows += _fields(change, "", names, language)
    rows += [row for each in change.entries for row in _entry(each, names, language)]
    return Section(rows, "", f"briefs/{change.entry.id}.yml", note, change.entry.name)


def _entry(change: Change, names: phrasing.Names, language: Language) -> Iterator[Row]:
    kind = wording.label(change.kind, language)
    if change.action != "changed":
        label = phrasing.label(change, names, language)
        yield Row(
            change.action,
            kind,
            **{"before" if change.action == "removed" else "after": label},
        )
    name = wording.shortened(phrasing.name(change, names), LONGEST_NAME)
    of = f"{kind} {language.gettext('“%(text)s”', text=name)}, "
    if change.old_id:
        yield Row(
            "changed", f"{of}{language.gettext('Id')}", change.old_id, change.entry.id
        )
    yield from _fields(change, of, names, language)


def _fields(
    change: Change, of: str, names: phrasing.Names, language: Language
) -> Iterator[Row]:
    for field in change.fields:
        before, after = phrasing.values(
            field, names, language, LONGEST, with_markup=True
        )
        yield Row(field.action, f"{of}{phrasing.title(field, language)}", before, after)
