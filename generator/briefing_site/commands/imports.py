"""`briefs import`: makes a brief of references or events from another program, or adds them to a brief."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import click

from briefing_site import pipeline
from briefing_site.commands.changes import difference, replace_files
from briefing_site.commands.project import check_files, current_project
from briefing_site.commands.reports import report
from briefing_site.commands.terminal import CommandError, localized, say, site_language
from briefing_site.diagnostics import log
from briefing_site.format import characters, examples, identifiers
from briefing_site.imports import bibtex, csl_json, events, imported, insertion, ris
from briefing_site.imports.imported import Data, First, Imported, ImportFileError
from briefing_site.languages.exceptions import reason
from briefing_site.languages.phrase import marked
from briefing_site.pipeline import Project
from briefing_site.reading import RawFile, brief_files
from briefing_site.reading.yaml import writer
from briefing_site.site import Language

FORMATS = ("json", "bibtex", "ris", "events")
"""References as CSL-JSON, BibTeX or RIS, and a table of events."""
_FORMATS_BY_SUFFIX = {
    ".json": "json",
    ".bib": "bibtex",
    ".ris": "ris",
    ".csv": "events",
    ".tsv": "events",
}
_LONGEST_NAME = 40
"""Characters of the name of a new brief, which people type and which is part of its address."""
_EXAMPLE_ID = "source"
"""The id of the example of a source in a brief without any."""


@dataclass(frozen=True)
class _Export:
    """A file that another program exported, decoded but not parsed yet."""

    text: str
    format_: str
    """One of `FORMATS`."""
    first: First
    """Which of day and month comes first in dates such as 3/7/2024."""

    def parse(self, existing: Mapping[str, Data]) -> Imported:
        """The sources that are not among `existing`, the sources of a brief by id, or else all events.

        Raises `ImportFileError` if the text is not in the format.
        """
        if self.format_ == "events":
            return events.read(self.text, self.first)
        if self.format_ == "json":
            return csl_json.read(self.text, existing, self.first)
        if self.format_ == "bibtex":
            return csl_json.sources(bibtex.items(self.text), existing, self.first)
        return csl_json.sources(ris.items(self.text), existing, self.first)


@click.command("import")
@click.argument(
    "file", metavar="FILE", type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
@click.option(
    "--into",
    "slug",
    help="The name of a brief, without .yml, to add to. Default: a new draft.",
)
@click.option(
    "--format",
    "format_",
    type=click.Choice(FORMATS),
    help="Default: by the name of FILE.",
)
@click.option(
    "--name", help="The file name of a new brief, without .yml. Default: that of FILE."
)
@click.option("--title", help="The title of a new brief. Default: to be filled in.")
@click.option(
    "--day-first",
    "first",
    flag_value="day",
    help="3/7/2024 is in July. Default: by the language.",
)
@click.option(
    "--month-first", "first", flag_value="month", help="3/7/2024 is in March."
)
@click.option(
    "--dry-run", is_flag=True, help="Show what would change, and write nothing."
)
def import_(
    file: Path,
    slug: str | None,
    format_: str | None,
    name: str | None,
    title: str | None,
    *,
    first: First | None,
    dry_run: bool,
) -> None:
    """Make a draft of what another program exported, or add it to a brief.

    FILE holds references, which become sources: CSL-JSON, BibTeX or RIS, as Zotero and others export them;
    or events, as CSV with the columns date and title, and perhaps text, actors, sources, status, note and id.
    The changes are shown. Sources that the brief has already are left out, and so is what can't be read, or
    what the format has no place for: each is listed.

    The exit code is 1 if the brief has errors then.
    """
    project = current_project()
    try:
        text = _text(file)
        export = _Export(
            text,
            format_ or _format_of(file),
            first or site_language().first_in_dates,
        )
        if slug is None:
            entries = export.parse({})
            before, after = _new_file(project, entries, name or file.stem, title)
        else:
            before, entries = _existing_file(project, slug, export)
            content = insertion.with_entries(before, entries.sources, entries.events)
            after = RawFile(before.path, content)
    except ImportFileError as error:
        raise CommandError(characters.shown(localized(reason(error)))) from error
    # `shown` replaces what could control the terminal; `harmless`, which is part of `say`, disarms what a
    # workflow would take from its log for commands
    for note in entries.notes:
        say(characters.shown(localized(note)), err=True)
    if not (entries.sources or entries.events):
        say("Nothing is new.", err=True)
        return
    click.echo(log.harmless(characters.shown(difference(before, after))), nl=False)
    if not dry_run:
        replace_files(project.root, {after.path: (before.content, after.content)})
    _report_on(project, after)


def _text(file: Path) -> str:
    """The text of a file. Raises `ImportFileError` if it is too large or in an unknown encoding."""
    with file.open("rb") as opened:
        # one byte more than the limit is enough to see that a file is too large
        return imported.decoded(opened.read(imported.MAX_FILE_SIZE + 1))


def _format_of(file: Path) -> str:
    """The format by the ending of the name. Raises `ImportFileError` if that says nothing."""
    format_ = _FORMATS_BY_SUFFIX.get(file.suffix.lower())
    if format_ is None:
        raise ImportFileError(
            marked(
                "add --format to say what {file} is, one of: {formats}",
                file=file.name,
                formats=", ".join(FORMATS),
            )
        )
    return format_


def _report_on(project: Project, changed: RawFile) -> None:
    """Check all files of the project with the changed one, and report what is wrong with that one.

    The changed file may not be written yet. Ends the command with exit code 1 if it has errors, such as
    a source that an event cites and the brief does not have.
    """
    others = [file for file in pipeline.load(project) if file.path != changed.path]
    diagnostics = []
    for diagnostic in check_files([*others, changed]).diagnostics:
        if diagnostic.path == changed.path:
            diagnostics.append(diagnostic)
    report(diagnostics, "text", summary=f"{changed.path}: ")


def _existing_file(
    project: Project, slug: str, export: _Export
) -> tuple[RawFile, Imported]:
    """The file of a brief, and the entries of the export that the brief does not have.

    Raises `ImportFileError` if there is no such brief, or if its YAML or the export can't be parsed.
    """
    path = project.briefs / f"{slug}.yml"
    if identifiers.invalid_page_reason(slug) or not path.is_file():
        raise ImportFileError(marked("there is no brief '{slug}'", slug=slug))
    file = brief_files.load(project.root, path)
    # the brief may have errors, so any of its values may be of another type than the format asks for
    data = insertion.read(file).data()
    existing_sources: dict[str, Data] = {}
    existing_events: list[object] = []
    if isinstance(data, dict):
        sources = data.get("sources")
        if isinstance(sources, dict):
            for id_, source in sources.items():
                existing_sources[id_] = source if isinstance(source, dict) else {}
        timeline = data.get("timeline")
        if isinstance(timeline, list):
            existing_events = timeline
    entries = export.parse(existing_sources)
    return file, entries.without_events(existing_events)


def _new_file(
    project: Project, entries: Imported, name: str, title: str | None
) -> tuple[RawFile, RawFile]:
    """The file of a new brief, before and after; a file that does not exist yet is empty.

    Raises `ImportFileError` if the name can't be that of a brief, or if there is a file of this name.
    """
    slug = identifiers.suggestion(name, _LONGEST_NAME)
    invalid = identifiers.invalid_page_reason(slug)
    if invalid:
        raise ImportFileError(
            marked(
                "write --name, for '{slug}' can't be a file name: {reason}",
                slug=slug,
                reason=invalid,
            )
        )
    path = f"briefs/{slug}.yml"
    if (project.root / path).exists():
        raise ImportFileError(
            marked(
                "there is {path} already; write --into {slug} to add to it, or --name",
                path=path,
                slug=slug,
            )
        )
    draft = _draft(entries, title, project.site().language)
    text = "\n".join(writer.lines(draft)) + "\n"
    return RawFile(path, b""), RawFile(path, text.encode())


def _draft(entries: Imported, title: str | None, language: Language) -> Data:
    """A brief with the entries, and examples in place of what its author still has to write."""
    draft: Data = {
        "title": title or language.gettext(examples.TITLE),
        "summary": language.gettext(examples.SUMMARY),
        "date": datetime.date.today().isoformat(),  # noqa: DTZ011 -- the day where the author is
        "status": "draft",
    }
    if entries.events:
        draft["timeline"] = list(entries.events)
    sources = dict(entries.sources)
    for event in entries.events:
        for id_ in event.get("sources", ()):
            sources.setdefault(id_, _example_source(language))
    if not sources:
        # a brief has to have a source
        sources[_EXAMPLE_ID] = _example_source(language)
    draft["sources"] = sources
    return draft


def _example_source(language: Language) -> Data:
    """A source of which an event has only the id, so the author has to write its title."""
    return {"title": language.gettext(examples.SOURCE_TITLE)}
