"""Pieces of HTML from templates, in which every value is escaped, and how all templates translate.

The functions of Jinja would escape values for HTML, and not for Markdown.
"""

from collections.abc import Callable, Mapping
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from briefing_site.site import Language, addresses

Escape = Callable[[object], Markup]
"""Makes a value safe in what is rendered."""


def translations(
    language: Language, escape: Escape
) -> Mapping[str, Callable[..., Markup]]:
    """The functions by their names in templates. A text is part of the template; its values are escaped."""

    def filled_in(text: str, values: Mapping[str, object]) -> Markup:
        found = (
            text % {name: escape(value) for name, value in values.items()}
            if values
            else text
        )
        return Markup(found)  # noqa: S704 -- from a template or a catalogue, and escaped values

    def gettext(text: str, /, **values: object) -> Markup:
        return filled_in(language.gettext(text), values)

    def pgettext(context: str, text: str, /, **values: object) -> Markup:
        return filled_in(language.pgettext(context, text), values)

    def ngettext(one: str, many: str, number: int, /, **values: object) -> Markup:
        names = {name: f"%({name})s" for name in values}
        return filled_in(language.ngettext(one, many, number, **names), values)

    return {"_": gettext, "pgettext": pgettext, "ngettext": ngettext}


def html(template: str, language: Language, **values: object) -> Markup:
    made = (
        _environment(language)
        .get_template(f"{template}.jinja")
        .render(values, language=language)
    )
    return Markup(made)  # noqa: S704 -- escaped there


@cache
def _environment(language: Language) -> Environment:
    made = Environment(
        loader=PackageLoader("briefing_site.pages"),
        autoescape=True,
        undefined=StrictUndefined,
        auto_reload=False,
    )
    made.globals |= {**translations(language, escape), "addresses": addresses}
    return made
