"""References to briefs and sources in three formats, of which every program for references reads one.

What can be cited is an item in the data model of the Citation Style Language, from which each format is
written: https://github.com/citation-style-language/schema. BibTeX and RIS are written here, for what writes
them elsewhere leaves braces, backslashes and line breaks of a text as they are.
"""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from briefing_site.format import EdtfDate, Source
from briefing_site.format.person_names import OTHERS, split_name
from briefing_site.library.library import (
    LinkedBrief,
    LinkedEvent,
    LinkedQuote,
    NumberedSource,
)
from briefing_site.pages.components.citation import CitedWork
from briefing_site.pages.components.downloads import ContainedFile
from briefing_site.site import Language, Links, addresses, wording
from briefing_site.site.addresses import ReferenceFormat

Item = dict[str, Any]
Fields = Iterator[tuple[str, str]]
"""The names and values that a format has for an item."""

LONGEST = 80
"""Characters of a quote in its title; its abstract has all of it."""
_KNOWN = {"day": 3, "month": 2, "season": 1, "year": 1, "decade": 0, "century": 0}
"""How many of year, month and day are known at each precision."""


@dataclass(frozen=True)
class Format:
    """A format: its name, the ending of its files, its media type and what writes it."""

    name: str
    ending: ReferenceFormat
    media_type: str
    text: Callable[[Iterable[Item]], str]


def contained(work: CitedWork) -> dict[str, ContainedFile]:
    """The reference for a brief or a version itself in each format, by its name."""
    return {
        each.name: ContainedFile(
            f"{work.id}.{each.ending}",
            each.media_type,
            each.text([item(work)]).encode(),
        )
        for each in FORMATS
    }


def files(path: Callable[[ReferenceFormat], str], link: Links) -> dict[str, str]:
    """The addresses of the files of sources, by the names of their formats."""
    return {each.name: link.file(path(each.ending)) for each in FORMATS}


def item(work: CitedWork) -> Item:
    return _without_gaps(
        {
            "id": work.id,
            "type": "webpage",
            "title": work.title,
            "author": [_name(each) for each in work.authors]
            or [{"literal": work.site}],
            "container-title": work.site if work.authors else None,
            "issued": _date(work.date, work.language),
            "DOI": work.doi,
            "URL": work.url,
            "version": work.version,
            "language": work.language.code,
        }
    )


def entries(brief: LinkedBrief, work: CitedWork) -> list[Item]:
    """The events and quotes of a brief, each as what is cited by itself.

    An event is a part of the brief. A quote is by its speaker, in its source, and names the brief.
    """
    date, _ = partial(wording.date, language=work.language), work.language.gettext
    where = ", ".join((work.title, work.site, date(work.date)))

    def event(linked: LinkedEvent) -> Item:
        documented = "; ".join(
            _in_words(source.entry, work.language) for source in linked.cited
        )
        label = work.language.ngettext(
            "Source: %(sources)s",
            "Sources: %(sources)s",
            len(linked.cited),
            sources=documented,
        )
        within = _("In: %(where)s", where=where)
        title = f"{linked.entry.title}, {date(linked.date)}"
        return {
            **item(replace(work, id=f"{work.id}:{linked.id}", title=title)),
            "abstract": linked.entry.text.words if linked.entry.text else "",
            "container-title": work.title,
            "publisher": work.site,
            "event-date": _date(linked.date, work.language),
            "URL": f"{work.url}#{linked.id}" if work.url else "",
            "note": f"{within}. {label}" if documented else within,
        }

    def quote(linked: LinkedQuote) -> Item:
        source = brief.source(linked.entry.source)
        there = f"{work.url}#{linked.id}" if work.url else ""
        title = ": ".join(filter(None, (", ".join(source.authors), source.name)))
        within, quoted = (
            _("In: %(where)s", where=title),
            ", ".join(filter(None, (where, there))),
        )
        published, said = source.published or linked.date, linked.date
        return {
            "id": f"{work.id}:{linked.id}",
            "type": "webpage",
            "title": _(
                "“%(text)s”", text=wording.shortened(linked.entry.text, LONGEST)
            ),
            "author": [_speaker(brief, linked)],
            "abstract": linked.entry.text,
            "container-title": source.publisher and source.name,
            "publisher": source.publisher,
            "issued": _date(published, work.language),
            "original-date": _date(said, work.language) if said != published else None,
            "accessed": _date(source.accessed, work.language)
            if source.accessed
            else None,
            "URL": source.url or there,
            "note": f"{within}. {_('Quoted in:')} {quoted}",
            "language": source.language,
        }

    return [*map(_without_gaps, (*map(event, brief.events), *map(quote, brief.quotes)))]


