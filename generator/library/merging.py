"""Merges events that several briefs describe, and publications that several briefs and profiles use."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from generator.format.source import Source
from generator.library.events import LinkedEvent, MergedEvent
from generator.library.library import Actor, LinkedBrief
from generator.library.publications import MergedSource, ProfileUse, SourceUse


def merge_events(events: Iterable[LinkedEvent]) -> tuple[tuple[LinkedEvent, ...], tuple[MergedEvent, ...]]:
    """All events, each with its other tellings, and the merged events; both sorted by date.

    Events with the same date keep their order. Tellings are grouped with a union-find: following `leader`
    from the key of any telling ends at the key that stands for its group.
    """
    by_key = {event.key: event for event in events}
    leader = {key: key for key in by_key}

    def find(key: tuple[str, str]) -> tuple[str, str]:
        while leader[key] != key:
            key = leader[key]
        return key

    for key, event in by_key.items():
        slug, _, anchor = (event.entry.same_as or "").partition("#")
        if (slug, anchor) in by_key:
            leader[find(key)] = find((slug, anchor))
    groups: defaultdict[tuple[str, str], list[LinkedEvent]] = defaultdict(list)
    for key, event in by_key.items():
        groups[find(key)].append(event)
    merged = [_merged(group) for group in groups.values()]
    linked = {event.key: event for group in merged for event in group.tellings}
    return (
        tuple(sorted((linked[key] for key in by_key), key=lambda event: event.date.order)),
        tuple(sorted(merged, key=lambda event: event.date.order)),
    )


def _merged(group: list[LinkedEvent]) -> MergedEvent:
    """The merged event; the telling that does not refer to another one comes first."""
    tellings = sorted(group, key=lambda event: (event.entry.same_as is not None, event.slug))
    return MergedEvent(
        tuple(
            replace(event, others=tuple(other for other in tellings if other is not event))
            for event in tellings
        )
    )


def merge_sources(briefs: Iterable[LinkedBrief], actors: Iterable[Actor]) -> tuple[MergedSource, ...]:
    """All sources by title, merged if they have the same address, or else the same title and publisher."""
    uses: defaultdict[tuple[str, ...], list[SourceUse]] = defaultdict(list)
    profiles: defaultdict[tuple[str, ...], list[ProfileUse]] = defaultdict(list)
    entries: dict[tuple[str, ...], Source] = {}
    for brief in sorted(briefs, key=lambda brief: brief.slug):
        for source in brief.sources:
            key = source.entry.publication
            entries.setdefault(key, source.entry)
            documented = len(source.events), len(source.quotes)
            uses[key].append(SourceUse(brief.slug, source.number, source.id, *documented))
    for actor in actors:
        for source in actor.sources:
            key = source.entry.publication
            entries.setdefault(key, source.entry)
            profiles[key].append(ProfileUse(actor.id, source.number, source.id))
    ordered = sorted(entries, key=lambda key: (entries[key].name.casefold(), key))
    return tuple(MergedSource(entries[key], tuple(uses[key]), tuple(profiles[key])) for key in ordered)
