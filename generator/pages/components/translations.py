"""The functions with which templates translate: `_`, `ngettext` and `pgettext`.

Those of Jinja would escape values for HTML, and not for Markdown.
"""

from collections.abc import Callable, Mapping

from markupsafe import Markup

from generator.site.language import Language

Escape = Callable[[object], Markup]
"""Makes a value safe in what is rendered."""


def of(language: Language, escape: Escape) -> Mapping[str, Callable[..., Markup]]:
    """The functions by their names in templates. A text is part of the template; its values are escaped."""

    def filled_in(text: str, values: Mapping[str, object]) -> Markup:
        found = Markup(text)  # noqa: S704 -- from a template or a catalogue
        return found % {name: escape(value) for name, value in values.items()} if values else found

    def gettext(text: str, /, **values: object) -> Markup:
        return filled_in(language.gettext(text), values)

    def pgettext(context: str, text: str, /, **values: object) -> Markup:
        return filled_in(language.pgettext(context, text), values)

    def ngettext(one: str, many: str, number: int, /, **values: object) -> Markup:
        names = {name: f"%({name})s" for name in values}
        return filled_in(language.ngettext(one, many, number, **names), values)

    return {"_": gettext, "pgettext": pgettext, "ngettext": ngettext}
