"""Sources from references in the data model of the Citation Style Language: CSL-JSON, as Zotero exports it.

https://github.com/citation-style-language/schema defines it.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import Any
from urllib.parse import quote, urlsplit

from generator.format import dates, limits, web_address
from generator.format.fields import is_language
from generator.imports.imported import MOST_ENTRIES, Data, Imported, ImportFileError, line, new_id, reading
from generator.languages.phrase import marked
from generator.pages.components import citation
from generator.reading import date_formats, suggestions
from generator.site.language import Language, translated

Item = Mapping[str, Any]

_KINDS = {
    **dict.fromkeys(("article-journal", "paper-conference", "thesis"), "research"),
    **dict.fromkeys(("article-newspaper", "article-magazine"), "press"),
    **dict.fromkeys(("entry-encyclopedia", "entry-dictionary"), "reference"),
}
"""What a type says about the kind of a source; the others say too little."""
_WITHOUT_MEANING = {
    "id",
    "type",
    "citation-key",
    "citekey",
    "title-short",
    "shortTitle",
    "source",
    "categories",
}
"""Fields of which nothing is lost for readers."""
_OWN_ID = re.compile(r"(?:.*:)?source--(.+)")
_DOI = re.compile(r"10\.[0-9]{4,9}/\S+")


def read(text: str, taken: Mapping[str, Data]) -> Imported:
    """The sources in a file of CSL-JSON. Raises `ImportFileError` if it is none."""
    with reading("JSON"):
        found = json.loads(text)
    if isinstance(found, dict) and isinstance(found.get("items"), list):
        found = found["items"]  # Better BibTeX wraps them
    if not isinstance(found, list) or not all(isinstance(each, dict) for each in found):
        raise ImportFileError(marked("the file is not CSL-JSON, which is a list of references"))
    return sources(found, taken)


def sources(items: Iterable[Item], taken: Mapping[str, Data]) -> Imported:
    """The sources that references become; `taken` are those that the brief has, by id."""
    made: dict[str, Data] = {}
    size = 0
    notes: list[str] = []
    known = {key: id_ for id_, source in taken.items() for key in _keys(source)}
    for number, item in enumerate(items, start=1):
        if number > MOST_ENTRIES:
            raise ImportFileError(
                marked("the file has more than {limit:,} references; divide it", limit=MOST_ENTRIES)
            )
        source, left = _source(item)
        named = source.get("title") or source.get("description")
        name = line(named, 60) if named else marked("reference {number}", number=number)
        if "title" not in source and "description" not in source:
            notes.append(marked("{name}: left out, for it has no title", name=name))
            continue
        same = next((known[key] for key in _keys(source) if key in known), None)
        if same:
            notes.append(marked("{name}: left out, for it is the source '{source}'", name=name, source=same))
            continue
        id_ = new_id(_wishes(item, source), lambda each: each in made or each in taken)
        made[id_] = source
        size += sum(map(len, chain.from_iterable(source.values())))
        if size > limits.FILE.size:
            raise ImportFileError(marked("the file has more than a brief can hold; divide it"))
        known |= dict.fromkeys(_keys(source), id_)
        if left:
            notes.append(marked("{name}: without {fields}", name=name, fields=", ".join(left)))
    return Imported(made, notes=tuple(notes))


def _source(item: Item) -> tuple[Data, list[str]]:
    """The source that a reference becomes, and the fields that it has no place for."""
    used: set[str] = set()

    def text(*names: str) -> str:
        """The first of the fields that is filled in."""
        found = next(
            (name for name in names if isinstance(item.get(name), str | int) and line(item[name])), ""
        )
        used.add(found)
        return line(item[found]) if found else ""

    title, genre = text("title"), text("genre")
    bracketed = re.fullmatch(r"\[(.+)\]", title)
    address, doi = text("URL"), text("DOI")
    named = _DOI.search(doi)
    at_doi = f"https://doi.org/{quote(named[0], safe='/:;()._-')}" if named else ""
    url = address if web_address.is_web_address(address) else web_address.suggestion(address) or at_doi
    if address and url == at_doi:
        used.discard("URL")
    if doi and url != at_doi and doi.casefold() not in url.casefold():
        used.discard("DOI")
    archived = _archived(str(item.get("note", "")))
    used |= {"note"} if archived else set()
    language = text("language")
    source: Data = {
        "title": "" if bracketed else title,
        "description": bracketed[1] if bracketed else genre,
        "kind": _KINDS.get(str(item.get("type", "")), ""),
        "authors": [],
        "publisher": text("container-title", "publisher", "institution", "event-title"),
        "published": _date(item.get("issued")),
        "url": url,
        "accessed": _date(item.get("accessed")),
        "archived": archived,
        "language": language if is_language(language) else suggestions.language_code(language),
    }
    used |= {"author", "issued", "accessed"}
    people = item.get("author")
    source["authors"] = [made for each in people if (made := _name(each))] if isinstance(people, list) else []
    if source["accessed"] and not dates.parse(source["accessed"]).is_day:
        source["accessed"] = ""
    for name, key in (("issued", "published"), ("accessed", "accessed"), ("language", "language")):
        if item.get(name) and not source[key]:
            used.discard(name)
    left = [
        line(name, 30)
        for name in item
        if name not in used | _WITHOUT_MEANING and item[name] not in ("", [], {}, None)
    ]
    return {key: value for key, value in source.items() if value}, left


def _name(person: object) -> str:
    """A name in one piece, of which the parts can be told again."""
    if not isinstance(person, dict):
        return ""
    part = {key: line(value) for key, value in person.items() if isinstance(value, str)}
    if part.get("literal"):
        return part["literal"]
    family = " ".join(filter(None, (part.get("non-dropping-particle"), part.get("family"))))
    given = " ".join(filter(None, (part.get("given"), part.get("dropping-particle"))))
    if not (family and given):
        return family or given
    whole = f"{given} {family}"
    named = whole if citation.split_name(whole) == (given, family) else f"{family}, {given}"
    return f"{named} {part['suffix']}" if part.get("suffix") else named


def _date(value: object) -> str:
    """A date in EDTF; empty if it can't be told what it is."""
    if not isinstance(value, dict):
        return ""
    written = [line(value[key]) for key in ("edtf", "literal", "raw") if isinstance(value.get(key), str)]
    parts = value.get("date-parts")
    if isinstance(parts, list):
        moments = ["-".join(_digits(each)) for each in parts[:2] if isinstance(each, list)]
        season = value.get("season")
        if len(moments) == 1 and str(season) in {"1", "2", "3", "4"}:
            moments = [f"{moments[0][:4]}-2{season}"]
        mark = "~" if value.get("circa") and len(moments) == 1 else ""
        written.insert(1 if "edtf" in value else 0, "/".join(filter(None, moments)) + mark)
    return next(filter(None, map(_edtf, written)), "")