def _speaker(brief: LinkedBrief, quote: LinkedQuote) -> Item:
    speaker = brief.members[quote.entry.speaker] if quote.entry.speaker else None
    if speaker and speaker.kind == "person":
        return _name(speaker.sort_name)
    return {"literal": speaker.name if speaker else brief.speaker(quote.entry)}


def _in_words(source: Source, language: Language) -> str:
    title = ": ".join(filter(None, (", ".join(source.authors), source.name)))
    published = wording.date(source.published, language) if source.published else ""
    return ", ".join(filter(None, (title, source.publisher, published, source.url)))


def sources(brief: LinkedBrief, language: Language) -> list[Item]:
    """The sources of a brief. Ids are unique across all briefs."""
    return [_without_gaps(_source(source, brief, language)) for source in brief.sources]


def _source(source: NumberedSource, brief: LinkedBrief, language: Language) -> Item:
    entry = source.entry
    archived = language.gettext("Archived at %(address)s", address=entry.archived)
    return {
        "id": f"{brief.slug}:{addresses.anchor('source', source.id)}",
        "type": "webpage" if entry.url else "document",
        "title": entry.name,
        "genre": entry.description if entry.title else None,
        "author": [_name(name, entry.publisher) for name in entry.authors],
        "container-title": entry.publisher if entry.url else None,
        "publisher": None if entry.url else entry.publisher,
        "issued": _date(entry.published, language) if entry.published else None,
        "accessed": _date(entry.accessed, language) if entry.accessed else None,
        "DOI": entry.doi,
        "URL": entry.url,
        "language": entry.language,
        "note": archived if entry.archived else None,
    }


def _name(name: str, publisher: str | None = None) -> Item:
    given, family = split_name(name, publisher)
    return {"family": family, "given": given} if given else {"literal": family}


def _date(when: EdtfDate, language: Language) -> Item:
    """A date as exact as it is; in words what the model has no parts for."""
    moments = [when.first, when.last] if when.is_interval else [when.first]
    parts = [
        [each.earliest.year, each.earliest.month, each.earliest.day][
            : _KNOWN[each.precision]
        ]
        for each in moments
        if each
    ]
    if len(parts) < len(moments) or not all(parts):
        return {"literal": wording.date(when, language), "edtf": when.text}
    circa = any(moment.approximate or moment.uncertain for moment in moments if moment)
    date: Item = {"date-parts": parts, "edtf": when.text} | (
        {"circa": True} if circa else {}
    )
    if when.first and when.first.precision == "season" and not when.is_interval:
        date["season"] = int(when.first.text[5:7]) - 20
    return date


def _without_gaps(fields: Item) -> Item:
    return {name: value for name, value in fields.items() if value}


def csl_json(items: Iterable[Item]) -> str:
    lines = (
        json.dumps(item, ensure_ascii=False, separators=(",", ":")) for item in items
    )
    return "[{}]\n".format(",\n".join(lines))


_BIBTEX_TYPES = {"webpage": "online", "document": "misc"}
_BIBTEX_FIELDS = ("genre", "abstract", "note", "version", "language")
_BIBTEX_DATES = {
    "accessed": "urldate",
    "event-date": "eventdate",
    "original-date": "origdate",
}
"""Fields that have other names than in the items."""
_MONTHS = (
    "jan",
    "feb",
    "mar",
    "apr",
    "may",
    "jun",
    "jul",
    "aug",
    "sep",
    "oct",
    "nov",
    "dec",
)
_ESCAPES = str.maketrans(
    {character: f"\\{character}" for character in "#$%&_"}
    | {
        # a brace counts as one even behind a backslash
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "\\": r"\textbackslash{}",
        "^": r"\textasciicircum{}",
        "~": r"\textasciitilde{}",
    }
)


