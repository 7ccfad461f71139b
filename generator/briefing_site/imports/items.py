"""Sources from references in the data model of the Citation Style Language: CSL-JSON, as Zotero exports it.

https://github.com/citation-style-language/schema defines it.
"""

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import Any
from urllib.parse import quote, unquote, urlsplit

from briefing_site.format import dates, limits, web_address
from briefing_site.format.fields import DOI, is_language
from briefing_site.format.person_names import OTHERS, split_name
from briefing_site.imports import imported
from briefing_site.imports.imported import (
    LARGEST_FILE,
    MOST_ENTRIES,
    TOO_MANY,
    Data,
    First,
    Imported,
    ImportFileError,
    line,
    new_id,
    reading,
    without_tags,
)
from briefing_site.languages.language import translated
from briefing_site.languages.phrase import marked
from briefing_site.reading import suggestions
from briefing_site.site import Language

Item = Mapping[str, Any]
Entry = Item | str
"""A reference, or a note on one that could not be read."""

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
_OTHERS = {"others", "et al", "and others", "u. a", "u.a"}


def read(text: str, taken: Mapping[str, Data], first: First = "") -> Imported:
    """The sources in a file of CSL-JSON. Raises `ImportFileError` if it is none."""
    with reading("JSON"):
        found = json.loads(text)
    if isinstance(found, dict) and isinstance(found.get("items"), list):
        found = found["items"]  # Better BibTeX wraps them
    if not isinstance(found, list):
        raise ImportFileError(
            marked("the file is not CSL-JSON, which is a list of references")
        )
    entries = (
        each
        if isinstance(each, dict)
        else marked("reference {number}: left out, for it is none", number=number)
        for number, each in enumerate(found, start=1)
    )
    return sources(entries, taken, first)


def sources(
    items: Iterable[Entry], taken: Mapping[str, Data], first: First = ""
) -> Imported:
    """The sources that references become; `taken` are those that the brief has, by id.

    `first` is what comes first in 3/7/2024.
    """
    made: dict[str, Data] = {}
    size = 0
    notes: list[str] = []
    known: defaultdict[tuple[str, ...], dict[str, Data]] = defaultdict(dict)
    for id_, source in taken.items():
        for key in _keys(source):
            known[key][id_] = source
    for number, item in enumerate(items, start=1):
        if number > MOST_ENTRIES:
            raise ImportFileError(TOO_MANY)
        if isinstance(item, str):
            notes.append(item)
            continue
        source, left = _source(item, first)
        named = source.get("title") or source.get("description")
        name = line(named, 60) if named else marked("reference {number}", number=number)
        if "title" not in source and "description" not in source:
            notes.append(marked("{name}: left out, for it has no title", name=name))
            continue
        keys = list(_keys(source))
        candidates = (each for key in keys for each in known.get(key, {}).items())
        if same := next(
            (id_ for id_, other in candidates if _agree(source, other)), None
        ):
            notes.append(
                marked(
                    "{name}: left out, for it is the source '{source}'",
                    name=name,
                    source=same,
                )
            )
            continue
        id_ = new_id(_wishes(item, source), lambda each: each in made or each in taken)
        made[id_] = source
        size += sum(map(len, chain.from_iterable(source.values())))
        if size > limits.FILE.size:
            raise ImportFileError(
                marked("the file has more than a brief can hold; divide it")
            )
        for key in keys:
            known[key][id_] = source
        if left:
            notes.append(
                marked("{name}: without {fields}", name=name, fields=", ".join(left))
            )
    return Imported(made, notes=tuple(notes))


