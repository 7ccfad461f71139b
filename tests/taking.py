"""Everything that the program does with files, but for the disk, the search index and the site engine."""

from collections.abc import Iterable

from generator import pipeline
from generator.changes import collection
from generator.changes.reporters import REPORTERS as CHANGES_REPORTERS
from generator.diagnostics.reporters import REPORTERS
from generator.history.histories import histories
from generator.history.repository import FileChange, Hunk
from generator.library import linker
from generator.pipeline import Checked
from generator.publishing.output import Deferred
from generator.publishing.site import Site
from generator.reading.folder import RawFile
from generator.search.records import records
from tests.project import CASES, texts

LINKED = {
    path.relative_to(CASES / "pages" / "linked").as_posix(): path.read_text(encoding="utf-8")
    for path in sorted((CASES / "pages" / "linked" / "briefs").rglob("*.yml"))
}
BRIEF = "briefs/dam.yml"
SITE = Site(address="https://briefs.example/", repository="https://git.example/owner/briefs")
BEFORE = pipeline.check(texts(LINKED)).collection


def take(files: Iterable[RawFile]) -> Checked:
    """Check the files, tell of it in every format, compare them with others, and render what has no error.

    Whatever this raises is a bug.
    """
    given = list(files)
    checked = pipeline.check(given)
    for report in REPORTERS.values():
        report(checked.diagnostics).encode()
    for tell in CHANGES_REPORTERS.values():
        tell(collection.compare(BEFORE, checked.collection)).encode()
    if not checked.errors:
        revisions = histories(_revisions(given), is_shallow=False)
        library = linker.link(checked.collection, drafts=True, histories=revisions)
        for content in pipeline.render(library, SITE).values():
            if isinstance(content, Deferred):
                content.make()
        for record in records(library):
            record.html()
    return checked


def _revisions(files: Iterable[RawFile]) -> Iterable[FileChange]:
    """As if each file had been another brief on the day before."""
    former = tuple(LINKED[BRIEF].split("\n"))
    for file in files:
        today = tuple(file.content.decode("utf-8", "replace").split("\n"))
        yield FileChange("2020-01-01", file.path, (Hunk(0, 0, former),), is_deleted=False)
        yield FileChange("2020-01-02", file.path, (Hunk(0, len(former), today),), is_deleted=False)
