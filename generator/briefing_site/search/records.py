"""The records of the search: one for each result, of the library and of hand-written pages."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from functools import cache
from typing import Literal

import yaml
from babel import Locale
from markdown_it import MarkdownIt
from markdown_it.token import Token

from briefing_site.format import BRIEF, EdtfDate
from briefing_site.format import brief as format_
from briefing_site.format.places import EVENT, FORECAST, JUDGEMENT, PROFILE, QUOTE
from briefing_site.format.traversal import words
from briefing_site.library.library import (
    Actor,
    Library,
    LinkedBrief,
    LinkedEvent,
    LinkedForecast,
    LinkedQuote,
    Participant,
)
from briefing_site.pages import provided
from briefing_site.site import Site, addresses, runs, wording

_OWN_RECORDS = frozenset(
    {
        *BRIEF.title,
        *BRIEF.in_brief,
        *BRIEF.timeline,
        *BRIEF.quotes,
        *BRIEF.key_judgements,
        *BRIEF.forecasts,
        *BRIEF.actors,
        *BRIEF.relations,
        *BRIEF.sources,
    }
)
"""Fields of a brief that its record does not repeat: what it begins with, and what has records of its own."""
_NOT_OF_ACTORS = frozenset(
    {
        *PROFILE.name,
        *PROFILE.sort_name,
        *PROFILE.aliases,
        *PROFILE.affiliations,
        *PROFILE.sources,
    }
)

_LANGUAGES = (
    "ar", "az", "be", "bg", "bn", "cs", "da", "de", "el", "en", "es", "fa", "fi", "fr", "he", "hi", "hu",
    "hy", "id", "it", "ja", "ka", "kk", "ko", "ky", "mn", "nb", "nl", "pl", "ps", "pt", "ro", "ru", "sk",
    "sr", "sv", "tg", "tk", "tr", "uk", "ur", "uz", "vi", "zh", "zh_Hant",
)  # fmt: skip
"""Those in which readers may type the name of a state: to read them takes half a second."""
_LONGEST_HEADING = 120
"""Characters of a judgement or a forecast that are its heading."""
_LONGEST_QUOTE = 300
"""Characters of a quote, which is read as a whole."""
_MOST_BOOST = 100
"""By how much a page may count more."""
_LONGEST_PERIOD = 4
"""Months from which on a date is no month that anybody would look for."""

_CAPITALISED = re.compile(
    r"\b[A-Z][a-z]+(?:[ -](?:(?:and|for|of|on|the) ){0,2}[A-Z][a-z]+){2,}"
)
"""A name that may have an acronym: of three words or more."""
_ARTICLE = re.compile(r"\b(?:An?|The) (?=[A-Z])")

_FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
_ATTRIBUTES = re.compile(r"\s*\{:?\s*[#.][^{}\n]*\}\s*$", re.MULTILINE)
"""Those of a heading or paragraph: https://python-markdown.github.io/extensions/attr_list/."""
_ANCHOR = re.compile(r"#([\w-]+)")
_DEFINITION = re.compile(r"^:\s+", re.MULTILINE)
_MARKDOWN = MarkdownIt("commonmark", {"html": True}).enable("table")


@dataclass(frozen=True)
class SearchRecord:
    """A search result: everything that it shows and that finds it."""

    kind: Literal[
        "brief", "event", "quote", "judgement", "forecast", "actor", "topic", "page"
    ]
    """The first letters differ, as the index has only those."""
    address: str
    """The address of the result, relative to the root of the site."""
    title: str
    text: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    """Other names, of which a result shows only one that was looked for."""
    names: tuple[str, ...] = ()
    """Other names of what it is: if someone looks for one, this is the first result."""
    exonyms: tuple[str, ...] = ()
    """Its names in other languages, which are loaded only if a word of the query is in no text."""
    about: tuple[str, ...] = ()
    """Names, also other ones, of the actors and topics that it is about."""
    roles: tuple[str, ...] = ()
    """Those of a person, who is looked for by them, too."""
    acronyms: tuple[str, ...] = ()
    """Those of what a text names, and the names that its acronyms stand for."""
    aside: tuple[str, ...] = ()
    """Words that find it too, with little weight."""
    topics: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    year: int | None = None
    days: tuple[str, ...] = ()
    """The days and months on which it was, such as `2010-06-11` and `2010-06`."""
    date: str = ""
    facets: tuple[str, ...] = ()
    """What else results can be filtered by, such as `status:disputed` and `language:ru`."""
    context: str = ""
    """The title of its brief or page, or the kind of actor."""
    state: str = ""
    """A caveat, such as `disputed`."""
    boost: float = 1.0
    """How much more it counts to have a word."""

    def shown(self) -> list[str]:
        text = " ".join(" ".join(self.text).split())
        return [
            self.address,
            self.title,
            self.date,
            self.context,
            self.state,
            text,
            *self.also,
        ]


