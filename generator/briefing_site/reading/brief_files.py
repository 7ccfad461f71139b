"""The files of the folder of briefs: which there may be, their names and limits, and their bytes."""

import difflib
import os
import re
import shlex
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath

from pydantic import BaseModel

from briefing_site.format import (
    Brief,
    Profile,
    characters,
    identifiers,
    limits,
    version,
)
from briefing_site.format.gazetteer import Gazetteer
from briefing_site.format.glossary import Glossary
from briefing_site.format.topics import Topics
from briefing_site.format.verification import Verifications
from briefing_site.format.version import FrozenVersion
from briefing_site.languages.exceptions import system_reason
from briefing_site.languages.phrase import marked
from briefing_site.reading import symlinks

VERIFICATION = "verification.yml"
VERSIONS = "versions"
"""The folder of the versions of briefs, which has one for each brief."""
_ONE_EACH: Mapping[str, type[BaseModel]] = {
    "topics.yml": Topics,
    "glossary.yml": Glossary,
    "places.yml": Gazetteer,
    VERIFICATION: Verifications,
}
"""The files of which there is one, in the order of `Collection`."""


Tracked = Callable[[Sequence[str]], Iterable[str]]
"""Returns the files, among those at the paths and below them, that are part of what is published."""


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


def misplaced_reason(parts: list[str]) -> tuple[str, str] | None:
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
