"""The records of the search: one for each result, of the library and of hand-written pages."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cache
from itertools import chain
from typing import Literal

from babel import Locale
from markdown_it import MarkdownIt
from markdown_it.token import Token

from briefing_site.format import BRIEF, EdtfDate
from briefing_site.format import brief as format_
from briefing_site.format.places import EVENT, FORECAST, JUDGEMENT, PROFILE, QUOTE
from briefing_site.format.traversal import words
from briefing_site.library.library import (
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
        *BRIEF.timeline,
        *BRIEF.quotes,
        *BRIEF.key_judgements,
        *BRIEF.forecasts,
        *BRIEF.actors,
        *BRIEF.relations,
        *BRIEF.sources,
    }
)
"""Fields of a brief that its record does not repeat: its title, and what has records of its own."""
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
    *(
        "ar",
        "az",
        "be",
        "bg",
        "bn",
        "cs",
        "da",
        "de",
        "el",
        "en",
        "es",
        "fa",
        "fi",
        "fr",
        "he",
        "hi",
        "hu",
    ),
    *(
        "hy",
        "id",
        "it",
        "ja",
        "ka",
        "kk",
        "ko",
        "ky",
        "mn",
        "nb",
        "nl",
        "pl",
        "ps",
        "pt",
        "ro",
        "ru",
        "sk",
    ),
    *("sr", "sv", "tg", "tk", "tr", "uk", "ur", "uz", "vi", "zh", "zh_Hant"),
)
"""Those in which readers may type the name of a state: to read them takes half a second."""
_HEADING, _QUOTE = 120, 300
"""Characters of a judgement or a forecast that head it, and of a quote, which is read as a whole."""
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

_PAGES, _ACTORS = 4, 256
"""How many pages make a group on average: a site of many briefs would have too many files without groups. A
page of an actor has only one record, and a brief about twenty."""


def groups(
    library: Library, site: Site, written: Mapping[str, str]
) -> Iterator[tuple[str, tuple[Source, ...]]]:
    """Pages that follow one another, those of actors first, and the first path of each group.

    The index counts records in this order. `written` are the pages that people wrote, by path.
    """
    actors: dict[str, Source] = {
        addresses.actor(each): (of_actor, each) for each in library.actors
    }
    pages: dict[str, Source] = {
        addresses.brief(each): (of_brief, each) for each in library.briefs
    }
    pages |= {path: (of_provided, path) for path in provided.offered(site)}
    pages |= {path: (of_written, path, text) for path, text in written.items()}
    if library.topics:
        pages[addresses.TOPICS] = (of_topics,)
    if library.glossary:
        pages[addresses.GLOSSARY] = (of_terms,)
    for sources, length in ((actors, _ACTORS), (pages, _PAGES)):
        for paths in runs.runs(sources, length):
            yield paths[0], tuple(map(sources.__getitem__, paths))


def of_brief(library: Library, site: Site, slug: str) -> Iterator[SearchRecord]:
    brief = library.briefs[slug]
    yield from _with_acronyms(
        [
            _brief(brief, library, site),
            *(_event(each, library, site) for each in brief.events if each.is_main),
            *(_quote(each, brief, library, site) for each in brief.quotes),
            *(
                _judgement(number, entry, brief, library, site)
                for number, entry in enumerate(brief.entry.key_judgements, 1)
            ),
            *(_forecast(each, brief, library, site) for each in brief.forecasts),
        ]
    )


def _with_acronyms(records: Sequence[SearchRecord]) -> Iterator[SearchRecord]:
    """The records of a brief: one with an acronym is found by what it stands for, too, and vice versa."""
    texts = [" ".join((each.title, *each.text)) for each in records]
    names = (
        name for text in texts for name in _CAPITALISED.findall(_ARTICLE.sub("", text))
    )
    acronyms = {"".join(re.findall(r"\b[A-Z]", name)): name for name in names}
    for record, text in zip(records, texts, strict=True):
        there = frozenset(re.findall(r"\w+", text))
        others = (
            name if acronym in there else acronym
            for acronym, name in acronyms.items()
            if (acronym in there) != (name in text)
        )
        yield replace(record, acronyms=tuple(others))


def of_actor(library: Library, site: Site, id_: str) -> Iterator[SearchRecord]:
    actor = library.actors[id_]
    profile = actor.profile
    affiliations, sources = (
        (profile.affiliations, profile.sources) if profile else ((), {})
    )
    roles = (
        *(
            f"{each.role} {library.title(addresses.actor(each.to))}"
            for each in affiliations
        ),
        *(role for _, role in actor.roles),
    )
    yield SearchRecord(
        "actor",
        addresses.address(addresses.actor(actor.id)),
        actor.name,
        text=tuple(words(profile, but=_NOT_OF_ACTORS)) if profile else (),
        also=actor.aliases,
        names=(*actor.aliases, _in_words(actor.id)),
        exonyms=exonyms(site.language.locale, actor.name, *actor.aliases)
        if actor.kind == "state"
        else (),
        roles=roles if actor.kind == "person" else (),
        aside=(*roles, *chain.from_iterable(map(words, sources.values()))),
        topics=_sorted(
            topic for slug, _ in actor.roles for topic in library.summaries[slug].topics
        ),
        actors=(actor.id,),
        context=site.actor_kind(actor.kind)[0],
    )


def of_topics(library: Library, _site: Site) -> Iterator[SearchRecord]:
    for topic in library.topics.values():
        yield SearchRecord(
            "topic",
            addresses.address(addresses.topic(topic.id)),
            topic.title,
            text=(topic.summary,),
            names=(*topic.entry.aliases, _in_words(topic.id)),
            topics=(topic.id,),
        )


def of_terms(library: Library, site: Site) -> Iterator[SearchRecord]:
    page = addresses.address(addresses.GLOSSARY)
    for id_, entry in library.glossary.items():
        yield SearchRecord(
            "page",
            f"{page}#{addresses.anchor('term', id_)}",
            entry.term,
            text=(entry.explanation,),
            names=entry.aliases,
            context=site.language.gettext("Glossary"),
        )


def of_provided(library: Library, site: Site, path: str) -> Iterator[SearchRecord]:
    for page in provided.page(library, site, path):
        yield from sections(path, page.content.decode())


def of_written(
    _library: Library, _site: Site, path: str, text: str
) -> Iterator[SearchRecord]:
    return sections(path, text)


def _brief(brief: LinkedBrief, library: Library, site: Site) -> SearchRecord:
    entry = brief.entry
    cast = _sorted(member.id for member in brief.cast)
    return SearchRecord(
        "brief",
        addresses.address(addresses.brief(brief.slug)),
        entry.title,
        text=tuple(words(entry, but=_OWN_RECORDS)),
        names=(_in_words(brief.slug),),
        about=_names(library, cast, entry.topics),
        aside=tuple(", ".join(words(source.entry)) for source in brief.sources),
        topics=_sorted(entry.topics),
        actors=cast,
        year=brief.as_of.year,
        date=site.language.gettext(
            "As of %(date)s", date=wording.date(brief.as_of, site.language)
        ),
        state=""
        if entry.status == "published"
        else site.language.gettext(entry.status),
    )


def _event(event: LinkedEvent, library: Library, site: Site) -> SearchRecord:
    page = addresses.address(addresses.brief(event.slug))
    topics = _sorted(
        topic
        for each in event.accounts
        for topic in library.summaries[each.slug].topics
    )
    actors = _sorted(actor for each in event.accounts for actor in each.entry.actors)
    return SearchRecord(
        "event",
        f"{page}#{event.id}",
        event.entry.title,
        text=tuple(words(event.entry, but=EVENT.title)),
        names=(_in_words(event.id),),
        about=_names(library, actors, topics),
        aside=tuple(text for each in event.others for text in words(each.entry)),
        topics=topics,
        actors=actors,
        year=event.date.year,
        days=days(event.date),
        date=wording.date(event.date, site.language),
        facets=(
            f"status:{event.status}",
            *_languages(
                source.entry for each in event.accounts for source in each.cited
            ),
        ),
        context=library.summaries[event.slug].title,
        state=""
        if event.status == "confirmed"
        else site.language.gettext(event.status),
    )


def _quote(
    quote: LinkedQuote, brief: LinkedBrief, library: Library, site: Site
) -> SearchRecord:
    """It is headed by its first words, and has who said them before its date."""
    speaker = brief.speaker(quote.entry)
    heading, rest = _headed(quote.entry.text, _QUOTE)
    return SearchRecord(
        "quote",
        _at(brief, quote.id),
        site.language.gettext("“%(text)s”", text=heading),
        text=(*rest, *words(quote.entry, but=QUOTE.text)),
        names=(_in_words(quote.id), speaker),
        about=_names(
            library,
            [quote.entry.speaker] if quote.entry.speaker else [],
            brief.entry.topics,
        ),
        topics=_sorted(brief.entry.topics),
        actors=(quote.entry.speaker,) if quote.entry.speaker else (),
        year=quote.date.year,
        days=days(quote.date),
        date=f"{speaker}, {wording.date(quote.date, site.language)}",
        facets=_languages([brief.source(quote.entry.source)]),
        context=brief.entry.title,
    )


def _judgement(
    number: int,
    entry: format_.KeyJudgement,
    brief: LinkedBrief,
    library: Library,
    site: Site,
) -> SearchRecord:
    likelihood = (f"likelihood:{entry.likelihood}",) if entry.likelihood else ()
    record = SearchRecord(
        "judgement",
        _at(brief, addresses.anchor("judgement", number)),
        entry.text.words,
        text=tuple(words(entry, but=JUDGEMENT.text)),
        year=brief.as_of.year,
        date=site.language.gettext(
            "As of %(date)s", date=wording.date(brief.as_of, site.language)
        ),
        facets=(f"confidence:{entry.confidence}", *likelihood),
        state=wording.label(f"{entry.confidence} confidence", site.language),
    )
    return _of_statement(record, brief, library)


def _forecast(
    forecast: LinkedForecast, brief: LinkedBrief, library: Library, site: Site
) -> SearchRecord:
    """It is of the day on which it is resolved at the latest."""
    entry, _ = forecast.entry, site.language.gettext
    until = _(
        "to be known by %(date)s", date=wording.date(entry.resolves_by, site.language)
    )
    record = SearchRecord(
        "forecast",
        _at(brief, addresses.anchor("forecast", forecast.number)),
        entry.statement.words,
        text=tuple(words(entry, but=FORECAST.statement)),
        year=entry.resolves_by.year,
        days=days(entry.resolves_by),
        date=f"{entry.probability}%, {until}",
        facets=(f"outcome:{entry.outcome or 'open'}",),
        state={"yes": _("came true"), "no": _("did not come true"), None: ""}[
            entry.outcome
        ],
    )
    return _of_statement(record, brief, library)


def _of_statement(
    record: SearchRecord, brief: LinkedBrief, library: Library
) -> SearchRecord:
    """The record of a judgement or a forecast, which has the whole of it as its title."""
    title, rest = _headed(record.title)
    actors = _mentioned(record.title, brief, library)
    return replace(
        record,
        title=title,
        text=(*rest, *record.text),
        about=_names(library, actors, ()),
        topics=_sorted(brief.entry.topics),
        actors=actors,
        context=brief.entry.title,
    )


def _headed(text: str, length: int = _HEADING) -> tuple[str, tuple[str, ...]]:
    """The first words of a text, and the whole of it if these are not all."""
    heading = wording.shortened(text, length)
    return heading, (text,) if heading.endswith("…") else ()


def _mentioned(text: str, brief: LinkedBrief, library: Library) -> tuple[str, ...]:
    """The actors of a brief that a text names by one of their names, or a person by the last word of it."""

    def names(member: Participant) -> Iterator[str]:
        yield from (member.name, *library.actors[member.id].aliases)
        if member.kind == "person":
            yield member.name.split()[-1]

    found = (
        each.id
        for each in brief.cast
        if any(re.search(rf"\b{re.escape(name)}\b", text) for name in names(each))
    )
    return _sorted(found)


def _at(brief: LinkedBrief, anchor: str) -> str:
    return f"{addresses.address(addresses.brief(brief.slug))}#{anchor}"


def _languages(sources: Iterable[format_.Source]) -> tuple[str, ...]:
    return _sorted(f"language:{each.language}" for each in sources if each.language)


def days(when: EdtfDate) -> tuple[str, ...]:
    """The months of a date, and its days if they are known, or else those with which it begins and ends."""
    first, last = wording.known_days(when)
    months = (last.year - first.year) * 12 + last.month - first.month
    if months >= _LONGEST_PERIOD:
        return ()
    ends = {
        each.text[:10]
        for each in (when.first, when.last)
        if each and each.precision == "day"
    }
    spanned = (first + timedelta(number) for number in range((last - first).days + 1))
    whole = {each.isoformat() for each in spanned}
    return _sorted(
        {each[:7] for each in whole} | (whole if ends and not months else ends)
    )


@cache
def exonyms(locale: Locale, *names: str) -> tuple[str, ...]:
    """The names of a state in many languages; none if no given one is that in English or in the language."""
    codes = (
        code
        for each in (locale, Locale("en"))
        for code, name in each.territories.items()
        if name in names
    )
    code = next((each for each in codes if each.isalpha()), None)
    found = (
        {Locale.parse(each).territories.get(code, "") for each in _LANGUAGES}
        if code
        else set()
    )
    return tuple(sorted(found - {"", *names}))


def _names(
    library: Library, actors: Iterable[str], topics: Iterable[str]
) -> tuple[str, ...]:
    actors_ = (library.actors[each] for each in actors)
    topics_ = (library.topics[each] for each in topics)
    return (
        *chain.from_iterable((each.name, *each.aliases) for each in actors_),
        *chain.from_iterable((each.title, *each.entry.aliases) for each in topics_),
    )


def _in_words(identifier: str) -> str:
    """An id is one more name, and often an abbreviation."""
    return identifier.replace("-", " ")


def _sorted(ids: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(ids)))


def sections(path: str, markdown: str) -> Iterator[SearchRecord]:
    """Those of a hand-written page at `path` below `docs/`, from one heading with an anchor to the next."""
    page_title, title, anchor, text = "", "", "", list[str]()
    address = addresses.address(path)

    def section() -> Iterator[SearchRecord]:
        if title:
            context, place = (
                (page_title, f"{address}#{anchor}") if anchor else ("", address)
            )
            yield SearchRecord("page", place, title, tuple(text), context=context)

    tokens = iter(
        _MARKDOWN.parse(_FRONT_MATTER.sub("", markdown.replace("\r\n", "\n")))
    )
    for token in tokens:
        if token.type == "heading_open":
            inline = next(tokens)
            attributes = _ATTRIBUTES.search(inline.content)
            found = _ANCHOR.search(attributes[0]) if attributes else None
            if found or not page_title:
                yield from section()
                title, anchor, text = _text(inline), found[1] if found else "", []
                page_title = page_title or title
                continue
            text.append(_text(inline))
        elif token.type in {"inline", "fence", "code_block"}:
            text.append(_text(token))
    yield from section()


def _text(token: Token) -> str:
    """The text of a token, without what only Markdown reads."""
    if token.children is None:
        return token.content
    breaks = {"softbreak", "hardbreak"}
    shown = (child for child in token.children if child.type != "html_inline")
    text = "".join("\n" if child.type in breaks else child.content for child in shown)
    return " ".join(_DEFINITION.sub("", _ATTRIBUTES.sub("", text)).split())
