"""Briefs with a past, of which a test says what each commit changed, without a repository."""

import copy
from dataclasses import replace
from typing import Any

import yaml

from briefing_site import pipeline
from briefing_site.format import dates
from briefing_site.history import content, entry, histories
from briefing_site.history.git import FileVersion
from briefing_site.history.histories import Histories
from briefing_site.library import linker
from briefing_site.library.library import Library
from briefing_site.reading import RawFile
from tests.project import texts

Data = dict[str, Any]
"""What YAML holds, every value of it as text."""


def loaded(text: str) -> Any:  # noqa: ANN401 -- what YAML holds
    return yaml.load(text, yaml.BaseLoader)  # noqa: S506 -- makes texts only


def edited(data: Data, edits: Data) -> Data:
    """The data with other values at paths, or none; `+` at the end of a path adds to the list there."""
    data = copy.deepcopy(data)
    for path, value in edits.items():
        node: Any = data
        *steps, last = path.removesuffix("+").split(".")
        for step in steps:
            node = node[int(step)] if isinstance(node, list) else node[step]
        key: Any = int(last) if isinstance(node, list) else last
        if value == "(removed)":
            del node[key]
        else:
            node[key] = [*node.get(key, []), *value] if path.endswith("+") else value
    return data


def recorded(*versions: tuple[str, str, bytes | None]) -> Histories:
    """The histories of files with these versions: the day, the name, and the content, if there is any.

    A day is one of May 2020 if it is a number.
    """
    contents = [text or b"" for *_, text in versions]
    days = [day if "-" in day else f"2020-05-{day:0>2}" for day, *_ in versions]
    files = [
        FileVersion(day, f"briefs/{name}.yml", "" if text is None else str(number))
        for number, (day, (_, name, text)) in enumerate(
            zip(days, versions, strict=True)
        )
    ]

    def read(version: FileVersion) -> entry.Data | None:
        if not version.blob:
            return None
        return content.read(RawFile(version.path, contents[int(version.blob)]))

    return replace(histories.of_versions(files, read), until=dates.parse(max(days)))


def lived(base: str, *commits: Data) -> Library:
    """The briefs after all commits, each of which is what it changes, by its day and file.

    It changes what the file said before it, or the brief `base`; `(deleted)` ends a file, and a commit of no
    file is one of `briefs/dam.yml`.
    """
    now: dict[str, Data] = {}
    versions: list[tuple[str, str, bytes | None]] = []
    for commit in commits:
        ((when, edits),) = commit.items()
        day, _, name = when.partition(" ")
        name = name or "dam"
        if edits == "(deleted)":
            del now[name]
        else:
            now[name] = edited(
                now.get(name, {} if "/" in name else loaded(base)), edits
            )
        versions.append(
            (day, name, yaml.safe_dump(now[name]).encode() if name in now else None)
        )
    current = texts(
        {f"briefs/{name}.yml": yaml.safe_dump(data) for name, data in now.items()}
    )
    return linker.link(
        pipeline.check(current).collection, histories=recorded(*versions), files=current
    )
