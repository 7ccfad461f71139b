"""Feeds in JSON Feed 1.1: https://www.jsonfeed.org/version/1.1/."""

import json

from generator.exports.feeds.entries import Feed, FeedEntry
from generator.site import addresses
from generator.site.output import Output
from generator.site.site import Site


def file(feed: Feed, site: Site) -> Output:
    """A feed as a JSON Feed document."""
    path = addresses.feed(feed.page, "json")
    document = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        **({"description": feed.description} if feed.description else {}),
        "home_page_url": addresses.absolute(site, feed.page),
        "feed_url": addresses.absolute(site, path),
        "language": site.language.code,
        "authors": [{"name": site.name}],
        "items": [_item(entry) for entry in feed.entries],
    }
    return Output(path, (json.dumps(document, ensure_ascii=False, separators=(",", ":")) + "\n").encode())


def _item(entry: FeedEntry) -> dict[str, object]:
    return {
        "id": entry.id,
        "url": entry.address,
        "title": entry.title,
        "summary": entry.summary,
        "content_html": str(entry.content),
        "date_published": f"{entry.day.isoformat()}T00:00:00Z",
        "tags": [title for _, title in entry.topics],
    }