Source = tuple[Callable[..., Iterable[SearchRecord]], *tuple[str, ...]]
"""What makes the records of a page: a function of the library, the site, and some texts, and these texts."""

_ACTORS_IN_GROUP = 256
_PAGES_IN_GROUP = 4
"""How many pages make a group on average.

A site of many briefs would have too many files without groups. A page of an actor has
only one record, and a brief about twenty.
"""


def groups(
    library: Library, site: Site, written: Mapping[str, str]
) -> Iterator[tuple[str, tuple[Source, ...]]]:
    """Pages that follow one another, those of actors first, and the first path of each group.

    The index counts records in this order. `written` are the pages that people wrote, by path.
    """
    actors: dict[str, Source] = {}
    for id_ in library.actors:
        actors[addresses.actor(id_)] = (actor_records, id_)
    pages: dict[str, Source] = {}
    for slug in library.briefs:
        pages[addresses.brief(slug)] = (brief_records, slug)
    for path in provided.offered(site):
        pages[path] = (provided_records, path)
    for path, text in written.items():
        pages[path] = (written_records, path, text)
    if library.topics:
        pages[addresses.TOPICS] = (topic_records,)
    if library.places:
        pages[addresses.PLACES] = (place_records,)
    if library.glossary:
        pages[addresses.GLOSSARY] = (term_records,)
    for sources, length in ((actors, _ACTORS_IN_GROUP), (pages, _PAGES_IN_GROUP)):
        for paths in runs.runs(sources, length):
            yield paths[0], tuple(sources[path] for path in paths)


def brief_records(library: Library, site: Site, slug: str) -> list[SearchRecord]:
    """A brief with its events, quotes, judgements and forecasts.

    Events that several briefs report are with the main account only.
    """
    brief = library.briefs[slug]
    records = [_brief(brief, library, site)]
    for event in brief.events:
        if event.is_main:
            records.append(_event(event, library, site))
    for quote in brief.quotes:
        records.append(_quote(quote, brief, library, site))
    for number, judgement in enumerate(brief.entry.key_judgements, start=1):
        records.append(_judgement(number, judgement, brief, library, site))
    for forecast in brief.forecasts:
        records.append(_forecast(forecast, brief, library, site))
    return _with_acronyms(records)


def _with_acronyms(records: Sequence[SearchRecord]) -> list[SearchRecord]:
    """The records of a brief: one with an acronym is found by what it stands for, and vice versa."""
    texts = [" ".join((record.title, *record.text)) for record in records]
    names_by_acronym = {}
    for text in texts:
        for name in _CAPITALISED.findall(_ARTICLE.sub("", text)):
            acronym = "".join(re.findall(r"\b[A-Z]", name))
            names_by_acronym[acronym] = name
    with_acronyms = []
    for record, text in zip(records, texts, strict=True):
        text_words = frozenset(re.findall(r"\w+", text))
        additions = []
        for acronym, name in names_by_acronym.items():
            has_acronym = acronym in text_words
            has_name = name in text
            if has_acronym and not has_name:
                additions.append(name)
            elif has_name and not has_acronym:
                additions.append(acronym)
        with_acronyms.append(replace(record, acronyms=tuple(additions)))
    return with_acronyms


def actor_records(library: Library, site: Site, id_: str) -> list[SearchRecord]:
    """An actor, with what its profile says."""
    actor = library.actors[id_]
    roles = []
    topics: list[str] = []
    text: tuple[str, ...] = ()
    aside: list[str] = []
    if actor.profile:
        for affiliation in actor.profile.affiliations:
            organisation = library.title(addresses.actor(affiliation.to))
            roles.append(f"{affiliation.role} {organisation}")
        text = tuple(words(actor.profile, but=_NOT_OF_ACTORS))
        for source in actor.profile.sources.values():
            aside += words(source)
    for slug, role in actor.roles:
        roles.append(role)
        topics += library.summaries[slug].topics
    record = SearchRecord(
        kind="actor",
        address=addresses.address(addresses.actor(actor.id)),
        title=actor.name,
        text=text,
        also=actor.aliases,
        names=(*actor.aliases, _in_words(actor.id)),
        exonyms=_actor_exonyms(actor, site),
        roles=tuple(roles) if actor.kind == "person" else (),
        aside=(*roles, *aside),
        topics=_sorted(topics),
        actors=(actor.id,),
        context=site.actor_kind(actor.kind)[0],
    )
    return [record]


