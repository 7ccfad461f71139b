"""`briefs init`: asks for the essentials of a site, and writes its files.

`briefs setup` and `briefs lock` are about its environment, which a program of the site
itself makes.
"""

import datetime
import os
import shlex
import shutil
import subprocess
import sys
import uuid
from collections.abc import Mapping
from pathlib import Path, PurePath

import click

from briefing_site.commands.changes import replace_files
from briefing_site.commands.project import current_project
from briefing_site.commands.terminal import (
    CommandError,
    ask,
    say,
    set_language,
    site_language,
)
from briefing_site.diagnostics import log
from briefing_site.format import characters
from briefing_site.format.fields import is_language
from briefing_site.format.settings import CC_BY, Licence
from briefing_site.languages.language import DEFAULT, catalogue, translated
from briefing_site.languages.phrase import counted, marked
from briefing_site.reading import settings, symlinks
from briefing_site.site import Language
from briefing_site.starter import project as starter
from briefing_site.starter.distribution import program
from briefing_site.starter.project import LICENCES, Answers

_DESCRIPTION = marked("Briefs with their actors, timelines, quotes and sources")
_ENVIRONMENT = ".ci/briefs.py"
"""The program that makes the environment."""


@click.command()
@click.argument(
    "folder",
    default=".",
    metavar="[FOLDER]",
    type=click.Path(file_okay=False, path_type=Path),
)
@click.option("--name", help="The name of the site.")
@click.option(
    "--language",
    help="The code of its language, such as de or pt-BR, in which the questions are, too. Default: en.",
)
@click.option(
    "--description", help="What it is about, in a sentence. Default: what briefs have."
)
@click.option(
    "--licence",
    type=click.Choice(list(LICENCES)),
    default=CC_BY.id,
    show_default=True,
    help="The licence of the briefs.",
)
def init(folder: Path, licence: str, **given: str | None) -> None:
    """Start a site of your own: ask a few questions, and write its files to FOLDER.

    Options replace the questions, which there are none of without a terminal. All else is in mkdocs.yml, to
    be changed at any time. Files that are there already stay as they are.
    """
    language = given["language"]
    if language in translated():
        _speak(language)
    if characters.BAD.search(str(folder.resolve())):
        raise CommandError(
            "the name of the folder has a character that can't be shown: {folder}",
            folder=log.printable(str(folder)),
        )
    if (folder / settings.FILE).exists():
        raise CommandError(
            "there is a site in {folder} already: it has a {file}",
            folder=folder,
            file=settings.FILE,
        )
    answers = _ask_for_essentials(folder, given, LICENCES[licence])
    if not sys.stdin.isatty() and None in given.values():
        say(
            "Nothing was asked, as there is no terminal; the site is called {name}. Options answer, such as "
            "--name Rivers --language de --description 'Their dams' (with make: ANSWERS=\"--name Rivers\").",
            name=answers.name,
        )
    files = _files_of_site(answers)
    symlinks.refuse(folder, *(PurePath(path).parent for path in files))
    existing = [path for path in files if os.path.lexists(folder / path)]
    new = {}
    for path, content in files.items():
        if path not in existing:
            new[path] = (b"", content)
    replace_files(folder, new)
    _say_if_untranslated(Language(answers.language))
    number = counted("{count} file", "{count} files", len(new))
    say(
        "{number} written to {folder}. README.md says how to go on. Begin:",
        number=number,
        folder=folder,
    )
    _show_first_commands(folder)
    if existing:
        say(
            "These were there already, and stay as they are: {files}.",
            files=", ".join(existing),
        )


def _speak(language: str) -> None:
    """Say everything in a language from now on."""
    program = click.get_current_context().find_root().command
    set_language(Language(language), program)


def _files_of_site(answers: Answers) -> dict[str, bytes]:
    """The content of all files of a new site, by path, with the program if no index has it."""
    today = datetime.date.today().isoformat()  # noqa: DTZ011 -- the day where the author is
    required = program()
    files = dict(required.files)
    for path, text in starter.project(answers, required, today).items():
        files[path] = text.encode()
    return files


def _say_if_untranslated(language: Language) -> None:
    if language.is_english or catalogue(language.code):
        return
    say(
        "No texts of the program are in {language} yet: they are in English, with its dates and numbers. "
        "The README of generator/briefing_site/languages/ says how to translate them.",
        language=language.locale.english_name,
    )


def _show_first_commands(folder: Path) -> None:
    program_name = "python .ci/briefs.py"
    build = "build"
    if shutil.which("make"):
        program_name = "make"
        build = "site"
    click.echo(f"    {shlex.join(['cd', str(folder)])}")
    for command in ("serve", "check", build):
        click.echo(f"    {program_name} {command}")


def _ask_for_essentials(
    folder: Path, given: Mapping[str, str | None], licence: Licence
) -> Answers:
    """The answers; all questions but the first are in the language that it asks for."""
    choices = ", ".join(sorted({DEFAULT.code, *translated()}))
    question = marked(
        "The language of the site: {choices}, or the code of another one, in English until translated",
        choices=choices,
    )
    language = ask(given, "language", question, _invalid_language, DEFAULT.code)
    _speak(language)
    folder_name = folder.resolve().name.replace("-", " ")
    name = ask(
        given,
        "name",
        marked("The name of the site"),
        _invalid_name,
        folder_name[:1].upper() + folder_name[1:],
    )
    description = ask(
        given,
        "description",
        marked("What it is about, in a sentence"),
        lambda _: "",
        site_language().gettext(_DESCRIPTION),
    )
    return Answers(name, description, str(uuid.uuid4()), licence, language)


def _invalid_name(answer: str) -> str:
    return "" if answer else marked("the name is required")


def _invalid_language(answer: str) -> str:
    if is_language(answer):
        return ""
    return marked(
        "'{text}' is not the code of a language, such as fr or pt-BR", text=answer
    )


@click.command()
def setup() -> None:
    """Install what requirements.txt names in .venv, if it has changed."""
    _call("setup")


@click.command()
def lock() -> None:
    """Pin the latest versions that requirements.in allows, with hashes, in requirements.txt."""
    _call("lock")


def _call(command: str) -> None:
    root = current_project().root
    if not (root / _ENVIRONMENT).is_file():
        raise CommandError(
            "this site has no {file}; `make upgrade` of a clone (or `briefs upgrade --write`) adds it",
            file=_ENVIRONMENT,
        )
    called = [sys.executable, _ENVIRONMENT, command]
    sys.exit(subprocess.run(called, cwd=root, check=False).returncode)  # noqa: S603 -- of this site
