"""Feeds for the site, each topic, each brief and each actor in several briefs, newest first, in two formats.

They have publications and major updates; the feed of changed views has only these updates. Another one has
the key judgements of all briefs.

News are dated by day. Formats that require a time get midnight UTC.
"""

import datetime
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial
from xml.sax.saxutils import escape, quoteattr

from jinja2 import Template
from markupsafe import Markup

from briefing_site.format.brief import KeyJudgement
from briefing_site.format.prose import PlainText, Prose
from briefing_site.library.library import Library, LinkedBrief
from briefing_site.pages import new
from briefing_site.pages.components import downloads, news
from briefing_site.pages.components.environment import environment
from briefing_site.pages.components.markdown import Dialect
from briefing_site.pages.components.news import News
from briefing_site.site import Language, Output, Site, Task, addresses, wording

LONGEST_FEED = 30
"""Entries. Feed readers keep older ones; the page What’s new and the data have everything."""
LONGEST_TITLE = 120
"""Characters."""
_EPOCH = datetime.date(1970, 1, 1)
_STYLE = "assets/feed.css"


@dataclass(frozen=True)
class FeedEntry:
    id: str
    slug: str
    day: datetime.date
    title: str
    address: str
    summary: str
    authors: tuple[str, ...]
    """The names of the authors of the brief."""
    topics: tuple[tuple[str, str], ...]
    """Id and title of each topic of the brief."""
    content: Markup
    """What feed readers show, as HTML."""
    is_update: bool = False


@dataclass(frozen=True)
class Feed:
    page: str
    id: str
    title: str
    description: str
    entries: tuple[FeedEntry, ...]

    @property
    def updated(self) -> datetime.date:
        """The day of the latest news; the Unix epoch if there are none."""
        return max((entry.day for entry in self.entries), default=_EPOCH)


def tasks(library: Library, site: Site) -> Iterator[Task]:
    for feed in _feeds(library, site):
        yield Task(addresses.feed(feed.page, "atom"), files, (feed,))


def files(_library: Library, site: Site, feed: Feed) -> Iterator[Output]:
    """A feed in every format."""
    atom = _atom(feed, site)
    yield atom
    # hosts send what ends with .xml as XML, which browsers style; Chromium shows feeds as plain text
    yield Output(addresses.feed(feed.page, "xml"), atom.content)
    yield _json_feed(feed, site)


def _feeds(library: Library, site: Site) -> Iterator[Feed]:
    """The feeds of the site, of judgements, of changed views, of briefs, of topics and of followed actors.

    Only the feed of the site has details of briefs. The others would repeat them: a brief is in the feeds of
    all its topics and actors.
    """
    _ = site.language.gettext
    entries: list[FeedEntry] = []
    detailed: list[FeedEntry] = []
    judgements: list[FeedEntry] = []
    for brief in library.briefs.values():
        for entry in _entries(brief, library, site):
            entries.append(entry)
            content = entry.content + _details(entry, brief, site)
            detailed.append(replace(entry, content=content))
        judgements.extend(_judgements(brief, library, site))
    updates = [entry for entry in entries if entry.is_update]
    yield _feed(site, addresses.HOME, "", site.description, detailed)
    if library.judgements:
        about = _("Every key judgement of the briefs, the most certain first.")
        yield _feed(site, addresses.JUDGEMENTS, _("Judgements"), about, judgements)
    yield _feed(site, addresses.NEW, _(new.CHANGED), "", updates)
    by_brief: dict[str, list[FeedEntry]] = {slug: [] for slug in library.briefs}
    for entry in entries:
        by_brief[entry.slug].append(entry)
    for slug, brief in library.briefs.items():
        title = brief.entry.title
        yield _feed(
            site, addresses.brief(slug), title, brief.entry.summary, by_brief[slug]
        )
    for topic in library.topics.values():
        path = addresses.topic(topic.id)
        chosen = _of_briefs(topic.briefs, by_brief)
        yield _feed(site, path, topic.title, topic.summary, chosen)
    for actor in library.actors.values():
        if downloads.is_followed(actor):
            path = addresses.actor(actor.id)
            about = _("Briefs involving %(name)s", name=actor.name)
            chosen = _of_briefs((slug for slug, _role in actor.roles), by_brief)
            yield _feed(site, path, actor.name, about, chosen)


