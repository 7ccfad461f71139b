"""Where everything is: the only module that knows the paths of pages and files, and the anchors on pages.

The addresses are promises to readers who cite them: `/briefs/<slug>/#<event or quote>`,
`/actors/<id>/`, `/topics/<id>/`, `/timeline/`, `/quotes/`, `/sources/`, `/search/?q=…`; and to
programs that fetch them: `/feeds/…`, `/calendars/…`, `/api/v1/…`, and the files beside a brief.
"""

import posixpath
from dataclasses import dataclass
from typing import Literal

from markupsafe import Markup

from generator.publishing.site import Site

HOME = "index.md"
TIMELINE = "timeline.md"
QUOTES = "quotes.md"
SOURCES = "sources.md"
BRIEFS = "briefs/index.md"
ACTORS = "actors/index.md"
TOPICS = "topics/index.md"
SEARCH = "search.md"
REFERENCE = "contribute/reference.md"
FORM = "contribute/write.md"
FORM_DATA = "contribute/form.json"
SITE_CARD = "card.png"
LLMS_TXT = "llms.txt"
ROBOTS_TXT = "robots.txt"

PaperSize = Literal["a4", "letter"]
References = Literal["cite", "parts", "sources"]
ReferenceFormat = Literal["bib", "ris", "json"]


def brief(slug: str) -> str:
    """The page of a brief."""
    return f"briefs/{slug}.md"


def actor(actor_id: str) -> str:
    """The page of an actor."""
    return f"actors/{actor_id}.md"


def topic(topic_id: str) -> str:
    """The page of a topic."""
    return f"topics/{topic_id}.md"


def timeline_part(name: str) -> str:
    """A page of a master timeline that is too long for one."""
    return f"timeline/{name}.md"


def quotes_part(name: str) -> str:
    """A page of a list of quotes that is too long for one."""
    return f"quotes/{name}.md"


def form_brief(slug: str) -> str:
    """A brief as its file has it, for the form that edits it."""
    return f"contribute/briefs/{slug}.json"


def form_asset(name: str) -> str:
    """A script or the style sheet of the form."""
    return f"contribute/form/{name}"


def schema(name: str) -> str:
    """The JSON Schema of a kind of file, which editors are told of."""
    return f"schema/{name}.json"


def address(path: str) -> str:
    """Where the page with the path is on the site, relative to its root: `briefs/a.md` is at `briefs/a/`."""
    folder, _, name = path.rpartition("/")
    parts = [part for part in (folder, name.removesuffix(".md")) if part and part != "index"]
    return "".join(f"{part}/" for part in parts)


def redirect(path: str) -> str:
    """The file that stands where the page with the path was; every engine copies it as it is."""
    return f"{address(path)}index.html"


def feed(page: str, format_: Literal["atom", "json"]) -> str:
    """The feed that tells what is new on the home page, or on the page of an actor or a topic."""
    return f"feeds/{_stem(page)}.{format_}"


def calendar(page: str) -> str:
    """The events of the home page, or of the page of a brief, an actor or a topic."""
    return f"calendars/{_stem(page)}.ics"


def data(name: str) -> str:
    """A file of data, such as `briefs/sco-revival.json`."""
    return f"api/v1/{name}"


def _stem(page: str) -> str:
    return "all" if page == HOME else page.removesuffix(".md")


def absolute(site: Site, path: str, anchor: str = "") -> str:
    """The address of a page or a file, or of a place on a page, for use outside of the site.

    Where the site does not know where it stands, the address is relative to its root.
    """
    place = address(path) if path.endswith(".md") else path
    return f"{site.address}{place}{'#' if anchor else ''}{anchor}"


def paper(slug: str, size: PaperSize) -> str:
    """A brief to print: its file has a name of its own, for it is kept outside of the site."""
    return f"briefs/{slug}/{slug}-{size}.pdf"


