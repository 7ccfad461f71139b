"""The five stages, read top-down: read, link, render, write; the engine comes after.

The disk is touched in `load`, at the start, and in `writing`, at the end; all between is pure.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from generator.diagnostics import Diagnostic, Severity, in_order
from generator.linking import checks, linker
from generator.linking.library import Library
from generator.reading import folder
from generator.reading.folder import Collection, Text
from generator.rendering.pages import pages
from generator.writing import writer
from generator.writing.writer import Changes

Progress = Callable[[str, int], Callable[[], None]]
"""Told what begins and how many steps it has; gives back what is to be called after each step."""


def no_progress(_label: str, _steps: int) -> Callable[[], None]:
    """Shows nothing."""
    return lambda: None


@dataclass(frozen=True)
class Project:
    """Where everything lies."""

    root: Path

    @property
    def briefs(self) -> Path:
        """The folder of briefs."""
        return self.root / "briefs"

    @property
    def docs(self) -> Path:
        """The folder that the site engine reads."""
        return self.root / "docs"


@dataclass(frozen=True)
class Checked:
    """A collection, and everything that is wrong in it, in order."""

    collection: Collection
    diagnostics: tuple[Diagnostic, ...]

    @property
    def has_errors(self) -> bool:
        """Whether anything in it stops a build."""
        return any(each.severity is Severity.ERROR for each in self.diagnostics)


def load(project: Project) -> list[Text]:
    """All files of the folder of briefs.

    Raises `OSError` where one can't be read.
    """
    return [folder.load(project.root, path) for path in folder.list_texts(project.root, project.briefs)]


def check(texts: Iterable[Text], progress: Progress = no_progress) -> Checked:
    """Read the files and find every mistake in them."""
    files = list(texts)
    collection, in_files = folder.read(files, tick=progress("Checking", len(files)))
    return Checked(collection, in_order([*in_files, *checks.check(collection)]))


def render(library: Library, progress: Progress = no_progress) -> dict[str, bytes]:
    """The files of the site before the engine, by their path below `docs/`."""
    tick = progress("Rendering", len(library.briefs) + len(library.actors))
    files = {}
    for page in pages(library):
        files[page.path] = page.text.encode()
        tick()
    return files


def build(
    project: Project, *, drafts: bool = False, progress: Progress = no_progress
) -> tuple[Checked, Changes | None]:
    """Everything but the engine. Where there is an error nothing is written, and there are no changes.

    Raises `OSError` and `WritingError` where the disk does not let files be read or written.
    """
    checked = check(load(project), progress)
    if checked.has_errors:
        return checked, None
    files = render(linker.link(checked.collection, drafts=drafts), progress)
    return checked, writer.write(project.docs, files, progress("Writing", len(files)))
