"""`briefs import`: makes a brief of what other programs export, or adds it to one."""

import datetime
from collections.abc import Callable, Mapping
from pathlib import Path

import click

from briefing_site import pipeline
from briefing_site.commands import check_files, current_project, replace, report
from briefing_site.commands.check import difference
from briefing_site.commands.terminal import CommandError, localized, say, site_language
from briefing_site.diagnostics import log
from briefing_site.form import yaml_text
from briefing_site.format import characters, examples, identifiers
from briefing_site.imports import bibtex, events, imported, insertion, items, ris
from briefing_site.imports.imported import Data, First, Imported, ImportFileError
from briefing_site.languages.exceptions import reason
from briefing_site.languages.phrase import marked
from briefing_site.pipeline import Project
from briefing_site.reading import RawFile, folder
from briefing_site.site import Language

FORMATS: Mapping[str, Callable[[str, Mapping[str, Data], First], Imported]] = {
    "json": items.read,
    "bibtex": lambda text, *known: items.sources(bibtex.items(text), *known),
    "ris": lambda text, *known: items.sources(ris.items(text), *known),
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
        with file.open("rb") as opened:
            text = imported.decoded(opened.read(imported.LARGEST_FILE + 1))
        of_format = FORMATS[format_ or _format(file)]
        order = first or site_language().first_in_dates

        def read(taken: Mapping[str, Data]) -> Imported:
            return of_format(text, taken, order)

        if slug is None:
            found = read({})
            before, after = _new(project, found, name or file.stem, title)
        else:
            before, found = _existing(project, slug, read)
            content = insertion.with_entries(before, found.sources, found.events)
            after = RawFile(before.path, content)
    except ImportFileError as error:
        raise CommandError(characters.shown(localized(reason(error)))) from error
    for note in found.notes:
        say(characters.shown(localized(note)), err=True)
    if not (found.sources or found.events):
        say("Nothing is new.", err=True)
        return
    click.echo(log.harmless(characters.shown(difference(before, after))), nl=False)
    if not dry_run:
        replace(project.root, {after.path: (before.content, after.content)})
    others = [raw for raw in pipeline.load(project) if raw.path != after.path]
    wrong = check_files([*others, after]).diagnostics
    report(
        [each for each in wrong if each.path == after.path], "text", f"{after.path}: "
    )


def _existing(
    project: Project, slug: str, read: Callable[[Mapping[str, Data]], Imported]
) -> tuple[RawFile, Imported]:
    """The file of a brief, and what is new to it."""
    path = project.briefs / f"{slug}.yml"
    if identifiers.invalid_page_reason(slug) or not path.is_file():
        raise ImportFileError(marked("there is no brief '{slug}'", slug=slug))
    before = folder.load(project.root, path)
    data = insertion.read(before).data()
    known = data.get("sources") if isinstance(data, dict) else None
    listed = known.items() if isinstance(known, dict) else ()
    found = read(
        {id_: source if isinstance(source, dict) else {} for id_, source in listed}
    )
    events_ = data.get("timeline") if isinstance(data, dict) else None
    return before, found.without_events(events_ if isinstance(events_, list) else [])


def _new(
    project: Project, found: Imported, name: str, title: str | None
) -> tuple[RawFile, RawFile]:
    """The file of a new brief, before and after."""
    slug = identifiers.suggestion(name, 40)
    path = f"briefs/{slug}.yml"
    if wrong := identifiers.invalid_page_reason(slug):
        raise ImportFileError(
            marked(
                "write --name, for '{slug}' can't be a file name: {reason}",
                slug=slug,
                reason=wrong,
            )
        )
    if (project.root / path).exists():
        raise ImportFileError(
            marked(
                "there is {path} already; write --into {slug} to add to it, or --name",
                path=path,
                slug=slug,
            )
        )
    written = "\n".join(yaml_text.lines(_draft(found, title, project.site().language)))
    return RawFile(path, b""), RawFile(path, f"{written}\n".encode())


def _format(file: Path) -> str:
    if known := _SUFFIXES.get(file.suffix.lower()):
        return known
    formats = ", ".join(FORMATS)
    raise ImportFileError(
        marked(
            "write --format, and what {file} is: {formats}",
            file=file.name,
            formats=formats,
        )
    )


def _draft(found: Imported, title: str | None, language: Language) -> Data:
    named = dict.fromkeys(
        id_ for event in found.events for id_ in event.get("sources", ())
    )
    named = named or dict.fromkeys([] if found.sources else ["source"])
    missing = {
        each: {"title": language.gettext(examples.SOURCE_TITLE)} for each in named
    }
    return {
        "title": title or language.gettext(examples.TITLE),
        "summary": language.gettext(examples.SUMMARY),
        "date": datetime.date.today().isoformat(),  # noqa: DTZ011 -- the day where the author is
        "status": "draft",
        **({"timeline": list(found.events)} if found.events else {}),
        "sources": {**found.sources, **missing},
    }
