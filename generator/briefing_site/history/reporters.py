"""The output formats of `briefs diff`: text for people, Markdown for a pull request, JSON for its workflow.

Each changed field is a row, in the words of the form. In text, it begins with `+` for what was added, `-` for
what was removed, and `!` for a change or a warning.
"""

import textwrap
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from briefing_site.diagnostics import in_language, log
from briefing_site.history import comment, phrasing, updates
from briefing_site.history.changes import Action, Change
from briefing_site.history.collection import Changes
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
    lines: list[str] = []
    for section in sections(changes, language):
        heading = section.heading
        if section.path:
            note = f" ({section.note})" if section.note else ""
            heading = f"{section.path}{note}: {section.title}"
        lines.append(log.printable(heading))
        for row in section.rows:
            lines += _lines(row)
        lines.append("")
    words = summary(changes, language)
    lines.append(words[0].upper() + words[1:])
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
    before, after = comment.COLUMNS
    report = comment.markdown(
        _document(changes, language),
        _(HEADING),
        columns=(_(before), _(after)),
        too_long=_(comment.TOO_LONG),
    )
    return log.harmless(report)


def json(changes: Changes, language: Language = DEFAULT) -> str:
    """What the comment on a pull request is made of, even if nothing changed."""
    return log.as_json({"version": VERSION, **_document(changes, language)})


REPORTERS = {"text": text, "json": json, "markdown": markdown}


def _document(changes: Changes, language: Language) -> dict[str, Any]:
    return {
        "summary": summary(changes, language),
        "sections": [asdict(section) for section in sections(changes, language)],
    }


def sections(changes: Changes, language: Language) -> Iterator[Section]:
    """The warnings, then the files in order.

    What records claim comes first, so that nothing before it can make a report too long to show it.
    """
    _ = language.gettext
    names = changes.names
    before_briefs = (
        (_("Claims about quotes"), _claim_rows(changes, language)),
        (_("Permalinks that would break"), _permalink_rows(changes, language)),
        (
            _("Missing in the preview, because of errors; the first of each file"),
            _error_rows(changes, language),
        ),
        (
            _("Not compared, because they contain errors"),
            [Row("changed", path) for path in changes.unreadable],
        ),
        (
            _("Not compared, because they could not be read before"),
            [Row("changed", path) for path in changes.unreadable_before],
        ),
        (
            _("Verification records"),
            _rows(changes.by_kind["verification record"], names, language),
        ),
        (
            _("Versions, which have to stay as they were frozen"),
            _rows(changes.by_kind["version"], names, language),
        ),
    )
    after_briefs = (
        (_("Shared actors"), _rows(changes.by_kind["actor"], names, language)),
        (_("Topics"), _rows(changes.by_kind["topic"], names, language)),
        (_("Glossary"), _rows(changes.by_kind["term"], names, language)),
    )
    for heading, rows in before_briefs:
        if rows:
            yield Section(rows, heading)
    for brief in changes.by_kind["brief"]:
        yield _brief_section(brief, names, language)
    for heading, rows in after_briefs:
        if rows:
            yield Section(rows, heading)


def summary(changes: Changes, language: Language) -> str:
    """The number of changes: `1 brief added, 2 briefs and 1 topic changed, 3 permalinks would break`."""
    counts: list[str] = []
    for action in _SIGNS:
        of_action = [change for change in changes.all if change.action == action]
        if of_action:
            counts.append(updates.counted(action, of_action, language))
    if changes.unreadable:
        counts.append(
            language.ngettext(
                "%(count)s file with errors",
                "%(count)s files with errors",
                len(changes.unreadable),
            )
        )
    if changes.broken:
        counts.append(
            language.ngettext(
                "%(count)s permalink would break",
                "%(count)s permalinks would break",
                len(changes.broken),
            )
        )
    claims = _quotes_by_check(changes, is_removed=False)
    counts += [words for _ids, words in _count_claims(claims, language)]
    return ", ".join(counts) or language.gettext("nothing changed")


QuotesByCheck = dict[quote_checks.CheckName, list[str]]


