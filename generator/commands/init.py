"""`briefs init`: asks for the essentials of a site, and writes its files; `briefs upgrade` compares them."""

import datetime
import os
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import Any

import click

from generator.commands import DISTRIBUTION, current_project, questions
from generator.commands.terminal import CommandError, WrongUseError, current, say, speak
from generator.diagnostics import in_language
from generator.format import characters, web_address
from generator.format.fields.setting import is_colour
from generator.format.settings import CC_BY, Settings
from generator.languages.phrase import counted
from generator.reading import settings
from generator.reading.folder import RawFile
from generator.reading.settings import SiteSettings
from generator.site.language import DEFAULT, Language, marked, translated
from generator.starter import project as starter
from generator.starter import upgrade as upgrades
from generator.starter.project import LICENCES, Answers
from generator.starter.upgrade import RECORD, WrittenFiles

_EXAMPLE = Answers("A name", "A description.", "A headline", str(uuid.UUID(int=0)))
"""Stands in for the other answers while one is checked."""
_QUOTATION_MARKS = "'\""
_DESCRIPTION = marked("Briefs with their actors, timelines, quotes and sources")
_LANGUAGES = tuple(sorted({DEFAULT.code, *translated()}))
"""Those in which all texts of a site are."""


@click.command()
@click.argument("folder", default=".", metavar="[FOLDER]", type=click.Path(file_okay=False, path_type=Path))
@click.option("--name", help="The name of the site.")
@click.option(
    "--language",
    help="The code of its language, such as de, which is then that of the questions, too. Default: en.",
)
@click.option("--headline", help="The heading of its home page. Default: the name.")
@click.option("--description", help="What it is about, in a sentence. Default: what briefs have.")
@click.option("--publisher", help="Who publishes it. Default: nobody is named.")
@click.option(
    "--licence", help="The licence of the briefs: CC-BY-4.0, CC-BY-SA-4.0 or CC0-1.0. Default: CC-BY-4.0."
)
@click.option("--accent", help="The colour of links and marks, such as #0b5394. Default: a dark red.")
@click.option("--repository", help="The web address of its repository, if there is one already.")
def init(folder: Path, **given: str | None) -> None:
    """Start a site of your own: ask a few questions, and write its files to FOLDER.

    Options replace the questions. Files that are there already stay as they are.
    """
    if (language := given["language"]) in translated():
        speak(Language(language))
    if (folder / settings.FILE).exists():
        raise WrongUseError(
            marked("there is a site in {folder} already: it has a {file}", folder=folder, file=settings.FILE)
        )
    answers = _answers(given)
    today = datetime.date.today().isoformat()  # noqa: DTZ011 -- the day where the author is
    written, kept = 0, []
    for path, text in starter.project(answers, version(DISTRIBUTION), today).items():
        if _write(folder / path, text):
            written += 1
        else:
            kept.append(path)
    number = counted("{count} file", "{count} files", written)
    say(marked("{number} written to {folder}. README.md says how to go on.", number=number, folder=folder))
    if kept:
        say(marked("These were there already, and stay as they are: {files}.", files=", ".join(kept)))


@click.command()
@click.option("--write", is_flag=True, help="Change the files. Default: show what would change, as a patch.")
def upgrade(*, write: bool) -> None:
    """Show what this version writes differently from the one that wrote the files of the site.

    It covers the workflows, the Makefile and other files around the briefs, not what you write yourself.
    What you changed in them stays, and a file that you deleted is not written again. Where you and the
    program changed the same lines, the file stays as it is, and you are told once what to change.
    """
    project = current_project()
    new = starter.written(_known(settings.load(project.root)), version(DISTRIBUTION))
    old = _recorded(project.root / RECORD)
    paths = {path: project.root / path for path in {**new.files, **old.files}}
    found = list(upgrades.upgrade(old, {path: _read(file) for path, file in paths.items()}, new))
    for change in found:
        if change.reason:
            reason = current().translated(change.reason)
            say(characters.shown(f"{change.path}: {reason}\n{change.patch}"), err=True)
            continue
        click.echo(change.patch, nl=False)
        if write:
            _rewrite(paths[change.path], change.after or "")
    if not found:
        say(marked("Nothing would be different."), err=True)
    elif not write and not all(change.reason for change in found):
        say(marked("Nothing was written. `briefs upgrade --write` makes these changes."), err=True)
    if write and new != old:
        _rewrite(project.root / RECORD, new.text)


