"""RIS, which programs for references read: https://en.wikipedia.org/wiki/RIS_(file_format).

A line holds a tag and a value; written here, for the value has to be kept on its line.
"""

from collections.abc import Iterator

from generator.exports import bibliography
from generator.exports.bibliography import Item
from generator.library.library import Library
from generator.publishing import addresses
from generator.publishing.output import Output
from generator.publishing.site import Site

_TYPES = {"webpage": "ELEC", "chapter": "CHAP", "document": "GEN"}
_TAGS = {
    "title": "TI",
    "container-title": "T2",
    "publisher": "PB",
    "abstract": "AB",
    "note": "N1",
    "language": "LA",
    "URL": "UR",
}


def files(library: Library, site: Site) -> Iterator[Output]:
    """The references of each brief."""
    for slug, of, items in bibliography.lists(library, site):
        text = "\r\n".join(line for item in items for line in _lines(item))
        yield Output(addresses.references(slug, of, "ris"), f"{text}\r\n".encode())


def _lines(item: Item) -> Iterator[str]:
    yield _line("TY", _TYPES[item["type"]])
    yield _line("ID", item["id"])
    for name in item.get("author", ()):
        yield _line("AU", name.get("literal") or f"{name['family']}, {name['given']}")
    yield from _date(item.get("issued", {}))
    for field, tag in _TAGS.items():
        if field in item:
            yield _line(tag, item[field])
    yield _line("ER", "")


def _date(date: Item) -> Iterator[str]:
    """Year, month and day have a place each; behind them stands, in words, what is no such date."""
    if "literal" in date:
        yield _line("DA", f"///{date['literal']}")
        return
    for parts in date.get("date-parts", ())[:1]:
        year, month, day = (f"{part:02}" if part else "" for part in (*parts, 0, 0)[:3])
        yield _line("PY", f"{parts[0]:04}")
        rest = date["edtf"] if date.keys() & {"circa", "season"} or len(date["date-parts"]) > 1 else ""
        yield _line("DA", f"{year:0>4}/{month}/{day}/{rest}")


def _line(tag: str, value: str) -> str:
    return f"{tag}  - {' '.join(value.split())}"
