"""The glossary: what terms in the texts mean."""

from collections.abc import Iterator

from briefing_site.library.library import Library
from briefing_site.pages.components.rendering import render_list
from briefing_site.site import Output, Site, Task, addresses


def tasks(library: Library, _site: Site) -> Iterator[Task]:
    if library.glossary:
        yield Task(addresses.GLOSSARY, page)


def page(library: Library, site: Site) -> Iterator[Output]:
    _ = site.language.gettext
    entries = sorted(
        library.glossary.items(), key=lambda pair: (pair[1].term.casefold(), pair[0])
    )
    yield from render_list(
        addresses.GLOSSARY,
        "glossary",
        title=_("Glossary"),
        description=_("What terms in the briefs mean."),
        site=site,
        entries=entries,
    )
