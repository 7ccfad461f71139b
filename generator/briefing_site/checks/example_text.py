"""Texts of the examples in published briefs, in their topics and in profiles."""

from collections.abc import Container, Iterator
from functools import cache

from pydantic import BaseModel

from briefing_site.checks.names import Names
from briefing_site.diagnostics import Code, Diagnostic, Message
from briefing_site.format import (
    BRIEF,
    Brief,
    Member,
    Pattern,
    Profile,
    Topics,
    examples,
    traversal,
)
from briefing_site.format.fields import ADDRESS
from briefing_site.reading import Document, ParsedFile

EXAMPLE_TEXT = Message(
    Code(
        "example-text",
        "A published brief, one of its topics or a profile still has a text of an example, or only dots.",
    ),
    "this is the text of an example, which says what to write",
    "write your own text instead, or delete the field",
)

_MADE_UP = frozenset({"name", "authors", "publisher", "url", "archived"})
"""Fields whose examples nobody can mean, however short they are."""
_CHANCE = 3
"""Words of a text that a brief may have in common with an example."""


def check_brief(file: ParsedFile[Brief]) -> Iterator[Diagnostic]:
    if not _is_draft(file):
        yield from _examples(file.document, Brief)


def check(names: Names) -> Iterator[Diagnostic]:
    for profile in names.collection.profiles:
        yield from _examples(profile.document, Profile)
    if names.collection.topics is not None:
        published = [
            file.document for file in names.collection.briefs if not _is_draft(file)
        ]
        used = {
            topic.text
            for document in published
            for _, topic in document.scalars(BRIEF.topics.each)
        }
        yield from _examples(names.collection.topics.document, Topics, used)


def _is_draft(file: ParsedFile[Brief]) -> bool:
    return file.document.value(BRIEF.status) == "draft"


def _examples(
    document: Document, model: type[BaseModel], used: Container[str] | None = None
) -> Iterator[Diagnostic]:
    """Report texts of the example; only those under the top-level keys in `used`, if it is given."""
    for pattern, own in _texts(model):
        for location, scalar in document.scalars(pattern):
            is_used = used is None or location[0] in used
            if is_used and examples.is_example(scalar.text, own):
                yield document.report(EXAMPLE_TEXT, scalar)


@cache
def _texts(model: type[BaseModel]) -> tuple[tuple[Pattern, frozenset[str]], ...]:
    """The fields that hold texts, each with its examples, but for those that others may write, too."""
    return tuple(
        (pattern, frozenset(_examples_of(member)))
        for pattern, member in traversal.leaves(model)
        if member.field_type
        and (member.field_type.is_text or member.field_type is ADDRESS)
    )


def _examples_of(member: Member) -> Iterator[str]:
    for example in examples.in_all_languages(list(member.examples)):
        for text in map(
            examples.plain, example if isinstance(example, list) else [example]
        ):
            if member.key in _MADE_UP or len(text.split()) > _CHANCE:
                yield text