def _of_briefs(
    slugs: Iterable[str], by_brief: dict[str, list[FeedEntry]]
) -> list[FeedEntry]:
    entries = []
    for slug in slugs:
        entries.extend(by_brief[slug])
    return entries


def _feed(
    site: Site,
    page: str,
    title: str,
    description: str,
    entries: Sequence[FeedEntry],
) -> Feed:
    """The feed of a page with the newest entries."""
    newest = sorted(entries, key=lambda entry: (-entry.day.toordinal(), entry.slug))
    name = f"{title} · {site.name}" if title else site.name
    id_ = site.stable_id("feed", page).urn
    return Feed(page, id_, name, description, tuple(newest[:LONGEST_FEED]))


def _authors(brief: LinkedBrief) -> tuple[str, ...]:
    return tuple(author.name for author in brief.entry.authors)


def _topics(brief: LinkedBrief, library: Library) -> tuple[tuple[str, str], ...]:
    return tuple((topic, library.topics[topic].title) for topic in brief.entry.topics)


def _entries(brief: LinkedBrief, library: Library, site: Site) -> Iterator[FeedEntry]:
    """The publication of a brief, and its major updates."""
    for update in news.brief_news(brief, site.language):
        if update.is_major:
            yield _entry(update, brief, library, site)


def _entry(update: News, brief: LinkedBrief, library: Library, site: Site) -> FeedEntry:
    _ = site.language.gettext
    address = addresses.absolute(site, addresses.brief(brief.slug), update.anchor)
    title = update.title
    if update.kind != "published":
        title = f"{_(news.WORDS[update.kind])}: {title}"
    summary = update.text or brief.gist
    return FeedEntry(
        id=site.stable_id(*update.key).urn,
        slug=brief.slug,
        day=update.day,
        title=title,
        address=address,
        summary=summary,
        authors=_authors(brief),
        topics=_topics(brief, library),
        content=_content(summary, address, site),
        is_update=update.update is not None,
    )


def _judgements(
    brief: LinkedBrief, library: Library, site: Site
) -> Iterator[FeedEntry]:
    """A judgement with another text, confidence or likelihood is another entry."""
    for number, judgement in enumerate(brief.entry.key_judgements, start=1):
        words = _words(judgement.text, brief, site)
        certainty = _certainty(judgement, site.language)
        said = [f"{judgement.confidence} confidence"]
        if judgement.likelihood:
            said.append(judgement.likelihood)
        anchor = addresses.anchor("judgement", number)
        address = addresses.absolute(site, addresses.brief(brief.slug), anchor)
        summary = f"{words} ({certainty}; {brief.entry.title})"
        yield FeedEntry(
            id=site.stable_id(
                "judgement", brief.slug, *said, judgement.text.source
            ).urn,
            slug=brief.slug,
            day=brief.changed.earliest,
            title=f"{certainty}: {wording.shortened(words, LONGEST_TITLE)}",
            address=address,
            summary=summary,
            authors=_authors(brief),
            topics=_topics(brief, library),
            content=_content(summary, address, site),
        )


def _words(prose: Prose, brief: LinkedBrief, site: Site) -> str:
    """The words of a text of a brief, with the numbers of the sources that it cites."""
    return PlainText(partial(brief.cite, language=site.language)).write(prose)


def _certainty(judgement: KeyJudgement, language: Language) -> str:
    words = wording.label(f"{judgement.confidence} confidence", language)
    if judgement.likelihood:
        words += f" · {wording.label(judgement.likelihood, language)}"
    return words


def _content(summary: str, address: str, site: Site) -> Markup:
    words = site.language.gettext("This brief on the site")
    return Markup('<p>{}</p>\n<p><a href="{}">{}</a></p>').format(
        summary, address, words
    )


