"""The list of all topics."""

from collections.abc import Iterator

from briefing_site.library.library import Library
from briefing_site.pages.components.rendering import render_list
from briefing_site.site import Output, Site, Task, addresses


def tasks(_library: Library, _site: Site) -> Iterator[Task]:
    yield Task(addresses.TOPICS, page)


def page(library: Library, site: Site) -> Iterator[Output]:
    _ = site.language.gettext
    yield from render_list(
        addresses.TOPICS,
        "topics",
        title=_("Topics"),
        description=_("What the briefs are about."),
        site=site,
        updated=library.changed(library.summaries),
        modules=(),
        library=library,
    )
