"""The search page: a form and its filters, to which a script adds results, and a notice without scripts."""

from collections.abc import Iterator
from typing import get_args

from briefing_site.format.fields import Confidence, EventStatus, Likelihood
from briefing_site.library.library import Library
from briefing_site.pages.components.facets import by_name
from briefing_site.pages.components.front_matter import FrontMatter
from briefing_site.pages.components.rendering import render
from briefing_site.site import Output, Site, Task, addresses, wording

_MODULES = tuple(
    f"assets/search/{name}.js"
    for name in (
        "page",
        "finder",
        "files",
        "index",
        "names",
        "words",
        "dates",
        "sounds",
        "result",
    )
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
    codes = {
        source.entry.language for source in library.sources if source.entry.language
    }
    yield from render(
        addresses.SEARCH,
        "search",
        front_matter,
        site,
        library=library,
        statuses=get_args(EventStatus),
        confidences=reversed(get_args(Confidence)),
        likelihoods=reversed(get_args(Likelihood)),
        languages=by_name(
            {code: wording.language_name(code, site.language) for code in codes}
        ),
    )
