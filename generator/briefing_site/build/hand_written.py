"""The files in `docs/` that people wrote, among those that the generator did, which git ignores."""

import os
from collections.abc import Container, Iterable, Mapping, Sequence
from pathlib import Path, PurePath

from briefing_site.build import writer
from briefing_site.build.writer import WritingError
from briefing_site.languages.phrase import marked
from briefing_site.pages import provided
from briefing_site.reading import folder, symlinks
from briefing_site.reading.folder import RawFile
from briefing_site.search import records
from briefing_site.site.output import OWN_FOLDER

_IGNORED = ".gitignore"
_BY_BUILDS = b"# made by each build: what builds write, and this file\n"


def generated(docs: Path) -> frozenset[str]:
    """The files that the generator wrote, without the pages that people have replaced since.

    Raises `OSError` if a page can't be read, and `WritingError` if the record of the files is damaged.
    """
    there = {path for path in provided.PAGES if (docs / path).is_file()}
    return (writer.owned(docs) | there) - own_pages(docs).keys()


def own_pages(docs: Path) -> Mapping[str, tuple[str, ...]]:
    """The pages in place of those that the generator provides, each with the anchors of its headings.

    Raises `OSError` if one can't be read.
    """
    there = {
        path: (docs / path).read_bytes()
        for path in provided.PAGES
        if (docs / path).is_file()
    }
    texts = {
        path: text.decode("utf-8", "replace")
        for path, text in there.items()
        if provided.is_own(text)
    }
    return {
        path: tuple(
            each.address.partition("#")[2] for each in records.sections(path, text)
        )
        for path, text in texts.items()
    }


def let_git_ignore_others(docs: Path) -> None:
    """Let git ignore the generated files, as few names as say it, unless a person says what it ignores there.

    Raises `OSError` if the file can't be written.
    """
    file = docs / _IGNORED
    before = file.read_bytes() if file.is_file() else b""
    if (
        not docs.is_dir()
        or file.is_symlink()
        or (before and not before.startswith(_BY_BUILDS))
    ):
        return
    made, names = generated(docs) | {_IGNORED}, {f"{OWN_FOLDER}/"}
    kept = {Path()}  # folders in which people have files
    for place, folders, found in os.walk(docs):
        folders[:] = (each for each in folders if each != OWN_FOLDER)
        paths = (Path(place, each).relative_to(docs) for each in found)
        kept.update(*(path.parents for path in paths if path.as_posix() not in made))
    for made_path in map(Path, made):
        folder = next(
            (each for each in reversed(made_path.parents) if each not in kept), None
        )
        names.add(f"{folder.as_posix()}/" if folder else made_path.as_posix())
    content = _BY_BUILDS + "".join(f"/{name}\n" for name in sorted(names)).encode()
    if content != before:
        file.write_bytes(content)


def load(docs: Path, *, only_pages: bool = True) -> list[RawFile]:
    """Load the pages that people wrote, or everything but hidden files.

    Raises `OSError` if a file can't be read or is a link, and `WritingError` if the record of generated files
    is damaged.
    """
    symlinks.refuse_within(docs.parent, docs)
    others = generated(docs)
    paths = {
        path: path.relative_to(docs)
        for path in sorted(docs.rglob("*.md" if only_pages else "*"))
    }
    return [
        folder.load(docs, path)
        if only_pages
        else RawFile(name.as_posix(), path.read_bytes())
        for path, name in paths.items()
        if name.as_posix() not in others
        and (only_pages or (path.is_file() and not is_hidden(name)))
    ]


def texts(files: Iterable[RawFile], made: Container[str]) -> dict[str, str]:
    """The texts of the pages among the files, by path.

    What is at the path of a generated page was made by the generator, if the record of its files got lost.
    """
    pages = (
        file for file in files if file.path.endswith(".md") and file.path not in made
    )
    return {page.path: page.content.decode("utf-8", "replace") for page in pages}


def is_hidden(path: PurePath) -> bool:
    """Whether a file, or a folder that it is in, has a name with a dot at its beginning."""
    return any(part.startswith(".") for part in path.parts)


def staged(
    docs: Path, files: Sequence[RawFile], made: Container[str]
) -> dict[str, bool]:
    """Stage copies of the files, for a folder of pages where an engine is to find everything.

    Raises `WritingError` if the generator has made another file at the same path.
    """
    for file in files:
        if file.path in made and writer.read_staged(docs, file.path) != file.content:
            raise WritingError(
                marked(
                    "'docs/{path}' is in the way of a generated file; move or delete it",
                    path=file.path,
                )
            )
    return {file.path: writer.stage(docs, file.path, file.content) for file in files}
