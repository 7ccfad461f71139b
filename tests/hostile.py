"""What somebody could write into a brief to make it do something: each text, in each field.

Whatever runs calls `alert`, sets `ran`, or asks `evil.example` for something.
"""

import copy
import html
import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

import yaml
from pydantic import BaseModel

from briefing_site.checks.rules import Checked
from briefing_site.format import (
    Brief,
    FieldType,
    FrozenVersion,
    Profile,
    characters,
    traversal,
)
from briefing_site.format import version as versions
from briefing_site.format.glossary import GlossaryEntry
from briefing_site.format.topics import TopicEntry
from briefing_site.format.version import VersionAuthor, VersionSection
from briefing_site.reading import ParsedFile, Scalar
from tests.past import loaded
from tests.project import CASES, check

TREES, _TEXTS = (
    loaded((CASES / f"hostile/{name}.yml").read_text(encoding="utf-8"))
    for name in ("fields", "texts")
)
PAYLOADS = {
    name: text
    if isinstance(text, str)
    else "".join(text[:-2]) + text[-2] * int(text[-1])
    for name, text in _TEXTS.items()
}

Path = tuple[str | int, ...]
Field = tuple[str, Path]
"""A file, by kind, and a place in it."""


def paths(tree: Any, base: Path = ()) -> list[Path]:  # noqa: ANN401 -- what YAML holds
    """Where texts stand in the tree."""
    if isinstance(tree, str):
        return [base]
    entries = tree.items() if isinstance(tree, dict) else enumerate(tree)
    return [path for key, value in entries for path in paths(value, (*base, key))]


def put(tree: Any, path: Path, text: str) -> None:  # noqa: ANN401 -- what YAML holds
    for step in path[:-1]:
        tree = tree[step]
    tree[path[-1]] = text


def project(number: int, changes: dict[Field, str]) -> dict[str, str]:
    """The files of a brief, an actor, a topic and a term of their own, with texts changed by file and path."""
    trees = copy.deepcopy(TREES)
    for (name, path), text in changes.items():
        put(trees[name], path, text)
    # another name than that of the profile, also where a text stands in every field
    trees["brief"]["actors"][1]["name"] += f" the second of {number}"
    files = {
        "brief": _renumbered(trees["brief"], number),
        "profile": _renumbered(trees["profile"], number),
        "topic": {f"topic-{number}": trees["topic"]},
        "term": {f"term-{number}": trees["term"]},
    }
    return {
        path: "".join(
            _entry(key, json.dumps(value)) for key, value in files[name].items()
        )
        for name, path in paths_of(number).items()
    }


def merged(projects: Iterable[dict[str, str]]) -> dict[str, str]:
    """The files of all of them: a file of which there is only one has the entries of each."""
    made: defaultdict[str, str] = defaultdict(str)
    for path, text in (each for files in projects for each in files.items()):
        made[path] += text
    return made


def paths_of(number: int) -> dict[str, str]:
    return {
        "brief": f"briefs/brief-{number}.yml",
        "profile": f"briefs/actors/one-{number}.yml",
        "topic": "briefs/topics.yml",
        "term": "briefs/glossary.yml",
    }


@cache
def _entry(key: str, value: str) -> str:
    """An entry of a file, of a value as JSON; most are the same in many files."""
    return yaml.safe_dump({key: json.loads(value)}, allow_unicode=True, sort_keys=False)


def _renumbered(tree: Any, number: int) -> Any:  # noqa: ANN401 -- what YAML holds
    """The tree with ids that no other case has."""
    if isinstance(tree, str):
        return f"{tree}-{number}" if tree in {"one", "two", "topic"} else tree
    if isinstance(tree, dict):
        return {key: _renumbered(value, number) for key, value in tree.items()}
    return (
        [_renumbered(each, number) for each in tree] if isinstance(tree, list) else tree
    )


FIELDS = [(name, path) for name, tree in TREES.items() for path in paths(tree)]


