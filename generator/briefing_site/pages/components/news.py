"""What is new: the publications and updates of briefs, each once, from the briefs and from git.

They are dated by day. A brief was published on the day of its first version in git or, if that is not known,
on its date. Updates have the day that the brief gives, unless git has a later version without them; git knows
earlier ones, what they changed, and what changed without being dated.
"""

import datetime
from dataclasses import dataclass
from typing import Literal

from briefing_site.format import EdtfDate
from briefing_site.languages.phrase import marked
from briefing_site.library.library import Library, LinkedBrief
from briefing_site.pages.components import history
from briefing_site.pages.components.history import Update
from briefing_site.site import Language
from briefing_site.site.failure import stage

Kind = Literal["published", "updated", "corrected"]

WORDS: dict[Kind, str] = {
    "published": marked("New"),
    "updated": marked("Updated"),
    "corrected": marked("Corrected"),
}
"""Each kind in words, to be translated."""


@dataclass(frozen=True)
class News:
    kind: Kind
    slug: str
    title: str
    date: EdtfDate
    text: str
    """What a brief that was published says in brief, or what an update says."""
    update: Update | None = None
    """`None` if the brief was published."""

    @property
    def day(self) -> datetime.date:
        return self.date.earliest

    @property
    def is_major(self) -> bool:
        return self.update is None or self.update.is_major

    @property
    def anchor(self) -> str:
        """Where it is on the page of the brief; empty for the whole page."""
        return "corrections" if self.kind == "corrected" else ""

    @property
    def key(self) -> tuple[str, ...]:
        """What identifies it, whatever it says and wherever the site is."""
        if self.kind == "published":
            return "published", self.slug
        return "updated", self.slug, str(self.day)


def site_news(library: Library, language: Language) -> list[News]:
    """The news of all briefs, the newest first, without changes that are only in the profiles of actors."""
    news: list[News] = []
    for brief in library.briefs.values():
        for entry in brief_news(brief, language):
            if entry.update is None or entry.update.is_own:
                news.append(entry)
    return sorted(news, key=_newest_first)


def brief_news(brief: LinkedBrief, language: Language) -> list[News]:
    """Its publication and updates, the newest first."""
    title = brief.entry.title
    date = brief.published or brief.entry.date
    news = [News("published", brief.slug, title, date, brief.gist)]
    # tasks are planned with the news of all briefs: a failure has to name the brief that it comes from
    with stage(marked("linking"), f"briefs/{brief.slug}.yml"):
        updates = history.of_brief(brief, language, claimed=True)
    for update in updates:
        kind: Kind = "updated"
        if update.is_only_corrections:
            kind = "corrected"
        elif update.date.earliest <= date.earliest:
            continue
        news.append(News(kind, brief.slug, title, update.date, update.words, update))
    return sorted(news, key=_newest_first)


def _newest_first(news: News) -> tuple[int, str, bool]:
    return -news.day.toordinal(), news.slug, news.kind == "published"
