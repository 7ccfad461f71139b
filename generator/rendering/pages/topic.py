"""The page of a topic: its briefs and events."""

from collections.abc import Iterator

from generator.library.library import Library
from generator.publishing import addresses
from generator.publishing.output import Output
from generator.publishing.site import Site
from generator.rendering import alternates, structured_data
from generator.rendering.page import FrontMatter, render
from generator.rendering.pages.actor import MOST_EVENTS
from generator.rendering.years import by_year


def pages(library: Library, site: Site) -> Iterator[Output]:
    """One page for each topic."""
    for topic in library.topics.values():
        path = addresses.topic(topic.id)
        events = [event for event in library.events if topic.id in library.topics_of(event)]
        front_matter = FrontMatter(
            topic.title,
            topic.summary,
            "briefs/topics.yml",
            (*alternates.feeds(path, topic.title), *alternates.calendar(path, topic.title, events)),
            structured_data=structured_data.of_topic(topic, library, site),
        )
        yield render(
            path,
            "topic",
            front_matter,
            library=library,
            topic=topic,
            briefs=[library.briefs[slug] for slug in topic.briefs],
            years=by_year(events[-MOST_EVENTS:]),
            left_out=len(events) > MOST_EVENTS,
        )
