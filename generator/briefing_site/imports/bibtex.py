"""References from BibTeX and biblatex: https://ctan.org/pkg/biblatex."""

import re
from collections.abc import Iterator
from contextlib import suppress
from itertools import chain
from typing import Any

from briefing_site.imports.imported import (
    LONGEST_FIELD,
    MOST_ENTRIES,
    TOO_LONG,
    ImportFileError,
    line,
    reading,
)
from briefing_site.imports.items import Entry, Item
from briefing_site.languages.phrase import marked

_TYPES = {
    "article": "article-journal",
    **dict.fromkeys(("inproceedings", "conference", "proceedings"), "paper-conference"),
    **dict.fromkeys(("phdthesis", "mastersthesis", "thesis"), "thesis"),
    "inreference": "entry-encyclopedia",
}
_FIELDS = {
    "title": "title",
    "type": "genre",
    **dict.fromkeys(
        ("journal", "journaltitle", "booktitle", "organization"), "container-title"
    ),
    **dict.fromkeys(
        ("publisher", "institution", "school", "howpublished"), "publisher"
    ),
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
_IN_MATHS = re.compile(r"\$([_^])\{?([\w+-]{1,9})\}?\$")
_TAGS = {"_": "<sub>{}</sub>", "^": "<sup>{}</sup>"}
_STRING = re.compile(r"@\s*string\b", re.IGNORECASE)
_STRING_OF_OTHERS = re.compile(rf"{_STRING.pattern}[^@]*#", re.IGNORECASE)
_JOINED = re.compile(r'["}\w]\s*#\s*["{\w]')
_ADDRESS = re.compile(r'https?://[^\s{}"]+')
_MOST_JOINED = 100
"""Texts that are joined with `#` in a file that gives names to texts: each may be as long as the file."""


def items(text: str) -> Iterator[Entry]:
    """The references. Raises `ImportFileError` if there are none, or the library for it is missing."""
    with reading("BibTeX"):
        from pybtex.database.input.bibtex import Parser, UndefinedMacro  # noqa: PLC0415 -- an extra
        from pybtex.scanner import PybtexSyntaxError  # noqa: PLC0415

    class TolerantParser(Parser):  # type: ignore[misc]
        """Leaves out entries that can't be read; if `goes_on` is false, it stops at the first of these."""

        def __init__(self, *, goes_on: bool) -> None:
            super().__init__()
            self.goes_on = goes_on
            self.notes: list[str] = []
            self.wrong: set[str] = set()

        def handle_error(self, error: Any) -> None:  # noqa: ANN401 -- of a library without types
            if not self.goes_on:
                raise error
            key = str(error.parser.current_entry_key or "@")
            if isinstance(error, UndefinedMacro):
                self.notes.append(
                    marked("{name}: without {fields}", name=line(key, 60), fields=error)
                )
            else:
                self.leave_out(key, line(str(error).partition(": ")[2] or error))
                self.wrong.add(key)
                raise error  # what follows is another part

        def leave_out(self, key: str, reason: str) -> None:
            what = marked(
                "{name}: left out, for it can't be read: {reason}",
                name=line(key, 60),
                reason=reason,
            )
            self.notes.append(what)

        def process_entry(
            self, entry_type: str, key: str, fields: list[tuple[str, list[str]]]
        ) -> None:
            if key in self.data.entries:
                self.leave_out(key, marked("another one has the same key"))
            elif any(sum(map(len, parts)) > LONGEST_FIELD for _, parts in fields):
                self.leave_out(key, TOO_LONG)
            else:
                super().process_entry(entry_type, key, fields)

    rest = _ADDRESS.sub("", text)
    most = _MOST_JOINED if _STRING.search(rest) else MOST_ENTRIES
    # each could be twice as long as the one before, and many take the square of the time
    if _STRING_OF_OTHERS.search(rest) or len(_JOINED.findall(rest)) > most:
        raise ImportFileError(
            marked("too many texts are joined with '#'; write them as one")
        )
    parser = TolerantParser(goes_on=False)
    with reading("BibTeX"):
        try:
            parser.parse_string(text)
        except (
            PybtexSyntaxError
        ):  # a brace that is not closed takes all that follows it
            parser = TolerantParser(goes_on=True)
            for part in re.split(r"^(?=[ \t]*@)", text, flags=re.MULTILINE):
                with suppress(PybtexSyntaxError):
                    parser.parse_string(part)
    found = {
        key: entry
        for key, entry in parser.data.entries.items()
        if key not in parser.wrong
    }
    if not found:
        raise ImportFileError(
            next(iter(parser.notes), marked("the file has no references in BibTeX"))
        )
    return chain(parser.notes, (_item(key, entry) for key, entry in found.items()))


def _item(key: str, entry: Any) -> Item:  # noqa: ANN401 -- of a library without types
    item: dict[str, Any] = {"id": key, "type": _TYPES.get(entry.type, "")}
    fields = {name.lower(): str(value) for name, value in entry.fields.items()}
    year, month, day = (fields.pop(name, "") for name in ("year", "month", "day"))
    in_words = (
        f"{year}-{month}-{day}"
        if month and day
        else "-".join(filter(None, (month, year)))
    )
    date = fields.pop("date", "")
    accessed = fields.pop("urldate", "")
    for name, value in fields.items():
        is_address = name in {"url", "doi"}  # in which some programs escape signs
        plain = re.sub(r"\\([#$%&_~])", r"\1", value) if is_address else _plain(value)
        known = _FIELDS.get(name, name)
        item[name if known in item else known] = (
            plain  # the first one counts; the others are listed
        )
    item["author"] = [_name(each) for each in entry.persons.get("author", ())]
    item |= {name: value for name, value in entry.persons.items() if name != "author"}
    item["issued"] = (
        {"edtf": date} if date else {"literal": in_words, "raw": year} if year else None
    )
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
    tags = _IN_MATHS.sub(lambda found: _TAGS[found[1]].format(found[2]), text)
    kept = _SIGN.sub(lambda found: marks[found[1]], tags)
    try:
        plain = str(Text.from_latex(kept))
    except Exception:  # noqa: BLE001 -- braces that do not match
        plain = re.sub(r"[{}]", "", kept)
    without_commands = re.sub(
        r"\\([#$%&_])", r"\1", re.sub(r"\\[A-Za-z]+ ?", "", plain)
    )
    return "".join(held.get(each, each) for each in without_commands)