def _digits(parts: list[Any]) -> Iterator[str]:
    for part, length in zip(parts, (4, 2, 2), strict=False):
        text = str(part)[: length + 1]
        if not text.isdecimal() or len(text) > length or int(text) == 0:
            return
        yield text.zfill(length)


def _edtf(text: str) -> str:
    """The date that a text is, or can only mean."""
    if dates.parse_valid(text):
        return text
    possible = date_formats.possible_dates(text)
    return possible[0] if len(possible) == 1 else ""


def _archived(note: str) -> str:
    """The address in what our own exports say of an archived copy, in any language."""
    for code in ("en", *translated()):
        before, _, after = Language(code).gettext("Archived at %(address)s", address="\0").partition("\0")
        address = line(note).removeprefix(before).removesuffix(after)
        if line(note).startswith(before) and web_address.is_web_address(address):
            return address
    return ""


def _keys(source: Data) -> Iterator[tuple[str, ...]]:
    """What two sources that are the same have in common: an address, or else title, publisher and date."""
    url = source.get("url")
    if isinstance(url, str) and web_address.is_web_address(url):
        parts = urlsplit(url)
        host = (parts.hostname or "").removeprefix("www.").removeprefix("dx.")
        path = parts.path.rstrip("/")
        yield host, path.casefold() if host == "doi.org" else path, parts.query
    else:
        yield tuple(
            str(source.get(key, "")).casefold() for key in ("title", "description", "publisher", "published")
        )


def _wishes(item: Item, source: Data) -> Iterator[str]:
    """Ids for a source, the best first."""
    key = str(item.get("citation-key") or item.get("id") or "")
    own = _OWN_ID.fullmatch(key)
    if own:
        yield own[1]
    elif re.fullmatch(r"[A-Za-z][\w:.-]{2,39}", key) and not key.lower().startswith(("http", "zotero")):
        yield re.sub(r"(?<=[a-z])(?=[A-Z0-9])", "-", key)
    year = source.get("published", "")[:4]
    _, family = citation.split_name(source["authors"][0]) if source.get("authors") else ("", "")
    for name in (family, source.get("publisher", ""), source.get("title", "")):
        if name:
            yield f"{name[:30]} {year}"
    yield "source"
