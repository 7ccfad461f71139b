"""One event told in several briefs, and one publication used in several, become one."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from urllib.parse import urlsplit

from generator.format import brief as format_
from generator.library.library import LinkedBrief, LinkedEvent, MergedEvent, MergedSource


def merge_events(events: Iterable[LinkedEvent]) -> tuple[tuple[LinkedEvent, ...], tuple[MergedEvent, ...]]:
    """All events, each knowing its other tellings, and the merged ones; both by date.

    Those of one date keep the order that they come in.
    """
    told = {(event.slug, event.id): event for event in events}
    leader = {key: key for key in told}

    def find(key: tuple[str, str]) -> tuple[str, str]:
        while leader[key] != key:
            key = leader[key]
        return key

    for key, event in told.items():
        other = _target(event)
        if other in told:
            first, second = find(key), find(other)
            leader[first] = second
    groups: defaultdict[tuple[str, str], list[LinkedEvent]] = defaultdict(list)
    for key, event in told.items():
        groups[find(key)].append(event)
    merged = [_merged(group) for group in groups.values()]
    linked = {(event.slug, event.id): event for each in merged for event in each.tellings}
    return (
        tuple(sorted((linked[key] for key in told), key=lambda event: event.date.order)),
        tuple(sorted(merged, key=lambda event: event.date.order)),
    )


def _target(event: LinkedEvent) -> tuple[str, str]:
    slug, _, anchor = (event.entry.same_as or "").partition("#")
    return slug, anchor


def _merged(group: list[LinkedEvent]) -> MergedEvent:
    """The telling that refers to no other comes first."""
    tellings = sorted(group, key=lambda event: (event.entry.same_as is not None, event.slug))
    keys = [(event.slug, event.id) for event in tellings]
    return MergedEvent(
        tuple(
            replace(event, also_in=tuple(other for other in keys if other != key))
            for event, key in zip(tellings, keys, strict=True)
        )
    )


def merge_sources(briefs: Iterable[LinkedBrief]) -> tuple[MergedSource, ...]:
    """All sources by title; those with the same address, or else the same title and publisher, are one."""
    uses: defaultdict[tuple[str, ...], list[tuple[str, int]]] = defaultdict(list)
    entries: dict[tuple[str, ...], format_.Source] = {}
    for brief in sorted(briefs, key=lambda each: each.slug):
        for source in brief.sources:
            key = _publication(source.entry)
            entries.setdefault(key, source.entry)
            uses[key].append((brief.slug, source.number))
    ordered = sorted(entries, key=lambda key: (entries[key].title.casefold(), key))
    return tuple(MergedSource(entries[key], tuple(uses[key])) for key in ordered)


def _publication(source: format_.Source) -> tuple[str, ...]:
    """What two mentions of the same publication have in common."""
    if source.url is None:
        return (
            source.title.casefold(),
            (source.publisher or "").casefold(),
            source.published.text if source.published else "",
        )
    parts = urlsplit(source.url)
    host = (parts.hostname or "").removeprefix("www.")
    return host, parts.path.rstrip("/"), parts.query
