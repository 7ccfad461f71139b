"""The page of an actor: its part in all briefs."""

from collections.abc import Iterator

from generator.linking.library import Actor, Library
from generator.rendering import addresses, wording
from generator.rendering.file import File
from generator.rendering.page import FrontMatter, render
from generator.site import Site


def pages(library: Library, site: Site) -> Iterator[File]:
    """One page an actor."""
    for actor in library.actors.values():
        kind, _ = wording.KINDS[actor.kind]
        front_matter = FrontMatter(
            actor.name, f"{actor.name}: role, events and quotes in all briefs.", _source(actor)
        )
        yield render(
            addresses.actor(actor.id), "actor", front_matter, library=library, actor=actor, kind=kind
        )


def _source(actor: Actor) -> str:
    """The file to edit: the profile, or the brief where the actor is defined."""
    if actor.profile:
        return f"briefs/actors/{actor.id}.yml"
    return f"briefs/{min(slug for slug, _ in actor.roles)}.yml"
