"""All publications: by title, or where one page is too long, an overview of publishers and their parts."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from slugify import slugify

from generator.format.source import Source
from generator.library.library import Library, MergedSource
from generator.publishing import addresses, wording
from generator.publishing.output import Output, Task
from generator.publishing.site import Site
from generator.rendering import facets
from generator.rendering.facets import Facts
from generator.rendering.page import FrontMatter, of_list, render
from generator.rendering.parts import Around, Part, divided, letter

LONGEST = 600
"""Sources on a page: about 360 KB."""
NAMELESS = "Without publisher"


class Publisher(NamedTuple):
    """A publisher: where its sources begin, how many there are, and what is known of them."""

    name: str
    path: str
    anchor: str
    number: int
    facts: Facts


def tasks(library: Library, _site: Site) -> Iterator[Task]:
    """One page, or an overview and its parts."""
    sources = tuple(library.sources)
    if len(sources) > LONGEST:
        sources = tuple(sorted(sources, key=_place))
    whole = divided(sources, LONGEST, addresses.SOURCES, _letter)
    publishers = _publishers(whole)
    for part in whole.pages:
        on_page = {leaf.path for leaf in part.leaves}
        listed = tuple(each for each in publishers.values() if each.path in on_page)
        if part.parts:
            yield Task(part.path, overview, (part, listed))
        else:
            names = dict.fromkeys(_publisher(source) for source in part.entries) if publishers else ()
            anchors = {name: publishers[name].anchor for name in names}
            yield Task(part.path, page, (part, whole.around(part), anchors))


def overview(
    _library: Library, site: Site, part: Part[MergedSource], listed: tuple[Publisher, ...]
) -> Iterator[Output]:
    """The publishers of a list that is too long for a page."""
    names = {leaf.path: leaf.name for leaf in part.leaves}
    groups = [(names[path], list(each)) for path, each in groupby(listed, key=attrgetter("path"))]
    menus = list(facets.facets([each.facts for each in listed], {}))
    yield render(
        part.path, "lists/publishers", _front_matter(part, site), part=part, groups=groups, facets=menus
    )


def page(
    library: Library, site: Site, part: Part[MergedSource], around: Around, anchors: dict[str, str]
) -> Iterator[Output]:
    """The sources, by title, or of a part by publisher, each with its anchor."""
    groups = [(name, list(each)) for name, each in groupby(part.entries, key=_publisher)] if anchors else []
    known = [facets.facts(source.entry) for source in part.entries]
    publishers = {
        each["publisher"]: _publisher(source) for each, source in zip(known, part.entries, strict=True)
    }
    yield render(
        part.path,
        "sources",
        _front_matter(part, site),
        library=library,
        languages=wording.languages(source.entry for source in part.entries),
        part=part,
        around=around,
        groups=groups,
        anchors=anchors,
        facets=list(facets.facets(known, publishers)),
        facts=facets.facts,
    )


def _front_matter(part: Part[MergedSource], site: Site) -> FrontMatter:
    title = f"Sources: {part.name}" if part.name else "Sources"
    return of_list(part.path, title, "Every publication cited in the briefs.", site)


def _publisher(source: MergedSource) -> str:
    return source.entry.publisher or NAMELESS


def _place(source: MergedSource) -> tuple[bool, str, str]:
    """Publishers by name in the Latin alphabet; sources without one at the end."""
    name = source.entry.publisher or ""
    return not name, _slug(name), name


@cache
def _slug(name: str) -> str:
    return slugify(name)


def _letter(source: MergedSource) -> tuple[str, str]:
    return letter(source.entry.publisher) if source.entry.publisher else ("other", NAMELESS)


def _publishers(whole: Part[MergedSource]) -> dict[str, Publisher]:
    """The publishers by name, if the list is divided; one with many sources is in several parts."""
    if not whole.parts:
        return {}
    sources: defaultdict[str, list[Source]] = defaultdict(list)
    for leaf in whole.leaves:
        for source in leaf.entries:
            sources[_publisher(source)].append(source.entry)
    found: dict[str, Publisher] = {}
    slugs: Counter[str] = Counter()
    for leaf in whole.leaves:
        for name in dict.fromkeys(map(_publisher, leaf.entries)):
            if name not in found:
                slug = _slug(name) or "other"
                slugs[slug] += 1
                anchor = f"publisher--{slug}" + (f"--{slugs[slug]}" if slugs[slug] > 1 else "")
                found[name] = Publisher(
                    name, leaf.path, anchor, len(sources[name]), facets.joined(sources[name])
                )
    return found
