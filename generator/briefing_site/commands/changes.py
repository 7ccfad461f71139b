"""Changes of files by a command: shown as a patch, confirmed, and written together."""

import difflib
import os
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from briefing_site.commands.reports import WRONG_USE
from briefing_site.commands.terminal import confirm, say
from briefing_site.diagnostics import log
from briefing_site.format import characters
from briefing_site.languages.phrase import counted, marked
from briefing_site.pipeline import Project
from briefing_site.reading import RawFile, symlinks

FileChange = tuple[RawFile, RawFile]
"""A file as it is expected to be on disk, and as it is to be written.

The first has no content if the file is to be created, the second has none if it is to be deleted. Their paths
differ if the file is to be moved.
"""
Changes = Sequence[FileChange]


def apply_changes(
    project: Project, changes: Changes, *, ask: bool, dry_run: bool = False
) -> bool:
    """Show the changes, ask, and write all of them, unless it is a dry run; returns whether they were made.

    Raises `OSError` as `replace_files` does.
    """
    for before, after in changes:
        # `shown` replaces what could control the terminal, and `harmless` what a workflow takes for commands
        patch = log.harmless(characters.shown(difference(before, after)))
        click.echo(patch, err=True, nl=False)
    if dry_run:
        return False
    if ask and not _is_confirmed(len(changes)):
        return False
    replace_files(project.root, changes)
    return True


def _is_confirmed(number: int) -> bool:
    """Whether the person at the terminal agrees to changes in so many files.

    If nobody can be asked, the command ends with `WRONG_USE`.
    """
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
    """The changed lines of a file, with one line before and after, in the format of a patch.

    To be read, not applied: line breaks of Windows do not show, and a line that lacks one at the end of the
    file looks like the same line with one.
    """
    patch = ""
    if before.path != after.path:
        patch = f"rename {before.path} => {after.path}\n"
    lines = difflib.unified_diff(
        _lines(before), _lines(after), f"a/{before.path}", f"b/{after.path}", n=1
    )
    for line in lines:
        patch += line.removesuffix("\n") + "\n"
    return patch


def _lines(file: RawFile) -> list[str]:
    """The lines of a file, which is UTF-8: commands change no other."""
    text = file.content.decode("utf-8").replace("\r\n", "\n")
    return text.splitlines(keepends=True)


def replace_files(root: Path, changes: Changes) -> None:
    """Write files in two steps, so that an error rarely leaves some changed and others not.

    First, the new content of each file is written to another file beside it. If a file is not as expected,
    or can't be written, this raises `OSError`, and nothing has changed. Then they take the places of the
    old files. An `OSError` of this step, such as for an old file that can't be deleted, does not undo what
    was changed before it. It names the file, and `git status` shows the changes.
    """
    unfinished_files: list[tuple[Path, Path]] = []
    deleted_files: list[Path] = []
    try:
        for before, after in changes:
            symlinks.refuse(root, before.path, after.path)
            old_file = root / before.path
            new_file = root / after.path
            is_moved = before.path != after.path
            _refuse_changed(root, before)
            if is_moved:
                _refuse_changed(
                    root, RawFile(after.path, b"")
                )  # nothing is overwritten
            if is_moved or not after.content:
                deleted_files.append(old_file)
            if after.content and after != before:
                # hidden files are not read as briefs
                unfinished = new_file.with_name(f".{new_file.name}.unfinished")
                unfinished_files.append((unfinished, new_file))
                _write_unfinished(unfinished, after.content, old_file)
        for unfinished, new_file in unfinished_files:
            unfinished.replace(new_file)
        for old_file in deleted_files:
            old_file.unlink(missing_ok=True)
    finally:
        for unfinished, _ in unfinished_files:
            unfinished.unlink(missing_ok=True)


def _refuse_changed(root: Path, expected: RawFile) -> None:
    """Raise `OSError` if a file does not have the expected content; a file that does not exist has none."""
    file = root / expected.path
    content = file.read_bytes() if file.exists() else b""
    if content != expected.content:
        raise OSError(
            marked(
                "{path} has changed while it was read; run the command again",
                path=expected.path,
            )
        )


def _write_unfinished(unfinished: Path, content: bytes, old_file: Path) -> None:
    """Write the new content of a file with the permissions of the old one, if there is one.

    A script, which is a file that begins with `#!`, can be executed in any case.
    """
    unfinished.parent.mkdir(parents=True, exist_ok=True)
    with unfinished.open("wb") as opened:
        opened.write(content)
        os.fsync(opened.fileno())
    if old_file.exists():
        shutil.copymode(old_file, unfinished)
    if content.startswith(b"#!"):
        unfinished.chmod(0o755)
