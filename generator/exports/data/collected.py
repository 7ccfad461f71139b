"""From the library to the records that are published."""

from dataclasses import dataclass
from functools import cache

from generator.exports.data import records
from generator.exports.data.documents import Topic
from generator.format import brief as format_
from generator.format import plain_text
from generator.format.dates import EdtfDate
from generator.format.plain_text import Cite
from generator.format.prose import Prose
from generator.library.library import (
    Actor,
    Library,
    LinkedBrief,
    LinkedEvent,
    LinkedQuote,
    MergedEvent,
    MergedSource,
)
from generator.publishing import addresses, wording
from generator.publishing.site import Site


@dataclass(frozen=True)
class Collected:
    """Everything that is published as data, in the order of the lists."""

    briefs: tuple[records.Brief, ...]
    actors: tuple[records.Actor, ...]
    events: tuple[records.Event, ...]
    quotes: tuple[records.Quote, ...]
    sources: tuple[records.UsedPublication, ...]
    topics: tuple[Topic, ...]


def collect(library: Library, site: Site) -> Collected:
    """The records of all that is in the library."""
    collector = _Collector(library, site)
    return Collected(
        tuple(collector.brief(brief) for brief in library.newest),
        tuple(collector.actor(actor) for actor in library.actors.values()),
        tuple(collector.merged(event) for event in library.events),
        tuple(collector.quote(quote) for quote in library.quotes),
        tuple(collector.publication(source) for source in library.sources),
        tuple(
            Topic(
                id=topic.id,
                title=topic.title,
                summary=topic.summary,
                briefs=topic.briefs,
                url=addresses.absolute(site, addresses.topic(topic.id)),
            )
            for topic in library.topics.values()
        ),
    )


