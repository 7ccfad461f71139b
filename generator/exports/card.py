"""Preview images of the site and its briefs for link previews: 1200 by 630 pixels."""

from collections.abc import Iterator

from generator.exports import typesetting
from generator.library.library import Library
from generator.library.summaries import BriefSummary
from generator.publishing import addresses, wording
from generator.publishing.language import Language
from generator.publishing.output import Output, Task
from generator.publishing.site import Site


def tasks(library: Library, _site: Site) -> Iterator[Task]:
    """One for the site, and one for each brief."""
    yield Task(addresses.SITE_CARD, card_of_site, is_slow=True)
    for slug in library.briefs:
        yield Task(addresses.card(slug), card, (slug,), is_slow=True)


def card_of_site(library: Library, site: Site) -> Iterator[Output]:
    """The card of the site."""
    numbers = (len(library.events), len(library.quotes), len(library.sources))
    facts = [
        *wording.counts((len(library.summaries), "brief"), language=site.language),
        *_counted(*numbers, site.language),
    ]
    yield _card(addresses.SITE_CARD, site, site.description or site.name, [], facts)


def card(library: Library, site: Site, slug: str) -> Iterator[Output]:
    """The card of a brief."""
    brief = library.summaries[slug]
    topics = [library.topics[topic].title for topic in brief.topics]
    facts = [
        *_dates(brief, site.language),
        *_counted(brief.events, brief.quotes, brief.sources, site.language),
    ]
    yield _card(addresses.card(slug), site, brief.title, topics, facts)


def _dates(brief: BriefSummary, language: Language) -> list[str]:
    """As on the page."""
    facts = [language.gettext("Dated %(date)s", date=wording.date(brief.date, language))]
    if brief.as_of:
        facts.append(language.gettext("as of %(date)s", date=wording.date(brief.as_of, language)))
    if brief.updated:
        facts.append(language.gettext("updated %(date)s", date=wording.date(brief.updated, language)))
    return facts


def _counted(events: int, quotes: int, sources: int, language: Language) -> list[str]:
    return wording.counts((events, "event"), (quotes, "quote"), (sources, "source"), language=language)


def _card(path: str, site: Site, title: str, topics: list[str], facts: list[str]) -> Output:
    data = {"topics": topics, "title": title, "facts": facts, **typesetting.identity(site)}
    return Output(path, typesetting.document("card.typ", data, "png"))
