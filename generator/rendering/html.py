"""Pieces of HTML from templates, in which every value is escaped for HTML."""

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup


def html(template: str, **values: object) -> Markup:
    """Render a template without Markdown."""
    return Markup(_environment().get_template(f"{template}.jinja").render(values))  # noqa: S704 -- escaped there


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("generator.rendering"),
        autoescape=True,
        undefined=StrictUndefined,
        auto_reload=False,
    )
