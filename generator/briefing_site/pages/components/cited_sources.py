"""Sources in Markdown: how lists name a publication, and the numbers that cite it."""

import re
from collections.abc import Iterable, Mapping
from urllib.parse import quote

from markupsafe import Markup

from briefing_site.format import Source
from briefing_site.library.library import (
    Actor,
    LinkedEvent,
    NumberedSource,
    References,
)
from briefing_site.pages.components.inline import named, time
from briefing_site.pages.components.markdown import Dialect, destination, escape
from briefing_site.site import Links, addresses, wording

_FRAGMENT_WORDS = 5
"""Words of the start and the end of a quote in a text fragment; more would fail at line breaks."""
_SHORTEST_RANGE = 3
"""Numbers that follow one another; two are as short without a dash."""
_GAP = re.compile(r"…|\.\.\.|\[")

Holder = References | LinkedEvent | Actor
"""What has numbered sources, which its texts cite."""


def publication(
    source: Source,
    languages: Mapping[str | None, str],
    *,
    accessed: bool = False,
    dialect: Dialect,
) -> Markup:
    """A source as lists name it; `languages` has the names of those to mention.

    With `accessed`, also its DOI, and when it was read.
    """
    _ = dialect.language.gettext
    parts = [_authors_and_title(source, dialect)]
    if source.publisher:
        parts.append(named(source.publisher, source.language, dialect=dialect))
    if source.published:
        parts.append(time(source.published, dialect))
    line = ", ".join(parts)
    if source.language in languages:
        name = escape(languages[source.language])
        line += " (" + _("in %(language)s", language=name) + ")"
    if accessed and source.doi:
        target = destination(f"https://doi.org/{source.doi}")
        line += f", [doi:{escape(source.doi)}]({target})"
    if accessed and source.accessed:
        line += ", " + _("accessed %(date)s", date=time(source.accessed, dialect))
    if source.archived:
        line += f" · [{_('archived copy')}]({destination(source.archived)})"
    if source.kind:
        kind = escape(wording.source_kind(source.kind, dialect.language))
        mark = Markup("*{}*").format(kind)
        line += f" {dialect.with_attributes(mark, '.source-kind')}"
    return Markup(line)  # noqa: S704 -- each part is Markdown already


def _authors_and_title(source: Source, dialect: Dialect) -> Markup:
    title = escape(source.title or source.name)
    if source.url:
        title = Markup("[{}]({})").format(title, destination(source.url))
    elif source.title:
        title = Markup("*{}*").format(title)
    code = wording.foreign(source.title or "", source.language, dialect.language)
    if code and (source.url or source.title):
        title = dialect.with_attributes(title, f"lang={code}")
    if source.title and source.description:
        title += Markup(r" \[{}\]").format(escape(source.description))
    if not source.authors:
        return title
    authors = [named(name, source.language, dialect=dialect) for name in source.authors]
    return Markup("{}: {}").format(Markup(", ").join(authors), title)


def cited(
    sources: Iterable[NumberedSource], link: Links, holder: Holder, *, dialect: Dialect
) -> Markup:
    """The numbers of sources, each linked to its entry in the list of the brief or the actor.

    They begin with a space that keeps them on the line of the word before. Three and more that follow one
    another are a range, which leads to the first.
    """
    marks = []
    for run in _runs(sources):
        text = Markup("{}–{}").format(run[0].number, run[-1].number)
        if len(run) >= _SHORTEST_RANGE:
            marks.append(number(run[0], text, link, holder, dialect))
            continue
        for source in run:
            mark = number(source, escape(source.number), link, holder, dialect)
            marks.append(mark)
    if not marks:
        return Markup()
    space = Markup(" ") if dialect.is_plain else Markup("\u00a0")
    return space + Markup(" ").join(marks)


def _runs(sources: Iterable[NumberedSource]) -> list[list[NumberedSource]]:
    """The sources in groups whose numbers follow one another."""
    runs: list[list[NumberedSource]] = []
    for source in sources:
        if runs and source.number == runs[-1][-1].number + 1:
            runs[-1].append(source)
        else:
            runs.append([source])
    return runs


def number(
    source: NumberedSource, text: Markup, link: Links, holder: Holder, dialect: Dialect
) -> Markup:
    """A number of a source in brackets, or another text that cites it."""
    if isinstance(holder, Actor):
        path = addresses.actor(holder.id)
    else:
        path = addresses.brief(holder.slug)
    if dialect.is_plain and path == link.page:
        return Markup("[{}]").format(text)
    target = link.to(path, addresses.anchor("source", source.id))
    return Markup(r"[\[{}\]]({})").format(text, target)


def words_in_source(url: str | None, text: str) -> Markup:
    """The address of a source with a text fragment, with which a browser highlights the words; or empty.

    https://wicg.github.io/scroll-to-text-fragment/: the start and the end of a long text, and the part
    before the gap of a text with a gap.
    """
    words = _GAP.split(text)[0].strip(" .,;:").split()
    if not url or not words:
        return Markup()
    parts = [words]
    if len(words) > _FRAGMENT_WORDS * 2:
        parts = [words[:_FRAGMENT_WORDS], words[-_FRAGMENT_WORDS:]]
    quoted = [quote(" ".join(part), safe="").replace("-", "%2D") for part in parts]
    hash_sign = "" if "#" in url else "#"
    return destination(url) + Markup("{}:~:text={}").format(
        hash_sign,
        Markup(",".join(quoted)),  # noqa: S704 -- quoted just now
    )
