"""References as items in the data model of the Citation Style Language (CSL).

Every format for reference managers is written from these items, see `formats.py`:
https://github.com/citation-style-language/schema
"""

from dataclasses import replace
from typing import Any

from briefing_site.format import EdtfDate, Source
from briefing_site.format.person_names import split_name
from briefing_site.library.library import (
    LinkedBrief,
    LinkedEvent,
    LinkedQuote,
    NumberedSource,
)
from briefing_site.references.work import CitedWork
from briefing_site.site import Language, addresses, wording

Item = dict[str, Any]
"""The fields of a reference, by the names that CSL gives them."""

LONGEST_TITLE = 80
"""Characters of a quote in its title; its abstract has all of it."""
_DATE_PARTS = {"day": 3, "month": 2, "season": 1, "year": 1, "decade": 0, "century": 0}
"""How many of year, month and day are known at each precision."""


def work_item(work: CitedWork) -> Item:
    """The item of a brief or a version. Without authors, the site is the author."""
    authors = [_name(author) for author in work.authors]
    container = work.site
    if not authors:
        authors = [{"literal": work.site}]
        container = ""
    return _without_gaps(
        {
            "id": work.id,
            "type": "webpage",
            "title": work.title,
            "author": authors,
            "container-title": container,
            "issued": _date(work.date, work.language),
            "DOI": work.doi,
            "URL": work.url,
            "version": work.version,
            "language": work.language.code,
        }
    )


def entry_items(brief: LinkedBrief, work: CitedWork) -> list[Item]:
    """The events and then the quotes of a brief, each as what is cited by itself."""
    items = [_event_item(event, work) for event in brief.events]
    items += [_quote_item(quote, brief, work) for quote in brief.quotes]
    return items


def _event_item(event: LinkedEvent, work: CitedWork) -> Item:
    """An event, which is cited as a part of its brief."""
    language = work.language
    date = wording.date(event.date, language)
    title = f"{event.entry.title}, {date}"
    item = work_item(replace(work, id=f"{work.id}:{event.id}", title=title))
    note = language.gettext("In: %(where)s", where=_in_words(work))
    sources = [_source_in_words(source.entry, language) for source in event.cited]
    if sources:
        label = language.ngettext(
            "Source: %(sources)s",
            "Sources: %(sources)s",
            len(sources),
            sources="; ".join(sources),
        )
        note = f"{note}. {label}"
    item["abstract"] = event.entry.text.words if event.entry.text else ""
    item["container-title"] = work.title
    item["publisher"] = work.site
    item["event-date"] = _date(event.date, language)
    item["URL"] = _permalink(work, event.id)
    item["note"] = note
    return _without_gaps(item)


def _quote_item(quote: LinkedQuote, brief: LinkedBrief, work: CitedWork) -> Item:
    """A quote: it is by its speaker and in its source, and its note names the brief."""
    language = work.language
    source = brief.source(quote.entry.source)
    permalink = _permalink(work, quote.id)
    title = wording.shortened(quote.entry.text, LONGEST_TITLE)
    published = source.published or quote.date
    within = language.gettext("In: %(where)s", where=_title_with_authors(source))
    quoted_in = language.gettext("Quoted in:")
    place = _joined(_in_words(work), permalink)
    item: Item = {
        "id": f"{work.id}:{quote.id}",
        "type": "webpage",
        "title": language.gettext("“%(text)s”", text=title),
        "author": [_speaker(brief, quote)],
        "abstract": quote.entry.text,
        "container-title": source.name if source.publisher else "",
        "publisher": source.publisher,
        "issued": _date(published, language),
    }
    if quote.date != published:
        item["original-date"] = _date(quote.date, language)
    if source.accessed:
        item["accessed"] = _date(source.accessed, language)
    item["URL"] = source.url or permalink
    item["note"] = f"{within}. {quoted_in} {place}"
    item["language"] = source.language
    return _without_gaps(item)


def source_items(brief: LinkedBrief, language: Language) -> list[Item]:
    """The sources of a brief. Their ids are unique across all briefs."""
    return [_source_item(source, brief, language) for source in brief.sources]


def _source_item(
    source: NumberedSource, brief: LinkedBrief, language: Language
) -> Item:
    entry = source.entry
    item: Item = {
        "id": f"{brief.slug}:{addresses.anchor('source', source.id)}",
        "type": "webpage" if entry.url else "document",
        "title": entry.name,
    }
    if entry.title:
        item["genre"] = entry.description
    item["author"] = [_name(author, entry.publisher) for author in entry.authors]
    if entry.url:
        item["container-title"] = entry.publisher
    else:
        item["publisher"] = entry.publisher
    if entry.published:
        item["issued"] = _date(entry.published, language)
    if entry.accessed:
        item["accessed"] = _date(entry.accessed, language)
    item["DOI"] = entry.doi
    item["URL"] = entry.url
    item["language"] = entry.language
    if entry.archived:
        item["note"] = language.gettext(
            "Archived at %(address)s", address=entry.archived
        )
    return _without_gaps(item)


def _permalink(work: CitedWork, anchor: str) -> str:
    if not work.url:
        return ""
    return f"{work.url}#{anchor}"


def _in_words(work: CitedWork) -> str:
    date = wording.date(work.date, work.language)
    return f"{work.title}, {work.site}, {date}"


def _source_in_words(source: Source, language: Language) -> str:
    published = ""
    if source.published:
        published = wording.date(source.published, language)
    return _joined(_title_with_authors(source), source.publisher, published, source.url)


def _title_with_authors(source: Source) -> str:
    if not source.authors:
        return source.name
    return f"{', '.join(source.authors)}: {source.name}"


def _joined(*texts: str | None) -> str:
    return ", ".join(text for text in texts if text)


def _speaker(brief: LinkedBrief, quote: LinkedQuote) -> Item:
    if not quote.entry.speaker:
        return {"literal": brief.speaker(quote.entry)}
    speaker = brief.members[quote.entry.speaker]
    if speaker.kind == "person":
        return _name(speaker.sort_name)
    return {"literal": speaker.name}


def _name(name: str, publisher: str | None = None) -> Item:
    given, family = split_name(name, publisher)
    if not given:
        return {"literal": family}
    return {"family": family, "given": given}


def _date(date: EdtfDate, language: Language) -> Item:
    """A date as exact as it is known, or in words if the model has no parts for it.

    `edtf` is no field of CSL; biblatex and RIS take the date from it.
    """
    moments = [date.first]
    if date.is_interval:
        moments.append(date.last)
    parts = []
    is_approximate = False
    for moment in moments:
        numbers: list[int] = []
        if moment:
            day = moment.earliest
            known = _DATE_PARTS[moment.precision]
            numbers = [day.year, day.month, day.day][:known]
            if moment.approximate or moment.uncertain:
                is_approximate = True
        if not numbers:
            return {"literal": wording.date(date, language), "edtf": date.text}
        parts.append(numbers)
    item: Item = {"date-parts": parts, "edtf": date.text}
    if is_approximate:
        item["circa"] = True
    if date.first and date.first.precision == "season" and not date.is_interval:
        item["season"] = int(date.first.text[5:7]) - 20
    return item


def _without_gaps(item: Item) -> Item:
    return {name: value for name, value in item.items() if value}
