"""Parsed files in the store, by content, so that a build only parses those that changed."""

import datetime
import io
import pickle
from collections.abc import Sequence
from dataclasses import replace
from hashlib import blake2b
from itertools import repeat
from typing import Any, cast

from pydantic import BaseModel

from generator.build import processes
from generator.build.store import Store
from generator.checks import checks
from generator.diagnostics import Severity
from generator.format.brief import Brief
from generator.languages.phrase import marked
from generator.library.digests import Digests
from generator.reading import folder
from generator.reading.folder import Model, Parse, Parsed, ParsedFile, RawFile
from generator.site.failure import stage
from generator.site.progress import Progress, no_progress

FOLDER = "parsed"
MANY = 32
"""Files that take longer to parse than it takes to start processes."""
Digested = list[tuple[BaseModel, bytes]]
"""Records with their digests."""
Known = dict[str, tuple[Parsed[Any], Digested]]
"""Parsed files by a digest of their content, with the digests of their records."""


class CachedParser:
    """Parses and checks single files, or takes the result from memory or the store."""

    def __init__(self, store: Store, program: str, known: Known) -> None:
        self._store = store
        self._program = program
        self._known = known
        self.used: Known = {}
        """All files so far, to be known next time."""
        self.digests: Digested = []
        """The records of the files, each with its digest."""
        self.names: dict[str, str] = {}
        """By path of a file, a digest of its content and the program."""

    def prepare(self, files: Sequence[RawFile], *, forks: bool, progress: Progress = no_progress) -> None:
        """Parse many new files on all cores, so that their results are in the store."""
        unknown = {self._name(raw): raw for raw in files}.items()
        missing = [
            raw
            for name, raw in unknown
            if name not in self._known and not self._store.has(f"{FOLDER}/{name}")
        ]
        if len(missing) < MANY or processes.cores() == 1:
            return
        with processes.pool(processes.cores(), forks=forks) as pool:
            parts = [missing[start : start + MANY] for start in range(0, len(missing), MANY)]
            tick = progress(marked("Reading"), len(parts))
            with stage(marked("reading the files")):
                read = pool.map(_read, repeat(self._store), repeat(self._program), parts)
                for part, _ in zip(parts, read, strict=True):
                    tick(part[-1].path)

    def __call__(self, raw: RawFile, model: type[Model]) -> Parsed[Model]:
        """The file, shortened if it is a brief without errors, and its diagnostics."""
        name = self._name(raw)
        key = f"{FOLDER}/{name}"
        found: tuple[Parsed[Model], Digested] | None = self._known.get(name) or unpickled(
            self._store.get(key)
        )
        if found is None:
            (file, diagnostics), digests = found = _digested(parse(raw, model))
            bare = _with_content(file, b""), diagnostics
            self._store.put(key, pickle.dumps((bare, digests), pickle.HIGHEST_PROTOCOL))
        self.used[name], self.names[raw.path] = found, name
        (file, diagnostics), digests = found
        self.digests += digests
        return (file if file.document.content else _with_content(file, raw.content)), diagnostics

    def _name(self, raw: RawFile) -> str:
        head = f"{self._program}\0{raw.path}\0".encode()
        return blake2b(head + raw.content, digest_size=16).hexdigest()


def _read(store: Store, program: str, files: Sequence[RawFile]) -> None:
    folder.read(files, parse=named(CachedParser(store, program, {})))


def named(parse: Parse) -> Parse:
    """The same; a failure names the file. Raises `FailureError`."""

    def parse_named(raw: RawFile, model: type[Model]) -> Parsed[Model]:
        with stage(marked("reading"), raw.path):
            return parse(raw, model)

    return parse_named


def once(parse: Parse) -> Parse:
    """The same; what a file was parsed to is remembered."""
    known: dict[str, Parsed[Any]] = {}

    def parse_once(raw: RawFile, model: type[Model]) -> Parsed[Model]:
        if raw.path not in known:
            known[raw.path] = parse(raw, model)
        return known[raw.path]

    return parse_once


def _digested(parsed: Parsed[Model]) -> tuple[Parsed[Model], Digested]:
    """The file with the digests of its records, and everything else that a build computes of a record."""
    record = parsed[0].record
    digests = Digests()
    if record is not None:
        digests.of(record)
    fields: dict[frozenset[str], set[str]] = {}
    for each, _ in digests.records:  # records share equal sets: these take a sixth of the space
        given = each.model_fields_set
        object.__setattr__(each, "__pydantic_fields_set__", fields.setdefault(frozenset(given), given))
    if isinstance(record, Brief):  # these keep what they compute
        _ = record.source_order, [source.publication for source in record.sources.values()]
    return parsed, digests.records


def _with_content(file: ParsedFile[Model], content: bytes) -> ParsedFile[Model]:
    """The file with the bytes of its document: these are not stored twice."""
    return replace(file, document=replace(file.document, content=content))


def parse(raw: RawFile, model: type[Model], today: datetime.date | None = None) -> Parsed[Model]:
    """Parse and check a single file, also for dates after `today`; a brief without errors is shortened."""
    file, diagnostics = folder.parse(raw, model)
    if today is not None:
        diagnostics = [*diagnostics, *checks.check_dated(file, today)]
    if model is Brief:
        brief = cast("ParsedFile[Brief]", file)
        diagnostics = [*diagnostics, *checks.check_brief(brief)]
        if all(each.severity is not Severity.ERROR for each in diagnostics):
            file = cast("ParsedFile[Model]", checks.shortened(brief))
    return file, diagnostics


_ALLOWED = {("builtins", "set"), ("builtins", "frozenset"), ("generator.format.dates", "parse")}


class _Unpickler(pickle.Unpickler):
    """Makes records of the program only, so that a damaged or forged file can't run code."""

    def find_class(self, module: str, name: str) -> Any:  # noqa: ANN401 -- a class
        if (module, name) in _ALLOWED:
            return super().find_class(module, name)
        if module.startswith("generator."):
            found = super().find_class(module, name)
            if isinstance(found, type) and found.__module__ == module:
                return found
        raise pickle.UnpicklingError(f"{module}.{name} is not a record")


def unpickled(stored: bytes | None) -> Any:  # noqa: ANN401 -- what was pickled
    """Records and simple values as they were pickled; `None` for anything else."""
    if stored is None:
        return None
    try:
        return _Unpickler(io.BytesIO(stored)).load()
    except (pickle.UnpicklingError, AttributeError, ImportError, EOFError, IndexError, ValueError):
        return None
