"""The reference: every field of the format, and every error and warning, generated from the code."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any

import yaml
from markupsafe import Markup
from pydantic import BaseModel

from briefing_site.checks import misread_prose
from briefing_site.checks.rules import CODES, MESSAGES
from briefing_site.format import (
    Brief,
    Glossary,
    Member,
    Pattern,
    Profile,
    Topics,
    conventions,
    examples,
    traversal,
)
from briefing_site.format.conventions import Effect
from briefing_site.format.fields import ACTOR_KIND
from briefing_site.format.record import title_of
from briefing_site.format.settings import Settings
from briefing_site.languages.language import DEFAULT, translated
from briefing_site.languages.phrase import within
from briefing_site.library.library import Library
from briefing_site.pages.components import markdown
from briefing_site.pages.components.front_matter import FrontMatter
from briefing_site.pages.components.markdown import Dialect
from briefing_site.pages.components.rendering import render
from briefing_site.reading import date_formats, example, repair, settings
from briefing_site.site import Language, Output, Site, Task, addresses, wording

FILES: Mapping[str, tuple[str, type[BaseModel]]] = {
    "brief": ("briefs/<name>.yml", Brief),
    "actor": ("briefs/actors/<id>.yml", Profile),
    "topics": ("briefs/topics.yml", Topics),
    "glossary": ("briefs/glossary.yml", Glossary),
    "settings": ("mkdocs.yml", Settings),
}
"""The name and the path of each kind of file, and what it contains."""

Values = dict[str, object]
"""What the template shows of something."""


def tasks(_library: Library, _site: Site) -> Iterator[Task]:
    yield Task(addresses.REFERENCE, page)


def page(_library: Library, site: Site) -> Iterator[Output]:
    _ = site.language.gettext
    files = {}
    for name, (path, model) in FILES.items():
        files[path] = _records(name, model, site)
    front_matter = FrontMatter(
        title=_("Reference"),
        description=_(
            "Every field of a brief, every setting, and every error and warning of the check."
        ),
    )
    yield from render(
        addresses.REFERENCE,
        "reference",
        front_matter,
        site,
        translated=translated(),
        files=files,
        conventions=conventions.ALL,
        requirements=_requirements(),
        codes=sorted(CODES.values(), key=lambda code: code.slug),
        messages=MESSAGES,
        mistakes=_mistakes(site.language),
        explained=partial(_explained, language=site.language),
        elided=partial(_elided, language=site.language),
    )


def _requirements() -> dict[str, list[str]]:
    """The settings that require scripts of Material, or other hosts, by what is said of them."""
    names: dict[str, list[str]] = {}
    for effect in (Effect.BUNDLE, Effect.HOST):
        rows = [row for row in conventions.ALL if row.effect is effect]
        names[effect] = [row.name for row in rows]
    return names


def _mistakes(language: Language) -> dict[str, list[Values]]:
    """Examples of mistakes under the headings of what they are in, from the rules that find them."""
    rules: dict[str, Sequence[Callable[..., Any]]] = {
        language.gettext("YAML"): repair.RULES,
        language.gettext("Dates"): date_formats.RULES,
        language.gettext("Prose"): misread_prose.RULES,
    }
    mistakes: dict[str, list[Values]] = {}
    for heading, functions in rules.items():
        mistakes[heading] = []
        for function in functions:
            mistake = example.example(function)
            mistakes[heading].append(
                {
                    "message": _explained(mistake.message, language),
                    "before": Markup(mistake.before),  # noqa: S704 -- a text of the program, in a code block
                    "after": Markup(mistake.after),  # noqa: S704
                }
            )
    return mistakes


def _records(name: str, model: type[BaseModel], site: Site) -> list[Values]:
    """The mappings of a kind of file with their fields, outermost first."""
    records: list[Values] = []
    for place, record in traversal.records(model):
        fields = []
        for member in traversal.members(record):
            fields.append(_field(name, (*place, member.key), member, site))
        records.append(
            {
                "title": site.language.gettext(title_of(record)),
                "description": _explained(record.__doc__ or "", site.language),
                "fields": fields,
            }
        )
    return records


def overview(site: Site) -> list[Values]:
    """The fields of a brief, each with the keys of its entries."""
    fields = []
    for member in traversal.members(Brief):
        required = []
        optional = []
        inner_members = traversal.members(member.record) if member.record else ()
        for inner in inner_members:
            if inner.field.is_required():
                required.append(f"`{inner.key}`")
            else:
                optional.append(f"`{inner.key}`")
        field = _field("brief", (member.key,), member, site)
        field["required_keys"] = _explained(", ".join(required))
        field["optional_keys"] = _explained(", ".join(optional))
        fields.append(field)
    return fields


def _field(name: str, location: Pattern, member: Member, site: Site) -> Values:
    language = site.language
    choices: Sequence[str] = member.choices
    values: Sequence[object] = member.examples
    if member.field_type is ACTOR_KIND:
        choices = site.settings.kinds
        values = choices
    path = ".".join(location)
    anchor = "-".join(re.findall(r"[a-z]+", path))
    if name == "settings":
        path = ".".join((*settings.PLACE, path))
    example_ = ""
    if values:
        example_ = _yaml(examples.within(values[0], language))
    return {
        "path": path.replace(".*", "[]").replace("?", "<id>"),
        "anchor": f"{name}--{anchor}",
        "required": member.field.is_required(),
        "kind": _explained(_kind(member, choices, language)),
        "description": _explained(member.field.description or "", language),
        "example": example_,
    }


def _kind(member: Member, allowed: Sequence[str], language: Language) -> str:
    """What a field contains, in words, with backticks around code."""
    _ = language.gettext
    kind = ""
    if member.record is not None:
        kind = _("see %(title)s", title=_(title_of(member.record)))
    elif allowed:
        kind = _choices(member, allowed, language)
    elif member.field_type:
        kind = str(within(member.field_type.description, language))
    for step in reversed(member.steps):
        if step == "*":
            kind = _("list; each item: %(kind)s", kind=kind)
        else:
            kind = _("mapping with ids as keys; each value: %(kind)s", kind=kind)
    return kind[0].upper() + kind[1:]


def _choices(member: Member, allowed: Sequence[str], language: Language) -> str:
    _ = language.gettext
    choices = wording.alternatives([f"`{choice}`" for choice in allowed], language)
    is_one_value = not member.field.is_required() and not member.steps
    if is_one_value and member.field.default:
        default = f"`{member.field.default}`"
        return _(
            "one of %(choices)s (default: %(default)s)",
            choices=choices,
            default=default,
        )
    return _("one of %(choices)s", choices=choices)


def _yaml(example: object) -> str:
    """An example, as it is written after the key; empty for none."""
    if example is None:
        return ""
    if isinstance(example, str):
        return example
    written: str = yaml.safe_dump(
        example,
        default_flow_style=True,
        allow_unicode=True,
        width=1000,
        sort_keys=False,
    )
    return written.strip()


def _elided(text: str, language: Language) -> Markup:
    """A message without its values."""
    return markdown.escape(re.sub(r"\{\w+(?::,)?\}", "…", language.gettext(text)))


def _explained(text: str, language: Language = DEFAULT) -> Markup:
    """Format a text of the program, in which backticks enclose code."""
    parts = []
    for index, part in enumerate(language.gettext(text).split("`")):
        is_code = index % 2 == 1
        parts.append(
            markdown.code(part, Dialect(language)) if is_code else markdown.escape(part)
        )
    return Markup("").join(parts)