def bibtex(items: Iterable[Item]) -> str:
    """An entry for each item, with the fields that biblatex adds: https://ctan.org/pkg/biblatex."""
    entries = []
    for item in items:
        fields = "".join(
            f"  {name} = {value},\n" for name, value in _bibtex_fields(item)
        )
        entries.append(f"@{_BIBTEX_TYPES[item['type']]}{{{item['id']},\n{fields}}}\n")
    return "\n".join(entries)


def _bibtex_fields(item: Item) -> Fields:
    # the second pair of braces keeps capital letters and whole names as they are
    yield "title", f"{{{{{_bibtex_text(item['title'])}}}}}"
    if "author" in item:
        yield "author", f"{{{' and '.join(map(_bibtex_name, item['author']))}}}"
    if house := item.get("publisher") or item.get("container-title"):
        yield (
            "organization" if item["type"] == "webpage" else "publisher",
            f"{{{{{_bibtex_text(house)}}}}}",
        )
    if "issued" in item:
        yield from _bibtex_date(item["issued"])
    for field, name in _BIBTEX_DATES.items():
        if field in item:
            yield name, f"{{{item[field]['edtf']}}}"
    for field in _BIBTEX_FIELDS:
        if field in item:
            yield (
                "type" if field == "genre" else field,
                f"{{{_bibtex_text(item[field])}}}",
            )
    if "DOI" in item:
        yield "doi", f"{{{item['DOI']}}}"  # as it is: programs look it up
    if "URL" in item:
        yield "url", f"{{{item['URL'].replace('{', '%7B').replace('}', '%7D')}}}"


def _bibtex_date(date: Item) -> Fields:
    """The exact date for biblatex, which knows EDTF, and year and month for BibTeX, which does not."""
    yield "date", f"{{{date['edtf']}}}"
    for parts in date.get("date-parts", ())[:1]:
        yield "year", f"{{{parts[0]}}}"
        if len(parts) > 1:
            yield "month", _MONTHS[parts[1] - 1]


def _bibtex_name(name: Item) -> str:
    if name.get("literal") == OTHERS:
        return "others"
    if "literal" in name:
        return f"{{{_bibtex_text(name['literal'])}}}"
    return f"{_bibtex_text(name['family'])}, {_bibtex_text(name['given'])}"


def _bibtex_text(text: str) -> str:
    return " ".join(text.split()).translate(_ESCAPES)


_RIS_TYPES = {"webpage": "ELEC", "document": "GEN"}
_RIS_TAGS = {
    "title": "TI",
    "genre": "M3",
    "container-title": "T2",
    "publisher": "PB",
    "abstract": "AB",
    "note": "N1",
    "version": "ET",
    "DOI": "DO",
    "language": "LA",
    "URL": "UR",
}


def ris(items: Iterable[Item]) -> str:
    """A line for each tag and its value: https://en.wikipedia.org/wiki/RIS_(file_format)."""
    values = (value for item in items for value in _ris_fields(item))
    return (
        "\r\n".join(f"{tag}  - {' '.join(value.split())}" for tag, value in values)
        + "\r\n"
    )


def _ris_fields(item: Item) -> Fields:
    yield "TY", _RIS_TYPES[item["type"]]
    yield "ID", item["id"]
    for name in item.get("author", ()):
        yield "AU", name.get("literal") or f"{name['family']}, {name['given']}"
    yield from _ris_date(item.get("issued", {}))
    for field, tag in _RIS_TAGS.items():
        if field in item:
            yield tag, item[field]
    if "accessed" in item:
        yield "Y2", f"{item['accessed']['edtf'].replace('-', '/')}/"
    yield "ER", ""


def _ris_date(date: Item) -> Fields:
    """Year, month and day have a place each; behind them stands, in words, what is no such date."""
    if "literal" in date:
        yield "DA", f"///{date['literal']}"
    for parts in date.get("date-parts", ())[:1]:
        year, month, day = (f"{part:02}" if part else "" for part in (*parts, 0, 0)[:3])
        yield "PY", f"{parts[0]:04}"
        rest = (
            date["edtf"]
            if date.keys() & {"circa", "season"} or len(date["date-parts"]) > 1
            else ""
        )
        yield "DA", f"{year:0>4}/{month}/{day}/{rest}"


FORMATS = (
    Format("BibTeX", "bib", "application/x-bibtex", bibtex),
    Format("RIS", "ris", "application/x-research-info-systems", ris),
    Format("CSL-JSON", "json", "application/vnd.citationstyles.csl+json", csl_json),
)
