"""`briefs init`: asks for the essentials of a site, and writes its files; `briefs upgrade` compares them.

`briefs setup` and `briefs lock` are about its environment, which a program of the site itself makes.
"""

import datetime
import os
import shlex
import shutil
import subprocess
import sys
import uuid
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path, PurePath

import click

from briefing_site.commands import current_project, site_settings
from briefing_site.commands import replace as replace_files
from briefing_site.commands.terminal import (
    CommandError,
    ask,
    say,
    set_language,
    site_language,
)
from briefing_site.format import characters
from briefing_site.format.fields import is_language
from briefing_site.format.settings import CC_BY, Licence
from briefing_site.languages.language import DEFAULT, catalogue, translated
from briefing_site.languages.phrase import counted, marked
from briefing_site.reading import settings, symlinks
from briefing_site.site import Language
from briefing_site.starter import project as starter
from briefing_site.starter import upgrade as upgrades
from briefing_site.starter.distribution import VENDOR, WHEELS, Program, program
from briefing_site.starter.project import LICENCES, REQUIREMENTS, Answers
from briefing_site.starter.upgrade import RECORD, WrittenFiles

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
    if (language := given["language"]) in translated():
        set_language(
            Language(language), click.get_current_context().find_root().command
        )
    if (folder / settings.FILE).exists():
        raise CommandError(
            "there is a site in {folder} already: it has a {file}",
            folder=folder,
            file=settings.FILE,
        )
    answers = _answers(folder, given, LICENCES[licence])
    if not sys.stdin.isatty() and None in given.values():
        say(
            "Nothing was asked, as there is no terminal; the site is called {name}. Options answer, such as "
            "--name Rivers --language de --description 'Their dams' (with make: ANSWERS=\"--name Rivers\").",
            name=answers.name,
        )
    required = program(folder)
    today = datetime.date.today().isoformat()  # noqa: DTZ011 -- the day where the author is
    texts = starter.project(answers, required, today)
    files = {path: text.encode() for path, text in texts.items()} | dict(required.files)
    symlinks.refuse(folder, *(PurePath(path).parent for path in files))
    kept = [path for path in files if os.path.lexists(folder / path)]
    written = {
        path: (b"", content) for path, content in files.items() if path not in kept
    }
    replace_files(folder, written)
    begun = Language(answers.language)
    if not begun.is_english and not catalogue(begun.code):
        name = begun.locale.english_name
        say(
            "No texts of the program are in {language} yet: they are in English, with its dates and numbers. "
            "The README of generator/briefing_site/languages/ says how to translate them.",
            language=name,
        )
    number = counted("{count} file", "{count} files", len(written))
    say(
        "{number} written to {folder}. README.md says how to go on. Begin:",
        number=number,
        folder=folder,
    )
    names = (
        ("make", "site") if shutil.which("make") else ("python .ci/briefs.py", "build")
    )
    click.echo(f"    {shlex.join(['cd', str(folder)])}")
    for command in ("serve", "check", names[1]):
        click.echo(f"    {names[0]} {command}")
    if kept:
        say(
            "These were there already, and stay as they are: {files}.",
            files=", ".join(kept),
        )


