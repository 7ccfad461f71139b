"""The search page: a form and its filters, to which a script adds results, and a notice without scripts."""

from collections.abc import Iterable, Iterator
from typing import get_args

from generator.format.fields import Confidence, EventStatus, Likelihood
from generator.library.library import Library
from generator.pages.components.facets import by_name
from generator.pages.components.page import FrontMatter, render
from generator.site import Output, Site, Task, addresses, wording

_MODULES = tuple(
    f"assets/search/{name}.js"
    for name in ("page", "finder", "files", "index", "names", "words", "dates", "sounds", "result")
)
"""What the script of the search imports step by step, so that browsers load all of it at once."""


def tasks(_library: Library, _site: Site) -> Iterator[Task]:
    yield Task(addresses.SEARCH, page)


def page(library: Library, site: Site) -> Iterator[Output]:
    front_matter = FrontMatter(
        site.language.gettext("Search"),
        site.language.gettext("Search all briefs, events, quotes, actors and topics."),
        modules=_MODULES,
        styles=("assets/search.css",),
    )
    facets = [*_facets(library, site)]
    yield render(addresses.SEARCH, "search", front_matter, site, library=library, facets=facets)


def _facets(library: Library, site: Site) -> Iterator[tuple[str, str, list[tuple[str, str]]]]:
    """What records have by name, in `SearchRecord.facets`: the name, the label, and values with theirs."""
    _, language = site.language.gettext, site.language

    def labels(values: Iterable[str], suffix: str = "") -> list[tuple[str, str]]:
        return [(each, wording.label(each + suffix, language)) for each in values]

    codes = {source.entry.language for source in library.sources if source.entry.language}
    languages = {code: wording.language_name(code, language) for code in codes}
    yield "status", _("Status"), labels(get_args(EventStatus))
    if library.judgements:
        yield "confidence", _("Confidence"), labels(reversed(get_args(Confidence)), " confidence")
        yield "likelihood", _("Likelihood"), labels(reversed(get_args(Likelihood)))
    if library.forecasts:
        came_true, did_not = (label for _, label in labels(["came true", "did not come true"]))
        outcomes = {"open": language.pgettext("forecasts", "Open"), "yes": came_true, "no": did_not}
        yield "outcome", _("Outcome"), [*outcomes.items()]
    if languages:
        yield "language", _("Language of the source"), [*by_name(languages).items()]
