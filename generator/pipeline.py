"""The five stages, read top-down: read, link, render, write; the engine comes after.

The disk is touched in `load`, at the start, and in `writing`, at the end; all between is pure, but for
the search index, which a program of its own makes.
"""

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from importlib.metadata import distributions
from itertools import chain
from pathlib import Path

from generator import exports, form, search
from generator.checking import checks
from generator.diagnostics import Diagnostic, Severity, in_order
from generator.exports import plain_text
from generator.history import repository
from generator.history.histories import read as read_histories
from generator.history.repository import Checkout
from generator.library import linker
from generator.library.library import Library
from generator.publishing import site as sites
from generator.publishing.output import Deferred, Output
from generator.publishing.progress import Progress, no_progress
from generator.publishing.site import Site
from generator.reading import folder
from generator.reading.folder import Collection, RawFile
from generator.rendering.pages import pages
from generator.writing import writer
from generator.writing.writer import Written


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

    @property
    def cache(self) -> Path:
        """A folder for what can be had again, which git ignores."""
        return self.root / ".cache"

    def site(self, environment: Mapping[str, str]) -> Site:
        """What the settings and the environment say of the site.

        Raises `OSError` where the settings can't be read.
        """
        return sites.read((self.root / "mkdocs.yml").read_text(encoding="utf-8"), environment)


@dataclass(frozen=True)
class Checked:
    """A collection, and everything that is wrong in it, in order."""

    collection: Collection
    diagnostics: tuple[Diagnostic, ...]

    @property
    def has_errors(self) -> bool:
        """Whether anything in it stops a build."""
        return any(each.severity is Severity.ERROR for each in self.diagnostics)


def load(project: Project) -> list[RawFile]:
    """All files of the folder of briefs.

    Raises `OSError` where one can't be read.
    """
    return [folder.load(project.root, path) for path in folder.list_texts(project.root, project.briefs)]


def load_pages(project: Project) -> list[RawFile]:
    """The pages in `docs/` that people wrote.

    Raises `OSError` where one can't be read, and `WritingError` where it is not known which they are.
    """
    if not project.docs.is_dir():
        return []
    generated = writer.owned(project.docs)
    return [
        folder.load(project.docs, path)
        for path in sorted(project.docs.rglob("*.md"))
        if path.relative_to(project.docs).as_posix() not in generated
    ]


def check(texts: Iterable[RawFile], progress: Progress = no_progress) -> Checked:
    """Read the files and find every mistake in them."""
    files = list(texts)
    collection, in_files = folder.read(files, tick=progress("Checking", len(files)))
    return Checked(collection, in_order([*in_files, *checks.check(collection)]))


def render(
    library: Library,
    site: Site,
    progress: Progress = no_progress,
    begin: Callable[[Output], Output] = lambda file: file,
) -> dict[str, bytes | Deferred]:
    """The files of the site before the engine, by their path below `docs/`; `begin` is shown each first.

    What readers take away comes before the pages, for some of it takes long.
    """
    tick = progress("Rendering", len(library.briefs) + len(library.actors))
    made = {
        file.path: begin(file).content
        for file in chain(exports.files(library, site), form.files(library, site))
    }
    for page in pages(library, site):
        made |= {file.path: begin(file).content for file in (page, *plain_text.of_page(page, site))}
        tick()
    return made


@dataclass(frozen=True)
class Built:
    """What came of a build: what is wrong, in order, and what was changed; `None` where that stopped it."""

    diagnostics: tuple[Diagnostic, ...]
    changes: Written | None


def build(project: Project, site: Site, *, drafts: bool = False, progress: Progress = no_progress) -> Built:
    """Everything but the engine. Where there is an error nothing is written.

    Raises `OSError` and `WritingError` where the disk does not let files be read or written.
    """
    texts, written = load(project), load_pages(project)
    checkout = repository.checkout(project.root)
    inputs = digest([*texts, *written], site, checkout, drafts=drafts)
    current = writer.is_current(project.docs, inputs)
    if current is not None:
        return Built((), Written((), (), current))
    checked = check(texts, progress)
    if checked.has_errors:
        return Built(checked.diagnostics, None)
    histories = read_histories(project.root, checkout)
    library = linker.link(checked.collection, drafts=drafts, histories=histories)
    # with something to tell, the next run has to find it again
    inputs = "" if checked.diagnostics else inputs
    with writer.ahead(project.docs) as begin:
        files = render(library, site, progress, begin)
        others = (page for page in written if page.path not in files)
        files |= search.files(
            library, {page.path: page.content.decode("utf-8", "replace") for page in others}
        )
        changes = writer.write(project.docs, files, inputs, progress("Writing", len(files)))
    return Built(checked.diagnostics, changes)


def digest(texts: Iterable[RawFile], site: Site, checkout: Checkout | None, *, drafts: bool) -> str:
    """Stands for all that the files are made from: the briefs and their history, the site, the program."""
    hashed = hashlib.sha256(repr((site, checkout, drafts)).encode())
    program = Path(__file__).parent
    sources = (path for path in program.rglob("*") if path.suffix in {".py", ".jinja", ".typ", ".js", ".css"})
    versions = (f"{each.name} {each.version}" for each in distributions())
    for part in chain(
        sorted(versions),
        (f"{path.relative_to(program)}\0{path.read_text(encoding='utf-8')}" for path in sorted(sources)),
    ):
        hashed.update(part.encode() + b"\0")
    for text in texts:
        hashed.update(f"{text.path}\0{len(text.content)}\0".encode() + text.content)
    return hashed.hexdigest()
