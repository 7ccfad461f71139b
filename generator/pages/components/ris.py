"""RIS, which programs for references read: https://en.wikipedia.org/wiki/RIS_(file_format).

A line holds a tag and a value; written here, for the value has to be kept on its line.
"""

from collections.abc import Iterable, Iterator

from generator.pages.components.bibliography import Item

_TYPES = {"webpage": "ELEC", "document": "GEN"}
_TAGS = {
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


def text(items: Iterable[Item]) -> str:
    """The lines of each item."""
    values = (value for item in items for value in _values(item))
    return "\r\n".join(f"{tag}  - {' '.join(value.split())}" for tag, value in values) + "\r\n"


def _values(item: Item) -> Iterator[tuple[str, str]]:
    yield "TY", _TYPES[item["type"]]
    yield "ID", item["id"]
    for name in item.get("author", ()):
        yield "AU", name.get("literal") or f"{name['family']}, {name['given']}"
    yield from _date(item.get("issued", {}))
    for field, tag in _TAGS.items():
        if field in item:
            yield tag, item[field]
    if "accessed" in item:
        yield "Y2", f"{item['accessed']['edtf'].replace('-', '/')}/"
    yield "ER", ""


def _date(date: Item) -> Iterator[tuple[str, str]]:
    """Year, month and day have a place each; behind them stands, in words, what is no such date."""
    if "literal" in date:
        yield "DA", f"///{date['literal']}"
    for parts in date.get("date-parts", ())[:1]:
        year, month, day = (f"{part:02}" if part else "" for part in (*parts, 0, 0)[:3])
        yield "PY", f"{parts[0]:04}"
        rest = date["edtf"] if date.keys() & {"circa", "season"} or len(date["date-parts"]) > 1 else ""
        yield "DA", f"{year:0>4}/{month}/{day}/{rest}"