def _answers(given: Mapping[str, str | None]) -> Answers:
    """The answers; all questions but the first are in the language that it asks for."""
    ask = partial(questions.ask, given)
    choices = {"choices": ", ".join(_LANGUAGES)}
    language = ask(
        "language",
        marked("The language of the site: {choices}", **choices),
        _invalid_language_reason,
        DEFAULT.code,
    )
    speak(Language(language))
    name = ask("name", marked("The name of the site"), partial(_error_in, "name"))
    headline = ask("headline", marked("The heading of its home page"), partial(_error_in, "headline"), name)
    description = ask(
        "description",
        marked("What it is about, in a sentence"),
        partial(_error_in, "description"),
        current().translated(_DESCRIPTION),
    )
    publisher = ask("publisher", marked("Who publishes it (optional)"), partial(_error_in, "publisher"), "")
    licence = ask(
        "licence",
        marked("The licence of the briefs: {choices}", choices=", ".join(LICENCES)),
        _invalid_licence_reason,
        str(CC_BY.id),
    )
    accent = ask(
        "accent",
        marked("The colour of links and marks, such as #0b5394 (optional)"),
        _invalid_accent_reason,
        "",
    ).strip(_QUOTATION_MARKS)
    repository = ask(
        "repository", marked("The web address of its repository (optional)"), _invalid_repository_reason, ""
    )
    namespace = str(uuid.uuid4())
    return Answers(
        name, description, headline, namespace, publisher, LICENCES[licence], accent, repository, language
    )


def _error_in(field: str, answer: str) -> str:
    """What is wrong with an answer, as a check of the settings says."""
    if field == "name" and not answer:
        return marked("the name is required")
    others: Any = {field: answer}
    made = starter.project(replace(_EXAMPLE, **others), "", "2000-01-01")[settings.FILE]
    raw = RawFile(settings.FILE, made.encode("utf-8", "surrogatepass"))
    found = in_language(settings.read(raw).diagnostics, current().language)
    return next((f"{each.message}: {each.help}" for each in found), "")


def _unlisted(text: str, choices: Sequence[str]) -> str:
    return marked("'{text}' is not one of {choices}", text=text, choices=", ".join(choices))


def _invalid_language_reason(text: str) -> str:
    return "" if text in _LANGUAGES else _unlisted(text, _LANGUAGES)


def _invalid_accent_reason(text: str) -> str:
    colour = text.strip(_QUOTATION_MARKS)  # which it has in `mkdocs.yml`
    if not colour or is_colour(colour):
        return ""
    return marked(
        "'{text}' is not a colour: write a # and six digits from 0 to f, such as #0b5394", text=colour
    )


def _invalid_licence_reason(text: str) -> str:
    return "" if text in LICENCES else _unlisted(text, [*LICENCES])


def _invalid_repository_reason(text: str) -> str:
    if not text or web_address.is_web_address(text):
        return ""
    return marked("'{text}' is not a complete web address, such as https://github.com/o/briefs", text=text)


def _write(file: Path, text: str) -> bool:
    """Write a file unless there is one; return whether that was done."""
    file.parent.mkdir(parents=True, exist_ok=True)
    if os.path.lexists(file):
        return False
    with file.open("x", encoding="utf-8", newline="\n") as new:
        new.write(text)
    if upgrades.is_executable(text):
        file.chmod(0o755)
    return True


def _recorded(file: Path) -> WrittenFiles:
    """What was written before; nothing if that is not known."""
    text = _read(file)
    if text is None:
        return WrittenFiles("", {})
    try:
        return upgrades.read(text)
    except ValueError as error:
        text = marked(
            "{file} is not as it was written. Restore it from git, or delete it to see all differences.",
            file=RECORD,
        )
        raise CommandError(text) from error


def _read(file: Path) -> str | None:
    """The text of a file, with the line ends of Unix; `None` if it is missing."""
    if not file.is_file():
        return None
    return file.read_bytes().replace(b"\r\n", b"\n").decode("utf-8", "surrogateescape")


def _rewrite(file: Path, text: str) -> None:
    """Write a text in place of that of a file, with its line ends; what a link leads to stays as it is."""
    content = text.encode("utf-8", "surrogateescape")
    if file.is_file() and b"\r\n" in file.read_bytes():
        content = content.replace(b"\n", b"\r\n")
    file.parent.mkdir(parents=True, exist_ok=True)
    unfinished = file.with_name(f".{file.name}.unfinished")
    unfinished.write_bytes(content)
    unfinished.chmod(0o755 if upgrades.is_executable(text) else 0o644)
    unfinished.replace(file)


def _known(site: SiteSettings) -> Answers:
    """The answers, as the settings have them now."""
    own: Settings = site.briefs
    return Answers(
        site.name,
        site.description,
        own.headline or "",
        own.namespace or "",
        own.publisher or "",
        own.licence,
        own.accent or "",
        site.repository,
        site.language.code,
    )