def _source(item: Item, first: First) -> tuple[Data, list[str]]:
    """The source that a reference becomes, and the fields that it has no place for."""
    used: set[str] = set()
    left: list[str] = []

    def text(*names: str) -> str:
        """The first of the fields that is filled in."""
        found = next(
            (
                name
                for name in names
                if isinstance(item.get(name), str | int) and line(item[name])
            ),
            "",
        )
        used.add(found)
        if found and len(line(item[found], LARGEST_FILE)) > limits.LINE:
            left.append(marked("the end of {field}", field=found))
        return line(item[found]) if found else ""

    title, genre = text("title"), text("genre")
    bracketed = re.fullmatch(r"\[(.+)\]", title)
    address, doi = text("URL"), text("DOI")
    named = _DOI.search(doi)
    at_doi = f"https://doi.org/{quote(named[0], safe='/:;()._-')}" if named else ""
    url = (
        address
        if web_address.is_web_address(address)
        else web_address.suggestion(address) or at_doi
    )
    if address and url == at_doi:
        used.discard("URL")
    is_at_doi = _whereabouts({"url": url}) == _whereabouts({"url": at_doi})
    kept = (
        named[0] if named and not is_at_doi and re.match(DOI.pattern, named[0]) else ""
    )
    if doi and not kept and not is_at_doi:
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
        "published": _date(item.get("issued"), first),
        "url": url,
        "doi": kept,
        "accessed": _date(item.get("accessed"), first),
        "archived": archived,
        "language": language
        if is_language(language)
        else suggestions.language_code(language),
    }
    used |= {"author", "issued", "accessed"}
    people = item.get("author")
    source["authors"] = (
        [made for each in people if (made := _name(each))]
        if isinstance(people, list)
        else []
    )
    if source["accessed"] and not dates.parse(source["accessed"]).is_day:
        source["accessed"] = ""
    for name, key in (
        ("issued", "published"),
        ("accessed", "accessed"),
        ("language", "language"),
    ):
        if item.get(name) and not source[key]:
            used.discard(name)
    if isinstance(people, list) and len(people) > len(source["authors"]):
        left.append(marked("the end of {field}", field="author"))
    left += [
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
    if " ".join(part.values()).casefold().rstrip(".") in _OTHERS:
        return OTHERS
    if part.get("literal"):
        return part["literal"]
    family = " ".join(
        filter(None, (part.get("non-dropping-particle"), part.get("family")))
    )
    given = " ".join(filter(None, (part.get("given"), part.get("dropping-particle"))))
    if not (family and given):
        return family or given
    whole = f"{given} {family}"
    named = whole if split_name(whole) == (given, family) else f"{family}, {given}"
    return f"{named} {part['suffix']}" if part.get("suffix") else named


def _date(value: object, first: First) -> str:
    """A date in EDTF; empty if it can't be told what it is."""
    if not isinstance(value, dict):
        return ""
    written = [
        line(value[key])
        for key in ("edtf", "literal", "raw")
        if isinstance(value.get(key), str)
    ]
    parts = value.get("date-parts")
    if isinstance(parts, list):
        moments = [
            "-".join(_digits(each)) for each in parts[:2] if isinstance(each, list)
        ]
        season = value.get("season")
        if len(moments) == 1 and str(season) in {"1", "2", "3", "4"}:
            moments = [f"{moments[0][:4]}-2{season}"]
        mark = "~" if value.get("circa") and len(moments) == 1 else ""
        written.insert(
            1 if "edtf" in value else 0, "/".join(filter(None, moments)) + mark
        )
    found = (imported.possible_dates(each, first) for each in written)
    return next((each[0] for each in found if len(each) == 1), "")


def _digits(parts: list[Any]) -> Iterator[str]:
    for part, length in zip(parts, (4, 2, 2), strict=False):
        text = str(part)[: length + 1]
        if not text.isdecimal() or len(text) > length or int(text) == 0:
            return
        yield text.zfill(length)


def _archived(note: str) -> str:
    """The address in what our own exports say of an archived copy, in any language."""
    for code in ("en", *translated()):
        before, _, after = (
            Language(code)
            .gettext("Archived at %(address)s", address="\0")
            .partition("\0")
        )
        address = line(note).removeprefix(before).removesuffix(after)
        if line(note).startswith(before) and web_address.is_web_address(address):
            return address
    return ""


def _keys(source: Data) -> Iterator[tuple[str, ...]]:
    """What two sources that are the same have in common: a DOI, an address or a title; see `_agree`."""
    doi, address = _whereabouts(source)
    yield from filter(None, (doi, address))
    named = str(source.get("title") or ""), str(source.get("description") or "")
    yield "title", *(re.sub(r"\W", "", without_tags(each).casefold()) for each in named)


def _agree(one: Data, other: Data) -> bool:
    """Whether two sources with a key in common are one: a DOI or an address says so; a title may not."""
    found = [
        pair
        for pair in zip(_whereabouts(one), _whereabouts(other), strict=True)
        if all(pair)
    ]
    if any(first == second for first, second in found):
        return True
    publishers = {
        str(each.get("publisher") or "").casefold() for each in (one, other)
    } - {""}
    first, second = sorted(str(each.get("published") or "") for each in (one, other))
    return not found and len(publishers) < 2 and second.startswith(first)


def _whereabouts(source: Data) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The DOI, and an address that is not that of a DOI, in forms that can be compared; or nothing."""
    url = str(source.get("url") or "")
    at_doi = re.fullmatch(
        r"https?://(?:dx\.|www\.)?doi\.org/(10\..+)", url, re.IGNORECASE
    )
    doi = unquote(at_doi[1]) if at_doi else str(source.get("doi") or "")
    if at_doi or not web_address.is_web_address(url):
        return ("doi", doi.casefold()) if doi else (), ()
    parts = urlsplit(url)
    address = (
        "url",
        (parts.hostname or "").removeprefix("www."),
        parts.path.rstrip("/"),
        parts.query,
    )
    return ("doi", doi.casefold()) if doi else (), address


def _wishes(item: Item, source: Data) -> Iterator[str]:
    """Ids for a source, the best first."""
    key = str(item.get("citation-key") or item.get("id") or "")
    own = _OWN_ID.fullmatch(key)
    if own:
        yield own[1]
    elif re.fullmatch(r"[A-Za-z][\w:.-]{2,39}", key) and not key.lower().startswith(
        ("http", "zotero")
    ):
        yield re.sub(r"(?<=[a-z])(?=[A-Z0-9])", "-", key)
    year = source.get("published", "")[:4]
    _, family = split_name(source["authors"][0]) if source.get("authors") else ("", "")
    for name in (family, source.get("publisher", ""), source.get("title", "")):
        if name:
            yield f"{name[:30]} {year}"
    yield "source"
