"""The news of briefs, newest first: publications, updates and corrections.

They are dated by day. Formats that require a time get midnight UTC.
"""

import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from markupsafe import Markup

from generator.exports.feeds.full_text import full_text
from generator.exports.stable_ids import stable_id
from generator.format import plain_text
from generator.format.prose import Prose
from generator.library.library import Library, LinkedBrief
from generator.publishing import addresses
from generator.publishing.output import Output
from generator.publishing.site import Site

LONGEST_FEED = 30
"""Entries, about a megabyte. Feed readers keep older ones; the data has everything."""


@dataclass(frozen=True)
class News:
    """A publication, update or correction of a brief.

    `is_latest` if the brief has not changed since; `correction` is the text of a correction.
    """

    id: str
    brief: LinkedBrief
    day: datetime.date
    title: str
    is_latest: bool = False
    correction: Prose | None = None


@dataclass(frozen=True)
class FeedEntry:
    """News as a feed entry: a summary as plain text, and the content as HTML."""

    news: News
    address: str
    summary: str
    content: Markup
    topics: tuple[tuple[str, str], ...]
    """Id and title of each topic of the brief."""


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
        return max((entry.news.day for entry in self.entries), default=datetime.date(1970, 1, 1))


def feeds(library: Library, site: Site, pages: Mapping[str, Output]) -> Iterator[Feed]:
    """The feeds of the site, of each topic and of each actor; `pages` are those of the site, by path.

    A feed has the full text of a brief once, with its latest news. Feeds of actors only have summaries: a
    brief is in the feeds of all its actors, and a thousand full briefs would take a quarter of a gigabyte.
    """
    news = {brief.slug: tuple(_news(brief)) for brief in library.briefs.values()}
    texts = cache(lambda slug: full_text(pages[addresses.brief(slug)], site))

    def feed(page: str, title: str, description: str, briefs: Iterable[str], *, whole: bool) -> Feed:
        latest = sorted((each for slug in briefs for each in news[slug]), key=_newest_first)[:LONGEST_FEED]
        entries = (
            _entry(each, library, site, texts(each.brief.slug) if whole and each.is_latest else None)
            for each in latest
        )
        return Feed(page, stable_id("feed", page).urn, title, description, tuple(entries))

    yield feed(addresses.HOME, site.name, site.description, library.briefs, whole=True)
    for topic in library.topics.values():
        title, page = f"{topic.title} · {site.name}", addresses.topic(topic.id)
        yield feed(page, title, topic.summary, topic.briefs, whole=True)
    for actor in library.actors.values():
        title, page = f"{actor.name} · {site.name}", addresses.actor(actor.id)
        slugs = [slug for slug, _ in actor.roles]
        yield feed(page, title, f"Briefs involving {actor.name}", slugs, whole=False)


def _news(brief: LinkedBrief) -> Iterator[News]:
    entry, slug = brief.entry, brief.slug
    day = entry.date.earliest
    yield News(stable_id("published", slug).urn, brief, day, entry.title, is_latest=not entry.updated)
    if entry.updated:
        day = entry.updated.earliest
        id_ = stable_id("updated", slug, str(day)).urn
        yield News(id_, brief, day, f"Updated: {entry.title}", is_latest=True)
    earlier: list[datetime.date] = []
    for correction in entry.corrections:
        day = correction.date.earliest
        # numbered within its day, so that the id survives a change of the text
        number = str(earlier.count(day) + 1)
        earlier.append(day)
        id_ = stable_id("corrected", slug, str(day), number).urn
        yield News(id_, brief, day, f"Corrected: {entry.title}", correction=correction.text)


def _newest_first(news: News) -> tuple[int, str]:
    return -news.day.toordinal(), news.brief.slug


def _entry(news: News, library: Library, site: Site, whole: Markup | None) -> FeedEntry:
    brief = news.brief
    anchor = "corrections" if news.correction else ""
    address = addresses.absolute(site, addresses.brief(brief.slug), anchor)
    summary = plain_text.prose(news.correction, brief.cite) if news.correction else brief.entry.summary
    short = Markup('<p>{}</p>\n<p><a href="{}">This brief on the site</a></p>').format(summary, address)
    return FeedEntry(
        news,
        address,
        summary,
        short if whole is None else whole,
        tuple((topic, library.topics[topic].title) for topic in brief.entry.topics),
    )
