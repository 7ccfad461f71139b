"""The reference: every field of the format and every mistake that is reported, from the program itself."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import yaml
from markupsafe import Markup

from generator.diagnostics import Code, Message
from generator.format import schema, traversal
from generator.format.traversal import Member, Pattern
from generator.library.library import Library
from generator.publishing import addresses, wording
from generator.publishing.output import Output
from generator.publishing.site import Site
from generator.rendering import markdown
from generator.rendering.page import FrontMatter, render

FILES = {"brief": "briefs/<name>.yml", "actor": "briefs/actors/<id>.yml", "topics": "briefs/topics.yml"}


@dataclass(frozen=True)
class DescribedField:
    """A key of the format: the way to it, and what is said of it."""

    path: str
    anchor: str
    needed: bool
    kind: str
    description: Markup
    example: str
    """As YAML; empty where there is none."""


@dataclass(frozen=True)
class DescribedRecord:
    """A mapping of the format, with its fields."""

    title: str
    description: Markup
    fields: tuple[DescribedField, ...]


@dataclass(frozen=True)
class Mistake:
    """A diagnostic, and the words in which it is told, as far as they stand in one place."""

    code: Code
    explanation: Markup
    told: tuple[tuple[Markup, Markup], ...]
    """What is wrong, and what to do; an ellipsis stands for what is filled in."""

    @property
    def in_editor(self) -> bool:
        """Whether an editor that knows the schema tells it too."""
        return self.code not in schema.BEYOND


def pages(library: Library, site: Site) -> Iterator[Output]:
    """One page."""
    front_matter = FrontMatter("Reference", "Every field of a brief, and every mistake that the check tells.")
    yield render(
        addresses.REFERENCE,
        "reference",
        front_matter,
        files={path: tuple(_records(name)) for name, path in FILES.items()},
        mistakes=tuple(map(_mistake, sorted(Code, key=lambda code: code.slug))),
    )


def _records(name: str) -> Iterator[DescribedRecord]:
    """The records of a kind of file, the outermost first."""
    model = schema.MODELS[name]
    for place, record in traversal.records(model):
        fields = (_field(name, (*place, member.key), member) for member in traversal.members(record))
        title = str(record.model_json_schema()["title"])
        yield DescribedRecord(title, _explained(record.__doc__ or ""), tuple(fields))


def _field(name: str, location: Pattern, member: Member) -> DescribedField:
    path = ".".join(location).replace(".*", "[]").replace("?", "<id>")
    return DescribedField(
        path,
        f"{name}--{'-'.join(re.findall(r'[a-z]+', path))}",
        member.field.is_required(),
        _kind(member),
        _explained(member.field.description or ""),
        _yaml(next(iter(member.examples), None)),
    )


def _kind(member: Member) -> str:
    """What the field holds, in words."""
    if member.record is not None:
        each = f"see {member.record.model_json_schema()['title']}"
    elif member.choices:
        default = "" if member.field.is_required() else member.field.default
        each = f"one of {wording.listed(list(member.choices))}"
        each += f"; {default} if you say nothing" if default else ""
    else:
        each = member.kind.described if member.kind else ""
    for step in reversed(member.steps):
        each = f"a list; its entries: {each}" if step == "*" else f"ids, and behind each: {each}"
    return each


def _yaml(example: object) -> str:
    """An example as it is written behind the key."""
    if isinstance(example, str):
        return example
    written: str = yaml.safe_dump(
        example, default_flow_style=True, allow_unicode=True, width=1000, sort_keys=False
    )
    return written.strip() if example is not None else ""


def _mistake(code: Code) -> Mistake:
    told = tuple((_told(message.text), _told(message.help)) for message in Message if message.code is code)
    return Mistake(code, _explained(code.explanation), told)


def _told(text: str) -> Markup:
    return markdown.escape(re.sub(r"\{\w+\}", "…", text))


def _explained(text: str) -> Markup:
    """A text of the program, in which grave accents enclose what is written letter by letter."""
    parts = (markdown.escape(part) for part in text.split("`"))
    return Markup("").join(
        Markup("<code>{}</code>").format(part) if number % 2 else part for number, part in enumerate(parts)
    )
