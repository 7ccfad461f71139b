"""BibTeX, with the fields that biblatex adds: https://ctan.org/pkg/biblatex.

Written here, for what writes it elsewhere leaves braces and backslashes of a text as they are.
"""

from collections.abc import Iterable, Iterator

from generator.pages.components.bibliography import Item

_TYPES = {"webpage": "online", "document": "misc"}
_FIELDS = ("genre", "publisher", "abstract", "note", "version", "language")
_NAMES = {"genre": "type"}
"""Fields that have other names than in the items."""
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ESCAPES = str.maketrans(
    {character: f"\\{character}" for character in "#$%&_"}
    | {
        # a brace counts as one even behind a backslash
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "\\": r"\textbackslash{}",
        "^": r"\textasciicircum{}",
        "~": r"\textasciitilde{}",
    }
)


def text(items: Iterable[Item]) -> str:
    """An entry for each item."""
    return "\n".join(map(_entry, items))


def _entry(item: Item) -> str:
    fields = "".join(f"  {name} = {value},\n" for name, value in _fields(item))
    return f"@{_TYPES[item['type']]}{{{item['id']},\n{fields}}}\n"


def _fields(item: Item) -> Iterator[tuple[str, str]]:
    # the second pair of braces keeps capital letters and whole names as they are
    yield "title", f"{{{{{_escape(item['title'])}}}}}"
    if "author" in item:
        yield "author", f"{{{' and '.join(_name(name) for name in item['author'])}}}"
    if "container-title" in item:
        yield "organization", f"{{{{{_escape(item['container-title'])}}}}}"
    if "issued" in item:
        yield from _date(item["issued"])
    for field in _FIELDS:
        if field in item:
            yield _NAMES.get(field, field), f"{{{_escape(item[field])}}}"
    if "DOI" in item:
        yield "doi", f"{{{item['DOI']}}}"  # as it is: programs look it up
    if "URL" in item:
        yield "url", f"{{{item['URL'].replace('{', '%7B').replace('}', '%7D')}}}"
    if "accessed" in item:
        yield "urldate", f"{{{item['accessed']['edtf']}}}"


def _date(date: Item) -> Iterator[tuple[str, str]]:
    """The exact date for biblatex, which knows EDTF, and year and month for BibTeX, which does not."""
    yield "date", f"{{{date['edtf']}}}"
    for parts in date.get("date-parts", ())[:1]:
        yield "year", f"{{{parts[0]}}}"
        if len(parts) > 1:
            yield "month", _MONTHS[parts[1] - 1]


def _name(name: Item) -> str:
    if "literal" in name:
        return f"{{{_escape(name['literal'])}}}"
    return f"{_escape(name['family'])}, {_escape(name['given'])}"


def _escape(text: str) -> str:
    return " ".join(text.split()).translate(_ESCAPES)
