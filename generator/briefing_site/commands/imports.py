"""`briefs import`: makes a brief of what other programs export, or adds it to one."""

import datetime
from collections.abc import Callable, Mapping
from pathlib import Path

import click

from briefing_site import pipeline
from briefing_site.commands.changes import difference, replace_files
from briefing_site.commands.project import check_files, current_project
from briefing_site.commands.reports import report
from briefing_site.commands.terminal import CommandError, localized, say, site_language
from briefing_site.diagnostics import log
from briefing_site.form import yaml_text
from briefing_site.format import characters, examples, identifiers
from briefing_site.imports import bibtex, csl_json, events, imported, insertion, ris
from briefing_site.imports.imported import Data, First, Imported, ImportFileError
from briefing_site.languages.exceptions import reason
from briefing_site.languages.phrase import marked
from briefing_site.pipeline import Project
from briefing_site.reading import RawFile, brief_files
from briefing_site.site import Language

Known = Mapping[str, Data]
"""The sources that a brief has already, by id."""

FORMATS: Mapping[str, Callable[[str, Known, First], Imported]] = {
    "json": csl_json.read,
    "bibtex": lambda text, *known: csl_json.sources(bibtex.items(text), *known),
    "ris": lambda text, *known: csl_json.sources(ris.items(text), *known),
    "events": lambda text, _, first: events.read(text, first),
}
_SUFFIXES = {
    ".json": "json",
    ".bib": "bibtex",
    ".ris": "ris",
    ".csv": "events",
    ".tsv": "events",
}


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
    type=click.Choice(list(FORMATS)),
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
        read = _reader(file, format_, first or site_language().first_in_dates)
        if slug is None:
            entries = read({})
            before, after = _new_file(project, entries, name or file.stem, title)
        else:
            before, entries = _existing_file(project, slug, read)
            content = insertion.with_entries(before, entries.sources, entries.events)
            after = RawFile(before.path, content)
    except ImportFileError as error:
        raise CommandError(characters.shown(localized(reason(error)))) from error
    for note in entries.notes:
        say(characters.shown(localized(note)), err=True)
    if not (entries.sources or entries.events):
        say("Nothing is new.", err=True)
        return
    click.echo(log.harmless(characters.shown(difference(before, after))), nl=False)
    if not dry_run:
        replace_files(project.root, {after.path: (before.content, after.content)})
    _report_on(project, after)


def _reader(
    file: Path, format_: str | None, first: First
) -> Callable[[Known], Imported]:
    """What reads the entries of a file that are new to a brief with known sources.

    Raises `ImportFileError` if the format is not known, or the file can't be read.
    """
    with file.open("rb") as opened:
        text = imported.decoded(opened.read(imported.MAX_FILE_SIZE + 1))
    read_format = FORMATS[format_ or _format_of(file)]
    return lambda known: read_format(text, known, first)


def _format_of(file: Path) -> str:
    format_ = _SUFFIXES.get(file.suffix.lower())
    if format_ is None:
        raise ImportFileError(
            marked(
                "write --format, and what {file} is: {formats}",
                file=file.name,
                formats=", ".join(FORMATS),
            )
        )
    return format_


def _report_on(project: Project, changed: RawFile) -> None:
    """Check all files with one that has changed, and report what is wrong with that one."""
    others = [file for file in pipeline.load(project) if file.path != changed.path]
    diagnostics = []
    for diagnostic in check_files([*others, changed]).diagnostics:
        if diagnostic.path == changed.path:
            diagnostics.append(diagnostic)
    report(diagnostics, "text", f"{changed.path}: ")


def _existing_file(
    project: Project, slug: str, read: Callable[[Known], Imported]
) -> tuple[RawFile, Imported]:
    """The file of a brief, and what is new to it."""
    path = project.briefs / f"{slug}.yml"
    if identifiers.invalid_page_reason(slug) or not path.is_file():
        raise ImportFileError(marked("there is no brief '{slug}'", slug=slug))
    file = brief_files.load(project.root, path)
    data = insertion.read(file).data()
    sources = data.get("sources") if isinstance(data, dict) else None
    known: dict[str, Data] = {}
    if isinstance(sources, dict):
        for id_, source in sources.items():
            known[id_] = source if isinstance(source, dict) else {}
    timeline = data.get("timeline") if isinstance(data, dict) else None
    if not isinstance(timeline, list):
        timeline = []
    return file, read(known).without_events(timeline)


def _new_file(
    project: Project, entries: Imported, name: str, title: str | None
) -> tuple[RawFile, RawFile]:
    """The file of a new brief, before and after."""
    slug = identifiers.suggestion(name, 40)
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
    text = "\n".join(yaml_text.lines(draft)) + "\n"
    return RawFile(path, b""), RawFile(path, text.encode())


def _draft(entries: Imported, title: str | None, language: Language) -> Data:
    """A brief with the entries, and examples in place of what is still to be written."""
    draft: Data = {
        "title": title or language.gettext(examples.TITLE),
        "summary": language.gettext(examples.SUMMARY),
        "date": datetime.date.today().isoformat(),  # noqa: DTZ011 -- the day where the author is
        "status": "draft",
    }
    if entries.events:
        draft["timeline"] = list(entries.events)
    sources = dict(entries.sources)
    for id_ in _missing_sources(entries):
        sources[id_] = {"title": language.gettext(examples.SOURCE_TITLE)}
    draft["sources"] = sources
    return draft


def _missing_sources(entries: Imported) -> list[str]:
    """The ids of sources that a brief with the entries still needs."""
    ids: list[str] = []
    for event in entries.events:
        for id_ in event.get("sources", ()):
            if id_ not in ids:
                ids.append(id_)
    if not ids and not entries.sources:
        ids.append("source")
    return ids