class _Collector:
    """Makes each event and each quote once: they stand in several places."""

    def __init__(self, library: Library, site: Site) -> None:
        self._site = site
        self._library = library
        self._events = {
            (event.slug, event.id): self._event(event, brief.cite)
            for brief in library.briefs.values()
            for event in brief.events
        }
        self._quotes = {
            (quote.slug, quote.id): self._quote(quote, brief.cite)
            for brief in library.briefs.values()
            for quote in brief.quotes
        }

    def brief(self, brief: LinkedBrief) -> records.Brief:
        entry, cite = brief.entry, brief.cite
        return records.Brief(
            id=brief.slug,
            title=entry.title,
            summary=entry.summary,
            date=entry.date.earliest,
            updated=entry.updated.earliest if entry.updated else None,
            status=entry.status,
            topics=entry.topics,
            url=addresses.absolute(self._site, addresses.brief(brief.slug)),
            data=addresses.absolute(self._site, addresses.data(f"briefs/{brief.slug}.json")),
            key_judgements=tuple(
                records.KeyJudgement(
                    text=plain_text.prose(each.text, cite), confidence=each.confidence, sources=each.sources
                )
                for each in entry.key_judgements
            ),
            actors=tuple(
                records.CastMember(id=member.id, name=member.name, kind=member.kind, role=member.role)
                for member in brief.cast
            ),
            relations=tuple(
                records.Relation(brief=brief.slug, from_=each.from_, label=each.label, to=each.to)
                for each in entry.relations
            ),
            events=tuple(self._events[event.slug, event.id] for event in brief.events),
            quotes=tuple(self._quotes[quote.slug, quote.id] for quote in brief.quotes),
            background=_optional(entry.background, cite),
            open_questions=tuple(plain_text.prose(each, cite) for each in entry.open_questions),
            sources=tuple(
                records.Source.model_validate(
                    {"id": source.id, "number": source.number, **_publication(source.entry)}
                )
                for source in brief.sources
            ),
            corrections=tuple(
                records.Correction(date=each.date.earliest, text=plain_text.prose(each.text, cite))
                for each in entry.corrections
            ),
            see_also=brief.see_also,
        )

    def actor(self, actor: Actor) -> records.Actor:
        profile = actor.profile
        return records.Actor(
            id=actor.id,
            name=actor.name,
            kind=actor.kind,
            aliases=profile.aliases if profile else (),
            summary=_optional(profile.summary if profile else None, lambda _: ""),
            roles=tuple(records.Role(brief=slug, role=role) for slug, role in actor.roles),
            url=addresses.absolute(self._site, addresses.actor(actor.id)),
            data=addresses.absolute(self._site, addresses.data(f"actors/{actor.id}.json")),
            affiliations=tuple(
                records.Affiliation(
                    to=each.to, role=each.role, period=when(each.period) if each.period else None
                )
                for each in (profile.affiliations if profile else ())
            ),
            relations=tuple(
                records.Relation(
                    brief=each.slug,
                    from_=actor.id if each.outgoing else each.other,
                    label=each.label,
                    to=each.other if each.outgoing else actor.id,
                )
                for each in actor.neighbours
            ),
            events=tuple(self.merged(event) for event in actor.events),
            quotes=tuple(self.quote(quote) for quote in actor.quotes),
        )

    def merged(self, event: MergedEvent) -> records.Event:
        """The main telling, with the actors of all."""
        main = self._events[event.main.slug, event.main.id]
        return main.model_copy(update={"actors": event.actors}) if len(event.tellings) > 1 else main

    def quote(self, quote: LinkedQuote) -> records.Quote:
        return self._quotes[quote.slug, quote.id]

    def publication(self, source: MergedSource) -> records.UsedPublication:
        uses = ((slug, self._library.briefs[slug].sources[number - 1].id) for slug, number in source.uses)
        used_in = [
            {"brief": slug, "source": id_, "url": self._place(slug, addresses.source_anchor(id_))}
            for slug, id_ in uses
        ]
        return records.UsedPublication.model_validate({"used_in": used_in, **_publication(source.entry)})

    def _event(self, event: LinkedEvent, cite: Cite) -> records.Event:
        return records.Event(
            brief=event.slug,
            id=event.id,
            url=self._place(event.slug, event.id),
            date=when(event.date),
            title=event.entry.title,
            text=_optional(event.entry.text, cite),
            actors=event.entry.actors,
            sources=event.entry.sources,
            status=event.entry.status,
            note=_optional(event.entry.note, cite),
            also_in=tuple(records.EventId(brief=slug, id=id_) for slug, id_ in event.also_in),
        )

    def _quote(self, quote: LinkedQuote, cite: Cite) -> records.Quote:
        return records.Quote(
            brief=quote.slug,
            id=quote.id,
            url=self._place(quote.slug, quote.id),
            date=when(quote.date),
            speaker=quote.entry.speaker,
            text=quote.entry.text,
            context=_optional(quote.entry.context, cite),
            source=quote.entry.source,
        )

    def _place(self, slug: str, anchor: str) -> str:
        return addresses.absolute(self._site, addresses.brief(slug), anchor)


def _publication(source: format_.Source) -> dict[str, object]:
    return {
        "title": source.title,
        "authors": source.authors,
        "publisher": source.publisher,
        "published": when(source.published) if source.published else None,
        "url": source.url,
        "archived": source.archived,
        "language": source.language,
    }


def _optional(text: Prose | None, cite: Cite) -> str | None:
    return plain_text.prose(text, cite) if text else None


@cache
def when(date: EdtfDate) -> records.When:
    """A date with all that it means."""
    ends = [moment for moment in (date.first, date.last) if moment]
    return records.When(
        edtf=date.text,
        words=wording.date(date),
        earliest=date.earliest if date.first else None,
        latest=date.latest if date.last else None,
        precision="interval" if date.is_interval else ends[0].precision,
        approximate=any(moment.approximate for moment in ends),
        uncertain=any(moment.uncertain for moment in ends),
    )
