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

_NEVER_INTENDED = frozenset({"name", "authors", "publisher", "url", "archived"})
"""Fields whose examples nobody can mean, however short they are."""
_COINCIDENCE = 3
"""Words of a text that a brief may have in common with an example."""


def check_brief(file: ParsedFile[Brief]) -> Iterator[Diagnostic]:
    if not _is_draft(file):
        yield from _check_texts(file.document, Brief)


def check(names: Names) -> Iterator[Diagnostic]:
    for profile in names.collection.profiles:
        yield from _check_texts(profile.document, Profile)
    if names.collection.topics is None:
        return
    used: set[str] = set()
    for file in names.collection.briefs:
        if not _is_draft(file):
            topics = file.document.scalars(BRIEF.topics.each)
            used.update(topic.text for _, topic in topics)
    yield from _check_texts(names.collection.topics.document, Topics, used)


def _is_draft(file: ParsedFile[Brief]) -> bool:
    return file.document.value(BRIEF.status) == "draft"


def _check_texts(
    document: Document, model: type[BaseModel], keys: Container[str] | None = None
) -> Iterator[Diagnostic]:
    """Report texts of examples; with `keys`, only under these keys at the top level."""
    for pattern, texts in _texts_of_examples(model).items():
        for location, scalar in document.scalars(pattern):
            if keys is not None and location[0] not in keys:
                continue
            if examples.is_example(scalar.text, texts):
                yield document.report(EXAMPLE_TEXT, scalar)


@cache
def _texts_of_examples(model: type[BaseModel]) -> dict[Pattern, frozenset[str]]:
    """The examples of each field of text, but for those that others may write, too."""
    by_pattern = {}
    for pattern, member in traversal.leaves(model):
        field_type = member.field_type
        if field_type and (field_type.is_text or field_type is ADDRESS):
            by_pattern[pattern] = frozenset(_texts(member))
    return by_pattern


def _texts(member: Member) -> Iterator[str]:
    for example in examples.in_all_languages(list(member.examples)):
        for text in example if isinstance(example, list) else [example]:
            plain = examples.plain(text)
            if member.key in _NEVER_INTENDED or len(plain.split()) > _COINCIDENCE:
                yield plain
