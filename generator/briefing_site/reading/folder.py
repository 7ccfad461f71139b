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
        return [
            entry
            for entry in self.entries
            if entry.list in (*BRIEF.timeline, *BRIEF.quotes)
        ]


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
        listed = defaultdict[type[BaseModel], list[ParsedFile[Any]]](list)
        for file in files:
            listed[file.model].append(file)
        briefs, profiles, versions = (
            tuple(listed[model]) for model in (Brief, Profile, FrozenVersion)
        )
        topics, glossary, verification = (
            next(iter(listed[each]), None) for each in _ONE_EACH.values()
        )
        return cls(briefs, profiles, topics, glossary, verification, versions)

    @property
    def shared(self) -> tuple[ParsedFile[Any], ...]:
        """The files but for briefs and versions."""
        one_each: tuple[ParsedFile[Any] | None, ...] = (
            self.topics,
            self.glossary,
            self.verification,
        )
        return (*self.profiles, *filter(None, one_each))

    @property
    def files(self) -> tuple[ParsedFile[Any], ...]:
        """All files but those of versions."""
        return (*self.briefs, *self.shared)

    @cached_property
    def renames(self) -> ids.Renames:
        """The former names in all files, also in those with errors, but those that are in use again."""
        briefs, events, topics = dict[str, str](), dict[str, str](), dict[str, str]()
        for file in self.briefs:
            for _, old in file.document.scalars(BRIEF.formerly.each):
                briefs.setdefault(old.text, file.id)
            now = {entry.location: entry.id for entry in file.entries}
            for location, old in file.document.scalars(
                BRIEF.timeline.each.formerly.each
            ):
                if location[:2] in now and old.text not in now.values():
                    events.setdefault(
                        f"{file.id}#{old.text}", f"{file.id}#{now[location[:2]]}"
                    )
        if self.topics is not None:
            listed = {
                str(location[0])
                for location, _ in self.topics.document.find(TOPICS.each)
            }
            for location, old in self.topics.document.scalars(
                TOPICS.each.formerly.each
            ):
                if old.text not in listed:
                    topics.setdefault(old.text, str(location[0]))
        in_use = {file.id for file in self.briefs}
        return ids.Renames(
            {old: new for old, new in briefs.items() if old not in in_use},
            events,
            topics,
        )

    def record_of(
        self, brief: str, quote: str, fingerprint: str
    ) -> Verification | None:
        """The record of a quote that applies to its present words and source; `None` if there is none."""
        records = self.verification.record if self.verification else None
        found = records.root.get(brief, {}).get(quote) if records else None
        return found if found and found.quote == fingerprint else None

    def without_trees(self) -> "Collection":
        """The same for those who need only records: half of the memory is that of trees."""
        briefs = (
            replace(file, document=replace(file.document, root=None), prose={})
            for file in self.briefs
        )
        found = replace(self, briefs=tuple(briefs))
        vars(found)["renames"] = self.renames
        return found


def list_files(root: Path, briefs: Path, tracked: Tracked = lambda _: ()) -> list[Path]:
    """Every file in the folder of briefs, sorted, also those that must not be there, and links to folders.

    Hidden files and those that editors leave behind are listed only if they change what git does, or are
    among those that `tracked` returns for the folder, because then they are part of what is published.

    Raises `OSError` if the folder can't be read, or is a link.
    """
    name = briefs.relative_to(root).as_posix()
    symlinks.refuse(root, name)
    if not briefs.is_dir():
        raise FileNotFoundError(
            marked("there is no folder '{path}' in {folder}", path=name, folder=root)
        )
    found: list[Path] = []
    left_behind: list[Path] = []
    for place, folders, names in os.walk(briefs, onerror=_stop):
        left_behind += [
            Path(place, name)
            for name in (*folders, *names)
            if _LEFT_BEHIND.fullmatch(name)
        ]
        folders[:] = [name for name in folders if not _LEFT_BEHIND.fullmatch(name)]
        linked = [
            name for name in folders if Path(place, name).is_symlink()
        ]  # these are not followed
        found += [
            Path(place, name)
            for name in (*names, *linked)
            if not _LEFT_BEHIND.fullmatch(name)
        ]
    if left_behind:
        listed = map(PurePath, tracked([name]))
        in_git = {
            root / path
            for path in listed
            if any(map(_LEFT_BEHIND.fullmatch, path.parts))
        }
        unwanted = in_git | {
            path for path in left_behind if _OF_GIT.fullmatch(path.name)
        }
        found += filter(os.path.lexists, unwanted)
    return sorted(found)


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
    text = file.document.text
    fixes: list[Fix] = []
    trials = 0
    while file.record is None and trials < MAX_LAYOUT_TRIALS:
        errors = _errors(diagnostics)
        lines = sorted({line - 1 for line, _ in errors})
        for fix in repair.layouts(text, lines, traversal.all_keys(model)):
            trials += 1
            moved, found = _parse_text(raw, model, [*fixes, fix])
            if _errors(found) < errors or trials == MAX_LAYOUT_TRIALS:
                break
        else:
            break
        if not _errors(found) < errors:
            break
        fixes.append(fix)
        text = fix.text
        file, diagnostics = moved, found
    return file, diagnostics


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
    in_yaml: list[Diagnostic], found: list[Diagnostic]
) -> list[Diagnostic]:
    """What is wrong with the YAML, without what another error is about or a repair may have caused."""
    addresses = {each.span.start for each in found if each.code == BAD_ADDRESS.code}
    in_yaml = [
        each
        for each in in_yaml
        if each.code != codes.SYNTAX or each.span.start not in addresses
    ]
    is_repaired = any(each.code == codes.SYNTAX for each in in_yaml)
    return [
        each
        for each in in_yaml
        if each.code != codes.JOINED_ENTRY.code or not is_repaired
    ]


