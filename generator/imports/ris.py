"""References from RIS, which every program for references exports: https://en.wikipedia.org/wiki/RIS_(file_format)."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from generator.imports.imported import ImportFileError, check_field, reading
from generator.imports.items import Item
from generator.languages.phrase import marked

_TYPES = {
    **dict.fromkeys(("JOUR", "EJOUR", "JFULL"), "article-journal"),
    **dict.fromkeys(("CONF", "CPAPER"), "paper-conference"),
    "THES": "thesis",
    "NEWS": "article-newspaper",
    "MGZN": "article-magazine",
    "ENCYC": "entry-encyclopedia",
    "DICT": "entry-dictionary",
}
_FIELDS = {
    "id": "id",
    "title": "title",
    "primary_title": "title",
    "type_of_work": "genre",
    "secondary_title": "container-title",
    "journal_name": "container-title",
    "alternate_title3": "container-title",
    "publisher": "publisher",
    "language": "language",
    "doi": "DOI",
}


def items(text: str) -> Iterator[Item]:
    """The references. Raises `ImportFileError` if there are none, or the library for it is missing."""
    with reading("RIS"):
        from rispy import RisParser  # noqa: PLC0415 -- an extra

    class BoundedParser(RisParser):  # type: ignore[misc]
        length = 0
        """Characters of a field in the lines so far."""

        def parse_line(self, line: str) -> tuple[str | None, str]:
            tag, content = super().parse_line(line)
            self.length = len(line) + (0 if tag else self.length + 1)
            check_field(self.length)
            return tag, content

    with reading("RIS"):
        found: list[Mapping[str, Any]] = BoundedParser().parse(text)
    if not found:
        raise ImportFileError(marked("the file has no references in RIS"))
    return map(_item, found)


def _item(entry: Mapping[str, Any]) -> Item:
    item: dict[str, Any] = {"type": _TYPES.get(str(entry.get("type_of_reference")), "")}
    for key, value in entry.items():
        name = _FIELDS.get(key)
        if name:
            item.setdefault(name, value)
        elif key in {"authors", "first_authors"}:
            item["author"] = [*item.get("author", ()), *map(_name, value)]
        elif key == "urls":
            item["URL"] = value[0]
        elif key == "notes":
            item["note"] = " ".join(map(str, value))
        elif key in {"date", "year", "publication_year", "access_date", "type_of_reference"}:
            continue
        else:
            item[key] = value
    item["issued"] = _date(str(entry.get("date") or entry.get("year") or entry.get("publication_year") or ""))
    item["accessed"] = _date(str(entry.get("access_date") or ""))
    return {key: value for key, value in item.items() if value}


def _name(text: str) -> dict[str, str]:
    family, comma, given = text.partition(",")
    return {"family": family.strip(), "given": given.strip()} if comma else {"literal": text}


def _date(text: str) -> dict[str, Any] | None:
    """Year, month and day with slashes between them, and in words, behind a third one, any other date."""
    known = re.fullmatch(r"(\d{0,4})/(\d{0,2})/(\d{0,2})/?(.*)", text)
    if not known:
        return {"raw": text} if text else None
    *parts, rest = known.groups()
    return {"raw": rest} if rest else {"date-parts": [[int(each) for each in parts if each]]}