def _details(entry: FeedEntry, brief: LinkedBrief, site: Site) -> Markup:
    """What a reader needs to know of a brief without opening it, as HTML.

    This is what was corrected, its summary, if the entry has another text, its cut-off, and its key
    judgements.
    """
    details = _corrections(entry, brief, site)
    if entry.summary != brief.entry.summary:
        details += Markup("\n<p>{}</p>").format(brief.entry.summary)
    cut_off = wording.date(brief.as_of, site.language)
    as_of = site.language.gettext("As of %(date)s", date=cut_off)
    details += Markup("\n<p>{}</p>").format(as_of)
    items = []
    for judgement in brief.entry.key_judgements:
        certainty = _certainty(judgement, site.language)
        words = _words(judgement.text, brief, site)
        items.append(Markup("<li>{}: {}</li>").format(certainty, words))
    if not items:
        return details
    title = site.language.gettext("Key judgements")
    lines = Markup("\n").join(items)
    return details + Markup("\n<h2>{}</h2>\n<ol>\n{}\n</ol>").format(title, lines)


def _corrections(entry: FeedEntry, brief: LinkedBrief, site: Site) -> Markup:
    """What an update has corrected, as HTML, without notes on errors in sources."""
    corrections = Markup()
    for correction in brief.corrections:
        is_of_update = entry.is_update and correction.date.earliest == entry.day
        if is_of_update and correction.source is None:
            words = _words(correction.text, brief, site)
            corrections += Markup("\n<p>{}</p>").format(words)
    return corrections


def _atom(feed: Feed, site: Site) -> Output:
    """A feed in the Atom Syndication Format, RFC 4287, which a browser shows as a page.

    Its style sheet hides what is meant for programs, and shows what is meant for people: elements of XHTML,
    which feed readers ignore (section 6). Browsers no longer transform XML with XSLT.
    """
    path = addresses.feed(feed.page, "atom")
    up = "../" * path.count("/")
    text = _template(site.language).render(
        feed=feed,
        site=site,
        path=path,
        html=str,
        up=up,
        links="" if site.address else up,  # browsers do not know xml:base
        sheets=(_STYLE, addresses.ACCENT) if site.settings.accent else (_STYLE,),
        at=partial(addresses.absolute, site),
        day=partial(wording.day, language=site.language),
        time=_time,
        quoted=lambda text: Markup(quoteattr(text)),  # noqa: S704 -- quoted just now
    )
    return Output(path, f"{text}\n".encode())


@cache
def _template(language: Language) -> Template:
    return (
        environment(Dialect(language))
        .overlay(finalize=_xml)
        .get_template("parts/feed.atom.jinja")
    )


def _xml(text: object) -> Markup:
    return text if isinstance(text, Markup) else Markup(escape(str(text)))  # noqa: S704 -- escaped just now


def _time(day: datetime.date) -> str:
    return f"{day.isoformat()}T00:00:00Z"


def _json_feed(feed: Feed, site: Site) -> Output:
    """A feed in JSON Feed 1.1: https://www.jsonfeed.org/version/1.1/."""
    path = addresses.feed(feed.page, "json")
    document = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "description": feed.description,
        "home_page_url": addresses.absolute(site, feed.page),
        "feed_url": addresses.absolute(site, path),
        "language": site.language.code,
        "authors": [{"name": site.name}],
        "items": [_json_item(entry) for entry in feed.entries],
    }
    if not feed.description:
        del document["description"]
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":"))
    return Output(path, f"{text}\n".encode())


def _json_item(entry: FeedEntry) -> dict[str, object]:
    item: dict[str, object] = {
        "id": entry.id,
        "url": entry.address,
        "title": entry.title,
        "summary": entry.summary,
        "content_html": str(entry.content),
        "date_published": _time(entry.day),
        "tags": [title for _, title in entry.topics],
    }
    if entry.authors:
        item["authors"] = [{"name": name} for name in entry.authors]
    return item
