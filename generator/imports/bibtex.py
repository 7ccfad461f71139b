"""References from BibTeX and biblatex: https://ctan.org/pkg/biblatex."""

import re
from collections.abc import Iterator
from itertools import chain
from typing import Any, cast

from generator.imports.imported import LONGEST_FIELD, MOST_ENTRIES, TOO_LONG, ImportFileError, line, reading
from generator.imports.items import Entry, Item
from generator.languages.phrase import marked

_TYPES = {
    "article": "article-journal",
    **dict.fromkeys(("inproceedings", "conference", "proceedings"), "paper-conference"),
    **dict.fromkeys(("phdthesis", "mastersthesis", "thesis"), "thesis"),
    "inreference": "entry-encyclopedia",
}
_FIELDS = {
    "title": "title",
    "type": "genre",
    "journal": "container-title",
    "journaltitle": "container-title",
    "booktitle": "container-title",
    "organization": "container-title",
    "publisher": "publisher",
    "institution": "publisher",
    "school": "publisher",
    "howpublished": "publisher",
    "language": "language",
    "langid": "language",
    "url": "URL",
    "doi": "DOI",
    "note": "note",
}
_SIGNS = {
    "textbraceleft": "{",
    "textbraceright": "}",
    "textbackslash": "\\",
    "textasciicircum": "^",
    "textasciitilde": "~",
}
_SIGN = re.compile(rf"\\({'|'.join(_SIGNS)})(?:\{{\}}|\s|(?![A-Za-z]))")
_STRING = re.compile(r"@\s*string\b", re.IGNORECASE)
_STRING_OF_OTHERS = re.compile(rf"{_STRING.pattern}[^@]*#", re.IGNORECASE)
_JOINED = re.compile(r'["}\w]\s*#\s*["{\w]')
_ADDRESS = re.compile(r'https?://[^\s{}"]+')
_MOST_JOINED = 100
"""Texts that are joined with `#` in a file that gives names to texts: each may be as long as the file."""


def items(text: str) -> Iterator[Entry]:
    """The references. Raises `ImportFileError` if there are none, or the library for it is missing."""
    with reading("BibTeX"):
        from pybtex.database.input.bibtex import Parser  # noqa: PLC0415 -- an extra

    class TolerantParser(Parser):  # type: ignore[misc]
        def __init__(self) -> None:
            super().__init__()
            self.wrong: dict[str, str] = {}
            """Why an entry can't be read, by its key."""

        def handle_error(self, error: Exception) -> None:
            reason = line(str(error).partition(": ")[2] or error)
            self.wrong.setdefault(str(cast("Any", error).parser.current_entry_key or ""), reason)

        def process_entry(self, entry_type: str, key: str, fields: list[tuple[str, list[str]]]) -> None:
            if key in self.data.entries:
                self.wrong[f"{key} "] = marked("another one has the same key")
            elif any(sum(map(len, parts)) > LONGEST_FIELD for _, parts in fields):
                self.wrong[key] = TOO_LONG
            else:
                super().process_entry(entry_type, key, fields)

    rest = _ADDRESS.sub("", text)
    most = _MOST_JOINED if _STRING.search(rest) else MOST_ENTRIES
    # each could be twice as long as the one before, and many take the square of the time
    if _STRING_OF_OTHERS.search(rest) or len(_JOINED.findall(rest)) > most:
        raise ImportFileError(marked("too many texts are joined with '#'; write them as one"))
    parser = TolerantParser()
    with reading("BibTeX"):
        parser.parse_string(text)
        if parser.wrong:  # a brace that is not closed takes all that follows it
            parser = TolerantParser()
            for part in re.split(r"^(?=[ \t]*@)", text, flags=re.MULTILINE):
                parser.parse_string(part)
    notes = [
        marked("{name}: left out, for it can't be read: {reason}", name=line(key, 60) or "@", reason=reason)
        for key, reason in parser.wrong.items()
    ]
    found = {key: entry for key, entry in parser.data.entries.items() if key not in parser.wrong}
    if not found:
        raise ImportFileError(notes[0] if notes else marked("the file has no references in BibTeX"))
    return chain(notes, (_item(key, entry) for key, entry in found.items()))


def _item(key: str, entry: Any) -> Item:  # noqa: ANN401 -- of a library without types
    item: dict[str, Any] = {"id": key, "type": _TYPES.get(entry.type, "")}
    fields = {name.lower(): str(value) for name, value in entry.fields.items()}
    date = fields.pop("date", "") or _date(*(fields.get(name, "") for name in ("year", "month", "day")))
    for name in ("year", "month", "day"):
        fields.pop(name, None)
    accessed = fields.pop("urldate", "")
    for name, value in fields.items():
        is_address = name in {"url", "doi"}  # in which some programs escape signs
        plain = re.sub(r"\\([#$%&_~])", r"\1", value) if is_address else _plain(value)
        known = _FIELDS.get(name, name)
        item[name if known in item else known] = plain  # the first one counts; the others are listed
    item["author"] = [_name(each) for each in entry.persons.get("author", ())]
    item |= {name: value for name, value in entry.persons.items() if name != "author"}
    item["issued"] = {"edtf": date} if date else None
    item["accessed"] = {"edtf": accessed} if accessed else None
    return {name: value for name, value in item.items() if value}


def _name(person: Any) -> dict[str, str]:  # noqa: ANN401
    given = " ".join((*person.first_names, *person.middle_names))
    family = " ".join((*person.prelast_names, *person.last_names))
    parts = {
        "given": _plain(given),
        "family": _plain(family),
        "suffix": _plain(" ".join(person.lineage_names)),
    }
    return parts if given else {"literal": parts["family"]}


def _plain(text: str) -> str:
    """The text without commands of LaTeX and the braces around words."""
    from pybtex.richtext import Text  # noqa: PLC0415

    held = {chr(0xE000 + number): sign for number, sign in enumerate(_SIGNS.values())}
    marks = dict(zip(_SIGNS, held, strict=True))
    kept = _SIGN.sub(lambda found: marks[found[1]], text)
    try:
        plain = str(Text.from_latex(kept))
    except Exception:  # noqa: BLE001 -- braces that do not match
        plain = re.sub(r"[{}]", "", kept)
    without_commands = re.sub(r"\\([#$%&_])", r"\1", re.sub(r"\\[A-Za-z]+ ?", "", plain))
    return "".join(held.get(each, each) for each in without_commands)


def _date(year: str, month: str, day: str) -> str:
    months = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
    number = month if month.isdecimal() else str((*months, month[:3].lower()).index(month[:3].lower()) + 1)
    parts = [
        year,
        number.zfill(2) if re.fullmatch("0?[1-9]|1[0-2]", number) else "",
        day.zfill(2) if day else "",
    ]
    return "-".join(parts[: parts.index("") if "" in parts else 3])
