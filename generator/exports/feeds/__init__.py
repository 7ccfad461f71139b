"""Feeds for the site, each topic and each actor, in two formats."""

from collections.abc import Callable, Iterator

from generator.exports.feeds import atom, json_feed
from generator.exports.feeds.news import Feed, feeds
from generator.library.library import Library
from generator.publishing.output import Output
from generator.publishing.site import Site

FEED_FORMATS: tuple[Callable[[Feed, Site], Output], ...] = (atom.file, json_feed.file)


def files(library: Library, site: Site) -> Iterator[Output]:
    """Every feed in every format."""
    for feed in feeds(library, site):
        for make in FEED_FORMATS:
            yield make(feed, site)
