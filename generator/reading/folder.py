"""The folder of briefs: lists its files and reads them."""

import os
import re
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePath
from typing import Generic, Protocol, TypeVar, cast

from pydantic import BaseModel

from generator.diagnostics import Diagnostic, Severity, Span
from generator.format import characters, identifiers, limits, traversal
from generator.format.brief import Brief
from generator.format.fields.address import BAD_ADDRESS
from generator.format.fields.identifier import BAD_ID
from generator.format.limits import FileLimit
from generator.format.profile import Profile
from generator.format.prose.tree import Prose
from generator.format.topics import Topics
from generator.format.traversal import Location
from generator.format.verification import Verifications
from generator.format.version import FrozenVersion
from generator.languages.exceptions import system_reason
from generator.languages.phrase import marked
from generator.reading import codes, composer, identity, placement, prose_of_files, validation, versions
from generator.reading.identity import NO_FORMER_NAMES, FormerNames, IdentifiedEntry
from generator.reading.yaml.document import Document

Model = TypeVar("Model", bound=BaseModel)

VERIFICATION = "verification.yml"

Tracked = Callable[[Sequence[str]], Iterable[str]]
"""Returns the files, among those at the paths and below them, that are part of what is published."""

_UNSHOWABLE = re.compile(rf"[\t\r\n]|{characters.BAD.pattern}")


@dataclass(frozen=True)
class ParsedFile(Generic[Model]):
    """One file: its id (the name without `.yml`), its tree and, if it has no errors, its record."""

    id: str
    document: Document
    record: Model | None
    prose: Mapping[Location, Prose] = field(default_factory=dict)
    """All prose of the file, parsed, by location."""
    entries: tuple[IdentifiedEntry, ...] = ()
    """The entries of its lists that have an id."""
    former: FormerNames = NO_FORMER_NAMES
    """The former names in a brief."""


Parsed = tuple[ParsedFile[Model], list[Diagnostic]]
"""A file and its diagnostics."""


@dataclass(frozen=True)
class Collection:
    """All files of a folder of briefs, sorted by id."""

    briefs: tuple[ParsedFile[Brief], ...]
    profiles: tuple[ParsedFile[Profile], ...]
    topics: ParsedFile[Topics] | None
    verification: ParsedFile[Verifications] | None = None
    versions: tuple[ParsedFile[FrozenVersion], ...] = ()
    """The versions of briefs, by path."""


@dataclass(frozen=True)
class RawFile:
    """A file as it is on disk: its path, relative to the project, and its content."""

    path: str
    content: bytes


def list_files(root: Path, briefs: Path, tracked: Tracked = lambda _: ()) -> list[Path]:
    """Every file in the folder of briefs, sorted, also those that must not be there, and links to folders.

    Hidden files and those that editors leave behind are listed only if they change what git does, or are
    among those that `tracked` returns for the folder, because then they are part of what is published.

    Raises `OSError` if the folder can't be read, or is a link.
    """
    if briefs.is_symlink():
        raise OSError(
            marked("'{path}' is a symbolic link; make it a folder", path=briefs.relative_to(root).as_posix())
        )
    if not briefs.is_dir():
        raise FileNotFoundError(
            marked(
                "there is no folder '{path}' in {folder}",
                path=briefs.relative_to(root).as_posix(),
                folder=root,
            )
        )
    found: list[Path] = []
    left: list[Path] = []
    for place, folders, names in os.walk(briefs, onerror=_stop):
        left += [Path(place, name) for name in (*folders, *names) if placement.LEFT_BEHIND.fullmatch(name)]
        folders[:] = [name for name in folders if not placement.LEFT_BEHIND.fullmatch(name)]
        links = [name for name in folders if Path(place, name).is_symlink()]  # these are not followed
        found += [Path(place, name) for name in (*names, *links) if not placement.LEFT_BEHIND.fullmatch(name)]
    if left:
        listed = map(PurePath, tracked([briefs.relative_to(root).as_posix()]))
        in_git = {root / path for path in listed if any(map(placement.LEFT_BEHIND.fullmatch, path.parts))}
        unwanted = in_git | {path for path in left if placement.OF_GIT.fullmatch(path.name)}
        found += filter(os.path.lexists, unwanted)
    return sorted(found)


def _stop(error: OSError) -> None:
    """Stop at a folder that can't be listed, which `os.walk` would skip."""
    raise _unreadable(marked("the folder '{path}'", path=error.filename), error)


def _unreadable(what: str, error: OSError) -> OSError:
    return OSError(
        marked(
            "{what} can't be read: {reason}; fix that and try again", what=what, reason=system_reason(error)
        )
    )


def load(root: Path, path: Path) -> RawFile:
    """Read one file.

    Raises `OSError` if it can't be read, if it is a link to a file outside the project, or if its name
    contains characters that would break a report.
    """
    name = path.relative_to(root).as_posix()
    if _UNSHOWABLE.search(name):
        shown = _UNSHOWABLE.sub("?", name)
        raise OSError(
            marked("the file name '{name}' contains an invisible character; rename the file", name=shown)
        )
    # unlike `Path.resolve` it does not raise for a link that leads to itself
    if not Path(os.path.realpath(path)).is_relative_to(root.resolve()):
        raise PermissionError(marked("{path} is a link to a file outside the project", path=name))
    if path.exists() and not path.is_file():
        raise OSError(marked("'{path}' is not a regular file; delete it", path=name))
    try:
        with path.open("rb") as file:
            return RawFile(name, file.read(limit(path).size + 1))
    except FileNotFoundError as error:
        raise FileNotFoundError(
            marked(
                "'{path}' has disappeared: it was deleted or renamed while the briefs were being read, or it "
                "is a broken link; try again, and if that does not help, delete the link",
                path=name,
            )
        ) from error
    except OSError as error:
        raise _unreadable(f"'{name}'", error) from error


