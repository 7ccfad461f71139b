"""What can be cited, in the data model of the Citation Style Language, from which each format is written.

https://github.com/citation-style-language/schema defines the items; they are its JSON as it stands.
"""

import json
from collections.abc import Iterable
from typing import Any

from generator.format.dates import EdtfDate, Moment
from generator.format.version import FrozenVersion
from generator.library.library import LinkedBrief, NumberedSource
from generator.pages.components import authors
from generator.site import addresses, wording
from generator.site.language import Language
from generator.site.site import Site

Item = dict[str, Any]


def of_brief(brief: LinkedBrief, site: Site) -> list[Item]:
    """The brief itself."""
    return _without_gaps([_brief(brief, site)])


def of_sources(brief: LinkedBrief, site: Site) -> list[Item]:
    """The sources of a brief. Ids are unique across all briefs."""
    return _without_gaps([_source(source, brief, site.language) for source in brief.sources])


def text(items: Iterable[Item]) -> str:
    """CSL-JSON, with each item on a line, which Zotero, Pandoc and others read."""
    lines = (json.dumps(item, ensure_ascii=False, separators=(",", ":")) for item in items)
    return "[{}]\n".format(",\n".join(lines))


def _brief(brief: LinkedBrief, site: Site) -> Item:
    return {
        "id": brief.slug,
        "type": "webpage",
        "title": brief.entry.title,
        "author": [_name(each.name, None) for each in brief.entry.authors] or [{"literal": site.name}],
        "container-title": site.name if brief.entry.authors else None,
        "issued": _date(brief.changed, site.language),
        "abstract": brief.entry.summary,
        "URL": addresses.absolute(site, addresses.brief(brief.slug)) if site.address else None,
        "language": site.language.code,
    }


def of_version(version: FrozenVersion, site: Site) -> list[Item]:
    """A version of a brief, which is called as it was then."""
    path = addresses.version(version.brief, version.date)
    own = {
        "id": f"{version.brief}-{version.date}",
        "type": "webpage",
        "title": version.title,
        "author": [_name(each.name, None) for each in version.authors] or [{"literal": version.site}],
        "container-title": version.site if version.authors else None,
        "issued": _date(version.day, site.language),
        "abstract": version.summary,
        "DOI": version.doi,
        "URL": addresses.absolute(site, path) if site.address else None,
        "version": version.date,
        "language": version.language,
    }
    return _without_gaps([own])


def _source(source: NumberedSource, brief: LinkedBrief, language: Language) -> Item:
    entry = source.entry
    return {
        "id": f"{brief.slug}:{addresses.source_anchor(source.id)}",
        "type": "webpage" if entry.url else "document",
        "title": entry.name,
        "genre": entry.description if entry.title else None,
        "author": [_name(name, entry.publisher) for name in entry.authors],
        "container-title": entry.publisher if entry.url else None,
        "publisher": None if entry.url else entry.publisher,
        "issued": _date(entry.published, language) if entry.published else None,
        "accessed": _date(entry.accessed, language) if entry.accessed else None,
        "URL": entry.url,
        "language": entry.language,
        "note": language.gettext("Archived at %(address)s", address=entry.archived)
        if entry.archived
        else None,
    }


def _name(name: str, publisher: str | None) -> Item:
    given, family = authors.split(name, publisher)
    return {"family": family, "given": given} if given else {"literal": family}


def _date(when: EdtfDate, language: Language) -> Item:
    """A date as exact as it is; in words what the model has no parts for."""
    moments = [when.first, when.last] if when.is_interval else [when.first]
    parts = [_parts(moment) for moment in moments if moment]
    if len(parts) < len(moments) or not all(parts):
        return {"literal": wording.date(when, language), "edtf": when.text}
    circa = any(moment.approximate or moment.uncertain for moment in moments if moment)
    date: Item = {"date-parts": parts, "edtf": when.text} | ({"circa": True} if circa else {})
    if when.first and when.first.precision == "season" and not when.is_interval:
        date["season"] = int(when.first.text[5:7]) - 20
    return date


def _parts(when: Moment) -> list[int]:
    day = when.earliest
    known = {"day": 3, "month": 2, "season": 1, "year": 1, "decade": 0, "century": 0}[when.precision]
    return [day.year, day.month, day.day][:known]


def _without_gaps(items: list[Item]) -> list[Item]:
    return [{name: value for name, value in item.items() if value} for item in items]
