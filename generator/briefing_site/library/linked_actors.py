"""Actors with everything that briefs and profiles say of them."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from briefing_site.format import Profile, person_names
from briefing_site.format.fields import ACTOR_KINDS
from briefing_site.languages.phrase import marked
from briefing_site.library import linked_sources
from briefing_site.library.library import (
    Actor,
    Library,
    LinkedBrief,
    LinkedEvent,
    LinkedQuote,
    Neighbour,
    NumberedSource,
    Office,
)
from briefing_site.reading import Collection
from briefing_site.site.failure import stage


@dataclass(frozen=True)
class NameAndKind:
    name: str
    kind: str


def identities(collection: Collection) -> dict[str, NameAndKind]:
    """The name and the kind of each actor by id: those of its profile, or else of the first brief with any.

    Where somebody writes a brief, the name that others need may just be missing; there an id stands for it.
    """
    names: dict[str, str] = {}
    kinds: dict[str, str] = {}
    actors: set[str] = set()
    for file in collection.profiles:
        if file.record:
            actors.add(file.id)
            names[file.id] = file.record.name
            kinds[file.id] = file.record.kind
    for brief in collection.briefs:
        for member in brief.record.actors if brief.record else ():
            actors.add(member.id)
            if member.name:
                names.setdefault(member.id, member.name)
            if member.kind:
                kinds.setdefault(member.id, member.kind)
    found = {}
    for id_ in sorted(actors):
        name = names.get(id_, id_)
        found[id_] = NameAndKind(name, kinds.get(id_, ACTOR_KINDS[-1]))
    return found


def sort_name(identity: NameAndKind, profile: Profile | None) -> str:
    """The name with the family name first, by which lists sort people."""
    if profile and profile.sort_name:
        return profile.sort_name
    if identity.kind == "person":
        return person_names.sort_name(identity.name)
    return identity.name


def link_all(
    library: Library,
    profiles: Mapping[str, Profile],
    identities: Mapping[str, NameAndKind],
) -> dict[str, Actor]:
    """The actors by id, given a library with everything but actors, topics and sources."""
    briefs = [library.briefs[summary.slug] for summary in library.newest]
    roles = _roles(briefs)
    events = _events(library)
    quotes = _quotes(library)
    neighbours = _neighbours(briefs)
    members = _members(profiles)
    actors = {}
    for id_ in sorted(roles.keys() | profiles.keys()):
        profile = profiles.get(id_)
        actors[id_] = Actor(
            id=id_,
            name=identities[id_].name,
            kind=identities[id_].kind,
            sort_name=sort_name(identities[id_], profile),
            profile=profile,
            roles=tuple(roles[id_]),
            events=tuple(events[id_]),
            quotes=tuple(quotes[id_]),
            neighbours=tuple(neighbours[id_]),
            members=tuple(sorted(members[id_])),
            sources=_sources(id_, profile) if profile else (),
            aliases=profile.aliases if profile else (),
        )
    return actors


def offices(
    profiles: Mapping[str, Profile], identities: Mapping[str, NameAndKind]
) -> dict[str, tuple[Office, ...]]:
    """The offices of people in states, by the ids of the people."""
    states = {id_ for id_, identity in identities.items() if identity.kind == "state"}
    offices = {}
    for id_, profile in profiles.items():
        of_person = []
        for affiliation in profile.affiliations:
            if affiliation.to in states and affiliation.period:
                of_person.append(Office(affiliation.to, affiliation.period))
        if of_person and identities[id_].kind == "person":
            offices[id_] = tuple(of_person)
    return offices


def _sources(id_: str, profile: Profile) -> tuple[NumberedSource, ...]:
    with stage(marked("linking"), f"briefs/actors/{id_}.yml"):
        return linked_sources.numbered(profile)


def _roles(briefs: list[LinkedBrief]) -> defaultdict[str, list[tuple[str, str]]]:
    """For each actor, the briefs with its role there."""
    roles = defaultdict(list)
    for brief in briefs:
        for member in brief.cast:
            roles[member.id].append((brief.slug, member.role))
    return roles


def _events(library: Library) -> defaultdict[str, list[LinkedEvent]]:
    events = defaultdict(list)
    for event in library.events:
        for actor in event.actors:
            events[actor].append(event)
    return events


def _quotes(library: Library) -> defaultdict[str, list[LinkedQuote]]:
    quotes = defaultdict(list)
    for quote in library.quotes:
        if quote.entry.speaker is not None:
            quotes[quote.entry.speaker].append(quote)
    return quotes


def _neighbours(briefs: list[LinkedBrief]) -> defaultdict[str, list[Neighbour]]:
    neighbours = defaultdict(list)
    for brief in briefs:
        for relation in brief.entry.relations:
            outgoing = Neighbour(brief.slug, relation, outgoing=True)
            neighbours[relation.from_].append(outgoing)
            incoming = Neighbour(brief.slug, relation, outgoing=False)
            neighbours[relation.to].append(incoming)
    return neighbours


def _members(profiles: Mapping[str, Profile]) -> defaultdict[str, set[str]]:
    """For each actor, those whose profiles have an affiliation with it."""
    members = defaultdict(set)
    for id_, profile in profiles.items():
        for affiliation in profile.affiliations:
            members[affiliation.to].add(id_)
    return members
