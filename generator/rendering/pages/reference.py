"""The reference: every field of the format, and every error and warning, generated from the code."""

import re
from collections.abc import Iterator, Mapping

import yaml
from markupsafe import Markup
from pydantic import BaseModel

from generator.diagnostics import AnyMessage, Code, Message, StatementMessage
from generator.format import schema, traversal
from generator.format.brief import Brief
from generator.format.profile import Profile
from generator.format.settings import Settings
from generator.format.topics import Topics
from generator.format.traversal import Member, Pattern
from generator.library.library import Library
from generator.publishing import addresses, language, wording
from generator.publishing.output import Output, Task
from generator.publishing.site import Site
from generator.reading import settings
from generator.rendering import markdown
from generator.rendering.page import FrontMatter, render

FILES: Mapping[str, tuple[str, type[BaseModel]]] = {
    "brief": ("briefs/<name>.yml", Brief),
    "actor": ("briefs/actors/<id>.yml", Profile),
    "topics": ("briefs/topics.yml", Topics),
    "settings": ("mkdocs.yml", Settings),
}
"""The name and the path of each kind of file, and what it contains."""
_MESSAGES: tuple[AnyMessage, ...] = (*Message, *StatementMessage)


Values = dict[str, object]
"""What the template shows of something."""


def tasks(_library: Library, _site: Site) -> Iterator[Task]:
    """One page."""
    yield Task(addresses.REFERENCE, page)


def page(_library: Library, site: Site) -> Iterator[Output]:
    """The reference page."""
    front_matter = FrontMatter(
        site.language.gettext("Reference"),
        site.language.gettext(
            "Every field of a brief, every setting, and every error and warning of the check."
        ),
    )
    yield render(
        addresses.REFERENCE,
        "reference",
        front_matter,
        site,
        translated=language.translated(),
        files={path: tuple(_records(name, model)) for name, (path, model) in FILES.items()},
        diagnostics=tuple(map(_diagnostic, sorted(Code, key=lambda code: code.slug))),
    )


def _records(name: str, model: type[BaseModel]) -> Iterator[Values]:
    """The mappings of a kind of file with their fields, outermost first."""
    for place, record in traversal.records(model):
        yield {
            "title": record.model_json_schema()["title"],
            "description": _explained(record.__doc__ or ""),
            "fields": [_field(name, (*place, member.key), member) for member in traversal.members(record)],
        }


def _field(name: str, location: Pattern, member: Member) -> Values:
    around = settings.PLACE if name == "settings" else ()
    path = ".".join((*around, *location)).replace(".*", "[]").replace("?", "<id>")
    return {
        "path": path,
        "anchor": f"{name}--{'-'.join(re.findall(r'[a-z]+', '.'.join(location)))}",
        "required": member.field.is_required(),
        "kind": _kind(member),
        "description": _explained(member.field.description or ""),
        "example": _yaml(next(iter(member.examples), None)),
    }


def _kind(member: Member) -> str:
    """The kind of values of a field, in words."""
    if member.record is not None:
        each = f"see {member.record.model_json_schema()['title']}"
    elif member.choices:
        default = "" if member.field.is_required() or member.steps else member.field.default
        each = f"one of {wording.alternatives(list(member.choices))}"
        each += f" (default: {default})" if default else ""
    else:
        each = member.kind.description if member.kind else ""
    for step in reversed(member.steps):
        each = f"list; each item: {each}" if step == "*" else f"mapping with ids as keys; each value: {each}"
    return each


def _yaml(example: object) -> str:
    """An example, as it is written after the key; empty if there is none."""
    if isinstance(example, str):
        return example
    written: str = yaml.safe_dump(
        example, default_flow_style=True, allow_unicode=True, width=1000, sort_keys=False
    )
    return written.strip() if example is not None else ""


def _diagnostic(code: Code) -> Values:
    """A code, and those of its messages that are defined in one place, each with its help."""
    return {
        "code": code,
        "explanation": _explained(code.explanation),
        "in_editor": code not in schema.BEYOND,
        "messages": [(_elided(each.text), _elided(each.help)) for each in _MESSAGES if each.code is code],
    }


def _elided(text: str) -> Markup:
    return markdown.escape(re.sub(r"\{\w+\}", "…", text))


def _explained(text: str) -> Markup:
    """Format a text of the program, in which backticks enclose code."""
    parts = (markdown.escape(part) for part in text.split("`"))
    return Markup("").join(
        Markup("<code>{}</code>").format(part) if index % 2 else part for index, part in enumerate(parts)
    )
