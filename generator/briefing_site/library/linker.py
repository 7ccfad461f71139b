"""Builds the `Library` from the records of all files.

Only for collections without errors: every reference has to lead somewhere.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from briefing_site.format import EdtfDate, Profile, person_names, traversal
from briefing_site.format import brief as format_
from briefing_site.format.fields import ACTOR_KINDS
from briefing_site.format.verification import fingerprint
from briefing_site.history import claims
from briefing_site.history.entry import file_values
from briefing_site.history.forecasts import RecordedForecast, Terms, terms
from briefing_site.history.histories import Histories, History
from briefing_site.languages.phrase import marked
from briefing_site.library.explanations import KNOWN, Explained, Explanations
from briefing_site.library.library import (
    LATEST_RECORD,
    Actor,
    Library,
    LinkedBrief,
    LinkedEvent,
    LinkedForecast,
    LinkedJudgement,
    LinkedQuote,
    MergedSource,
    Neighbour,
    NumberedSource,
    Participant,
    ProfileUse,
    SourceUse,
    Standing,
    Topic,
)
from briefing_site.reading import Collection, RawFile, ids
from briefing_site.site import addresses
from briefing_site.site.failure import stage

NO_HISTORIES = Histories()

Identity = dict[str, tuple[str, str]]
"""The name and the kind of each actor, by id."""
Key = TypeVar("Key")
Value = TypeVar("Value")


def link(
    collection: Collection,
    *,
    drafts: bool = False,
    histories: Histories = NO_HISTORIES,
    files: Iterable[RawFile] = (),
) -> Library:
    """Link all briefs, with drafts if requested.

    `files` are those that were read, for those who edit briefs.
    """
    renamed = collection.renames
    written = {
        file.id: file.record
        for file in collection.briefs
        if file.record is not None and (drafts or file.record.status != "draft")
    }
    said = {
        id_: terms(map(file_values, record.forecasts))
        for id_, record in written.items()
    }
    entries = {id_: renamed.current(record) for id_, record in written.items()}
    identity = _identities(collection)
    profiles = {file.id: file.record for file in collection.profiles if file.record}
    glossary = (
        collection.glossary.record.root
        if collection.glossary and collection.glossary.record
        else {}
    )
    explanations = Explanations(profiles, glossary)
    people = {
        addresses.actor(id_): each
        for id_, each in profiles.items()
        if each.kind == "person"
    }
    words = {file.id: file.words for file in collection.briefs}
    events, merged = _merge_events(
        event for slug, entry in entries.items() for event in _events(slug, entry)
    )
    events_of = _grouped((event.slug, event) for event in events)
    referring = _grouped(
        (other, slug) for slug, entry in entries.items() for other in entry.see_also
    )
    briefs = {}
    for slug, entry in entries.items():
        with stage(marked("linking"), f"briefs/{slug}.yml"):
            own_events, quotes = (
                tuple(events_of[slug]),
                _quotes(slug, entry, collection, histories),
            )
            named = [other for other in entry.see_also if other in entries]
            cast = tuple(
                Participant(
                    each.id,
                    *identity[each.id],
                    each.role,
                    each.sources,
                    _sort_name(*identity[each.id], profiles.get(each.id)),
                    profiles[each.id].aliases if each.id in profiles else (),
                )
                for each in entry.actors
            )
            in_cast, day = (
                {addresses.actor(each.id) for each in cast},
                entry.as_of or entry.date,
            )
            briefs[slug] = LinkedBrief(
                slug=slug,
                entry=entry,
                cast=cast,
                events=own_events,
                quotes=quotes,
                forecasts=_forecasts(slug, entry, said[slug], histories),
                sources=_numbered(entry, own_events, quotes),
                see_also=(*named, *sorted({*referring[slug]} - {*named})),
                history=_history(histories, slug, entry, identity),
                explained=tuple(
                    _in_office(
                        each,
                        None if each.path in in_cast else people.get(each.path),
                        day,
                    )
                    for each in explanations.within(
                        frozenset(words[slug].split()), *_own_names(cast)
                    )
                ),
            )
    all_quotes = sorted(
        (quote for brief in briefs.values() for quote in brief.quotes),
        key=lambda quote: (quote.date.order, quote.slug),
    )
    contents = {file.path: file.content for file in files}
    texts = {
        file.id: contents[file.document.path]
        for file in collection.briefs
        if file.id in briefs and file.document.path in contents
    }
    forecasts = sorted(
        (each for brief in briefs.values() for each in brief.forecasts),
        key=lambda each: (each.entry.resolves_by.order, each.slug, each.number),
    )
    judgements = sorted(
        (
            LinkedJudgement(slug, number, each)
            for slug, brief in briefs.items()
            for number, each in enumerate(brief.entry.key_judgements, start=1)
        ),
        key=lambda each: (
            *each.most_certain_first,
            -briefs[each.slug].as_of.earliest.toordinal(),
            each.slug,
            each.number,
        ),
    )
    frozen = sorted(
        (file.record for file in collection.versions if file.record),
        key=lambda each: (each.date, each.brief),
    )
    versions = _grouped(
        (renamed.briefs.get(each.brief, each.brief), each) for each in frozen
    )
    summaries = {slug: brief.summary for slug, brief in briefs.items()}
    recorded = {
        slug: history.forecasts.keys() for slug, history in histories.briefs.items()
    }
    of_these = {slug: recorded[slug] for slug in said.keys() & recorded.keys()}
    of_others = {
        each for slug in recorded.keys() - said.keys() for each in recorded[slug]
    }
    gone = [
        each for slug, terms_ in of_these.items() for each in terms_ - {*said[slug]}
    ]
    gone += of_others.difference(
        *of_these.values()
    )  # a brief with another name now has them in its history
    library = Library(
        briefs,
        {},
        {},
        merged,
        tuple(all_quotes),
        (),
        tuple(judgements),
        tuple(forecasts),
        sorted(gone),
        texts,
        {
            file.id: file.tree
            for file in collection.briefs
            if file.id in briefs and file.tree
        },
        {file.document.path: file.tree for file in collection.shared},
        {slug: tuple(versions[slug]) for slug in sorted(versions)},
        summaries,
        dict(sorted(glossary.items())),
    )
    actors = _actors(profiles, library, identity)
    record = collection.topics.record if collection.topics else None
    in_topic = _grouped(
        (topic, each.slug) for each in library.newest for topic in each.topics
    )
    topics = {
        topic: Topic(topic, each.title, each.summary, tuple(in_topic[topic]), each)
        for topic, each in sorted(record.root.items() if record else ())
    }
    sources = _merge_sources(briefs.values(), actors.values())
    former = (
        *(
            (addresses.brief, slug, brief.entry.formerly)
            for slug, brief in briefs.items()
        ),
        *(
            (addresses.actor, id_, actor.profile.formerly)
            for id_, actor in actors.items()
            if actor.profile
        ),
        *(
            (addresses.topic, id_, topic.entry.formerly)
            for id_, topic in topics.items()
        ),
    )
    moved = {address(old): address(now) for address, now, ids in former for old in ids}
    titles = {}
    for slug, brief in briefs.items():
        titles[addresses.brief(slug)] = brief.entry.title
    for id_, actor in actors.items():
        titles[addresses.actor(id_)] = actor.name
    for id_, topic in topics.items():
        titles[addresses.topic(id_)] = topic.title
    return replace(
        library,
        actors=actors,
        topics=topics,
        sources=sources,
        moved=moved,
        titles=titles,
    )


def _grouped(pairs: Iterable[tuple[Key, Value]]) -> defaultdict[Key, list[Value]]:
    groups: defaultdict[Key, list[Value]] = defaultdict(list)
    for key, value in pairs:
        groups[key].append(value)
    return groups


def _identities(collection: Collection) -> Identity:
    """As profiles have them, or else the first brief that does.

    Where somebody writes a brief, the name that others need may just be missing: there an id stands for it.
    """
    known: list[tuple[str, Profile | format_.CastMember]] = [
        *((each.id, each.record) for each in collection.profiles if each.record),
        *(
            (each.id, each)
            for brief in collection.briefs
            if brief.record
            for each in brief.record.actors
        ),
    ]
    names = {id_: each.name for id_, each in reversed(known) if each.name}
    kinds = {id_: each.kind for id_, each in reversed(known) if each.kind}
    return {
        id_: (names.get(id_, id_), kinds.get(id_, ACTOR_KINDS[-1]))
        for id_ in sorted(dict(known))
    }


def _events(slug: str, entry: format_.Brief) -> Iterator[LinkedEvent]:
    sources = _numbered(entry)
    for event in entry.timeline:
        cited = set(traversal.cited(event))
        yield LinkedEvent(
            slug,
            event.anchor,
            event,
            tuple(each for each in sources if each.id in cited),
        )


def _quotes(
    slug: str, entry: format_.Brief, collection: Collection, histories: Histories
) -> tuple[LinkedQuote, ...]:
    """The quotes by date; those with the same date in the order of the file."""
    quotes = []
    for quote in entry.quotes:
        source = entry.sources[quote.source]
        now = fingerprint(quote.text, quote.source, source.url)
        found = collection.record_of(slug, quote.anchor, now)
        recorded = None
        if found:
            recorded = histories.claims.get(claims.from_record(file_values(found)))
        if found and not {"url": source.url, "archived": source.archived}.get(
            found.origin or "", "text"
        ):
            # nobody but its author knows what was compared
            found = found.model_copy(update={"origin": "text"})
        quotes.append(LinkedQuote(slug, quote.anchor, quote, found, recorded))
    return tuple(sorted(quotes, key=lambda quote: quote.date.order))


def _history(
    histories: Histories, slug: str, entry: format_.Brief, identity: Identity
) -> History | None:
    """What git knows of the brief and of the profiles of its actors, with their names of today."""
    if (known := histories.briefs.get(slug)) is None:
        return None
    # an id is made from a name, so without a better one it is read as one
    names = {
        id_: identity.get(id_, (name or id_.replace("-", " ").title(), ""))[0]
        for id_, name in known.names.items()
    }
    profiles = {
        each.id: found
        for each in entry.actors
        if (found := histories.profiles.get(each.id))
    }
    return replace(known, names=names, profiles=profiles)


def _own_names(cast: Iterable[Participant]) -> Iterator[list[Explained]]:
    """The names of the actors of a brief, then the family names of people, which texts call them by."""
    yield [
        Explained(each.name, addresses.actor(each.id))
        for each in cast
        if each.kind != KNOWN
    ]
    families = ((each.id, each.sort_name.partition(", ")) for each in cast)
    yield [
        Explained(family, addresses.actor(id_))
        for id_, (family, _, given) in families
        if given
    ]


def _in_office(named: Explained, profile: Profile | None, day: EdtfDate) -> Explained:
    """The same; what names a person leads to the last role that the profile has for the day.

    The actors of a brief have a role there.
    """
    roles = enumerate(profile.affiliations if profile else (), start=1)
    held = [
        number for number, each in roles if each.period and each.period.overlaps(day)
    ]
    return (
        replace(named, anchor=addresses.anchor("affiliation", held[-1]))
        if held
        else named
    )


def _sort_name(name: str, kind: str, profile: Profile | None) -> str:
    own = profile.sort_name if profile else None
    return own or (person_names.sort_name(name) if kind == "person" else name)


def _forecasts(
    slug: str, entry: format_.Brief, said: Sequence[Terms], histories: Histories
) -> tuple[LinkedForecast, ...]:
    """The forecasts in the order of the file, given their terms there, which git may have."""
    known = histories.briefs[slug].forecasts if slug in histories.briefs else {}
    found = [known.get(each, RecordedForecast()) for each in said]
    return tuple(
        LinkedForecast(
            slug, number, each, recorded, standing(each, recorded, histories.until)
        )
        for number, (each, recorded) in enumerate(
            zip(entry.forecasts, found, strict=True), start=1
        )
    )


def standing(
    forecast: format_.Forecast, recorded: RecordedForecast, until: EdtfDate | None
) -> Standing:
    if not recorded.since or not until:
        return "unrecorded"
    since = recorded.since.earliest
    if since > forecast.made_on.earliest + LATEST_RECORD:
        return "late"
    if since > forecast.known_by or not recorded.was_open:
        return "known"
    if until.earliest > forecast.resolves_by.earliest:
        return "scored" if forecast.outcome else "overdue"
    return "pending" if forecast.outcome else "open"


def _numbered(
    entry: format_.Brief | Profile,
    events: Iterable[LinkedEvent] = (),
    quotes: Iterable[LinkedQuote] = (),
) -> tuple[NumberedSource, ...]:
    documented = _grouped(
        (source, event) for event in events for source in set(event.entry.sources)
    )
    quoted = _grouped((quote.entry.source, quote) for quote in quotes)
    return tuple(
        NumberedSource(
            number, id_, entry.sources[id_], tuple(documented[id_]), tuple(quoted[id_])
        )
        for number, id_ in enumerate(entry.source_order, start=1)
    )


def _actors(
    profiles: Mapping[str, Profile], library: Library, identity: Identity
) -> dict[str, Actor]:
    briefs = [library.briefs[each.slug] for each in library.newest]
    roles = _grouped(
        (member.id, (brief.slug, member.role))
        for brief in briefs
        for member in brief.cast
    )
    events = _grouped(
        (actor, event) for event in library.events for actor in event.actors
    )
    quotes = _grouped(
        (quote.entry.speaker, quote)
        for quote in library.quotes
        if quote.entry.speaker is not None
    )
    neighbours = _grouped(
        (actor, Neighbour(brief.slug, each, outgoing=is_outgoing))
        for brief in briefs
        for each in brief.entry.relations
        for actor, is_outgoing in ((each.from_, True), (each.to, False))
    )
    members = _grouped(
        (affiliation.to, actor)
        for actor, profile in profiles.items()
        for affiliation in profile.affiliations
    )
    return {
        actor: Actor(
            actor,
            *identity[actor],
            _sort_name(*identity[actor], profiles.get(actor)),
            profiles.get(actor),
            tuple(roles[actor]),
            tuple(events[actor]),
            tuple(quotes[actor]),
            tuple(neighbours[actor]),
            tuple(sorted(set(members[actor]))),
            *(
                (_numbered(profiles[actor]), profiles[actor].aliases)
                if actor in profiles
                else ()
            ),
        )
        for actor in sorted(roles.keys() | profiles.keys())
    }


def _merge_events(
    events: Iterable[LinkedEvent],
) -> tuple[list[LinkedEvent], list[LinkedEvent]]:
    """All events, each with its other accounts, and the main account of each; both sorted by date.

    Events with the same date keep their order.
    """
    by_key = {event.key: event for event in events}
    named = (
        (event.key, (event.entry.same_as or "").partition("#"))
        for event in by_key.values()
    )
    same = {
        key: (slug, anchor)
        for key, (slug, _, anchor) in named
        if (slug, anchor) in by_key
    }
    groups = _grouped((ids.first(key, same), event) for key, event in by_key.items())
    linked: dict[tuple[str, str], LinkedEvent] = {}
    main = []
    for group in groups.values():
        accounts = sorted(group, key=lambda event: event.precedence)
        for event in accounts:
            linked[event.key] = replace(
                event, others=tuple(each for each in accounts if each is not event)
            )
        main.append(linked[accounts[0].key])
    every = (linked[key] for key in by_key)
    return sorted(every, key=lambda event: event.date.order), sorted(
        main, key=lambda event: event.date.order
    )


def _merge_sources(
    briefs: Iterable[LinkedBrief], actors: Iterable[Actor]
) -> tuple[MergedSource, ...]:
    """All sources by title, merged if they have the same address, or else the same title and publisher."""
    in_order = sorted(briefs, key=lambda brief: brief.slug)
    in_briefs = [
        (each.entry.publication, brief.slug, each)
        for brief in in_order
        for each in brief.sources
    ]
    in_profiles = [
        (each.entry.publication, actor.id, each)
        for actor in actors
        for each in actor.sources
    ]
    entries = {key: each.entry for key, _, each in reversed([*in_briefs, *in_profiles])}
    uses = _grouped(
        (key, SourceUse(slug, each.number, each.id, len(each.events), checks))
        for key, slug, each in in_briefs
        for checks in [tuple(quote.check.name for quote in each.quotes)]
    )
    profiles = _grouped(
        (key, ProfileUse(id_, each.number, each.id)) for key, id_, each in in_profiles
    )
    ordered = sorted(entries, key=lambda key: (entries[key].name.casefold(), key))
    return tuple(
        MergedSource(entries[key], tuple(uses[key]), tuple(profiles[key]))
        for key in ordered
    )
