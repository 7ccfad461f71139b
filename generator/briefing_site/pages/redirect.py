"""Redirects from former addresses of briefs, actors and topics to current ones.

They are HTML, as Markdown has no redirects. Without scripts they lead to the top of the page.
"""

from collections.abc import Iterator
from pathlib import PurePosixPath

from briefing_site.library.library import Library
from briefing_site.pages.components.html import html
from briefing_site.site import Output, Site, Task, addresses


def tasks(library: Library, _site: Site) -> Iterator[Task]:
    for former, current in library.moved.items():
        yield Task(addresses.redirect(former), page, (former, current))


def page(library: Library, site: Site, former: str, current: str) -> Iterator[Output]:
    text = html(
        "redirect.html",
        site.language,
        title=library.title(current),
        id=PurePosixPath(current).stem,
        canonical=site.address + addresses.address(current),
    )
    yield Output(addresses.redirect(former), text.encode() + b"\n")
