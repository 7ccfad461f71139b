"""The folder of briefs: which files it may have, and what is read from them."""

import difflib
import os
import re
import shlex
from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path, PurePath
from typing import Any, Generic, Protocol, TypeVar, cast

from pydantic import BaseModel

from briefing_site.diagnostics import Code, Diagnostic, Message, Severity, Span
from briefing_site.format import (
    Brief,
    Location,
    Profile,
    characters,
    identifiers,
    limits,
    traversal,
    version,
)
from briefing_site.format.fields.address import BAD_ADDRESS
from briefing_site.format.fields.identifier import BAD_ID
from briefing_site.format.glossary import Glossary
from briefing_site.format.places import BRIEF, TOPICS
from briefing_site.format.prose import Prose
from briefing_site.format.topics import Topics
from briefing_site.format.verification import Verification, Verifications
from briefing_site.format.version import EditedVersionError, FrozenVersion, VersionError
from briefing_site.languages.exceptions import system_reason
from briefing_site.languages.phrase import marked
from briefing_site.reading import codes, ids, repair, symlinks, validation
from briefing_site.reading.repair.fix import Fix
from briefing_site.reading.yaml import composer
from briefing_site.reading.yaml.document import Document

Model = TypeVar("Model", bound=BaseModel)

MAX_LAYOUT_TRIALS = 20
"""How often a file is read again with other indentation."""

VERIFICATION = "verification.yml"
VERSIONS = "versions"
"""The folder of the versions of briefs, which has one for each brief."""
_ONE_EACH: Mapping[str, type[BaseModel]] = {
    "topics.yml": Topics,
    "glossary.yml": Glossary,
    VERIFICATION: Verifications,
}
"""The files of which there is one, in the order of `Collection`."""

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

Tracked = Callable[[Sequence[str]], Iterable[str]]
"""Returns the files, among those at the paths and below them, that are part of what is published."""

_START = Span.at(1, 1)
_UNSHOWABLE = re.compile(rf"[\t\r\n]|{characters.BAD.pattern}")
_LEFT_BEHIND = re.compile(
    r"\..*|.*~|#.*#|.*\.(?:bak|orig|rej|swp|tmp)|Thumbs\.db|desktop\.ini",
    re.IGNORECASE | re.DOTALL,
)
"""Hidden files, and what editors and systems leave behind; they are read only to say that git tracks them."""
_OF_GIT = re.compile(r"\.git.+", re.IGNORECASE)
"""Files that change what git does; `.git` itself is in no commit."""


@dataclass(frozen=True)
class RawFile:
    """A file as it is on disk: its path, relative to the project, and its content."""

    path: str
    content: bytes


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


@dataclass(frozen=True)
class Collection:
    """All files of a folder of briefs, sorted by id."""

    briefs: tuple[ParsedFile[Brief], ...]
    profiles: tuple[ParsedFile[Profile], ...]
    topics: ParsedFile[Topics] | None
    glossary: ParsedFile[Glossary] | None = None
    verification: ParsedFile[Verifications] | None = None
    versions: tuple[ParsedFile[FrozenVersion], ...] = ()

    @classmethod
    def of(cls, files: Iterable[ParsedFile[Any]]) -> "Collection":
        """The collection of files that are sorted by path."""
        by_model: defaultdict[type[BaseModel], list[ParsedFile[Any]]]
        by_model = defaultdict(list)
        for file in files:
            by_model[file.model].append(file)
        return cls(
            briefs=tuple(by_model[Brief]),
            profiles=tuple(by_model[Profile]),
            topics=_only(by_model[Topics]),
            glossary=_only(by_model[Glossary]),
            verification=_only(by_model[Verifications]),
            versions=tuple(by_model[FrozenVersion]),
        )

    @property
    def shared(self) -> tuple[ParsedFile[Any], ...]:
        """The files but for briefs and versions."""
        files: list[ParsedFile[Any]] = list(self.profiles)
        if self.topics:
            files.append(self.topics)
        if self.glossary:
            files.append(self.glossary)
        if self.verification:
            files.append(self.verification)
        return tuple(files)

    @property
    def files(self) -> tuple[ParsedFile[Any], ...]:
        """All files but those of versions."""
        return (*self.briefs, *self.shared)

    @cached_property
    def renames(self) -> ids.Renames:
        """The former names in all files, also in those with errors, but those that are in use again."""
        slugs = {file.id for file in self.briefs}
        briefs: dict[str, str] = {}
        events: dict[str, str] = {}
        for file in self.briefs:
            for _, former in file.document.scalars(BRIEF.formerly.each):
                if former.text not in slugs:
                    briefs.setdefault(former.text, file.id)
            for former_id, id_ in _renamed_events(file):
                events.setdefault(f"{file.id}#{former_id}", f"{file.id}#{id_}")
        return ids.Renames(briefs, events, self._renamed_topics())

    def _renamed_topics(self) -> dict[str, str]:
        if self.topics is None:
            return {}
        document = self.topics.document
        listed = {str(location[0]) for location, _ in document.find(TOPICS.each)}
        topics: dict[str, str] = {}
        for location, former in document.scalars(TOPICS.each.formerly.each):
            if former.text not in listed:
                topics.setdefault(former.text, str(location[0]))
        return topics

    def record_of(
        self, brief: str, quote: str, fingerprint: str
    ) -> Verification | None:
        """The record of a quote that applies to its present words and source; `None` if there is none."""
        if self.verification is None or self.verification.record is None:
            return None
        records = self.verification.record.root
        record = records.get(brief, {}).get(quote)
        if record is None or record.quote != fingerprint:
            return None
        return record

    def without_trees(self) -> "Collection":
        """The same for those who need only records: half of the memory is that of trees."""
        briefs = []
        for file in self.briefs:
            document = replace(file.document, root=None)
            briefs.append(replace(file, document=document, prose={}))
        collection = replace(self, briefs=tuple(briefs))
        vars(collection)["renames"] = self.renames  # as these come from the trees
        return collection


