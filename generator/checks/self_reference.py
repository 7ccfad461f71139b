"""Briefs, events, actors and sources that refer to themselves."""

from collections.abc import Iterator
from typing import Any

from generator.checks.names import Names, references
from generator.diagnostics import Code, Diagnostic, Message
from generator.format import fields
from generator.format.brief import Brief
from generator.format.places import BRIEF, SOURCE
from generator.format.profile import Profile
from generator.languages.phrase import marked
from generator.reading.folder import ParsedFile

OWN_BRIEF = Message(
    Code("self-reference", "A brief, an event or an actor refers to itself."),
    "a brief can't refer to itself",
    "write another brief, or delete this one",
)
OWN_EVENT = Message(
    OWN_BRIEF.code,
    "'same_as' must refer to an event of another brief",
    "write an event of another brief, or delete 'same_as'",
)
CIRCULAR_COPY = Message(
    OWN_BRIEF.code,
    "the source '{name}' is, by 'copy_of', a copy of itself",
    "delete 'copy_of' at the source that came first",
)


def check(names: Names) -> Iterator[Diagnostic]:
    for file in names.collection.briefs:
        for _, scalar in references(file.document, Brief, fields.BRIEF):
            if scalar.text == file.id:
                yield file.document.report_message(OWN_BRIEF, scalar.span)
        for _, scalar in references(file.document, Brief, fields.EVENT):
            if names.renamed.event(scalar.text).partition("#")[0] == file.id:
                yield file.document.report_message(OWN_EVENT, scalar.span)
    for profile in names.collection.profiles:
        for _, scalar in references(profile.document, Profile, fields.ANY_ACTOR):
            if scalar.text == profile.id:
                message = marked("an actor can't be affiliated with itself")
                help_ = marked("write another actor, or delete this one")
                yield profile.document.report(OWN_BRIEF.code, scalar.span, message, help_)


def check_file(file: ParsedFile[Any]) -> Iterator[Diagnostic]:
    """Report a source that is a copy of itself, directly or by way of others."""
    found = file.document.scalars((*BRIEF.sources.each, *SOURCE.copy_of))
    copies = {str(location[-2]): scalar for location, scalar in found}
    for name, scalar in copies.items():
        followed, now = {name}, scalar.text
        while now in copies and now not in followed:
            followed.add(now)
            now = copies[now].text
        if now == name:
            yield file.document.report_message(CIRCULAR_COPY, scalar.span, name=name)
