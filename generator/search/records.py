"""The records of the search: one for each result, of the library and of hand-written pages."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Literal

from markdown_it import MarkdownIt
from markdown_it.token import Token

from generator.format.places import BRIEF, EVENT, PROFILE, QUOTE
from generator.format.traversal import words
from generator.library.library import Library, LinkedBrief, LinkedEvent, LinkedQuote
from generator.pages import provided
from generator.site import addresses, runs, wording
from generator.site.site import DEFAULT, Site

_OWN_RECORDS = frozenset(
    {*BRIEF.title, *BRIEF.timeline, *BRIEF.quotes, *BRIEF.actors, *BRIEF.relations, *BRIEF.sources}
)
"""Fields of a brief that its record does not repeat: its title, and what has records of its own."""
_NAMES_OF_ACTORS = frozenset({*PROFILE.name, *PROFILE.aliases, *PROFILE.affiliations})

_FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
_ATTRIBUTES = re.compile(r"\s*\{:?\s*[#.][^{}\n]*\}\s*$", re.MULTILINE)
"""Those of a heading or paragraph: https://python-markdown.github.io/extensions/attr_list/."""
_ANCHOR = re.compile(r"#([\w-]+)")
_DEFINITION = re.compile(r"^:\s+", re.MULTILINE)
_MARKDOWN = MarkdownIt("commonmark", {"html": True}).enable("table")


@dataclass(frozen=True)
class SearchRecord:
    """A search result: everything that it shows and that finds it."""

    kind: Literal["brief", "event", "quote", "actor", "topic", "page"]
    """The first letters differ, as the index has only those."""
    address: str
    """The address of the result, relative to the root of the site."""
    title: str
    text: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    """Other names of what it is: if someone looks for one, this is the first result."""
    about: tuple[str, ...] = ()
    """Names, also other ones, of the actors and topics that it is about."""
    aside: tuple[str, ...] = ()
    """Words that find it too, with little weight."""
    topics: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    year: int | None = None
    date: str = ""
    context: str = ""
    """The title of its brief or page, or the kind of actor."""
    state: str = ""
    """A caveat, such as `disputed`."""

    def shown(self) -> list[str]:
        text = " ".join(" ".join(self.text).split())
        return [self.address, self.title, self.date, self.context, self.state, text]


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
    actors: dict[str, Source] = {addresses.actor(each): (of_actor, each) for each in library.actors}
    pages: dict[str, Source] = {addresses.brief(each): (of_brief, each) for each in library.briefs}
    pages |= {path: (of_provided, path) for path in provided.offered(site)}
    pages |= {path: (of_written, path, text) for path, text in written.items()}
    if library.topics:
        pages[addresses.TOPICS] = (of_topics,)
    for sources, length in ((actors, _ACTORS), (pages, _PAGES)):
        for paths in runs.runs(sources, length):
            yield paths[0], tuple(map(sources.__getitem__, paths))


def records(library: Library, site: Site = DEFAULT) -> Iterator[SearchRecord]:
    """A record for each brief, event, quote, actor and topic; an event in several briefs is one record."""
    for _, sources in groups(library, site, {}):
        for make, *texts in sources:
            if make is not of_provided:
                yield from make(library, site, *texts)


def of_brief(library: Library, site: Site, slug: str) -> Iterator[SearchRecord]:
    brief = library.briefs[slug]
    yield _brief(brief, library, site)
    yield from (_event(each, library, site) for each in brief.events if each.is_main)
    yield from (_quote(each, brief, library, site) for each in brief.quotes)


def of_actor(library: Library, site: Site, id_: str) -> Iterator[SearchRecord]:
    actor = library.actors[id_]
    profile = actor.profile
    also = site.language.gettext("Also known as %(names)s.", names=", ".join(actor.aliases))
    affiliations = profile.affiliations if profile else ()
    yield SearchRecord(
        "actor",
        addresses.address(addresses.actor(actor.id)),
        actor.name,
        text=(*(words(profile, but=_NAMES_OF_ACTORS) if profile else ()), *([also] if actor.aliases else [])),
        names=(*actor.aliases, _in_words(actor.id)),
        aside=(*(role for _, role in actor.roles), *chain.from_iterable(map(words, affiliations))),
        topics=_sorted(topic for slug, _ in actor.roles for topic in library.summaries[slug].topics),
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


def of_provided(library: Library, site: Site, path: str) -> Iterator[SearchRecord]:
    for page in provided.page(library, site, path):
        yield from sections(path, page.content.decode())


def of_written(_library: Library, _site: Site, path: str, text: str) -> Iterator[SearchRecord]:
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
        date=site.language.gettext("As of %(date)s", date=wording.date(brief.as_of, site.language)),
        state="" if entry.status == "published" else site.language.gettext(entry.status),
    )


def _event(event: LinkedEvent, library: Library, site: Site) -> SearchRecord:
    page = addresses.address(addresses.brief(event.slug))
    topics = _sorted(topic for each in event.accounts for topic in library.summaries[each.slug].topics)
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
        date=wording.date(event.date, site.language),
        context=library.summaries[event.slug].title,
        state="" if event.status == "confirmed" else site.language.gettext(event.status),
    )


def _quote(quote: LinkedQuote, brief: LinkedBrief, library: Library, site: Site) -> SearchRecord:
    page = addresses.address(addresses.brief(quote.slug))
    speakers = (quote.entry.speaker,) if quote.entry.speaker else ()
    quoted = site.language.gettext("“%(text)s”", text=quote.entry.text)
    return SearchRecord(
        "quote",
        f"{page}#{quote.id}",
        brief.speaker(quote.entry),
        text=(quoted, *words(quote.entry, but=QUOTE.text)),
        names=(_in_words(quote.id),),
        about=_names(library, speakers, brief.entry.topics),
        topics=_sorted(brief.entry.topics),
        actors=speakers,
        year=quote.date.year,
        date=wording.date(quote.date, site.language),
        context=brief.entry.title,
    )


def _names(library: Library, actors: Iterable[str], topics: Iterable[str]) -> tuple[str, ...]:
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
            context, place = (page_title, f"{address}#{anchor}") if anchor else ("", address)
            yield SearchRecord("page", place, title, tuple(text), context=context)

    tokens = iter(_MARKDOWN.parse(_FRONT_MATTER.sub("", markdown.replace("\r\n", "\n"))))
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
