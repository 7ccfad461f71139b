"""Checks for what people forget or do not mean when they write a brief."""

from collections.abc import Container, Iterator
from functools import cache

from pydantic import BaseModel

from generator.diagnostics import Code, Diagnostic, Message, Severity
from generator.format import examples, traversal
from generator.format.brief import Brief
from generator.format.fields import ADDRESS
from generator.format.places import BRIEF, SOURCE
from generator.format.profile import Profile
from generator.format.topics import Topics
from generator.format.traversal import Member, Pattern
from generator.languages.phrase import both
from generator.reading.folder import Collection, ParsedFile
from generator.reading.repair.line import quoted
from generator.reading.yaml.document import Document
from generator.reading.yaml.node import Scalar, Sequence

EXAMPLE_TEXT = Message(
    Code(
        "example-text",
        "A published brief, one of its topics or a profile still has a text of an example, or only dots.",
    ),
    "this is the text of an example, which says what to write",
    "write your own text instead, or delete the field",
)
DIVIDED_NAME = Message(
    Code(
        "divided-name",
        "A list of authors may be a single name with a comma, such as `[Smith, John]`.",
        Severity.WARNING,
    ),
    "this list has {number} authors, for the comma divides them: {names}",
    "if it is right, write each on a line: - {first}; if it is one name, write: {key}: [{joined}]",
)

_MADE_UP = frozenset({"name", "authors", "publisher", "url", "archived"})
"""Fields whose examples nobody can mean, however short they are."""
_CHANCE = 3
"""Words of a text that a brief may have in common with an example."""


def check_brief(file: ParsedFile[Brief]) -> Iterator[Diagnostic]:
    """Report texts of the example in a brief that is not a draft, and names that a comma divides."""
    if not _is_draft(file):
        yield from _examples(file.document, Brief)
    yield from _divided_names(file.document)


def check(collection: Collection) -> Iterator[Diagnostic]:
    """Report texts of the example in profiles, and in topics of briefs that are not drafts."""
    for profile in collection.profiles:
        yield from _examples(profile.document, Profile)
    if collection.topics is not None:
        published = [file.document for file in collection.briefs if not _is_draft(file)]
        used = {topic.text for document in published for _, topic in document.scalars(BRIEF.topics.each)}
        yield from _examples(collection.topics.document, Topics, used)


def _is_draft(file: ParsedFile[Brief]) -> bool:
    status = file.document.node(BRIEF.status)
    return isinstance(status, Scalar) and status.text == "draft"


def _examples(
    document: Document, model: type[BaseModel], used: Container[str] | None = None
) -> Iterator[Diagnostic]:
    """Report texts of the example; only those under the top-level keys in `used`, if it is given."""
    for pattern, own in _texts(model):
        for location, scalar in document.scalars(pattern):
            is_used = used is None or location[0] in used
            if is_used and (examples.is_example(scalar.text) or examples.plain(scalar.text) in own):
                yield document.report_message(EXAMPLE_TEXT, scalar.span)


@cache
def _texts(model: type[BaseModel]) -> tuple[tuple[Pattern, frozenset[str]], ...]:
    """The fields that hold texts, each with its examples, but for those that others may write, too."""
    return tuple(
        (pattern, frozenset(_examples_of(member)))
        for pattern, member in traversal.leaves(model)
        if member.field_type and (member.field_type.is_text or member.field_type is ADDRESS)
    )


def _examples_of(member: Member) -> Iterator[str]:
    for example in examples.in_all_languages(list(member.examples)):
        for text in map(examples.plain, example if isinstance(example, list) else [example]):
            if member.key in _MADE_UP or len(text.split()) > _CHANCE:
                yield text


def _divided_names(document: Document) -> Iterator[Diagnostic]:
    """Report lists in brackets of two single words, such as `[Smith, John]`."""
    for _, node in document.find((*BRIEF.sources.each, *SOURCE.authors)):
        items = node.items if isinstance(node, Sequence) else ()
        names = [item.text for item in items if isinstance(item, Scalar) and not item.style]
        is_in_brackets = (
            document.readable_lines[node.span.start.line - 1][node.span.start.column - 1 :][:1] == "["
        )
        if len(names) == len(items) == 2 and is_in_brackets and not any(" " in name for name in names):
            yield document.report_message(
                DIVIDED_NAME,
                node.span,
                number=len(names),
                names=both([f"'{name}'" for name in names]),
                key=SOURCE.authors[-1],
                joined=quoted(", ".join(names)),
                first=names[0],
            )