def _actor_exonyms(actor: Actor, site: Site) -> tuple[str, ...]:
    if actor.kind != "state":
        return ()
    return exonyms(site.language.locale, actor.name, *actor.aliases)


def topic_records(library: Library, _site: Site) -> list[SearchRecord]:
    records = []
    for topic in library.topics.values():
        record = SearchRecord(
            kind="topic",
            address=addresses.address(addresses.topic(topic.id)),
            title=topic.title,
            text=(topic.summary,),
            names=(*topic.entry.aliases, _in_words(topic.id)),
            topics=(topic.id,),
        )
        records.append(record)
    return records


def place_records(library: Library, site: Site) -> list[SearchRecord]:
    records = []
    for place in library.places.values():
        titles = [event.entry.title for event in place.events]
        record = SearchRecord(
            kind="page",
            address=addresses.address(addresses.place(place.id)),
            title=place.entry.name,
            text=(". ".join(titles),),
            names=(*place.entry.aliases, _in_words(place.id)),
            context=wording.place_kind(place.entry.kind, site.language),
        )
        records.append(record)
    return records


def term_records(library: Library, site: Site) -> list[SearchRecord]:
    """The terms of the glossary."""
    page = addresses.address(addresses.GLOSSARY)
    records = []
    for id_, entry in library.glossary.items():
        record = SearchRecord(
            kind="page",
            address=f"{page}#{addresses.anchor('term', id_)}",
            title=entry.term,
            text=(entry.explanation or "",),
            names=entry.aliases,
            context=site.language.gettext("Glossary"),
        )
        records.append(record)
    return records


def provided_records(library: Library, site: Site, path: str) -> Iterator[SearchRecord]:
    for page in provided.page(library, site, path):
        yield from sections(path, page.content.decode())


def written_records(
    _library: Library, _site: Site, path: str, text: str
) -> Iterator[SearchRecord]:
    """The sections of a hand-written page, as `search` in its front matter says: `boost` and `exclude`.

    As in https://squidfunk.github.io/mkdocs-material/setup/setting-up-site-search/#usage.
    """
    options = _search_options(text)
    boost = options.get("boost")
    if not isinstance(boost, (int, float)) or not 0 < boost <= _MOST_BOOST:
        boost = 1
    if options.get("exclude") is not True:
        for record in sections(path, text):
            yield replace(record, boost=boost)


def _search_options(markdown: str) -> Mapping[str, object]:
    front_matter = _FRONT_MATTER.match(markdown.replace("\r\n", "\n"))
    if front_matter is None:
        return {}
    try:
        data = yaml.safe_load(front_matter[0].strip("-\n"))
    except yaml.YAMLError:
        return {}  # the engine reports it
    options = data.get("search") if isinstance(data, dict) else None
    return options if isinstance(options, dict) else {}


def _brief(brief: LinkedBrief, library: Library, site: Site) -> SearchRecord:
    entry = brief.entry
    actors = _sorted(member.id for member in brief.cast)
    aside = [", ".join(words(source.entry)) for source in brief.sources]
    return SearchRecord(
        kind="brief",
        address=addresses.address(addresses.brief(brief.slug)),
        title=entry.title,
        text=(brief.gist, *words(entry, but=_OWN_RECORDS)),
        names=(_in_words(brief.slug),),
        about=_names(library, actors, entry.topics),
        aside=tuple(aside),
        topics=_sorted(entry.topics),
        actors=actors,
        year=brief.as_of.year,
        date=_as_of(brief, site),
        state=_caveat(entry.status, "published", site),
    )


def _event(event: LinkedEvent, library: Library, site: Site) -> SearchRecord:
    topics: list[str] = []
    actors: list[str] = []
    sources = []
    for account in event.accounts:
        topics += library.summaries[account.slug].topics
        actors += account.entry.actors
        sources += [source.entry for source in account.cited]
    aside: list[str] = []
    for account in event.others:
        aside += words(account.entry)
    all_topics = _sorted(topics)
    all_actors = _sorted(actors)
    return SearchRecord(
        kind="event",
        address=_address(event.slug, event.id),
        title=event.entry.title,
        text=tuple(words(event.entry, but=EVENT.title)),
        names=(_in_words(event.id),),
        about=_names(library, all_actors, all_topics),
        aside=tuple(aside),
        topics=all_topics,
        actors=all_actors,
        year=event.date.year,
        days=days(event.date),
        date=wording.date(event.date, site.language),
        facets=(f"status:{event.status}", *_languages(sources)),
        context=library.summaries[event.slug].title,
        state=_caveat(event.status, "confirmed", site),
    )


