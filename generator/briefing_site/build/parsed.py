"""Parses files, or takes what was parsed before from the store, by the content of the file.

The store has files without errors: the texts in them, the tree with the positions that checks across files
need, and the warnings.
"""

import datetime
import zlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import repeat
from pathlib import PurePath
from typing import Any, cast

from pydantic import TypeAdapter

from briefing_site.build import processes
from briefing_site.build.store import Store, digest
from briefing_site.checks import compared, rules
from briefing_site.diagnostics import Diagnostic, Severity, in_language
from briefing_site.format.brief import Brief
from briefing_site.languages.language import Language
from briefing_site.languages.phrase import marked
from briefing_site.reading import folder, validation
from briefing_site.reading.brief_files import RawFile
from briefing_site.reading.parsing import Model, Parse, Parsed, ParsedFile
from briefing_site.reading.yaml import node
from briefing_site.reading.yaml.document import Document
from briefing_site.site.failure import FailureError, stage
from briefing_site.site.progress import Progress, no_progress

FOLDER = "parsed"
MANY = 32
"""Files that take longer to parse than it takes to start processes."""

_STORED = TypeAdapter(tuple[dict[str, Any], bytes, list[Diagnostic], str])
"""The texts of a file, its packed tree, its warnings, and all words of a brief."""


class ParsedFiles:
    """Parses and checks single files, or takes the result from the store."""

    def __init__(self, store: Store, program: str, language: Language) -> None:
        """The diagnostics are in the language; `program` is a digest of it."""
        self._store = store
        self._program = program
        self._language = language

    def prepare(
        self, files: Sequence[RawFile], progress: Progress = no_progress
    ) -> None:
        """If many files are not in the store, parse them on all cores, for the store."""
        new = []
        for raw in files:
            if raw.path.endswith(".yml") and not self._store.has(self._key(raw)):
                new.append(raw)
        cores = processes.cores()
        if len(new) < MANY or cores == 1:
            return
        # every so many files, as the short ones of actors come before the briefs
        parts_number = cores * (len(new) // MANY)
        parts = [new[start::parts_number] for start in range(parts_number)]
        tick = progress(marked("Reading"), len(parts))
        with (
            stage(marked("reading the files")),
            processes.pool(cores, forks=processes.can_fork()) as pool,
        ):
            finished = pool.map(_parse_all, repeat(self), parts)
            for part, _ in zip(parts, finished, strict=True):
                tick(part[-1].path)

    def __call__(self, raw: RawFile, model: type[Model]) -> Parsed[Model]:
        """The file, shortened if it is a brief without errors, and its diagnostics."""
        key = self._key(raw)
        stored = self._store.get(key, _STORED)
        if stored is not None:
            file = _from_store(raw, model, stored)
            if file is not None:
                return file, stored[2]
        file, diagnostics = rules.parse(raw, model)
        translated = list(in_language(diagnostics, self._language))
        data = file.document.data()
        file = _shortened(file, diagnostics)
        if file.tree:
            warnings = _DIAGNOSTICS.dump_python(translated)
            self._store.put(key, [data, file.tree, warnings, file.words])
        return file, translated

    def _key(self, raw: RawFile) -> str:
        about = f"{self._program}\0{self._language}\0{raw.path}\0"
        return f"{FOLDER}/{digest(about.encode() + raw.content)}"


_DIAGNOSTICS = TypeAdapter(list[Diagnostic])


def _parse_all(parser: ParsedFiles, files: Sequence[RawFile]) -> None:
    folder.read(files, parse=contained(parser))


def _from_store(
    raw: RawFile,
    model: type[Model],
    stored: tuple[dict[str, Any], bytes, list[Diagnostic], str],
) -> ParsedFile[Model] | None:
    """The file as it was parsed; `None` if it is not valid, as somebody else has written it."""
    data, tree, _, words = stored
    try:
        record = model.model_validate(data, context=Counter())
        document = Document(raw.path, raw.content, node.unpacked(tree))
    except (ValueError, zlib.error):
        return None
    prose = validation.parse_prose(document, model)
    name = PurePath(raw.path).stem
    return ParsedFile(name, model, document, record, prose, words, tree)


def contained(parse: Parse) -> Parse:
    """A function that parses like this one, and reports an error in the program as one of the file."""

    def parse_contained(raw: RawFile, model: type[Model]) -> Parsed[Model]:
        try:
            with stage(marked("reading"), raw.path):
                return parse(raw, model)
        except FailureError as failure:
            document = Document(raw.path, raw.content, None)
            file = ParsedFile(PurePath(raw.path).stem, model, document, None)
            return file, [failure.diagnostic()]

    return parse_contained


def parse(
    raw: RawFile, model: type[Model], today: datetime.date | None = None
) -> Parsed[Model]:
    """Parse and check a single file; a brief without errors is shortened."""
    file, diagnostics = rules.parse(raw, model, today)
    return _shortened(file, diagnostics), diagnostics


def _shortened(
    file: ParsedFile[Model], diagnostics: Sequence[Diagnostic]
) -> ParsedFile[Model]:
    """The file with its packed tree, which in a brief is only what is compared; with errors, as it is."""
    has_errors = any(each.severity is Severity.ERROR for each in diagnostics)
    if has_errors or file.document.root is None:
        return file
    if file.model is Brief:
        brief = compared.shortened(cast("ParsedFile[Brief]", file))
        file = cast("ParsedFile[Model]", brief)
    root = file.document.root
    return replace(file, tree=node.packed(root)) if root else file
