"""A file to a record, or to diagnostics: the parser, the repairs and the validation, one after the other."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import PurePath
from typing import Generic, Protocol, TypeVar, cast

from pydantic import BaseModel

from briefing_site.diagnostics import Code, Diagnostic, Message, Severity, Span
from briefing_site.format import Brief, Location, characters, traversal, version
from briefing_site.format.fields.address import BAD_ADDRESS
from briefing_site.format.places import BRIEF
from briefing_site.format.prose import Prose
from briefing_site.format.version import EditedVersionError, FrozenVersion, VersionError
from briefing_site.reading import codes, ids, repair, validation
from briefing_site.reading.brief_files import RawFile, limit
from briefing_site.reading.repair.fix import Fix
from briefing_site.reading.yaml import composer
from briefing_site.reading.yaml.document import Document

Model = TypeVar("Model", bound=BaseModel)

MAX_LAYOUT_TRIALS = 20
"""How often a file is read again with other indentation."""


BAD_VERSION = Message(
    Code(
        "bad-version",
        "A file in `briefs/versions/` is no version as `briefs freeze` writes it.",
    ),
    "this is no version that can be shown: {reason}",
    "restore the file as it was: git checkout -- <file>; `make freeze` (or `briefs freeze`) writes versions",
)
EDITED_VERSION = Message(
    Code("edited-version", "A version was changed since it was frozen."),
    "this version was changed since it was frozen, but it has to stay what readers cite",
    "restore the file as it was: git checkout -- <file>; to publish something else, change the brief",
)


_START = Span.at(1, 1)


@dataclass(frozen=True)
class ParsedFile(Generic[Model]):
    """One file: its id (the name without `.yml`), its tree and, if it has no errors, its record."""

    id: str
    model: type[Model]
    document: Document
    record: Model | None
    prose: Mapping[Location, Prose] = field(default_factory=dict)
    words: str = ""
    """All words of a brief without errors, by which terms are looked for; a set takes ten times as much."""
    tree: bytes = b""
    """That of a file without errors, packed, for those who have no other any more."""

    @cached_property
    def entries(self) -> tuple[ids.IdentifiedEntry, ...]:
        return tuple(ids.entries(self.document, self.model))

    @property
    def anchored(self) -> list[ids.IdentifiedEntry]:
        """The events and the quotes of a brief, which have permalinks on its page."""
        lists = (*BRIEF.timeline, *BRIEF.quotes)
        return [entry for entry in self.entries if entry.list in lists]


Parsed = tuple[ParsedFile[Model], list[Diagnostic]]
"""A file and its diagnostics."""


class Parse(Protocol):
    """Parses and validates a file, like `parse`."""

    def __call__(self, raw: RawFile, model: type[Model]) -> Parsed[Model]:
        """The file and its diagnostics."""


def parse(raw: RawFile, model: type[Model]) -> Parsed[Model]:
    """The file and its diagnostics, after moving lines as long as that leaves fewer errors."""
    if model is FrozenVersion:
        return cast("Parsed[Model]", _parse_version(raw, PurePath(raw.path)))
    file, diagnostics = _parse_text(raw, model, ())
    if file.record is not None or file.document.repaired is not None:
        return file, diagnostics
    keys = traversal.all_keys(model)
    fixes: list[Fix] = []
    candidates = repair.layouts(file.document.text, _error_lines(diagnostics), keys)
    for _ in range(MAX_LAYOUT_TRIALS):
        fix = next(candidates, None)
        if fix is None:
            break
        moved_file, moved_diagnostics = _parse_text(raw, model, [*fixes, fix])
        if _syntax_errors(moved_diagnostics) > len(fixes) + 1:
            continue  # it is no valid YAML, after which less is read
        if _errors(moved_diagnostics) < _errors(diagnostics):
            fixes.append(fix)
            file = moved_file
            diagnostics = moved_diagnostics
            candidates = repair.layouts(fix.text, _error_lines(diagnostics), keys)
    return file, diagnostics


def _syntax_errors(diagnostics: Iterable[Diagnostic]) -> int:
    """The number of errors of syntax, of which each fix reports one."""
    number = 0
    for diagnostic in diagnostics:
        if diagnostic.code == codes.SYNTAX:
            number += 1
    return number


def _error_lines(diagnostics: Iterable[Diagnostic]) -> list[int]:
    """The lines with errors, counted from 0."""
    return sorted({line - 1 for line, _ in _errors(diagnostics)})


def _errors(diagnostics: Iterable[Diagnostic]) -> set[tuple[int, str]]:
    """The lines and codes of the errors, apart from those of syntax."""
    return {
        (diagnostic.span.start.line, diagnostic.code.slug)
        for diagnostic in diagnostics
        if diagnostic.severity is Severity.ERROR and diagnostic.code != codes.SYNTAX
    }


def _parse_text(
    raw: RawFile, model: type[Model], fixes: Sequence[Fix]
) -> Parsed[Model]:
    path = PurePath(raw.path)
    name = path.name.removesuffix(".yml")
    file_limit = limit(path)
    document, in_yaml = composer.compose(
        raw.path, raw.content, traversal.all_keys(model), file_limit, fixes
    )
    if document.root is None and in_yaml:
        return ParsedFile(name, model, document, None), in_yaml
    prose = validation.parse_prose(document, model)
    excess = validation.excess(document, prose, file_limit)
    if excess:
        return ParsedFile(name, model, document, None, prose), [*in_yaml, excess]
    record, in_record = validation.validate(document, model, prose)
    if record is not None:
        in_yaml = _with_moves(document, in_yaml)
    diagnostics = [*_without_contradicted(in_yaml, in_record), *in_record]
    for diagnostic in diagnostics:
        if diagnostic.severity is Severity.ERROR:
            return ParsedFile(name, model, document, None, prose), diagnostics
    words = ""
    if model is Brief:
        words = " ".join(sorted(characters.words(document.text)))
    return ParsedFile(name, model, document, record, prose, words), diagnostics


def _with_moves(document: Document, in_yaml: list[Diagnostic]) -> list[Diagnostic]:
    """The diagnostics with the edits that move lines, if the file is right after all edits."""
    completed = []
    for diagnostic in in_yaml:
        edits = document.moves.get(diagnostic, diagnostic.edits)
        if not edits:
            return in_yaml
        completed.append(replace(diagnostic, edits=edits))
    return completed


def _without_contradicted(
    in_yaml: list[Diagnostic], in_record: list[Diagnostic]
) -> list[Diagnostic]:
    """What is wrong with the YAML, without errors of syntax where an address has a mistake."""
    addresses = {
        error.span.start for error in in_record if error.code == BAD_ADDRESS.code
    }
    remaining = []
    for error in in_yaml:
        if error.code != codes.SYNTAX or error.span.start not in addresses:
            remaining.append(error)
    return remaining


def _parse_version(raw: RawFile, path: PurePath) -> Parsed[FrozenVersion]:
    """A version, in JSON without positions, as nobody writes it by hand; called after its brief and day."""
    document = Document(raw.path, b"", None)
    record = None
    diagnostics = []
    try:
        record = version.read(raw.content, path.parent.name, path.stem)
    except EditedVersionError:
        diagnostics = [document.report(EDITED_VERSION, _START)]
    except VersionError as error:
        diagnostics = [document.report(BAD_VERSION, _START, reason=error.args[0])]
    return ParsedFile(path.stem, FrozenVersion, document, record), diagnostics