def limit(path: PurePath) -> FileLimit:
    """How much the file may hold."""
    if path.suffix == ".json":
        return limits.VERSION
    return limits.VERIFICATION if path.name == VERIFICATION else limits.FILE


def is_profile(path: str) -> bool:
    """Whether the file, which is a brief or a profile, is a profile."""
    return PurePath(path).parent.name == "actors"


def parse(raw: RawFile, model: type[Model]) -> Parsed[Model]:
    """Parse and validate a file."""
    if model is FrozenVersion:
        document, frozen, diagnostics = versions.read(raw.path, raw.content)
        return ParsedFile(PurePath(raw.path).stem, document, cast("Model | None", frozen)), diagnostics
    keys, most = traversal.all_keys(model), limit(PurePath(raw.path))
    document, diagnostics = composer.compose(raw.path, raw.content, keys, most)
    name = PurePath(raw.path).name.removesuffix(".yml")
    if document.root is None and diagnostics:
        return ParsedFile(name, document, None), diagnostics
    prose = prose_of_files.parse(document, model)
    excess = prose_of_files.excess(document, prose, most)
    if excess:
        former = identity.former_names(document, ())
        return ParsedFile(name, document, None, prose, former=former), [*diagnostics, excess]
    record, found = validation.validate(document, model, prose)
    diagnostics = [*_without_contradicted(diagnostics, found), *found]
    entries = tuple(identity.entries(document, model))
    is_wrong = any(each.severity is Severity.ERROR for each in diagnostics)
    former = identity.former_names(document, entries)
    return ParsedFile(name, document, None if is_wrong else record, prose, entries, former), diagnostics


def _without_contradicted(fixed: list[Diagnostic], found: list[Diagnostic]) -> list[Diagnostic]:
    """What is wrong with the YAML, without what another error is about or a fix may have caused."""
    addresses = {each.span.start for each in found if each.code == BAD_ADDRESS.code}
    fixed = [each for each in fixed if each.code != codes.SYNTAX or each.span.start not in addresses]
    is_joined = all(each.code != codes.SYNTAX for each in fixed)
    return [each for each in fixed if each.code != codes.JOINED_ENTRY.code or is_joined]


class Parse(Protocol):
    """Parses and validates a file, like `parse`."""

    def __call__(self, raw: RawFile, model: type[Model]) -> Parsed[Model]:
        """The file and its diagnostics."""


def read(
    files: Iterable[RawFile],
    folder: str = "briefs",
    tick: Callable[[str], None] = lambda _path: None,
    parse: Parse = parse,
) -> tuple[Collection, list[Diagnostic]]:
    """Parse and validate the files, in any order; `folder` is the path that theirs start with.

    `tick` is called with the path of each file, after it was read.
    """
    briefs: dict[str, ParsedFile[Brief]] = {}
    profiles: dict[str, ParsedFile[Profile]] = {}
    topics: ParsedFile[Topics] | None = None
    verification: ParsedFile[Verifications] | None = None
    frozen: list[ParsedFile[FrozenVersion]] = []
    diagnostics: list[Diagnostic] = []
    in_order = sorted(files, key=lambda file: file.path)
    paths = frozenset(raw.path for raw in in_order)
    for raw in in_order:
        parts = raw.path.removeprefix(folder + "/").split("/")
        name, dot, extension = parts[-1].rpartition(".")
        misplaced = placement.misplaced_reason(parts, name, dot + extension)
        if misplaced is not None:
            document = Document(raw.path, "", None)
            found = [document.report(codes.BAD_FILE_NAME, Span.at(1, 1), *misplaced)]
        elif parts == ["topics.yml"]:
            topics, found = parse(raw, Topics)
        elif parts == [VERIFICATION]:
            verification, found = parse(raw, Verifications)
        elif parts[0] == placement.VERSIONS and len(parts) > 1:
            file, found = parse(raw, FrozenVersion)
            frozen.append(file)
        elif len(parts) == 1:
            found = _add(briefs, name, parse(raw, Brief), paths)
        else:
            found = _add(profiles, name, parse(raw, Profile), paths)
        diagnostics += found
        tick(raw.path)
    collection = Collection(
        tuple(briefs.values()), tuple(profiles.values()), topics, verification, tuple(frozen)
    )
    return collection, diagnostics


def _add(
    files: dict[str, ParsedFile[Model]], name: str, parsed: Parsed[Model], paths: Container[str]
) -> list[Diagnostic]:
    """Add a file whose name is an id to `files`, whose keys are ids in lower case, given the paths of all."""
    file, diagnostics = parsed
    same = files.setdefault(name.casefold(), file)
    if same is not file:
        return [*diagnostics, _clash(file.document, same.document)]
    reason = identifiers.invalid_page_reason(name)
    if reason is not None:
        better = identifiers.suggestion(name)
        is_better = better not in {"", name}
        if is_better and PurePath(file.document.path).with_stem(better).as_posix() in paths:
            better += "-2"
        help_ = (
            marked("rename the file to '{name}'", name=f"{better}.yml")
            if is_better
            else marked("give the file another name")
        )
        found = file.document.report_message(BAD_ID, Span.at(1, 1), help_, text=name, reason=reason)
        return [*diagnostics, found]
    return diagnostics


def _clash(document: Document, other: Document) -> Diagnostic:
    return document.report(
        codes.ID_CLASH,
        Span.at(1, 1),
        marked(
            "the file name differs from {other} only in capital letters: many disks treat them as one file",
            other=other.path,
        ),
        marked(
            "rename {other} to '{name}', or delete one of the two",
            other=other.path,
            name=f"{PurePath(document.path).stem.lower()}-2.yml",
        ),
    )
