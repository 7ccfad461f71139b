"""The files in `docs/` that people wrote, among those that the generator did."""

from collections.abc import Container, Iterable, Sequence
from pathlib import Path, PurePath

from generator.build import writer
from generator.build.writer import WritingError
from generator.languages.phrase import marked
from generator.pages import provided
from generator.reading import folder, symlinks
from generator.reading.folder import RawFile


def generated(docs: Path) -> frozenset[str]:
    """The files that the generator wrote, without the pages that people have replaced since.

    Raises `OSError` if a page can't be read, and `WritingError` if the record of the files is damaged.
    """
    return (writer.owned(docs) | _at_provided(docs, is_own=False)) - replacing(docs)


def replacing(docs: Path) -> frozenset[str]:
    """The pages that stand in place of those that the generator provides.

    Raises `OSError` if one can't be read.
    """
    return _at_provided(docs, is_own=True)


def _at_provided(docs: Path, *, is_own: bool) -> frozenset[str]:
    there = (path for path in provided.PAGES if (docs / path).is_file())
    return frozenset(path for path in there if provided.is_own((docs / path).read_bytes()) == is_own)


def load(docs: Path, *, only_pages: bool = True) -> list[RawFile]:
    """Load the pages that people wrote, or everything but hidden files.

    Raises `OSError` if a file can't be read or is a link, and `WritingError` if the record of generated files
    is damaged.
    """
    symlinks.refuse_within(docs.parent, docs)
    others = generated(docs)
    paths = {path: path.relative_to(docs) for path in sorted(docs.rglob("*.md" if only_pages else "*"))}
    return [
        folder.load(docs, path) if only_pages else RawFile(name.as_posix(), path.read_bytes())
        for path, name in paths.items()
        if name.as_posix() not in others and (only_pages or (path.is_file() and not is_hidden(name)))
    ]


def texts(files: Iterable[RawFile], made: Container[str]) -> dict[str, str]:
    """The texts of the pages among the files, by path.

    What is at the path of a generated page was made by the generator, if the record of its files got lost.
    """
    pages = (file for file in files if file.path.endswith(".md") and file.path not in made)
    return {page.path: page.content.decode("utf-8", "replace") for page in pages}


def is_hidden(path: PurePath) -> bool:
    """Whether a file, or a folder that it is in, has a name with a dot at its beginning."""
    return any(part.startswith(".") for part in path.parts)


def staged(docs: Path, files: Sequence[RawFile], made: Container[str]) -> dict[str, bool]:
    """Stage copies of the files, for a folder of pages where an engine is to find everything.

    Raises `WritingError` if the generator has made another file at the same path.
    """
    for file in files:
        if file.path in made and writer.read_staged(docs, file.path) != file.content:
            raise WritingError(
                marked("'docs/{path}' is in the way of a generated file; move or delete it", path=file.path)
            )
    return {file.path: writer.stage(docs, file.path, file.content) for file in files}
