"""Builds the `Library` from the records of all files.

Only for collections without errors: every reference has to lead somewhere.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from briefing_site.format import Brief, Profile
from briefing_site.format.glossary import GlossaryEntry
from briefing_site.history.histories import Histories
from briefing_site.library import (
    linked_actors,
    linked_events,
    linked_forecasts,
    linked_places,
    linked_sources,
)
from briefing_site.library.explanations import Explanations
from briefing_site.library.library import (
    Library,
    LinkedBrief,
    LinkedJudgement,
    LinkedQuote,
    Topic,
)
from briefing_site.library.linked_briefs import BriefLinker
from briefing_site.reading import Collection, RawFile
from briefing_site.site import addresses

NO_HISTORIES = Histories()


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
    records = _records(collection, drafts=drafts)
    profiles = {file.id: file.record for file in collection.profiles if file.record}
    terms = _terms(collection)
    glossary = {id_: entry for id_, entry in terms.items() if entry.explanation}
    current = {}
    for slug, record in records.items():
        current[slug] = collection.renames.current(record)
    events = linked_events.link_all(current)
    identities = linked_actors.identities(collection)
    linker = BriefLinker(
        collection=collection,
        briefs=current,
        events=events,
        profiles=profiles,
        identities=identities,
        explanations=Explanations(profiles, glossary),
        histories=histories,
    )
    briefs = {slug: linker.link(slug, record) for slug, record in records.items()}
    library = Library(
        briefs=briefs,
        actors={},
        topics={},
        events=linked_events.main_accounts(events),
        quotes=_quotes(briefs),
        sources=(),
        judgements=_judgements(briefs),
        forecasts=linked_forecasts.in_order(briefs),
        removed_forecasts=linked_forecasts.gone(records, histories),
        summaries={slug: brief.summary for slug, brief in briefs.items()},
        references={slug: brief.references for slug, brief in briefs.items()},
        conclusions={slug: brief.conclusion for slug, brief in briefs.items()},
        glossary=dict(sorted(glossary.items())),
        equivalents=_equivalents(terms),
        offices=linked_actors.offices(profiles, identities),
        gazetteer=linked_places.entries(collection),
    )
    library = _with_files(library, collection, files)
    actors = linked_actors.link_all(library, profiles, identities)
    library = replace(
        library,
        actors=actors,
        topics=_topics(library, collection),
        sources=linked_sources.merge(briefs.values(), actors.values()),
    )
    library = replace(library, places=linked_places.link_all(library))
    return replace(library, moved=_moved(library), titles=_titles(library))


def _records(collection: Collection, *, drafts: bool) -> dict[str, Brief]:
    """The briefs that are shown, by slug."""
    records = {}
    for file in collection.briefs:
        if file.record is None:
            continue
        if drafts or file.record.status != "draft":
            records[file.id] = file.record
    return records


def _terms(collection: Collection) -> Mapping[str, GlossaryEntry]:
    if collection.glossary is None or collection.glossary.record is None:
        return {}
    return collection.glossary.record.root


def _equivalents(
    terms: Mapping[str, GlossaryEntry],
) -> Mapping[str, tuple[str, ...]]:
    equivalents = defaultdict[str, set[str]](set)
    for entry in terms.values():
        for phrases in entry.equivalents.values():
            equivalents[entry.term].update(phrases)
    return {
        term: tuple(sorted(phrases)) for term, phrases in sorted(equivalents.items())
    }


def _quotes(briefs: Mapping[str, LinkedBrief]) -> tuple[LinkedQuote, ...]:
    """All quotes by date."""
    quotes: list[LinkedQuote] = []
    for brief in briefs.values():
        quotes += brief.quotes
    return tuple(sorted(quotes, key=lambda quote: (quote.date.order, quote.slug)))


def _judgements(briefs: Mapping[str, LinkedBrief]) -> tuple[LinkedJudgement, ...]:
    """All key judgements, the most certain first, then those of the brief with the latest date."""
    judgements = []
    for slug, brief in briefs.items():
        for number, entry in enumerate(brief.entry.key_judgements, start=1):
            judgements.append(LinkedJudgement(slug, number, entry))

    def sort_key(judgement: LinkedJudgement) -> tuple[int, int, int, str, int]:
        confidence, likelihood = judgement.most_certain_first
        day = briefs[judgement.slug].as_of.earliest.toordinal()
        return confidence, likelihood, -day, judgement.slug, judgement.number

    return tuple(sorted(judgements, key=sort_key))


def _with_files(
    library: Library, collection: Collection, files: Iterable[RawFile]
) -> Library:
    """The library with the texts and the trees of files, and with the versions of briefs."""
    contents = {file.path: file.content for file in files}
    texts = {}
    trees = {}
    for file in collection.briefs:
        if file.id not in library.briefs:
            continue
        if file.document.path in contents:
            texts[file.id] = contents[file.document.path]
        if file.tree:
            trees[file.id] = file.tree
    versions = defaultdict(list)
    frozen = [file.record for file in collection.versions if file.record]
    for version in sorted(frozen, key=lambda each: (each.date, each.brief)):
        slug = collection.renames.briefs.get(version.brief, version.brief)
        versions[slug].append(version)
    return replace(
        library,
        files=texts,
        trees=trees,
        shared={file.document.path: file.tree for file in collection.shared},
        versions={slug: tuple(versions[slug]) for slug in sorted(versions)},
    )


def _topics(library: Library, collection: Collection) -> dict[str, Topic]:
    """The topics by id, each with its briefs, the newest first."""
    if collection.topics is None or collection.topics.record is None:
        return {}
    slugs = defaultdict(list)
    for brief in library.newest:
        for topic in brief.topics:
            slugs[topic].append(brief.slug)
    topics = {}
    for id_, entry in sorted(collection.topics.record.root.items()):
        topics[id_] = Topic(
            id=id_,
            title=entry.title,
            summary=entry.summary,
            briefs=tuple(slugs[id_]),
            entry=entry,
        )
    return topics


def _moved(library: Library) -> dict[str, str]:
    """The path of each page that has moved, by its former path."""
    moved = {}
    for slug, brief in library.briefs.items():
        for former in brief.entry.formerly:
            moved[addresses.brief(former)] = addresses.brief(slug)
    for id_, actor in library.actors.items():
        profile: Profile | None = actor.profile
        for former in profile.formerly if profile else ():
            moved[addresses.actor(former)] = addresses.actor(id_)
    for id_, topic in library.topics.items():
        for former in topic.entry.formerly:
            moved[addresses.topic(former)] = addresses.topic(id_)
    for id_, place in library.gazetteer.items():
        for former in place.formerly:
            moved[addresses.place(former)] = addresses.place(id_)
    return moved


def _titles(library: Library) -> dict[str, str]:
    """The titles of the pages of briefs, actors, topics and places, by path."""
    titles = {}
    for slug, brief in library.briefs.items():
        titles[addresses.brief(slug)] = brief.entry.title
    for id_, actor in library.actors.items():
        titles[addresses.actor(id_)] = actor.name
    for id_, topic in library.topics.items():
        titles[addresses.topic(id_)] = topic.title
    for id_, place in library.gazetteer.items():
        titles[addresses.place(id_)] = place.name
    return titles