def _quote(
    quote: LinkedQuote, brief: LinkedBrief, library: Library, site: Site
) -> SearchRecord:
    """A quote is headed by its first words, and has its speaker before its date."""
    entry = quote.entry
    speaker = brief.speaker(entry)
    heading, whole = _headed(entry.text, _LONGEST_QUOTE)
    actors = (entry.speaker,) if entry.speaker else ()
    return SearchRecord(
        kind="quote",
        address=_address(brief.slug, quote.id),
        title=site.language.gettext("“%(text)s”", text=heading),
        text=(*whole, *words(entry, but=QUOTE.text)),
        names=(_in_words(quote.id), speaker),
        about=_names(library, actors, brief.entry.topics),
        topics=_sorted(brief.entry.topics),
        actors=actors,
        year=quote.date.year,
        days=days(quote.date),
        date=f"{speaker}, {wording.date(quote.date, site.language)}",
        facets=_languages([brief.source(entry.source)]),
        context=brief.entry.title,
    )


def _judgement(
    number: int,
    entry: format_.KeyJudgement,
    brief: LinkedBrief,
    library: Library,
    site: Site,
) -> SearchRecord:
    facets = [f"confidence:{entry.confidence}"]
    if entry.likelihood:
        facets.append(f"likelihood:{entry.likelihood}")
    record = SearchRecord(
        kind="judgement",
        address=_address(brief.slug, addresses.anchor("judgement", number)),
        title=entry.text.words,
        text=tuple(words(entry, but=JUDGEMENT.text)),
        year=brief.as_of.year,
        date=_as_of(brief, site),
        facets=tuple(facets),
        state=wording.label(f"{entry.confidence} confidence", site.language),
    )
    return _statement(record, brief, library)


def _forecast(
    forecast: LinkedForecast, brief: LinkedBrief, library: Library, site: Site
) -> SearchRecord:
    """A forecast has the day on which it is resolved at the latest."""
    _ = site.language.gettext
    entry = forecast.entry
    date = wording.date(entry.resolves_by, site.language)
    until = _("to be known by %(date)s", date=date)
    state = ""
    if entry.outcome == "yes":
        state = _("came true")
    elif entry.outcome == "no":
        state = _("did not come true")
    record = SearchRecord(
        kind="forecast",
        address=_address(brief.slug, addresses.anchor("forecast", forecast.number)),
        title=entry.statement.words,
        text=tuple(words(entry, but=FORECAST.statement)),
        year=entry.resolves_by.year,
        days=days(entry.resolves_by),
        date=f"{entry.probability}%, {until}",
        facets=(f"outcome:{entry.outcome or 'open'}",),
        state=state,
    )
    return _statement(record, brief, library)


def _statement(
    record: SearchRecord, brief: LinkedBrief, library: Library
) -> SearchRecord:
    """The record of a judgement or a forecast, given with the whole of it as its title."""
    heading, whole = _headed(record.title, _LONGEST_HEADING)
    actors = _mentioned(record.title, brief)
    return replace(
        record,
        title=heading,
        text=(*whole, *record.text),
        about=_names(library, actors, ()),
        topics=_sorted(brief.entry.topics),
        actors=actors,
        context=brief.entry.title,
    )


def _headed(text: str, length: int) -> tuple[str, tuple[str, ...]]:
    """The first words of a text, and the whole of it if these are not all."""
    heading = wording.shortened(text, length)
    if heading.endswith("…"):
        return heading, (text,)
    return heading, ()


def _mentioned(text: str, brief: LinkedBrief) -> tuple[str, ...]:
    """The actors of a brief that a text names."""
    ids = []
    for member in brief.cast:
        names = _names_in_texts(member)
        if any(re.search(rf"\b{re.escape(name)}\b", text) for name in names):
            ids.append(member.id)
    return _sorted(ids)


def _names_in_texts(member: Participant) -> list[str]:
    """All names of an actor, and the last word of that of a person."""
    names = [member.name, *member.aliases]
    if member.kind == "person":
        names.append(member.name.split()[-1])
    return names


def _address(slug: str, anchor: str) -> str:
    return f"{addresses.address(addresses.brief(slug))}#{anchor}"


