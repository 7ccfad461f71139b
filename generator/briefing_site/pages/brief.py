"""The page of a brief: the bottom line first, then the evidence, then the sources."""

import re
from collections.abc import Iterator
from functools import partial

from briefing_site.format import BRIEF, traversal
from briefing_site.format.brief import FigureRow
from briefing_site.format.fields import NUMBER
from briefing_site.library.library import Library, LinkedBrief, LinkedEvent
from briefing_site.pages.components import (
    chart,
    downloads,
    graph,
)
from briefing_site.pages.components.downloads import ContainedFile
from briefing_site.pages.components.front_matter import FrontMatter
from briefing_site.pages.components.parts import Years, by_year
from briefing_site.pages.components.rendering import render
from briefing_site.references import citation, structured_data
from briefing_site.references.meta_elements import meta_elements
from briefing_site.references.work import CitedWork
from briefing_site.site import (
    Links,
    Output,
    Site,
    Task,
    addresses,
    spreadsheet,
    wording,
)
from briefing_site.site.spreadsheet import harmless

WORDS_PER_MINUTE = 230
"""Average silent reading of non-fiction: Brysbaert (2019), doi:10.1016/j.jml.2019.104047, says 238."""
FOLDED = 5
"""Events of a timeline that are folded together, at least; where there is more than one such part."""
_LOOKED_UP = frozenset({*BRIEF.sources, *BRIEF.relations})
"""What a page has that is looked up and not read from beginning to end."""


def tasks(library: Library, _site: Site) -> Iterator[Task]:
    for slug in library.briefs:
        yield Task(addresses.brief(slug), page, (slug,))


def page(library: Library, site: Site, slug: str) -> Iterator[Output]:
    brief = library.briefs[slug]
    path = addresses.brief(brief.slug)
    link, work = Links(path), CitedWork.from_brief(brief, library, site)
    versions = library.versions.get(slug, ())
    front_matter = FrontMatter(
        brief.entry.title,
        brief.entry.summary,
        f"briefs/{brief.slug}.yml",
        (
            *downloads.feeds(site, path, brief.entry.title),
            *downloads.data(site, brief.entry.title, f"briefs/{brief.slug}.json"),
        ),
        updated=brief.changed,
        card=addresses.card(path) if site.offers("cards") else "",
        citation=tuple(meta_elements(work, path, addresses.paper(slug), site)),
        structured_data=structured_data.brief(brief, library, site),
        relations=tuple(
            ("predecessor-version", addresses.version(each.brief, each.date))
            for each in versions[-1:]
        ),
    )
    words = sum(
        len(text.split()) for text in traversal.words(brief.entry, but=_LOOKED_UP)
    )
    yield from render(
        path,
        "brief",
        front_matter,
        site,
        library=library,
        brief=brief,
        minutes=max(1, round(words / WORDS_PER_MINUTE)),
        languages=wording.languages(brief.entry.sources.values(), site.language),
        spans=_spans(by_year(brief.events)),
        graph=graph.brief_diagram(brief, link, site),
        expansions=_expansions(brief),
        figures=[
            (figure, chart.figure_chart(figure, site.language), _numbers(number, brief))
            for number, figure in enumerate(brief.entry.figures, start=1)
        ],
        see_also=[library.summaries[slug] for slug in brief.see_also],
        versions=versions,
        citations=citation.styled(work),
        references=downloads.references(work) if site.offers("references") else {},
        sources=downloads.reference_files(partial(addresses.sources, slug), link),
        entries=downloads.reference_files(partial(addresses.entries, slug), link)
        if site.offers("references") and (brief.events or brief.quotes)
        else {},
        report=downloads.report(brief, site),
    )


def _expansions(brief: LinkedBrief) -> list[tuple[str, str]]:
    """The acronyms in the title, and the names of actors that they stand for, if the summary lacks them."""
    found = {}
    for actor in brief.cast:
        names = (actor.name, *actor.aliases)
        for name in reversed(names):
            initials = "".join(filter(str.isupper, name))
            if len(initials) > 1 and initials in names and name != initials:
                found[initials] = name
    title = dict.fromkeys(re.findall(r"\w+", brief.entry.title))
    return [
        (each, found[each])
        for each in title
        if each in found and found[each] not in brief.entry.summary
    ]


def _spans(years: Years[LinkedEvent]) -> list[Years[LinkedEvent]]:
    """The years of a timeline, as many together as have some events, each of which a phone folds."""
    spans: list[Years[LinkedEvent]] = []
    for year, events in years:
        if not spans or sum(len(each) for _, each in spans[-1]) >= FOLDED:
            spans.append([])
        spans[-1].append((year, events))
    return spans


def _numbers(number: int, brief: LinkedBrief) -> ContainedFile:
    """The numbers of a figure, counted from 1, as CSV: a line for each row, with the ids of its sources."""
    figure = brief.entry.figures[number - 1]

    def cells(row: FigureRow) -> list[str]:
        sources = "; ".join(source.id for source in brief.source_numbers(row.sources))
        values = map(NUMBER.to_text, row.values)
        return [harmless(row.label), *values, harmless(figure.unit or ""), sources]

    names = ("label", *(figure.series or ("value",)), "unit", "sources")
    content = spreadsheet.table(map(harmless, names), map(cells, figure.rows))
    return ContainedFile(f"{brief.slug}-{number}.csv", "text/csv", content)
