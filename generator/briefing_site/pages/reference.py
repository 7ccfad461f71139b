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
    examples,
    traversal,
)
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
    front_matter = FrontMatter(
        site.language.gettext("Reference"),
        site.language.gettext(
            "Every field of a brief, every setting, and every error and warning of the check."
        ),
    )
    yield from render(
        addresses.REFERENCE,
        "reference",
        front_matter,
        site,
        translated=translated(),
        files={
            path: tuple(_records(name, model, site))
            for name, (path, model) in FILES.items()
        },
        codes=sorted(CODES.values(), key=lambda code: code.slug),
        messages=MESSAGES,
        mistakes=_mistakes(site.language),
        explained=partial(_explained, language=site.language),
        elided=partial(_elided, language=site.language),
    )


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


def _records(name: str, model: type[BaseModel], site: Site) -> Iterator[Values]:
    """The mappings of a kind of file with their fields, outermost first."""
    for place, record in traversal.records(model):
        yield {
            "title": site.language.gettext(title_of(record)),
            "description": _explained(record.__doc__ or "", site.language),
            "fields": [
                _field(name, (*place, member.key), member, site)
                for member in traversal.members(record)
            ],
        }


def overview(site: Site) -> Iterator[Values]:
    """The fields of a brief, each with the keys of its entries."""
    for member in traversal.members(Brief):
        inner = traversal.members(member.record) if member.record else ()
        required, optional = (
            _explained(
                ", ".join(
                    f"`{each.key}`"
                    for each in inner
                    if each.field.is_required() is wanted
                )
            )
            for wanted in (True, False)
        )
        of_entries = {"required_keys": required, "optional_keys": optional}
        yield _field("brief", (member.key,), member, site) | of_entries


def _field(name: str, location: Pattern, member: Member, site: Site) -> Values:
    language, is_kind = site.language, member.field_type is ACTOR_KIND
    choices, shown = (
        (site.settings.kinds,) * 2 if is_kind else (member.choices, member.examples)
    )
    around = settings.PLACE if name == "settings" else ()
    path = ".".join((*around, *location)).replace(".*", "[]").replace("?", "<id>")
    return {
        "path": path,
        "anchor": f"{name}--{'-'.join(re.findall(r'[a-z]+', '.'.join(location)))}",
        "required": member.field.is_required(),
        "kind": _explained(_kind(member, choices, language)),
        "description": _explained(member.field.description or "", language),
        "example": _yaml(examples.within(next(iter(shown), None), language)),
    }


def _kind(member: Member, allowed: Sequence[str], language: Language) -> str:
    _ = language.gettext
    if member.record is not None:
        each = _("see %(title)s", title=_(title_of(member.record)))
    elif allowed:
        default = (
            "" if member.field.is_required() or member.steps else member.field.default
        )
        choices = wording.alternatives([f"`{choice}`" for choice in allowed], language)
        each = (
            _(
                "one of %(choices)s (default: %(default)s)",
                choices=choices,
                default=f"`{default}`",
            )
            if default
            else _("one of %(choices)s", choices=choices)
        )
    else:
        each = (
            str(within(member.field_type.description, language))
            if member.field_type
            else ""
        )
    for step in reversed(member.steps):
        each = (
            _("list; each item: %(kind)s", kind=each)
            if step == "*"
            else _("mapping with ids as keys; each value: %(kind)s", kind=each)
        )
    return each[0].upper() + each[1:]


def _yaml(example: object) -> str:
    """An example, as it is written after the key; empty if there is none."""
    if isinstance(example, str):
        return example
    written: str = yaml.safe_dump(
        example,
        default_flow_style=True,
        allow_unicode=True,
        width=1000,
        sort_keys=False,
    )
    return written.strip() if example is not None else ""


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
