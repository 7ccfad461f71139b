"""The page with the history of a brief: what each update changed."""

from collections.abc import Iterator

from briefing_site.library.library import Library
from briefing_site.pages.components.front_matter import FrontMatter
from briefing_site.pages.components.rendering import render
from briefing_site.site import Output, Site, Task, addresses


def tasks(library: Library, _site: Site) -> Iterator[Task]:
    for slug, brief in library.briefs.items():
        if brief.has_history:
            yield Task(addresses.history(slug), page, (slug,))


def page(library: Library, site: Site, slug: str) -> Iterator[Output]:
    brief = library.briefs[slug]
    _ = site.language.gettext
    front_matter = FrontMatter(
        title=_("History: %(title)s", title=brief.entry.title),
        description=_("What changed in this brief, by day."),
        source=f"briefs/{slug}.yml",
        updated=brief.changed,
    )
    yield from render(
        addresses.history(slug), "history", front_matter, site, brief=brief
    )
