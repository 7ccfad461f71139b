"""The news of briefs, newest first, as entries of feeds.

They are dated by day. Formats that require a time get midnight UTC.
"""

import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from markdown_it import MarkdownIt
from markupsafe import Markup

from generator.exports import plain_text
from generator.exports.stable_ids import stable_id
from generator.library.library import Library, LinkedBrief
from generator.pages.components import downloads, news
from generator.site import addresses
from generator.site.output import Output
from generator.site.site import Site

LONGEST_FEED = 30
"""Entries, about a megabyte. Feed readers keep older ones; the data has everything."""

_MARKDOWN = MarkdownIt("commonmark", {"html": False}).enable("table")


@dataclass(frozen=True)
class FeedEntry:
    """A publication, update or correction of a brief: a summary as plain text, and the content as HTML.

    `is_latest` if the brief has not been updated since.
    """

    id: str
    slug: str
    day: datetime.date
    title: str
    address: str
    summary: str
    content: Markup
    topics: tuple[tuple[str, str], ...]
    """Id and title of each topic of the brief."""
    is_latest: bool
    has_full_text: bool = False
    """Whether the content in the feed is the whole text of the brief."""


@dataclass(frozen=True)
class Feed:
    """The feed of a page."""

    page: str
    id: str
    title: str
    description: str
    entries: tuple[FeedEntry, ...]

    @property
    def updated(self) -> datetime.date:
        """The day of the latest news; the Unix epoch if there are none."""
        return max((entry.day for entry in self.entries), default=datetime.date(1970, 1, 1))


def feeds(library: Library, site: Site) -> Iterator[Feed]:
    """The feeds of the site, of topics and of followed actors.

    The feed of the site has the full text of a brief once, with its latest news. The others only have
    summaries: a brief is in the feeds of all its topics and actors.
    """
    entries = {brief.slug: tuple(_entries(brief, library, site)) for brief in library.briefs.values()}

    def feed(page: str, title: str, description: str, briefs: Iterable[str], *, whole: bool) -> Feed:
        latest = sorted((each for slug in briefs for each in entries[slug]), key=_newest_first)
        shown = (replace(each, has_full_text=whole and each.is_latest) for each in latest[:LONGEST_FEED])
        return Feed(page, stable_id(site, "feed", page).urn, title, description, tuple(shown))

    yield feed(addresses.HOME, site.name, site.description, library.briefs, whole=True)
    for topic in library.topics.values():
        title, page = f"{topic.title} · {site.name}", addresses.topic(topic.id)
        yield feed(page, title, topic.summary, topic.briefs, whole=False)
    for actor in library.actors.values():
        if downloads.is_followed(actor):
            title, page = f"{actor.name} · {site.name}", addresses.actor(actor.id)
            slugs = [slug for slug, _ in actor.roles]
            yield feed(
                page,
                title,
                site.language.gettext("Briefs involving %(name)s", name=actor.name),
                slugs,
                whole=False,
            )


def _entries(brief: LinkedBrief, library: Library, site: Site) -> Iterator[FeedEntry]:
    """The news of a brief that it dates itself, each with its summary as the content."""
    topics = tuple((topic, library.topic_titles[topic]) for topic in brief.entry.topics)
    dated = [each for each in news.brief_news(brief, site.language) if each.is_dated]
    latest = next(each for each in dated if each.kind in {"published", "updated"})
    for each in dated:
        address = addresses.absolute(site, addresses.brief(brief.slug), each.anchor)
        summary = each.text or brief.entry.summary
        words = site.language.gettext("This brief on the site")
        short = Markup('<p>{}</p>\n<p><a href="{}">{}</a></p>').format(summary, address, words)
        title = (
            each.title
            if each.kind == "published"
            else f"{site.language.gettext(news.WORDS[each.kind])}: {each.title}"
        )
        id_ = stable_id(site, *each.key).urn
        yield FeedEntry(
            id_, brief.slug, each.day, title, address, summary, short, topics, is_latest=each is latest
        )


def _newest_first(entry: FeedEntry) -> tuple[int, str]:
    return -entry.day.toordinal(), entry.slug


def with_full_texts(feed: Feed, site: Site, pages: Mapping[str, bytes]) -> Feed:
    """The feed with the full texts, which are made from pages."""

    def whole(entry: FeedEntry) -> FeedEntry:
        page = addresses.brief(entry.slug)
        return replace(entry, content=_full_text(Output(page, pages[page]), site))

    return replace(feed, entries=tuple(whole(each) if each.has_full_text else each for each in feed.entries))


def _full_text(page: Output, site: Site) -> Markup:
    """The text of the page of a brief as HTML without styles or anchors; all links lead to pages of the site.

    It is made from the Markdown of its page, so it says what the page says.
    """
    text = plain_text.linked_to_pages(page, site)
    return Markup(_MARKDOWN.render(text).strip())  # noqa: S704 -- rendered just now
