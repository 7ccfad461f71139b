"""All publications: by title, or where one page is too long, an overview of publishers and their parts."""

from collections import Counter, defaultdict
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
"""Sources on a page: about 360 KB."""
NAMELESS = marked("Without publisher")
UNKNOWN = "unknown"
_slug = cache(slugify)


class Publisher(NamedTuple):
    """A publisher: where its sources begin, how many there are, and what is known of them."""

    name: str
    path: str
    anchor: str
    number: int
    facts: Facts


def tasks(library: Library, site: Site) -> Iterator[Task]:
    sources = list(library.sources)
    if len(sources) > LONGEST:
        sources.sort(key=_place)
    whole = divided(sources, LONGEST, addresses.SOURCES, _letter, site=site)
    publishers = _publishers(whole, site.language)
    for part in whole.pages:
        listed = _listed(part, publishers, site.language)
        yield Task(part.path, page, (part, whole.around(part), listed))


def _listed(
    part: Part[MergedSource], publishers: Mapping[str, Publisher], language: Language
) -> tuple[Publisher, ...]:
    """The publishers on a page: those that begin in its parts, or those of its sources."""
    if not publishers:
        return ()
    if part.parts:
        paths = {leaf.path for leaf in part.leaves}
        listed = [
            publisher for publisher in publishers.values() if publisher.path in paths
        ]
        return tuple(listed)
    names = dict.fromkeys(_publisher(source, language) for source in part.entries)
    return tuple(publishers[name] for name in names)


def page(
    library: Library,
    site: Site,
    part: Part[MergedSource],
    around: Around,
    listed: Sequence[Publisher],
) -> Iterator[Output]:
    """Sources, of the publishers that are listed if the list is divided; an overview has only these."""
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
    facts_ = [publisher.facts for publisher in listed]
    return {"groups": groups, "facets": _facets(facts_, {}, language)}


def _list(
    part: Part[MergedSource], listed: Sequence[Publisher], language: Language
) -> dict[str, Any]:
    """What the template of a page with sources shows; if the list is divided, under their publishers."""
    entries = [source.entry for source in part.entries]
    names: dict[str, str] = {}
    groups: dict[str, list[MergedSource]] = {}
    for source in part.entries:
        name = _publisher(source, language)
        names[facts(source.entry)["publisher"]] = name
        if listed:
            groups.setdefault(name, []).append(source)
    return {
        "languages": wording.languages(entries, language),
        "groups": groups.items(),
        "anchors": {publisher.name: publisher.anchor for publisher in listed},
        "facets": _facets([facts(entry) for entry in entries], names, language),
        "facts": facts,
    }


def _publisher(source: MergedSource, language: Language) -> str:
    return source.entry.publisher or language.gettext(NAMELESS)


def _place(source: MergedSource) -> tuple[bool, str, str]:
    """Publishers by name in the Latin alphabet; sources without one at the end."""
    name = source.entry.publisher or ""
    return not name, _slug(name), name


def _letter(source: MergedSource, site: Site) -> tuple[str, str]:
    if source.entry.publisher:
        return letter(source.entry.publisher)
    return "other", site.language.gettext(NAMELESS)


def _publishers(whole: Part[MergedSource], language: Language) -> dict[str, Publisher]:
    """The publishers by name, if the list is divided; one with many sources is in several parts."""
    if not whole.parts:
        return {}
    paths: dict[str, str] = {}
    sources: defaultdict[str, list[Facts]] = defaultdict(list)
    for leaf in whole.leaves:
        for source in leaf.entries:
            name = _publisher(source, language)
            paths.setdefault(name, leaf.path)
            sources[name].append(facts(source.entry))
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
            number=len(sources[name]),
            facts=_facts_of_all(sources[name]),
        )
    return publishers


def _facts_of_all(sources: Sequence[Facts]) -> Facts:
    """What is known of the sources of a publisher, but for the publisher itself."""
    facts_ = {}
    for facet in ("kind", "language", "archived"):
        keys = {source[facet] for source in sources}
        facts_[facet] = " ".join(sorted(keys))
    return facts_


def facts(source: Source) -> Facts:
    """What is known of a source; keys have nothing to escape."""
    language = UNKNOWN
    if source.language:
        language = source.language.split("-")[0].lower()
    return {
        "publisher": _slug(source.publisher or "") or UNKNOWN,
        "kind": source.kind or UNKNOWN,
        "language": language,
        "archived": "yes" if source.archived else "no",
    }


def _facets(
    entries: Sequence[Facts], publishers: Mapping[str, str], language: Language
) -> list[Facet]:
    """The menus that leave something to choose; `publishers` are their names, by key."""
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
