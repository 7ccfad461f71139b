"""References from RIS, which every program for references exports: https://en.wikipedia.org/wiki/RIS_(file_format)."""

import re
from collections.abc import Mapping
from typing import Any

from briefing_site.imports.csl_json import Reference
from briefing_site.imports.imported import (
    MAX_LENGTH,
    TOO_LONG,
    ImportFileError,
    reading,
)
from briefing_site.languages.exceptions import reason
from briefing_site.languages.phrase import marked

_FIELDS = {
    "id": "id",
    "title": "title",
    "primary_title": "title",
    "type_of_work": "genre",
    "authors": "author",
    "first_authors": "author",
    "secondary_title": "container-title",
    "journal_name": "container-title",
    "alternate_title3": "container-title",
    "publisher": "publisher",
    "language": "language",
    "doi": "DOI",
    "urls": "URL",
    "notes": "note",
    "access_date": "accessed",
}
"""The CSL variable of each field, as rispy names it. Of two fields for one variable, the first counts."""
_DATES = ("date", "year", "publication_year")
"""Fields with the date, the most exact first."""
_TYPES = {
    "JOUR": "article-journal",
    "EJOUR": "article-journal",
    "JFULL": "article-journal",
    "CONF": "paper-conference",
    "CPAPER": "paper-conference",
    "THES": "thesis",
    "NEWS": "article-newspaper",
    "MGZN": "article-magazine",
    "ENCYC": "entry-encyclopedia",
    "DICT": "entry-dictionary",
}
"""The CSL type of each type of reference that says what kind of source it is."""
_REFERENCE = re.compile(r"^\ufeff?(?=TY  - )", re.MULTILINE)
_DATE = re.compile(r"(\d{0,4})/(\d{0,2})/(\d{0,2})/?(.*)")
"""Year, month and day with slashes between them and, behind a third one, any other date in words."""


def items(text: str) -> list[Reference]:
    """The references. Raises `ImportFileError` if there are none, or the library for it is missing."""
    references: list[Reference] = []
    errors: list[str] = []
    for number, part in enumerate(_REFERENCE.split(text)[1:], start=1):
        try:
            references += _parse(part)
        except ImportFileError as error:
            errors.append(
                marked(
                    "reference {number}: left out, for it can't be read: {reason}",
                    number=number,
                    reason=reason(error),
                )
            )
            references.append(errors[-1])
    if len(references) == len(errors):
        errors.append(marked("the file has no references in RIS"))
        raise ImportFileError(errors[0])
    return references


def _parse(part: str) -> list[Reference]:
    """The references in a part of a file, in which there should be one. Raises `ImportFileError`."""
    if len(part) > MAX_LENGTH:
        raise ImportFileError(TOO_LONG)
    with reading("RIS"):
        from rispy import RisParser  # noqa: PLC0415 -- an extra

        return [_item(entry) for entry in RisParser().parse(part)]


def _item(entry: Mapping[str, Any]) -> dict[str, Any]:
    item: dict[str, Any] = {}
    for key, value in entry.items():
        variable = _FIELDS.get(key, key)
        if key == "type_of_reference":
            item["type"] = _TYPES.get(value, "")
        elif variable == "author":
            item["author"] = [*item.get("author", ()), *map(_name, value)]
        elif variable == "accessed":
            item["accessed"] = _date(value)
        elif key in _DATES:
            continue
        elif variable in item:
            item[key] = value  # it is listed as left out
        elif variable == "URL":
            item["URL"] = value[0]
            item["urls"] = value[1:]
        elif variable == "note":
            item["note"] = " ".join(value)
        else:
            item[variable] = value
    for key in _DATES:
        if entry.get(key):
            item["issued"] = _date(entry[key])
            break
    return item


def _name(text: str) -> dict[str, str]:
    family, comma, given_names = text.partition(",")
    if not comma:
        return {"literal": text}
    return {"family": family.strip(), "given": given_names.strip()}


def _date(text: str) -> dict[str, Any]:
    match = _DATE.fullmatch(text)
    if match is None:
        return {"raw": text}
    year, month, day, words = match.groups()
    if words:
        return {"raw": words}
    return {"date-parts": [[int(part) for part in (year, month, day) if part]]}
