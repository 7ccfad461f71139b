"""The page of a topic: its briefs, and what happened in them."""

from collections.abc import Iterator

from generator.linking.library import Library
from generator.rendering import addresses
from generator.rendering.file import File
from generator.rendering.page import FrontMatter, render
from generator.site import Site


def pages(library: Library, site: Site) -> Iterator[File]:
    """One page a topic."""
    for topic in library.topics.values():
        events = [
            event
            for event in library.events
            if any(telling.slug in topic.briefs for telling in event.tellings)
        ]
        front_matter = FrontMatter(topic.title, topic.summary, "briefs/topics.yml")
        yield render(
            addresses.topic(topic.id),
            "topic",
            front_matter,
            library=library,
            topic=topic,
            briefs=[library.briefs[slug] for slug in topic.briefs],
            events=events,
        )
