"""The check of briefs as they are written: what a browser runs, in `assets/worker.js`.

What it knows of other files is what the site publishes of them: all that rules compare across files.
"""

import datetime
import json
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from functools import cached_property, partial
from operator import itemgetter
from pathlib import PurePath
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
    brief_files,
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
    if document.root is None:
        return []
    return sorted(_places(document.root, ()), key=itemgetter(0))


def _places(node: nodes.Node, location: Location) -> Iterator[Place]:
    yield node.span.start, location
    for step, key, value in nodes.children(node):
        if key:
            yield key.span.start, (*location, step)
        yield from _places(value, (*location, step))


def location(places: list[Place], span: Span) -> Location:
    """The path of the innermost field or entry that begins at a place, or last before it."""
    number = bisect_right(places, span.start, key=itemgetter(0))
    if number == 0:
        return ()
    _, path = places[number - 1]
    return path


def _file(path: str, tree: object) -> ParsedFile[Any]:
    """A file from what is published of it, the tree without the text."""
    model = brief_files.model_of(path)
    id_ = PurePath(path).stem
    document = Document(path, b"", nodes.from_plain(tree))
    if model is Brief:
        return ParsedFile(id_, model, document, None)
    prose = validation.parse_prose(document, model)
    record, _ = validation.validate(document, model, prose)
    return ParsedFile(id_, model, document, record, prose)


class Session:
    """What the worker calls, and what it keeps in between. Files are given by path."""

    def __init__(self, published: str) -> None:
        """What was published, as `data.known_rest` writes it, with the briefs of all files in one mapping."""
        data = json.loads(published)
        values = dict(data["site"])
        values["settings"] = Settings.model_validate(values["settings"])
        values["language"] = Language(values["language"])
        self.site = Site(**values)
        files = [_file(path, tree) for path, tree in sorted(data["files"].items())]
        self.collection = Collection.of(files)
        self.checked: rules.Checked | None = None

    @cached_property
    def _reported(self) -> frozenset[Diagnostic]:
        """What is wrong when known files are compared, which is not due to what is being written."""
        return frozenset(rules.check(self.collection, self.site.settings.kinds))

    def _check(
        self, files: Mapping[str, bytes], today: datetime.date | None = None
    ) -> rules.Checked:
        """Check files, which take the place of what is known of those, with all that is known."""
        raw_files = [RawFile(path, content) for path, content in files.items()]
        written, diagnostics = folder.read(
            raw_files, parse=partial(rules.parse, today=today)
        )
        by_path = {}
        for file in (*self.collection.files, *written.files, *written.versions):
            by_path[file.document.path] = file
        collection = Collection.of([by_path[path] for path in sorted(by_path)])
        for diagnostic in rules.check(collection, self.site.settings.kinds):
            if diagnostic.path in files or diagnostic not in self._reported:
                diagnostics.append(diagnostic)
        return rules.Checked(collection, in_order(diagnostics))

    def check(self, files: Mapping[str, Buffer], today: str) -> str:
        self.checked = self._check(_in_bytes(files), datetime.date.fromisoformat(today))
        return json.dumps(self.report(self.checked))

    def report(self, checked: rules.Checked) -> list[Json]:
        """Every problem as plain data. Lines and columns are counted from 1; positions are in characters."""
        documents: dict[str, Document] = {}
        for brief in checked.collection.briefs:
            documents[brief.document.path] = brief.document
        for profile in checked.collection.profiles:
            documents[profile.document.path] = profile.document
        places_by_path: dict[str, list[Place]] = {}
        rows = []
        for diagnostic in in_language(checked.diagnostics, self.site.language):
            path = diagnostic.path
            if path not in places_by_path:
                known = path in documents
                places_by_path[path] = places(documents[path]) if known else []
            row = reporters.as_data(diagnostic)
            row["excerpt"] = reporters.excerpt(diagnostic)
            row["field"] = list(location(places_by_path[path], diagnostic.span))
            row["edits"] = [
                [*edit.span.start, *edit.span.end, edit.text]
                for edit in diagnostic.edits
            ]
            rows.append(row)
        return rows

    def corrected(self, files: Mapping[str, Buffer]) -> str:
        """The texts of the files after every edit, as JSON."""
        contents = editing.correct(
            _in_bytes(files), lambda files: self._check(files).diagnostics
        )
        texts = {}
        for path, content in contents.items():
            texts[path] = content.decode("utf-8", "replace")
        return json.dumps(texts)


def _in_bytes(files: Mapping[str, Buffer]) -> dict[str, bytes]:
    return {path: bytes(content) for path, content in files.items()}
