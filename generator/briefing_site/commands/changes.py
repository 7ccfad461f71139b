"""Changes of files by a command: shown as a patch, confirmed, and written all or none."""

import difflib
import os
import shutil
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import click

from briefing_site.commands.reports import WRONG_USE
from briefing_site.commands.terminal import confirm, say
from briefing_site.diagnostics import log
from briefing_site.format import characters
from briefing_site.languages.phrase import counted, marked
from briefing_site.pipeline import Project
from briefing_site.reading import RawFile, symlinks

Changes = Sequence[tuple[RawFile, RawFile]]
"""Files before and after. A file that moves has another path after; one that does not exist is empty."""


def apply_changes(
    project: Project, changes: Changes, *, ask: bool, dry_run: bool = False
) -> bool:
    """Show the changes, ask, and write all of them, unless it is a dry run; returns whether they were made.

    Raises `OSError` if a file can't be written, or has changed since it was read.
    """
    for before, after in changes:
        patch = log.harmless(characters.shown(difference(before, after)))
        click.echo(patch, err=True, nl=False)
    if dry_run:
        return False
    if ask and not _is_confirmed(len(changes)):
        return False
    contents: dict[str, tuple[bytes, bytes]] = {}
    for before, after in changes:
        if before.path in {"", after.path}:
            contents[after.path] = (before.content, after.content)
        else:
            contents[before.path] = (before.content, b"")
            contents[after.path] = (b"", after.content)
    replace_files(project.root, contents)
    return True


def _is_confirmed(number: int) -> bool:
    """Whether a person at the terminal agrees; without a terminal, the command ends."""
    if not sys.stdin.isatty():
        say(
            "Nothing was changed; add --yes (with make: YES=1) to change files without a terminal.",
            err=True,
        )
        sys.exit(WRONG_USE)
    question = counted(
        "Make these changes in {count} file?",
        "Make these changes in {count} files?",
        number,
    )
    return confirm(question)


def difference(before: RawFile, after: RawFile) -> str:
    """The changed lines of a file as a patch, as git shows them."""
    patch = ""
    if before.path not in {"", after.path}:
        patch = f"rename {before.path} => {after.path}\n"
    lines = difflib.unified_diff(
        _lines(before), _lines(after), f"a/{before.path}", f"b/{after.path}", n=1
    )
    for line in lines:
        patch += line.removesuffix("\n") + "\n"
    return patch


def _lines(file: RawFile) -> list[str]:
    text = file.content.decode("utf-8").replace("\r\n", "\n")
    return text.splitlines(keepends=True)


def replace_files(root: Path, contents: Mapping[str, tuple[bytes, bytes]]) -> None:
    """Replace the content of files, given before and after by path, once all are complete on disk.

    A file that does not exist before or after is empty. Raises `OSError`, and replaces
    nothing, if one of them is not as it was before, or can't be written.
    """
    staged: list[tuple[Path, Path]] = []
    deleted: list[Path] = []
    try:
        for path, (before, after) in contents.items():
            symlinks.refuse(root, path)
            file = root / path
            _refuse_changed(file, path, before)
            if not after:
                deleted.append(file)
            elif after != before:
                # hidden files are not read as briefs
                unfinished = file.with_name(f".{file.name}.unfinished")
                staged.append((unfinished, file))
                _write_unfinished(unfinished, file, after)
        for unfinished, file in staged:
            unfinished.replace(file)
        for file in deleted:
            file.unlink(missing_ok=True)
    finally:
        for unfinished, _ in staged:
            unfinished.unlink(missing_ok=True)


def _refuse_changed(file: Path, path: str, expected: bytes) -> None:
    content = file.read_bytes() if file.exists() else b""
    if content != expected:
        raise OSError(
            marked(
                "{path} has changed while it was read; run the command again", path=path
            )
        )


def _write_unfinished(unfinished: Path, file: Path, content: bytes) -> None:
    """Write the new content of a file beside it, with its mode; a script can be executed."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with unfinished.open("wb") as opened:
        opened.write(content)
        os.fsync(opened.fileno())
    if file.exists():
        shutil.copymode(file, unfinished)
    if content.startswith(b"#!"):
        unfinished.chmod(0o755)
