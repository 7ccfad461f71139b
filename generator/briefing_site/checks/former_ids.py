"""Former ids of briefs, profiles, topics and entries, each of which redirects to one place."""

from collections.abc import Iterable, Iterator
from typing import Any

from briefing_site.checks.names import Names, listed_actors
from briefing_site.diagnostics import Code, Diagnostic, Message
from briefing_site.format import BRIEF, Pattern
from briefing_site.format.places import GAZETTEER, PROFILE, TOPICS
from briefing_site.languages.phrase import marked
from briefing_site.reading import ParsedFile

FORMER_ID_IN_USE = Message(
    Code(
        "former-id-in-use",
        "A former id is in use again or listed twice, so it can't redirect to one place.",
    ),
    "the former id '{id}' is {holder}, so it can't redirect here",
    "delete it here, or change the other one",
)

_ENTRIES = (
    BRIEF.timeline.each.formerly.each,
    BRIEF.quotes.each.formerly.each,
    BRIEF.corrections.each.formerly.each,
)


def check(names: Names) -> Iterator[Diagnostic]:
    briefs = names.collection.briefs
    profiles = names.collection.profiles
    topics = names.collection.topics
    gazetteer = names.collection.gazetteer
    yield from _clashes(_file_names(briefs), briefs, BRIEF.formerly.each)
    holders: dict[str, str] = {}
    for file in briefs:
        in_use = marked("in use by an actor in {path}", path=file.document.path)
        for actor in listed_actors(file.document):
            holders[actor] = in_use
    holders.update(_file_names(profiles))
    yield from _clashes(holders, profiles, PROFILE.formerly.each)
    if topics is not None:
        in_use = marked("in use by a topic in {path}", path=topics.document.path)
        holders = dict.fromkeys(names.topics or (), in_use)
        yield from _clashes(holders, [topics], TOPICS.each.formerly.each)
    if gazetteer is not None:
        in_use = marked("in use by a place in {path}", path=gazetteer.document.path)
        holders = dict.fromkeys(names.places or (), in_use)
        yield from _clashes(holders, [gazetteer], GAZETTEER.each.formerly.each)
    for file in briefs:
        holders = {}
        for entry in file.anchored:
            line = entry.origin.line
            holders[entry.id] = marked("in use by the entry on line {line}", line=line)
        for pattern in _ENTRIES:
            yield from _clashes(holders, [file], pattern)


def _file_names(files: Iterable[ParsedFile[Any]]) -> dict[str, str]:
    """What the ids of files are in use by."""
    holders: dict[str, str] = {}
    for file in files:
        holders[file.id] = marked("in use by {path}", path=file.document.path)
    return holders


def _clashes(
    holders: dict[str, str], files: Iterable[ParsedFile[Any]], pattern: Pattern
) -> Iterator[Diagnostic]:
    """Report former ids that are in use; `holders` says by what, and gets the former ids as well."""
    for file in files:
        document = file.document
        for _, scalar in document.scalars(pattern):
            holder = holders.get(scalar.text)
            if holder:
                yield document.report(
                    FORMER_ID_IN_USE, scalar, id=scalar.text, holder=holder
                )
                continue
            holders[scalar.text] = marked(
                "already listed in {path}, line {line}",
                path=document.path,
                line=scalar.line,
            )
