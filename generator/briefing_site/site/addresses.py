"""The paths of all pages and files, and the anchors on pages: defined here and nowhere else.

The addresses are promises to readers, who cite them: `/briefs/<slug>/#<event or quote>`,
`/briefs/<slug>/history/`, `/briefs/<slug>/versions/<day>/`,
`/actors/<id>/`, `/topics/<id>/`, `/timeline/`, `/judgements/`, `/quotes/`, `/sources/`, `/forecasts/`,
`/glossary/`, `/new/`, `/search/?q=…`; and to programs, which fetch them: `/feeds/…`, `/calendars/…`,
`/api/v1/…`, and the files next to a brief.
"""

import posixpath
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import Literal

from markupsafe import Markup

from briefing_site.site.site import DEFAULT, Site

HOME = "index.md"
TIMELINE = "timeline.md"
JUDGEMENTS = "judgements.md"
QUESTIONS = "questions.md"
QUOTES = "quotes.md"
SOURCES = "sources.md"
FORECASTS = "forecasts.md"
NEW = "new.md"
BRIEFS = "briefs/index.md"
ACTORS = "actors/index.md"
TOPICS = "topics/index.md"
PLACES = "places/index.md"
GLOSSARY = "glossary.md"
OPTIONAL = (JUDGEMENTS, QUESTIONS, FORECASTS, PLACES, GLOSSARY)
"""Pages of what not every site has."""
SEARCH = "search.md"
REFERENCE = "contribute/reference.md"
ABOUT = "about.md"
DATA = "data.md"
CONTRIBUTE = "contribute/index.md"
FORM = "contribute/write.md"
CHECK = "contribute/check.md"
FORM_DATA = "contribute/form.json"
SITE_CARD = "card.png"
ACTOR_NAMES = "actors/index/names.json"
LLMS_TXT = "llms.txt"
ROBOTS_TXT = "robots.txt"
MANIFEST = "site.webmanifest"
ACCENT = "assets/accent.css"
MESSAGES = "assets/messages.json"

ReferenceFormat = Literal["bib", "ris", "json"]

brief: Callable[[str], str] = "briefs/{}.md".format
actor: Callable[[str], str] = "actors/{}.md".format
topic: Callable[[str], str] = "topics/{}.md".format
place: Callable[[str], str] = "places/{}.md".format
history: Callable[[str], str] = "briefs/{}/history.md".format
version: Callable[[str, str], str] = "briefs/{}/versions/{}.md".format
"""The page of a version of a brief, of a day; it stays there, also if the brief is renamed or deleted."""
paper: Callable[[str], str] = "briefs/{0}/{0}.pdf".format
"""The PDF of a brief; its file name is unique, as readers save it."""
sources: Callable[[str, ReferenceFormat], str] = "briefs/{}/sources.{}".format
entries: Callable[[str, ReferenceFormat], str] = "briefs/{}/entries.{}".format
"""The events and quotes of a brief as what can be cited, each by itself."""
version_sources: Callable[[str, str, ReferenceFormat], str] = (
    "briefs/{}/versions/{}/sources.{}".format
)
data: Callable[[str], str] = "api/v1/{}".format
version_data: Callable[[str, str], str] = "api/v1/briefs/{}/versions/{}.json".format
schema: Callable[[str], str] = "schema/{}.json".format
icon: Callable[[str], str] = "assets/icons/{}".format
program: Callable[[str], str] = "contribute/program/{}".format
form_asset: Callable[[str], str] = "contribute/form/{}".format
form_briefs: Callable[[str], str] = "contribute/briefs/{}.pack".format


def part(whole: str, name: str) -> str:
    """A part of a list that is too long for one page, such as the timeline.

    The parts of `briefs/index.md` are in `briefs/index/`, for no id is `index`.
    """
    return f"{whole.removesuffix('.md')}/{name}.md"


def known(first: str = "all") -> str:
    """What the program in the browser knows of some briefs, by the slug of the first, or of the rest."""
    return f"contribute/known/{first}.pack"


def address(path: str) -> str:
    """The address of a page, relative to the root of the site: that of `briefs/a.md` is `briefs/a/`."""
    place = path.removesuffix(".md")
    if place == "index":
        return ""
    return place.removesuffix("/index") + "/"


def redirect(path: str) -> str:
    """The file at the former address of a page; every engine copies it unchanged."""
    return f"{address(path)}index.html"


