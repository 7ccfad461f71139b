"""The reference: every field of the format and every mistake that is reported, from the program itself."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Any

import yaml
from markupsafe import Markup

from generator.diagnostics import Code, Message
from generator.format import schema
from generator.library.library import Library
from generator.publishing import addresses, wording
from generator.publishing.output import Output
from generator.publishing.site import Site
from generator.rendering import markdown
from generator.rendering.page import FrontMatter, render

Node = dict[str, Any]
"""A part of a JSON Schema."""

FILES = {"brief": "briefs/<name>.yml", "actor": "briefs/actors/<id>.yml", "topics": "briefs/topics.yml"}

_FORMATS = {
    "date": "a day",
    "edtf": "a date",
    "id": "an id",
    "language": "the code of a language",
    "markdown": "prose (Markdown with citations)",
    "web-address": "a web address",
}
_REFERENCES = {
    "actor": "the id of an actor of this brief",
    "any-actor": "the id of an actor of any brief",
    "brief": "the name of another brief",
    "event": "the name of another brief, # and the id of an event in it",
    "source": "the id of a source of this brief",
    "topic": "the id of a topic",
}


@dataclass(frozen=True)
class Field:
    """A key of the format: the way to it, and what is said of it."""

    path: str
    anchor: str
    needed: bool
    kind: str
    description: Markup
    example: str
    """As YAML; empty where there is none."""


@dataclass(frozen=True)
class Record:
    """A mapping of the format, with its fields."""

    title: str
    description: Markup
    fields: tuple[Field, ...]


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


def _records(name: str) -> Iterator[Record]:
    """The records of a kind of file, the outermost first."""
    made = schema.schema(name)
    yield from _record(name, made, made, "")


def _record(name: str, made: Node, node: Node, path: str) -> Iterator[Record]:
    """A record and those inside it."""
    properties: dict[str, Node] = node.get("properties", {})
    if properties:
        fields = (
            _field(name, made, f"{path}{key}", key in node["required"], each)
            for key, each in properties.items()
        )
        yield Record(node["title"], _explained(node["description"]), tuple(fields))
    for step, inner in chain(
        ((f"{key}[].", each.get("items")) for key, each in properties.items()),
        ((f"{key}.<id>.", each.get("additionalProperties")) for key, each in properties.items()),
        [("<id>.", node.get("additionalProperties"))],
    ):
        if inner and "$ref" in inner:
            yield from _record(name, made, _resolved(made, inner), f"{path}{step}")


def _field(name: str, made: Node, path: str, needed: bool, node: Node) -> Field:  # noqa: FBT001
    example = next(iter(node.get("examples", ())), None)
    anchor = f"{name}--{'-'.join(re.findall(r'[a-z]+', path))}"
    return Field(path, anchor, needed, _kind(made, node), _explained(node["description"]), _yaml(example))


def _kind(made: Node, node: Node) -> str:
    """What kind of value it is, in words."""
    if "items" in node:
        inner = _kind(made, node["items"])
        return f"a list; its entries: {inner}"
    if "additionalProperties" in node:
        inner = _kind(made, node["additionalProperties"])
        return f"ids, and behind each: {inner}"
    if "$ref" in node:
        return f"see {_resolved(made, node)['title']}"
    if "enum" in node:
        choices = wording.listed([str(each) for each in node["enum"] if each is not None])
        default = f"; {node['default']} if you say nothing" if "default" in node else ""
        return f"one of {choices}{default}"
    if "x-refers-to" in node:
        return _REFERENCES[node["x-refers-to"]]
    return _FORMATS.get(node.get("format", "")) or f"a text of at most {node['maxLength']:,} characters"


def _resolved(made: Node, node: Node) -> Node:
    resolved: Node = made["definitions"][node["$ref"].rpartition("/")[2]]
    return resolved


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
