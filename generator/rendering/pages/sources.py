"""All publications: by title, or where one page is too long, an overview of publishers and their parts."""

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from slugify import slugify

from generator.library.library import Library, MergedSource
from generator.publishing import addresses, wording
from generator.publishing.output import Output, Task
from generator.publishing.site import Site
from generator.rendering.page import FrontMatter, of_list, render
from generator.rendering.parts import Around, Part, divided, letter

LONGEST = 600
"""Sources on a page: about 360 KB."""
MOST_PUBLISHERS = 300
"""Publishers in the filter of a page: those with the most sources."""
NAMELESS = "Without publisher"


class Publisher(NamedTuple):
    """A publisher: where its sources begin, and how many there are."""

    name: str
    path: str
    anchor: str
    number: int


class Facet(NamedTuple):
    """A filter: its name in addresses, its label, and its choices: key, label and number of sources."""

    name: str
    label: str
    choices: list[tuple[str, str, int]]


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
    yield render(part.path, "lists/publishers", _front_matter(part, site), part=part, groups=groups)


def page(
    library: Library, site: Site, part: Part[MergedSource], around: Around, anchors: dict[str, str]
) -> Iterator[Output]:
    """The sources, by title, or of a part by publisher, each with its anchor."""
    groups = [(name, list(each)) for name, each in groupby(part.entries, key=_publisher)] if anchors else []
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
        facets=list(_facets(part.entries)),
        facts=facts,
    )


def facts(source: MergedSource) -> dict[str, str]:
    """What the list can be filtered by: a key for each facet."""
    entry = source.entry
    return {
        "publisher": _slug(_publisher(source)) or "other",
        "language": entry.language.split("-")[0].lower() if entry.language else "unknown",
        "archived": "yes" if entry.archived else "no",
    }


def _facets(sources: Sequence[MergedSource]) -> Iterator[Facet]:
    """The filters of a page that leave something to choose."""
    known = wording.languages(source.entry for source in sources)
    languages = {code.split("-")[0].lower(): name for code, name in known.items()}
    names = {
        "publisher": {facts(source)["publisher"]: _publisher(source) for source in sources},
        "language": {"en": "English", "unknown": "Not stated"} | languages,
        "archived": {"yes": "Yes", "no": "No"},
    }
    labels = {"publisher": "Publisher", "language": "Language", "archived": "Archived copy"}
    for name, label in labels.items():
        counted = Counter(facts(source)[name] for source in sources).most_common(MOST_PUBLISHERS)
        choices = [(key, names[name].get(key, key), number) for key, number in counted]
        if len(choices) > 1:
            yield Facet(name, label, sorted(choices, key=lambda choice: choice[1].casefold()))


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
    numbers = Counter(_publisher(source) for leaf in whole.leaves for source in leaf.entries)
    found: dict[str, Publisher] = {}
    slugs: Counter[str] = Counter()
    for leaf in whole.leaves:
        for name in dict.fromkeys(map(_publisher, leaf.entries)):
            if name not in found:
                slug = _slug(name) or "other"
                slugs[slug] += 1
                anchor = f"publisher--{slug}" + (f"--{slugs[slug]}" if slugs[slug] > 1 else "")
                found[name] = Publisher(name, leaf.path, anchor, numbers[name])
    return found
