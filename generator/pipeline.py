"""The stages of a build, top-down: read, check, link, render, write. The engine runs after that.

Only `load` at the start and `writing` at the end access the disk. Everything in between is pure, except for
the search index, which an external program builds.
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
from generator.history import git, histories
from generator.history.git import Checkout
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
    """The paths of a project."""

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
        """A folder for data that can be recreated; git ignores it."""
        return self.root / ".cache"

    def site(self, environment: Mapping[str, str]) -> Site:
        """The site, from the settings and the environment.

        Raises `OSError` if the settings can't be read.
        """
        return sites.read((self.root / "mkdocs.yml").read_text(encoding="utf-8"), environment)


@dataclass(frozen=True)
class Checked:
    """A collection and its diagnostics, in order."""

    collection: Collection
    diagnostics: tuple[Diagnostic, ...]

    @property
    def errors(self) -> list[Diagnostic]:
        """The diagnostics that stop a build."""
        return [each for each in self.diagnostics if each.severity is Severity.ERROR]


def load(project: Project) -> list[RawFile]:
    """Load all files of `briefs/`.

    Raises `OSError` if one can't be read.
    """
    return [folder.load(project.root, path) for path in folder.list_files(project.root, project.briefs)]


def load_pages(project: Project) -> list[RawFile]:
    """Load the hand-written pages in `docs/`.

    Raises `OSError` if one can't be read, and `WritingError` if the manifest of generated files
    is damaged.
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
    """Read the files and report every problem in them."""
    files = list(texts)
    collection, in_files = folder.read(files, tick=progress("Checking", len(files)))
    return Checked(collection, in_order([*in_files, *checks.check(collection)]))


def render(
    library: Library,
    site: Site,
    progress: Progress = no_progress,
    begin: Callable[[Output], Output] = lambda file: file,
) -> dict[str, bytes | Deferred]:
    """Render the files for `docs/`, by path; `begin` gets each one first.

    Exports come before pages, as some of them are slow.
    """
    tick = progress("Rendering", len(library.briefs) + len(library.actors))
    rendered = {
        file.path: begin(file).content
        for file in chain(exports.files(library, site), form.files(library, site))
    }
    made = {}
    for page in pages(library, site):
        made[page.path] = page
        tick()
    others = exports.files_of_pages(library, site, made)
    return rendered | {file.path: begin(file).content for file in chain(made.values(), others)}


@dataclass(frozen=True)
class Built:
    """The result of a build: diagnostics in order, and the changes; `None` if errors stopped it."""

    diagnostics: tuple[Diagnostic, ...]
    changes: Written | None


def build(project: Project, site: Site, *, drafts: bool = False, progress: Progress = no_progress) -> Built:
    """Build everything but the engine. If there is an error, nothing is written.

    Raises `OSError` and `WritingError` if files can't be read or written.
    """
    texts, written = load(project), load_pages(project)
    checkout = git.checkout(project.root)
    inputs = digest([*texts, *written], site, checkout, drafts=drafts)
    current = writer.is_current(project.docs, inputs)
    if current is not None:
        return Built((), Written((), (), current))
    checked = check(texts, progress)
    if checked.errors:
        return Built(checked.diagnostics, None)
    known = histories.read(project.root, checkout)
    library = linker.link(checked.collection, drafts=drafts, histories=known)
    # if there are diagnostics, the next run has to report them again
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
    """A digest of all inputs: the briefs and their history, the site, the program."""
    versions = sorted(f"{each.name} {each.version}" for each in distributions())
    hashed = hashlib.sha256(repr((site, checkout, drafts, versions)).encode())
    program = Path(__file__).parent
    suffixes = {".py", ".jinja", ".typ", ".js", ".css"}
    sources = sorted(path for path in program.rglob("*") if path.suffix in suffixes)
    parts = [(str(path.relative_to(program)), path.read_bytes()) for path in sources]
    for path, content in (*parts, *((text.path, text.content) for text in texts)):
        hashed.update(f"{path}\0{len(content)}\0".encode() + content)
    return hashed.hexdigest()
