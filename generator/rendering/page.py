"""A page in the making: its template, filled so that nothing reaches it unescaped."""

import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from functools import cache
from html import escape as escape_html
from urllib.parse import quote

import yaml
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from generator.format.dates import EdtfDate
from generator.format.prose import Prose
from generator.library.library import LinkedBrief, NumberedSource
from generator.publishing import addresses, wording
from generator.publishing.addresses import Links
from generator.publishing.output import Output
from generator.publishing.site import Site
from generator.rendering import history, markdown, structured_data

_FRAGMENT_WORDS = 5
"""How many words of its beginning and end a quote is found by; more break at the first line break."""


@dataclass(frozen=True)
class Alternate:
    """Something else that there is of the subject of a page, with its path below the root of the site."""

    type: str
    path: str
    title: str


@dataclass(frozen=True)
class FrontMatter:
    """What the engine is told of a page. The texts are escaped, for it puts them into HTML as they are."""

    title: str
    description: str
    source: str = ""
    """The file to edit in order to change the page; nothing for one that lists what stands elsewhere."""
    alternates: tuple[Alternate, ...] = ()
    """What the head of the page tells programs of."""
    updated: str = ""
    """The day of the last change of what the page tells, where that is known."""
    card: str = ""
    """The picture that stands for the page where it is shared; nothing for that of the site."""
    structured_data: str = ""
    """JSON-LD, escaped for its script element. It is the end of the page, for YAML is slow to read."""

    def yaml(self) -> str:
        """The block that the page begins with."""
        written = {
            "title": escape_html(" ".join(self.title.split())),
            "description": escape_html(" ".join(self.description.split())),
            **({"source_file": self.source} if self.source else {}),
            **({"alternates": [asdict(each) for each in self.alternates]} if self.alternates else {}),
            **({"updated": self.updated} if self.updated else {}),
            **({"card": self.card} if self.card else {}),
        }
        block = yaml.dump(written, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False, width=1000)
        return f"---\n{block}---\n"


def of_list(
    path: str, title: str, description: str, site: Site, alternates: tuple[Alternate, ...] = ()
) -> FrontMatter:
    """What the engine is told of a page that lists what stands elsewhere."""
    data = structured_data.of_list(path, title, description, site)
    return FrontMatter(title, description, alternates=alternates, structured_data=data)


def render(path: str, template: str, front_matter: FrontMatter, **values: object) -> Output:
    """Fill a template. Every value that it shows is escaped, unless a filter made it Markdown."""
    body = (
        environment()
        .get_template(f"{template}.md.jinja")
        .render(link=Links(path), alternates=front_matter.alternates, **values)
    )
    lines = (line.rstrip() for line in body.strip().split("\n"))
    data = front_matter.structured_data
    script = f'\n<script type="application/ld+json">{data}</script>\n' if data else ""
    return Output(path, f"{front_matter.yaml()}\n{_squeeze(lines)}\n{script}".encode())


def _squeeze(lines: Iterable[str]) -> str:
    """One empty line where a template left several."""
    kept: list[str] = []
    for line in lines:
        if line or (kept and kept[-1]):
            kept.append(line)
    return "\n".join(kept)


@cache
def environment() -> Environment:
    """What fills templates, so that each value that they show is escaped for Markdown."""
    made = Environment(
        loader=PackageLoader("generator.rendering"),
        autoescape=True,  # so that what a macro gives back counts as Markdown already
        finalize=markdown.escape,  # and everything else is escaped for Markdown
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.filters |= {
        "time": time,
        "date": wording.date,
        "count": wording.count,
        "destination": markdown.destination,
        "run_on": run_on,
        "blocks": blocks,
        "cited": cited,
        "words_in_source": words_in_source,
        "sentences": history.sentences,
    }
    made.globals |= {
        "addresses": addresses,
        "year_anchor": addresses.year_anchor,
        "source_anchor": addresses.source_anchor,
    }
    return made


@cache
def time(when: EdtfDate) -> Markup:
    """A date, as a `time` element where HTML has a form for it."""
    words, machine = markdown.escape(wording.date(when)), wording.html_datetime(when)
    if not machine:
        return Markup('<span class="date">{}</span>').format(words)
    return Markup('<time class="date" datetime="{}">{}</time>').format(machine, words)


def cited(sources: Iterable[NumberedSource], link: Links, brief: LinkedBrief) -> Markup:
    """The numbers of sources, each leading to its entry in the list of the brief."""
    marks = [
        Markup(r"[\[{}\]]({})").format(source.number, link.source(brief.slug, source.id))
        for source in sources
    ]
    return Markup("<sup>{}</sup>").format(Markup(" ").join(marks)) if marks else Markup()


def words_in_source(url: str | None, text: str) -> Markup:
    """The address of a source with a text fragment, by which a browser shows the words in it; or nothing.

    https://wicg.github.io/scroll-to-text-fragment/: of a long text its beginning and its end, and of
    one with a gap what stands before the gap.
    """
    if not url:
        return Markup()
    words = re.split(r"…|\.\.\.|\[", text)[0].strip(" .,;:").split()
    if not words:
        return Markup()
    parts = (
        [words] if len(words) <= _FRAGMENT_WORDS * 2 else [words[:_FRAGMENT_WORDS], words[-_FRAGMENT_WORDS:]]
    )
    directive = ",".join(quote(" ".join(part), safe="").replace("-", "%2D") for part in parts)
    return markdown.destination(url) + Markup("{}:~:text={}").format("" if "#" in url else "#", directive)


def run_on(text: Prose, link: Links, brief: LinkedBrief | None = None) -> Markup:
    """Prose within a line."""
    return markdown.one_line(text, _citing(link, brief))


def blocks(text: Prose, link: Links, brief: LinkedBrief | None = None) -> Markup:
    """Prose as paragraphs of its own."""
    return markdown.prose(text, _citing(link, brief))


def _citing(link: Links, brief: LinkedBrief | None) -> markdown.Cite:
    if brief is None:
        return lambda _: Markup()
    return lambda source: cited(brief.source_numbers((source,)), link, brief)
