"""What is new: publications, updates and corrections by day; split into parts where one page is too long."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import attrgetter

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
    every = news.site_news(library, site.language)
    whole = divided(every, LONGEST, addresses.NEW, year, month, site=site)
    for part in whole.pages:
        entries = part.entries if part.name or not part.parts else tuple(every[:NEWEST])
        yield Task(part.path, page, (part, entries, whole.around(part), len(every)))


def page(
    _library: Library,
    site: Site,
    part: Part[News],
    entries: Sequence[News],
    around: Around,
    number: int,
) -> Iterator[Output]:
    days = [(day, list(each)) for day, each in groupby(entries, key=attrgetter("date"))]
    yield from render_list(
        part.path,
        "new",
        f"{site.language.gettext('What’s new')} {part.name}".strip(),
        site.language.gettext("Briefs published, updated and corrected, by day."),
        site,
        alternates=(
            *downloads.feeds(site, addresses.HOME, site.name),
            *downloads.feeds(site, addresses.NEW, site.language.gettext(CHANGED)),
        ),
        updated=entries[0].date if entries else None,
        modules=("assets/news.js",),
        part=part,
        around=around,
        shown=site.language.whole(len(entries)),
        number=site.language.whole(number),
        days=days,
        words={kind: site.language.gettext(word) for kind, word in news.WORDS.items()},
    )
