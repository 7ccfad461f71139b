"""All publications: by title, or where one page is too long, an overview of publishers and their parts."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache, partial
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from slugify import slugify

from generator.format.source import Source
from generator.library.library import Library, MergedSource
from generator.pages.components import facets
from generator.pages.components.facets import Facts
from generator.pages.components.page import FrontMatter, of_list, render
from generator.pages.components.parts import Around, Part, divided, letter
from generator.site import addresses, wording
from generator.site.language import Language, marked
from generator.site.output import Output, Task
from generator.site.site import Site

LONGEST = 600
"""Sources on a page: about 360 KB."""
NAMELESS = marked("Without publisher")


class Publisher(NamedTuple):
    """A publisher: where its sources begin, how many there are, and what is known of them."""

    name: str
    path: str
    anchor: str
    number: int
    facts: Facts


def tasks(library: Library, site: Site) -> Iterator[Task]:
    """One page, or an overview and its parts."""
    sources = tuple(library.sources)
    if len(sources) > LONGEST:
        sources = tuple(sorted(sources, key=_place))
    whole = divided(
        sources, LONGEST, addresses.SOURCES, partial(_letter, language=site.language), language=site.language
    )
    publishers = _publishers(whole, site.language)
    for part in whole.pages:
        on_page = {leaf.path for leaf in part.leaves}
        listed = tuple(each for each in publishers.values() if each.path in on_page)
        if part.parts:
            yield Task(part.path, overview, (part, listed))
        else:
            names = (
                dict.fromkeys(_publisher(source, site.language) for source in part.entries)
                if publishers
                else ()
            )
            anchors = {name: publishers[name].anchor for name in names}
            yield Task(part.path, page, (part, whole.around(part), anchors))


def overview(
    _library: Library, site: Site, part: Part[MergedSource], listed: tuple[Publisher, ...]
) -> Iterator[Output]:
    """The publishers of a list that is too long for a page."""
    names = {leaf.path: leaf.name for leaf in part.leaves}
    groups = [(names[path], list(each)) for path, each in groupby(listed, key=attrgetter("path"))]
    menus = list(facets.facets([each.facts for each in listed], {}, site.language))
    front_matter = _front_matter(part, site)
    yield render(part.path, "lists/publishers", front_matter, site, part=part, groups=groups, facets=menus)


def page(
    library: Library, site: Site, part: Part[MergedSource], around: Around, anchors: dict[str, str]
) -> Iterator[Output]:
    """The sources, by title, or of a part by publisher, each with its anchor."""
    by = partial(_publisher, language=site.language)
    groups = [(name, list(each)) for name, each in groupby(part.entries, key=by)] if anchors else []
    known = [facets.facts(source.entry) for source in part.entries]
    publishers = {each["publisher"]: by(source) for each, source in zip(known, part.entries, strict=True)}
    yield render(
        part.path,
        "sources",
        _front_matter(part, site),
        site,
        library=library,
        languages=wording.languages((source.entry for source in part.entries), site.language),
        part=part,
        around=around,
        groups=groups,
        anchors=anchors,
        facets=list(facets.facets(known, publishers, site.language)),
        facts=facets.facts,
    )


def _front_matter(part: Part[MergedSource], site: Site) -> FrontMatter:
    language = site.language
    title = (
        language.gettext("Sources: %(part)s", part=part.name) if part.name else language.gettext("Sources")
    )
    return of_list(part.path, title, language.gettext("Every publication that is cited."), site)


def _publisher(source: MergedSource, language: Language) -> str:
    return source.entry.publisher or language.gettext(NAMELESS)


def _place(source: MergedSource) -> tuple[bool, str, str]:
    """Publishers by name in the Latin alphabet; sources without one at the end."""
    name = source.entry.publisher or ""
    return not name, _slug(name), name


@cache
def _slug(name: str) -> str:
    return slugify(name)


def _letter(source: MergedSource, language: Language) -> tuple[str, str]:
    return letter(source.entry.publisher) if source.entry.publisher else ("other", language.gettext(NAMELESS))


def _publishers(whole: Part[MergedSource], language: Language) -> dict[str, Publisher]:
    """The publishers by name, if the list is divided; one with many sources is in several parts."""
    if not whole.parts:
        return {}
    by = partial(_publisher, language=language)
    sources: defaultdict[str, list[Source]] = defaultdict(list)
    for leaf in whole.leaves:
        for source in leaf.entries:
            sources[by(source)].append(source.entry)
    found: dict[str, Publisher] = {}
    slugs: Counter[str] = Counter()
    for leaf in whole.leaves:
        for name in dict.fromkeys(map(by, leaf.entries)):
            if name not in found:
                slug = _slug(name) or "other"
                slugs[slug] += 1
                anchor = f"publisher--{slug}" + (f"--{slugs[slug]}" if slugs[slug] > 1 else "")
                found[name] = Publisher(
                    name, leaf.path, anchor, len(sources[name]), facets.joined(sources[name])
                )
    return found
