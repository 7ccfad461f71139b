"""`briefs upgrade`: brings the files around the briefs to the version of the program."""

from collections.abc import Iterator
from pathlib import Path

import click

from briefing_site.commands.changes import replace_files
from briefing_site.commands.project import current_project, site_settings
from briefing_site.commands.terminal import CommandError, say, site_language
from briefing_site.format import characters
from briefing_site.languages.phrase import marked
from briefing_site.reading import symlinks
from briefing_site.starter import project as starter
from briefing_site.starter import upgrade as upgrades
from briefing_site.starter.distribution import VENDOR, WHEELS, Program, program
from briefing_site.starter.project import REQUIREMENTS, Answers
from briefing_site.starter.upgrade import RECORD, WrittenFiles

Contents = dict[str, tuple[bytes, bytes]]
"""The content of files before and after, by path."""


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
    root = project.root
    symlinks.refuse(root, RECORD, f"{VENDOR}/{WHEELS}")
    required = program()
    new = starter.written(_answers(), required)
    old = _recorded(root / RECORD)
    symlinks.refuse(root, *new.files, *old.files)
    current = {path: _read(root / path) for path in {**new.files, **old.files}}
    changes = list(upgrades.upgrade(old, current, new))
    contents: Contents = {}
    for change in changes:
        if change.reason:
            reason = site_language().gettext(change.reason)
            say(characters.shown(f"{change.path}: {reason}\n{change.patch}"), err=True)
            continue
        click.echo(change.patch, nl=False)
        current[change.path] = change.after
        contents[change.path] = _rewritten(root / change.path, change.after or "")
    requirements = "".join(current.get(path) or "" for path in REQUIREMENTS)
    wheels = dict(_changed_wheels(root, required, requirements))
    for path, (replaced, content) in wheels.items():
        if content and replaced:
            say(
                marked(
                    "{path} is replaced: it is not the program that is running",
                    path=path,
                ),
                err=True,
            )
        elif content:
            say(marked("{path} is added", path=path), err=True)
        else:
            say(marked("{path} is deleted", path=path), err=True)
    contents |= wheels
    if not changes and not wheels:
        say("Nothing would be different.", err=True)
    elif not write and contents:
        say(
            "Nothing was written. `make upgrade` without DRY_RUN (or `briefs upgrade --write`) changes this.",
            err=True,
        )
    if write:
        if new != old:
            contents[RECORD] = _rewritten(root / RECORD, new.text)
        replace_files(root, contents)


def _answers() -> Answers:
    """What `briefs init` would have been told to make a site with the settings of this one."""
    site = site_settings()
    return Answers(
        site.name,
        site.description,
        site.briefs.namespace or "",
        site.briefs.licence,
        site.language.code,
    )


def _changed_wheels(
    root: Path, required: Program, requirements: str
) -> Iterator[tuple[str, tuple[bytes, bytes]]]:
    """The content before and after of each wheel that is not what the requirements of a site name.

    Whatever has the name of the required wheel is replaced unless it is the running program.
    """
    present = {}
    for file in (root / VENDOR).glob(WHEELS):
        present[f"{VENDOR}/{file.name}"] = file.read_bytes()
    named = {}
    for path, wheel in required.files.items():
        if path in requirements:
            named[path] = wheel
    for path, wheel in named.items():
        if present.get(path) != wheel:
            yield path, (present.get(path, b""), wheel)
    for path, wheel in present.items():
        if path not in named and path not in requirements:
            yield path, (wheel, b"")


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
    """The content of a file before, and with a new text, which keeps its line ends."""
    before = file.read_bytes() if file.is_file() else b""
    after = text.encode("utf-8", "surrogateescape")
    if b"\r\n" in before:
        after = after.replace(b"\n", b"\r\n")
    return before, after
