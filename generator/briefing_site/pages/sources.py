"""The list of all publications that are cited.

A short list is one page, sorted by title. A long one is divided into parts by the first letter of the
publisher, each of which has the sources under the names of their publishers; its first page is then an
overview that lists the publishers.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

from slugify import slugify

from briefing_site.format import Source
from briefing_site.languages.phrase import marked
from briefing_site.library.library import Library, MergedSource
from briefing_site.pages.components.facets import Facet, Facts, by_name, facets
from briefing_site.pages.components.parts import Around, Part, divided, letter
from briefing_site.pages.components.rendering import render_list
from briefing_site.site import Language, Output, Site, Task, addresses, wording

LONGEST = 600
"""The most sources on one page; they take about 360 KB."""
NAMELESS = marked("Without publisher")
"""The name under which sources without a publisher are listed."""
UNKNOWN = "unknown"
"""The key, in filters, of what a source does not state."""
_slug = cache(slugify)  # called several times for each source, and slow


class Publisher(NamedTuple):
    """A publisher in a list that is divided into parts."""

    name: str
    path: str
    """The first of the pages that have its sources."""
    anchor: str
    """The id of its heading; if it is on several pages, on each of them."""
    number: int
    """How many sources there are of it."""
    facts: Facts
    """What filters need to know of its sources, as of a single one."""


def tasks(library: Library, site: Site) -> Iterator[Task]:
    """A task for each page. It is given what it shows, so that it is run again when that changes."""
    sources = list(library.sources)
    if len(sources) > LONGEST:
        # they are sorted by title, and stay so within each publisher
        sources.sort(key=_publisher_order)
    whole = divided(sources, LONGEST, addresses.SOURCES, _letter, site=site)
    publishers = _publishers(whole, site.language)
    for part in whole.pages:
        listed = _listed(part, publishers, site.language)
        yield Task(part.path, page, (part, whole.around(part), listed))


def _listed(
    part: Part[MergedSource], publishers: Mapping[str, Publisher], language: Language
) -> tuple[Publisher, ...]:
    """The publishers that a page names; none if the list is not divided.

    An overview names those whose sources begin on one of its pages, each once; a page of sources those of
    its sources.
    """
    if not publishers:
        return ()
    if part.parts:
        paths = {leaf.path for leaf in part.leaves}
        listed = [
            publisher for publisher in publishers.values() if publisher.path in paths
        ]
        return tuple(listed)
    names = dict.fromkeys(_publisher_name(source, language) for source in part.entries)
    return tuple(publishers[name] for name in names)


def page(
    library: Library,
    site: Site,
    part: Part[MergedSource],
    around: Around,
    listed: Sequence[Publisher],
) -> Iterator[Output]:
    """A page of the list: an overview of the publishers in `listed`, or sources.

    `listed` is empty if the list is not divided; its only page then has no publishers as headings.
    """
    _ = site.language.gettext
    title = _("Sources")
    if part.name:
        title = _("Sources: %(part)s", part=part.name)
    slugs: set[str] = set()
    for source in part.every:
        slugs.update(use.slug for use in source.uses)
    if part.parts:
        template = "parts/publishers"
        values = _overview(part, listed, site.language)
    else:
        template = "sources"
        values = _list(part, listed, site.language)
    yield from render_list(
        part.path,
        template,
        title=title,
        description=_("Every publication that is cited."),
        site=site,
        data=("sources.json",),
        updated=library.changed(slugs),
        library=library,
        part=part,
        around=around,
        **values,
    )


def _overview(
    part: Part[MergedSource], listed: Sequence[Publisher], language: Language
) -> dict[str, Any]:
    """What the template of an overview shows: publishers under the names of the parts where they begin."""
    groups = []
    for leaf in part.leaves:
        publishers = [publisher for publisher in listed if publisher.path == leaf.path]
        if publishers:
            groups.append((leaf.name, publishers))
    facts_of_publishers = [publisher.facts for publisher in listed]
    return {"groups": groups, "facets": _facets(facts_of_publishers, {}, language)}


def _list(
    part: Part[MergedSource], listed: Sequence[Publisher], language: Language
) -> dict[str, Any]:
    """What the template of a page with sources shows; if the list is divided, under their publishers."""
    entries = [source.entry for source in part.entries]
    names_by_key: dict[str, str] = {}
    groups: dict[str, list[MergedSource]] = {}
    for source in part.entries:
        name = _publisher_name(source, language)
        names_by_key[_publisher_key(source.entry)] = name
        if listed:
            groups.setdefault(name, []).append(source)
    return {
        "languages": wording.languages(entries, language),
        "groups": groups.items(),
        "anchors": {publisher.name: publisher.anchor for publisher in listed},
        "facets": _facets(list(map(_facts, entries)), names_by_key, language),
        "facts": _facts,
    }


def _publisher_name(source: MergedSource, language: Language) -> str:
    return source.entry.publisher or language.gettext(NAMELESS)


def _publisher_order(source: MergedSource) -> tuple[bool, str, str]:
    """A key that sorts by publisher, in the Latin alphabet, with sources without one at the end."""
    name = source.entry.publisher or ""
    return not name, _slug(name), name


def _letter(source: MergedSource, site: Site) -> tuple[str, str]:
    """The key and the name of the part that a source belongs to."""
    if source.entry.publisher:
        return letter(source.entry.publisher)
    return "other", site.language.gettext(NAMELESS)


def _publishers(whole: Part[MergedSource], language: Language) -> dict[str, Publisher]:
    """The publishers by name if the list is divided, otherwise none."""
    if not whole.parts:
        return {}
    paths: dict[str, str] = {}
    facts_by_name: dict[str, list[Facts]] = {}
    for leaf in whole.leaves:
        for source in leaf.entries:
            name = _publisher_name(source, language)
            # a publisher with many sources is on several pages, of which this is the first
            paths.setdefault(name, leaf.path)
            facts_by_name.setdefault(name, []).append(_facts(source.entry))
    publishers: dict[str, Publisher] = {}
    slugs: Counter[str] = Counter()
    for name, path in paths.items():
        slug = _slug(name) or "other"
        slugs[slug] += 1
        anchor = f"publisher--{slug}"
        if slugs[slug] > 1:
            anchor += f"--{slugs[slug]}"
        publishers[name] = Publisher(
            name=name,
            path=path,
            anchor=anchor,
            number=len(facts_by_name[name]),
            facts=_facts_of_all(facts_by_name[name]),
        )
    return publishers


def _facts_of_all(sources: Sequence[Facts]) -> Facts:
    """The keys of all sources of one publisher in each of the other filters, with spaces between them."""
    all_facts = {}
    for facet in ("kind", "language", "archived"):
        keys = {source[facet] for source in sources}
        all_facts[facet] = " ".join(sorted(keys))
    return all_facts


def _facts(source: Source) -> Facts:
    """The key of a source in each filter.

    Keys are written into attributes of HTML as they are: slugs, choices and codes have nothing to escape.
    """
    language = UNKNOWN
    if source.language:
        language = source.language.split("-")[0].lower()
    return {
        "publisher": _publisher_key(source),
        "kind": source.kind or UNKNOWN,
        "language": language,
        "archived": "yes" if source.archived else "no",
    }


def _publisher_key(source: Source) -> str:
    """The key of a publisher in the filter.

    Names that differ only in capitals, accents and punctuation have one key, and so one choice in the menu.
    """
    if not source.publisher:
        return UNKNOWN
    slug = _slug(source.publisher)
    # a name without letters, and a publisher that is called "Unknown", are not unknown
    if not slug:
        return "no-letters"
    if slug == UNKNOWN:
        return f"named-{slug}"
    return slug


def _facets(
    entries: Sequence[Facts], publishers: Mapping[str, str], language: Language
) -> list[Facet]:
    """The menus that leave something to choose.

    `publishers` are the names of the publishers by key. An overview, which lists publishers, has no menu of
    them, as its `entries` have no key for it.
    """
    _ = language.gettext
    unknown = {UNKNOWN: _("Not stated")}
    kinds = {str(kind): _(name) for kind, name in wording.SOURCE_KINDS.items()}
    return facets(
        entries,
        publisher=(_("Publisher"), by_name({**unknown, **publishers})),
        kind=(_("Kind"), by_name({**unknown, **kinds})),
        language=(_("Language"), by_name({**unknown, **language.locale.languages})),
        archived=(_("Archived copy"), by_name({"yes": _("Yes"), "no": _("No")})),
    )
