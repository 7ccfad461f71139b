"""The page of a brief: the bottom line first, then the evidence, then the sources."""

from collections.abc import Iterator
from functools import partial

from generator.format import traversal
from generator.format.places import BRIEF
from generator.library.library import Library, LinkedBrief
from generator.pages.components import (
    alternates,
    chart,
    citation,
    citing,
    downloads,
    numbers,
    references,
    structured_data,
)
from generator.pages.components.page import FrontMatter, render
from generator.pages.components.relations import of_brief
from generator.pages.components.years import by_year
from generator.site import addresses, wording
from generator.site.addresses import Links
from generator.site.output import Output, Task
from generator.site.site import Site


def tasks(library: Library, _site: Site) -> Iterator[Task]:
    """One page for each brief."""
    for slug in library.briefs:
        yield Task(addresses.brief(slug), page, (slug,))


def page(library: Library, site: Site, slug: str) -> Iterator[Output]:
    """The page of a brief."""
    brief = library.briefs[slug]
    path = addresses.brief(brief.slug)
    link, work = Links(path), citation.of_brief(brief, library, site)
    versions = library.versions.get(slug, ())
    graph, relations = of_brief(brief, link, site)
    front_matter = FrontMatter(
        brief.entry.title,
        brief.entry.summary,
        f"briefs/{brief.slug}.yml",
        (
            # the feeds of the site, which report changes of the brief
            *alternates.feeds(site, addresses.HOME, site.name),
            *alternates.data(site, f"briefs/{brief.slug}.json", brief.entry.title),
        ),
        updated=brief.changed,
        card=addresses.card(path) if site.offers("cards") else "",
        citation=tuple(citation.meta_tags(work, path, addresses.paper(slug), site)),
        structured_data=structured_data.of_brief(brief, library, site),
        relations=tuple(
            ("predecessor-version", addresses.version(each.brief, each.date)) for each in versions[-1:]
        ),
    )
    yield render(
        path,
        "brief",
        front_matter,
        site,
        library=library,
        brief=brief,
        minutes=wording.minutes(word_count(brief)),
        languages=wording.languages(brief.entry.sources.values(), site.language),
        years=by_year(brief.events),
        graph=graph,
        relations=relations,
        places=citing.places(brief, site.language),
        figures=[
            (figure, chart.of_figure(figure, site.language), numbers.of_figure(number, brief))
            for number, figure in enumerate(brief.entry.figures, start=1)
        ],
        see_also=[library.summaries[slug] for slug in brief.see_also],
        versions=versions,
        citations=citation.styled(work),
        references=references.of_brief(brief, site) if site.offers("references") else {},
        sources=references.files(partial(addresses.sources, slug), link),
        groups=downloads.of_brief(brief, site, link, versions),
    )


_LOOKED_UP = frozenset({*BRIEF.sources, *BRIEF.relations})
"""What a page has that is looked up and not read from beginning to end."""


def word_count(brief: LinkedBrief) -> int:
    """How many words of the page there are to read."""
    return sum(len(text.split()) for text in traversal.words(brief.entry, but=_LOOKED_UP))
