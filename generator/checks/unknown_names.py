"""References to briefs, events and topics that do not exist."""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from generator.checks.names import Names, meant, references
from generator.diagnostics import Code, Diagnostic, Message
from generator.format import fields, identifiers
from generator.format.brief import Brief
from generator.format.places import BRIEF, TOPICS
from generator.languages.phrase import marked
from generator.reading import suggestions
from generator.reading.folder import Collection, ParsedFile
from generator.reading.yaml.node import Scalar

UNKNOWN_BRIEF = Message(
    Code("unknown-brief", "There is no brief with this name."),
    "there is no brief '{text}'",
    "write the name of a brief's file, without .yml; if it was renamed, add 'formerly: [{text}]' there",
)
UNKNOWN_BRIEF_OF_EVENT = Message(
    UNKNOWN_BRIEF.code,
    "'{text}' refers to a brief that does not exist",
    "write brief#event: the name of the brief's file without .yml, and the id of the event",
)
UNKNOWN_EVENT = Message(
    Code("unknown-event", "The other brief has no event with this id."),
    "'{text}' refers to an event that '{brief}' does not have",
    "write the id of an event in briefs/{brief}.yml",
)
UNKNOWN_TOPIC = Message(
    Code("unknown-topic", "A topic is not listed in `briefs/topics.yml`."),
    "'{text}' is not listed in briefs/topics.yml",
    "add it to briefs/topics.yml",
)

_SEVERAL = 2
"""Files with the same unknown name; a name in a single one is more likely misspelt."""


def check(names: Names) -> Iterator[Diagnostic]:
    successors = _successors(names.collection)
    for file in names.collection.briefs:
        for _, scalar in references(file.document, Brief, fields.BRIEF):
            if scalar.text not in names.events.keys() | names.renamed.briefs.keys():
                near = suggestions.for_unknown(scalar.text, names.events.keys() - {file.id})
                help_ = _renamed_file(scalar.text, near, successors)
                yield file.document.report_message(UNKNOWN_BRIEF, scalar.span, help_, text=scalar.text)
        for _, scalar in references(file.document, Brief, fields.EVENT):
            yield from _check_event(file, scalar, names, successors)
    yield from _check_topics(names)


def _check_topics(names: Names) -> Iterator[Diagnostic]:
    if names.topics is None:
        return
    titles = names.collection.topics.document.scalars(TOPICS.each.title) if names.collection.topics else ()
    known = [*((id_, id_) for id_ in names.topics), *((title.text, str(at[0])) for at, title in titles)]
    for file in names.collection.briefs:
        for _, scalar in file.document.scalars(BRIEF.topics.each):
            if scalar.text not in names.topics | names.renamed.topics.keys():
                id_ = meant(scalar.text, known)
                help_ = suggestions.for_unknown(id_ or scalar.text, names.topics)
                edits = file.document.replacement(scalar, id_) if id_ else ()
                yield file.document.report_message(UNKNOWN_TOPIC, scalar.span, help_, edits, text=scalar.text)


def _check_event(
    file: ParsedFile[Brief], scalar: Scalar, names: Names, successors: Mapping[str, str]
) -> Iterator[Diagnostic]:
    brief, _, event = names.renamed.event(scalar.text).partition("#")
    events = names.events.get(brief, frozenset())
    if brief not in names.events:
        others = names.events.keys() - {file.id}
        having = {each for each in others if event in (names.events[each] or ())}
        near = suggestions.for_unknown(brief, having or others, f"{{}}#{event if having else '<event>'}")
        help_ = _renamed_file(brief, near, successors)
        yield file.document.report_message(UNKNOWN_BRIEF_OF_EVENT, scalar.span, help_, text=scalar.text)
    elif brief != file.id and events is not None and event not in events:
        help_ = suggestions.for_unknown(event, events, f"{brief}#{{}}")
        yield file.document.report_message(UNKNOWN_EVENT, scalar.span, help_, text=scalar.text, brief=brief)


def _renamed_file(old: str, near: str, successors: Mapping[str, str]) -> str:
    """What to do about a name that no brief has, given the one that was probably meant."""
    line = f"formerly: [{old}]"
    if identifiers.invalid_page_reason(old) is not None:
        return near
    if old in successors:
        return marked(
            "add '{line}' to briefs/{new}.yml, which seems to be this brief with a new name; then "
            "`briefs check --fix` changes what refers to it",
            line=line,
            new=successors[old],
        )
    if not near:
        return ""
    return marked("{near}; if its file was renamed, add '{line}' to the renamed one", near=near, line=line)


def _successors(collection: Collection) -> dict[str, str]:
    """The new name by the old one: that of the only brief with all events and quotes that files refer to."""
    own = {file.id: {entry.id for entry in file.anchored} for file in collection.briefs}
    files: dict[str, set[str]] = defaultdict(set)
    entries: dict[str, set[str]] = defaultdict(set)
    for file in collection.briefs:
        for field_type in (fields.BRIEF, fields.EVENT):
            for _, reference in references(file.document, Brief, field_type):
                brief, _, event = reference.text.partition("#")
                files[brief].add(file.document.path)
                entries[brief] |= {event} - {""}
    if collection.verification and collection.verification.record:
        for brief, quotes in collection.verification.record.root.items():
            files[brief].add(collection.verification.document.path)
            entries[brief] |= quotes.keys()
    found: dict[str, str] = {}
    for old in files.keys() - own.keys():
        if len(files[old]) >= _SEVERAL and entries[old]:
            having = [brief for brief, ids in own.items() if entries[old] <= ids]
            if len(having) == 1:
                found[old] = having[0]
    return found
