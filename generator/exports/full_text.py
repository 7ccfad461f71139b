"""A brief as one piece of HTML that stands by itself, for feed readers and other programs."""

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from generator.exports import html
from generator.format.prose import Prose
from generator.library.library import LinkedBrief
from generator.publishing import addresses, wording
from generator.publishing.site import Site


def full_text(brief: LinkedBrief, site: Site) -> Markup:
    """Everything that the page of the brief says; all links lead to the site."""
    article = Article(brief, site)
    return Markup(_environment().get_template("brief.html.jinja").render(article=article, brief=brief))  # noqa: S704 -- the template escapes


class Article:
    """A brief as HTML outside of the site: links are public addresses, citations lead to the page."""

    def __init__(self, brief: LinkedBrief, site: Site) -> None:
        self._site = site
        self._page = addresses.brief(brief.slug)
        self._numbers = {source.id: source.number for source in brief.sources}

    @property
    def link(self) -> Markup:
        """A line that leads to the page of the brief."""
        address = addresses.absolute(self._site, self._page)
        return Markup('<p><a href="{}">Read this brief on the site</a></p>').format(address)

    def actor(self, actor: str) -> str:
        """The page of an actor."""
        return addresses.absolute(self._site, addresses.actor(actor))

    def cited(self, *sources: str) -> Markup:
        """The numbers of sources, by number, each leading to its entry on the page."""
        marks = (
            Markup('<a href="{}">[{}]</a>').format(
                addresses.absolute(self._site, self._page, addresses.source_anchor(source)),
                self._numbers[source],
            )
            for source in sorted(set(sources), key=lambda source: self._numbers[source])
        )
        return Markup("<sup>{}</sup>").format(Markup(" ").join(marks)) if sources else Markup()

    def prose(self, text: Prose | None) -> Markup:
        """A piece of prose of the brief."""
        return html.prose(text, self.cited) if text else Markup()

    def item(self, text: Prose) -> Markup:
        """A piece of prose of the brief that stands in a list."""
        return html.item(text, self.cited)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("generator.exports"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.filters["date"] = wording.date
    return environment
