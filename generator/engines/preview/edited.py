"""Makes the pages of edited briefs at once, if their edits can't change what other files say of them.

A build compares, links and looks at everything first, which takes seconds where there are a thousand briefs.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from generator.build import parsed
from generator.checks import checks
from generator.diagnostics import Diagnostic, Severity, in_language, in_order
from generator.format.brief import Brief
from generator.library import linker
from generator.library.library import Library
from generator.pages import brief
from generator.pipeline import Project
from generator.reading import folder
from generator.reading.folder import Collection, ParsedFile
from generator.site.output import Output
from generator.site.site import Site


@dataclass(frozen=True)
class LastBuild:
    """What the last build without errors has read and linked."""

    site: Site
    collection: Collection
    library: Library
    diagnostics: tuple[Diagnostic, ...]


@dataclass(frozen=True)
class EditedPages:
    """The pages of edited briefs, and the diagnostics of all briefs, in order."""

    files: tuple[Output, ...]
    diagnostics: tuple[Diagnostic, ...]


def pages(project: Project, last: LastBuild, edited: Iterable[Path]) -> EditedPages | None:
    """The pages of the briefs in these files; `None` if only a whole build can tell what they look like.

    Raises `OSError` if a file can't be read, and whatever errors in the program raise.
    """
    known = {file.document.path: file for file in last.collection.briefs}
    files, diagnostics = list[Output](), list(last.diagnostics)
    for path in sorted(edited):
        name = path.relative_to(project.root).as_posix()
        if name not in known or known[name].id not in last.library.briefs:
            return None
        file, found = parsed.parse(folder.load(project.root, path), Brief)
        if any(each.severity is Severity.ERROR for each in found) or not _are_alike(file, known[name]):
            return None
        files += _made(last, file)
        diagnostics = [each for each in diagnostics if each.path != name]
        diagnostics += in_language(found, last.site.language)
    return EditedPages(tuple(files), in_order(diagnostics))


def _are_alike(file: ParsedFile[Brief], known: ParsedFile[Brief]) -> bool:
    """Whether all that other files refer to is the same in both."""
    return checks.compared(file) == checks.compared(known)


def _made(last: LastBuild, file: ParsedFile[Brief]) -> Iterable[Output]:
    if file.record is None:
        return ()
    library = linker.with_own_texts(last.library, last.collection, file.id, file.record)
    return brief.page(library, last.site, file.id)
