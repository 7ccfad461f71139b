"""The page of a brief: the bottom line first, then the evidence, then the sources."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import partial

from briefing_site.format import BRIEF, traversal
from briefing_site.format.fields import NUMBER
from briefing_site.library.library import Library, LinkedBrief, LinkedEvent
from briefing_site.pages.components import chart, downloads, graph
from briefing_site.pages.components.downloads import ContainedFile
from briefing_site.pages.components.front_matter import FrontMatter
from briefing_site.pages.components.map import place_map
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
from briefing_site.site.quote_checks import CheckName
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
    path = addresses.brief(slug)
    link = Links(path)
    work = CitedWork.from_brief(brief, library, site)
    texts = traversal.words(brief.entry, but=_LOOKED_UP)
    words = sum(len(text.split()) for text in texts)
    figures = []
    for number, figure in enumerate(brief.entry.figures, start=1):
        diagram = chart.figure_chart(figure, site.language)
        figures.append((figure, diagram, _numbers(number, brief)))
    places = _places(brief, library)
    references: Mapping[str, ContainedFile] = {}
    entries: Mapping[str, str] = {}
    if site.offers("references"):
        references = downloads.references(work)
        if brief.events or brief.quotes:
            entries = downloads.reference_files(partial(addresses.entries, slug), link)
    yield from render(
        path,
        "brief",
        _front_matter(brief, work, library, site),
        site,
        library=library,
        brief=brief,
        minutes=max(1, round(words / WORDS_PER_MINUTE)),
        languages=wording.languages(brief.entry.sources.values(), site.language),
        spans=_spans(by_year(brief.events)),
        graph=graph.brief_diagram(brief, link, site),
        expansions=_expansions(brief),
        figures=figures,
        places=places,
        map=place_map(
            {id_: library.gazetteer[id_] for id_, _name, _events in places},
            site.language.gettext("Places in %(title)s", title=brief.entry.title),
            link,
            site.language,
        ),
        usual_check=_usual_check(brief),
        see_also=[library.summaries[slug] for slug in brief.see_also],
        versions=library.versions.get(slug, ()),
        citations=citation.styled(work),
        references=references,
        sources=downloads.reference_files(partial(addresses.sources, slug), link),
        entries=entries,
        report=downloads.report(brief, site),
    )


def _front_matter(
    brief: LinkedBrief, work: CitedWork, library: Library, site: Site
) -> FrontMatter:
    path = addresses.brief(brief.slug)
    title = brief.entry.title
    source = f"briefs/{brief.slug}.yml"
    card = ""
    if site.offers("cards"):
        card = addresses.card(path)
    relations = []
    for version in library.versions.get(brief.slug, ())[-1:]:
        version_path = addresses.version(version.brief, version.date)
        relations.append(("predecessor-version", version_path))
    return FrontMatter(
        title=title,
        description=brief.gist,
        source=source,
        alternates=(
            *downloads.feeds(site, path, title),
            *downloads.data(site, title, f"briefs/{brief.slug}.json"),
        ),
        updated=brief.changed,
        card=card,
        citation=tuple(meta_elements(work, path, addresses.paper(brief.slug), site)),
        structured_data=structured_data.brief(brief, library, site),
        relations=tuple(relations),
    )


def _expansions(brief: LinkedBrief) -> list[tuple[str, str]]:
    """The acronyms in the title, and the names of actors that they stand for, if the summary lacks them."""
    expansions: dict[str, str] = {}
    for actor in brief.cast:
        names = (actor.name, *actor.aliases)
        for name in reversed(names):
            initials = "".join(filter(str.isupper, name))
            if len(initials) > 1 and initials in names and name != initials:
                expansions[initials] = name
    pairs: list[tuple[str, str]] = []
    for word in dict.fromkeys(re.findall(r"\w+", brief.entry.title)):
        if word in expansions and expansions[word] not in brief.entry.summary:
            pairs.append((word, expansions[word]))
    return pairs


def _places(
    brief: LinkedBrief, library: Library
) -> list[tuple[str, str, list[LinkedEvent]]]:
    """The places of its events and quotes in this order, each with its name and the events there."""
    events: dict[str, list[LinkedEvent]] = {}
    for event in brief.events:
        for id_ in event.entry.places:
            events.setdefault(id_, []).append(event)
    for quote in brief.quotes:
        for id_ in quote.entry.places:
            events.setdefault(id_, [])
    return [(id_, library.gazetteer[id_].name, events[id_]) for id_ in events]


def _usual_check(brief: LinkedBrief) -> CheckName | None:
    """The result of comparing most quotes with their sources; `None` if few have the same."""
    checks = Counter(quote.check.name for quote in brief.quotes)
    for name, number in checks.most_common(1):
        if number > max(2, len(brief.quotes) / 2):
            return name
    return None


def _spans(years: Years[LinkedEvent]) -> list[Years[LinkedEvent]]:
    """The years of a timeline, as many together as have some events, each of which a phone folds."""
    spans: list[Years[LinkedEvent]] = []
    number = FOLDED
    for year, events in years:
        if number >= FOLDED:
            spans.append([])
            number = 0
        spans[-1].append((year, events))
        number += len(events)
    return spans


def _numbers(number: int, brief: LinkedBrief) -> ContainedFile:
    """The numbers of a figure, counted from 1, as CSV: a line for each row, with the ids of its sources."""
    figure = brief.entry.figures[number - 1]
    names = ["label", *(figure.series or ["value"]), "unit", "sources"]
    unit = harmless(figure.unit or "")
    rows = []
    for row in figure.rows:
        values = [NUMBER.to_text(value) for value in row.values]
        sources = [source.id for source in brief.source_numbers(row.sources)]
        rows.append([harmless(row.label), *values, unit, "; ".join(sources)])
    content = spreadsheet.table([harmless(name) for name in names], rows)
    return ContainedFile(f"{brief.slug}-{number}.csv", "text/csv", content)
