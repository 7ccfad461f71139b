"""The files in `docs/` that people wrote, among those that the generator did, which git ignores."""

import os
from collections.abc import Collection, Container, Iterable, Mapping, Sequence
from pathlib import Path, PurePath

from briefing_site.build import records, writer
from briefing_site.build.writer import WritingError
from briefing_site.languages.phrase import marked
from briefing_site.pages import provided
from briefing_site.reading import brief_files, symlinks
from briefing_site.reading.brief_files import RawFile
from briefing_site.search import records as search_records
from briefing_site.site.output import OWN_FOLDER

_IGNORED = ".gitignore"
_BY_BUILDS = b"# made by each build: what builds write, and this file\n"


def generated(docs: Path) -> frozenset[str]:
    """The files that the generator wrote, without the pages that people have replaced since.

    Raises `OSError` if a page can't be read, or if the record of the files is damaged.
    """
    files = set(records.read(docs).files)
    for path in provided.PAGES:
        if (docs / path).is_file():
            files.add(path)
    return frozenset(files - own_pages(docs).keys())


def own_pages(docs: Path) -> Mapping[str, tuple[str, ...]]:
    """The pages in place of those that the generator provides, each with the anchors of its headings.

    Raises `OSError` if one can't be read.
    """
    pages = {}
    for path in provided.PAGES:
        if not (docs / path).is_file():
            continue
        content = (docs / path).read_bytes()
        if provided.is_own(content):
            text = content.decode("utf-8", "replace")
            sections = search_records.sections(path, text)
            pages[path] = tuple(each.address.partition("#")[2] for each in sections)
    return pages


def let_git_ignore_others(docs: Path) -> None:
    """Let git ignore the generated files, in as few lines as possible.

    Not if somebody has written the file that says what git ignores there. Raises `OSError` if the file can't
    be written.
    """
    file = docs / _IGNORED
    former = file.read_bytes() if file.is_file() else b""
    is_by_hand = bool(former) and not former.startswith(_BY_BUILDS)
    if not docs.is_dir() or file.is_symlink() or is_by_hand:
        return
    lines = [f"/{name}\n" for name in sorted(_ignored_names(docs))]
    content = _BY_BUILDS + "".join(lines).encode()
    if content != former:
        file.write_bytes(content)


def _ignored_names(docs: Path) -> set[str]:
    """The generated files, and in place of all files of a folder the folder itself."""
    files = generated(docs) | {_IGNORED}
    shared = _folders_with_other_files(docs, files)
    names = {f"{OWN_FOLDER}/"}
    for file in files:
        name = file
        for parent in reversed(PurePath(file).parents):
            if parent not in shared:
                name = f"{parent.as_posix()}/"
                break
        names.add(name)
    return names


def _folders_with_other_files(docs: Path, files: Container[str]) -> set[PurePath]:
    """The folders below `docs` in which there are others than these files, at any depth."""
    shared = {PurePath()}
    for place, folders, names in os.walk(docs):
        if OWN_FOLDER in folders:
            folders.remove(OWN_FOLDER)
        for name in names:
            path = PurePath(place, name).relative_to(docs)
            if path.as_posix() not in files:
                shared.update(path.parents)
    return shared


def load(docs: Path, *, only_pages: bool = True) -> list[RawFile]:
    """Load the pages that people wrote, or everything but hidden files.

    Raises `OSError` if a file can't be read or is a link, or if the record of generated files is damaged.
    """
    symlinks.refuse_within(docs.parent, docs)
    ours = generated(docs)
    files = []
    for path in sorted(docs.rglob("*.md" if only_pages else "*")):
        name = path.relative_to(docs)
        if name.as_posix() in ours:
            continue
        if only_pages:
            files.append(brief_files.load(docs, path))
        elif path.is_file() and not is_hidden(name):
            files.append(RawFile(name.as_posix(), path.read_bytes()))
    return files


def texts(files: Iterable[RawFile], generated: Container[str]) -> dict[str, str]:
    """The texts of the pages among the files, by path.

    What is at the path of a `generated` page is by the generator, even if the record of its files got lost.
    """
    pages = {}
    for file in files:
        if file.path.endswith(".md") and file.path not in generated:
            pages[file.path] = file.content.decode("utf-8", "replace")
    return pages


def is_hidden(path: PurePath) -> bool:
    """Whether a file, or a folder that it is in, has a name that begins with a dot."""
    return any(part.startswith(".") for part in path.parts)


def stage(
    docs: Path, files: Sequence[RawFile], generated: Collection[str]
) -> dict[str, bool]:
    """Stage copies of the files, for a folder of pages where an engine is to find everything.

    Returns the path of each with whether it was staged. Raises `WritingError` if the generator has made
    another file at the same path.
    """
    staged = {}
    for file in files:
        path = file.path
        if path in generated and writer.read_staged(docs, path) != file.content:
            raise WritingError(
                marked(
                    "'docs/{path}' is in the way of a generated file; move or delete it",
                    path=path,
                )
            )
        staged[path] = writer.stage(docs, path, file.content)
    return staged