@click.command()
@click.option(
    "--write",
    is_flag=True,
    help="Change the files. Default: show what would change, as a patch.",
)
def upgrade(*, write: bool) -> None:
    """Show what this version writes differently from the one that wrote the files of the site.

    It covers the workflows, the Makefile and other files around the briefs, not what you write yourself.
    What you changed in them stays, and a file that you deleted is not written again. Where you and the
    program changed the same lines, the file stays as it is, and you are told once what to change.
    """
    project = current_project()
    symlinks.refuse(project.root, RECORD, f"{VENDOR}/{WHEELS}")
    required = program(project.root)
    site = site_settings()
    namespace, licence = site.briefs.namespace or "", site.briefs.licence
    answers = Answers(
        site.name, site.description, namespace, licence, site.language.code
    )
    new = starter.written(answers, required)
    old = _recorded(project.root / RECORD)
    symlinks.refuse(project.root, *new.files, *old.files)
    current = {path: _read(project.root / path) for path in {**new.files, **old.files}}
    found = list(upgrades.upgrade(old, current, new))
    written: dict[str, tuple[bytes, bytes]] = {}
    for change in found:
        if change.reason:
            reason = site_language().gettext(change.reason)
            say(characters.shown(f"{change.path}: {reason}\n{change.patch}"), err=True)
            continue
        click.echo(change.patch, nl=False)
        current[change.path] = change.after
        written[change.path] = _rewritten(
            project.root / change.path, change.after or ""
        )
    wheels = dict(
        _wheels(
            project.root,
            required,
            "".join(current.get(path) or "" for path in REQUIREMENTS),
        )
    )
    for path, content in wheels.items():
        say(
            marked("{path} is added", path=path)
            if content
            else marked("{path} is deleted", path=path),
            err=True,
        )
        written[path] = (
            (b"", content) if content else ((project.root / path).read_bytes(), b"")
        )
    if not found and not wheels:
        say("Nothing would be different.", err=True)
    elif not write and not all(change.reason for change in found):
        say(
            "Nothing was written. `make upgrade` without DRY_RUN (or `briefs upgrade --write`) changes this.",
            err=True,
        )
    if write:
        record = (
            {RECORD: _rewritten(project.root / RECORD, new.text)} if new != old else {}
        )
        replace_files(project.root, written | record)


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


def _wheels(
    root: Path, required: Program, requirements: str
) -> Iterator[tuple[str, bytes]]:
    """The wheels that a site requires but lacks; without content, those that it no longer requires."""
    for path in (
        *required.files,
        *(f"{VENDOR}/{file.name}" for file in (root / VENDOR).glob(WHEELS)),
    ):
        if (path in requirements) != (root / path).is_file():
            yield path, required.files.get(path, b"")


def _answers(
    folder: Path, given: Mapping[str, str | None], licence: Licence
) -> Answers:
    """The answers; all questions but the first are in the language that it asks for."""

    def ask_for(option: str, question: str, default: str) -> str:
        return ask(given, option, question, partial(_error_in, option), default)

    language = ask_for(
        "language",
        marked(
            "The language of the site: {choices}, or the code of another one, in English until translated",
            choices=", ".join(sorted({DEFAULT.code, *translated()})),
        ),
        DEFAULT.code,
    )
    set_language(Language(language), click.get_current_context().find_root().command)
    named = folder.resolve().name.replace("-", " ")
    name = ask_for(
        "name", marked("The name of the site"), named[:1].upper() + named[1:]
    )
    what = marked("What it is about, in a sentence")
    description = ask_for("description", what, site_language().gettext(_DESCRIPTION))
    return Answers(name, description, str(uuid.uuid4()), licence, language)


def _error_in(field: str, answer: str) -> str:
    if field == "name" and not answer:
        return marked("the name is required")
    if field == "language" and not is_language(answer):
        return marked(
            "'{text}' is not the code of a language, such as fr or pt-BR", text=answer
        )
    return ""


def _recorded(file: Path) -> WrittenFiles:
    """What was written before; nothing if that is not known."""
    text = _read(file)
    if text is None:
        return WrittenFiles("", {})
    try:
        return upgrades.read(text)
    except ValueError as error:
        raise CommandError(
            "{file} is not as it was written. Restore it from git, or delete it to see all differences.",
            file=RECORD,
        ) from error


def _read(file: Path) -> str | None:
    """The text of a file, with the line ends of Unix; `None` if it is missing."""
    if not file.is_file():
        return None
    return file.read_bytes().replace(b"\r\n", b"\n").decode("utf-8", "surrogateescape")


def _rewritten(file: Path, text: str) -> tuple[bytes, bytes]:
    """The content of a file before, and with the text instead, which has its line ends."""
    before, after = (
        file.read_bytes() if file.is_file() else b"",
        text.encode("utf-8", "surrogateescape"),
    )
    return before, after.replace(b"\n", b"\r\n") if b"\r\n" in before else after
