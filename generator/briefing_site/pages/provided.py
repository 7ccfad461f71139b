"""The pages about the site itself: about, data, contribute, and the form.

Each is generated from a template of the program, unless `docs/` has a hand-written page at the same path.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from briefing_site.languages.phrase import marked
from briefing_site.library.library import Library
from briefing_site.pages import reference
from briefing_site.pages.components.front_matter import FrontMatter
from briefing_site.pages.components.rendering import render
from briefing_site.site import Output, Site, Task, addresses

MARK = "Made by the generator. To have your own page instead, delete this line"
"""The note in the front matter by which a generated page is told from a hand-written one at the same path."""


@dataclass(frozen=True)
class ProvidedPage:
    title: str
    description: str
    template: str
    modules: tuple[str, ...] = ()
    styles: tuple[str, ...] = ()
    uses_program: bool = False
    """Whether its scripts run the program itself in the browser. Some sites go without that program."""


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
    """Whether the content of a page at one of these paths is hand-written, so that it is not replaced."""
    # front matter begins with `---` in the first line, and ends with the next line like this
    front_matter, _, _ = content.partition(b"\n---")
    return MARK.encode() not in front_matter


def offered(site: Site) -> list[str]:
    """The paths of the pages that the site has; a site without the program for browsers has no check page."""
    paths = []
    for path, provided in PAGES.items():
        if site.program or not provided.uses_program:
            paths.append(path)
    return paths


def tasks(_library: Library, site: Site) -> Iterator[Task]:
    """A task for each page. All modules of pages have a function `tasks` with these two parameters."""
    for path in offered(site):
        yield Task(path, page, (path,))


def page(library: Library, site: Site, path: str) -> Iterator[Output]:
    """The page at one of the paths of `PAGES`."""
    provided = PAGES[path]
    language = site.language
    front_matter = FrontMatter(
        title=language.gettext(provided.title),
        description=language.gettext(provided.description),
        modules=provided.modules,
        styles=provided.styles,
        note=MARK,
    )
    # the first that exists: in the language, such as `pt-BR`, in its short form, `pt`, or in English
    templates = [
        f"{provided.template}.{language.code}",
        f"{provided.template}.{language.short}",
        provided.template,
    ]
    # examples for blocks of code, which are `Markup` because Markdown escapes what is in such a block
    home = Markup(site.address or "https://briefs.example/")  # noqa: S704
    topic = Markup(min(library.topics, default=""))  # noqa: S704 -- ids have nothing to escape
    speaker = Markup(_most_quoted(library))  # noqa: S704 -- as above
    yield from render(
        path,
        templates,
        front_matter,
        site,
        fields=reference.overview(site),
        library=library,
        home=home,
        topic=topic,
        speaker=speaker,
    )


def _most_quoted(library: Library) -> str:
    """The id of the actor with the most quotes; the first by id of several, and empty if there is none."""
    numbers: Counter[str] = Counter()
    for quote in library.quotes:
        if quote.entry.speaker:
            numbers[quote.entry.speaker] += 1
    # `max` returns the first of several that are equal
    return max(sorted(numbers), key=numbers.__getitem__, default="")
