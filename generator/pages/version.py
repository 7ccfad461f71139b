"""The page of a version of a brief: what readers saw on a day, whatever became of the brief since."""

from collections.abc import Iterator
from functools import partial
from typing import Literal

from generator.format.version import FrozenVersion
from generator.history.changes import FormerTextError, compare_files
from generator.library.library import Library
from generator.pages.components import citation, downloads, history, references, structured_data, version_body
from generator.pages.components.citation import CitedWork
from generator.pages.components.history import Sentence
from generator.pages.components.page import FrontMatter, render
from generator.site import addresses, wording
from generator.site.addresses import Links
from generator.site.output import Output, Task
from generator.site.site import Site

State = Literal["current", "superseded", "gone"]
"""Whether the brief still says what the version says, or is not on the site any more."""


def tasks(library: Library, _site: Site) -> Iterator[Task]:
    """One page for each version."""
    for slug, versions in library.versions.items():
        for number, each in enumerate(versions):
            yield Task(addresses.version(each.brief, each.date), page, (slug, number))


def page(library: Library, site: Site, slug: str, number: int) -> Iterator[Output]:
    """The page of a version, by the id of its brief and its number among the versions."""
    versions = library.versions[slug]
    version = versions[number]
    path = addresses.version(version.brief, version.date)
    link, work = Links(path), CitedWork.from_version(version, site)
    state, changes = _changes(version, library, slug, site)
    current = slug if state != "gone" else ""
    date = wording.date(version.day, site.language)
    front_matter = FrontMatter(
        site.language.gettext("%(title)s, version of %(date)s", title=version.title, date=date),
        version.summary,
        updated=version.day,
        citation=tuple(
            citation.meta_tags(work, path, addresses.version_paper(version.brief, version.date), site)
        ),
        relations=tuple(_relations(versions, number, current)),
        is_indexed=False,
        structured_data=structured_data.version(version, current, site),
    )
    yield render(
        path,
        "version",
        front_matter,
        site,
        version=version,
        state=state,
        current=current,
        newest=versions[-1],
        body=version_body.body(version.nodes, version_body.resolver(library, link), site.language),
        changes=changes,
        citations=citation.styled(work),
        references=references.contained(work) if site.offers("references") else {},
        sources=references.files(partial(addresses.version_sources, version.brief, version.date), link),
        groups=downloads.version_links(
            version, current, [each for each in reversed(versions) if each is not version], site
        ),
    )


def _changes(
    version: FrozenVersion, library: Library, slug: str, site: Site
) -> tuple[State, tuple[Sentence, ...]]:
    """What became of the brief since, and what readers notice of it."""
    if slug not in library.briefs:
        return "gone", ()
    try:
        change = compare_files(version.file, library.files[slug].decode("utf-8-sig"))
    except FormerTextError:
        return "superseded", ()
    if change is None:
        return "current", ()
    return "superseded", tuple(history.sentences(change, library.briefs[slug], site.language))


def _relations(versions: tuple[FrozenVersion, ...], number: int, current: str) -> Iterator[tuple[str, str]]:
    if current:
        yield "latest-version", addresses.brief(current)
    for kind, others in (
        ("predecessor-version", versions[:number][-1:]),
        ("successor-version", versions[number + 1 :][:1]),
    ):
        yield from ((kind, addresses.version(each.brief, each.date)) for each in others)
