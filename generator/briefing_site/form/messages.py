"""What the check of a brief says, in the words of the form: what a browser runs after each check.

Most of it reads well in a form as it is. What speaks of files, lines and keys has another sentence here, and
the field that it is shown at.
"""

import json
from collections.abc import Iterator, Mapping

from briefing_site.checks import actors
from briefing_site.checks.rules import MESSAGES
from briefing_site.diagnostics import REQUIRED, Diagnostic, Message
from briefing_site.form.check import Json, Session
from briefing_site.format import Brief, Location, traversal
from briefing_site.languages.phrase import Phrase, marked, within
from briefing_site.reading import Document
from briefing_site.reading.codes import DUPLICATE_FIELD
from briefing_site.reading.yaml.one_line import OneLine
from briefing_site.site import Language

_NAME_OR_KIND = actors.UNDEFINED_ACTOR.form_field
_IN_FORM = {
    message.text: message for message in (*MESSAGES, DUPLICATE_FIELD) if message.in_form
}
"""By the text of the message, which fills in the same values."""


def in_form(session: Session, path: str) -> str:
    """The problems that were found last, as JSON: `severity`, `text`, and the `path` of the field.

    The path is empty for what is wrong in other files, or with the brief as a whole.
    """
    checked = session.checked
    if checked is None:
        return "[]"
    document = None
    for file in checked.collection.briefs:
        if file.document.path == path:
            document = file.document
    findings: list[Json] = []
    rows = session.report(checked)
    for diagnostic, row in zip(checked.diagnostics, rows, strict=True):
        for finding in _findings(diagnostic, row, document, session.site.language):
            if finding not in findings:
                findings.append(finding)
    return json.dumps(findings)


def _findings(
    diagnostic: Diagnostic, row: Json, document: Document | None, language: Language
) -> Iterator[Json]:
    """What to say of a diagnostic: one finding for each field that it is about."""
    severity = row["severity"]
    text = _as_sentences(row["message"], row["help"])
    if document is None or row["path"] != document.path:
        yield _finding(severity, (), f"{row['path']}: {text}")
        return
    template, values = _template(diagnostic)
    message = _IN_FORM.get(template)
    location: Location = tuple(row["field"])
    if message is None:
        yield _finding(severity, _field_place(location, ""), text)
        return
    shown: dict[str, object] = {
        "label": "{label}",
        "noun": "{noun}",
    }  # the form fills them
    for name, value in values.items():
        shown[name] = within(value, language)
    for key in _keys(message, values, document, location):
        place = _field_place(location, key)
        words = message.in_form
        is_list = bool(traversal.keys_at(Brief, (*place, 0)))
        if is_list and words == REQUIRED:
            words = marked("Add at least one {noun}")
        yield _finding(severity, place, language.gettext(words).format(**shown))


def _finding(severity: str, path: Location, text: str) -> Json:
    return {"severity": severity, "path": path, "text": text}


def _as_sentences(*texts: str) -> str:
    sentences = [text[:1].upper() + text[1:] for text in texts if text]
    return ". ".join(sentences)


def _template(diagnostic: Diagnostic) -> tuple[str, Mapping[str, object]]:
    """The text of a message before its values were filled in, and the values."""
    message = diagnostic.message
    if isinstance(message, OneLine):
        message = message.text
    if isinstance(message, Phrase):
        return message.template, message.values
    return message, {}


def _keys(
    message: Message,
    values: Mapping[str, object],
    document: Document,
    location: Location,
) -> list[str]:
    """The keys of the fields that a message is shown at; empty for that of the diagnostic itself."""
    if message.form_field != _NAME_OR_KIND:
        return [message.form_field.format(**values)]
    keys = []
    for key in ("name", "kind"):
        if document.node((*location[:-1], key)) is None:
            keys.append(key)
    return keys


def _field_place(location: Location, key: str) -> Location:
    """The field with the key in the record at a location, or in the nearest one around it that has one."""
    for length in range(len(location), -1, -1):
        record = location[:length]
        if key in traversal.keys_at(Brief, record):
            return (*record, key)
    return location
