"""The page of a topic: its briefs and events."""

from collections.abc import Iterator

from briefing_site.library.library import Library, LinkedEvent
from briefing_site.pages.actor import MOST_EVENTS
from briefing_site.pages.components import downloads
from briefing_site.pages.components.front_matter import LISTS, FrontMatter
from briefing_site.pages.components.parts import by_year
from briefing_site.pages.components.rendering import render
from briefing_site.references import structured_data
from briefing_site.site import Output, Site, Task, addresses

NEWEST = 30
"""Briefs with their summaries; earlier ones are listed by title."""


def tasks(library: Library, _site: Site) -> Iterator[Task]:
    for id_, events in library.events_by_topic.items():
        yield Task(addresses.topic(id_), page, (id_, events))


def page(
    library: Library, site: Site, id_: str, events: tuple[LinkedEvent, ...]
) -> Iterator[Output]:
    topic = library.topics[id_]
    path = addresses.topic(id_)
    card = ""
    if site.offers("cards"):
        card = addresses.card(path)
    front_matter = FrontMatter(
        title=topic.title,
        description=topic.summary,
        source="briefs/topics.yml",
        alternates=downloads.subscriptions(site, path, topic.title, events),
        updated=library.changed(topic.briefs),
        card=card,
        styles=(LISTS,),
        structured_data=structured_data.topic(topic, library, site),
    )
    briefs = [library.summaries[slug] for slug in topic.briefs]
    yield from render(
        path,
        "topic",
        front_matter,
        site,
        library=library,
        topic=topic,
        event_count=len(events),
        entries=[library.briefs[slug].entry for slug in topic.briefs],
        briefs=briefs[:NEWEST],
        earlier=briefs[NEWEST:],
        years=by_year(events[-MOST_EVENTS:]),
        left_out=len(events) > MOST_EVENTS,
    )