def refused(fields: Sequence[Field], text: str) -> set[Field]:
    """In which of the fields the check finds an error, with which a build ends, where the text stands in all.

    An error that is in no field is one of the whole file, and so of all of them.
    """
    checked = check(project(0, dict.fromkeys(fields, text)))
    if not checked.errors:
        return set()
    return {field for field in fields if _has_any(checked, field)} or set(fields)


def _has_any(checked: Checked, field: Field) -> bool:
    name, location = field
    path = paths_of(0)[name]
    found = checked.collection
    files: list[ParsedFile[Any]] = [*found.files]
    (document,) = (file.document for file in files if file.document.path == path)
    value = document.node(
        (f"{name}-0", *location) if name in {"topic", "term"} else location
    )
    assert value is None or isinstance(value, Scalar)
    lines = [each.span.start.line for each in checked.errors if each.path == path]
    if value is None:  # the file can't be read at all
        return bool(lines)
    last = value.line + document.readable.count("\n", value.start, value.end)
    return any(value.line <= line <= last for line in lines)


MODELS: dict[str, type[BaseModel]] = {
    "brief": Brief,
    "profile": Profile,
    "topic": TopicEntry,
    "term": GlossaryEntry,
}


@cache
def kind_of(field: Field) -> FieldType | None:
    name, path = field
    member = traversal.member_at(MODELS[name], path)
    return member.field_type if member else None


def taken(text: str) -> list[Field]:
    """The fields in which the text may stand: if not in one of a kind, then in none of them."""
    kinds = {field: kind_of(field) for field in FIELDS}
    one_of_each = {kind: field for field, kind in reversed(kinds.items())}
    taking = {kinds[field] for field in _taken([*one_of_each.values()], text)}
    return _taken([field for field, kind in kinds.items() if kind in taking], text)


def _taken(fields: list[Field], text: str) -> list[Field]:
    while wrong := refused(fields, text):
        fields = [field for field in fields if field not in wrong]
    return fields


def of_versions() -> list[str]:
    """The texts that versions can have; all others have characters that none may contain."""
    return [
        text
        for text in PAYLOADS.values()
        if not (characters.BAD.search(text) or any(characters.heaps(text)))
    ]


def version(brief: str, date: str) -> str:
    """The file of a version with every text in every place, as somebody could write it without freezing."""
    texts = of_versions()
    first = texts[0]
    page = []
    for text in texts:
        words = html.escape(text)
        blocks = [
            f'<h3 id="a-place">{words}</h3>',
            f'<p>{words}<a href="https://evil.example/?a=1&amp;b=\'&quot;#c">{words}</a></p>',
            f'<ul><li class="card">{words}</li>{words}</ul>',
            f"<details><summary>{words}</summary><table><tr><td><code>{words}</code></td></tr></table></details>",
            f'<p><a href="#x">[1, {words}]</a></p>',
            words,
        ]
        page.append(VersionSection(id=text, heading=text, html="".join(blocks)))
    for text in (each for each in texts if len(each) < 600):  # and as HTML
        blocks = [
            text, f"<p>{text}</p>", f'<p class="{text}" {text}></p>', f"<a href='{text}'></a>",
            f"<svg><text fill='{text}'>{text}</text></svg>",
        ]  # fmt: skip
        page += [VersionSection(id="", heading="", html=block) for block in blocks]
    made = FrozenVersion(
        brief=brief,
        date=date,
        program=first[:40],
        site=first,
        language="en",
        licence="https://evil.example/",
        title=first,
        summary=first,
        authors=tuple(VersionAuthor(name=text) for text in texts if len(text) <= 600),
        topics=tuple(text for text in texts if len(text) <= 600),
        page=tuple(page),
        text="\n\n".join(texts),
        data={"title": texts},
        references=dict.fromkeys(("bib", "ris", "json"), "\n".join(texts)),
        file=yaml.safe_dump(
            {
                "title": first,
                "timeline": [{"date": text, "title": text} for text in texts],
            }
        ),
        doi="10.5281/zenodo.1",
    )
    return versions.written(made).decode()
