"""Parsed files in the store, by content, so that a build only parses those that changed.

What is stored is data: the record, the tree with its positions, and the diagnostics.
"""

import datetime
import zlib
from collections.abc import Sequence
from dataclasses import replace
from itertools import repeat
from pathlib import PurePath
from typing import Any, cast

from pydantic import TypeAdapter

from briefing_site.build import processes, records
from briefing_site.build.store import Store, digest
from briefing_site.checks import compared, rules
from briefing_site.diagnostics import Diagnostic, Severity
from briefing_site.format.brief import Brief
from briefing_site.format.version import FrozenVersion
from briefing_site.languages.phrase import Counted, Phrase, marked
from briefing_site.reading import folder, validation
from briefing_site.reading.folder import Model, Parse, Parsed, ParsedFile, RawFile
from briefing_site.reading.yaml import node
from briefing_site.reading.yaml.document import Document
from briefing_site.reading.yaml.node import Node
from briefing_site.reading.yaml.one_line import OneLine
from briefing_site.site.failure import stage
from briefing_site.site.progress import Progress, no_progress

FOLDER = "parsed"
MANY = 32
"""Files that take longer to parse than it takes to start processes."""
Known = dict[str, Parsed[Any]]
"""Parsed files by a digest of their content."""

_DIAGNOSTIC = TypeAdapter(Diagnostic)
_STORED = TypeAdapter(tuple[dict[str, Any], bytes, list[dict[str, Any]], str])
"""The record of a file, the packed tree of what checks across files need, diagnostics, and all words."""


class ParsedFiles:
    """Parses and checks single files, or takes the result from memory or the store."""

    def __init__(self, store: Store, program: str, known: Known) -> None:
        """`known` is what earlier builds have parsed, and gets what this one parses."""
        self._store = store
        self._program = program
        self._known = known

    def prepare(
        self, files: Sequence[RawFile], progress: Progress = no_progress
    ) -> None:
        """Forget what is gone, and if many files are new, parse them on all cores, and take the results."""
        by_name = {self._name(raw): raw for raw in files}
        for gone in self._known.keys() - by_name:
            del self._known[gone]
        new = [
            raw
            for name, raw in by_name.items()
            if name not in self._known
            and raw.path.endswith(".yml")
            and not self._store.has(_key(name))
        ]
        if len(new) < MANY or processes.cores() == 1:
            return
        number = processes.cores() * (len(new) // MANY)
        parts = [
            new[start::number] for start in range(number)
        ]  # as all briefs come after the actors
        with processes.pool(processes.cores(), forks=processes.can_fork()) as pool:
            tick = progress(marked("Reading"), len(parts))
            with stage(marked("reading the files")):
                read = pool.map(
                    _read, repeat(self._store), repeat(self._program), parts
                )
                for part, _ in zip(parts, read, strict=True):
                    folder.read(part, parse=self)
                    tick(part[-1].path)

    def __call__(self, raw: RawFile, model: type[Model]) -> Parsed[Model]:
        """The file, shortened if it is a brief without errors, and its diagnostics."""
        name = self._name(raw)
        found: Parsed[Model] | None = self._known.get(name) or self._stored(
            name, raw, model
        )
        if found is None:
            read, diagnostics = rules.parse(raw, model)
            found = _shortened(read, diagnostics), diagnostics
            if _has_errors(diagnostics):
                self._store.put(
                    _key(name), None
                )  # so that no process is started to parse it for the store
            elif model is not FrozenVersion:
                self._put(name, records.to_plain(read.record), *found)
        self._known[name] = found
        return found

    def _stored(
        self, name: str, raw: RawFile, model: type[Model]
    ) -> Parsed[Model] | None:
        stored = self._store.get(_key(name), _STORED)
        if stored is None:
            return None
        data, tree, plain, words = stored
        try:
            record = records.from_plain(model, data)
            document = Document(raw.path, raw.content, node.unpacked(tree))
            found = [_diagnostic(each) for each in plain]
        except (
            TypeError,
            ValueError,
            IndexError,
            KeyError,
            zlib.error,
        ):  # somebody else has written it
            return None
        prose = validation.parse_prose(document, model)
        return ParsedFile(
            PurePath(raw.path).stem, model, document, record, prose, words, tree
        ), found

    def _put(
        self,
        name: str,
        data: object,
        file: ParsedFile[Any],
        diagnostics: list[Diagnostic],
    ) -> None:
        plain = [_DIAGNOSTIC.dump_python(each) | _texts(each) for each in diagnostics]
        if file.tree:
            self._store.put(_key(name), [data, file.tree, plain, file.words])

    def _name(self, raw: RawFile) -> str:
        return digest(f"{self._program}\0{raw.path}\0".encode() + raw.content)


def _key(name: str) -> str:
    return f"{FOLDER}/{name}"


def _read(store: Store, program: str, files: Sequence[RawFile]) -> None:
    folder.read(files, parse=named(ParsedFiles(store, program, {})))


def named(parse: Parse) -> Parse:
    """The same; a failure names the file. Raises `FailureError`."""

    def parse_named(raw: RawFile, model: type[Model]) -> Parsed[Model]:
        with stage(marked("reading"), raw.path):
            return parse(raw, model)

    return parse_named


def parse(
    raw: RawFile, model: type[Model], today: datetime.date | None = None
) -> Parsed[Model]:
    """Parse and check a single file; a brief without errors is shortened."""
    file, diagnostics = rules.parse(raw, model, today)
    return _shortened(file, diagnostics), diagnostics


def _shortened(
    file: ParsedFile[Model], diagnostics: Sequence[Diagnostic]
) -> ParsedFile[Model]:
    if _has_errors(diagnostics) or file.document.root is None:
        return file
    if file.model is Brief:
        file = cast(
            "ParsedFile[Model]", compared.shortened(cast("ParsedFile[Brief]", file))
        )
    return replace(file, tree=node.packed(cast("Node", file.document.root)))


def _has_errors(diagnostics: Sequence[Diagnostic]) -> bool:
    return any(each.severity is Severity.ERROR for each in diagnostics)


def _texts(diagnostic: Diagnostic) -> dict[str, object]:
    return {
        "message": _to_plain(diagnostic.message),
        "help": _to_plain(diagnostic.help),
    }


def _diagnostic(plain: dict[str, Any]) -> Diagnostic:
    texts = {key: _from_plain(plain[key]) for key in ("message", "help")}
    return replace(
        _DIAGNOSTIC.validate_python(plain | dict.fromkeys(texts, "")), **texts
    )


def _to_plain(text: object) -> object:
    """A text of the program, which can still be put into any language, as lists, texts and numbers."""
    match text:
        case OneLine():
            return [_to_plain(text.text)]
        case Counted():
            return [text.template, text.many, text.number]
        case Phrase():
            return [
                text.template,
                {key: _to_plain(value) for key, value in text.values.items()},
            ]
        case _:
            return text if isinstance(text, int) else str(text)


def _from_plain(plain: object) -> Any:  # noqa: ANN401 -- what was plain
    """The text that `_to_plain` wrote. Raises `TypeError`, `ValueError` or `KeyError` for anything else."""
    match plain:
        case [text]:
            return OneLine(_from_plain(text))
        case [str(one), str(many), int(number)]:
            return Counted(one, many, number)
        case [str(template), dict(values)]:
            return Phrase(
                template,
                {str(key): _from_plain(value) for key, value in values.items()},
            )
        case str() | int():
            return plain
        case _:
            raise TypeError(plain)
