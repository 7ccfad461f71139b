"""Feeds for the site, each topic, each brief and each actor in several briefs, newest first, in two formats.

They have publications and major updates; that of changed views has only these updates.

Another one has the key judgements of all briefs.

News are dated by day. Formats that require a time get midnight UTC.
"""

import datetime
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial
from xml.sax.saxutils import escape, quoteattr

from jinja2 import Template
from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup

from briefing_site.format.prose import PlainText
from briefing_site.library.library import Library, LinkedBrief
from briefing_site.pages import new
from briefing_site.pages.components import downloads, news
from briefing_site.pages.components.page import environment
from briefing_site.site import Language, Output, Site, Task, addresses, wording

LONGEST_FEED = 30
"""Entries. Feed readers keep older ones; the page What’s new and the data have everything."""
LONGEST_TEXTS = 100_000
"""Bytes of the full texts in the feed of the site; the latest one has any length."""
LONGEST_TITLE = 120
"""Characters."""

_MARKDOWN = MarkdownIt("commonmark", {"html": False}).enable("table")
_STYLE = "assets/feed.css"


@dataclass(frozen=True)
class FeedEntry:
    id: str
    slug: str
    day: datetime.date
    title: str
    address: str
    summary: str
    topics: tuple[tuple[str, str], ...]
    """Id and title of each topic of the brief."""
    has_full_text: bool
    """Whether its content may be the whole text of the brief, which has not been updated since."""
    is_update: bool = False


Entries = Sequence[tuple[FeedEntry, Markup]]
"""The entries of a feed with their contents."""


@dataclass(frozen=True)
class Feed:
    page: str
    id: str
    title: str
    description: str
    entries: tuple[FeedEntry, ...]

    @property
    def updated(self) -> datetime.date:
        """The day of the latest news; the Unix epoch if there are none."""
        return max(
            (entry.day for entry in self.entries), default=datetime.date(1970, 1, 1)
        )


def tasks(library: Library, site: Site) -> Iterator[Task]:
    for feed in _feeds(library, site):
        briefs = (
            addresses.brief(each.slug) for each in feed.entries if each.has_full_text
        )
        reads = tuple(map(addresses.text, briefs))
        yield Task(addresses.feed(feed.page, "atom"), files, (feed,), reads)


def files(
    _library: Library, site: Site, feed: Feed, texts: Mapping[str, bytes] | None = None
) -> Iterator[Output]:
    """A feed in every format; `texts` are those of the briefs whose full text it may have, by path."""
    entries, length = list[tuple[FeedEntry, Markup]](), 0
    for each in feed.entries:
        text = (
            texts[addresses.text(addresses.brief(each.slug))]
            if texts and each.has_full_text
            else b""
        )
        is_whole = length == 0 or length + len(text) <= LONGEST_TEXTS
        length += len(text)
        entries.append((each, _content(each, site, text.decode() if is_whole else "")))
    yield (of_programs := _atom(feed, entries, site))
    # hosts send what ends with .xml as XML, which browsers style; Chromium shows feeds as plain text
    yield Output(addresses.feed(feed.page, "xml"), of_programs.content)
    yield _json_feed(feed, entries, site)


def _feeds(library: Library, site: Site) -> Iterator[Feed]:
    """The feeds of the site, of changed views, of topics, of briefs and of followed actors.

    The feed of the site has the full text of the latest briefs, each with its latest news. The others only
    have summaries: a brief is in the feeds of all its topics and actors.
    """
    entries = {
        brief.slug: tuple(_entries(brief, library, site))
        for brief in library.briefs.values()
    }
    updates = {
        slug: tuple(each for each in of_brief if each.is_update)
        for slug, of_brief in entries.items()
    }

    def feed(
        page: str,
        title: str,
        description: str,
        briefs: Iterable[str],
        *,
        whole: bool = False,
        only: Mapping[str, Sequence[FeedEntry]] = entries,
    ) -> Feed:
        every = (each for slug in briefs for each in only[slug])
        latest = sorted(every, key=lambda each: (-each.day.toordinal(), each.slug))[
            :LONGEST_FEED
        ]
        shown = (
            latest if whole else (replace(each, has_full_text=False) for each in latest)
        )
        name = f"{title} · {site.name}" if title else site.name
        return Feed(
            page, site.stable_id("feed", page).urn, name, description, tuple(shown)
        )

    _ = site.language.gettext
    yield feed(addresses.HOME, "", site.description, library.briefs, whole=True)
    if library.judgements:
        about = _("Every key judgement of the briefs, the most certain first.")
        judged = {
            slug: [*_judgements(brief, library, site)]
            for slug, brief in library.briefs.items()
        }
        yield feed(
            addresses.JUDGEMENTS, _("Judgements"), about, library.briefs, only=judged
        )
    yield feed(addresses.NEW, _(new.CHANGED), "", library.briefs, only=updates)
    for brief in library.briefs.values():
        yield feed(
            addresses.brief(brief.slug),
            brief.entry.title,
            brief.entry.summary,
            (brief.slug,),
        )
    for topic in library.topics.values():
        yield feed(addresses.topic(topic.id), topic.title, topic.summary, topic.briefs)
    for actor in filter(downloads.is_followed, library.actors.values()):
        about = _("Briefs involving %(name)s", name=actor.name)
        yield feed(
            addresses.actor(actor.id),
            actor.name,
            about,
            (slug for slug, _role in actor.roles),
        )


