"""References between files: to what is not there, by former names, to itself, and to the same event twice."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from briefing_site.checks.date_order import date_at
from briefing_site.checks.names import Names, cast, meant, references
from briefing_site.diagnostics import Code, Diagnostic, Message, Severity
from briefing_site.format import BRIEF, Brief, Pattern, fields, identifiers, limits
from briefing_site.format.places import EVENT, PROFILE, TOPICS
from briefing_site.languages.phrase import marked
from briefing_site.reading import Document, ParsedFile, Scalar, codes, ids, suggestions

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
FORMER_ID_IN_USE = Message(
    Code(
        "former-id-in-use",
        "A former id is in use again or listed twice, so it can't redirect to one place.",
    ),
    "the former id '{id}' is {holder}, so it can't redirect here",
    "delete it here, or change the other one",
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
MERGED_DATES = Message(
    Code(
        "merged-dates", "Two briefs date the same event differently.", Severity.WARNING
    ),
    "the event is dated {here} here, but {there} in the other brief",
    "correct one of the dates, or delete 'same_as' if these are two events",
)
TOLD_TWICE = Message(
    Code("told-twice", "Two events of a brief are the same event."),
    "the event on line {line} is already the same as '{text}'",
    "merge the two events of this brief into one, or correct 'same_as'",
    in_form="Another event is already the same as “{text}”. Keep one of the two",
)
TOLD_TOO_OFTEN = Message(
    codes.TOO_LARGE,
    "more than {limit} briefs tell the event '{text}'",
    "delete 'same_as' here",
)


def check(names: Names) -> Iterator[Diagnostic]:
    topics = names.collection.topics
    titles = topics.document.scalars(TOPICS.each.title) if topics else ()
    known = [
        *((id_, id_) for id_ in names.topics or ()),
        *((each.text, str(at[0])) for at, each in titles),
    ]
    for file in names.collection.briefs:
        for _, scalar in references(file, fields.TOPIC):
            yield from _check_topic(file.document, scalar, names, known)
        for _, scalar in references(file, fields.BRIEF):
            yield from _check_brief(file, scalar, names)
        for _, scalar in references(file, fields.EVENT):
            yield from _check_event(file, scalar, names)
    for profile in names.collection.profiles:
        for _, scalar in references(profile, fields.ANY_ACTOR):
            if scalar.text == profile.id:
                yield profile.document.report(OWN_ACTOR, scalar)
    yield from _check_former_ids(names)
    yield from _check_accounts(names)


def _check_topic(
    document: Document, scalar: Scalar, names: Names, known: Iterable[tuple[str, str]]
) -> Iterator[Diagnostic]:
    if new := names.renamed.topics.get(scalar.text):
        yield _former_name(document, scalar, new)
    elif names.topics is not None and scalar.text not in names.topics:
        id_ = meant(scalar.text, known)
        help_ = suggestions.for_unknown(id_ or scalar.text, names.topics)
        edits = document.replacement(scalar, id_)
        yield document.report(UNKNOWN_TOPIC, scalar, help_, edits, text=scalar.text)


def _check_brief(
    file: ParsedFile[Brief], scalar: Scalar, names: Names
) -> Iterator[Diagnostic]:
    if scalar.text == file.id:
        yield file.document.report(OWN_BRIEF, scalar)
    elif new := names.renamed.briefs.get(scalar.text):
        yield _former_name(file.document, scalar, new)
    elif scalar.text not in names.events:
        near = suggestions.for_unknown(scalar.text, names.events.keys() - {file.id})
        help_ = _renamed_file(scalar.text, near, names.successors)
        yield file.document.report(UNKNOWN_BRIEF, scalar, help_, text=scalar.text)


def _check_event(
    file: ParsedFile[Brief], scalar: Scalar, names: Names
) -> Iterator[Diagnostic]:
    current = names.renamed.event(scalar.text)
    brief, _, event = current.partition("#")
    events = names.events.get(brief, frozenset())
    if brief == file.id:
        yield file.document.report(OWN_EVENT, scalar)
    elif brief not in names.events:
        others = names.events.keys() - {file.id}
        having = {each for each in others if event in (names.events[each] or ())}
        near = suggestions.for_unknown(
            brief, having or others, f"{{}}#{event if having else '<event>'}"
        )
        help_ = _renamed_file(brief, near, names.successors)
        yield file.document.report(
            UNKNOWN_BRIEF_OF_EVENT, scalar, help_, text=scalar.text
        )
    elif events is not None and event not in events:
        help_ = suggestions.for_unknown(event, events, f"{brief}#{{}}")
        yield file.document.report(
            UNKNOWN_EVENT, scalar, help_, text=scalar.text, brief=brief
        )
    elif current != scalar.text:
        yield _former_name(file.document, scalar, current)


def _former_name(document: Document, scalar: Scalar, new: str) -> Diagnostic:
    edits = document.replacement(scalar, new)
    return document.report(FORMER_NAME, scalar, edits=edits, old=scalar.text, new=new)


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
    return marked(
        "{near}; if its file was renamed, add '{line}' to the renamed one",
        near=near,
        line=line,
    )


def _check_former_ids(names: Names) -> Iterator[Diagnostic]:
    briefs, profiles, topics = (
        names.collection.briefs,
        names.collection.profiles,
        names.collection.topics,
    )
    yield from _clashes(_in_use(briefs), briefs, BRIEF.formerly.each)
    in_briefs = {
        actor: marked("in use by an actor in {path}", path=file.document.path)
        for file in briefs
        for actor in cast(file.document)
    }
    yield from _clashes(in_briefs | _in_use(profiles), profiles, PROFILE.formerly.each)
    if topics is not None:
        listed = {
            str(location[0]): marked(
                "in use by a topic in {path}", path=topics.document.path
            )
            for location, _ in topics.document.find(TOPICS.each)
        }
        yield from _clashes(listed, [topics], TOPICS.each.formerly.each)
    for file in briefs:
        anchors = {
            entry.id: marked(
                "in use by the entry on line {line}", line=entry.origin.line
            )
            for entry in file.anchored
        }
        lists = (BRIEF.timeline, BRIEF.quotes, BRIEF.corrections)
        yield from _clashes(
            anchors, [file], *(each.each.formerly.each for each in lists)
        )


def _in_use(files: Iterable[ParsedFile[Any]]) -> dict[str, str]:
    return {
        file.id: marked("in use by {path}", path=file.document.path) for file in files
    }


def _clashes(
    taken: dict[str, str], files: Iterable[ParsedFile[Any]], *patterns: Pattern
) -> Iterator[Diagnostic]:
    """Report former ids that are taken; `taken` says where each current id is in use."""
    for document in (file.document for file in files):
        for _, scalar in (
            found for pattern in patterns for found in document.scalars(pattern)
        ):
            if holder := taken.get(scalar.text):
                yield document.report(
                    FORMER_ID_IN_USE, scalar, id=scalar.text, holder=holder
                )
            else:
                taken[scalar.text] = marked(
                    "already listed in {path}, line {line}",
                    path=document.path,
                    line=scalar.line,
                )


def _check_accounts(names: Names) -> Iterator[Diagnostic]:
    """Report other dates of an event that several briefs have, one that a brief has twice, and too many."""
    events = {
        f"{file.id}#{entry.id}": (file, entry)
        for file in names.collection.briefs
        for entry in file.entries
        if entry.list in BRIEF.timeline
    }
    found = (
        (key, file.document.node((*at.location, *EVENT.same_as)))
        for key, (file, at) in events.items()
    )
    given = {
        key: node
        for key, node in found
        if isinstance(node, Scalar) and not node.is_empty
    }
    current = {key: names.renamed.event(scalar.text) for key, scalar in given.items()}
    same = {key: other for key, other in current.items() if other in events}
    groups: dict[str, list[str]] = {}
    for key in events:
        groups.setdefault(ids.first(key, same), []).append(key)
    for group in groups.values():
        by_brief: dict[str, str] = {}
        for key in sorted(group, key=lambda key: key in given):
            file, _ = events[key]
            before = by_brief.setdefault(file.id, key)
            if key not in given:
                continue
            at, text = given[key], given[key].text
            if before != key:
                yield file.document.report(
                    TOLD_TWICE, at, text=text, line=events[before][1].origin.line
                )
            elif len(by_brief) > limits.ACCOUNTS:
                yield file.document.report(
                    TOLD_TOO_OFTEN, at, text=text, limit=limits.ACCOUNTS
                )
            both = (events[each] for each in (key, same.get(key, key)))
            here, there = (
                date_at(of.document, (*each.location, *EVENT.date)) for of, each in both
            )
            if here and there and not here.overlaps(there):
                yield file.document.report(
                    MERGED_DATES, at, here=here.text, there=there.text
                )
