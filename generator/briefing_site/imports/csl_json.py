"""Sources from references in the data model of the Citation Style Language: CSL-JSON, as Zotero exports it.

https://github.com/citation-style-language/schema defines it.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from urllib.parse import quote

from briefing_site.format import dates, identifiers, limits, web_address
from briefing_site.format.fields import is_language
from briefing_site.format.fields.external_ids import DOI
from briefing_site.format.person_names import OTHERS, split_name
from briefing_site.imports.identity import Identity, identify
from briefing_site.imports.imported import (
    MAX_ENTRIES,
    MAX_FILE_SIZE,
    Data,
    First,
    Imported,
    ImportFileError,
    line,
    possible_dates,
    reading,
)
from briefing_site.languages.phrase import marked

Item = Mapping[str, Any]
"""A reference: texts, names and dates by CSL variable. Other fields are listed as left out."""
Reference = Item | str
"""A reference, or a note on one that could not be read."""

_KINDS = {
    "article-journal": "research",
    "paper-conference": "research",
    "thesis": "research",
    "article-newspaper": "press",
    "article-magazine": "press",
    "entry-encyclopedia": "reference",
    "entry-dictionary": "reference",
}
"""The kind of a source, by the type of a reference; other types say too little."""
_PUBLISHERS = ("container-title", "publisher", "event-title")
_IGNORED = frozenset(
    {"id", "type", "citation-key", "title-short", "shortTitle", "source", "categories"}
)
"""Variables without which nothing is lost for readers."""
_OTHER_AUTHORS = frozenset({"others", "et al", "and others", "u. a", "u.a"})
_OWN_ID = re.compile(r"(?:.*:)?source--(.+)")
"""The id of a source in our own exports."""
_CITATION_KEY = re.compile(r"(?!http|zotero)[A-Za-z][\w:.-]{2,39}", re.IGNORECASE)
_DOI = re.compile(r"10\.[0-9]{4,9}/\S+")


def read(text: str, existing: Mapping[str, Data], first: First = "") -> Imported:
    """The sources in a file of CSL-JSON. Raises `ImportFileError` if it is none."""
    with reading("JSON"):
        data = json.loads(text)
    if isinstance(data, dict):
        data = data.get("items")  # Better BibTeX wraps them
    if not isinstance(data, list):
        raise ImportFileError(
            marked("the file is not CSL-JSON, which is a list of references")
        )
    references: list[Reference] = []
    for number, item in enumerate(data, start=1):
        if isinstance(item, dict):
            references.append(item)
        else:
            references.append(
                marked("reference {number}: left out, for it is none", number=number)
            )
    return sources(references, existing, first)


def sources(
    references: Iterable[Reference], existing: Mapping[str, Data], first: First = ""
) -> Imported:
    """The sources that references become.

    `existing` are those that the brief has, by id; `first` is what comes first in 3/7/2024. Raises
    `ImportFileError` if they are more than a brief can hold.
    """
    collection = _Sources(existing, first)
    for number, item in enumerate(references, start=1):
        if number > MAX_ENTRIES:
            raise ImportFileError(
                marked(
                    "the file has more than {limit:,} references; divide it",
                    limit=MAX_ENTRIES,
                )
            )
        if isinstance(item, str):
            collection.notes.append(item)
        else:
            collection.add(item, number)
    return Imported(collection.new, notes=tuple(collection.notes))


class _Sources:
    """Collects the sources that are new, and notes on all that is lost."""

    def __init__(self, existing: Mapping[str, Data], first: First) -> None:
        self.new: dict[str, Data] = {}
        self.notes: list[str] = []
        self._first = first
        self._size = 0
        self._identities: dict[str, Identity] = {}
        for id_, source in existing.items():
            self._identities[id_] = identify(source)

    def add(self, item: Item, number: int) -> None:
        """Add the source of a reference, unless it has no title or is there already."""
        source, lost = _Converter(item, self._first).convert()
        title = source.get("title") or source.get("description")
        if not title:
            name = marked("reference {number}", number=number)
            note = marked("{name}: left out, for it has no title", name=name)
            self.notes.append(note)
            return
        name = line(title, 60)
        identity = identify(source)
        same = self._same_source(identity)
        if same:
            note = marked(
                "{name}: left out, for it is the source '{source}'",
                name=name,
                source=same,
            )
            self.notes.append(note)
            return
        id_ = _new_id(item, source, self._identities)
        self.new[id_] = source
        self._identities[id_] = identity
        self._size += _size(source)
        if self._size > limits.FILE.size:
            raise ImportFileError(
                marked("the file has more than a brief can hold; divide it")
            )
        if lost:
            fields = ", ".join(lost)
            note = marked("{name}: without {fields}", name=name, fields=fields)
            self.notes.append(note)

    def _same_source(self, identity: Identity) -> str:
        """The id of the source that is the same publication; empty if there is none."""
        for id_, other in self._identities.items():
            if identity.is_same(other):
                return id_
        return ""


def _size(source: Data) -> int:
    size = 0
    for value in source.values():
        size += len(value) if isinstance(value, str) else sum(map(len, value))
    return size


class _Converter:
    """Makes a source of a reference, and notes what of it is lost."""

    def __init__(self, item: Item, first: First) -> None:
        self._item = item
        self._first = first
        self._used = set(_IGNORED)
        self._lost: list[str] = []

    def convert(self) -> tuple[Data, list[str]]:
        """The source, and the fields, or parts of these, that it has no place for."""
        title = self._text("title")
        description = self._text("genre")
        bracketed = re.fullmatch(r"\[(.+)\]", title)  # describes what has no title
        if bracketed:
            title = ""
            description = bracketed[1]
        url, doi = self._addresses()
        source: Data = {
            "title": title,
            "description": description,
            "kind": _KINDS.get(str(self._item.get("type", "")), ""),
            "authors": self._authors(),
            "publisher": self._first_text(_PUBLISHERS),
            "published": self._date("issued"),
            "url": url,
            "doi": doi,
            "accessed": self._date("accessed", must_be_day=True),
            "language": self._language(),
        }
        for name, value in self._item.items():
            if name not in self._used and value not in ("", [], {}, None):
                self._lost.append(line(name, 30))
        return {key: value for key, value in source.items() if value}, self._lost

    def _text(self, name: str) -> str:
        """A field as text on one line."""
        value = self._item.get(name)
        if not isinstance(value, str | int):
            return ""
        self._used.add(name)
        if len(line(value, MAX_FILE_SIZE)) > limits.LINE:
            self._lost.append(marked("the end of {field}", field=name))
        return line(value)

    def _first_text(self, names: Iterable[str]) -> str:
        """The first field that is filled in; any others are lost."""
        for name in names:
            text = self._text(name)
            if text:
                return text
        return ""

    def _lose(self, name: str, value: object, example: str) -> None:
        """Note that a field has a value that is not in the form of the format."""
        self._used.add(name)
        note = marked(
            "{field} ('{value}'; write it like {example})",
            field=name,
            value=line(value, 60),
            example=example,
        )
        self._lost.append(note)

    def _addresses(self) -> tuple[str, str]:
        """The address, which is that of the DOI if there is no other, and the DOI if that says more."""
        url = self._text("URL")
        if url and not web_address.is_web_address(url):
            self._lose("URL", url, "https://example.org/page")
            url = ""
        text = self._text("DOI")
        match = _DOI.search(text)
        if text and not match:
            self._lose("DOI", text, "10.1000/182")
        if match is None:
            return url, ""
        doi = match[0]
        doi_url = f"https://doi.org/{quote(doi, safe='/:;()._-')}"
        if not url or identify({"url": url}) == identify({"url": doi_url}):
            return url or doi_url, ""
        if not re.match(DOI.pattern, doi):
            self._lose("DOI", doi, "10.1000/182")
            return url, ""
        return url, doi

    def _date(self, name: str, *, must_be_day: bool = False) -> str:
        """A date in EDTF; empty if it has none that can be read."""
        value = self._item.get(name)
        if not isinstance(value, dict):
            return ""
        self._used.add(name)
        texts = _date_texts(value)
        for text in texts:
            possible = possible_dates(text, self._first)
            if len(possible) == 1:
                date = possible[0]
                if not must_be_day or dates.parse(date).is_day:
                    return date
        if texts:
            self._lose(name, texts[-1], "2024-05-14")
        return ""

    def _language(self) -> str:
        code = self._text("language")
        if code and not is_language(code):
            self._lose("language", code, "de, pt-BR")
            return ""
        return code

    def _authors(self) -> list[str]:
        people = self._item.get("author")
        if not isinstance(people, list):
            return []
        self._used.add("author")
        names = list(filter(None, map(_name, people)))
        if len(names) < len(people):
            self._lost.append(marked("the end of {field}", field="author"))
        return names


def _name(person: object) -> str:
    """A name in one piece, which can be divided into given and family name again."""
    if not isinstance(person, dict):
        return ""
    parts = {key: line(part) for key, part in person.items() if isinstance(part, str)}
    if " ".join(parts.values()).casefold().rstrip(".") in _OTHER_AUTHORS:
        return OTHERS
    if parts.get("literal"):
        return parts["literal"]
    family = _join(parts.get("non-dropping-particle"), parts.get("family"))
    given_names = _join(parts.get("given"), parts.get("dropping-particle"))
    if not family or not given_names:
        return family or given_names
    name = f"{given_names} {family}"
    if split_name(name) != (given_names, family):
        name = f"{family}, {given_names}"
    return _join(name, parts.get("suffix"))


def _join(*parts: str | None) -> str:
    return " ".join(filter(None, parts))


def _date_texts(value: Item) -> list[str]:
    """What a date may be written as, the most exact first."""
    texts = [value.get("edtf"), _from_parts(value), value.get("literal")]
    texts.append(value.get("raw"))
    return [line(text) for text in texts if isinstance(text, str) and text]


def _from_parts(value: Item) -> str:
    """A date in EDTF of the numbers of a date, or of the first and the last of an interval."""
    parts = value.get("date-parts")
    if not isinstance(parts, list):
        return ""
    days = ["-".join(_numbers(day)) for day in parts[:2] if isinstance(day, list)]
    if len(days) == 1:
        season = str(value.get("season"))
        if season in {"1", "2", "3", "4"}:
            days = [f"{days[0][:4]}-2{season}"]
        if value.get("circa"):
            days = [f"{days[0]}~"]
    return "/".join(filter(None, days))


def _numbers(day: list[Any]) -> Iterator[str]:
    """Year, month and day with leading zeros, as far as they are numbers."""
    for number, length in zip(day, (4, 2, 2), strict=False):
        text = str(number)[: length + 1]
        if not text.isdecimal() or len(text) > length or int(text) == 0:
            return
        yield text.zfill(length)


def _new_id(item: Item, source: Data, taken: Mapping[str, object]) -> str:
    """An id for a source, with a number behind it if it is taken."""
    base = "source"
    for words in _id_words(item, source):
        id_ = identifiers.suggestion(words, 40)
        if id_ and identifiers.invalid_reason(id_) is None:
            base = id_
            break
    id_ = base
    number = 2
    while id_ in taken:
        id_ = f"{base}-{number}"
        number += 1
    return id_


def _id_words(item: Item, source: Data) -> Iterator[str]:
    """What an id can be made of, the best first."""
    key = str(item.get("citation-key") or item.get("id") or "")
    exported_id = _OWN_ID.fullmatch(key)
    if exported_id:
        yield exported_id[1]
    elif _CITATION_KEY.fullmatch(key):
        yield re.sub(r"(?<=[a-z])(?=[A-Z0-9])", "-", key)
    year = source.get("published", "")[:4]
    if source.get("authors"):
        _, family = split_name(source["authors"][0])
        yield f"{family[:30]} {year}"
    for name in ("publisher", "title"):
        if source.get(name):
            yield f"{source[name][:30]} {year}"