def _quotes_by_check(changes: Changes, *, is_removed: bool) -> QuotesByCheck:
    """The quotes whose records were removed, or are new or changed, by what the records say of them."""
    quotes: QuotesByCheck = {}
    for change in changes.by_kind["verification record"]:
        if (change.action == "removed") is is_removed:
            fields = change.entry.fields
            check = quote_checks.check(fields.get("state"), fields.get("from"))
            quotes.setdefault(check.name, []).append(change.entry.id)
    return quotes


def _count_claims(
    quotes: QuotesByCheck, language: Language
) -> Iterator[tuple[list[str], str]]:
    """Quotes, with what is claimed of them: `1 quote matches only the brief author’s copy`."""
    names: list[quote_checks.CheckName] = []
    for name, ids in quotes.items():
        names += [name] * len(ids)
    for check, words in quote_checks.counts(names, language):
        yield quotes[check.name], words


def _claim_rows(changes: Changes, language: Language) -> list[Row]:
    """What the changed records say to readers, and then what the removed ones said."""
    rows: list[Row] = []
    for is_removed in (False, True):
        quotes = _quotes_by_check(changes, is_removed=is_removed)
        for ids, words in _count_claims(quotes, language):
            claim = words
            if is_removed:
                claim = language.gettext("no longer: %(claim)s", claim=words)
            line = wording.shortened(f"{claim}: {', '.join(ids)}", MAX_LENGTH)
            rows.append(Row("changed", line))
    return rows


def _permalink_rows(changes: Changes, language: Language) -> list[Row]:
    rows: list[Row] = []
    for permalink in changes.broken:
        help_ = str(within(permalink.help, language))
        rows.append(Row("removed", permalink.address, after=help_))
    return rows


def _error_rows(changes: Changes, language: Language) -> list[Row]:
    """The first error of each file."""
    rows: dict[str, Row] = {}
    for error in in_language(changes.errors, language):
        line = f"{error.path}:{error.span.start.line}: {error.message}"
        rows.setdefault(error.path, Row("changed", line, after=error.help))
    return list(rows.values())


def _brief_section(
    change: Change, names: phrasing.Names, language: Language
) -> Section:
    _ = language.gettext
    note = _(_NOTES[change.action])
    if change.old_id:
        note = _("formerly %(path)s", path=f"briefs/{change.old_id}.yml")
    rows: list[Row] = []
    if change.action == "changed":
        line = updates.line([change], names, language)
        if line:
            is_major = updates.is_major(line)
            what = _("Major update") if is_major else _("Minor update")
            rows.append(Row("changed", what, updates.words(line)))
    rows += _field_rows(change, "", names, language)
    rows += _rows(change.entries, names, language)
    return Section(
        rows,
        path=f"briefs/{change.entry.id}.yml",
        note=note,
        title=change.entry.name,
    )


def _rows(
    changes: Iterable[Change], names: phrasing.Names, language: Language
) -> list[Row]:
    """The rows of entries: what was added or removed, and each field that changed."""
    rows: list[Row] = []
    for change in changes:
        kind = wording.label(change.kind, language)
        if change.action == "added":
            label = phrasing.label(change, names, language)
            rows.append(Row("added", kind, after=label))
        elif change.action == "removed":
            label = phrasing.label(change, names, language)
            rows.append(Row("removed", kind, before=label))
        name = wording.shortened(phrasing.name(change, names), MAX_NAME_LENGTH)
        prefix = f"{kind} {language.gettext('“%(text)s”', text=name)}, "
        if change.old_id:
            what = prefix + language.gettext("Id")
            rows.append(Row("changed", what, change.old_id, change.entry.id))
        rows += _field_rows(change, prefix, names, language)
    return rows


def _field_rows(
    change: Change, prefix: str, names: phrasing.Names, language: Language
) -> list[Row]:
    rows: list[Row] = []
    for field in change.fields:
        before, after = phrasing.values(
            field, names, language, MAX_LENGTH, with_markup=True
        )
        what = prefix + phrasing.title(field, language)
        rows.append(Row(field.action, what, before, after))
    return rows
