"""What is new: the publications, updates and corrections of briefs, each once, from the briefs and from git.

They are dated by day. A brief was published on the day of its first version in git or, if that is not known,
on its date. Updates are what the brief dates itself (`updated`), unless git has a later version without them;
git knows earlier ones, what they changed, and what changed without being dated.
"""

import datetime
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import Literal

from generator.format import dates
from generator.format.dates import EdtfDate
from generator.history.changes import Revision
from generator.library.library import Library, LinkedBrief
from generator.pages.components import history
from generator.pages.components.history import Sentence
from generator.site import addresses
from generator.site.language import Language, marked

Kind = Literal["published", "updated", "corrected", "noted"]

WORDS: dict[Kind, str] = {
    "published": marked("New"),
    "updated": marked("Updated"),
    "corrected": marked("Corrected"),
    "noted": history.NOTE,
}
"""Each kind in words, to be translated. A correction of what a source had wrong is a note on the source."""

MOST_CHANGES = 5
"""Kinds of changes of an update that are named; the history of the brief has the rest."""
MOST_NAMED = 3
"""Events or quotes of an update that are named; the history of the brief has the rest."""


@dataclass(frozen=True)
class News:
    kind: Kind
    slug: str
    title: str
    date: EdtfDate
    number: int = 1
    """The number of a correction within its day, which survives a change of its text."""
    text: str = ""
    """The summary of a brief that was published, or what a correction says."""
    anchor: str = ""
    """Where it is on the page of the brief; empty for the whole page."""
    changes: tuple[Sentence, ...] = ()
    """What an update changed, if git knows."""
    is_dated: bool = True
    """Whether the brief dates it; if not, only git knows of it."""

    @property
    def day(self) -> datetime.date:
        return self.date.earliest

    @property
    def key(self) -> tuple[str, ...]:
        """What identifies it, whatever it says and wherever the site is."""
        if self.kind == "published":
            return self.kind, self.slug
        if self.kind == "updated":
            return self.kind, self.slug, str(self.day)
        # whose error it was can turn out later
        return "corrected", self.slug, str(self.day), str(self.number)


def site_news(library: Library, language: Language) -> list[News]:
    """The news of all briefs, the newest first."""
    every = (each for brief in library.briefs.values() for each in brief_news(brief, language))
    return sorted(every, key=_newest_first)


def brief_news(brief: LinkedBrief, language: Language) -> list[News]:
    """Its publication, updates and corrections, the newest first."""
    entry = brief.entry
    day = brief.published or entry.date
    published = News("published", brief.slug, entry.title, day, text=entry.summary)
    updates = (each for each in _updates(brief, language) if each.day > day.earliest)
    return sorted([published, *updates, *_corrections(brief)], key=_newest_first)


def _newest_first(news: News) -> tuple[int, str, int, int]:
    return -news.day.toordinal(), news.slug, [*WORDS].index(news.kind), news.number


def _corrections(brief: LinkedBrief) -> Iterator[News]:
    earlier: list[datetime.date] = []
    for each in brief.entry.corrections:
        earlier.append(each.date.earliest)
        yield News(
            "noted" if each.source else "corrected",
            brief.slug,
            brief.entry.title,
            each.date,
            earlier.count(each.date.earliest),
            each.text.words,
            addresses.source_anchor(each.source) if each.source else "corrections",
        )


def _updates(brief: LinkedBrief, language: Language) -> Iterator[News]:
    """The updates, without those that only added corrections: these are news of their own."""
    changes: dict[EdtfDate, tuple[Sentence, ...]] = {}
    dated = {brief.entry.updated} if brief.entry.updated else set()
    revisions = brief.history.revisions if brief.history else ()
    for revision, before in zip_longest(revisions, revisions[1:]):
        day = _dated(revision)
        earliest = before.date if before else brief.published
        if day and earliest and day.earliest < earliest.earliest:  # nothing can have changed by then
            dated.discard(day)
            day = revision.date
        every = tuple(history.sentences(revision.change, brief, language))
        others = tuple(_short(each) for each in every if not each.adds_correction)
        if every and not others:
            dated.discard(day)
        elif day:
            dated.add(day)
        if others:
            changes[day or revision.date] = others + changes.get(day or revision.date, ())
    for day in dated | changes.keys():
        yield News(
            "updated",
            brief.slug,
            brief.entry.title,
            day,
            changes=changes.get(day, ())[:MOST_CHANGES],
            is_dated=day in dated,
        )


def _short(sentence: Sentence) -> Sentence:
    """What changed in numbers, except for corrections, probabilities, and events and quotes with links."""
    if sentence.is_correction or sentence.changes:
        return sentence
    linked = tuple(each for each in sentence.items if each[1])
    more = sentence.more + len(linked[MOST_NAMED:]) if linked else 0
    return replace(sentence, items=linked[:MOST_NAMED], more=more, before=())


def _dated(revision: Revision) -> EdtfDate | None:
    """The day that the brief itself gives for what changed; old versions may contain anything."""
    for field in revision.change.fields:
        if field.key == "updated":
            with suppress(ValueError):
                return dates.parse(field.after)
    return None
