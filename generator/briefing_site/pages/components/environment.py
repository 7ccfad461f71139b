"""The environments of the templates of pages, one for each dialect; each escapes every value for Markdown."""

import re
from collections.abc import Callable, Mapping
from functools import cache, partial

from jinja2 import Environment, PackageLoader, StrictUndefined, pass_eval_context
from jinja2.ext import Extension
from jinja2.nodes import EvalContext
from markupsafe import Markup

from briefing_site.format.fields import ORCID
from briefing_site.format.fields.external_ids import WIKIDATA
from briefing_site.pages.components import (
    chart,
    cited_sources,
    history,
    inline,
    markdown,
    prose,
)
from briefing_site.pages.components.downloads import LONGEST_CALENDAR
from briefing_site.pages.components.html import translations
from briefing_site.pages.components.markdown import Dialect
from briefing_site.site import addresses, quote_checks, wording
from briefing_site.site.quote_checks import QuoteCheck

_ATTRIBUTE_LIST = re.compile(
    r"(?:\n *| )?(?<!\{)\{ (?:[^{}\n]|\{\{[^{}\n]*\}\}|\{%[^{}\n]*%\})+ \}(?!\})"
)
"""An attribute list in a template, which may contain expressions, and the space before it."""


Filter = Callable[..., object]

_IN_DIALECT: Mapping[str, Filter] = {
    "badge": inline.badge,
    "blocks": prose.blocks,
    "cited": cited_sources.cited,
    "code": markdown.code,
    "deadline": inline.deadline,
    "entry_date": inline.entry_date,
    "in_line": inline.in_line,
    "named": inline.named,
    "named_in": prose.named_in,
    "publication": cited_sources.publication,
    "run_on": prose.run_on,
    "state": inline.state,
    "time": inline.time,
}
"""Filters that write Markdown."""
_IN_LANGUAGE: Mapping[str, Filter] = {
    "check_words": QuoteCheck.words,
    "count": wording.count,
    "course": chart.course,
    "date": wording.date,
    "foreign": wording.foreign,
    "inexactness": wording.inexactness,
    "label": wording.label,
    "number": wording.number,
    "place_kind": wording.place_kind,
    "quote_checks": quote_checks.counts,
    "standing": wording.standing,
    "updates": history.of_brief,
}
"""Filters that put something into words."""


@pass_eval_context
def _escaped(_: EvalContext, value: object) -> Markup:
    """Escape a value; as it asks for the context, also those that a template has."""
    return markdown.escape(value)


class _WithoutAttributes(Extension):
    """Leaves the attribute lists out of templates: a plain text has no use for them."""

    def preprocess(
        self,
        source: str,
        name: str | None,  # noqa: ARG002 -- as in the base class
        filename: str | None = None,  # noqa: ARG002
    ) -> str:
        return _ATTRIBUTE_LIST.sub("", source)


@cache
def environment(dialect: Dialect = Dialect()) -> Environment:  # noqa: B008 -- it is frozen
    language = dialect.language
    env = Environment(
        loader=PackageLoader("briefing_site.pages"),
        autoescape=True,  # so that what a macro gives back counts as Markdown already
        finalize=_escaped,  # and everything else is escaped for Markdown
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        extensions=[_WithoutAttributes] if dialect.is_plain else [],
    )
    for name, function in _IN_DIALECT.items():
        env.filters[name] = partial(function, dialect=dialect)
    for name, function in _IN_LANGUAGE.items():
        env.filters[name] = partial(function, language=language)
    env.filters["data_attributes"] = inline.data_attributes
    env.filters["words_in_source"] = cited_sources.words_in_source
    env.filters["known_days"] = wording.known_days
    env.filters["shortened"] = wording.shortened
    env.filters["destination"] = markdown.destination
    env.filters["verbatim"] = markdown.verbatim
    env.filters["from_html"] = markdown.from_html
    env.filters["strip"] = chart.strip
    env.filters["orcid"] = ORCID.address
    env.filters["wikidata"] = WIKIDATA.address
    env.globals.update(translations(language, markdown.escape))
    env.globals["addresses"] = addresses
    env.globals["dates"] = wording.dates
    env.globals["longest_calendar"] = LONGEST_CALENDAR
    env.globals["is_plain"] = dialect.is_plain
    return env
