"""References from BibTeX and biblatex: https://ctan.org/pkg/biblatex."""

import re
from calendar import month_name
from collections.abc import Iterator, Mapping
from typing import Any

from briefing_site.imports.csl_json import Reference
from briefing_site.imports.imported import (
    MAX_LENGTH,
    TOO_LONG,
    ImportFileError,
    line,
    reading,
)
from briefing_site.languages.phrase import marked

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
    "date": "issued",
    "urldate": "accessed",
}
"""The CSL variable of each field. Of two fields for one variable, the first counts."""
_DATES = ("date", "urldate")
_ADDRESSES = ("url", "doi")
_TYPES = {
    "article": "article-journal",
    "inproceedings": "paper-conference",
    "conference": "paper-conference",
    "proceedings": "paper-conference",
    "phdthesis": "thesis",
    "mastersthesis": "thesis",
    "thesis": "thesis",
    "inreference": "entry-encyclopedia",
}
"""The CSL type of each type of reference that says what kind of source it is."""
_MONTHS = {month_name[number]: f"{number:02}" for number in range(1, 13)}
"""By the names that pybtex has for `jan` and the others."""
_REFERENCE = re.compile(r"(?=@\s*[A-Za-z]+\s*[{(])")
_KEY = re.compile(r"@\s*[A-Za-z]+\s*[{(]\s*([^\s,=}]*)")
_STRING = re.compile(r"@\s*string\b", re.IGNORECASE)
_MAX_JOINED = 10
"""Texts that a reference joins with `#`."""
_MAX_STRING = 1000
"""Characters of a text that is given a name with `@string`, to be joined with others."""
_COMMANDS = {
    "textbraceleft": "{",
    "textbraceright": "}",
    "textbackslash": "\\",
    "textasciicircum": "^",
    "textasciitilde": "~",
}
_COMMAND = re.compile(rf"\\({'|'.join(_COMMANDS)})(?:\{{\}}|\s|(?![A-Za-z]))")
_PLACEHOLDERS = {name: chr(0xE000 + at) for at, name in enumerate(_COMMANDS)}
"""Characters without any meaning, in place of signs that LaTeX would take for its own."""
_SIGNS = {ord(sign): _COMMANDS[name] for name, sign in _PLACEHOLDERS.items()}
_SUBSCRIPT = re.compile(r"\$_\{?([\w+-]{1,9})\}?\$")
_SUPERSCRIPT = re.compile(r"\$\^\{?([\w+-]{1,9})\}?\$")


def items(text: str) -> Iterator[Reference]:
    """The references. Raises `ImportFileError` if there are none, or the library for it is missing."""
    with reading("BibTeX"):
        from pybtex.database.input.bibtex import month_names  # noqa: PLC0415 -- an extra

    macros: Mapping[str, str] = month_names
    keys: set[str] = set()
    notes: list[str] = []
    for part in _REFERENCE.split(text)[1:]:
        match = _KEY.match(part)
        key = match[1] if match else part
        reason = _reason_to_leave_out(part)
        if key in keys:
            reason = marked("another one has the same key")
        if reason:
            notes = [_left_out(key, reason)]
        else:
            entries, macros, notes = _parse(key, part, macros)
            for entry in entries:
                keys.add(key)
                yield _item(key, entry)
        yield from notes
    if not keys:
        notes.append(marked("the file has no references in BibTeX"))
        raise ImportFileError(notes[0])


def _left_out(key: str, reason: str) -> str:
    return marked(
        "{name}: left out, for it can't be read: {reason}",
        name=line(key, 60),
        reason=reason,
    )


def _reason_to_leave_out(part: str) -> str:
    """Why a reference, or a text with a name, would take too much time or memory; empty if it does not."""
    if len(part) > MAX_LENGTH:
        return TOO_LONG
    joined = part.count("#")
    if _STRING.match(part) and (joined or len(part) > _MAX_STRING):
        return marked(
            "a text with a name has to be short, and can't be joined with '#'"
        )
    if joined > _MAX_JOINED:
        return marked("too many texts are joined with '#'; write them as one")
    return ""


def _parse(
    key: str, part: str, macros: Mapping[str, str]
) -> tuple[list[Any], Mapping[str, str], list[str]]:
    """The reference in a part of a file, the texts that have names from then on, and notes on errors."""
    from pybtex import errors  # noqa: PLC0415
    from pybtex.database.input.bibtex import Parser, UndefinedMacro  # noqa: PLC0415

    parser = Parser(macros=macros)
    with reading("BibTeX"), errors.capture() as captured:
        parser.parse_string(part)
    entries = list(parser.data.entries.values())
    notes: list[str] = []
    for error in captured:
        message = line(error.args[0])  # without the number of a line of the part
        if isinstance(error, UndefinedMacro):
            notes.append(
                marked("{name}: without {fields}", name=line(key, 60), fields=message)
            )
        else:
            entries = []
            notes.append(_left_out(key, message))
    return entries, parser.macros, notes


def _item(key: str, entry: Any) -> dict[str, Any]:  # noqa: ANN401 -- of a library without types
    item: dict[str, Any] = {"id": key, "type": _TYPES.get(entry.type, "")}
    fields = {name.lower(): value for name, value in entry.fields.items()}
    year = fields.pop("year", "")
    month = fields.pop("month", "")
    day = fields.pop("day", "")
    for name, value in fields.items():
        variable = _FIELDS.get(name, name)
        if variable in item:
            variable = name  # it is listed as left out
        if name in _DATES:
            item[variable] = {"edtf": value}
        elif name in _ADDRESSES:  # in which some programs escape signs
            item[variable] = re.sub(r"\\([#$%&_~])", r"\1", value)
        else:
            item[variable] = _plain(value)
    if year and "issued" not in item:
        item["issued"] = {"literal": _date(year, month, day), "raw": year}
    for role, people in entry.persons.items():
        item[role] = [_name(person) for person in people]
    return item


def _date(year: str, month: str, day: str) -> str:
    """Year, month and day with hyphens; pybtex has the names of months that are not numbers."""
    parts = [year, _MONTHS.get(month, month.zfill(2)), day.zfill(2)]
    if not month:
        return year
    if not day:
        return "-".join(parts[:2])
    return "-".join(parts)


def _name(person: Any) -> dict[str, str]:  # noqa: ANN401
    given_names = _plain(" ".join((*person.first_names, *person.middle_names)))
    family = _plain(" ".join((*person.prelast_names, *person.last_names)))
    if not given_names:
        return {"literal": family}
    suffix = _plain(" ".join(person.lineage_names))
    return {"given": given_names, "family": family, "suffix": suffix}


def _plain(text: str) -> str:
    """The text without commands of LaTeX and the braces around words."""
    from pybtex.exceptions import PybtexError  # noqa: PLC0415
    from pybtex.richtext import Text  # noqa: PLC0415

    text = _SUBSCRIPT.sub(r"<sub>\1</sub>", text)
    text = _SUPERSCRIPT.sub(r"<sup>\1</sup>", text)
    text = _COMMAND.sub(lambda match: _PLACEHOLDERS[match[1]], text)
    try:
        text = str(Text.from_latex(text))
    except PybtexError:  # braces that do not match
        text = re.sub(r"[{}]", "", text)
    text = re.sub(r"\\[A-Za-z]+ ?", "", text)
    text = re.sub(r"\\([#$%&_])", r"\1", text)
    return text.translate(_SIGNS)
