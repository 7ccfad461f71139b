"""The output formats of `briefs diff`: text for people, Markdown for a pull request, JSON for its workflow.

Each changed field is a row, in the words of the form. In text, it begins with `+` for what was added, `-` for
what was removed, and `!` for a change or a warning.
"""

import textwrap
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from briefing_site.diagnostics import in_language, log
from briefing_site.history import comment, updates
from briefing_site.history.changes import Action, Change
from briefing_site.history.collection import Changes
from briefing_site.history.phrasing import Phrasing
from briefing_site.languages.language import DEFAULT
from briefing_site.languages.phrase import marked, within
from briefing_site.site import Language, quote_checks, wording

VERSION = 1
"""Of the JSON; within a version, keys are only added."""
WIDTH = 100
"""Characters in a line."""
MAX_LENGTH = 600
"""Characters of any text that are shown."""
MAX_NAME_LENGTH = 80
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
    marked("open question"), marked("place"), marked("quote"), marked("relation"), marked("reviewer"),
    marked("source"), marked("topic"), marked("verification record"), marked("version"),
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
    lines: list[str] = []
    report = _Report(changes, language)
    for section in report.sections():
        heading = section.heading
        if section.path:
            note = f" ({section.note})" if section.note else ""
            heading = f"{section.path}{note}: {section.title}"
        lines.append(log.printable(heading))
        for row in section.rows:
            lines += _lines(row)
        lines.append("")
    summary = report.summary()
    lines.append(summary[0].upper() + summary[1:])
    return log.harmless("\n".join(lines) + "\n")


def _lines(row: Row) -> list[str]:
    words = row.what
    if row.before or row.after:
        values = filter(None, (row.before, row.after))
        words = f"{row.what}: {' → '.join(values)}"
    sign = _SIGNS[row.action]
    return textwrap.wrap(
        log.printable(words),
        WIDTH,
        initial_indent=f"{sign} ",
        subsequent_indent=f"{sign}   ",
        break_long_words=False,
        break_on_hyphens=False,
    )


def markdown(changes: Changes, language: Language = DEFAULT) -> str:
    """A heading and a table for each file, as many as fit into a comment."""
    _ = language.gettext
    old, new = comment.COLUMNS
    text_ = comment.markdown(
        _Report(changes, language).document(),
        _(HEADING),
        columns=(_(old), _(new)),
        too_long=_(comment.TOO_LONG),
    )
    return log.harmless(text_)


def json(changes: Changes, language: Language = DEFAULT) -> str:
    """What the comment on a pull request is made of, even if nothing changed."""
    document = _Report(changes, language).document()
    return log.as_json({"version": VERSION, **document})


REPORTERS = {"text": text, "json": json, "markdown": markdown}


