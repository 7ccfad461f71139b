"""The search page: a form and its filters, to which a script adds results, and a notice without scripts."""

from collections.abc import Iterator
from typing import get_args

from briefing_site.format.fields import Confidence, EventStatus, Likelihood
from briefing_site.library.library import Library
from briefing_site.pages.components.facets import by_name
from briefing_site.pages.components.front_matter import FrontMatter
from briefing_site.pages.components.rendering import render
from briefing_site.site import Output, Site, Task, addresses, wording

_MODULES = (
    "assets/search/page.js",
    "assets/search/facets.js",
    "assets/search/finder.js",
    "assets/search/files.js",
    "assets/search/index.js",
    "assets/search/names.js",
    "assets/search/words.js",
    "assets/search/dates.js",
    "assets/search/sounds.js",
    "assets/search/result.js",
)
"""What the script of the search imports step by step, so that browsers load all of it at once."""


def tasks(_library: Library, _site: Site) -> Iterator[Task]:
    yield Task(addresses.SEARCH, page)


def page(library: Library, site: Site) -> Iterator[Output]:
    _ = site.language.gettext
    front_matter = FrontMatter(
        title=_("Search"),
        description=_("Search all briefs, events, quotes, actors and topics."),
        modules=_MODULES,
        styles=("assets/search.css",),
    )
    languages: dict[str, str] = {}
    for source in library.sources:
        code = source.entry.language
        if code:
            languages[code] = wording.language_name(code, site.language)
    yield from render(
        addresses.SEARCH,
        "search",
        front_matter,
        site,
        library=library,
        statuses=get_args(EventStatus),
        confidences=reversed(get_args(Confidence)),
        likelihoods=reversed(get_args(Likelihood)),
        languages=by_name(languages),
    )
