"""The files for reference managers: BibTeX, RIS and CSL-JSON, of which each reads one.

BibTeX and RIS are written here, because what writes them elsewhere leaves the braces,
backslashes and line breaks of a text as they are.
"""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from briefing_site.format.person_names import OTHERS
from briefing_site.references.csl import Item
from briefing_site.site.addresses import ReferenceFormat

_Field = tuple[str, str]
"""The name that a format has for a field, and its value."""


@dataclass(frozen=True)
class Format:
    """A format: its name, the ending of its files, its media type and its writer."""

    name: str
    ending: ReferenceFormat
    media_type: str
    write: Callable[[Iterable[Item]], str]


def csl_json(items: Iterable[Item]) -> str:
    """CSL-JSON with an item a line."""
    lines = []
    for item in items:
        lines.append(json.dumps(item, ensure_ascii=False, separators=(",", ":")))
    return "[{}]\n".format(",\n".join(lines))


_BIBTEX_TYPES = {"webpage": "online", "document": "misc"}
_BIBTEX_DATES = {
    "accessed": "urldate",
    "event-date": "eventdate",
    "original-date": "origdate",
}
_BIBTEX_TEXTS = {
    "genre": "type",
    "abstract": "abstract",
    "note": "note",
    "version": "version",
    "language": "language",
}
"""The names of dates and of texts in BibTeX, by those in CSL."""
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
_BIBTEX_ESCAPES = str.maketrans(
    {
        "#": r"\#",
        "$": r"\$",
        "%": r"\%",
        "&": r"\&",
        "_": r"\_",
        # BibTeX counts a brace even behind a backslash
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "\\": r"\textbackslash{}",
        "^": r"\textasciicircum{}",
        "~": r"\textasciitilde{}",
    }
)


def bibtex(items: Iterable[Item]) -> str:
    """BibTeX with the fields that biblatex adds: https://ctan.org/pkg/biblatex."""
    entries = []
    for item in items:
        lines = [f"@{_BIBTEX_TYPES[item['type']]}{{{item['id']},"]
        for name, value in _bibtex_fields(item):
            lines.append(f"  {name} = {value},")
        lines.append("}\n")
        entries.append("\n".join(lines))
    return "\n".join(entries)


def _bibtex_fields(item: Item) -> Iterator[_Field]:
    # the second pair of braces keeps capital letters and whole names as they are
    yield "title", f"{{{{{_bibtex_text(item['title'])}}}}}"
    if "author" in item:
        authors = [_bibtex_name(name) for name in item["author"]]
        yield "author", f"{{{' and '.join(authors)}}}"
    publisher = item.get("publisher") or item.get("container-title")
    if publisher:
        name = "organization" if item["type"] == "webpage" else "publisher"
        yield name, f"{{{{{_bibtex_text(publisher)}}}}}"
    if "issued" in item:
        yield from _bibtex_issued(item["issued"])
    for field, name in _BIBTEX_DATES.items():
        if field in item:
            yield name, f"{{{item[field]['edtf']}}}"
    for field, name in _BIBTEX_TEXTS.items():
        if field in item:
            yield name, f"{{{_bibtex_text(item[field])}}}"
    if "DOI" in item:
        yield "doi", f"{{{item['DOI']}}}"  # not escaped, as programs look it up
    if "URL" in item:
        url = item["URL"].replace("{", "%7B").replace("}", "%7D")
        yield "url", f"{{{url}}}"


def _bibtex_issued(date: Item) -> Iterator[_Field]:
    """The exact date for biblatex, which reads EDTF, and year and month for BibTeX."""
    yield "date", f"{{{date['edtf']}}}"
    if "date-parts" in date:
        year, *smaller = date["date-parts"][0]
        yield "year", f"{{{year}}}"
        if smaller:
            yield "month", _MONTHS[smaller[0] - 1]


def _bibtex_name(name: Item) -> str:
    if "family" in name:
        return f"{_bibtex_text(name['family'])}, {_bibtex_text(name['given'])}"
    if name["literal"] == OTHERS:
        return "others"
    return f"{{{_bibtex_text(name['literal'])}}}"


def _bibtex_text(text: str) -> str:
    return " ".join(text.split()).translate(_BIBTEX_ESCAPES)


_RIS_TYPES = {"webpage": "ELEC", "document": "GEN"}
_RIS_TEXTS = {
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
"""The tags of texts in RIS, by the names of the fields in CSL."""


def ris(items: Iterable[Item]) -> str:
    """RIS, a tag a line: https://en.wikipedia.org/wiki/RIS_(file_format)."""
    lines = []
    for item in items:
        for tag, value in _ris_fields(item):
            lines.append(f"{tag}  - {' '.join(value.split())}\r\n")
    return "".join(lines)


def _ris_fields(item: Item) -> Iterator[_Field]:
    yield "TY", _RIS_TYPES[item["type"]]
    yield "ID", item["id"]
    for name in item.get("author", []):
        if "family" in name:
            yield "AU", f"{name['family']}, {name['given']}"
        else:
            yield "AU", name["literal"]
    if "issued" in item:
        yield from _ris_issued(item["issued"])
    for field, tag in _RIS_TEXTS.items():
        if field in item:
            yield tag, item[field]
    if "accessed" in item:
        date = item["accessed"]["edtf"].replace("-", "/")
        yield "Y2", f"{date}/"
    yield "ER", ""


def _ris_issued(date: Item) -> Iterator[_Field]:
    """Year, month and day, each in its place, and then any other date in words."""
    if "literal" in date:
        yield "DA", f"///{date['literal']}"
        return
    parts = date["date-parts"]
    year = f"{parts[0][0]:04}"
    month = f"{parts[0][1]:02}" if len(parts[0]) > 1 else ""
    day = f"{parts[0][2]:02}" if len(parts[0]) > 2 else ""
    is_exact = len(parts) == 1 and "circa" not in date and "season" not in date
    words = "" if is_exact else date["edtf"]
    yield "PY", year
    yield "DA", f"{year}/{month}/{day}/{words}"


FORMATS = (
    Format("BibTeX", "bib", "application/x-bibtex", bibtex),
    Format("RIS", "ris", "application/x-research-info-systems", ris),
    Format("CSL-JSON", "json", "application/vnd.citationstyles.csl+json", csl_json),
)