class _Report:
    """What changed, in the words of a language."""

    def __init__(self, changes: Changes, language: Language) -> None:
        self._changes = changes
        self._language = language
        self._phrasing = Phrasing(changes.names, language)

    def document(self) -> dict[str, Any]:
        sections = [asdict(section) for section in self.sections()]
        return {"summary": self.summary(), "sections": sections}

    def sections(self) -> Iterator[Section]:
        """What to warn of, and then what changed in each file.

        The claims about quotes come first. A report that is too long is cut at its end, so nobody can hide
        them behind other changes.
        """
        _ = self._language.gettext
        changes = self._changes
        unreadable = [Row("changed", path) for path in changes.unreadable]
        unreadable_before = [Row("changed", path) for path in changes.unreadable_before]
        sections = [
            Section(self._claims(), _("Claims about quotes")),
            Section(self._permalinks(), _("Permalinks that would break")),
            Section(
                self._errors(),
                _("Missing in the preview, because of errors; the first of each file"),
            ),
            Section(unreadable, _("Not compared, because they contain errors")),
            Section(
                unreadable_before,
                _("Not compared, because they could not be read before"),
            ),
            self._entries("verification record", _("Verification records")),
            self._entries(
                "version", _("Versions, which have to stay as they were frozen")
            ),
        ]
        sections += map(self._brief, changes.by_kind["brief"])
        sections += [
            self._entries("actor", _("Shared actors")),
            self._entries("topic", _("Topics")),
            self._entries("term", _("Glossary")),
            self._entries("place", _("Places")),
        ]
        for section in sections:
            if section.rows or section.path:
                yield section

    def summary(self) -> str:
        """The number of changes: `1 brief added, 2 briefs and 1 topic changed, 3 permalinks would break`."""
        ngettext = self._language.ngettext
        counts: list[str] = []
        for action in _SIGNS:
            changes = [
                change for change in self._changes.all if change.action == action
            ]
            if changes:
                counts.append(updates.counted(action, changes, self._language))
        number = len(self._changes.unreadable)
        if number:
            counts.append(
                ngettext(
                    "%(count)s file with errors", "%(count)s files with errors", number
                )
            )
        number = len(self._changes.broken)
        if number:
            counts.append(
                ngettext(
                    "%(count)s permalink would break",
                    "%(count)s permalinks would break",
                    number,
                )
            )
        counts += self._counted_claims(is_removed=False).values()
        return ", ".join(counts) or self._language.gettext("nothing changed")

    def _counted_claims(self, *, is_removed: bool) -> dict[str, str]:
        """The results that records claim, with their numbers of quotes, by the ids of these quotes.

        For example `1 quote matches only the brief author’s copy`. These are the claims of new and changed
        records, or those of removed records.
        """
        ids: dict[str, list[str]] = {}
        names: list[quote_checks.CheckName] = []
        for change in self._changes.by_kind["verification record"]:
            if (change.action == "removed") is is_removed:
                fields = change.entry.fields
                check = quote_checks.check(fields.get("state"), fields.get("from"))
                ids.setdefault(check.name, []).append(change.entry.id)
                names.append(check.name)
        claims: dict[str, str] = {}
        for check, words in quote_checks.counts(names, self._language):
            claims[", ".join(ids[check.name])] = words
        return claims

    def _claims(self) -> list[Row]:
        lines: list[str] = []
        for ids, claim in self._counted_claims(is_removed=False).items():
            lines.append(f"{claim}: {ids}")
        for ids, claim in self._counted_claims(is_removed=True).items():
            former = self._language.gettext("no longer: %(claim)s", claim=claim)
            lines.append(f"{former}: {ids}")
        return [Row("changed", wording.shortened(line, MAX_LENGTH)) for line in lines]

    def _permalinks(self) -> list[Row]:
        rows: list[Row] = []
        for permalink in self._changes.broken:
            help_ = str(within(permalink.help, self._language))
            rows.append(Row("removed", permalink.address, after=help_))
        return rows

    def _errors(self) -> list[Row]:
        """The first error of each file."""
        rows: dict[str, Row] = {}
        for error in in_language(self._changes.errors, self._language):
            line = f"{error.path}:{error.span.start.line}: {error.message}"
            rows.setdefault(error.path, Row("changed", line, after=error.help))
        return list(rows.values())

    def _entries(self, kind: str, heading: str) -> Section:
        return Section(self._rows(self._changes.by_kind[kind]), heading)

    def _brief(self, change: Change) -> Section:
        _ = self._language.gettext
        note = _(_NOTES[change.action])
        if change.old_id:
            note = _("formerly %(path)s", path=f"briefs/{change.old_id}.yml")
        rows: list[Row] = []
        if change.action == "changed":
            line = updates.line([change], self._phrasing)
            if line:
                is_major = updates.is_major(line)
                what = _("Major update") if is_major else _("Minor update")
                rows.append(Row("changed", what, updates.words(line)))
        rows += self._fields(change, "")
        rows += self._rows(change.entries)
        return Section(
            rows,
            path=f"briefs/{change.entry.id}.yml",
            note=note,
            title=change.entry.name,
        )

    def _rows(self, changes: Iterable[Change]) -> list[Row]:
        """The rows about entries: one for each that was added or removed, and one for each changed field."""
        phrasing = self._phrasing
        rows: list[Row] = []
        for change in changes:
            kind = phrasing.kind(change)
            if change.action == "added":
                rows.append(Row("added", kind, after=phrasing.label(change)))
            elif change.action == "removed":
                rows.append(Row("removed", kind, before=phrasing.label(change)))
            name = phrasing.quote(phrasing.name(change), MAX_NAME_LENGTH)
            prefix = f"{kind} {name}, "
            if change.old_id:
                what = prefix + self._language.gettext("Id")
                rows.append(Row("changed", what, change.old_id, change.entry.id))
            rows += self._fields(change, prefix)
        return rows

    def _fields(self, change: Change, prefix: str) -> list[Row]:
        rows: list[Row] = []
        for (kind, old_id, _brief), new_id in change.renamed:
            words = wording.label(kind, self._language)
            what = f"{prefix}{words}, {self._language.gettext('Id')}"
            rows.append(Row("changed", what, old_id, new_id))
        for field in change.fields:
            old, new = self._phrasing.values(field, MAX_LENGTH, with_markup=True)
            what = prefix + self._phrasing.title(field)
            rows.append(Row(field.action, what, old, new))
        return rows
