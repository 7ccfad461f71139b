"""Pieces of HTML from templates, in which every value is escaped for HTML."""

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from generator.pages.components import translations
from generator.site.language import Language


def html(template: str, language: Language, **values: object) -> Markup:
    """Render a template without Markdown."""
    made = _environment(language).get_template(f"{template}.jinja").render(values)
    return Markup(made)  # noqa: S704 -- escaped there


@cache
def _environment(language: Language) -> Environment:
    made = Environment(
        loader=PackageLoader("generator.pages"),
        autoescape=True,
        undefined=StrictUndefined,
        auto_reload=False,
    )
    made.globals |= translations.of(language, escape)
    return made
