"""References from one file to another: to what does not exist, by a former name, or to itself."""

from collections.abc import Iterator

from briefing_site.checks.names import Names, intended_id, references
from briefing_site.diagnostics import Code, Diagnostic, Message, Severity
from briefing_site.format import Brief, fields, identifiers
from briefing_site.format.places import TOPICS
from briefing_site.languages.phrase import marked
from briefing_site.reading import Document, ParsedFile, Scalar, suggestions

UNKNOWN_BRIEF = Message(
    Code("unknown-brief", "There is no brief with this name."),
    "there is no brief '{text}'",
    "write the name of a brief's file, without .yml; if it was renamed, add 'formerly: [{text}]' there",
    in_form="Enter the short name of a brief: “{text}” is not one",
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
    in_form="Choose an event of the brief “{brief}”",
)
UNKNOWN_TOPIC = Message(
    Code("unknown-topic", "A topic is not listed in `briefs/topics.yml`."),
    "'{text}' is not listed in briefs/topics.yml",
    "add it to briefs/topics.yml",
)
FORMER_NAME = Message(
    Code(
        "former-name",
        "A reference uses a former name of a brief, an event or a topic. `briefs check --fix` changes it.",
        Severity.WARNING,
    ),
    "'{old}' was renamed to '{new}'",
    "it was renamed: write '{new}'",
)
OWN_BRIEF = Message(
    Code("self-reference", "A brief, an event or an actor refers to itself."),
    "a brief can't refer to itself",
    "write another brief, or delete this one",
)
OWN_ACTOR = Message(
    OWN_BRIEF.code,
    "an actor can't be affiliated with itself",
    "write another actor, or delete this one",
)
OWN_EVENT = Message(
    OWN_BRIEF.code,
    "'same_as' must refer to an event of another brief",
    "write an event of another brief, or delete 'same_as'",
)


def check(names: Names) -> Iterator[Diagnostic]:
    topics = _names_of_topics(names)
    for file in names.collection.briefs:
        for _, scalar in references(file, fields.TOPIC):
            yield from _check_topic(file.document, scalar, names, topics)
        for _, scalar in references(file, fields.BRIEF):
            yield from _check_brief(file, scalar, names)
        for _, scalar in references(file, fields.EVENT):
            yield from _check_event(file, scalar, names)
    for profile in names.collection.profiles:
        for _, scalar in references(profile, fields.ANY_ACTOR):
            if scalar.text == profile.id:
                yield profile.document.report(OWN_ACTOR, scalar)


def _names_of_topics(names: Names) -> list[tuple[str, str]]:
    """What people may call each topic, its id or its title, with its id."""
    pairs = [(id_, id_) for id_ in names.topics or ()]
    if names.collection.topics:
        document = names.collection.topics.document
        for location, title in document.scalars(TOPICS.each.title):
            pairs.append((title.text, str(location[0])))
    return pairs


def _check_topic(
    document: Document, scalar: Scalar, names: Names, topics: list[tuple[str, str]]
) -> Iterator[Diagnostic]:
    new = names.renamed.topics.get(scalar.text)
    if new:
        yield _former_name(document, scalar, new)
    elif names.topics is not None and scalar.text not in names.topics:
        id_ = intended_id(scalar.text, topics)
        help_ = suggestions.for_unknown(id_ or scalar.text, names.topics)
        edits = document.replacement(scalar, id_)
        yield document.report(UNKNOWN_TOPIC, scalar, help_, edits, text=scalar.text)


def _check_brief(
    file: ParsedFile[Brief], scalar: Scalar, names: Names
) -> Iterator[Diagnostic]:
    new = names.renamed.briefs.get(scalar.text)
    if scalar.text == file.id:
        yield file.document.report(OWN_BRIEF, scalar)
    elif new:
        yield _former_name(file.document, scalar, new)
    elif scalar.text not in names.events:
        others = names.events.keys() - {file.id}
        similar = suggestions.for_unknown(scalar.text, others)
        help_ = _unknown_brief_help(scalar.text, similar)
        yield file.document.report(UNKNOWN_BRIEF, scalar, help_, text=scalar.text)


def _check_event(
    file: ParsedFile[Brief], scalar: Scalar, names: Names
) -> Iterator[Diagnostic]:
    document = file.document
    current = names.renamed.event(scalar.text)
    brief, _, event = current.partition("#")
    if brief == file.id:
        yield document.report(OWN_EVENT, scalar)
        return
    if brief not in names.events:
        similar = _similar_events(brief, event, file.id, names)
        help_ = _unknown_brief_help(brief, similar)
        yield document.report(UNKNOWN_BRIEF_OF_EVENT, scalar, help_, text=scalar.text)
        return
    events = names.events[brief]
    if events is not None and event not in events:
        help_ = suggestions.for_unknown(event, events, f"{brief}#{{}}")
        yield document.report(
            UNKNOWN_EVENT, scalar, help_, text=scalar.text, brief=brief
        )
    elif current != scalar.text:
        yield _former_name(document, scalar, current)


def _similar_events(brief: str, event: str, this_brief: str, names: Names) -> str:
    """What to write for an event of an unknown brief: preferably of a brief with an event of this id."""
    others = names.events.keys() - {this_brief}
    with_event = {other for other in others if event in (names.events[other] or ())}
    if with_event:
        return suggestions.for_unknown(brief, with_event, f"{{}}#{event}")
    return suggestions.for_unknown(brief, others, "{}#<event>")


def _former_name(document: Document, scalar: Scalar, new: str) -> Diagnostic:
    edits = document.replacement(scalar, new)
    return document.report(FORMER_NAME, scalar, edits=edits, old=scalar.text, new=new)


def _unknown_brief_help(name: str, similar: str) -> str:
    """What to do about a name that no brief has; `similar` says how to write the nearest one."""
    if not similar or identifiers.invalid_page_reason(name) is not None:
        return similar
    return marked(
        "{near}; if its file was renamed, add '{line}' to the renamed one",
        near=similar,
        line=f"formerly: [{name}]",
    )
