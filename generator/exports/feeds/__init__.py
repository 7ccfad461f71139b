"""Feeds for the site, each topic and each actor in several briefs, in two formats."""

from collections.abc import Iterator, Mapping

from generator.exports.feeds import atom, json_feed
from generator.exports.feeds.entries import Feed, feeds, with_full_texts
from generator.library.library import Library
from generator.site import addresses
from generator.site.output import Output, Task
from generator.site.site import Site


def tasks(library: Library, site: Site) -> Iterator[Task]:
    """One task for each feed, which makes it in every format."""
    for feed in feeds(library, site):
        reads = tuple(addresses.brief(each.slug) for each in feed.entries if each.has_full_text)
        yield Task(addresses.feed(feed.page, "atom"), files, (feed,), reads)


def files(
    _library: Library, site: Site, feed: Feed, pages: Mapping[str, bytes] | None = None
) -> Iterator[Output]:
    """A feed in every format; `pages` are those of the briefs whose full text it has, by path."""
    whole = with_full_texts(feed, site, pages or {})
    yield (of_programs := atom.file(whole, site))
    # hosts send what ends with .xml as XML, which browsers style; Chromium shows feeds as plain text
    yield Output(addresses.feed(feed.page, "xml"), of_programs.content)
    yield json_feed.file(whole, site)
