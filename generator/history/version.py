"""A version of a brief as text, cut into parts that can be compared without reading all of it.

Old versions were written for whatever the format was then, so nothing is asked of them: what can't be
read as a list of entries is compared as mere text. What can is read with the same limits as any brief.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from generator.format.brief import Event, Quote
from generator.reading import composer

Sections = Mapping[str, tuple[str, ...]]
"""The lines of a version by the key at the top of the file that they belong to."""

LONGEST_NAME = 200
"""Characters of a title or a quote that a history shows."""

_KEY = re.compile(r"""(["']?)([A-Za-z_][\w-]*)\1\s*:(?:\s|$)""")
_UNPRINTABLE = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True)
class Entry:
    """One member of a list: an event, a quote, a source."""

    id: str
    name: str
    fields: Mapping[str, str]
    """The values that are texts, on one line each."""
    former: tuple[str, ...] = ()
    """Ids that it had before."""

    @property
    def content(self) -> str:
        """All its words."""
        return " ".join(self.fields.values())


def sections(lines: Iterable[str]) -> Sections:
    """Cut a file at the keys that stand at the left margin."""
    found: dict[str, list[str]] = {}
    current: list[str] = []
    for line in lines:
        if line and line[0] not in " -#" and (key := _KEY.match(line)):
            current = found.setdefault(key[2], [])
        current.append(line)
    return {key: tuple(texts) for key, texts in found.items()}


def plain(section: Sequence[str]) -> str:
    """The value of a section that is a text, on one line; empty where it is something else."""
    value = _read("\n".join(section))
    values = list(value.values()) if isinstance(value, dict) else []
    return _line(values[0]) if values else ""


def entries(part: str, old: Sequence[str], new: Sequence[str]) -> tuple[list[Entry], list[Entry]]:
    """The entries of a list that only the old version has, and those that only the new one has."""
    before, after = _pieces(old), _pieces(new)
    if before is None or after is None:
        return _apart(_whole(part, old), _whole(part, new))
    gone, come = Counter(before) - Counter(after), Counter(after) - Counter(before)
    return _apart(
        [entry for piece in before if piece in gone for entry in _entries(part, _read(piece))],
        [entry for piece in after if piece in come for entry in _entries(part, _read(piece))],
    )


def _apart(old: list[Entry], new: list[Entry]) -> tuple[list[Entry], list[Entry]]:
    return [each for each in old if each not in new], [each for each in new if each not in old]


def _pieces(section: Sequence[str]) -> list[str] | None:
    """The text of each entry of a list or mapping that is written one entry below the other."""
    if not section:
        return []
    if not _is_empty(section[0].partition(":")[2]):
        return None
    first = next((place for place, line in enumerate(section) if place and not _is_empty(line)), None)
    if first is None:
        return []
    body = section[first:]
    indent = len(body[0]) - len(body[0].lstrip(" "))
    margin, is_list = body[0][:indent], body[0][indent : indent + 1] == "-"
    pieces: list[list[str]] = []
    for line in body:
        starts = line.startswith(margin) and line[indent : indent + 1] not in {" ", ""}
        if starts and is_list == (line[indent] == "-"):
            pieces.append([])
        if not pieces:
            return None
        pieces[-1].append(line)
    return ["\n".join(piece) for piece in pieces]


def _is_empty(line: str) -> bool:
    return not line or line.isspace() or line.lstrip().startswith("#")


def _whole(part: str, section: Sequence[str]) -> list[Entry]:
    value = _read("\n".join(section))
    return _entries(part, next(iter(value.values()), None)) if isinstance(value, dict) else []


def _read(text: str) -> object:
    document, mistakes = composer.compose("", text.encode("utf-8", "replace"))
    return None if mistakes else document.data()


def _entries(part: str, value: object) -> list[Entry]:
    if isinstance(value, dict):
        return [_entry(part, content, str(key)) for key, content in value.items()]
    return [_entry(part, content, "") for content in value] if isinstance(value, list) else []


def _entry(part: str, value: object, key: str) -> Entry:
    if not isinstance(value, dict):
        return Entry(key, _line(value), {"text": _line(value)})
    fields = {str(name): _line(content) for name, content in value.items() if name != "formerly"}
    formerly = value.get("formerly")
    former = tuple(each for each in formerly if isinstance(each, str)) if isinstance(formerly, list) else ()
    match part:
        case "timeline":
            return Entry(Event.identify(fields), fields.get("title", ""), fields, former)
        case "quotes":
            return Entry(Quote.identify(fields), fields.get("text", ""), fields, former)
        case "actors":
            return Entry(fields.get("id", ""), fields.get("name") or fields.get("id", ""), fields)
        case "relations":
            words = (fields.get(name, "") for name in ("from", "label", "to"))
            return Entry("", " ".join(words), fields)
        case _:
            return Entry(key, fields.get("title") or fields.get("text", ""), fields)


def _line(value: object) -> str:
    """A value as a text on one line."""
    if isinstance(value, list):
        return ", ".join(_line(each) for each in value if isinstance(each, str))
    text = _UNPRINTABLE.sub("", value) if isinstance(value, str) else ""
    return " ".join(text.split())


def shown(name: str) -> str:
    """A name that is not too long to be shown."""
    return name if len(name) <= LONGEST_NAME else name[: LONGEST_NAME - 1].rstrip() + "…"