def feed(page: str, format_: Literal["atom", "json", "xml"]) -> str:
    """The feed of the home page, of judgements, a topic, or an actor in several briefs.

    `xml` is Atom for browsers.
    """
    return f"feeds/{_stem(page)}.{format_}"


def calendar(page: str) -> str:
    return f"calendars/{_stem(page)}.ics"


def _stem(page: str) -> str:
    return "all" if page == HOME else page.removesuffix(".md")


def absolute(site: Site, path: str, anchor: str = "") -> str:
    """The absolute address of a page or a file, optionally with an anchor.

    If the address of the site is not known, it is relative to the root of the site.
    """
    place = path
    if path.endswith(".md"):
        place = address(path)
    if anchor:
        place += f"#{anchor}"
    return site.address + place


def webcal(site: Site, path: str) -> str:
    """The address at which calendar apps subscribe to a calendar; empty if that of the site is not known."""
    if not site.address:
        return ""
    _, _, place = absolute(site, path).partition("://")
    return f"webcal://{place}"


def card(page: str) -> str:
    """The preview image of a page for link previews: of a brief, a topic, or an actor with a profile."""
    return f"{address(page)}card.png"


def text(page: str) -> str:
    """The plain-text version of a page, next to it.

    Not `index.md`: a site engine would render that as a page, and browsers would download it.
    """
    return f"{address(page)}index.md.txt"


def has_text(page: str) -> bool:
    """Whether the plain text of the page is made from its Markdown: of each that is made to be read.

    What pages of actors and the list of sources say is in the texts of briefs, or else in the data.
    """
    if page in {HOME, NEW, TIMELINE, QUOTES, *OPTIONAL}:
        return True
    folders = (
        "briefs/",
        "judgements/",
        "new/",
        "quotes/",
        "places/",
        "timeline/",
        "topics/",
    )
    return page.startswith(folders) and page.endswith(".md")


def anchor(kind: str, name: str | int) -> str:
    """Where a page has a source, a judgement and so on; ids have no `--`, so no event has such an anchor."""
    return f"{kind}--{name}"


@dataclass(frozen=True)
class Links:
    """Links on the page with the path `page`, relative to it."""

    page: str
    own: Mapping[str, Collection[str]] = field(default_factory=dict, hash=False)
    """The pages in place of provided ones, each with its anchors; links lead to no others on it."""

    def to(self, path: str, anchor: str = "", query: str = "") -> Markup:
        """A link of Markdown to a page or a file, which the engine turns into an address.

        `query` is that of a filter on the page.
        """
        link = f"?{query}" if query else self._fragment(path, anchor)
        if path != self.page or not anchor:
            folder = self.page[: self.page.rfind("/") + 1]
            if path.startswith(folder):
                link = path.removeprefix(folder) + link
            else:
                link = "../" * folder.count("/") + path + link
        return Markup(link)  # noqa: S704 -- ids have nothing to escape

    def address(self, path: str, anchor: str = "") -> str:
        """The same link within HTML, where the engine does not turn paths into addresses."""
        up = "../" * address(self.page).count("/")
        return f"{up or './'}{address(path)}{self._fragment(path, anchor)}"

    def _fragment(self, path: str, anchor: str) -> str:
        if not anchor or (path in self.own and anchor not in self.own[path]):
            return ""
        return f"#{anchor}"

    def file(self, path: str) -> str:
        """A link to a file within HTML, where the engine does not turn paths into addresses."""
        return posixpath.relpath(path, address(self.page) or ".")

    def brief(self, slug: str, anchor: str = "") -> Markup:
        return self.to(brief(slug), anchor)


@dataclass(frozen=True)
class TextLinks(Links):
    """Links in the plain text of a page: to other texts, and else to pages, by their absolute addresses.

    If the address of the site is not known, they are relative to the text.
    """

    site: Site = field(default=DEFAULT, hash=False)

    def to(self, path: str, anchor: str = "", query: str = "") -> Markup:
        fragment = f"?{query}" if query else self._fragment(path, anchor)
        target = path
        if has_text(path) and not fragment:
            target = text(path)
        return Markup(self._up() + absolute(self.site, target) + fragment)  # noqa: S704 -- of ids

    def here(self, anchor: str = "") -> Markup:
        """The address of the page itself, or of a place on it."""
        return Markup(self._up() + absolute(self.site, self.page, anchor))  # noqa: S704 -- of ids

    def _up(self) -> str:
        """What leads from the text to the root of the site."""
        if self.site.address:
            return ""
        return "../" * text(self.page).count("/") or "./"
