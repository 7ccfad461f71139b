"""What the check of a brief says, in the words of the form: what a browser runs after each check.

Most of it reads well in a form as it is. What speaks of files, lines and keys has another sentence here, and
the field that it is shown at.
"""

import json
from collections.abc import Iterator

from generator.checks import (
    actors,
    cross_references,
    date_order,
    duplicates,
    evidence,
    forecasts_and_figures,
    source_references,
)
from generator.diagnostics import Diagnostic, Message
from generator.form.check import Json, Session, report
from generator.format import brief, traversal
from generator.format.brief import Brief
from generator.format.fields import QUOTATION_MARKS
from generator.format.traversal import Location
from generator.languages.phrase import Phrase, marked, within
from generator.reading import codes
from generator.reading.yaml.document import Document, OneLine
from generator.site.language import Language

_HERE = ""
_NAME_OR_KIND = "{fields}"
_REQUIRED = marked("{label} is required")
_SOURCES = marked("Choose the sources that document this")
_SENTENCES: tuple[tuple[Message, str, str], ...] = (
    (codes.FIELD_IS_MISSING, "{field}", _REQUIRED),
    (codes.QUOTE_WITHOUT_SOURCE, "source", _REQUIRED),
    (forecasts_and_figures.INCOMPLETE, "{missing}", _REQUIRED),
    (QUOTATION_MARKS, _HERE, marked("Leave out the quotation marks around it: the page adds its own")),
    (brief.NAMELESS_SOURCE, "title", marked("Enter a title, or a description of what has none")),
    (
        brief.QUOTE_WITHOUT_SPEAKER,
        "speaker",
        marked("Choose a speaker, or describe one whom the source does not name"),
    ),
    (evidence.EVENT_WITHOUT_SOURCE, "sources", _SOURCES),
    (evidence.STATEMENT_WITHOUT_SOURCE, "sources", _SOURCES),
    (evidence.DISPUTED_WITHOUT_NOTE, "note", marked("{label} is required: say what is disputed")),
    (
        actors.UNDEFINED_ACTOR,
        _NAME_OR_KIND,
        marked("{label} is required for an actor that is new to this site"),
    ),
    (
        actors.CONFLICTING_ACTOR,
        _HERE,
        marked(
            "{label} is “{known}” in other briefs. Use that, or enter another id if this is a different actor"
        ),
    ),
    (
        actors.SAME_NAME,
        _HERE,
        marked(
            "The actor “{other}” has this name, too. Enter that id, or another name if these are two actors"
        ),
    ),
    (duplicates.DUPLICATE_ID, "id", marked("Another entry has the id “{id}”. Enter another one")),
    (duplicates.DUPLICATE_DERIVED_ID, "id", marked("Another entry has the id “{id}”. Enter another one")),
    (
        duplicates.ACTOR_LISTED_TWICE,
        _HERE,
        marked("This actor is already listed. Keep one entry, with a role that covers both"),
    ),
    (
        date_order.AFTER_THE_END,
        _HERE,
        marked(
            "This is after the {which} of the brief, {end}. Correct one of the two, or choose “planned” if "
            "it is yet to come"
        ),
    ),
    (date_order.OVERDUE_FORECAST, "outcome", marked("It was to be resolved by {date}. Choose its outcome")),
    (
        forecasts_and_figures.SAME_FORECAST,
        _HERE,
        marked("Another forecast has the same statement, days and criteria. Remove one of the two"),
    ),
    (
        cross_references.TOLD_TWICE,
        _HERE,
        marked("Another event is already the same as “{text}”. Keep one of the two"),
    ),
    (
        source_references.UNUSED_SOURCE,
        _HERE,
        marked("Nothing in this brief refers to this source. Cite it, or remove it"),
    ),
    (cross_references.UNKNOWN_BRIEF, _HERE, marked("Enter the short name of a brief: “{text}” is not one")),
    (actors.UNKNOWN_ACTOR, _HERE, marked("Choose an actor of this brief: “{text}” is not one")),
    (cross_references.UNKNOWN_EVENT, _HERE, marked("Choose an event of the brief “{brief}”")),
)
"""A message, the key of the field that it is shown at, and what is said there.

The form fills in `label`, which is that of the field; other values are those of the message.
"""
_BY_TEXT = {message.text: (key, sentence) for message, key, sentence in _SENTENCES} | {
    "the field '{field}' is already on line {line}": (
        _HERE,
        marked("Another entry has the id “{field}”. Enter another one"),
    )
}


def in_form(session: Session, path: str) -> str:
    """The problems that were found last, as JSON: `severity`, `text`, and the `path` of the field.

    The path is empty for what is wrong in other files, or with the brief as a whole.
    """
    checked, language = session.checked, session.known.site.language
    if checked is None:
        return "[]"
    documents = {each.document.path: each.document for each in checked.collection.briefs}
    rows = zip(checked.diagnostics, report(session.known, checked), strict=True)
    made = [each for found, row in rows for each in _worded(found, row, documents.get(path), language)]
    return json.dumps([each for number, each in enumerate(made) if each not in made[:number]])


def _worded(found: Diagnostic, row: Json, document: Document | None, language: Language) -> Iterator[Json]:
    text = ". ".join(each[:1].upper() + each[1:] for each in (row["message"], row["help"]) if each)
    if document is None or row["path"] != document.path:
        yield {"severity": row["severity"], "path": [], "text": f"{row['path']}: {text}"}
        return
    message = found.message.text if isinstance(found.message, OneLine) else found.message
    template, values = (message.template, message.values) if isinstance(message, Phrase) else (message, {})
    key, sentence = _BY_TEXT.get(template, (_HERE, ""))
    location: Location = tuple(row["field"])
    keys = [key.format(**values)]
    if key == _NAME_OR_KIND:
        keys = [each for each in ("name", "kind") if document.node((*location[:-1], each)) is None]
    shown = {name: within(value, language) for name, value in values.items()}
    shown |= {"label": "{label}", "noun": "{noun}"}  # which the form knows
    for each in keys:
        around = (location[:length] for length in range(len(location), -1, -1))
        # the field with the key in the record there, or in the one around it
        place = next(((*at, each) for at in around if each in traversal.keys_at(Brief, at)), location)
        is_list = bool(traversal.keys_at(Brief, (*place, 0)))
        words = marked("Add at least one {noun}") if is_list and sentence is _REQUIRED else sentence
        said = language.gettext(words).format(**shown) if words else text
        yield {"severity": row["severity"], "path": place, "text": said}
