"""The files in `docs/` that people wrote, among those that the generator did."""

from pathlib import Path

from generator.build import writer
from generator.pages import provided
from generator.reading import folder
from generator.reading.folder import RawFile


def generated(docs: Path) -> frozenset[str]:
    """The files that the generator wrote, without the pages that people have replaced since.

    Raises `OSError` if a page can't be read, and `WritingError` if the manifest is damaged.
    """
    return writer.owned(docs) - replacing(docs)


def replacing(docs: Path) -> frozenset[str]:
    """The pages that stand in place of those that the generator provides.

    Raises `OSError` if one can't be read.
    """
    there = (path for path in provided.PAGES if (docs / path).is_file())
    return frozenset(path for path in there if provided.is_own((docs / path).read_bytes()))


def load(docs: Path) -> list[RawFile]:
    """Load the pages that people wrote.

    Raises `OSError` if one can't be read, and `WritingError` if the manifest of generated files
    is damaged.
    """
    others = generated(docs)
    return [
        folder.load(docs, path)
        for path in sorted(docs.rglob("*.md"))
        if path.relative_to(docs).as_posix() not in others
    ]