def card(slug: str) -> str:
    """The picture that stands for a brief where it is shared."""
    return f"briefs/{slug}/card.png"


def references(slug: str, of: References, format_: ReferenceFormat) -> str:
    """What to cite: the brief itself, its events and quotes, or the sources that it rests on."""
    return f"briefs/{slug}/{of}.{format_}"


def slides(slug: str) -> str:
    """The timeline of a brief for TimelineJS."""
    return f"briefs/{slug}/timeline.json"


def text(page: str) -> str:
    """A page as plain text, beside it.

    Not `index.md`: a site engine would make a page of that, and servers offer it to save, not to read.
    """
    return f"{address(page)}index.md.txt"


def has_text(page: str) -> bool:
    """Whether there is a plain text of the page: of each that is made from briefs."""
    folder, _, file = page.partition("/")
    lists = {HOME, TIMELINE, QUOTES, SOURCES}
    return page in lists or (
        folder in {"actors", "briefs", "quotes", "timeline", "topics"} and file.endswith(".md")
    )


def source_anchor(source_id: str) -> str:
    """The anchor of a source on a brief's page; ids have no `--`, so it is never that of an event."""
    return f"source--{source_id}"


def year_anchor(year: int) -> str:
    """The anchor of a year on the master timeline."""
    return f"year--{year}"


@dataclass(frozen=True)
class Links:
    """Links as they are written on the page with the path `page`, relative to it."""

    page: str

    def to(self, path: str, anchor: str = "") -> Markup:
        """A link to the page with the path, or to an anchor on it."""
        fragment = f"#{anchor}" if anchor else ""
        if path == self.page and anchor:
            return Markup(fragment)  # noqa: S704 -- ids hold nothing that has to be escaped
        folder = self.page[: self.page.rfind("/") + 1]
        file = path[len(folder) :] if path.startswith(folder) else "../" * folder.count("/") + path
        return Markup(file + fragment)  # noqa: S704 -- ids hold nothing that has to be escaped

    def address(self, path: str, anchor: str = "") -> str:
        """The same within HTML, where the engine does not turn paths into addresses."""
        up = "../" * address(self.page).count("/")
        return f"{up or './'}{address(path)}{'#' + anchor if anchor else ''}"

    def file(self, path: str) -> str:
        """A link to a file from within HTML, where the engine does not turn paths into addresses."""
        return posixpath.relpath(path, address(self.page) or ".")

    def brief(self, slug: str, anchor: str = "") -> Markup:
        """A link to a brief, or to an event, a quote or a section of it."""
        return self.to(brief(slug), anchor)

    def actor(self, actor_id: str) -> Markup:
        """A link to an actor."""
        return self.to(actor(actor_id))

    def topic(self, topic_id: str) -> Markup:
        """A link to a topic."""
        return self.to(topic(topic_id))

    def source(self, slug: str, source_id: str) -> Markup:
        """A link to a source of a brief."""
        return self.to(brief(slug), source_anchor(source_id))

    def change(self, slug: str) -> Markup:
        """A link within HTML to the form that changes a brief."""
        return Markup(f"{self.address(FORM)}?brief={slug}")  # noqa: S704 -- ids hold nothing to escape

    @property
    def home(self) -> Markup:
        """A link to the home page."""
        return self.to(HOME)

    @property
    def briefs(self) -> Markup:
        """A link to the list of briefs."""
        return self.to(BRIEFS)

    @property
    def actors(self) -> Markup:
        """A link to the list of actors."""
        return self.to(ACTORS)

    @property
    def topics(self) -> Markup:
        """A link to the list of topics."""
        return self.to(TOPICS)

    @property
    def timeline(self) -> Markup:
        """A link to the master timeline."""
        return self.to(TIMELINE)

    @property
    def quotes(self) -> Markup:
        """A link to all quotes."""
        return self.to(QUOTES)

    @property
    def sources(self) -> Markup:
        """A link to all sources."""
        return self.to(SOURCES)
