"""The pages about the site itself. A site has them as they are, or writes its own ones in `docs/` instead."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from briefing_site.languages.phrase import marked
from briefing_site.library.library import Library
from briefing_site.pages import reference
from briefing_site.pages.components import downloads
from briefing_site.pages.components.front_matter import FrontMatter
from briefing_site.pages.components.rendering import render
from briefing_site.site import Output, Site, Task, addresses

MARK = "Made by the generator. To have your own page instead, delete this line"
"""In the front matter of these pages. One without it, at the same place, is the site's own."""


@dataclass(frozen=True)
class ProvidedPage:
    title: str
    description: str
    template: str
    modules: tuple[str, ...] = ()
    styles: tuple[str, ...] = ()
    uses_program: bool = False
    """Whether only sites with the program for browsers have it."""


PAGES: Mapping[str, ProvidedPage] = {
    addresses.ABOUT: ProvidedPage(
        marked("About"),
        marked("What this site is, how its briefs are made, and what its terms mean."),
        "provided/about",
    ),
    addresses.DATA: ProvidedPage(
        marked("Data and feeds"),
        marked(
            "Feeds, calendars and data of all briefs, free to use, and how to fetch them."
        ),
        "provided/data",
    ),
    addresses.CONTRIBUTE: ProvidedPage(
        marked("Contribute"),
        marked("How to add or correct a brief, without programming."),
        "provided/contribute/index",
    ),
    addresses.FORM: ProvidedPage(
        marked("Write a brief"),
        marked("A form that checks a brief as you type, and helps you to propose it."),
        "provided/contribute/write",
        (addresses.form_asset("main.js"),),
        (addresses.form_asset("write.css"),),
    ),
    addresses.CHECK: ProvidedPage(
        marked("Check a brief"),
        marked(
            "Checks the text of a brief as you type, corrects it, and shows its page."
        ),
        "provided/contribute/check",
        (addresses.form_asset("check.js"),),
        (addresses.form_asset("write.css"), addresses.form_asset("check.css")),
        uses_program=True,
    ),
}
"""The pages by path; title and description are to be translated."""


def is_own(content: bytes) -> bool:
    """Whether a page at the place of one of these is the site's own."""
    return MARK.encode() not in content.partition(b"\n---")[0]


def offered(site: Site) -> list[str]:
    paths = []
    for path, provided in PAGES.items():
        if site.program or not provided.uses_program:
            paths.append(path)
    return paths


def tasks(_library: Library, site: Site) -> Iterator[Task]:
    for path in offered(site):
        yield Task(path, page, (path,))


def page(library: Library, site: Site, path: str) -> Iterator[Output]:
    provided = PAGES[path]
    language = site.language
    front_matter = FrontMatter(
        title=language.gettext(provided.title),
        description=language.gettext(provided.description),
        modules=provided.modules,
        styles=provided.styles,
        note=MARK,
    )
    # the template in the language, such as `provided/about.de`, if there is one
    templates = [
        f"{provided.template}.{language.code}",
        f"{provided.template}.{language.short}",
        provided.template,
    ]
    followed = [
        actor for actor in library.actors.values() if downloads.is_followed(actor)
    ]
    yield from render(
        path,
        templates,
        front_matter,
        site,
        fields=reference.overview(site),
        library=library,
        is_anyone_followed=bool(followed),
        # nothing is escaped in a block of code
        home=Markup(site.address or "https://briefs.example/"),  # noqa: S704 -- it is in blocks of code
        # ids have nothing to escape
        topic=Markup(min(library.topics, default="")),  # noqa: S704
        speaker=Markup(_most_quoted(library)),  # noqa: S704
    )


def _most_quoted(library: Library) -> str:
    """The id of the speaker of most quotes; empty if there is none."""
    numbers: Counter[str] = Counter()
    for quote in library.quotes:
        if quote.entry.speaker:
            numbers[quote.entry.speaker] += 1
    return max(sorted(numbers), key=numbers.__getitem__, default="")