def _only(files: list[ParsedFile[Model]]) -> ParsedFile[Model] | None:
    return files[0] if files else None


def _renamed_events(file: ParsedFile[Brief]) -> Iterator[tuple[str, str]]:
    """The former ids of the events of a brief, each with the current one."""
    current_ids = {entry.location: entry.id for entry in file.entries}
    former_ids = file.document.scalars(BRIEF.timeline.each.formerly.each)
    for location, former in former_ids:
        event = location[:2]
        if event in current_ids and former.text not in current_ids.values():
            yield former.text, current_ids[event]


def list_files(root: Path, briefs: Path, tracked: Tracked = lambda _: ()) -> list[Path]:
    """Every file in the folder of briefs, sorted, also those that must not be there, and links to folders.

    Hidden files and those that editors leave behind are listed only if they change what git does, or are
    among those that `tracked` returns for the folder, because then they are part of what is published.

    Raises `OSError` if the folder can't be read, or is a link.
    """
    name_of_folder = briefs.relative_to(root).as_posix()
    symlinks.refuse(root, name_of_folder)
    if not briefs.is_dir():
        raise FileNotFoundError(
            marked(
                "there is no folder '{path}' in {folder}",
                path=name_of_folder,
                folder=root,
            )
        )
    paths: list[Path] = []
    left_behind: list[Path] = []
    for place, folders, names in os.walk(briefs, onerror=_stop):
        # links to folders are listed, and not followed
        links = [name for name in folders if Path(place, name).is_symlink()]
        for name in (*names, *links):
            if not _LEFT_BEHIND.fullmatch(name):
                paths.append(Path(place, name))
        for name in (*names, *folders):
            if _LEFT_BEHIND.fullmatch(name):
                left_behind.append(Path(place, name))
        folders[:] = [name for name in folders if not _LEFT_BEHIND.fullmatch(name)]
    if left_behind:
        paths += _published(root, left_behind, tracked([name_of_folder]))
    return sorted(paths)


def _published(
    root: Path, left_behind: Iterable[Path], tracked: Iterable[str]
) -> set[Path]:
    """The files that editors have left behind and that git publishes, or that change what git does."""
    published = {path for path in left_behind if _OF_GIT.fullmatch(path.name)}
    for name in tracked:
        parts = PurePath(name).parts
        if any(_LEFT_BEHIND.fullmatch(part) for part in parts):
            published.add(root / name)
    return {path for path in published if os.path.lexists(path)}


def _stop(error: OSError) -> None:
    """Stop at a folder that can't be listed, which `os.walk` would skip."""
    raise _unreadable(marked("the folder '{path}'", path=error.filename), error)


def _unreadable(what: str, error: OSError) -> OSError:
    return OSError(
        marked(
            "{what} can't be read: {reason}; fix that and try again",
            what=what,
            reason=system_reason(error),
        )
    )


def load(root: Path, path: Path) -> RawFile:
    """Read one file.

    Raises `OSError` if it can't be read, if it is a link or in a linked folder, or if its name
    contains characters that would break a report.
    """
    name = path.relative_to(root).as_posix()
    if _UNSHOWABLE.search(name):
        shown = _UNSHOWABLE.sub("?", name)
        raise OSError(
            marked(
                "the file name '{name}' contains an invisible character; rename the file",
                name=shown,
            )
        )
    symlinks.refuse(root, name)
    if path.exists() and not path.is_file():
        raise OSError(marked("'{path}' is not a regular file; delete it", path=name))
    try:
        with path.open("rb") as file:
            return RawFile(name, file.read(limit(path).size + 1))
    except FileNotFoundError as error:
        raise FileNotFoundError(
            marked(
                "'{path}' has disappeared: it was deleted or renamed while the briefs were being read; "
                "try again",
                path=name,
            )
        ) from error
    except OSError as error:
        raise _unreadable(f"'{name}'", error) from error


def limit(path: PurePath) -> limits.FileLimit:
    """How much the file may hold."""
    if path.suffix == ".json":
        return limits.VERSION
    return limits.VERIFICATION if path.name == VERIFICATION else limits.FILE


