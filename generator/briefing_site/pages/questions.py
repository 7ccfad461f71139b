"""What is not known: the open questions of all briefs, the brief that changed last first."""

from collections.abc import Iterator

from briefing_site.library.library import Library
from briefing_site.pages.components.rendering import render_list
from briefing_site.site import Output, Site, Task, addresses


def tasks(library: Library, _site: Site) -> Iterator[Task]:
    if library.questions:
        yield Task(addresses.QUESTIONS, page)


def page(library: Library, site: Site) -> Iterator[Output]:
    _ = site.language.gettext
    briefs = []
    for summary in library.newest:
        brief = library.briefs[summary.slug]
        if brief.entry.open_questions:
            briefs.append(brief)
    yield from render_list(
        addresses.QUESTIONS,
        "questions",
        title=_("What we don’t know"),
        description=_("The questions that the briefs leave open."),
        site=site,
        updated=library.changed(brief.slug for brief in briefs),
        library=library,
        briefs=briefs,
    )
