"""Everything that the program does with files, but for the disk, the search index and the site engine."""

from collections.abc import Iterable, Iterator

from markdown import Markdown

from briefing_site import pipeline
from briefing_site.diagnostics.reporters import REPORTERS
from briefing_site.history import collection, content
from briefing_site.history.git import FileVersion
from briefing_site.history.histories import Histories, of_versions
from briefing_site.history.reporters import REPORTERS as CHANGES_REPORTERS
from briefing_site.library import linker
from briefing_site.library.library import Library
from briefing_site.reading import RawFile, codes
from briefing_site.search.records import SearchRecord, groups, provided_records
from briefing_site.site import Site, markdown
from briefing_site.site.site import DEFAULT
from tests.project import CASES, Files, texts

LINKED = {
    path.relative_to(CASES / "pages" / "linked").as_posix(): path.read_text(
        encoding="utf-8"
    )
    for path in sorted((CASES / "pages" / "linked" / "briefs").rglob("*.yml"))
}
BRIEF = "briefs/dam.yml"
SITE = Site(
    address="https://briefs.example/", repository="https://git.example/owner/briefs"
)
BEFORE = collection.tree(texts(LINKED))


def engine() -> Markdown:
    """Python-Markdown as the site engine sets it up, but for the extensions that MkDocs adds itself."""
    return Markdown(extensions=[*markdown.extensions(), "fenced_code"])


def take(files: Iterable[RawFile]) -> dict[str, bytes]:
    """Check the files, tell of it in every format, compare them with others, and make all files of a build.

    Returns these, by path; there are none if there is an error. Whatever this raises is a bug.
    """
    given = list(files)
    checked = pipeline.check(given)
    assert all(error.code != codes.PROGRAM_ERROR.code for error in checked.errors)
    for report in REPORTERS.values():
        report(checked.diagnostics).encode()
    for tell in CHANGES_REPORTERS.values():
        tell(
            collection.compare(BEFORE, collection.checked(given, checked.collection))
        ).encode()
        tell(collection.compare(BEFORE, collection.tree(given))).encode()
    if not checked.errors:
        library = linker.link(
            checked.collection, drafts=True, histories=_histories(given)
        )
        made = dict(Files(library, SITE, slow=True))
        for record in records(library):
            record.shown()
        return made
    return {}


def records(library: Library) -> Iterator[SearchRecord]:
    """Everything that can be found, but for pages that are provided."""
    for _, sources in groups(library, DEFAULT, {}):
        for make, *arguments in sources:
            if make is not provided_records:
                yield from make(library, DEFAULT, *arguments)


def _histories(files: Iterable[RawFile]) -> Histories:
    """As if each file had been another brief on the day before."""
    contents = {file.path: file.content for file in files}
    yesterday = [FileVersion("2020-01-01", path, BRIEF) for path in contents]
    today = [FileVersion("2020-01-02", path, path) for path in contents]
    contents[BRIEF] = LINKED[BRIEF].encode()
    return of_versions(
        [*yesterday, *today],
        lambda version: content.read(RawFile(version.path, contents[version.blob])),
    )
