"""Links one brief with what other files and git know of it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from briefing_site.format import Brief, EdtfDate, Profile, Verification
from briefing_site.format.brief import CastMember, Quote
from briefing_site.format.verification import fingerprint
from briefing_site.history import claims
from briefing_site.history.entry import file_values
from briefing_site.history.histories import Histories, History, Revision
from briefing_site.languages.phrase import marked
from briefing_site.library import linked_forecasts, linked_sources
from briefing_site.library.explanations import KNOWN, Explained, Explanations
from briefing_site.library.library import (
    LinkedBrief,
    LinkedEvent,
    LinkedQuote,
    Participant,
)
from briefing_site.library.linked_actors import NameAndKind, sort_name
from briefing_site.reading import Collection
from briefing_site.site import addresses
from briefing_site.site.failure import stage


class BriefLinker:
    def __init__(
        self,
        *,
        collection: Collection,
        briefs: Mapping[str, Brief],
        events: Iterable[LinkedEvent],
        profiles: Mapping[str, Profile],
        identities: Mapping[str, NameAndKind],
        explanations: Explanations,
        histories: Histories,
    ) -> None:
        """`briefs` are those that are shown, with current names in their references, and `events` theirs."""
        self._collection = collection
        self._briefs = briefs
        self._profiles = profiles
        self._identities = identities
        self._explanations = explanations
        self._histories = histories
        self._people: dict[str, Profile] = {}
        """The profiles of people, by the path of their page."""
        for id_, profile in profiles.items():
            if profile.kind == "person":
                self._people[addresses.actor(id_)] = profile
        self._words = {file.id: file.words for file in collection.briefs}
        self._events: defaultdict[str, list[LinkedEvent]] = defaultdict(list)
        for event in events:
            self._events[event.slug].append(event)
        self._referring: defaultdict[str, set[str]] = defaultdict(set)
        """For each brief those that refer to it."""
        for slug, brief in briefs.items():
            for other in brief.see_also:
                self._referring[other].add(slug)

    def link(self, slug: str, written: Brief) -> LinkedBrief:
        """The brief with everything that is known of it; `written` is its record as it is in the file."""
        with stage(marked("linking"), f"briefs/{slug}.yml"):
            brief = self._briefs[slug]
            cast = self._cast(brief)
            events = tuple(self._events[slug])
            quotes = self._quotes(slug, brief)
            return LinkedBrief(
                slug=slug,
                entry=brief,
                cast=cast,
                events=events,
                quotes=quotes,
                forecasts=linked_forecasts.link_all(
                    slug, brief, written, self._histories
                ),
                sources=linked_sources.numbered(brief, events, quotes),
                see_also=self._see_also(slug, brief),
                history=self._history(slug, brief),
                explained=self._explained(slug, brief, cast),
            )

    def _cast(self, brief: Brief) -> tuple[Participant, ...]:
        cast = []
        for member in brief.actors:
            identity = self._identities[member.id]
            profile = self._profiles.get(member.id)
            participant = Participant(
                id=member.id,
                name=identity.name,
                kind=identity.kind,
                role=member.role,
                sources=member.sources,
                sort_name=sort_name(identity, profile),
                aliases=profile.aliases if profile else (),
            )
            cast.append(participant)
        return tuple(cast)

    def _quotes(self, slug: str, brief: Brief) -> tuple[LinkedQuote, ...]:
        """The quotes by date; those with the same date in the order of the file."""
        quotes = []
        for quote in brief.quotes:
            verification = self._verification(slug, brief, quote)
            recorded = None
            if verification is not None:
                claim = claims.from_record(file_values(verification))
                recorded = self._histories.claims.get(claim)
                verification = _with_public_origin(verification, brief, quote)
            linked = LinkedQuote(
                slug=slug,
                id=quote.anchor,
                entry=quote,
                verification=verification,
                recorded=recorded,
            )
            quotes.append(linked)
        return tuple(sorted(quotes, key=lambda quote: quote.date.order))

    def _verification(
        self, slug: str, brief: Brief, quote: Quote
    ) -> Verification | None:
        """The record of the last comparison with the source, if it applies to the text of today."""
        address = brief.sources[quote.source].url
        current = fingerprint(quote.text, quote.source, address)
        return self._collection.record_of(slug, quote.anchor, current)

    def _see_also(self, slug: str, brief: Brief) -> tuple[str, ...]:
        """The briefs that it refers to, then those that refer to it."""
        named = [other for other in brief.see_also if other in self._briefs]
        others = self._referring[slug] - set(named)
        return (*named, *sorted(others))

    def _history(self, slug: str, brief: Brief) -> History | None:
        """What git knows of the brief and of the profiles of its actors, with their names of today."""
        history = self._histories.briefs.get(slug)
        if history is None:
            return None
        names = {}
        for id_, name in history.names.items():
            if id_ in self._identities:
                names[id_] = self._identities[id_].name
            else:
                # an id is made from a name, so without a better one it is read as one
                names[id_] = name or id_.replace("-", " ").title()
        for renamed in reversed(self._histories.renamed_actors):
            identity = self._identities.get(renamed.new_id)
            if identity:
                names[renamed.old_id] = identity.name
        profiles = {}
        for member in brief.actors:
            revisions = self._revisions(member)
            if revisions:
                profiles[member.id] = revisions
        return replace(history, names=names, profiles=profiles)

    def _revisions(self, member: CastMember) -> tuple[Revision, ...]:
        """How the profile of an actor changed, and a name that the brief takes from another one."""
        revisions = list(self._histories.profiles.get(member.id, ()))
        days = {revision.date for revision in revisions}
        if member.name is None:
            for revision in self._histories.identities.get(member.id, ()):
                if revision.date not in days:
                    revisions.append(revision)
        revisions.sort(key=lambda revision: revision.date.earliest, reverse=True)
        return tuple(revisions)

    def _explained(
        self, slug: str, brief: Brief, cast: Iterable[Participant]
    ) -> tuple[Explained, ...]:
        """What its texts may name, and where readers learn what or who that is."""
        words = frozenset(self._words[slug].split())
        full_names, family_names = _names(cast)
        in_cast = {addresses.actor(participant.id) for participant in cast}
        explained = []
        for name in self._explanations.within(words, full_names, family_names):
            if name.path in in_cast:
                explained.append(name)  # the brief says what role it has
            else:
                explained.append(self._in_office(name, brief.as_of or brief.date))
        return tuple(explained)

    def _in_office(self, named: Explained, day: EdtfDate) -> Explained:
        """The name of a person, with a link to the last role that the profile has for the day, if any."""
        profile = self._people.get(named.path)
        if profile is None:
            return named
        explained = named
        for number, affiliation in enumerate(profile.affiliations, start=1):
            if affiliation.period and affiliation.period.overlaps(day):
                anchor = addresses.anchor("affiliation", number)
                explained = replace(named, anchor=anchor)
        return explained


def _with_public_origin(
    verification: Verification, brief: Brief, quote: Quote
) -> Verification:
    """The verification; without an address of its source, nobody but its author knows what was compared."""
    source = brief.sources[quote.source]
    addresses_of_origins = {"url": source.url, "archived": source.archived}
    if addresses_of_origins.get(verification.origin or "", "text"):
        return verification
    return verification.model_copy(update={"origin": "text"})


def _names(cast: Iterable[Participant]) -> tuple[list[Explained], list[Explained]]:
    """The names of the actors of a brief, and the family names of people, which texts call them by."""
    full_names = []
    family_names = []
    for participant in cast:
        path = addresses.actor(participant.id)
        if participant.kind != KNOWN:
            full_names.append(Explained(participant.name, path))
        family, _, given_names = participant.sort_name.partition(", ")
        if given_names:
            family_names.append(Explained(family, path))
    return full_names, family_names
