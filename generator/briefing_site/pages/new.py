"""What is new: publications, updates and corrections by day; split into parts where one page is too long."""

from collections.abc import Iterator

from briefing_site.format import EdtfDate
from briefing_site.languages.phrase import marked
from briefing_site.library.library import Library
from briefing_site.pages.components import downloads, news
from briefing_site.pages.components.news import News
from briefing_site.pages.components.parts import Around, Part, divided, month, year
from briefing_site.pages.components.rendering import render_list
from briefing_site.site import Output, Site, Task, addresses

LONGEST = 300
"""News on a page: about 200 KB."""
CHANGED = marked("What changed in our view")
"""What the feed of this page is called, which has only what is major."""
NEWEST = 50
"""News on the overview of a list that is too long for a page."""


def tasks(library: Library, site: Site) -> Iterator[Task]:
    entries = news.site_news(library, site.language)
    return divided(entries, LONGEST, addresses.NEW, year, month, site=site).tasks(page)


def page(
    _library: Library, site: Site, part: Part[News], around: Around
) -> Iterator[Output]:
    _ = site.language.gettext
    entries = part.entries
    if part.parts:
        entries = part.every[:NEWEST]
    days: dict[EdtfDate, list[News]] = {}
    for entry in entries:
        days.setdefault(entry.date, []).append(entry)
    yield from render_list(
        part.path,
        "new",
        title=f"{_('What’s new')} {part.name}".strip(),
        description=_("Briefs published, updated and corrected, by day."),
        site=site,
        alternates=(
            *downloads.feeds(site, addresses.HOME, site.name),
            *downloads.feeds(site, addresses.NEW, _(CHANGED)),
        ),
        updated=entries[0].date if entries else None,
        modules=("assets/news.js",),
        part=part,
        around=around,
        shown=site.language.whole(len(entries)),
        number=site.language.whole(len(part.every)),
        days=days.items(),
        words={kind: _(word) for kind, word in news.WORDS.items()},
    )