def _judgements(
    brief: LinkedBrief, library: Library, site: Site
) -> Iterator[FeedEntry]:
    """A judgement with another text, confidence or likelihood is another entry."""
    for number, entry in enumerate(brief.entry.key_judgements, start=1):
        said = [f"{entry.confidence} confidence", *filter(None, [entry.likelihood])]
        words = PlainText(partial(brief.cite, language=site.language)).write(entry.text)
        certainty = " · ".join(wording.label(each, site.language) for each in said)
        yield FeedEntry(
            site.stable_id("judgement", brief.slug, *said, entry.text.source).urn,
            brief.slug,
            brief.changed.earliest,
            f"{certainty}: {wording.shortened(words, LONGEST_TITLE)}",
            addresses.absolute(
                site, addresses.brief(brief.slug), addresses.anchor("judgement", number)
            ),
            f"{words} ({certainty}; {brief.entry.title})",
            tuple((topic, library.topics[topic].title) for topic in brief.entry.topics),
            has_full_text=False,
        )


def _entries(brief: LinkedBrief, library: Library, site: Site) -> Iterator[FeedEntry]:
    """The publication of a brief, and its major updates."""
    topics = tuple((topic, library.topics[topic].title) for topic in brief.entry.topics)
    major = [each for each in news.brief_news(brief, site.language) if each.is_major]
    for number, each in enumerate(major):
        address = addresses.absolute(site, addresses.brief(brief.slug), each.anchor)
        kind = (
            ""
            if each.kind == "published"
            else f"{site.language.gettext(news.WORDS[each.kind])}: "
        )
        yield FeedEntry(
            site.stable_id(*each.key).urn,
            brief.slug,
            each.day,
            f"{kind}{each.title}",
            address,
            each.text or brief.entry.summary,
            topics,
            has_full_text=number == 0,
            is_update=each.update is not None,
        )


def _content(entry: FeedEntry, site: Site, text: str) -> Markup:
    if text:
        return _full_text(addresses.text(addresses.brief(entry.slug)), text, site)
    words = site.language.gettext("This brief on the site")
    return Markup('<p>{}</p>\n<p><a href="{}">{}</a></p>').format(
        entry.summary, entry.address, words
    )


def _full_text(path: str, text: str, site: Site) -> Markup:
    """The plain text of a brief as HTML, without its title and its addresses; links lead to pages."""
    label = f"{site.language.gettext('Address:')} <"
    # the title and the address of the page come first
    tokens, kept = _MARKDOWN.parse(text)[6:], list[Token]()
    while tokens:
        is_address = tokens[0].type == "paragraph_open" and tokens[
            1
        ].content.startswith(label)
        if is_address and kept and kept[-1].type == "heading_close":
            del tokens[:3]
        else:
            kept.append(tokens.pop(0))
    up = "" if site.address else "../" * path.count("/")
    for link in (
        each
        for token in kept
        for each in token.children or ()
        if each.type == "link_open"
    ):
        address = str(link.attrs["href"]).removeprefix(up)
        if address.startswith(site.address) and (site.address or ":" not in address):
            address = address.removesuffix(addresses.text(addresses.HOME))
        link.attrs["href"] = address
    html = _MARKDOWN.renderer.render(kept, _MARKDOWN.options, {})
    return Markup(html.strip())  # noqa: S704 -- rendered just now


def _atom(feed: Feed, entries: Entries, site: Site) -> Output:
    """A feed in the Atom Syndication Format, RFC 4287, which a browser shows as a page.

    Its style sheet hides what is meant for programs, and shows what is meant for people: elements of XHTML,
    which feed readers ignore (section 6). Browsers no longer transform XML with XSLT.
    """
    path = addresses.feed(feed.page, "atom")
    up = "../" * path.count("/")
    text = _template(site.language).render(
        feed=feed,
        entries=[(entry, str(content)) for entry, content in entries],
        site=site,
        path=path,
        up=up,
        links="" if site.address else up,  # browsers do not know xml:base
        sheets=(_STYLE, addresses.ACCENT) if site.settings.accent else (_STYLE,),
        at=partial(addresses.absolute, site),
        day=partial(wording.day, language=site.language),
        time=_time,
        quoted=lambda text: Markup(quoteattr(text)),  # noqa: S704 -- quoted just now
    )
    return Output(path, f"{text}\n".encode())


@cache
def _template(language: Language) -> Template:
    return (
        environment(language)
        .overlay(finalize=_xml)
        .get_template("parts/feed.atom.jinja")
    )


def _xml(text: object) -> Markup:
    return text if isinstance(text, Markup) else Markup(escape(str(text)))  # noqa: S704 -- escaped just now


def _time(day: datetime.date) -> str:
    return f"{day.isoformat()}T00:00:00Z"


def _json_feed(feed: Feed, entries: Entries, site: Site) -> Output:
    """A feed in JSON Feed 1.1: https://www.jsonfeed.org/version/1.1/."""
    path = addresses.feed(feed.page, "json")
    document = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        **({"description": feed.description} if feed.description else {}),
        "home_page_url": addresses.absolute(site, feed.page),
        "feed_url": addresses.absolute(site, path),
        "language": site.language.code,
        "authors": [{"name": site.name}],
        "items": [
            {
                "id": entry.id,
                "url": entry.address,
                "title": entry.title,
                "summary": entry.summary,
                "content_html": str(content),
                "date_published": _time(entry.day),
                "tags": [title for _, title in entry.topics],
            }
            for entry, content in entries
        ],
    }
    return Output(
        path,
        (
            json.dumps(document, ensure_ascii=False, separators=(",", ":")) + "\n"
        ).encode(),
    )