def model_of(path: str, folder: str = "briefs") -> type[BaseModel]:
    """What a file in the folder holds, whose name and place are right."""
    parts = path.removeprefix(folder + "/").split("/")
    if len(parts) == 1:
        return _ONE_EACH.get(parts[0], Brief)
    return FrozenVersion if parts[0] == VERSIONS else Profile


def is_profile(path: str) -> bool:
    return PurePath(path).parent.name == "actors"


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
        if _errors(moved_diagnostics) < _errors(diagnostics):
            fixes.append(fix)
            file = moved_file
            diagnostics = moved_diagnostics
            candidates = repair.layouts(fix.text, _error_lines(diagnostics), keys)
    return file, diagnostics


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


def read(
    files: Iterable[RawFile],
    folder: str = "briefs",
    tick: Callable[[str], None] = lambda _path: None,
    parse: Parse = parse,
) -> tuple[Collection, list[Diagnostic]]:
    """Parse and validate the files, in any order; `folder` is the path that theirs start with.

    `tick` is called with the path of each file, after it was read.
    """
    parsed_files: dict[str, ParsedFile[Any]] = {}
    diagnostics: list[Diagnostic] = []
    in_order = sorted(files, key=lambda file: file.path)
    paths = frozenset(raw.path for raw in in_order)
    for raw in in_order:
        parts = raw.path.removeprefix(folder + "/").split("/")
        misplaced = _misplaced_reason(parts)
        if misplaced:
            message = Message(codes.BAD_FILE_NAME, *misplaced)
            empty = Document(raw.path, b"", None)
            diagnostics.append(empty.report(message, _START))
        else:
            file, file_diagnostics = parse(raw, model_of(raw.path, folder))
            diagnostics += file_diagnostics
            first = parsed_files.setdefault(raw.path.casefold(), file)
            if file.model in {Brief, Profile}:
                diagnostics += _check_name(file, first, paths)
        tick(raw.path)
    return Collection.of(parsed_files.values()), diagnostics


def _misplaced_reason(parts: list[str]) -> tuple[str, str] | None:
    """What is wrong with a file's folder or name, and what to do; `None` if both are right."""
    name = parts[-1]
    if any(_LEFT_BEHIND.fullmatch(part) for part in parts):
        message = marked("'{name}' is not a brief, but git tracks it", name=name)
        if _OF_GIT.fullmatch(name):
            message = marked(
                "'{name}' changes what git does with the briefs", name=name
            )
        command = f"git rm -f {shlex.quote('/'.join(('briefs', *parts)))}"
        return message, marked("delete it: {command}", command=command)
    if parts[0] == VERSIONS and len(parts) > 1:
        if _is_version(parts):
            return None
        return marked("this is not the name of a version"), marked(
            "delete it; `make freeze` (or `briefs freeze`) writes versions"
        )
    if len(parts) > 2 or (len(parts) == 2 and parts[0] != "actors"):
        target = f"briefs/{name}"
        if difflib.get_close_matches(parts[0], ["actors"], n=1):
            target = f"briefs/actors/{name}"
        message = marked(
            "files in the folder '{folder}' are not read", folder="/".join(parts[:-1])
        )
        return message, marked("move it to '{path}'", path=target)
    if not name.endswith(".yml"):
        message = marked(
            "'{name}' is not read: the names of briefs end in .yml", name=name
        )
        return message, _name_help(name)
    return None


def _is_version(parts: list[str]) -> bool:
    """Whether a file is named after its brief and its day, which are part of the address of a page."""
    if len(parts) != 3 or not parts[2].endswith(".json"):
        return False
    day = parts[2].removesuffix(".json")
    return identifiers.invalid_page_reason(parts[1]) is None and version.is_day(day)


def _name_help(name: str) -> str:
    """What to do with a file that does not end in .yml."""
    stem, _, extension = name.rpartition(".")
    without_yaml = re.sub(r"\.ya?ml$", "", stem, flags=re.IGNORECASE)
    is_brief = without_yaml != stem or extension.lower() in {"yaml", "yml", "txt"}
    if is_brief:
        return marked("rename it to '{name}'", name=f"{without_yaml}.yml")
    return marked("move it out of the folder 'briefs'")


def _check_name(
    file: ParsedFile[Any], first: ParsedFile[Any], paths: Container[str]
) -> Iterator[Diagnostic]:
    """Report the name of a brief or a profile if it is no id, or that of another file in other capitals."""
    name = file.id
    document = file.document
    if first is not file:
        other = first.document.path
        message = marked(
            "the file name differs from {other} only in capital letters: many disks treat them as one file",
            other=other,
        )
        help_ = marked(
            "rename {other} to '{name}', or delete one of the two",
            other=other,
            name=f"{name.lower()}-2.yml",
        )
        yield document.report(Message(codes.ID_CLASH, message, help_), _START)
        return
    reason = identifiers.invalid_page_reason(name)
    if reason is None:
        return
    help_ = marked("give the file another name")
    better = identifiers.suggestion(name)
    if better not in {"", name}:
        if PurePath(document.path).with_stem(better).as_posix() in paths:
            better += "-2"
        help_ = marked("rename the file to '{name}'", name=f"{better}.yml")
    yield document.report(BAD_ID, _START, help_, text=name, reason=reason)
