"""Feeds for the site, each topic and each actor, in two formats."""

from collections.abc import Callable, Iterator, Mapping

from generator.exports.feeds import atom, json_feed
from generator.exports.feeds.news import Feed, feeds
from generator.library.library import Library
from generator.publishing.output import Output
from generator.publishing.site import Site

FEED_FORMATS: tuple[Callable[[Feed, Site], Output], ...] = (atom.file, json_feed.file)


def files(library: Library, site: Site, pages: Mapping[str, Output]) -> Iterator[Output]:
    """Every feed in every format; `pages` are those of the site, by path."""
    for feed in feeds(library, site, pages):
        for make in FEED_FORMATS:
            yield make(feed, site)
