"""The beginnings of a brief: a file that passes the check, and explains itself while it is filled in.

The first line is for editors. Lines with `##` explain. Others with one `#` are examples, used by deleting the
`#` and the space behind it.
"""

import re
import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import get_args

import yaml

from generator.format.brief import Brief, Source
from generator.format.record import Record

WIDTH = 98
"""Characters in a line."""

LATER = frozenset({"updated", "corrections", "see_also", "formerly"})
"""Fields that a new brief does not need."""

_HEADER = """
{what} This file is a beginning: write what you know, delete what you do not need, and change 'status' to
published when it is done.

Leave the first line as it is: it is for editors. Lines with ## explain. The others with one # are examples:
to use one, delete the # and the one space behind it on each of its lines. Indentation has a meaning; it is
made with spaces.
"""

_DATE = re.compile("[0-9]{4}(?:-[0-9]{2}){0,2}")

_Values = Mapping[str, str | list[str]]
"""What stands in one mapping."""


@dataclass(frozen=True)
class Start:
    """What a brief begins with. The address of the source may be empty."""

    title: str
    summary: str
    date: str
    source_id: str
    source_title: str
    source_address: str = ""
    topics: tuple[str, ...] = ()


def text(start: Start, schema: str, known_topics: Sequence[str] = ()) -> str:
    """The file. `schema` is where the JSON Schema of briefs is: an address, or a path from the file."""
    lines = [f"# yaml-language-server: $schema={schema}"]
    for paragraph in _HEADER.format(what=Brief.__doc__).strip().split("\n\n"):
        lines += ["##", *_explained(paragraph)]
    given, examples = _given(start), _examples(start, known_topics)
    for key, field in Brief.model_fields.items():
        if key not in LATER:
            lines += ["", *_explained(field.description)]
            if key == "sources":
                lines += ["sources:", f"  {start.source_id}:", *_source(start)]
            elif key in given:
                lines += _entry(key, given[key])
            else:
                lines += _unused([f"{key}:", *_items(_member(field.annotation), examples[key])])
    return "\n".join(lines) + "\n"


def _given(start: Start) -> _Values:
    return {
        "title": start.title,
        "summary": start.summary,
        "date": start.date,
        "status": "draft",
        **({"topics": list(start.topics)} if start.topics else {}),
        "background": "Write here what one needs to know to understand it, and where that is documented "
        f"[@{start.source_id}].",
    }


def _examples(start: Start, known_topics: Sequence[str]) -> dict[str, Sequence[_Values | str]]:
    """What the lists could hold; all of it fits together."""
    source = start.source_id
    return {
        "topics": list(known_topics[:1]) or ["trade-routes"],
        "key_judgements": [
            {"text": "Both towns gain more than they pay.", "confidence": "low", "sources": [source]}
        ],
        "actors": [
            {
                "id": "maria-example",
                "name": "Maria Example",
                "kind": "person",
                "role": "Mayor of the northern town",
            },
            {"id": "northern-town", "name": "Northern Town", "kind": "group", "role": "Pays for half of it"},
        ],
        "relations": [{"from": "maria-example", "to": "northern-town", "label": "mayor of"}],
        "timeline": [
            {
                "date": "2024-05",
                "title": "The bridge reopens",
                "text": "The first to cross it are children of both towns.",
                "actors": ["maria-example"],
                "sources": [source],
                "status": "reported",
                "id": "bridge-reopens",
            }
        ],
        "quotes": [
            {
                "text": "The words exactly as they were printed, without quotation marks around them",
                "speaker": "maria-example",
                "date": "2024-05",
                "context": "At the opening.",
                "source": source,
            }
        ],
        "open_questions": ["Who pays for its upkeep?"],
    }


def _source(start: Start) -> Iterator[str]:
    """The source that is known, and what else can be said of it."""
    given = {"title": start.source_title}
    if start.source_address:
        given["url"] = start.source_address
    examples: _Values = {
        "authors": ["Anna Reporter"],
        "publisher": "Town Gazette",
        "published": "2024-05-15",
        "url": "https://example.org/bridge",
        "archived": "https://archive.example.org/20240516/bridge",
        "language": "en",
    }
    for key, field in Source.model_fields.items():
        yield from _explained(field.description, "    ")
        if key in given:
            yield from _entry(key, given[key], "    ")
        else:
            yield from (f"    # {line}" for line in _entry(key, examples[key]))


def _items(record: type[Record] | None, items: Sequence[_Values | str]) -> Iterator[str]:
    """The entries of a list, the fields of the first explained."""
    for number, item in enumerate(items):
        if isinstance(item, str) or record is None:
            yield f"  - {_scalar(str(item))}"
            continue
        mark = "  - "
        for name, field in record.model_fields.items():
            key = field.alias or name
            if key in item:
                if number == 0:
                    yield from _explained(field.description, "    ")
                first, *rest = _entry(key, item[key], "    ")
                yield from (mark + first.lstrip(), *rest)
                mark = "    "


def _entry(key: str, value: str | list[str], indentation: str = "") -> Iterator[str]:
    """A key and its value."""
    if isinstance(value, list):
        yield f"{indentation}{key}: [{', '.join(_scalar(each) for each in value)}]"
    elif key == "background" or (key == "summary" and value):
        yield f"{indentation}{key}: >-"
        yield from _wrapped(value, f"{indentation}  ")
    else:
        yield f"{indentation}{key}: {_scalar(value)}"


def _scalar(text: str) -> str:
    """A text on one line, in quotation marks where a program that reads YAML could take it for else."""
    if _DATE.fullmatch(text):
        return text  # as contributors write it
    written: str = yaml.safe_dump(text, allow_unicode=True, width=float("inf"))
    return written.removesuffix("\n").removesuffix("\n...")


def _explained(text: str | None, indentation: str = "") -> list[str]:
    return list(_wrapped(text or "", f"{indentation}## "))


def _wrapped(text: str, indentation: str) -> list[str]:
    return textwrap.wrap(
        text,
        WIDTH,
        initial_indent=indentation,
        subsequent_indent=indentation,
        break_long_words=False,
        break_on_hyphens=False,
    )


def _unused(lines: Iterable[str]) -> Iterator[str]:
    return (f"# {line}" for line in lines)


def _member(annotation: object) -> type[Record] | None:
    """The kind of record that a list holds, or `None` where it holds texts."""
    if isinstance(annotation, type) and issubclass(annotation, Record):
        return annotation
    return next(filter(None, map(_member, get_args(annotation))), None)
