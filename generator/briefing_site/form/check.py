"""The check of briefs as they are written: what a browser runs, in `assets/worker.js`.

What it knows of other files is what the site publishes of them: all that rules compare across files.
"""

import datetime
import json
import py_compile
import sys
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from functools import cached_property, partial
from importlib.util import cache_from_source
from itertools import starmap
from operator import itemgetter
from pathlib import Path, PurePath
from typing import Any

from briefing_site.checks import rules
from briefing_site.diagnostics import (
    Diagnostic,
    Position,
    Span,
    in_language,
    in_order,
    reporters,
)
from briefing_site.format import Brief, Location
from briefing_site.format.settings import Settings
from briefing_site.reading import (
    Collection,
    Document,
    ParsedFile,
    RawFile,
    editing,
    folder,
    nodes,
    validation,
)
from briefing_site.site import Language, Site

Buffer = bytes | memoryview
Json = dict[str, Any]
Place = tuple[Position, Location]


def places(document: Document) -> list[Place]:
    """Where each field and each entry of a file begins, and its path, in the order of the file."""
    return (
        []
        if document.root is None
        else sorted(_places(document.root, ()), key=itemgetter(0))
    )


def location(places: list[Place], span: Span) -> Location:
    """The path of the innermost field or entry that begins at a place, or last before it."""
    found = bisect_right(places, span.start, key=itemgetter(0))
    return places[found - 1][1] if found else ()


def _places(node: nodes.Node, location: Location) -> Iterator[Place]:
    yield node.span.start, location
    for step, key, value in nodes.children(node):
        if key:
            yield key.span.start, (*location, step)
        yield from _places(value, (*location, step))


def _file(path: str, tree: object) -> ParsedFile[Any]:
    model, document = folder.model_of(path), Document(path, b"", nodes.from_plain(tree))
    if model is Brief:
        return ParsedFile(PurePath(path).stem, model, document, None)
    prose = validation.parse_prose(document, model)
    record, _ = validation.validate(document, model, prose)
    return ParsedFile(PurePath(path).stem, model, document, record, prose)


class Session:
    """What the worker calls, and what it keeps in between. Files are given by path."""

    def __init__(self, published: str) -> None:
        """What was published, as `data.known_rest` writes it, with the briefs of all files in one mapping."""
        known = json.loads(published)
        given = known["site"]
        settings, language = (
            Settings.model_validate(given["settings"]),
            Language(given["language"]),
        )
        self.site = Site(**given | {"settings": settings, "language": language})
        self.collection = Collection.of(starmap(_file, sorted(known["files"].items())))
        self.checked: rules.Checked | None = None

    @cached_property
    def _reported(self) -> frozenset[Diagnostic]:
        """What is wrong when known files are compared, which is not due to what is being written."""
        return frozenset(rules.check(self.collection, self.site.settings.kinds))

    def _check(
        self, files: Mapping[str, bytes], today: datetime.date | None = None
    ) -> rules.Checked:
        """Check files, which take the place of what is known of those, with all that is known."""
        parse = partial(rules.parse, today=today)
        given, found = folder.read(
            (RawFile(*each) for each in files.items()), parse=parse
        )
        together: tuple[ParsedFile[Any], ...] = (
            *self.collection.files,
            *given.files,
            *given.versions,
        )
        by_path = {file.document.path: file for file in together}
        collection = Collection.of(by_path[path] for path in sorted(by_path))
        across = rules.check(collection, self.site.settings.kinds)
        new = [
            each for each in across if each.path in files or each not in self._reported
        ]
        return rules.Checked(collection, in_order([*found, *new]))

    def check(self, files: Mapping[str, Buffer], today: str) -> str:
        self.checked = self._check(_in_bytes(files), datetime.date.fromisoformat(today))
        return json.dumps(self.report(self.checked))

    def report(self, checked: rules.Checked) -> list[Json]:
        """Every problem as plain data. Lines and columns are counted from 1; positions are in characters."""
        listed: tuple[ParsedFile[Any], ...] = (
            *checked.collection.briefs,
            *checked.collection.profiles,
        )
        documents = {file.document.path: file.document for file in listed}
        reported = documents.keys() & {each.path for each in checked.diagnostics}
        all_places = {path: places(documents[path]) for path in reported}
        return [
            {
                **reporters.as_data(each),
                "excerpt": reporters.excerpt(each),
                "field": list(location(all_places.get(each.path, []), each.span)),
                "edits": [
                    [*edit.span.start, *edit.span.end, edit.text] for edit in each.edits
                ],
            }
            for each in in_language(checked.diagnostics, self.site.language)
        ]

    def corrected(self, files: Mapping[str, Buffer]) -> str:
        """The texts of the files after every edit."""
        made = editing.correct(
            _in_bytes(files), lambda now: self._check(now).diagnostics
        )
        return json.dumps(
            {path: content.decode("utf-8", "replace") for path, content in made.items()}
        )


def _in_bytes(files: Mapping[str, Buffer]) -> dict[str, bytes]:
    return {path: bytes(content) for path, content in files.items()}


def compiled() -> list[str]:
    """The paths of all modules that were imported, as Python compiled them, which it need not do again."""
    found = []
    for module in list(sys.modules.values()):
        source = getattr(module, "__file__", None) or ""
        if source.endswith(".py"):
            path = cache_from_source(source)
            if not Path(path).exists():
                py_compile.compile(source, path)
            found.append(path)
    return sorted(found)
