"""Events with the accounts that other briefs give of them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from briefing_site.format import Brief, traversal
from briefing_site.library import linked_sources
from briefing_site.library.library import LinkedEvent
from briefing_site.reading import ids

Key = tuple[str, str]
"""The brief and the id of an event."""


def link_all(briefs: Mapping[str, Brief]) -> list[LinkedEvent]:
    """All events by date, each with its other accounts. Events with the same date keep their order."""
    events: dict[Key, LinkedEvent] = {}
    for slug, brief in briefs.items():
        for event in _events(slug, brief):
            events[event.key] = event
    accounts_of: dict[Key, tuple[LinkedEvent, ...]] = {}
    for group in _same_events(events):
        accounts = tuple(sorted(group, key=lambda event: event.precedence))
        for event in accounts:
            accounts_of[event.key] = accounts
    linked = []
    for key, event in events.items():
        others = [account for account in accounts_of[key] if account is not event]
        linked.append(replace(event, others=tuple(others)))
    return sorted(linked, key=lambda event: event.date.order)


def main_accounts(events: Iterable[LinkedEvent]) -> list[LinkedEvent]:
    """Each event once: its main account, where several briefs have it."""
    return [event for event in events if event.is_main]


def _events(slug: str, brief: Brief) -> list[LinkedEvent]:
    sources = linked_sources.numbered(brief)
    events = []
    for entry in brief.timeline:
        cited = set(traversal.cited(entry))
        cited_sources = tuple(source for source in sources if source.id in cited)
        events.append(
            LinkedEvent(slug=slug, id=entry.anchor, entry=entry, cited=cited_sources)
        )
    return events


def _same_events(
    events: Mapping[Key, LinkedEvent],
) -> Iterable[list[LinkedEvent]]:
    """The events in groups: those of one group are the same, as `same_as` says."""
    references: dict[Key, Key] = {}
    for key, event in events.items():
        slug, _, anchor = (event.entry.same_as or "").partition("#")
        if (slug, anchor) in events:
            references[key] = (slug, anchor)
    groups = defaultdict(list)
    for key, event in events.items():
        groups[ids.first(key, references)].append(event)
    return groups.values()