def _as_of(brief: LinkedBrief, site: Site) -> str:
    date = wording.date(brief.as_of, site.language)
    return site.language.gettext("As of %(date)s", date=date)


def _caveat(status: str, usual: str, site: Site) -> str:
    if status == usual:
        return ""
    return site.language.gettext(status)


def _languages(sources: Iterable[format_.Source]) -> tuple[str, ...]:
    return _sorted(
        f"language:{source.language}" for source in sources if source.language
    )


def days(date: EdtfDate) -> tuple[str, ...]:
    """The months of a date, and its days if they are known, or else its first and last day."""
    first, last = wording.known_days(date)
    months = (last.year - first.year) * 12 + last.month - first.month
    if months >= _LONGEST_PERIOD:
        return ()
    ends = set()
    for moment in (date.first, date.last):
        if moment and moment.precision == "day":
            ends.add(moment.text[:10])
    spanned = set()
    for number in range((last - first).days + 1):
        day = first + timedelta(number)
        spanned.add(day.isoformat())
    found = {day[:7] for day in spanned}
    if ends and not months:
        found |= spanned
    else:
        found |= ends
    return _sorted(found)


@cache
def exonyms(locale: Locale, *names: str) -> tuple[str, ...]:
    """The names of a state in many languages.

    There are none if none of its names is that in English or in the language.
    """
    code = _territory(locale, names)
    if not code:
        return ()
    found = set()
    for language in _LANGUAGES:
        name = Locale.parse(language).territories.get(code, "")
        if name and name not in names:
            found.add(name)
    return tuple(sorted(found))


def _territory(locale: Locale, names: Sequence[str]) -> str:
    for language in (locale, Locale("en")):
        for code, name in language.territories.items():
            if name in names and code.isalpha():  # continents have numbers
                return str(code)
    return ""


def _names(
    library: Library, actors: Iterable[str], topics: Iterable[str]
) -> tuple[str, ...]:
    """The names of actors and topics, also other ones."""
    names: list[str] = []
    for id_ in actors:
        actor = library.actors[id_]
        names += (actor.name, *actor.aliases)
    for id_ in topics:
        topic = library.topics[id_]
        names += (topic.title, *topic.entry.aliases)
    return tuple(names)


def _in_words(identifier: str) -> str:
    """An id is one more name, and often an abbreviation."""
    return identifier.replace("-", " ")


def _sorted(ids: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(ids)))


def sections(path: str, markdown: str) -> Iterator[SearchRecord]:
    """The sections of a hand-written page at a path below `docs/`.

    A section ends at the next heading that has an anchor.
    """
    section = _Section(path)
    page_title = ""
    text = _FRONT_MATTER.sub("", markdown.replace("\r\n", "\n"))
    tokens = iter(_MARKDOWN.parse(text))
    for token in tokens:
        if token.type == "heading_open":
            inline = next(tokens)
            anchor = _anchor(inline.content)
            if anchor or not page_title:
                yield from section.records()
                title = _text(inline)
                page_title = page_title or title
                section = _Section(path, title, anchor, page_title)
            else:
                section.text.append(_text(inline))
        elif token.type in {"inline", "fence", "code_block"}:
            section.text.append(_text(token))
    yield from section.records()


@dataclass
class _Section:
    """What stands under a heading; a page may begin without one."""

    path: str
    title: str = ""
    anchor: str = ""
    page_title: str = ""
    text: list[str] = field(default_factory=list)

    def records(self) -> list[SearchRecord]:
        """The record of the section; none without a heading."""
        if not self.title:
            return []
        address = addresses.address(self.path)
        context = ""
        if self.anchor:
            address = f"{address}#{self.anchor}"
            context = self.page_title
        record = SearchRecord(
            kind="page",
            address=address,
            title=self.title,
            text=tuple(self.text),
            context=context,
        )
        return [record]


def _anchor(heading: str) -> str:
    """The id in the attribute list of a heading; empty if it has none."""
    attributes = _ATTRIBUTES.search(heading)
    if not attributes:
        return ""
    anchors = _ANCHOR.findall(attributes[0])
    return anchors[0] if anchors else ""


def _text(token: Token) -> str:
    """The text of a token, without what only Markdown reads."""
    if token.children is None:
        return token.content
    parts = []
    for child in token.children:
        if child.type in {"softbreak", "hardbreak"}:
            parts.append("\n")
        elif child.type != "html_inline":
            parts.append(child.content)
    text = _ATTRIBUTES.sub("", "".join(parts))
    return " ".join(_DEFINITION.sub("", text).split())
