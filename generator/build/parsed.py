"""Parsed files in the store, by content, so that a build only parses those that changed."""

import io
import pickle
from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from hashlib import blake2b
from itertools import repeat
from typing import Any, cast

from pydantic import BaseModel

from generator.build import processes
from generator.build.store import Store, StoreError
from generator.checks import checks
from generator.diagnostics import Severity
from generator.format.brief import Brief
from generator.languages.phrase import marked
from generator.library.digests import Digests
from generator.reading import folder
from generator.reading.folder import Model, Parse, Parsed, ParsedFile, RawFile
from generator.reading.identity import IdentifiedEntry
from generator.reading.yaml.document import Document
from generator.reading.yaml.node import Node
from generator.site.failure import stage
from generator.site.progress import Progress, no_progress

FOLDER = "parsed"
MANY = 32
"""Files that take longer to parse than it takes to start processes."""
Digested = list[tuple[BaseModel, bytes]]
"""Records with their digests."""
_Stored = tuple[Parsed[Any], Digested, bytes]
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
        found: tuple[Parsed[Model], Digested] | None = self._known.get(name) or _stored(self._store, key)
        if found is None:
            found = _digested(parse(raw, model))
            self._store.put(key, pickle.dumps(_packed(*found), pickle.HIGHEST_PROTOCOL))
        self.used[name], self.names[raw.path] = found, name
        result, digests = found
        self.digests += digests
        return result

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


def parse(raw: RawFile, model: type[Model]) -> Parsed[Model]:
    """Parse and check a single file; a brief without errors is shortened."""
    file, diagnostics = folder.parse(raw, model)
    if model is Brief:
        brief = cast("ParsedFile[Brief]", file)
        diagnostics = [*diagnostics, *checks.check_brief(brief)]
        if all(each.severity is not Severity.ERROR for each in diagnostics):
            file = cast("ParsedFile[Model]", checks.shortened(brief))
    return file, diagnostics


class _StoredDocument(Document):
    """A document whose tree is unpickled when it is first used: most builds compare nothing.

    The trees of a thousand briefs take 45 MB.
    """

    packed: bytes

    @cached_property
    def contents(self) -> tuple[Node | None, tuple[IdentifiedEntry, ...]]:
        """The tree and the entries of the file."""
        found: tuple[Node | None, tuple[IdentifiedEntry, ...]] | None = unpickled(self.packed)
        if found is None:
            raise StoreError(marked("the cache is damaged: delete it"))
        return found

    @cached_property
    def root(self) -> Node | None:
        """The tree."""
        return self.contents[0]


class _StoredFile(ParsedFile[Model]):
    """A file with such a document."""

    document: _StoredDocument

    @cached_property
    def entries(self) -> tuple[IdentifiedEntry, ...]:
        """The entries of its lists that have an id."""
        return self.document.contents[1]


def _packed(parsed: Parsed[Model], digests: Digested) -> _Stored:
    """What is stored: of a shortened brief, tree and entries apart from the rest."""
    file, diagnostics = parsed
    if file.record is None or file.document.text:
        return parsed, digests, b""
    contents = pickle.dumps((file.document.root, file.entries), pickle.HIGHEST_PROTOCOL)
    bare = replace(file, document=replace(file.document, root=None), entries=())
    return (bare, diagnostics), digests, contents


def _stored(store: Store, key: str) -> tuple[Parsed[Any], Digested] | None:
    """What is stored, with the tree still packed; `None` if there is nothing, or if it is damaged."""
    found: _Stored | None = unpickled(store.get(key))
    if found is None:
        return None
    parsed, digests, contents = found
    if not contents:
        return parsed, digests
    bare, diagnostics = parsed
    document, file = _StoredDocument.__new__(_StoredDocument), _StoredFile.__new__(_StoredFile)
    document.__dict__.update(path=bare.document.path, text="", readable="", packed=contents)
    file.__dict__.update(id=bare.id, document=document, record=bare.record, prose={}, former=bare.former)
    return (file, diagnostics), digests


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
