"""What the check of a brief says, in the words of the form: what a browser runs after each check.

Most of it reads well in a form as it is. What speaks of files, lines and keys has another sentence here, and
the field that it is shown at.
"""

import json
from collections.abc import Iterator

from briefing_site.checks import actors
from briefing_site.checks.rules import MESSAGES
from briefing_site.diagnostics import REQUIRED, Diagnostic
from briefing_site.form.check import Json, Session
from briefing_site.format import Brief, Location, traversal
from briefing_site.languages.phrase import Phrase, marked, within
from briefing_site.reading import Document
from briefing_site.reading.codes import DUPLICATE_FIELD
from briefing_site.reading.yaml.one_line import OneLine
from briefing_site.site import Language

_NAME_OR_KIND = actors.UNDEFINED_ACTOR.form_field
_IN_FORM = {each.text: each for each in (*MESSAGES, DUPLICATE_FIELD) if each.in_form}
"""By the text of the message, which fills in the same values."""


def in_form(session: Session, path: str) -> str:
    """The problems that were found last, as JSON: `severity`, `text`, and the `path` of the field.

    The path is empty for what is wrong in other files, or with the brief as a whole.
    """
    checked, language = session.checked, session.site.language
    if checked is None:
        return "[]"
    documents = {
        each.document.path: each.document for each in checked.collection.briefs
    }
    rows = zip(checked.diagnostics, session.report(checked), strict=True)
    made = [
        each
        for found, row in rows
        for each in _worded(found, row, documents.get(path), language)
    ]
    return json.dumps(
        [each for number, each in enumerate(made) if each not in made[:number]]
    )


def _worded(
    found: Diagnostic, row: Json, document: Document | None, language: Language
) -> Iterator[Json]:
    text = ". ".join(
        each[:1].upper() + each[1:] for each in (row["message"], row["help"]) if each
    )
    if document is None or row["path"] != document.path:
        yield {
            "severity": row["severity"],
            "path": [],
            "text": f"{row['path']}: {text}",
        }
        return
    message = (
        found.message.text if isinstance(found.message, OneLine) else found.message
    )
    template, values = (
        (message.template, message.values)
        if isinstance(message, Phrase)
        else (message, {})
    )
    known = _IN_FORM.get(template)
    key, sentence = (known.form_field, known.in_form) if known else ("", "")
    location: Location = tuple(row["field"])
    keys = [key.format(**values)]
    if key == _NAME_OR_KIND:
        keys = [
            each
            for each in ("name", "kind")
            if document.node((*location[:-1], each)) is None
        ]
    shown = {name: within(value, language) for name, value in values.items()}
    shown |= {"label": "{label}", "noun": "{noun}"}  # which the form knows
    for each in keys:
        around = (location[:length] for length in range(len(location), -1, -1))
        # the field with the key in the record there, or in the one around it
        place = next(
            ((*at, each) for at in around if each in traversal.keys_at(Brief, at)),
            location,
        )
        is_list = bool(traversal.keys_at(Brief, (*place, 0)))
        words = (
            marked("Add at least one {noun}")
            if is_list and sentence == REQUIRED
            else sentence
        )
        said = language.gettext(words).format(**shown) if words else text
        yield {"severity": row["severity"], "path": place, "text": said}
