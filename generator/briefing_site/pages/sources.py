"""All publications: by title, or where one page is too long, an overview of publishers and their parts."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, partial
from itertools import groupby
from operator import attrgetter
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
    sources = tuple(library.sources)
    if len(sources) > LONGEST:
        sources = tuple(sorted(sources, key=_place))
    whole = divided(sources, LONGEST, addresses.SOURCES, _letter, site=site)
    publishers = _publishers(whole, site.language)
    for part in whole.pages:
        on_page = {leaf.path for leaf in part.leaves}
        names = dict.fromkeys(
            _publisher(source, site.language) for source in part.entries
        )
        listed = (
            [each for each in publishers.values() if each.path in on_page]
            if part.parts
            else [publishers[name] for name in names if publishers]
        )
        yield Task(part.path, page, (part, whole.around(part), tuple(listed)))


def page(
    library: Library,
    site: Site,
    part: Part[MergedSource],
    around: Around,
    listed: Sequence[Publisher],
) -> Iterator[Output]:
    """Sources, of the publishers that are listed if the list is divided; an overview has only these."""
    _, by = site.language.gettext, partial(_publisher, language=site.language)
    known = [facts(source.entry) for source in part.entries]
    publishers = {
        each["publisher"]: by(source)
        for each, source in zip(known, part.entries, strict=True)
    }
    names = {leaf.path: leaf.name for leaf in part.leaves}
    groups: list[tuple[str, list[Any]]] = []
    if part.parts:
        groups = [
            (names[path], list(each))
            for path, each in groupby(listed, key=attrgetter("path"))
        ]
    elif listed:
        groups = [(name, list(each)) for name, each in groupby(part.entries, key=by)]
    yield from render_list(
        part.path,
        "parts/publishers" if part.parts else "sources",
        _("Sources: %(part)s", part=part.name) if part.name else _("Sources"),
        _("Every publication that is cited."),
        site,
        data=("sources.json",),
        updated=library.changed(
            use.slug for source in part.every for use in source.uses
        ),
        library=library,
        part=part,
        languages=wording.languages(
            (source.entry for source in part.entries), site.language
        ),
        around=around,
        groups=groups,
        anchors={each.name: each.anchor for each in listed},
        facets=_facets(
            known or [each.facts for each in listed], publishers, site.language
        ),
        facts=facts,
    )


def _publisher(source: MergedSource, language: Language) -> str:
    return source.entry.publisher or language.gettext(NAMELESS)


def _place(source: MergedSource) -> tuple[bool, str, str]:
    """Publishers by name in the Latin alphabet; sources without one at the end."""
    name = source.entry.publisher or ""
    return not name, _slug(name), name


def _letter(source: MergedSource, site: Site) -> tuple[str, str]:
    name = source.entry.publisher
    return letter(name) if name else ("other", site.language.gettext(NAMELESS))


def _publishers(whole: Part[MergedSource], language: Language) -> dict[str, Publisher]:
    """The publishers by name, if the list is divided; one with many sources is in several parts."""
    if not whole.parts:
        return {}
    paths: dict[str, str] = {}
    known: defaultdict[str, list[Facts]] = defaultdict(list)
    for leaf in whole.leaves:
        for source in leaf.entries:
            name = _publisher(source, language)
            paths.setdefault(name, leaf.path)
            known[name].append(facts(source.entry))
    found: dict[str, Publisher] = {}
    slugs: Counter[str] = Counter()
    for name, path in paths.items():
        slug = _slug(name) or "other"
        slugs[slug] += 1
        anchor = f"publisher--{slug}" + (f"--{slugs[slug]}" if slugs[slug] > 1 else "")
        of_all = {
            facet: " ".join(sorted({each[facet] for each in known[name]}))
            for facet in ("kind", "language", "archived")
        }
        found[name] = Publisher(name, path, anchor, len(known[name]), of_all)
    return found


def facts(source: Source) -> Facts:
    """What is known of a source; keys have nothing to escape."""
    return {
        "publisher": _slug(source.publisher or "") or UNKNOWN,
        "kind": source.kind or UNKNOWN,
        "language": source.language.split("-")[0].lower()
        if source.language
        else UNKNOWN,
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
        publisher=(_("Publisher"), by_name(unknown | dict(publishers))),
        kind=(_("Kind"), by_name(unknown | kinds)),
        language=(_("Language"), by_name({**unknown, **language.locale.languages})),
        archived=(_("Archived copy"), by_name({"yes": _("Yes"), "no": _("No")})),
    )
