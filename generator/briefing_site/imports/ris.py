"""References from RIS, which every program for references exports: https://en.wikipedia.org/wiki/RIS_(file_format)."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from briefing_site.imports.imported import (
    LONGEST_FIELD,
    TOO_LONG,
    ImportFileError,
    reading,
)
from briefing_site.imports.items import Entry, Item
from briefing_site.languages.exceptions import reason
from briefing_site.languages.phrase import marked

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
    **{name: name for name in ("id", "title", "publisher", "language")},
    "primary_title": "title",
    "type_of_work": "genre",
    **dict.fromkeys(
        ("secondary_title", "journal_name", "alternate_title3"), "container-title"
    ),
    "doi": "DOI",
}


def items(text: str) -> Iterator[Entry]:
    """The references. Raises `ImportFileError` if there are none, or the library for it is missing."""
    with reading("RIS"):
        from rispy import RisParser  # noqa: PLC0415 -- an extra

    class BoundedParser(RisParser):  # type: ignore[misc]
        length = 0
        """Characters of a field in the lines so far."""

        def parse_line(self, line: str) -> tuple[str | None, str]:
            tag, content = super().parse_line(line)
            self.length = len(line) + (0 if tag else self.length + 1)
            if self.length > LONGEST_FIELD:
                raise ImportFileError(TOO_LONG)
            return tag, content

    found: list[Entry] = []
    _, *parts = re.split(r"^\ufeff?(?=TY  - )", text, flags=re.MULTILINE)
    for number, part in enumerate(parts, start=1):
        try:
            with reading("RIS"):
                found += map(_item, BoundedParser().parse(part))
        except ImportFileError as error:
            values = {"number": number, "reason": reason(error)}
            found.append(
                marked(
                    "reference {number}: left out, for it can't be read: {reason}",
                    **values,
                )
            )
    if all(isinstance(each, str) for each in found):
        raise ImportFileError(
            found[0] if found else marked("the file has no references in RIS")
        )
    return iter(found)


def _item(entry: Mapping[str, Any]) -> Item:
    item: dict[str, Any] = {"type": _TYPES.get(str(entry.get("type_of_reference")), "")}
    for key, value in entry.items():
        name = _FIELDS.get(key)
        if name:
            item[key if name in item else name] = (
                value  # the first one counts; the others are listed
            )
        elif key in {"authors", "first_authors"}:
            item["author"] = [*item.get("author", ()), *map(_name, value)]
        elif key == "urls":
            item["URL"], item["urls"] = value[0], value[1:]
        elif key == "notes":
            item["note"] = " ".join(map(str, value))
        elif key in {
            "date",
            "year",
            "publication_year",
            "access_date",
            "type_of_reference",
        }:
            continue
        else:
            item[key] = value
    item["issued"] = _date(
        str(
            entry.get("date")
            or entry.get("year")
            or entry.get("publication_year")
            or ""
        )
    )
    item["accessed"] = _date(str(entry.get("access_date") or ""))
    return {key: value for key, value in item.items() if value}


def _name(text: str) -> dict[str, str]:
    family, comma, given = text.partition(",")
    return (
        {"family": family.strip(), "given": given.strip()}
        if comma
        else {"literal": text}
    )


def _date(text: str) -> dict[str, Any] | None:
    """Year, month and day with slashes between them, and in words, behind a third one, any other date."""
    known = re.fullmatch(r"(\d{0,4})/(\d{0,2})/(\d{0,2})/?(.*)", text)
    if not known:
        return {"raw": text} if text else None
    *parts, rest = known.groups()
    return (
        {"raw": rest}
        if rest
        else {"date-parts": [[int(each) for each in parts if each]]}
    )