def _parse_version(raw: RawFile, path: PurePath) -> Parsed[FrozenVersion]:
    """A version, in JSON without positions, as nobody writes it by hand; called after its brief and day."""
    document, record, found = Document(raw.path, b"", None), None, []
    try:
        record = version.read(raw.content, path.parent.name, path.stem)
    except EditedVersionError:
        found = [document.report(EDITED_VERSION, _START)]
    except VersionError as error:
        found = [document.report(BAD_VERSION, _START, reason=error.args[0])]
    return ParsedFile(path.stem, FrozenVersion, document, record), found


def read(
    files: Iterable[RawFile],
    folder: str = "briefs",
    tick: Callable[[str], None] = lambda _path: None,
    parse: Parse = parse,
) -> tuple[Collection, list[Diagnostic]]:
    """Parse and validate the files, in any order; `folder` is the path that theirs start with.

    `tick` is called with the path of each file, after it was read.
    """
    known: dict[str, ParsedFile[Any]] = {}
    diagnostics: list[Diagnostic] = []
    in_order = sorted(files, key=lambda file: file.path)
    paths = frozenset(raw.path for raw in in_order)
    for raw in in_order:
        parts = raw.path.removeprefix(folder + "/").split("/")
        misplaced = _misplaced_reason(parts)
        if misplaced is not None:
            found = [
                Document(raw.path, b"", None).report(
                    Message(codes.BAD_FILE_NAME, *misplaced), _START
                )
            ]
        else:
            file, found = parse(raw, model_of(raw.path, folder))
            same = known.setdefault(raw.path.casefold(), file)
            if file.model in {Brief, Profile}:
                found = [*found, *_check_name(file, same, paths)]
        diagnostics += found
        tick(raw.path)
    return Collection.of(known.values()), diagnostics


def _misplaced_reason(parts: list[str]) -> tuple[str, str] | None:
    """What is wrong with a file's folder or name, and what to do; `None` if both are right."""
    name, dot, extension = parts[-1].rpartition(".")
    extension = dot + extension
    if any(map(_LEFT_BEHIND.fullmatch, parts)):
        message = (
            marked("'{name}' changes what git does with the briefs", name=parts[-1])
            if _OF_GIT.fullmatch(parts[-1])
            else marked("'{name}' is not a brief, but git tracks it", name=parts[-1])
        )
        command = f"git rm -f {shlex.quote('/'.join(('briefs', *parts)))}"
        return message, marked("delete it: {command}", command=command)
    if parts[0] == VERSIONS and len(parts) > 1:
        is_named = identifiers.invalid_page_reason(parts[1]) is None and version.is_day(
            name
        )
        if (
            len(parts) == 3 and extension == ".json" and is_named
        ):  # both are part of the address of a page
            return None
        return marked("this is not the name of a version"), marked(
            "delete it; `make freeze` (or `briefs freeze`) writes versions"
        )
    if len(parts) > 2 or (len(parts) == 2 and parts[0] != "actors"):
        near = difflib.get_close_matches(parts[0], ["actors"], n=1)
        target = f"briefs/actors/{parts[-1]}" if near else f"briefs/{parts[-1]}"
        message = marked(
            "files in the folder '{folder}' are not read", folder="/".join(parts[:-1])
        )
        return message, marked("move it to '{path}'", path=target)
    if extension != ".yml":
        stem = re.sub(r"\.ya?ml$", "", name, flags=re.IGNORECASE)
        is_brief = stem != name or extension.lower() in {".yaml", ".yml", ".txt", ""}
        help_ = (
            marked("rename it to '{name}'", name=f"{stem or extension}.yml")
            if is_brief
            else marked("move it out of the folder 'briefs'")
        )
        return marked(
            "'{name}' is not read: the names of briefs end in .yml", name=parts[-1]
        ), help_
    return None


def _check_name(
    file: ParsedFile[Any], same: ParsedFile[Any], paths: Container[str]
) -> Iterator[Diagnostic]:
    """Report the name of a brief or a profile if it is no id, or that of another file in other capitals."""
    name = file.id
    if same is not file:
        other, new = same.document.path, f"{name.lower()}-2.yml"
        message = marked(
            "the file name differs from {other} only in capital letters: many disks treat them as one file",
            other=other,
        )
        help_ = marked(
            "rename {other} to '{name}', or delete one of the two",
            other=other,
            name=new,
        )
        yield file.document.report(Message(codes.ID_CLASH, message, help_), _START)
        return
    reason = identifiers.invalid_page_reason(name)
    if reason is None:
        return
    better = identifiers.suggestion(name)
    is_better = better not in {"", name}
    if is_better and PurePath(file.document.path).with_stem(better).as_posix() in paths:
        better += "-2"
    help_ = (
        marked("rename the file to '{name}'", name=f"{better}.yml")
        if is_better
        else marked("give the file another name")
    )
    yield file.document.report(BAD_ID, _START, help_, text=name, reason=reason)
